"""Clauses that look at a whole period of a unit: counts, adoption rates, starting points."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongbao.model.clause import (
    BaseClause,
    EventKind,
    PeriodClause,
    RatioClause,
    Shortfall,
    TotalClause,
    Where,
)
from tongbao.model.period import Stretch
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import UnitId
from tongbao.model.unit import Unit
from tongbao.scoring import primitives
from tongbao.scoring.award import Award, counted, shown
from tongbao.scoring.caps import capped_awards
from tongbao.scoring.claims import facts_of
from tongbao.scoring.events import Event
from tongbao.scoring.tasks import progress, takes
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True)
class Course:
    """A rulebook's course: its events, the last day that is counted, the day it is looked at."""

    dataset: Dataset
    book: Entry[Rulebook]
    events: Sequence[Event]
    last: date
    today: date | None

    def stretches(
        self, clause: PeriodClause | RatioClause | BaseClause
    ) -> Iterator[tuple[Unit, tuple[Stretch, ...]]]:
        """Yield each unit a clause is for, with the spans in which it is scored, in order."""
        in_force = self.book.record.in_force
        until = min(self.reach(clause), in_force.to or date.max)
        spans = tuple(primitives.spans(clause.period, in_force.from_, until))
        for unit in self.dataset.units.values():
            if is_for(clause.where, unit):
                yield unit, tuple(span for span in spans if unit.is_scored_in(span))

    def reach(self, clause: PeriodClause | RatioClause | BaseClause | TotalClause) -> date:
        """Return the day up to which a clause's spans are looked at.

        What is given or lost without any record has come about by today, too.
        """
        without_records = (
            isinstance(clause, BaseClause)
            or (isinstance(clause, PeriodClause) and clause.short is not None)
            or (isinstance(clause, TotalClause) and clause.target is not None)
        )
        return max(self.last, self.today or self.last) if without_records else self.last

    def is_over(self, span: Stretch) -> bool:
        """Whether a span has ended, so that what is missing in it is known."""
        return self.today is not None and self._end(span) <= self.today

    def _end(self, span: Stretch) -> date:
        return min(span.end, self.book.record.in_force.to or date.max)

    def award(self, clause: PeriodClause | RatioClause | BaseClause, found: "Finding") -> Award:
        """Return the award for a unit and span: on the span's last day, a base on its first."""
        span = found.span
        if isinstance(clause, BaseClause):
            day = max(span.start, self.book.record.in_force.from_)
        else:
            day = self._end(span)
        return Award(
            unit=found.unit,
            date=day,
            rulebook=self.book.id,
            clause=clause.id,
            column=clause.column,
            submission=None,
            points=found.points,
            records=tuple(
                dict.fromkeys(record for event in found.events for record in event.records)
            ),
            reason=f"{span.name}{found.words}",
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clause finds for a unit and a span: points, why, and the events behind."""

    unit: UnitId
    span: Stretch
    points: Decimal
    words: str
    events: Sequence[Event] = ()


def period_awards(course: Course, clause: PeriodClause | RatioClause | BaseClause) -> list[Award]:
    """Return the awards of a clause for every unit and span of a rulebook's course."""
    if isinstance(clause, PeriodClause):
        found = _counts(course, clause)
    elif isinstance(clause, RatioClause):
        found = _ratios(course, clause)
    else:
        found = _bases(course, clause)
    awards = [course.award(clause, finding) for finding in found]
    return (
        capped_awards(awards, (course.book.id, clause.id), clause.caps) if clause.caps else awards
    )


def is_for(where: Where, unit: Unit) -> bool:
    """Whether a clause that looks at sums and spans is for a unit."""
    return (where.group is None or unit.group in where.group) and (
        where.unit is None or unit.id in where.unit
    )


def _of_units(course: Course, kind: EventKind, where: Where) -> dict[UnitId, list[Event]]:
    """Return each unit's events of a kind that a selector lets pass."""
    found: dict[UnitId, list[Event]] = defaultdict(list)
    for event in course.events:
        if event.kind is not kind:
            continue
        parties = event.parties[:1] if kind is EventKind.SUBMISSION else event.parties
        for party in parties:
            if party.unit in course.dataset.units and primitives.selected(
                facts_of(course.dataset, event, party), where
            ):
                found[party.unit].append(event)
    return found


def _counts(course: Course, clause: PeriodClause) -> Iterator[Finding]:
    events = _of_units(course, clause.event, clause.where)
    for unit, stretches in course.stretches(clause):
        counts = [
            _count(course, clause, unit.id, span, events.get(unit.id, ())) for span in stretches
        ]
        asked = [count for count in counts if count is not None]
        consecutive = clause.short.consecutive if clause.short else 1
        costs = primitives.falls_in_a_row([not count.is_met for count in asked], consecutive)
        for count, is_due in zip(asked, costs, strict=True):
            points, words = count.outcome(clause)
            if clause.short and is_due and course.is_over(count.span):
                points, lost = count.loss(clause.short)
                words = f"{words.removesuffix('，计0分')}，{lost}"
            yield Finding(unit.id, count.span, points, words, count.events)


@dataclass(frozen=True, slots=True)
class _Count:
    """A unit's events in a span against what is needed."""

    span: Stretch
    events: Sequence[Event]
    number: int
    needed: int
    is_met: bool

    def outcome(self, clause: PeriodClause) -> tuple[Decimal, str]:
        """Return what the count earns, and why, before anything is lost for too few."""
        if not clause.quota.any_of:
            return primitives.quota(self.number, self.needed, clause)
        if not self.is_met:
            return Decimal(0), "几种条件都不满足，计0分"
        points = clause.quota.points or Decimal(0)
        return points, f"满足其中一种条件，计{shown(points)}分"

    def loss(self, short: Shortfall) -> tuple[Decimal, str]:
        """Return what too few cost, and why."""
        return primitives.shortfall(max(self.needed - self.number, 0), short)


def _count(
    course: Course, clause: PeriodClause, unit: UnitId, span: Stretch, events: Sequence[Event]
) -> _Count | None:
    """Count a unit's events in a span; None where the quota is a task and it has none."""
    within = [event for event in events if event.date in span]
    quota = clause.quota
    if quota.any_of:
        facts = [
            facts_of(course.dataset, event, party)
            for event in within
            for party in event.parties
            if party.unit == unit
        ]
        is_met = any(
            sum(primitives.selected(each, way.where) for each in facts) >= way.count
            for way in quota.any_of
        )
        return _Count(span, within, len(within), 0, is_met)
    if quota.count is not None:
        return _Count(span, within, len(within), quota.count, len(within) >= quota.count)
    return _count_for_tasks(course, clause.where, unit, span, within)


def _count_for_tasks(
    course: Course, where: Where, unit: UnitId, span: Stretch, events: Sequence[Event]
) -> _Count | None:
    """Count a unit's events against its tasks; None if it has none.

    A clause that selects by category looks at the tasks for just these categories. More for one
    task than it asks for do not help another.
    """
    progressed = progress(course.dataset, unit, span)
    parts = [
        part
        for part in (progressed.parts if progressed else ())
        if where.category is None or set(part.task.categories) == set(where.category)
    ]
    if not parts:
        return None
    needed = sum(part.due for part in parts)
    missing = sum(
        max(
            part.due
            - sum(takes(part.task, str(event.facts.get("category", ""))) for event in events),
            0,
        )
        for part in parts
    )
    number = needed - missing if missing else max(len(events), needed)
    return _Count(span, events, number, needed, not missing)


def _ratios(course: Course, clause: RatioClause) -> Iterator[Finding]:
    filed = _of_units(course, EventKind.SUBMISSION, clause.where)
    adopted = _of_units(course, EventKind.ADOPTION, clause.where)
    for unit, stretches in course.stretches(clause):
        for span in stretches:
            own = [event for event in filed.get(unit.id, ()) if event.date in span]
            if not own or not course.is_over(span):
                continue
            taken = [event for event in adopted.get(unit.id, ()) if event.date in span]
            count = len({event.submission for event in taken})
            is_below = Decimal(count) < clause.below * len(own)
            points = clause.points if is_below else Decimal(0)
            words = f"报送{len(own)}条，采用{count}条"
            least = f"{shown(clause.below * 100)}%"
            judged = f"，采用率低于{least}" if is_below else f"，采用率不低于{least}"
            yield Finding(
                unit.id, span, points, f"{words}{judged}，{counted(points)}", [*own, *taken]
            )


def _bases(course: Course, clause: BaseClause) -> Iterator[Finding]:
    for unit, stretches in course.stretches(clause):
        for span in stretches:
            yield Finding(unit.id, span, clause.points, f"基础分，{counted(clause.points)}")
