"""The list of units with the figures of the current period."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link, PageHead, section_head
from tongbao.documents.pages.running import place_text
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.score_table import Cell
from tongbao.model.period import Period
from tongbao.model.unit import Unit


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """A unit in the list: what it filed, what was adopted, its score and place in the period."""

    unit: Link
    filed: Link
    adopted: Link
    total: Cell
    rank: str


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A group in the list of units."""

    name: str
    units: tuple[UnitSummary, ...]


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The list of units; `period` names the period of the figures, empty without any."""

    head: PageHead
    period: str
    groups: tuple[UnitGroup, ...]


def units_page(source: PageSource) -> UnitsPage:
    """Return the list of units with the figures of the current period."""
    period = source.current
    groups = tuple(
        UnitGroup(
            group,
            tuple(
                _summary(source, unit, period)
                for unit in source.dataset.units.values()
                if unit.group == group
            ),
        )
        for group in source.dataset.registry.record.groups
    )
    name = full_name(period) if period else ""
    return UnitsPage(section_head(addresses.UNITS, "单位"), name, groups)


def _summary(source: PageSource, unit: Unit, period: Period | None) -> UnitSummary:
    link = source.unit_link(unit.id)
    if period is None:
        return UnitSummary(link, Link(""), Link(""), Cell("", ""), "")
    row = source.standing.get((period, unit.id))
    if row is None:
        return UnitSummary(link, Link("–"), Link("–"), Cell("", ""), "")
    filed = len(source.filed_in(unit.id, period))
    adopted = len(row.items)
    return UnitSummary(
        link,
        Link(str(filed), addresses.unit_submissions(unit.id, period)),
        Link(str(adopted), addresses.unit_adopted(period, unit.id)) if adopted else Link("0"),
        row.total,
        place_text(source, row, period),
    )
