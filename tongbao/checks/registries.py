"""The registries in themselves: groups, units, levels and outlets, each once and complete."""

from collections.abc import Iterable, Iterator

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.source.dataset import Dataset


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield repeated names and ids, and groups or levels that are not listed."""
    yield from _units(dataset)
    yield from _outlets(dataset)
    bureau = dataset.bureau
    yield from _repeated(
        (category, bureau.at("categories", index))
        for index, category in enumerate(bureau.record.categories)
    )


def _units(dataset: Dataset) -> Iterator[Diagnostic]:
    registry = dataset.registry
    groups = registry.record.groups
    yield from _repeated((group, registry.at("groups", i)) for i, group in enumerate(groups))
    units = list(enumerate(registry.record.units))
    yield from _repeated((unit.id, registry.at("units", i, "id")) for i, unit in units)
    names: list[tuple[str, Place]] = []
    for index, unit in units:
        # A short name may equal the name: a unit's own names are one set.
        own = {unit.name: registry.at("units", index, "name")}
        own.setdefault(unit.short, registry.at("units", index, "short"))
        for number, alias in enumerate(unit.aliases):
            own.setdefault(alias, registry.at("units", index, "aliases", number))
        names.extend(own.items())
        if unit.group not in groups:
            place = registry.at("units", index, "group")
            yield unregistered(place, Rule.GROUP_UNKNOWN, unit.group, groups, "groups")
    yield from _repeated(names)


def _outlets(dataset: Dataset) -> Iterator[Diagnostic]:
    registry = dataset.outlets
    levels = registry.record.levels
    yield from _repeated((level, registry.at("levels", i)) for i, level in enumerate(levels))
    outlets = list(enumerate(registry.record.outlets))
    yield from _repeated((outlet.id, registry.at("outlets", i, "id")) for i, outlet in outlets)
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
    yield from _repeated(names)


def _repeated(names: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    first: dict[str, Place] = {}
    for name, place in names:
        if name in first:
            advice = f"第 {first[name].line} 行已经登记了 {name}，删去或改名"
            yield Diagnostic(place, Rule.NAME_TWICE, name, "每个名称只登记一次", advice)
        else:
            first[name] = place
