"""Where the values of a file stand, without the values.

Files of a kind are mostly written alike, so their outlines are the same, however many they are: a
tree of each one's values would take more room than the records.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tongbao.diagnostic import Place
from tongbao.source import nodes
from tongbao.source.nodes import ListNode, MapNode, Node

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Outline:
    """A tree as JSON: line, column and, in a list or mapping, what is in it.

    An item of a list is such a tree itself, in a mapping the key's line and column stand before it.
    """

    text: str


@lru_cache(_REMEMBERED)
def outline(text: str) -> Outline:
    """Return the one outline for all that stand alike."""
    return Outline(text)


def outline_of(node: Node) -> Outline:
    """Return where the values of a tree stand."""
    return outline(json.dumps(_places(node), ensure_ascii=False, separators=(",", ":")))


def _places(node: Node) -> list[Any]:
    places: list[Any] = [node.place.line, node.place.column]
    if isinstance(node, ListNode):
        places.append([_places(item) for item in node.items])
    elif isinstance(node, MapNode):
        keys = node.keys
        inside = {
            name: [keys[name].line, keys[name].column, _places(value)]
            for name, value in node.values.items()
        }
        places.append(inside)
    return places


@lru_cache(_REMEMBERED)
def _read(text: str) -> Any:  # noqa: ANN401  # nested lists
    return json.loads(text)


def locate(
    node: Node | Outline, path: str, location: Sequence[str | int], *, key: bool = False
) -> Place:
    """Return where a field of a file stands, by the rules of `nodes.locate`."""
    if not isinstance(node, Outline):
        return nodes.locate(node, location, key=key)
    here = _read(node.text)
    line, column = here[:2]
    for step in location:
        inside = here[2] if len(here) > 2 else ()  # noqa: PLR2004  # line and column
        if isinstance(inside, dict) and step in inside:
            *name, here = inside[step]
            line, column = name if key else here[:2]
        elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
            here = inside[step]
            line, column = here[:2]
    return Place(path, line, column)
