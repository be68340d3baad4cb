"""What was filed and what was adopted in a period: the lists behind the counts."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.items import AdoptedItem, adopted_items, adopted_submissions
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId


@dataclass(frozen=True, slots=True)
class AdoptedUnit:
    """A unit's adopted items."""

    anchor: str
    unit: Link
    items: tuple[AdoptedItem, ...]


@dataclass(frozen=True, slots=True)
class AdoptedLevel:
    """The outlets of one level and how many items they adopted."""

    name: str
    count: Link


@dataclass(frozen=True, slots=True)
class AdoptedPage:
    """The adopted items of a period, by outlets of all levels or of one (`level`).

    `levels` lead to the pages of the levels. `is_joint` if an item stands under several units;
    `legend` explains the marks of such items.
    """

    head: PageHead
    level: str
    count: int
    levels: tuple[AdoptedLevel, ...]
    is_joint: bool
    legend: tuple[str, ...]
    units: tuple[AdoptedUnit, ...]


@dataclass(frozen=True, slots=True)
class FiledUnit:
    """How many items a unit filed, month by month and in all."""

    unit: Link
    months: tuple[Link, ...]
    total: Link


@dataclass(frozen=True, slots=True)
class FiledGroup:
    """A group's units in official order."""

    name: str
    units: tuple[FiledUnit, ...]


@dataclass(frozen=True, slots=True)
class FiledPage:
    """How many items each unit filed in a period."""

    head: PageHead
    total: int
    months: tuple[str, ...]
    groups: tuple[FiledGroup, ...]


def adopted_pages(source: PageSource, period: Period) -> "tuple[AdoptedPage, ...]":
    """Return the adopted items of a period: the page of all, and one a level."""
    levels = source.dataset.outlets.record.levels
    links = tuple(
        AdoptedLevel(
            level,
            Link(_count(source, period, level), addresses.adopted(period, levels, level)),
        )
        for level in levels
    )
    return (
        _adopted(source, period, "", links),
        *(_adopted(source, period, level, ()) for level in levels),
    )


def _count(source: PageSource, period: Period, level: str) -> str:
    ledger = source.ledger.within(period)
    return str(len(adopted_submissions(source.dataset, ledger, level)))


def _adopted(
    source: PageSource, period: Period, level: str, links: tuple[AdoptedLevel, ...]
) -> AdoptedPage:
    levels = source.dataset.outlets.record.levels
    ledger = source.ledger.within(period)
    items = adopted_items(source.dataset, ledger, level or None, source.audience)
    count = len(adopted_submissions(source.dataset, ledger, level or None))
    joint = dict.fromkeys(item.joint for item in items if item.joint is not None)
    all_levels = Link(f"{full_name(period)}采用条目", addresses.adopted(period, levels))
    above = (_ledger_of(period), all_levels) if level else (_ledger_of(period),)
    return AdoptedPage(
        in_section(
            addresses.LEDGERS,
            addresses.adopted(period, levels, level),
            f"{full_name(period)}{level}采用条目",
            *above,
        ),
        level,
        count,
        links,
        len(items) > count,
        tuple(f"（{mark.sign}）：{mark.label}" for mark in joint),
        _by_unit(source, period, items),
    )


def _ledger_of(period: Period) -> Link:
    return Link(f"{full_name(period)}台账", addresses.ledger(period))


def _by_unit(
    source: PageSource, period: Period, items: tuple[AdoptedItem, ...]
) -> tuple[AdoptedUnit, ...]:
    units: dict[UnitId, list[AdoptedItem]] = {}
    for item in items:
        units.setdefault(item.unit, []).append(item)
    return tuple(
        AdoptedUnit(
            addresses.fragment(addresses.unit_adopted(period, unit)),
            source.unit_link(unit),
            tuple(own),
        )
        for unit, own in units.items()
    )


def filed_page(source: PageSource, period: Period) -> FiledPage:
    """Return how many items each unit filed in a period."""
    groups = tuple(
        FiledGroup(
            group,
            tuple(
                _filed_unit(source, unit.id, period)
                for unit in source.dataset.units.values()
                if unit.group == group
            ),
        )
        for group in source.dataset.registry.record.groups
    )
    title = f"{full_name(period)}报送条数"
    return FiledPage(
        in_section(addresses.LEDGERS, addresses.filed(period), title, _ledger_of(period)),
        sum(len(source.filed_in(unit, period)) for unit in source.dataset.units),
        tuple(month.name for month in _months(source, period)),
        groups,
    )


def _months(source: PageSource, period: Period) -> tuple[Period, ...]:
    return tuple(month for month in period.months if month in source.tables)


def _filed_unit(source: PageSource, unit: UnitId, period: Period) -> FiledUnit:
    return FiledUnit(
        source.unit_link(unit),
        tuple(_filed_count(source, unit, month) for month in _months(source, period)),
        _filed_count(source, unit, period),
    )


def _filed_count(source: PageSource, unit: UnitId, period: Period) -> Link:
    count = len(source.filed_in(unit, period))
    return Link(str(count), addresses.unit_submissions(unit, period))
