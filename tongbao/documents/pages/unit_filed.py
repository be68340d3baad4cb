"""What a unit filed, and what became of it: a line an item, and the page of a year."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.registered_items import ADOPTED, NOT_ADOPTED
from tongbao.documents.pages.source import PageSource, full_name, state_text
from tongbao.documents.words import enumerated, short_date
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission


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
    """A month's submissions, the latest first."""

    anchor: str
    name: str
    items: tuple[FiledItem, ...]


@dataclass(frozen=True, slots=True)
class FiledQuarter:
    """A quarter's submissions by month, the latest first."""

    anchor: str
    name: str
    count: int
    months: tuple[FiledMonth, ...]


@dataclass(frozen=True, slots=True)
class UnitFiledPage:
    """A year's submissions of a unit, the latest quarter first; `years` are its other years."""

    head: PageHead
    unit: Link
    anchor: str
    count: int
    quarters: tuple[FiledQuarter, ...]
    years: tuple[Link, ...]


def filed_item(source: PageSource, name: SubmissionId, submission: Submission) -> FiledItem:
    """Return a submission as a line of a unit's list."""
    trouble = state_text(submission)
    outlets = enumerated(link.text for link in source.outlet_links(name))
    return FiledItem(
        short_date(submission.date),
        source.title_link(name),
        submission.category,
        source.marks(name),
        trouble or (ADOPTED if outlets else NOT_ADOPTED),
        bool(trouble),
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
    """Return a page for each year in which anything was filed or scored."""
    return tuple(_page(source, unit, year) for year in source.years)


def _page(source: PageSource, unit: UnitId, year: Period) -> UnitFiledPage:
    link = source.unit_link(unit)
    address = addresses.unit_filed(unit, year.year)
    quarters = tuple(
        _quarter(source, unit, quarter)
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


def _quarter(source: PageSource, unit: UnitId, quarter: Period) -> FiledQuarter:
    months = tuple(
        FiledMonth(
            _anchor(unit, month),
            month.name,
            tuple(filed_item(source, *item) for item in reversed(source.filed_in(unit, month))),
        )
        for month in reversed(quarter.months)
        if month in source.tables
    )
    return FiledQuarter(
        _anchor(unit, quarter),
        quarter.name,
        sum(len(month.items) for month in months),
        months,
    )


def _anchor(unit: UnitId, period: Period) -> str:
    return addresses.fragment(addresses.unit_submissions(unit, period))
