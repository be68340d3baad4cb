"""Ranks inside a group, with ties, and who is named for them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from tongbao.model.clause import EventClause
from tongbao.model.period import Period
from tongbao.model.rulebook import Commendation, TieOrder
from tongbao.model.scalars import UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.tasks import filed_for_tasks
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place: equal totals share a rank, and the next rank counts them all (1, 2, 2, 4)."""

    unit: UnitId
    total: Decimal
    rank: int


def standings(totals: Mapping[UnitId, Decimal]) -> tuple[Standing, ...]:
    """Rank units by total, highest first; ties keep the order in which they are given."""
    by_total = sorted(totals.items(), key=lambda item: -item[1])
    ranked: list[Standing] = []
    for unit, total in by_total:
        tied = bool(ranked) and ranked[-1].total == total
        rank = ranked[-1].rank if tied else len(ranked) + 1
        ranked.append(Standing(unit, total, rank))
    return tuple(ranked)


def group_standings(
    dataset: Dataset, ledger: Ledger, group: str, period: Period
) -> tuple[Standing, ...]:
    """Rank a group's units by the points of a period; `ledger` is the whole one.

    Only units that are scored in the period and take part in the ranking; units of one rank stand
    in the order that the latest rulebook of the period sets.
    """
    selection = ledger.within(period)
    units = [unit.id for unit in dataset.units_in(period) if unit.group == group and unit.ranked]
    books = dataset.rulebooks_in(period)
    match books[-1].record.ties if books else TieOrder.OFFICIAL:
        case TieOrder.ADOPTED:
            units.sort(key=lambda unit: -_adopted(selection.of_unit(unit)))
        case TieOrder.FILED:
            units.sort(key=lambda unit: -len(filed_for_tasks(dataset, unit, period)))
        case TieOrder.OFFICIAL:
            pass
    return standings({unit: selection.of_unit(unit).total for unit in units})


def _adopted(ledger: Ledger) -> int:
    """Count the adopted items behind a selection, each once."""
    return len(
        {
            award.submission
            for award in ledger
            if any(record.startswith("adoptions/") for record in award.records)
        }
    )


def places(commendation: Commendation, count: int) -> int:
    """Return how many places of a ranking of so many units are named."""
    if commendation.share is not None:
        return max(1, int(commendation.share * count))
    assert commendation.top is not None
    return commendation.top


def leading(
    ranked: Sequence[Standing], top: int, barred: AbstractSet[UnitId] = frozenset()
) -> tuple[tuple[Standing, ...], ...]:
    """Return the units in the first `top` places, those tied together as one group.

    All tied at the cut are in. Units without points lead nothing, however few there are; those
    that are barred are left out, and nobody moves up into their place.
    """
    named = (
        standing
        for standing in ranked
        if standing.rank <= top and standing.total > 0 and standing.unit not in barred
    )
    return tuple(tuple(tied) for _, tied in groupby(named, key=lambda standing: standing.rank))


def barred_units(dataset: Dataset, ledger: Ledger, period: Period) -> frozenset[UnitId]:
    """Return the units that may not be commended in a period.

    An award under a clause that bars holds for the span around its day, from that day on: what
    happens after the period bars nobody in it.
    """
    bars = {
        (book.id, clause.id): clause.bars
        for book in dataset.rulebooks.values()
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and clause.bars is not None
    }
    return frozenset(
        award.unit
        for award in ledger
        if award.date <= period.end
        and (span := bars.get((award.rulebook, award.clause))) is not None
        and span.around(award.date).end >= period.start
    )
