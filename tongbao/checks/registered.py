"""Names from the registries: each that a record uses must be registered."""

from collections.abc import Iterator
from datetime import date

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.scalars import OutletId, UnitId
from tongbao.source.dataset import Dataset


def unit(dataset: Dataset, name: UnitId, place: Place) -> Iterator[Diagnostic]:
    """Yield a unit that is not registered, or registered but still to be verified."""
    if name in dataset.units:
        return
    pending = next((unit for unit in dataset.registry.record.units if unit.id == name), None)
    if pending is None:
        spoken = dataset.unit_by_name
        known = dataset.units
        yield unregistered(place, Rule.UNIT_UNKNOWN, name, known, "units.yaml", spoken=spoken)
    else:
        yield Diagnostic(
            place,
            Rule.UNIT_PENDING,
            f"{name}（{pending.name}，待核：{pending.pending}）",
            "已经核实的单位",
            f"核实后在 units.yaml 里删去 {name} 的 pending；不是这个单位的，改正编号",
        )


def unit_on(dataset: Dataset, name: UnitId, day: date, place: Place) -> Iterator[Diagnostic]:
    """Yield a unit that is not registered, or not scored on the day."""
    yield from unit(dataset, name, place)
    found = dataset.units.get(name)
    if found is None:
        return
    first, last = found.from_ or date.min, found.to or date.max
    if not first <= day <= last:
        since = f"从 {first} 起" if found.from_ else ""
        until = f"到 {last} 为止" if found.to else ""
        yield Diagnostic(
            place,
            Rule.UNIT_NOT_SCORED,
            f"{name}，{day}",
            f"{found.name}{since}{until}考评",
            "核对单位和日期；考评的起止日期不对的，改正 units.yaml 里的 from、to",
        )


def outlet(dataset: Dataset, name: OutletId, place: Place) -> Iterator[Diagnostic]:
    """Yield an outlet that is not registered."""
    if name not in dataset.outlet_by_id:
        known, spoken = dataset.outlet_by_id, dataset.outlet_by_name
        yield unregistered(place, Rule.OUTLET_UNKNOWN, name, known, "outlets.yaml", spoken=spoken)


def level(dataset: Dataset, name: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a level that is not registered."""
    levels = dataset.outlets.record.levels
    if name not in levels:
        yield unregistered(place, Rule.LEVEL_UNKNOWN, name, levels, "outlets.yaml")


def group(dataset: Dataset, name: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a group that is not registered."""
    groups = dataset.registry.record.groups
    if name not in groups:
        yield unregistered(place, Rule.GROUP_UNKNOWN, name, groups, "units.yaml")


def category(dataset: Dataset, name: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a category that is not registered."""
    categories = dataset.bureau.record.categories
    if name not in categories:
        yield unregistered(place, Rule.CATEGORY_UNKNOWN, name, categories, "bureau.yaml")
