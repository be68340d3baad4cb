"""The task tables (附件3): how many items each unit owes a year and a month or quarter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from tongbao.documents.forms.table import Cell, PrintedForm, Row, label, labels
from tongbao.documents.words import enumerated
from tongbao.model.clause import Span
from tongbao.model.unit import Task, TaskTable, TaskTableGroup, TaskTableLayout, Unit
from tongbao.scoring.award import shown
from tongbao.scoring.tasks import tasks_of
from tongbao.source.dataset import Dataset

_NONE = "/"
_IN_A_YEAR = {Span.MONTH: 12, Span.QUARTER: 4, Span.YEAR: 1}
_NAMES = {Span.MONTH: "月任务", Span.QUARTER: "季任务"}
_PAIR = 2


def task_tables(dataset: Dataset, day: date) -> tuple[PrintedForm, ...]:
    """Return the printed task tables, in the registry's order, with the tasks of a day."""
    return tuple(task_table(dataset, table, day) for table in dataset.registry.record.task_tables)


def task_table(dataset: Dataset, table: TaskTable, day: date) -> PrintedForm:
    """Return one of them; units that are still to be verified stand in it too."""
    bureau = dataset.bureau.record
    widths, columns, repeats, rows = _LAYOUTS[table.layout]
    part = _part(dataset, table, day)
    return PrintedForm(
        mark=table.mark,
        title=table.title,
        note="",
        filler="",
        day="",
        widths=widths,
        head=(labels((*columns, _NAMES[part]) * repeats),),
        rows=tuple(row for group in table.groups for row in rows(dataset, group, day, part)),
        remark="",
        author=bureau.name,
        is_landscape=False,
        is_sample=bureau.sample,
    )


def _part(dataset: Dataset, table: TaskTable, day: date) -> Span:
    """Return the part of the year beside it: a quarter where tasks are set by quarters alone."""
    periods = {
        task.period
        for group in table.groups
        for unit in _units(dataset, group)
        for task in _tasks(dataset, unit)
        if task.holds_on(day)
    }
    is_by_quarter = Span.QUARTER in periods and Span.MONTH not in periods
    return Span.QUARTER if is_by_quarter else Span.MONTH


def _listed(dataset: Dataset, group: TaskTableGroup, day: date, part: Span) -> Iterator[Row]:
    """Yield a row a unit beside the group's name; one row for all where they owe the same."""
    units = _units(dataset, group)
    owed = [_owed(dataset, unit, day, part) for unit in units]
    heading = group.heading or group.group
    if group.merged and len(set(owed)) == 1:
        yield (label(heading), Cell(_NONE), *map(Cell, owed[0]))
        return
    for index, (unit, values) in enumerate(zip(units, owed, strict=True)):
        spanning = (label(heading, rowspan=len(units)),) if index == 0 else ()
        yield (*spanning, Cell(unit.name), *map(Cell, values))


def _paired(dataset: Dataset, group: TaskTableGroup, day: date, part: Span) -> Iterator[Row]:
    """Yield two units a row; a new row where the table says so."""
    for first in _rows_of_two(_units(dataset, group), group):
        cells = [
            cell
            for unit in first
            for cell in (Cell(unit.name), *map(Cell, _owed(dataset, unit, day, part)))
        ]
        yield tuple(cells + [Cell()] * (_PAIR * 3 - len(cells)))


_LAYOUTS: Mapping[
    TaskTableLayout,
    tuple[
        tuple[int, ...],
        tuple[str, ...],
        int,
        Callable[[Dataset, TaskTableGroup, date, Span], Iterator[Row]],
    ],
] = {
    TaskTableLayout.BY_GROUP: ((56, 54, 23, 23), ("单位", "科室", "年度任务"), 1, _listed),
    TaskTableLayout.IN_PAIRS: ((42, 18, 18) * _PAIR, ("单位", "年任务"), _PAIR, _paired),
}
"""Widths of the columns in millimetres, their names before that of the part of the year, how often
they stand side by side, and what makes the rows of a group."""


def _rows_of_two(units: Sequence[Unit], group: TaskTableGroup) -> list[list[Unit]]:
    rows: list[list[Unit]] = []
    for unit in units:
        if not rows or len(rows[-1]) == _PAIR or unit.id in group.breaks:
            rows.append([])
        rows[-1].append(unit)
    return rows


def _units(dataset: Dataset, group: TaskTableGroup) -> tuple[Unit, ...]:
    units = dataset.registry.record.units
    return tuple(unit for unit in units if unit.group == group.group)


def _owed(dataset: Dataset, unit: Unit, day: date, part: Span) -> tuple[str, str]:
    """Return what a unit owes a year and a part of it, as printed."""
    tasks = [task for task in _tasks(dataset, unit) if task.holds_on(day)]
    years = [_amount(task, _IN_A_YEAR[task.period]) for task in tasks if task.period in _IN_A_YEAR]
    parts = [_amount(task, 1) for task in tasks if task.period is part]
    return "、".join(years) or _NONE, "、".join(parts) or _NONE


def _tasks(dataset: Dataset, unit: Unit) -> Sequence[Task]:
    if unit.pending is None:
        return tasks_of(dataset, unit.id)
    return [task for task in dataset.registry.record.tasks if task.group == unit.group]


def _amount(task: Task, times: int) -> str:
    """Write how many items a task asks for so many times: 36; 12（调研报告）; 100分."""
    if task.points is not None:
        return f"{shown(task.points * times)}分"
    of_which = f"（{enumerated(task.categories)}）" if task.categories else ""
    return f"{(task.count or 0) * times}{of_which}"
