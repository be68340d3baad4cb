"""Deadlines as calendars (期限日历): last days of tasks, commissions and duties."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongbao.documents import addresses
from tongbao.documents.feeds import authority
from tongbao.documents.pages.due import kind_of, state_of
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import full_date
from tongbao.model.clause import Span
from tongbao.model.period import Stretch
from tongbao.model.scalars import UnitId
from tongbao.model.unit import Task, Unit
from tongbao.scoring.duedates import Due
from tongbao.scoring.tasks import owed, progress_by_span, tasks_of

_DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A last day: `uid` stays the same for good, `stamp` is the day it was set.

    `target` is the page about it.
    """

    uid: str
    day: date
    stamp: date
    summary: str
    description: str
    target: str


@dataclass(frozen=True, slots=True)
class DeadlineCalendar:
    """A calendar at an address, its days in order; it has at least one."""

    name: str
    address: str
    days: tuple[CalendarDay, ...]


def calendars(source: PageSource) -> Iterator[DeadlineCalendar]:
    """Yield the bureau's calendar and those of its units; none where there is no deadline."""
    bureau = source.dataset.bureau.record
    whole = [*_bureau_tasks(source), *_bureau_dues(source)]
    if whole:
        yield _calendar(f"{bureau.short}报送期限", addresses.DEADLINES, whole)
    for unit in source.dataset.units.values():
        own = list(_unit_days(source, unit))
        if own:
            yield _calendar(f"{unit.name}报送期限", addresses.unit_deadlines(unit.id), own)


def deadlines_link(source: PageSource, unit: Unit) -> Link | None:
    """Return a unit's calendar; None if it has no deadline."""
    if next(_unit_days(source, unit), None) is None:
        return None
    return Link(f"{unit.name}报送期限", addresses.unit_deadlines(unit.id))


def _calendar(name: str, address: str, days: list[CalendarDay]) -> DeadlineCalendar:
    return DeadlineCalendar(name, address, tuple(sorted(days, key=lambda day: (day.day, day.uid))))


def _unit_days(source: PageSource, unit: Unit) -> Iterator[CalendarDay]:
    yield from _unit_tasks(source, unit.id)
    yield from _unit_dues(source, unit.id)


def _set_tasks(
    tasks: Sequence[Task], today: date
) -> Iterator[tuple[Span, Stretch, tuple[Task, ...]]]:
    """Yield the weeks, months, quarters and years of today's year that tasks are set for.

    A task that no longer holds on the last day has no deadline then: nobody is left to meet it.
    """
    for span in Span:
        stretch = span.around(date(today.year, 1, 1))
        while stretch.start.year <= today.year:
            found = tuple(
                task
                for task in tasks
                if task.period is span and task.holds_on(stretch.end) and owed(task, stretch)
            )
            if found:
                yield span, stretch, found
            stretch = span.around(stretch.end + timedelta(days=1))


def _unit_tasks(source: PageSource, unit: UnitId) -> Iterator[CalendarDay]:
    today = source.scored.today
    if today is None:
        return
    for span, stretch, tasks in _set_tasks(tasks_of(source.dataset, unit), today):
        found = progress_by_span(source.dataset, unit, span, stretch, stretch.end)
        assert found is not None
        has_begun = stretch.start <= today
        done = f"截至{full_date(today)}，已完成{found.done}条。" if has_begun else ""
        yield CalendarDay(
            _uid(source, "task", span, str(stretch.start), unit),
            stretch.end,
            min(task.from_ for task in tasks),
            f"{stretch.name}报送任务{found.due}条截止",
            f"{stretch.start.year}年{stretch.name}要报{found.due}条信息。{done}",
            addresses.unit(unit),
        )


def _bureau_tasks(source: PageSource) -> Iterator[CalendarDay]:
    today = source.scored.today
    if today is None:
        return
    for span, stretch, tasks in _set_tasks(source.dataset.registry.record.tasks, today):
        yield CalendarDay(
            _uid(source, "task", span, str(stretch.start)),
            stretch.end,
            min(task.from_ for task in tasks),
            f"{stretch.name}报送任务截止",
            f"各单位{stretch.start.year}年{stretch.name}的报送任务到这一天为止。",
            addresses.TASKS,
        )


def _unit_dues(source: PageSource, unit: UnitId) -> Iterator[CalendarDay]:
    own = [due for due in source.dues if due.unit == unit]
    for name, due in _named(source, own):
        yield CalendarDay(
            _uid(source, name, unit),
            due.deadline,
            _set_on(source, due),
            _summary(source, due),
            f"情况：{state_of(due).name}。",
            source.due_link(due.record).target or addresses.unit(unit),
        )


def _bureau_dues(source: PageSource) -> Iterator[CalendarDay]:
    units = Counter(due.record for due in source.dues)
    first = {due.record: due for due in reversed(source.dues)}
    for name, due in _named(source, list(first.values())):
        yield CalendarDay(
            _uid(source, name),
            due.deadline,
            _set_on(source, due),
            _summary(source, due),
            f"{units[due.record]}个单位要报。",
            source.due_link(due.record).target or addresses.DUE,
        )


def _named(source: PageSource, dues: Sequence[Due]) -> Iterator[tuple[str, Due]]:
    """Yield dues with names for their days: the record's, or a digest where it is not public.

    Either way the name stays when another record is added (RFC 5545, section 3.8.4.7).
    """
    for due in dues:
        name = due.record
        if source.due_link(name).target is None:
            digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST_LENGTH]
            name = f"{name.partition('/')[0]}/{digest}"
        yield name.replace("/", "-"), due


def _set_on(source: PageSource, due: Due) -> date:
    kind, _, name = due.record.partition("/")
    dataset = source.dataset
    if kind == "commissions":
        return dataset.commissions[name].record.asked
    return dataset.duties[name].record.date


def _summary(source: PageSource, due: Due) -> str:
    return f"{kind_of(source, due.record)}截止：{source.due_link(due.record).text}"


def _uid(source: PageSource, *parts: str) -> str:
    return f"{'-'.join(parts)}@{authority(source)}"
