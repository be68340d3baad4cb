"""The register of items as pages: a year with filters, its months and categories page by page."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tongbao.documents import addresses
from tongbao.documents.pages.items_data import ItemsData, items_data
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.registered_items import (
    RegisteredItem,
    is_registered,
    paged,
    registered_items,
    registered_years,
)
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.model.period import Period

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A part of the register and how many items it has."""

    part: Link
    count: int


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """A page of the items of a month or of a category; `number` of `pages`, each with its link.

    `others` are the months or categories beside this one, this one without a target.
    """

    head: PageHead
    count: int
    others: tuple[CountedLink, ...]
    year: Link
    items: tuple[RegisteredItem, ...]
    number: int
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ItemsYearPage:
    """A year's register: the latest items, the ways to the others, and what its filters need.

    `items` are what the page shows without its script, of `count`. `data` is what the filters work
    by; it stands in a script of its own, at `script`.
    """

    head: PageHead
    name: str
    count: int
    years: tuple[Link, ...]
    months: tuple[CountedLink, ...]
    categories: tuple[CountedLink, ...]
    units: tuple[Link, ...]
    outlets: tuple[Link, ...]
    items: tuple[RegisteredItem, ...]
    script: str
    data: ItemsData


def items_pages(source: PageSource, year: Period) -> "Iterator[ItemsYearPage | ItemsPage]":
    """Yield the register of a year, with its months and categories."""
    items = registered_items(source, year)
    yield _year_page(source, year, registered_years(source), items)
    yield from _month_pages(source, year, items)
    yield from _category_pages(source, year, items)


def items_link(source: PageSource, period: Period) -> Link | None:
    """Return the link to the register of a year or month; None without items, or for others."""
    if not any(
        entry.record.date in period and is_registered(source, entry.record)
        for entry in source.dataset.submissions.values()
    ):
        return None
    if period.months == (period,):
        return Link(f"{full_name(period)}报送台账", addresses.month_items(period))
    return _year_link(period) if len(period.months) == _MONTHS else None


def _year_link(year: Period) -> Link:
    return Link(f"{full_name(year)}报送台账", addresses.items(year))


def _above(source: PageSource, period: Period) -> tuple[Link, ...]:
    """Return the score table a register stands below, where there is one."""
    if period not in source.tables:
        return ()
    return (Link(f"{full_name(period)}台账", addresses.ledger(period)),)


def _year_page(
    source: PageSource,
    year: Period,
    years: Sequence[Period],
    items: tuple[RegisteredItem, ...],
) -> ItemsYearPage:
    data = items_data(source, full_name(year), items)
    return ItemsYearPage(
        in_section(
            addresses.LEDGERS, addresses.items(year), _year_link(year).text, *_above(source, year)
        ),
        data.name,
        len(items),
        tuple(_year_link(other) for other in years if other != year),
        _months(items),
        _categories(source, year, items),
        tuple(Link(unit.short, addresses.unit(unit.id)) for unit in data.units),
        tuple(Link(outlet.name, addresses.outlet(outlet.id)) for outlet in data.outlets),
        next(paged(items)),
        addresses.items_data(year),
        data,
    )


def _months(items: Sequence[RegisteredItem]) -> tuple[CountedLink, ...]:
    """Return the months in which items were filed, the latest first."""
    counts = Counter(item.month for item in items)
    return tuple(
        CountedLink(Link(month.name, addresses.month_items(month)), counts[month])
        for month in sorted(counts, reverse=True)
    )


def _categories(
    source: PageSource, year: Period, items: Sequence[RegisteredItem]
) -> tuple[CountedLink, ...]:
    """Return the categories that have items, in the bureau's order."""
    counts = Counter(item.category for item in items)
    return tuple(
        CountedLink(Link(name, addresses.category_items(year, place)), counts[name])
        for place, name in enumerate(source.dataset.bureau.record.categories)
        if counts[name]
    )


def _month_pages(
    source: PageSource, year: Period, items: Sequence[RegisteredItem]
) -> Iterator[ItemsPage]:
    others = _months(items)
    for month in reversed(year.months):
        own = tuple(item for item in items if item.date in month)
        if own:
            yield from _pages(
                f"{full_name(month)}报送台账",
                partial(addresses.month_items, month),
                own,
                others,
                (*_above(source, year), _year_link(year)),
            )


def _category_pages(
    source: PageSource, year: Period, items: Sequence[RegisteredItem]
) -> Iterator[ItemsPage]:
    others = _categories(source, year, items)
    for place, category in enumerate(source.dataset.bureau.record.categories):
        own = tuple(item for item in items if item.category == category)
        if own:
            yield from _pages(
                f"{full_name(year)}报送台账：{category}",
                partial(addresses.category_items, year, place),
                own,
                others,
                (*_above(source, year), _year_link(year)),
            )


def _pages(
    title: str,
    address: Callable[[int], str],
    items: tuple[RegisteredItem, ...],
    others: tuple[CountedLink, ...],
    above: tuple[Link, ...],
) -> Iterator[ItemsPage]:
    """Yield the pages of some items; the last page above them is the year's register."""
    parts = tuple(paged(items))
    pages = tuple(Link(str(number), address(number)) for number in range(1, len(parts) + 1))
    here = tuple(
        CountedLink(Link(other.part.text), other.count)
        if other.part.target == address(1)
        else other
        for other in others
    )
    for number, part in enumerate(parts, 1):
        suffix = f"（第{number}页）" if number > 1 else ""
        yield ItemsPage(
            in_section(addresses.LEDGERS, address(number), title + suffix, *above),
            len(items),
            here,
            above[-1],
            part,
            number,
            pages,
        )
