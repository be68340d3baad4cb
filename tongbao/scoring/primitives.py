"""The primitives clauses are composed of: one small pure function each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, Inexact, localcontext

from tongbao.model.clause import (
    Case,
    EventKind,
    JointShare,
    Multiplier,
    PeriodClause,
    Shortfall,
    Span,
    Split,
    Steps,
    Where,
)
from tongbao.model.period import Stretch
from tongbao.model.rulebook import Rounding
from tongbao.scoring.award import counted, shown
from tongbao.scoring.events import Fact, Party

_DONE = {
    EventKind.SUBMISSION: "报送",
    EventKind.FORWARDING: "转报",
    EventKind.ADOPTION: "采用",
    EventKind.INSTRUCTION: "批示",
    EventKind.COMMISSION: "约稿",
    EventKind.DUTY: "任务",
    EventKind.ENTRY: "登记",
}


def selected(facts: Mapping[str, Fact], where: Where) -> bool:
    """Whether each fact the selector names has one of its values; an absent fact fits none."""
    for fact in Where.model_fields:
        wanted = getattr(where, fact)
        if wanted is None:
            continue
        options = wanted if isinstance(wanted, tuple) else (wanted,)
        if facts.get(fact) not in options:
            return False
    return True


def tabled(facts: Mapping[str, Fact], cases: Iterable[Case]) -> Decimal | None:
    """Return the points of the first line of a table of values that fits; None if none does."""
    fitting = (case.points for case in cases if selected(facts, case.where))
    return next(fitting, None)


def stepped(steps: Steps, number: int) -> Decimal:
    """Return the value of the `number`-th event (from 1) of a span: -2, -4, -8, then -8 again."""
    return steps.points[min(number, len(steps.points)) - 1]


def multiplied(facts: Mapping[str, Fact], multipliers: Iterable[Multiplier]) -> tuple[Decimal, ...]:
    """Return the factors of all multipliers that fit; they apply one upon the other."""
    return tuple(each.factor for each in multipliers if selected(facts, each.where))


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a joint item: so many points of the whole, and the arithmetic in words."""

    points: Decimal
    words: str


def joint_part(
    points: Decimal,
    share: JointShare,
    party: Party,
    parties: Sequence[Party],
    rounding: Rounding | None,
) -> Part:
    """Return what one unit of a joint item gets of the points the item is worth.

    In full, times a factor, an equal part, a part by head-count, or a value of its own.
    """
    if share.points is not None:
        return Part(share.points, f"联合信息每个单位{shown(share.points)}分")
    if share.factor is not None:
        return Part(points * share.factor, f"×{shown(share.factor)}")
    if share.split is Split.EQUAL:
        return Part(divided(points, len(parties), rounding), f"÷{len(parties)}个单位")
    if share.split is Split.PEOPLE:
        people = sum(each.people for each in parties)
        part = divided(points * party.people, people, rounding)
        return Part(part, f"×{party.people}人÷{people}人")
    return Part(points, "")


def divided(points: Decimal, parts: int, rounding: Rounding | None) -> Decimal:
    """Return a part of points; one that does not come out even is rounded as stated."""
    with localcontext() as context:
        context.clear_flags()
        part = points / parts
        is_even = not context.flags[Inexact]
    return part if is_even or rounding is None else rounded(part, rounding)


def rounded(points: Decimal, rounding: Rounding) -> Decimal:
    """Round points to the stated places, halves away from zero or the rest cut off."""
    mode = ROUND_HALF_UP if rounding.up else ROUND_DOWN
    return points.quantize(Decimal(1).scaleb(-rounding.places), mode)


def beyond_best(points: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield what each of a row of repeats adds to the best before it, so that the sum is the best.

    In order of time, this leaves what was counted earlier as it was: a better adoption next month
    adds the difference there and never takes points back from an issued month.
    """
    best: Decimal | None = None
    for value in points:
        yield value if best is None else max(value - best, Decimal(0))
        best = value if best is None else max(value, best)


def capped(points: Iterable[Decimal], limit: Decimal) -> Iterator[Decimal]:
    """Yield what each of a row of points adds until the sum reaches a limit; deductions pass."""
    total = Decimal(0)
    for value in points:
        added = min(value, limit - total) if value > 0 else value
        total += added
        yield added


def quota(count: int, needed: int, clause: PeriodClause) -> tuple[Decimal, str]:
    """Return what a count earns in a period, and the arithmetic in words.

    Fewer than the quota earn nothing; the quota earns its points; each item beyond adds to them;
    the cap limits the sum.
    """
    met = clause.quota.points or Decimal(0)
    done = f"{_DONE[clause.event]}{count}条"
    if count < needed:
        return Decimal(0), f"{done}，不足{needed}条，计0分"
    points = met
    words = [f"{done}，满{needed}条得{shown(points)}分"] if met else [f"{done}，已满{needed}条"]
    if clause.beyond is not None and count > needed:
        extra = (count - needed) * clause.beyond
        points += extra
        words.append(f"超出{count - needed}条每条加{shown(clause.beyond)}分得{shown(extra)}分")
    if clause.cap is not None and points > clause.cap:
        words.append(f"合计{shown(points)}分，封顶{shown(clause.cap)}分")
        points = clause.cap
    if len(words) > 1 or not met:
        words.append(f"计{shown(points)}分")
    return points, "，".join(words)


def shortfall(missing: int, short: Shortfall) -> tuple[Decimal, str]:
    """Return what too few events of a period cost, and the arithmetic in words.

    Where several ways meet a quota, it can't be said how many are missing.
    """
    if short.points is not None:
        lack = f"缺{missing}条，" if missing else ""
        return short.points, f"{lack}{counted(short.points)}"
    assert short.each is not None
    points = missing * short.each
    return points, f"缺{missing}条，每条扣{shown(-short.each)}分，{counted(points)}"


def falls_in_a_row(is_short: Sequence[bool], needed: int) -> list[bool]:
    """Say for each period of a row whether it is the `needed`-th short one since the last such."""
    found: list[bool] = []
    run = 0
    for short in is_short:
        run = run + 1 if short else 0
        found.append(short and run % needed == 0)
    return found


def bounded(total: Decimal, least: Decimal | None, most: Decimal | None) -> Decimal:
    """Return a sum brought into its bounds: a floor (扣完为止), a ceiling."""
    if least is not None and total < least:
        return least
    if most is not None and total > most:
        return most
    return total


def vetoed(total: Decimal) -> Decimal:
    """Return what takes a sum to zero; one that is below zero stays."""
    return -max(total, Decimal(0))


def spans(span: Span, first: date, last: date) -> Iterator[Stretch]:
    """Return the spans of one length, in order, from the one `first` lies in to that of `last`."""
    found = span.around(first)
    while found.start <= last:
        yield found
        found = span.around(found.end + timedelta(days=1))
