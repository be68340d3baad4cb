"""Tasks: how far every unit is with what it owes, this month, quarter and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.chat_lists import ChatList, behind_list
from tongbao.documents.pages.forms import form_links
from tongbao.documents.pages.page import Link, PageHead, section_head
from tongbao.documents.pages.running import is_running, time_left
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.words import full_date
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.tasks import progress


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a unit is with a period's task: what it owes, what came in, what is missing.

    `done` leads to the unit's submissions of the period; `left` says how long a period that is not
    over still runs, in which what is missing is no fault yet.
    """

    period: str
    due: int
    done: Link
    missing: int
    left: str

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A unit's completion in each of the page's periods; None where nothing is asked of it."""

    unit: Link
    cells: tuple[Completion | None, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A group's units in official order, and how many of them met the task of each period."""

    name: str
    rows: tuple[TaskRow, ...]
    met: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskPeriod:
    """A period of the page; `left` says how long it still runs, empty if it is over."""

    name: str
    left: str


@dataclass(frozen=True, slots=True)
class TasksPage:
    """The units' tasks; `links` lead to commissions and duties, reminders and printed tables.

    `until` is the day up to which is counted, empty if it is unknown. `lists` are for the chat
    group, of the months.
    """

    head: PageHead
    until: str
    periods: tuple[TaskPeriod, ...]
    groups: tuple[TaskGroup, ...]
    links: tuple[Link, ...]
    lists: tuple[ChatList, ...]


def completion(source: PageSource, unit: UnitId, period: Period) -> Completion | None:
    """Return how far a unit is with its tasks of a period, None if nothing is asked of it."""
    found = progress(source.dataset, unit, period)
    if found is None:
        return None
    return Completion(
        full_name(period),
        found.due,
        Link(str(found.done), addresses.unit_submissions(unit, period)),
        found.missing,
        time_left(source, period),
    )


def asked_links(source: PageSource) -> tuple[Link, ...]:
    """Return where it stands what the units are asked for, and how they are reminded of it."""
    links = []
    if source.dataset.registry.record.tasks:
        links.append(Link("任务完成情况", addresses.TASKS))
    if source.dues:
        links.append(Link("约稿与任务", addresses.DUE))
    if source.reminders:
        links.append(Link("半月提醒", addresses.REMINDERS))
    return tuple(links)


def tasks_page(source: PageSource) -> TasksPage:
    """Return the page of tasks: of the last month that is over, its quarter, its year, and now."""
    periods = _current(source)
    lists = tuple(_lists(source, [each for each in periods if each.months == (each,)]))
    today = source.scored.today
    groups = (_group(source, group, periods) for group in source.dataset.registry.record.groups)
    return TasksPage(
        section_head(addresses.TASKS, "任务"),
        full_date(today) if today else "",
        tuple(TaskPeriod(full_name(period), time_left(source, period)) for period in periods),
        tuple(group for group in groups if group.rows),
        (
            *(link for link in asked_links(source) if link.target != addresses.TASKS),
            *form_links(source),
            *((Link("发到工作群的名单", addresses.CHAT),) if lists else ()),
        ),
        lists,
    )


def _lists(source: PageSource, periods: Sequence[Period]) -> Iterator[ChatList]:
    for period in periods:
        behind = behind_list(source.dataset, period, source.scored.today)
        if behind is not None:
            yield behind


def _current(source: PageSource) -> tuple[Period, ...]:
    """Return the last month with filings that is over, the running one, and what the first is in.

    Where no month is over yet, the first is the one that runs.
    """
    if not source.dataset.registry.record.tasks or not source.task_periods:
        return ()
    months = [period for period in source.task_periods if period.months == (period,)]
    month = max((each for each in months if not is_running(source, each)), default=max(months))
    running = (each for each in _running(source) if each != month)
    return (month, *running, Period.quarter_of(month.start), Period(month.year, 1, 12))


def _running(source: PageSource) -> Iterator[Period]:
    """Yield the running month, if it is not over and anything is asked for in it."""
    today = source.scored.today
    if today is None:
        return
    month = Period.month_of(today)
    units = source.dataset.units_in(month)
    if is_running(source, month) and any(
        progress(source.dataset, unit.id, month) is not None for unit in units
    ):
        yield month


def _group(source: PageSource, group: str, periods: Sequence[Period]) -> TaskGroup:
    rows = [
        TaskRow(
            source.unit_link(unit.id),
            tuple(completion(source, unit.id, period) for period in periods),
        )
        for unit in source.dataset.units.values()
        if unit.group == group
    ]
    asked = tuple(row for row in rows if any(cell is not None for cell in row.cells))
    columns = [
        [cell for row in asked if (cell := row.cells[index]) is not None]
        for index in range(len(periods))
    ]
    return TaskGroup(
        group,
        asked,
        tuple(f"{sum(cell.is_met for cell in cells)}/{len(cells)}家" for cells in columns),
    )
