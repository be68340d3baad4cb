"""Limits on what a clause gives a unit in a span."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tongbao.model.clause import Cap, Span
from tongbao.model.scalars import ClauseId, UnitId
from tongbao.scoring import primitives
from tongbao.scoring.award import Award, shown

_LENGTHS = tuple(Span)


def capped_awards(
    awards: Sequence[Award], key: tuple[str, ClauseId], caps: Sequence[Cap]
) -> list[Award]:
    """Return awards with those of one clause (by rulebook and clause id) brought below its caps.

    In order of time: what came first keeps its points, what goes over the limit is cut.
    """
    found = list(awards)
    for cap in sorted(caps, key=lambda cap: _LENGTHS.index(cap.period)):
        rows: dict[tuple[UnitId, date], list[int]] = defaultdict(list)
        for index, award in enumerate(found):
            if (award.rulebook, award.clause) == key:
                rows[award.unit, cap.period.around(award.date).start].append(index)
        for (_, first), row in rows.items():
            row.sort(key=lambda index: (found[index].date, found[index].records))
            name = cap.period.around(first).name
            kept = primitives.capped((found[index].points for index in row), cap.points)
            for index, points in zip(row, kept, strict=True):
                if points != found[index].points:
                    reason = (
                        f"{found[index].reason}，{name}封顶{shown(cap.points)}分，"
                        f"实计{shown(points)}分"
                    )
                    found[index] = replace(found[index], points=points, reason=reason)
    return found
