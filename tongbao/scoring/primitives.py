"""The primitives clauses are composed of: one small pure function each."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from tongbao.model.period import Period
from tongbao.model.rulebook import EventClause, EventKind, PeriodClause, Span, Where
from tongbao.scoring.award import shown
from tongbao.scoring.events import Event

_DONE = {
    EventKind.SUBMISSION: "报送",
    EventKind.ADOPTION: "采用",
    EventKind.INSTRUCTION: "批示",
}


def selected(event: Event, where: Where) -> bool:
    """Whether each fact the selector names has one of its values; an absent fact fits none."""
    for fact in Where.model_fields:
        wanted = getattr(where, fact)
        if wanted is None:
            continue
        options = wanted if isinstance(wanted, tuple) else (wanted,)
        if event.facts.get(fact) not in options:
            return False
    return True


def value(event: Event, clause: EventClause) -> Decimal | None:
    """Return the points one event is worth under a clause that selected it; None if unstated."""
    if not clause.cases:
        return clause.points
    fitting = (case.points for case in clause.cases if selected(event, case.where))
    return next(fitting, None)


def beyond_best(points: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield what each of a row of repeats adds to the best before it, so that the sum is the best.

    In order of time, this leaves what was counted earlier as it was: a better adoption next month
    adds the difference there and never takes points back from an issued month.
    """
    best: Decimal | None = None
    for value in points:
        yield value if best is None else max(value - best, Decimal(0))
        best = value if best is None else max(value, best)


def quota(count: int, clause: PeriodClause) -> tuple[Decimal, str]:
    """Return what a count earns in a period, and the arithmetic in words.

    Fewer than the quota earn nothing; the quota earns its points; each item beyond adds to them;
    the cap limits the sum.
    """
    needed = clause.quota.count
    if count < needed:
        return Decimal(0), f"{_DONE[clause.event]}{count}条，不足{needed}条，计0分"
    points = clause.quota.points
    words = [f"{_DONE[clause.event]}{count}条，满{needed}条得{shown(points)}分"]
    if clause.beyond is not None and count > needed:
        extra = (count - needed) * clause.beyond
        points += extra
        words.append(f"超出{count - needed}条每条加{shown(clause.beyond)}分得{shown(extra)}分")
    if clause.cap is not None and points > clause.cap:
        words.append(f"合计{shown(points)}分，封顶{shown(clause.cap)}分")
        points = clause.cap
    if len(words) > 1:
        words.append(f"计{shown(points)}分")
    return points, "，".join(words)


def spans(span: Span, first: date, last: date) -> Iterator[Period]:
    """Return the spans of one length, in order, from the one `first` lies in to that of `last`."""
    found = span.around(first)
    while found.start <= last:
        yield found
        found = span.around(found.end + timedelta(days=1))
