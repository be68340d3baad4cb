"""One line of the ledger."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongbao.model.scalars import ClauseId, ColumnId, SubmissionId, UnitId


@dataclass(frozen=True, slots=True)
class Award:
    """Points a unit got or lost (计分): on which day, under which clause, from which records, why.

    `date` is the day the points count on, `rulebook` the id of the rulebook the clause stands in,
    `submission` the item the points are for (None where there is none, or a clause counts
    several). `records` are the records' paths below the bureau's folder without suffix, in no order
    that means anything. `points` is exact and may be 0: then the reason says why a record earned
    nothing. `reason` is Chinese and never quotes a title, a person or what someone wrote, so that
    it can be printed for items that are not public.
    """

    unit: UnitId
    date: date
    rulebook: str
    clause: ClauseId
    column: ColumnId
    submission: SubmissionId | None
    points: Decimal
    records: tuple[str, ...]
    reason: str


def shown(points: Decimal) -> str:
    """Write points as the office prints them: `6`, `0.5`, `13`, never `6.0`."""
    return format(points.normalize() + 0, "f")


def counted(points: Decimal) -> str:
    """Write points as the end of a sentence: 计2分, or 扣10分 for a deduction."""
    return f"计{shown(points)}分" if points >= 0 else f"扣{shown(-points)}分"
