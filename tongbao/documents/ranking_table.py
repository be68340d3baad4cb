"""The ranking of a period: every group by rank, points by heading, task, what follows from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tongbao.documents import addresses
from tongbao.documents.score_table import Cell, columns_of
from tongbao.documents.words import enumerated
from tongbao.model.period import Period
from tongbao.model.scalars import ColumnId, UnitId
from tongbao.model.unit import Unit
from tongbao.scoring.award import shown
from tongbao.scoring.conversion import converted
from tongbao.scoring.labels import labels
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import group_standings
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Dataset

TO_DATE = "累计得分"
"""The heading over the points since January."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Columns of the rulebook that the ranking adds up under one heading."""

    name: str
    columns: tuple[ColumnId, ...]


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One unit's line; `rank` is blank for a unit that is scored but not ranked.

    `task` is what came in of what was owed (4/3), blank without a task; `converted` and `labels`
    are blank where the table does not have them.
    """

    unit: UnitId
    name: str
    rank: str
    points: tuple[Cell, ...]
    task: Cell
    converted: str
    labels: str

    @property
    def target(self) -> str:
        """The unit's page."""
        return addresses.unit(self.unit)


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """A group's units by rank, those without a rank at the end."""

    name: str
    rows: tuple[RankedRow, ...]


@dataclass(frozen=True, slots=True)
class RankingTable:
    """A period's ranking.

    `points` are the headings of the numbers that are sums of awards; those of task, conversion and
    labels are blank where no unit has any.
    """

    points: tuple[str, ...]
    task: str
    conversion: str
    labels: str
    groups: tuple[RankedGroup, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """The headings of all columns of figures, from left to right."""
        return (*self.points, *filter(None, (self.task, self.conversion)))

    def figures_of(self, row: RankedRow) -> tuple[str, ...]:
        """Return a row's figures under these headings."""
        task = (row.task.text,) if self.task else ()
        converted = (row.converted,) if self.conversion else ()
        return (*(cell.text for cell in row.points), *task, *converted)


def headings(dataset: Dataset, period: Period) -> tuple[Heading, ...]:
    """Return the headings of a period's rulebooks; a column without one stands for itself."""
    found: dict[str, list[ColumnId]] = {}
    for column in columns_of(dataset, period):
        found.setdefault(column.heading or column.name, []).append(column.id)
    return tuple(Heading(name, tuple(columns)) for name, columns in found.items())


def under(ledger: Ledger, heading: Heading) -> Ledger:
    """Select the awards of a heading's columns."""
    return Ledger(tuple(award for award in ledger if award.column in heading.columns))


def has_earlier_months(period: Period) -> bool:
    """Whether the points since January are shown beside those of the period."""
    return len(period.months) < len(Period(period.year, 1, 12).months)


def ranking_table(dataset: Dataset, ledger: Ledger, period: Period, bulletin: str) -> RankingTable:
    """Return the ranking of a period in a bulletin, from the whole ledger.

    Each number of points leads to the bulletin's page of the unit, where the awards behind it
    stand.
    """
    source = _Source(dataset, ledger, period, bulletin)
    groups = tuple(
        RankedGroup(group, members)
        for group in dataset.registry.record.groups
        if (members := _rows(source, group))
    )
    rows = tuple(row for group in groups for row in group.rows)
    names = [heading.name for heading in source.headings]
    return RankingTable(
        (*names, f"{period.name}得分", *((TO_DATE,) if has_earlier_months(period) else ())),
        "任务完成" if any(row.task.text for row in rows) else "",
        _conversion(dataset, period) if source.converted else "",
        "评语" if any(row.labels for row in rows) else "",
        groups,
    )


def _conversion(dataset: Dataset, period: Period) -> str:
    book = dataset.rulebook_on(period.end)
    conversions = book.record.conversions if book else ()
    found = (each.name for each in conversions if each.period.around(period.end) == period)
    return enumerated(dict.fromkeys(found))


@dataclass(frozen=True)
class _Source:
    """What every row is made from."""

    dataset: Dataset
    ledger: Ledger
    period: Period
    bulletin: str

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return headings(self.dataset, self.period)

    @cached_property
    def converted(self) -> Mapping[UnitId, Decimal]:
        return converted(self.dataset, self.ledger, self.period)


def _rows(source: _Source, group: str) -> tuple[RankedRow, ...]:
    ranked = group_standings(source.dataset, source.ledger, group, source.period)
    ranks = {standing.unit: str(standing.rank) for standing in ranked}
    members = {
        unit.id: unit for unit in source.dataset.units_in(source.period) if unit.group == group
    }
    # The ranked ones first, in their order.
    in_order = dict.fromkeys([*ranks, *members])
    return tuple(_row(source, members[name], ranks.get(name, "")) for name in in_order)


def _row(source: _Source, unit: Unit, rank: str) -> RankedRow:
    task = progress(source.dataset, unit.id, source.period)
    points = source.converted.get(unit.id)
    return RankedRow(
        unit.id,
        unit.name,
        rank,
        tuple(_points(source, unit.id)),
        Cell(
            f"{task.done}/{task.due}" if task else "",
            addresses.unit_submissions(unit.id, source.period),
        ),
        "" if points is None else shown(points),
        enumerated(labels(source.dataset, source.ledger, unit.id, source.period)),
    )


def _points(source: _Source, unit: UnitId) -> Iterator[Cell]:
    own = source.ledger.of_unit(unit)
    awards = own.within(source.period)

    def target(part: str) -> str:
        return addresses.bulletin_unit(source.bulletin, unit, part)

    for index, heading in enumerate(source.headings):
        yield Cell.of(under(awards, heading), target(addresses.heading_part(index)))
    yield Cell(shown(awards.total), target(addresses.PERIOD_PART))
    if has_earlier_months(source.period):
        total = own.within(source.period.year_to_date).total
        yield Cell(shown(total), target(addresses.YEAR_PART))
