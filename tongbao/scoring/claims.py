"""Clauses that look at one event at a time: what each is worth, and to which unit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.clause import EventClause, EventKind, JointShare, PeriodClause, Span
from tongbao.model.entry import ManualEntry
from tongbao.model.period import Stretch
from tongbao.model.rulebook import Rulebook, UnlistedOutlet
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.scoring import primitives
from tongbao.scoring.award import Award, counted, shown
from tongbao.scoring.caps import capped_awards
from tongbao.scoring.events import Event, Fact, Party
from tongbao.scoring.places import place_of
from tongbao.scoring.tasks import filed_for_tasks, progress
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True)
class Claim:
    """What an event is worth to a unit, before it is known what was counted already."""

    book: str
    clause: EventClause
    event: Event
    unit: UnitId
    points: Decimal
    arithmetic: str
    excess: str
    """Which one of the unit's items it is, where the clause looks beyond the task."""

    @property
    def order(self) -> tuple[date, Decimal, str]:
        """By day, the better one first."""
        return (self.event.date, -self.points, self.event.record)


def claims(
    dataset: Dataset, book: Entry[Rulebook], clause: EventClause, events: Sequence[Event]
) -> list[Claim]:
    """Return the claims under a clause of a rulebook; `events` are those it is in force for."""
    excess = _Excess(dataset, clause.beyond_task) if clause.beyond_task else None
    chosen = [
        (event, party, facts)
        for event in events
        if event.kind is clause.event and event.clause in {None, clause.id}
        for party in _parties(clause, event)
        if party.unit in dataset.units
        and primitives.selected(facts := facts_of(dataset, event, party), clause.where)
    ]
    valuer = _Valuer(book.record, clause)
    found: list[Claim] = []
    for event, party, facts in chosen:
        words = excess.words(event, party.unit) if excess else ""
        value = valuer.value(event, party, facts) if words is not None else None
        if value is not None:
            found.append(Claim(book.id, clause, event, party.unit, *value, words or ""))
    return found


def facts_of(dataset: Dataset, event: Event, party: Party) -> Mapping[str, Fact]:
    """Return the facts of an event for one of its units."""
    facts = {**event.facts, "unit": party.unit, "group": dataset.units[party.unit].group}
    if party.role is not None:
        facts["role"] = party.role.value
    return facts


def _parties(clause: EventClause, event: Event) -> tuple[Party, ...]:
    """Return the units a clause looks at: of a joint item all, if it says how; else the filing one.

    What was filed is filed once, by the unit that filed it; a clause that wants it otherwise says
    so in `joint`.
    """
    if event.is_joint and event.kind is EventKind.SUBMISSION and not clause.joint:
        return event.parties[:1]
    return event.parties


class _Excess:
    """Which submissions of each unit are more than its task of a span."""

    def __init__(self, dataset: Dataset, span: Span) -> None:
        self._dataset = dataset
        self._span = span
        self._known: dict[tuple[UnitId, date], Mapping[SubmissionId, str]] = {}

    def words(self, event: Event, unit: UnitId) -> str | None:
        """Say which one of a unit's items an event is; None if it isn't above its task."""
        assert event.submission is not None
        span = self._span.around(event.date)
        if (unit, span.start) not in self._known:
            self._known[unit, span.start] = self._beyond(unit, span)
        return self._known[unit, span.start].get(event.submission)

    def _beyond(self, unit: UnitId, span: Stretch) -> Mapping[SubmissionId, str]:
        owed = progress(self._dataset, unit, span)
        if owed is None:
            return {}
        filed = filed_for_tasks(self._dataset, unit, span)
        return {
            name: f"{span.name}第{number}条，任务{owed.due}条"
            for number, (_, name) in enumerate(filed, 1)
            if number > owed.due
        }


