"""The registries in themselves: groups, units, levels and outlets, each once and complete."""

from collections.abc import Iterable, Iterator

from tongbao.checks import registered
from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.source.dataset import Dataset


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield repeated names and ids, and groups or levels that are not listed."""
    yield from _units(dataset)
    yield from _outlets(dataset)
    bureau = dataset.bureau
    yield from repeated(
        (category, bureau.at("categories", index))
        for index, category in enumerate(bureau.record.categories)
    )
    yield from _review(dataset)


def _review(dataset: Dataset) -> Iterator[Diagnostic]:
    bureau = dataset.bureau
    policy = bureau.record.review
    if policy is None:
        return
    yield from repeated(
        (step, bureau.at("review", "steps", i)) for i, step in enumerate(policy.steps)
    )
    levels = [
        (level, bureau.at("review", "head_for", i)) for i, level in enumerate(policy.head_for)
    ]
    for level, place in levels:
        yield from registered.level(dataset, level, place)
    yield from repeated(levels)


def _units(dataset: Dataset) -> Iterator[Diagnostic]:
    registry = dataset.registry
    groups = registry.record.groups
    yield from repeated((group, registry.at("groups", i)) for i, group in enumerate(groups))
    units = list(enumerate(registry.record.units))
    yield from repeated((unit.id, registry.at("units", i, "id")) for i, unit in units)
    names: list[tuple[str, Place]] = []
    for index, unit in units:
        if unit.group not in groups:
            place = registry.at("units", index, "group")
            yield unregistered(place, Rule.GROUP_UNKNOWN, unit.group, groups, "groups")
        if unit.pending is not None:
            # What is to be verified is often just this: whether the name stands for another unit.
            continue
        # A short name may equal the name: a unit's own names are one set.
        own = {unit.name: registry.at("units", index, "name")}
        own.setdefault(unit.short, registry.at("units", index, "short"))
        for number, alias in enumerate(unit.aliases):
            own.setdefault(alias, registry.at("units", index, "aliases", number))
        names.extend(own.items())
    yield from repeated(names)


def _outlets(dataset: Dataset) -> Iterator[Diagnostic]:
    registry = dataset.outlets
    levels = registry.record.levels
    yield from repeated((level, registry.at("levels", i)) for i, level in enumerate(levels))
    outlets = list(enumerate(registry.record.outlets))
    yield from repeated((outlet.id, registry.at("outlets", i, "id")) for i, outlet in outlets)
    names: list[tuple[str, Place]] = []
    for index, outlet in outlets:
        names.append((outlet.name, registry.at("outlets", index, "name")))
        names.extend(
            (alias, registry.at("outlets", index, "aliases", number))
            for number, alias in enumerate(outlet.aliases)
        )
        if outlet.level not in levels:
            place = registry.at("outlets", index, "level")
            yield unregistered(place, Rule.LEVEL_UNKNOWN, outlet.level, levels, "levels")
    yield from repeated(names)


def repeated(names: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    """Yield each name that stands in the registry a second time."""
    first: dict[str, Place] = {}
    for name, place in names:
        if name in first:
            advice = f"第 {first[name].line} 行已经登记了 {name}，删去或改名"
            yield Diagnostic(place, Rule.NAME_TWICE, name, "每个名称只登记一次", advice)
        else:
            first[name] = place
