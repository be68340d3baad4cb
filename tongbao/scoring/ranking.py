"""Ranks inside a group, with ties, and who is named for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from tongbao.model.scalars import UnitId


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


def leading(ranked: Sequence[Standing], top: int) -> tuple[tuple[Standing, ...], ...]:
    """Return the units in the first `top` places, those tied together as one group.

    All tied at the cut are in. Units without points lead nothing, however few there are.
    """
    named = (standing for standing in ranked if standing.rank <= top and standing.total > 0)
    return tuple(tuple(tied) for _, tied in groupby(named, key=lambda standing: standing.rank))
