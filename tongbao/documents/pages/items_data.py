"""What the register's filters work by: a year's items, and who and what they name."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongbao.documents.pages.registered_items import STATES, RegisteredItem
from tongbao.documents.pages.source import PageSource
from tongbao.model.outlet import Outlet
from tongbao.model.unit import Unit


@dataclass(frozen=True, slots=True)
class ItemsData:
    """The register of a period called `name`, the latest item first.

    `units`, `categories`, `states` and `outlets` are only those that some item names, in official
    order; `has_unlisted` if some item was adopted by an outlet that is not registered.
    """

    name: str
    units: tuple[Unit, ...]
    categories: tuple[str, ...]
    states: tuple[str, ...]
    outlets: tuple[Outlet, ...]
    has_unlisted: bool
    items: tuple[RegisteredItem, ...]


def items_data(source: PageSource, name: str, items: Sequence[RegisteredItem]) -> ItemsData:
    """Return what the filters of the register of a period called `name` work by."""
    dataset = source.dataset
    outlets = {outlet.id for item in items for outlet in item.outlets}
    units = {item.unit for item in items}
    return ItemsData(
        name,
        tuple(unit for unit in dataset.units.values() if unit.id in units),
        _present(dataset.bureau.record.categories, {item.category for item in items}),
        _present(STATES, {item.state for item in items}),
        tuple(outlet for outlet in dataset.outlet_by_id.values() if outlet.id in outlets),
        None in outlets,
        tuple(items),
    )


def _present(names: Sequence[str], used: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in used)
