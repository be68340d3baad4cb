"""The registry of units beyond the units: tasks, review forms, task tables."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from tongbao.checks import registered
from tongbao.checks.nearest import unregistered
from tongbao.checks.registries import repeated
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.unit import Task, TaskTableGroup, UnitRegistry
from tongbao.source.dataset import Dataset, Entry


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield names no registry knows, and tasks of one unit that hold at the same time."""
    registry = dataset.registry
    for index, task in enumerate(registry.record.tasks):
        yield from _names(dataset, registry, index, task)
    yield from _overlaps(registry)
    yield from _forms(dataset, registry)
    yield from _tables(dataset, registry)


def _names(
    dataset: Dataset, registry: Entry[UnitRegistry], index: int, task: Task
) -> Iterator[Diagnostic]:
    at = ("tasks", index)
    if task.group is not None:
        yield from registered.group(dataset, task.group, registry.at(*at, "group"))
    for number, unit in enumerate(task.units):
        yield from registered.unit(dataset, unit, registry.at(*at, "units", number))
    yield from repeated(
        (unit, registry.at(*at, "units", number)) for number, unit in enumerate(task.units)
    )
    for number, category in enumerate(task.categories):
        place = registry.at(*at, "categories", number)
        yield from registered.category(dataset, category, place)


def _overlaps(registry: Entry[UnitRegistry]) -> Iterator[Diagnostic]:
    tasks = enumerate(registry.record.tasks)
    for (first, one), (second, other) in combinations(tasks, 2):
        both = {one.group, *one.units} & {other.group, *other.units} - {None}
        if not both or not _measure_the_same(one, other):
            continue
        earlier, later = (one, other) if one.from_ <= other.from_ else (other, one)
        if later.from_ <= (earlier.to or date.max):
            line = registry.at("tasks", first).line
            whose = "、".join(sorted(name for name in both if name is not None))
            yield Diagnostic(
                registry.at("tasks", second, "from"),
                Rule.TASK_TWICE,
                f"{whose}，从 {other.from_} 起",
                f"与第 {line} 行的任务不同时",
                "在较早的一项里写明 to，或改正 from；一个单位另有任务数的，写 units 不写 group",
            )


def _measure_the_same(one: Task, other: Task) -> bool:
    return (
        one.period is other.period
        and set(one.categories) == set(other.categories)
        and (one.count is None) == (other.count is None)
    )


def _forms(dataset: Dataset, registry: Entry[UnitRegistry]) -> Iterator[Diagnostic]:
    places = [
        (form.group, registry.at("forms", index, "group"))
        for index, form in enumerate(registry.record.forms)
    ]
    for group, place in places:
        yield from registered.group(dataset, group, place)
    yield from repeated(places)


def _tables(dataset: Dataset, registry: Entry[UnitRegistry]) -> Iterator[Diagnostic]:
    tables = registry.record.task_tables
    yield from repeated(
        (table.id, registry.at("task_tables", index, "id")) for index, table in enumerate(tables)
    )
    for index, table in enumerate(tables):
        places = [
            (row.group, registry.at("task_tables", index, "groups", number, "group"))
            for number, row in enumerate(table.groups)
        ]
        for group, place in places:
            yield from registered.group(dataset, group, place)
        yield from repeated(places)
        for number, row in enumerate(table.groups):
            yield from _breaks(registry, row, ("task_tables", index, "groups", number, "breaks"))


def _breaks(
    registry: Entry[UnitRegistry], row: TaskTableGroup, at: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    # Units still to be verified are printed too, and may begin a row.
    members = [unit for unit in registry.record.units if unit.group == row.group]
    known = [unit.id for unit in members]
    spoken = {unit.name: unit.id for unit in members}
    for index, name in enumerate(row.breaks):
        if name not in known:
            place = registry.at(*at, index)
            yield unregistered(place, Rule.UNIT_UNKNOWN, name, known, "units.yaml", spoken=spoken)
