"""What the script of the register works by: a year's items in few letters, and who they name."""

from collections.abc import Sequence
from typing import Any

from tongbao.documents import addresses
from tongbao.documents.pages.registered_items import (
    STATES,
    RegisteredItem,
    RegisteredOutlet,
)
from tongbao.documents.pages.source import PageSource
from tongbao.model.scalars import OutletId, UnitId

_ANY = "{}"
_UNLISTED = "没有登记的刊物"


def items_data(source: PageSource, name: str, items: Sequence[RegisteredItem]) -> dict[str, Any]:
    """Return the register of a period called `name`.

    An item is a list: day, unit, marks, title, id (blank if it may not be named), category, state,
    outlets as place and issue, points (blank if none were counted); units, categories, states and
    outlets by their place in the lists beside. Those have only what some item names, in official
    order; outlets that are not registered share the last place. `links` are addresses below the
    bureau's folder in which `{}` stands for an id.
    """
    used = {outlet.id for item in items for outlet in item.outlets}
    units = [
        unit
        for unit in source.dataset.units.values()
        if any(item.unit == unit.id for item in items)
    ]
    outlets = [each for each in source.dataset.outlet_by_id.values() if each.id in used]
    categories = _present(source.dataset.bureau.record.categories, [i.category for i in items])
    states = _present(STATES, [item.state for item in items])
    unit_place = {unit.id: place for place, unit in enumerate(units)}
    outlet_place: dict[OutletId | None, int] = {each.id: i for i, each in enumerate(outlets)}
    outlet_place[None] = len(outlets)
    return {
        "name": name,
        "units": [[unit.id, unit.short, unit.name, unit.group] for unit in units],
        "categories": categories,
        "states": states,
        "outlets": [
            *([each.id, each.name] for each in outlets),
            *([["", _UNLISTED]] if None in used else []),
        ],
        "items": [
            [
                item.date.isoformat(),
                unit_place[item.unit],
                item.marks,
                item.title.text,
                item.id or "",
                categories.index(item.category),
                states.index(item.state),
                [[outlet_place[outlet.id], _said(outlet)] for outlet in item.outlets],
                item.points.text if item.points.target else "",
            ]
            for item in items
        ],
        "links": {
            "unit": addresses.unit(UnitId(_ANY)),
            "submission": addresses.submission(_ANY),
            "awards": addresses.submission_awards(_ANY),
            "outlet": addresses.outlet(OutletId(_ANY)),
        },
    }


def _present(names: Sequence[str], used: Sequence[str]) -> list[str]:
    found = set(used)
    return [name for name in names if name in found]


def _said(outlet: RegisteredOutlet) -> str:
    """Return what is written behind a registered outlet's name, or all of an unlisted one."""
    return outlet.link.text if outlet.id is None else outlet.link.text.removeprefix(outlet.name)
