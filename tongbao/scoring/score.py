"""Records and rulebooks to the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.rulebook import (
    EventClause,
    EventKind,
    PeriodClause,
    Rulebook,
)
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.scoring import primitives
from tongbao.scoring.award import Award, shown
from tongbao.scoring.events import Event, gather
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True)
class Scored:
    """A dataset with its ledger, and what could not be scored."""

    dataset: Dataset
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What an event is worth under a clause, before it is known what was counted already."""

    book: Entry[Rulebook]
    clause: EventClause
    event: Event
    points: Decimal


def score(dataset: Dataset) -> Scored:
    """Return every award of a dataset, each event under the rulebook in force on its day."""
    events = gather(dataset)
    awards: list[Award] = []
    claims: list[_Claim] = []
    diagnostics: list[Diagnostic] = []
    last = _last_scored_day(dataset, events)
    covered: set[str] = set()
    for book in dataset.rulebooks.values():
        in_force = [event for event in events if _holds(book.record, event.date)]
        covered.update(event.record for event in in_force)
        for clause in book.record.clauses:
            chosen = [
                event
                for event in in_force
                if event.kind is clause.event and primitives.selected(event, clause.where)
            ]
            if isinstance(clause, PeriodClause):
                awards.extend(_by_period(dataset, book, clause, chosen, last))
            else:
                claims.extend(_by_event(book, clause, chosen))
        diagnostics.extend(_unvalued(dataset, book, in_force))
    diagnostics.extend(_uncovered(dataset, events, covered))
    awards.extend(_settled(claims))
    return Scored(dataset, Ledger(_in_order(dataset, awards)), tuple(diagnostics))


def _holds(book: Rulebook, day: date) -> bool:
    return book.in_force.from_ <= day <= (book.in_force.to or date.max)


def _last_scored_day(dataset: Dataset, events: Sequence[Event]) -> date:
    """Return the day up to which periods are counted, empty ones with 0 points.

    No clock: the last day that a record or a bulletin's period reaches.
    """
    days = [event.date for event in events]
    days.extend(entry.record.period.end for entry in dataset.bulletins.values())
    return max(days, default=date.min)


def _by_event(
    book: Entry[Rulebook], clause: EventClause, events: Sequence[Event]
) -> Iterator[_Claim]:
    for event in events:
        points = primitives.value(event, clause)
        if points is not None:
            yield _Claim(book, clause, event, points)


def _settled(claims: Sequence[_Claim]) -> Iterator[Award]:
    """Yield the awards of claims; those of one pool for one submission add up to the highest.

    A pool is known by its name across rulebooks: a title adopted again after the turn of the year
    is still the same title.
    """
    rivals: dict[tuple[str, SubmissionId], list[_Claim]] = defaultdict(list)
    for claim in claims:
        if claim.clause.repeat is None:
            yield _award(claim, claim.points)
        else:
            rivals[claim.clause.repeat.pool, claim.event.submission].append(claim)
    for row in rivals.values():
        row.sort(key=lambda claim: (claim.event.date, -claim.points, claim.event.record))
        added = primitives.beyond_best(claim.points for claim in row)
        for claim, points in zip(row, added, strict=True):
            yield _award(claim, points)


def _award(claim: _Claim, points: Decimal) -> Award:
    """Return the award of a claim of which `points` count, and say why if that is not all."""
    event, clause = claim.event, claim.clause
    words = [clause.mark.label] if clause.mark else []
    words.append(event.what)
    if points == claim.points:
        words.append(f"{'另加' if clause.on_top else '计'}{shown(points)}分")
    else:
        words.append("同题已计分")
        words.append(f"补计差额{shown(points)}分" if points else "不重复计")
    return Award(
        unit=event.unit,
        date=event.date,
        rulebook=claim.book.id,
        clause=clause.id,
        column=clause.column,
        kind=event.kind,
        submission=event.submission,
        points=points,
        records=event.records,
        reason="，".join(words),
    )


def _by_period(
    dataset: Dataset,
    book: Entry[Rulebook],
    clause: PeriodClause,
    events: Sequence[Event],
    last: date,
) -> Iterator[Award]:
    in_force = book.record.in_force
    until = min(last, in_force.to or date.max)
    for span in primitives.spans(clause.period, in_force.from_, until):
        counted: dict[UnitId, list[Event]] = defaultdict(list)
        for event in events:
            if event.date in span:
                counted[event.unit].append(event)
        for unit in dataset.units:
            points, words = primitives.quota(len(counted[unit]), clause)
            records = (record for event in counted[unit] for record in event.records)
            yield Award(
                unit=unit,
                date=min(span.end, in_force.to or date.max),
                rulebook=book.id,
                clause=clause.id,
                column=clause.column,
                kind=clause.event,
                submission=None,
                points=points,
                records=tuple(dict.fromkeys(records)),
                reason=f"{span.name}{words}",
            )


def _in_order(dataset: Dataset, awards: Sequence[Award]) -> tuple[Award, ...]:
    unit_order = {unit: index for index, unit in enumerate(dataset.units)}
    return tuple(
        sorted(
            (award for award in awards if award.unit in unit_order),
            key=lambda award: (
                unit_order[award.unit],
                award.date,
                award.rulebook,
                award.clause,
                award.records,
            ),
        )
    )


def _unvalued(
    dataset: Dataset, book: Entry[Rulebook], events: Sequence[Event]
) -> Iterator[Diagnostic]:
    """Yield adoptions and instructions that no clause of the rulebook gives a value."""
    clauses = [
        clause
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and not clause.on_top
    ]
    for event in events:
        if event.kind is EventKind.SUBMISSION:
            continue
        if not any(
            clause.event is event.kind
            and primitives.selected(event, clause.where)
            and primitives.value(event, clause) is not None
            for clause in clauses
        ):
            field = "outlet" if event.kind is EventKind.ADOPTION else "level"
            yield Diagnostic(
                _place(dataset, event, field),
                Rule.POINTS_MISSING,
                event.what,
                f"{book.path} 的条款给出它的分值",
                "核对刊物、级别和信息类别；无误的，请办公室在考评办法里补上分值",
            )


def _uncovered(
    dataset: Dataset, events: Sequence[Event], covered: set[str]
) -> Iterator[Diagnostic]:
    if dataset.is_unreadable("rules"):
        return
    for event in events:
        if event.record not in covered:
            yield Diagnostic(
                _place(dataset, event, "date"),
                Rule.RULEBOOK_NONE,
                str(event.date),
                "在某部考评办法的施行期内",
                "核对日期；无误的，请办公室在 rules 里补上这一时期的考评办法",
            )


def _place(dataset: Dataset, event: Event, field: str) -> Place:
    kind, _, name = event.record.partition("/")
    entries = {
        "submissions": dataset.submissions,
        "adoptions": dataset.adoptions,
        "instructions": dataset.instructions,
    }[kind]
    return entries[name].at(field)
