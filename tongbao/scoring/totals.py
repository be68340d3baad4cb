"""What looks at points already given: vetoes, floors, ceilings, targets missed."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from tongbao.model.clause import Span, TotalClause, VetoScope
from tongbao.model.rulebook import Rulebook
from tongbao.scoring import primitives
from tongbao.scoring.award import Award, counted, shown
from tongbao.scoring.claims import Claim
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.periods import Course, is_for
from tongbao.scoring.tasks import target
from tongbao.source.dataset import Entry

_SCOPES = {VetoScope.MONTH: Span.MONTH, VetoScope.QUARTER: Span.QUARTER, VetoScope.YEAR: Span.YEAR}


def vetoes(claims: Sequence[Claim], awards: Sequence[Award]) -> list[Award]:
    """Return the awards that vetoes take back: first those of single items, then of whole spans.

    `claims` are those that count under clauses with a veto.

    A veto leaves what is below zero. It counts on the last day it reaches, so that what was counted
    before stays as it was.
    """
    found: list[Award] = []
    order = list(VetoScope)
    hits = sorted(
        claims, key=lambda claim: (order.index(claim.clause.veto or VetoScope.ITEM), claim.order)
    )
    for claim in hits:
        so_far = Ledger((*awards, *found)).of_unit(claim.unit)
        if claim.clause.veto is VetoScope.ITEM:
            found.extend(_item_veto(claim, so_far))
        else:
            found.extend(_span_veto(claim, so_far))
    return found


def _item_veto(claim: Claim, awards: Ledger) -> Iterator[Award]:
    """Take back an item's points on the day of the veto; what it earns later on its own day."""
    own = [
        award
        for award in awards
        if award.submission is not None and award.submission == claim.event.submission
    ]
    for day in sorted({max(award.date, claim.event.date) for award in own}):
        total = sum(
            (award.points for award in own if max(award.date, claim.event.date) == day), Decimal(0)
        )
        yield from _taken(claim, total, day, "本条信息一票否决")


def _span_veto(claim: Claim, awards: Ledger) -> Iterator[Award]:
    assert claim.clause.veto is not None
    span = _SCOPES[claim.clause.veto].around(claim.event.date)
    yield from _taken(claim, awards.within(span).total, span.end, f"{span.name}一票否决")


def _taken(claim: Claim, total: Decimal, day: date, what: str) -> Iterator[Award]:
    points = primitives.vetoed(total)
    if points:
        yield Award(
            unit=claim.unit,
            date=day,
            rulebook=claim.book,
            clause=claim.clause.id,
            column=claim.clause.column,
            submission=claim.event.submission,
            points=points,
            records=claim.event.records,
            reason=f"{what}，{counted(points)}",
        )


def total_awards(course: Course, clause: TotalClause, awards: Sequence[Award]) -> Iterator[Award]:
    """Yield what corrects each unit's sum over each span, on its last day.

    `awards` are all given so far under the rulebook; deductions may lie behind the last record. A
    target missed is known only when the span is over.
    """
    book: Entry[Rulebook] = course.book
    in_force = book.record.in_force
    given = Ledger(tuple(awards))
    last = max((award.date for award in given), default=course.last)
    until = min(max(course.reach(clause), last), in_force.to or date.max)
    for span in primitives.spans(clause.period, in_force.from_, until):
        for unit in course.dataset.units_in(span):
            if not is_for(clause.where, unit):
                continue
            own = given.of_unit(unit.id).within(span)
            total = own.in_columns(clause.columns).total if clause.columns else own.total
            aim = target(course.dataset, unit.id, span) if course.is_over(span) else None
            points, words = _correction(clause, total, aim)
            if points:
                yield Award(
                    unit=unit.id,
                    date=min(span.end, in_force.to or date.max),
                    rulebook=book.id,
                    clause=clause.id,
                    column=clause.column,
                    submission=None,
                    points=points,
                    records=(),
                    reason=f"{span.name}合计{shown(total)}分，{words}",
                )


def _correction(clause: TotalClause, total: Decimal, aim: Decimal | None) -> tuple[Decimal, str]:
    if clause.target is not None and aim is not None and total < aim:
        points = (total - aim) * clause.target
        words = f"少于目标{shown(aim)}分，差额的{shown(clause.target)}倍，{counted(points)}"
        return points, words
    kept = primitives.bounded(total, clause.least, clause.most)
    if kept > total:
        return kept - total, f"不低于{shown(kept)}分，补{shown(kept - total)}分"
    return kept - total, f"不高于{shown(kept)}分，减{shown(total - kept)}分"