class _Valuer:
    """A clause's value of an event for one of its units: value, multipliers, joint part."""

    def __init__(self, book: Rulebook, clause: EventClause) -> None:
        self.clause = clause
        self._book = book
        self._seen: dict[tuple[UnitId, date], int] = defaultdict(int)

    def value(
        self, event: Event, party: Party, facts: Mapping[str, Fact]
    ) -> tuple[Decimal, str] | None:
        """Return the points and their arithmetic in words; None if the clause gives no value."""
        whole = self.whole(event, party, facts)
        if whole is None:
            return None
        factors = primitives.multiplied(facts, self.clause.multipliers)
        points = whole
        for factor in factors:
            points *= factor
        words = "".join(f"×{shown(factor)}" for factor in factors)
        if event.is_joint and self.clause.joint:
            share = joint_share(self.clause, facts)
            if share is None:
                return None
            rounding = self._book.rounding
            part = primitives.joint_part(points, share, party, event.parties, rounding)
            points, words = part.points, words + part.words
        return points, f"（{shown(whole)}{words}）" if words else ""

    def whole(self, event: Event, party: Party, facts: Mapping[str, Fact]) -> Decimal | None:
        """Return the points the whole event is worth; None if the clause gives no value."""
        clause = self.clause
        if clause.cases:
            return primitives.tabled(facts, clause.cases)
        if clause.steps is not None:
            key = (party.unit, clause.steps.period.around(event.date).start)
            self._seen[key] += 1
            return primitives.stepped(clause.steps, self._seen[key])
        if clause.range is not None:
            return event.points
        if clause.points is None and (clause.veto or clause.bars):
            return Decimal(0)
        return clause.points


