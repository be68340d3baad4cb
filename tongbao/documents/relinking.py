"""Links of a document that was frozen long ago: each leads where that stands now.

What has no page any more becomes plain text.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_ViewT = TypeVar("_ViewT")


def relinked(view: _ViewT, leads_to: Callable[[str], str | None]) -> _ViewT:
    """Return a view model whose `target` fields lead to the addresses of today, or nowhere."""
    linked: _ViewT = _linked(view, leads_to)
    return linked


def _linked(value: Any, leads_to: Callable[[str], str | None]) -> Any:  # noqa: ANN401  # a part of a view
    if isinstance(value, tuple):
        parts = tuple(_linked(part, leads_to) for part in value)
        return value if parts == value else parts
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        is_target = field.name == "target" and old is not None
        new = leads_to(old) if is_target else _linked(old, leads_to)
        if new is not old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value
