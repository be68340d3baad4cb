"""Tasks: how far every unit is with what it owes, this month, quarter and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.chat_lists import ChatList, behind_list
from tongbao.documents.pages.forms import form_links
from tongbao.documents.pages.page import Link, PageHead, section_head
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.tasks import progress


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a unit is with a period's task: what it owes, what came in, what is missing.

    `done` leads to the unit's submissions of the period.
    """

    period: str
    due: int
    done: Link
    missing: int

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
class TasksPage:
    """The units' tasks; `links` lead to commissions and duties, reminders and printed tables.

    `lists` are for the chat group, of the shortest of the periods.
    """

    head: PageHead
    periods: tuple[str, ...]
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
    """Return the page of tasks, of the periods of the last filing."""
    periods = _current(source)
    lists = tuple(_lists(source, periods[:1]))
    groups = (_group(source, group, periods) for group in source.dataset.registry.record.groups)
    return TasksPage(
        section_head(addresses.TASKS, "任务"),
        tuple(full_name(period) for period in periods),
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
    """Return the last month, its quarter and its year."""
    if not source.dataset.registry.record.tasks or not source.task_periods:
        return ()
    month = max(period for period in source.task_periods if period.months == (period,))
    return (month, Period.quarter_of(month.start), Period(month.year, 1, 12))


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