def joint_share(clause: EventClause, facts: Mapping[str, Fact]) -> JointShare | None:
    """Return the first line of a clause's `joint` that fits; None if none does."""
    return next((each for each in clause.joint if primitives.selected(facts, each.where)), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of the claims: awards that count, and deductions still to be confirmed."""

    awards: tuple[Award, ...]
    proposed: tuple[Award, ...]
    vetoes: tuple[Claim, ...]
    """The claims that count under clauses with a veto."""


def settled(dataset: Dataset, found: Sequence[Claim]) -> Settled:
    """Settle claims: repeats, confirmations and caps."""
    awards: list[Award] = []
    proposed: list[Award] = []
    hits: list[Claim] = []
    # Of two that confirm one deduction, a fault the checks report, the earlier holds.
    entries = sorted(dataset.entries.values(), key=lambda entry: (entry.record.date, entry.id))
    confirmed = {
        (entry.record.about, entry.record.unit, entry.record.clause): (entry.id, entry.record)
        for entry in reversed(entries)
    }
    clauses = {(claim.book, claim.clause.id): claim.clause for claim in found}
    for claim, points in _after_repeats(found):
        entry = confirmed.get((claim.event.record, claim.unit, claim.clause.id))
        if not _needs_confirmation(claim):
            awards.append(_award(claim, points))
        elif entry is None:
            proposed.append(_award(claim, points))
            continue
        else:
            awards.append(_confirmed(claim, points, *entry))
        if claim.clause.veto is not None:
            hits.append(claim)
    for key, clause in clauses.items():
        if clause.caps:
            awards = capped_awards(awards, key, clause.caps)
    return Settled(tuple(awards), tuple(proposed), tuple(hits))


def _needs_confirmation(claim: Claim) -> bool:
    clause = claim.clause
    is_due = claim.event.kind in {EventKind.COMMISSION, EventKind.DUTY}
    costs = claim.points < 0 or clause.veto is not None or clause.bars is not None
    return is_due and costs and not clause.automatic


def _after_repeats(found: Sequence[Claim]) -> Iterator[tuple[Claim, Decimal]]:
    """Yield what each claim adds; those of one pool for one submission add up to the highest.

    A pool is known by its name across rulebooks: a title adopted again after the turn of the year
    is still the same title.
    """
    rivals: dict[tuple[str, SubmissionId, UnitId, str], list[Claim]] = defaultdict(list)
    for claim in found:
        repeat = claim.clause.repeat
        if repeat is None or claim.event.submission is None:
            yield claim, claim.points
        else:
            level = str(claim.event.facts.get("level", "")) if repeat.each_level else ""
            rivals[repeat.pool, claim.event.submission, claim.unit, level].append(claim)
    for row in rivals.values():
        row.sort(key=lambda claim: claim.order)
        added = primitives.beyond_best(claim.points for claim in row)
        yield from zip(row, added, strict=True)


def _award(claim: Claim, points: Decimal) -> Award:
    """Return the award of a claim of which `points` count, and say why if that is not all."""
    event, clause = claim.event, claim.clause
    words = [clause.mark.label] if clause.mark else []
    words.append(event.what)
    if claim.excess:
        words.append(claim.excess)
    if points != claim.points:
        words.append("同题已计分")
        words.append(f"补计差额{shown(points)}分" if points else "不重复计")
    elif clause.on_top:
        words.append(f"另加{shown(points)}分{claim.arithmetic}")
    else:
        words.append(f"{counted(points)}{claim.arithmetic}")
    return Award(
        unit=claim.unit,
        date=event.date,
        rulebook=claim.book,
        clause=clause.id,
        column=clause.column,
        submission=event.submission,
        points=points,
        records=event.records,
        reason="，".join(words),
    )


def _confirmed(claim: Claim, points: Decimal, name: str, entry: ManualEntry) -> Award:
    """Return a proposed deduction as confirmed: it counts on the day of the office's record."""
    award = _award(claim, points)
    return replace(
        award,
        date=entry.date,
        records=(*award.records, f"entries/{name}"),
        reason=f"{award.reason}，办公室已认定",
    )


def unvalued(
    dataset: Dataset, book: Entry[Rulebook], events: Sequence[Event]
) -> Iterator[Diagnostic]:
    """Yield adoptions and instructions that no clause of the rulebook gives a value.

    Those of joint items also where a clause gives one, but does not say what each unit gets; and
    adoptions by outlets that the rulebook does not take unregistered.
    """
    clauses = [
        clause
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and not clause.on_top
    ]
    for event in events:
        if event.kind not in {EventKind.ADOPTION, EventKind.INSTRUCTION}:
            continue
        if event.kind is EventKind.ADOPTION and "outlet" not in event.facts:
            refusal = _unlisted(dataset, book, event)
            if refusal is not None:
                yield refusal
                continue
        for party in event.parties:
            if party.unit not in dataset.units or _is_counted(dataset, book, event, party):
                continue
            problem = _problem(dataset, book, clauses, event, party)
            if problem is not None:
                yield problem
                break


def _is_counted(dataset: Dataset, book: Entry[Rulebook], event: Event, party: Party) -> bool:
    """Whether a clause that counts by period takes an event in: that gives it its value."""
    return any(
        isinstance(clause, PeriodClause)
        and clause.event is event.kind
        and primitives.selected(facts_of(dataset, event, party), clause.where)
        for clause in book.record.clauses
    )


def _problem(
    dataset: Dataset,
    book: Entry[Rulebook],
    clauses: Sequence[EventClause],
    event: Event,
    party: Party,
) -> Diagnostic | None:
    facts = facts_of(dataset, event, party)
    fitting = [
        clause
        for clause in clauses
        if clause.event is event.kind
        and primitives.selected(facts, clause.where)
        and _Valuer(book.record, clause).whole(event, party, facts) is not None
    ]
    if not fitting:
        field = "outlet" if event.kind is EventKind.ADOPTION else "level"
        return Diagnostic(
            place_of(dataset, event.record, field),
            Rule.POINTS_MISSING,
            event.what,
            f"{book.path} 的条款给出它的分值",
            "核对刊物、级别和信息类别；无误的，请办公室在考评办法里补上分值",
        )
    if event.is_joint and not any(joint_share(clause, facts) for clause in fitting):
        named = "、".join(clause.id for clause in fitting)
        return Diagnostic(
            place_of(dataset, f"submissions/{event.submission}", "joint"),
            Rule.JOINT_UNSTATED,
            event.what,
            f"{book.path} 的条款 {named} 用 joint 写明各单位怎样得分",
            "核对联合信息的标记；无误的，请办公室在条款里补上 joint",
        )
    return None


def _unlisted(dataset: Dataset, book: Entry[Rulebook], event: Event) -> Diagnostic | None:
    """Refuse an adoption by an outlet without registration where the rulebook takes none."""
    if book.record.unlisted is not UnlistedOutlet.ERROR:
        return None
    return Diagnostic(
        place_of(dataset, event.record, "unlisted"),
        Rule.OUTLET_UNLISTED,
        event.what,
        "在 outlets.yaml 中登记过的刊物",
        f"请办公室登记这个刊物，把 unlisted 改为 outlet；或在 {book.path} 写明 unlisted 怎样计分",
    )
