"""The score table of a period: every unit in official order, by group, column by column."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from tongbao.documents import addresses
from tongbao.documents.items import AdoptedItem, adopted_items
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import group_standings
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as printed and the page that shows its awards; blank where nothing was counted."""

    text: str
    target: str

    @classmethod
    def of(cls, ledger: Ledger, target: str) -> "Cell":
        """Show the sum of a selection: `0` where awards add up to nothing, blank without any."""
        return cls(shown(ledger.total) if len(ledger) else "", target)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's line: a cell a column, the total, the rank inside the group, the items.

    `rank` is None for a unit that is scored but not ranked.
    """

    unit: UnitId
    name: str
    group: str
    cells: tuple[Cell, ...]
    total: Cell
    rank: int | None
    is_tied: bool
    items: tuple[AdoptedItem, ...]

    @property
    def target(self) -> str:
        """The unit's page."""
        return addresses.unit(self.unit)

    @property
    def height(self) -> int:
        """How many lines of the table the unit takes: one an item, at least one."""
        return max(1, len(self.items))


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group with its units in official order, and the same rows by rank.

    Units of one rank stand as the rulebook sets their order, units without a rank at the end.
    """

    name: str
    rows: tuple[UnitRow, ...]
    by_rank: tuple[UnitRow, ...]


@dataclass(frozen=True)
class ScoreTable:
    """A period's scores."""

    period: Period
    columns: tuple[Column, ...]
    groups: tuple[GroupRows, ...]

    @cached_property
    def rows(self) -> tuple[UnitRow, ...]:
        """All units in official order."""
        return tuple(row for group in self.groups for row in group.rows)


def columns_of(dataset: Dataset, period: Period) -> tuple[Column, ...]:
    """Return the columns of the rulebooks in force in a period, each once, by its latest name."""
    columns: dict[str, Column] = {}
    for book in dataset.rulebooks_in(period):
        for column in book.record.columns:
            columns[column.id] = column
    return tuple(columns.values())


def score_table(dataset: Dataset, ledger: Ledger, period: Period) -> ScoreTable:
    """Return the scores of a period from the whole ledger."""
    columns = columns_of(dataset, period)
    items: dict[UnitId, list[AdoptedItem]] = {}
    for item in adopted_items(dataset, ledger.within(period)):
        items.setdefault(item.unit, []).append(item)
    groups = []
    for group in dataset.registry.record.groups:
        ranked = group_standings(dataset, ledger, group, period)
        ranks = {standing.unit: standing.rank for standing in ranked}
        shared = Counter(ranks.values())
        rows = {
            unit.id: UnitRow(
                unit.id,
                unit.name,
                group,
                *_cells(ledger.of_unit(unit.id).within(period), unit.id, period, columns),
                ranks.get(unit.id),
                shared[ranks.get(unit.id, 0)] > 1,
                tuple(items.get(unit.id, ())),
            )
            for unit in dataset.units_in(period)
            if unit.group == group
        }
        places = {unit: place for place, unit in enumerate(ranks)}
        by_rank = sorted(rows.values(), key=lambda row: places.get(row.unit, len(places)))
        groups.append(GroupRows(group, tuple(rows.values()), tuple(by_rank)))
    return ScoreTable(period, columns, tuple(groups))


def _cells(
    awards: Ledger, unit: UnitId, period: Period, columns: tuple[Column, ...]
) -> tuple[tuple[Cell, ...], Cell]:
    """Return a unit's cells and its total from its awards of the period."""
    cells = tuple(
        Cell.of(awards.in_column(column.id), addresses.unit_awards(unit, period, column.id))
        for column in columns
    )
    return cells, Cell(shown(awards.total), addresses.unit_awards(unit, period))
