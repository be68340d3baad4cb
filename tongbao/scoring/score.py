"""Records and rulebooks to the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.rulebook import (
    EventClause,
    EventKind,
    PeriodClause,
    Rulebook,
)
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


def score(dataset: Dataset) -> Scored:
    """Return every award of a dataset, each event under the rulebook in force on its day."""
    events = gather(dataset)
    awards: list[Award] = []
    diagnostics: list[Diagnostic] = []
    books = sorted(dataset.rulebooks.values(), key=lambda book: book.record.in_force.from_)
    last = _last_scored_day(dataset, events)
    covered: set[str] = set()
    for book in books:
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
                awards.extend(_by_event(book, clause, chosen))
        diagnostics.extend(_unvalued(dataset, book, in_force))
    diagnostics.extend(_uncovered(dataset, events, covered))
    ledger = Ledger(_in_order(dataset, _without_repeats(books, awards)))
    return Scored(dataset, ledger, tuple(diagnostics))


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
) -> Iterator[Award]:
    for event in events:
        points = primitives.value(event, clause)
        if points is not None:
            label = f"{clause.mark.label}，" if clause.mark else ""
            verb = "另加" if clause.on_top else "计"
            yield Award(
                event.unit,
                event.date,
                book.id,
                clause.id,
                clause.column,
                points,
                event.records,
                f"{label}{event.what}，{verb}{shown(points)}分",
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
        records: dict[str, list[str]] = defaultdict(list)
        for event in events:
            if event.date in span:
                records[event.unit].append(event.record)
        for unit in dataset.units:
            points, words = primitives.quota(len(records[unit]), clause)
            yield Award(
                unit,
                min(span.end, in_force.to or date.max),
                book.id,
                clause.id,
                clause.column,
                points,
                tuple(records[unit]),
                f"{span.name}{words}",
            )


def _without_repeats(books: Sequence[Entry[Rulebook]], awards: Sequence[Award]) -> list[Award]:
    """Let the awards of one pool for one submission add up to the highest of them.

    A pool is known by its name across rulebooks: a title adopted again after the turn of the year
    is still the same title.
    """
    pools = {
        (book.id, clause.id): clause.repeat.pool
        for book in books
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and clause.repeat is not None
    }
    rivals: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, award in enumerate(awards):
        pool = pools.get((award.rulebook, award.clause))
        if pool is not None:
            rivals[pool, award.records[-1]].append(index)
    kept = list(awards)
    for indices in rivals.values():
        indices.sort(key=lambda index: _by_day_and_worth(awards[index]))
        added = primitives.beyond_best(awards[index].points for index in indices)
        for index, points in zip(indices, added, strict=True):
            if points != awards[index].points:
                kept[index] = _only_added(awards[index], points)
    return kept


def _by_day_and_worth(award: Award) -> tuple[date, Decimal, tuple[str, ...]]:
    return award.date, -award.points, award.records


def _only_added(award: Award, points: Decimal) -> Award:
    what = award.reason.rpartition("，")[0]
    counted = f"补计差额{shown(points)}分" if points else "不重复计"
    return replace(award, points=points, reason=f"{what}，同题已计分，{counted}")


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
