"""Conversion (折算): a period's points as points of the annual assessment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongbao.model.period import Period
from tongbao.model.rulebook import Conversion, Rounding
from tongbao.model.scalars import UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.primitives import bounded, divided
from tongbao.scoring.ranking import standings
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Dataset


def linear(total: Decimal, factor: Decimal) -> Decimal:
    """Return points in proportion to a total; a total below zero converts to nothing."""
    return max(total, Decimal(0)) * factor


def by_rank(rank: int, points: Sequence[Decimal]) -> Decimal:
    """Return the points of a rank; nothing behind the last one that has any."""
    return points[rank - 1] if rank <= len(points) else Decimal(0)


def by_completion(done: int, due: int, full: Decimal, rounding: Rounding | None) -> Decimal:
    """Return the full points for a task that is met, else the part that was done."""
    return full if done >= due else divided(full * done, due, rounding)


def converted(dataset: Dataset, ledger: Ledger, period: Period) -> Mapping[UnitId, Decimal]:
    """Return what each unit's points of a period convert to; empty if nothing is to be converted.

    The conversion is that of the rulebook in force on the period's last day for periods of this
    length. A unit without a task has nothing to complete and is left out there.
    """
    book = dataset.rulebook_on(period.end)
    if book is None:
        return {}
    source = _Source(dataset, ledger.within(period), period, book.record.rounding)
    return {
        unit: bounded(points, None, conversion.most)
        for conversion in book.record.conversions
        if conversion.period.around(period.end) == period
        for group in conversion.groups or dataset.registry.record.groups
        for unit, points in source.of_group(conversion, group)
    }


@dataclass(frozen=True, slots=True)
class _Source:
    """What is converted: a period's awards, and how divisions are rounded."""

    dataset: Dataset
    ledger: Ledger
    period: Period
    rounding: Rounding | None

    def of_group(self, conversion: Conversion, group: str) -> list[tuple[UnitId, Decimal]]:
        """Return what the points of a group's units convert to, before any limit."""
        units = [unit for unit in self.dataset.units_in(self.period) if unit.group == group]
        totals = {unit.id: self.ledger.of_unit(unit.id).total for unit in units}
        if conversion.factor is not None:
            return [(unit, linear(total, conversion.factor)) for unit, total in totals.items()]
        if conversion.by_rank:
            ranked = standings({unit.id: totals[unit.id] for unit in units if unit.ranked})
            return [(each.unit, by_rank(each.rank, conversion.by_rank)) for each in ranked]
        assert conversion.by_completion is not None
        tasks = ((unit, progress(self.dataset, unit, self.period)) for unit in totals)
        return [
            (
                unit,
                by_completion(
                    task.due - task.missing, task.due, conversion.by_completion, self.rounding
                ),
            )
            for unit, task in tasks
            if task is not None
        ]
