"""Records and rulebooks to the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.clause import EventClause, EventKind, TotalClause
from tongbao.model.rulebook import Reading, Rulebook
from tongbao.scoring.award import Award
from tongbao.scoring.claims import Claim, claims, settled, unvalued
from tongbao.scoring.events import Event, gather
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.periods import Course, period_awards
from tongbao.scoring.places import place_of
from tongbao.scoring.totals import total_awards, vetoes
from tongbao.source.dataset import Dataset, Entry

_DUE = {EventKind.COMMISSION: "commissions", EventKind.DUTY: "duties"}


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """The ledger as it would be under an alternative reading (口径) of a rulebook."""

    rulebook: str
    reading: Reading
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Scored:
    """A dataset with its ledger, and what could not be scored.

    `proposed` are deductions that the office has not confirmed: they are in no sum. `today` is the
    day up to which deadlines are judged.
    """

    dataset: Dataset
    ledger: Ledger
    proposed: Ledger
    readings: tuple[ReadingResult, ...]
    diagnostics: tuple[Diagnostic, ...]
    today: date | None


def score(dataset: Dataset, today: date | None = None) -> Scored:
    """Return every award of a dataset, each event under the rulebook in force on its day.

    Deadlines are judged as of `today`; without it none has passed.
    """
    events = gather(dataset, today)
    books = tuple(dataset.rulebooks.values())
    awards, proposed = _awards(dataset, events, books, today)
    readings = tuple(
        ReadingResult(
            book.id,
            reading,
            Ledger(_awards(dataset, events, _read_as(books, book, reading), today)[0]),
        )
        for book in books
        for reading in book.record.readings
    )
    diagnostics = [
        *_uncovered(dataset, events),
        *(
            problem
            for book in books
            for problem in unvalued(dataset, book, _in_force(book, events))
        ),
        *_unconfirmed(dataset, proposed),
        *(_idle(dataset, books, awards) if today is not None else ()),
    ]
    return Scored(dataset, Ledger(awards), Ledger(proposed), readings, tuple(diagnostics), today)


def _read_as(
    books: Sequence[Entry[Rulebook]], book: Entry[Rulebook], reading: Reading
) -> tuple[Entry[Rulebook], ...]:
    other = Entry(book.id, book.record.read_as(reading), book.path, book.node)
    return tuple(other if each is book else each for each in books)


def _in_force(book: Entry[Rulebook], events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.date in book.record.in_force]


def _awards(
    dataset: Dataset,
    events: Sequence[Event],
    books: Sequence[Entry[Rulebook]],
    today: date | None,
) -> tuple[tuple[Award, ...], tuple[Award, ...]]:
    """Return the awards that count and those proposed, both in official order.

    First what each event and each period gives, then what looks at that: vetoes, then corrections
    of sums in the order of the rulebook.
    """
    last = _last_scored_day(dataset, events)
    courses = [Course(dataset, book, _in_force(book, events), last, today) for book in books]
    claimed: list[Claim] = []
    awards: list[Award] = []
    for course in courses:
        for clause in course.book.record.clauses:
            if isinstance(clause, EventClause):
                claimed.extend(claims(dataset, course.book, clause, course.events))
            elif not isinstance(clause, TotalClause):
                awards.extend(period_awards(course, clause))
    outcome = settled(dataset, claimed)
    awards.extend(outcome.awards)
    awards.extend(vetoes(outcome.vetoes, awards))
    for course in courses:
        for clause in course.book.record.clauses:
            if isinstance(clause, TotalClause):
                own = [award for award in awards if award.rulebook == course.book.id]
                awards.extend(total_awards(course, clause, own))
    return _in_order(dataset, awards), _in_order(dataset, outcome.proposed)


def _last_scored_day(dataset: Dataset, events: Sequence[Event]) -> date:
    """Return the day up to which periods are counted, empty ones with 0 points.

    No clock: the last day that a record or a bulletin's period reaches. That a deadline has passed
    is not a record.
    """
    days = [event.date for event in events if event.kind not in _DUE]
    days.extend(entry.record.period.end for entry in dataset.bulletins.values())
    return max(days, default=date.min)


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


def _uncovered(dataset: Dataset, events: Sequence[Event]) -> Iterator[Diagnostic]:
    """Yield events on whose day no rulebook is in force."""
    if dataset.is_unreadable("rules"):
        return
    for event in events:
        if event.kind not in _DUE and dataset.rulebook_on(event.date) is None:
            yield Diagnostic(
                place_of(dataset, event.record, "date"),
                Rule.RULEBOOK_NONE,
                str(event.date),
                "在某部考评办法的施行期内",
                "核对日期；无误的，请办公室在 rules 里补上这一时期的考评办法",
            )


def _unconfirmed(dataset: Dataset, proposed: Sequence[Award]) -> Iterator[Diagnostic]:
    """Yield a warning for each proposed deduction.

    While a file was refused that may hold the answer or the confirmation, none is known for sure.
    """
    if dataset.is_unreadable("submissions") or dataset.is_unreadable("entries"):
        return
    for award in proposed:
        name = dataset.units[award.unit].name
        advice = (
            f"确认扣分的，请办公室在 entries 里登记：unit: {award.unit}，"
            f"clause: {award.clause}，about: {award.records[0]}"
        )
        yield Diagnostic(
            place_of(dataset, award.records[0], "units"),
            Rule.DEDUCTION_PROPOSED,
            f"{name}：{award.reason}",
            "办公室认定之后才计入得分",
            advice,
        )


def _idle(
    dataset: Dataset, books: Sequence[Entry[Rulebook]], awards: Sequence[Award]
) -> Iterator[Diagnostic]:
    """Yield confirmations that count for nothing: the unit filed in time, or still can.

    A second one of the same deduction is another fault, which the checks report.
    """
    if dataset.is_unreadable("submissions"):
        return
    counted = {record for award in awards for record in award.records}
    confirmable = {
        (clause.id, _DUE[clause.event])
        for book in books
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and clause.event in _DUE and not clause.automatic
    }
    confirmed = {
        (entry.record.about, entry.record.unit, entry.record.clause)
        for name, entry in dataset.entries.items()
        if f"entries/{name}" in counted
    }
    for entry in dataset.entries.values():
        manual = entry.record
        about = manual.about or ""
        if (
            (manual.about, manual.unit, manual.clause) not in confirmed
            and (manual.clause, about.partition("/")[0]) in confirmable
            and manual.unit in (dataset.asked_by(about) or ())
        ):
            yield Diagnostic(
                entry.at("about"),
                Rule.ENTRY_IDLE,
                f"{manual.unit}，{about}",
                "逾期或者没有报送，按这一条要扣分的",
                "这个单位按期报送了，或者还没有到期：登记错了的删去这个文件，或改正 about",
            )
