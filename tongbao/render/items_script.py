"""The data of a register's filters as a script: a page read from a disk may load nothing else."""

import json
from collections.abc import Callable

from tongbao.documents import addresses
from tongbao.documents.pages.items_data import ItemsData
from tongbao.documents.pages.items_ledger import ItemsYearPage
from tongbao.documents.pages.registered_items import RegisteredItem, RegisteredOutlet
from tongbao.model.scalars import OutletId, UnitId
from tongbao.render.open_data import FORMULA_STARTS
from tongbao.render.relative import relative

_NAME = "ledgerItems"
_ANY = "{}"
_UNLISTED = "没有登记的刊物"
# Ends a script element, or ends a line inside a text for older engines.
_ESCAPED = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def items_script(view: ItemsYearPage) -> bytes:
    """Return the script that hands a year's items to the page: one assignment of one value.

    An item is a list: day, unit, marks, title, id (blank if it may not be named), category, state,
    outlets as place and issue, points (blank if none were counted), whether it does not count,
    where its points lead. The last is 1 for its own awards that are their sum, 0 for its own with
    other units', and the link to its unit's for an item that may not be named. Units, categories,
    states and outlets are places in the lists beside; outlets that are not registered share the
    last. In `links`, relative to the page, `{}` stands for an id. `formulaStarts` are the letters
    that a cell of a CSV file may not begin with: the browser's export is as harmless as the site's
    own files.
    """

    def link(target: str) -> str:
        return relative(view.head.address, target)

    data = view.data
    value = {
        "name": data.name,
        "units": [(unit.id, unit.short, unit.name, unit.group) for unit in data.units],
        "categories": data.categories,
        "states": data.states,
        "outlets": [
            *((each.id, each.name) for each in data.outlets),
            *([("", _UNLISTED)] if data.has_unlisted else []),
        ],
        "items": _items(data, link),
        "links": {
            "unit": link(addresses.unit(UnitId(_ANY))),
            "submission": link(addresses.submission(_ANY)),
            "awards": link(addresses.submission_awards(_ANY)),
            "outlet": link(addresses.outlet(OutletId(_ANY))),
        },
        "formulaStarts": FORMULA_STARTS,
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return f"window.{_NAME} = {text};\n".encode()


def _items(data: ItemsData, link: Callable[[str], str]) -> list[tuple[object, ...]]:
    units = {unit.id: place for place, unit in enumerate(data.units)}
    outlets: dict[OutletId | None, int] = {each.id: i for i, each in enumerate(data.outlets)}
    outlets[None] = len(outlets)
    return [
        (
            item.date.isoformat(),
            units[item.unit],
            item.marks,
            item.title.text,
            item.id or "",
            data.categories.index(item.category),
            data.states.index(item.state),
            [(outlets[outlet.id], _said(outlet)) for outlet in item.outlets],
            item.points.text if item.points.target else "",
            int(item.is_bad),
            _way(item, link),
        )
        for item in data.items
    ]


def _way(item: RegisteredItem, link: Callable[[str], str]) -> int | str:
    if item.id is None and item.points.target:
        return link(item.points.target)
    return int(item.is_exact)


def _said(outlet: RegisteredOutlet) -> str:
    """Return what is written behind a registered outlet's name, or all of an unlisted one."""
    return outlet.link.text if outlet.id is None else outlet.link.text.removeprefix(outlet.name)
