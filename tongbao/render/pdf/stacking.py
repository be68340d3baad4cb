"""Tables one below another: where each begins, and which of their rows begin a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import LEADING, MEASURE
from tongbao.render.pdf.paging import paged
from tongbao.render.pdf.table import (
    CAPTION_LINE,
    CAPTION_SIZE,
    PAGE_ROOM,
    GroupBlock,
    SetTable,
    Shape,
)
from tongbao.render.pdf.typesetting import Line, Measure, Slot, shaped, unbroken

ABOVE_TABLE = LEADING / 2
"""White above a table, in points."""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with its page starts; `caption` is None where it has none.

    `place` is the caption's class: it begins a page, or stands further down below another table.
    """

    caption: Line | None
    place: str
    shape: Shape
    groups: tuple[GroupBlock, ...]


def first_room(caption: str, table: SetTable, above: float) -> float:
    """Return the room for a table's rows on a page that has `above` points of something over it."""
    return PAGE_ROOM - above - (CAPTION_LINE if caption else 0.0) - table.shape.head_room


def stacked(
    faces: Faces, tables: Sequence[tuple[str, SetTable]], above: float
) -> tuple[tuple[PlacedTable, ...], float]:
    """Place tables with their captions; return them and the room left below the last one.

    `above` is the height of what stands over the first, with the white between. A table whose
    first rows do not fit below the one before begins a page.

    Raises:
        LayoutError: a caption is longer than a line.
    """
    placed: list[PlacedTable] = []
    left = PAGE_ROOM - above
    for text, table in tables:
        first, room = first_room(text, table, above), table.shape.room
        plan = paged(table.groups, first, room)
        place = "further" if placed else ""
        if placed and plan.groups[0].starts_page:
            plan = paged(table.groups, first_room(text, table, 0), room)
            place = "page-start"
        caption = _caption(faces, text) if text else None
        placed.append(PlacedTable(caption, place, table.shape, plan.groups))
        left = plan.left
        above = PAGE_ROOM - left + ABOVE_TABLE
    return tuple(placed), left


def _caption(faces: Faces, text: str) -> Line:
    slot = Slot("表格的标题", Measure(CAPTION_SIZE, MEASURE))
    return unbroken(shaped(faces, [(text, Role.HEITI)]), slot, 0)
