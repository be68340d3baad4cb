"""A YAML file as values that know where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongbao.diagnostic import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; what it means is for the schema to say."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    place: Place
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping, with the place of each key."""

    place: Place
    keys: dict[str, Place]
    values: "dict[str, Node]"


Node = Scalar | ListNode | MapNode


def plain(node: Node) -> object:
    """Return the node as text, lists and dicts, as the models read it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def locate(node: Node, location: Sequence[str | int], *, key: bool = False) -> Place:
    """Return where a field stands, or the nearest mapping or list around it.

    Steps that name nothing in the file (the model's own, such as the tag of a union) are skipped.
    With `key`, the place of the field's name instead of its value.
    """
    place = node.place
    for step in location:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.values:
            place = node.keys[step] if key else node.values[step].place
            node = node.values[step]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
    return place
