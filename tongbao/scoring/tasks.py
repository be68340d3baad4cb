"""Tasks (任务): how much a unit owes in a period, and how much of it came in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tongbao.model.clause import Span
from tongbao.model.period import Stretch
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.unit import Task, Unit
from tongbao.scoring.events import accepted_on
from tongbao.source.dataset import Dataset

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TaskPart:
    """What one task asks for in a period, and what came in for it."""

    task: Task
    due: int
    done: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit is with all its tasks of a period, in items."""

    parts: tuple[TaskPart, ...]

    @property
    def due(self) -> int:
        """Items owed."""
        return sum(part.due for part in self.parts)

    @property
    def done(self) -> int:
        """Items that came in for a task, whether or not it is met already."""
        return sum(part.done for part in self.parts)

    @property
    def missing(self) -> int:
        """Items still owed; more for one task than it asks for do not help another."""
        return sum(max(part.due - part.done, 0) for part in self.parts)

    @property
    def is_met(self) -> bool:
        """Whether every task is met."""
        return not self.missing


def tasks_of(dataset: Dataset, unit: UnitId) -> tuple[Task, ...]:
    """Return a unit's tasks: those given to it by name come before those of its group.

    A group's task gives way where the unit has one of its own for the same kind of period and the
    same categories, on the days on which that one holds. None holds while the unit isn't scored.
    """
    registry = dataset.registry.record
    own = [task for task in registry.tasks if unit in task.units]
    who = dataset.units[unit]
    found = list(own)
    for shared in registry.tasks:
        if shared.group == who.group:
            pieces = [shared]
            for task in own:
                if _measure(task) == _measure(shared):
                    pieces = [left for piece in pieces for left in _beside(piece, task)]
            found.extend(pieces)
    return tuple(kept for task in found for kept in _while_scored(task, who))


def _while_scored(task: Task, unit: Unit) -> Iterator[Task]:
    """Yield the task on the days on which the unit is scored."""
    first = max(task.from_, unit.from_ or date.min)
    last = min(task.to or date.max, unit.to or date.max)
    if first <= last:
        to = None if last == date.max else last
        yield task.model_copy(update={"from_": first, "to": to})


def _measure(task: Task) -> tuple[Span, frozenset[str], bool]:
    return task.period, frozenset(task.categories), task.count is None


def _beside(task: Task, other: Task) -> Iterator[Task]:
    """Yield what is left of a task before and after the days on which another one holds."""
    last = task.to or date.max
    before = min(last, other.from_ - _DAY)
    if before >= task.from_:
        yield task.model_copy(update={"to": before})
    if other.to is not None and other.to < last:
        yield task.model_copy(update={"from_": max(task.from_, other.to + _DAY)})


def owed(task: Task, stretch: Stretch) -> int:
    """Return how many items a task asks for in a stretch: its count for each period inside.

    A year in which a monthly task of 3 holds from July owes 18; a month owes nothing of a
    quarterly task.
    """
    return (task.count or 0) * _periods_inside(task, stretch)


def target(dataset: Dataset, unit: UnitId, stretch: Stretch) -> Decimal | None:
    """Return the points a unit is to reach in a stretch; None if it has no such target."""
    found = [
        task.points * count
        for task in tasks_of(dataset, unit)
        if task.points is not None and (count := _periods_inside(task, stretch))
    ]
    return sum(found, Decimal(0)) if found else None


def _periods_inside(task: Task, stretch: Stretch) -> int:
    count = 0
    span = task.period.around(stretch.start)
    if span.start < stretch.start:
        span = task.period.around(span.end + _DAY)
    while span.end <= stretch.end:
        count += task.holds_on(span.start)
        span = task.period.around(span.end + _DAY)
    return count


def takes(task: Task, category: str) -> bool:
    """Whether a task asks for items of a category."""
    return not task.categories or category in task.categories


def filed_for_tasks(
    dataset: Dataset, unit: UnitId, stretch: Stretch
) -> tuple[tuple[date, SubmissionId], ...]:
    """Return what counts to a unit's task in a stretch: accepted items, by the day they count on.

    A piece that the office compiled is no filing of anybody's.
    """
    found = (
        (day, SubmissionId(entry.id))
        for entry in dataset.submissions_of.get(unit, ())
        if not entry.record.is_compiled
        and (day := accepted_on(dataset, entry.record)) is not None
        and day in stretch
    )
    return tuple(sorted(found))


def progress_by_span(
    dataset: Dataset, unit: UnitId, span: Span, stretch: Stretch, day: date
) -> Progress | None:
    """Return how far a unit is in a stretch of a span with what is set for just that span.

    A year's own tasks, not the months' inside it, and only those that hold on `day`; None if
    nothing is asked.
    """
    found = progress(dataset, unit, stretch)
    parts = tuple(
        part
        for part in (found.parts if found is not None else ())
        if part.task.period is span and part.task.holds_on(day)
    )
    return Progress(parts) if parts else None


def progress(dataset: Dataset, unit: UnitId, stretch: Stretch) -> Progress | None:
    """Return how far a unit is with its tasks in a stretch; None if nothing is asked of it."""
    asked = [(task, due) for task in tasks_of(dataset, unit) if (due := owed(task, stretch))]
    if not asked:
        return None
    categories = [
        dataset.submissions[name].record.category
        for _, name in filed_for_tasks(dataset, unit, stretch)
    ]
    return Progress(
        tuple(
            TaskPart(
                task,
                due,
                sum(takes(task, category) for category in categories),
            )
            for task, due in asked
        )
    )
