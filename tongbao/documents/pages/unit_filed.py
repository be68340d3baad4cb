"""What a unit filed, and what became of it: a line an item, and the page of a year."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.registered_items import item_state
from tongbao.documents.pages.source import PageSource, full_name, state_text
from tongbao.documents.words import enumerated, short_date
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission

MOST = 100
"""How many items the page of a year lists: of more it leads to pages of the quarters."""


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One submission in a unit's list: its state, and the outlets that adopted it.

    `is_open` where the unit has something left to do, or the item does not count.
    """

    day: str
    title: Link
    category: str
    marks: str
    state: str
    is_open: bool
    outlets: str


@dataclass(frozen=True, slots=True)
class FiledMonth:
    """A month's submissions, the latest first; or the place of the list, `items` being empty."""

    anchor: str
    name: str
    count: int
    items: tuple[FiledItem, ...]
    listed: Link | None


@dataclass(frozen=True, slots=True)
class FiledQuarter:
    """A quarter's submissions by month, the latest first."""

    anchor: str
    name: str
    count: int
    months: tuple[FiledMonth, ...]


@dataclass(frozen=True, slots=True)
class UnitFiledPage:
    """A year's submissions of a unit, the latest quarter first; `years` are its other years.

    Or those of one quarter of a year with many: then `years` is empty.
    """

    head: PageHead
    unit: Link
    anchor: str
    count: int
    quarters: tuple[FiledQuarter, ...]
    years: tuple[Link, ...]


def filed_item(source: PageSource, name: SubmissionId, submission: Submission) -> FiledItem:
    """Return a submission as a line of a unit's list."""
    outlets = enumerated(link.text for link in source.outlet_links(name))
    return FiledItem(
        short_date(submission.date),
        source.title_link(name),
        submission.category,
        source.marks(name),
        item_state(source, name, submission),
        bool(state_text(submission)),
        outlets,
    )


def filed_links(source: PageSource, unit: UnitId) -> tuple[Link, ...]:
    """Return the pages of a unit's submissions by year with their counts, the latest first."""
    return tuple(
        Link(
            f"{full_name(year)}（{len(source.filed_in(unit, year))}条）",
            addresses.unit_filed(unit, year.year),
        )
        for year in reversed(source.years)
    )


def unit_filed_pages(source: PageSource, unit: UnitId) -> tuple[UnitFiledPage, ...]:
    """Return a page for each year in which anything was filed or scored, and of long quarters."""
    return tuple(page for year in source.years for page in _pages(source, unit, year))


def _pages(source: PageSource, unit: UnitId, year: Period) -> Iterator[UnitFiledPage]:
    is_long = len(source.filed_in(unit, year)) > MOST
    yield _page(source, unit, year, is_long=is_long)
    if is_long:
        yield from (
            _quarter_page(source, unit, year, quarter)
            for quarter in source.quarters
            if quarter.year == year.year and source.filed_in(unit, quarter)
        )


def _quarter_page(source: PageSource, unit: UnitId, year: Period, quarter: Period) -> UnitFiledPage:
    link = source.unit_link(unit)
    found = _quarter(source, unit, quarter, is_long=False)
    whole = Link(f"{full_name(year)}报送", addresses.unit_filed(unit, year.year))
    address = addresses.unit_filed_quarter(unit, quarter)
    title = f"{link.text}{full_name(quarter)}报送"
    return UnitFiledPage(
        in_section(addresses.UNITS, address, title, link, whole),
        link,
        _anchor(unit, year),
        found.count,
        (found,),
        (),
    )


def _page(source: PageSource, unit: UnitId, year: Period, *, is_long: bool) -> UnitFiledPage:
    link = source.unit_link(unit)
    address = addresses.unit_filed(unit, year.year)
    quarters = tuple(
        _quarter(source, unit, quarter, is_long=is_long)
        for quarter in reversed(source.quarters)
        if quarter.year == year.year
    )
    return UnitFiledPage(
        in_section(addresses.UNITS, address, f"{link.text}{full_name(year)}报送", link),
        link,
        _anchor(unit, year),
        sum(quarter.count for quarter in quarters),
        quarters,
        tuple(other for other in filed_links(source, unit) if other.target != address),
    )


def _quarter(source: PageSource, unit: UnitId, quarter: Period, *, is_long: bool) -> FiledQuarter:
    months = tuple(
        _month(source, unit, month, addresses.unit_filed_quarter(unit, quarter, month))
        if is_long
        else _month(source, unit, month)
        for month in reversed(quarter.months)
        if month in source.tables
    )
    return FiledQuarter(
        _anchor(unit, quarter),
        quarter.name,
        sum(month.count for month in months),
        months,
    )


def _month(source: PageSource, unit: UnitId, month: Period, place: str = "") -> FiledMonth:
    """Return a month, with its list or, where that stands elsewhere, its `place`."""
    filed = source.filed_in(unit, month)
    return FiledMonth(
        _anchor(unit, month),
        month.name,
        len(filed),
        () if place else tuple(filed_item(source, *item) for item in reversed(filed)),
        Link(f"{month.name}报送的{len(filed)}条", place) if place and filed else None,
    )


def _anchor(unit: UnitId, period: Period) -> str:
    return addresses.fragment(addresses.unit_submissions(unit, period))
