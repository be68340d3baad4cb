"""Links of a document that was frozen long ago: what has no page any more becomes plain text."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_ViewT = TypeVar("_ViewT")


def relinked(view: _ViewT, has_page: Callable[[str], bool]) -> _ViewT:
    """Return a view model whose `target` fields lead only to addresses that have a page."""
    linked: _ViewT = _linked(view, has_page)
    return linked


def _linked(value: Any, has_page: Callable[[str], bool]) -> Any:  # noqa: ANN401  # a part of a view
    if isinstance(value, tuple):
        parts = tuple(_linked(part, has_page) for part in value)
        return value if parts == value else parts
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        is_dead = field.name == "target" and old is not None and not has_page(old)
        new = None if is_dead else _linked(old, has_page)
        if new is not old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value
