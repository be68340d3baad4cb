"""What was filed and what was adopted in a period: the lists behind the counts."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.items import AdoptedItem, adopted_items
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId


@dataclass(frozen=True, slots=True)
class AdoptedUnit:
    """A unit's adopted items; `anchor` only in the list of all."""

    anchor: str
    unit: Link
    items: tuple[AdoptedItem, ...]


@dataclass(frozen=True, slots=True)
class AdoptedLevel:
    """The items adopted by outlets of one level."""

    anchor: str
    name: str
    count: Link
    units: tuple[AdoptedUnit, ...]


@dataclass(frozen=True, slots=True)
class AdoptedPage:
    """The adopted items of a period, all and by level."""

    head: PageHead
    count: int
    levels: tuple[AdoptedLevel, ...]
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


def adopted_page(source: PageSource, period: Period) -> AdoptedPage:
    """Return the adopted items of a period."""
    levels = source.dataset.outlets.record.levels
    items = adopted_items(source.dataset, source.ledger.within(period))
    title = f"{full_name(period)}采用条目"
    return AdoptedPage(
        in_section(addresses.LEDGERS, addresses.adopted(period, levels), title, _ledger_of(period)),
        len(items),
        tuple(_level(source, period, level) for level in levels),
        _by_unit(source, period, items, anchored=True),
    )


def _ledger_of(period: Period) -> Link:
    return Link(f"{full_name(period)}台账", addresses.ledger(period))


def _level(source: PageSource, period: Period, level: str) -> AdoptedLevel:
    levels = source.dataset.outlets.record.levels
    items = adopted_items(source.dataset, source.ledger.within(period), level)
    target = addresses.adopted(period, levels, level)
    return AdoptedLevel(
        addresses.fragment(target),
        level,
        Link(str(len(items)), target),
        _by_unit(source, period, items, anchored=False),
    )


def _by_unit(
    source: PageSource, period: Period, items: tuple[AdoptedItem, ...], *, anchored: bool
) -> tuple[AdoptedUnit, ...]:
    units: dict[UnitId, list[AdoptedItem]] = {}
    for item in items:
        units.setdefault(item.unit, []).append(item)
    return tuple(
        AdoptedUnit(
            addresses.fragment(addresses.unit_adopted(period, unit)) if anchored else "",
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
        tuple(_count(source, unit, month) for month in _months(source, period)),
        _count(source, unit, period),
    )


def _count(source: PageSource, unit: UnitId, period: Period) -> Link:
    count = len(source.filed_in(unit, period))
    return Link(str(count), addresses.unit_submissions(unit, period))
