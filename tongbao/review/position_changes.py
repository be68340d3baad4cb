"""Whose score, rank or task a change moves, by month, quarter and year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.review.record_changes import RecordChange
from tongbao.scoring.award_changes import AwardChange
from tongbao.scoring.events import accepted_on
from tongbao.scoring.ranking import group_standings
from tongbao.scoring.score import Scored
from tongbao.scoring.tasks import progress

_WIDE = frozenset({"bulletins", "rules", "calendar", "units", "bureau"})
"""Kinds of record that can move units on days on which no line of points changes."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a unit stands in a period: points, rank in its group, items of its task.

    `rank` is None for a unit that is not ranked, `done` and `due` for one without a task.
    """

    total: Decimal
    rank: int | None
    done: int | None
    due: int | None
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A unit's position in a period before and after; None where it is not scored."""

    unit: UnitId
    name: str
    group: str
    period: Period
    before: Position | None
    after: Position | None

    @property
    def moves_points(self) -> bool:
        """Whether the unit has other points than before, not only another rank or task."""
        old, new = self.before, self.after
        return old is None or new is None or old.total != new.total

    @property
    def moves_rank(self) -> bool:
        """Whether the unit has another rank than before."""
        old = self.before.rank if self.before else None
        return old != (self.after.rank if self.after else None)

    @property
    def task(self) -> bool | None:
        """Whether the task is met now that was not (True), or not any more; None if as before."""
        old, new = self.before, self.after
        if old is None or new is None or old.is_met is new.is_met:
            return None
        return new.is_met


def position_changes(
    before: Scored,
    after: Scored,
    records: Iterable[RecordChange],
    awards: Iterable[AwardChange],
) -> tuple[PositionChange, ...]:
    """Return every unit's position that a change moves, by unit in official order, and period.

    Looked at are the month, quarter and year of each day that points or submissions change on; all
    of them where a registry, a rulebook or a bulletin changes.
    """
    periods = _periods(_days(before, after, tuple(records), tuple(awards)))
    found = [change for period in periods for change in _in_period(before, after, period)]
    units = {**after.dataset.units, **before.dataset.units}
    order = {unit: index for index, unit in enumerate(units)}
    return tuple(
        sorted(found, key=lambda change: (order[change.unit], change.period.year, _length(change)))
    )


def _length(change: PositionChange) -> tuple[int, int]:
    return len(change.period.months), change.period.first_month


def _days(
    before: Scored,
    after: Scored,
    records: tuple[RecordChange, ...],
    awards: tuple[AwardChange, ...],
) -> Iterator[date]:
    for change in awards:
        yield change.award.date
    is_wide = any(record.kind in _WIDE for record in records)
    names = {record.id for record in records if record.kind == "submissions"}
    for scored in (before, after):
        if is_wide:
            yield from (award.date for award in scored.ledger)
        submissions = scored.dataset.submissions
        for name in submissions if is_wide else names & submissions.keys():
            day = accepted_on(scored.dataset, submissions[name].record)
            if day is not None:
                yield day


def _periods(days: Iterable[date]) -> tuple[Period, ...]:
    return tuple(
        dict.fromkeys(
            period
            for day in sorted(set(days))
            for period in (
                Period.month_of(day),
                Period.quarter_of(day),
                Period(day.year, 1, 12),
            )
        )
    )


def _in_period(before: Scored, after: Scored, period: Period) -> Iterator[PositionChange]:
    old, new = _positions(before, period), _positions(after, period)
    units = {**before.dataset.units, **after.dataset.units}
    for name, unit in units.items():
        if _moves(old.get(name), new.get(name)):
            yield PositionChange(name, unit.short, unit.group, period, old.get(name), new.get(name))


def _moves(old: Position | None, new: Position | None) -> bool:
    if old is None or new is None:
        return old is not new
    return (old.total, old.rank, old.is_met) != (new.total, new.rank, new.is_met)


def _positions(scored: Scored, period: Period) -> dict[UnitId, Position]:
    dataset, ledger = scored.dataset, scored.ledger
    ranks = {
        standing.unit: standing.rank
        for group in dataset.registry.record.groups
        for standing in group_standings(dataset, ledger, group, period)
    }
    found = {}
    for unit in dataset.units_in(period):
        task = progress(dataset, unit.id, period)
        found[unit.id] = Position(
            ledger.of_unit(unit.id).within(period).total,
            ranks.get(unit.id),
            task.done if task else None,
            task.due if task else None,
            task.is_met if task else None,
        )
    return found
