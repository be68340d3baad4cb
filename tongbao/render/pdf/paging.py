"""The pages of the score table: which row groups begin a page, which units are divided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tongbao.render.pdf.columns import BORDER, PADDING_Y, SMALL_LINE, TABLE_LINE
from tongbao.render.pdf.typesetting import Line

# A unit is divided only where keeping it together would leave more than this of a page empty.
_MOST_EMPTY = 0.2
_ROW = 2 * PADDING_Y + BORDER
"""Height of a row beside its text."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One adopted item: category, title and outlets, one paragraph each outlet."""

    category: tuple[Line, ...] = ()
    title: tuple[Line, ...] = ()
    outlets: tuple[tuple[Line, ...], ...] = ()

    @property
    def height(self) -> float:
        """Height of the row in points."""
        text = max(len(self.category), len(self.title), 1) * TABLE_LINE
        outlets = sum(len(lines) for lines in self.outlets) * SMALL_LINE
        return max(text, outlets) + _ROW

    def divided(self, most: float, continuation: Line) -> "Iterator[ItemRow]":
        """Yield rows of at most this height, if no outlet is higher; the later ones begin anew."""
        parts: list[list[tuple[Line, ...]]] = [[]]
        for outlet in self.outlets:
            if parts[-1] and replace(self, outlets=(*parts[-1], outlet)).height > most:
                parts.append([])
            parts[-1].append(outlet)
        for index, outlets in enumerate(parts):
            title = (continuation,) if index else self.title
            yield replace(self, title=title, outlets=tuple(outlets))


@dataclass(frozen=True, slots=True)
class UnitBlock:
    """A unit's rows, kept together: name and numbers span its items."""

    name: tuple[Line, ...]
    values: tuple[Line | None, ...]
    total: Line | None
    items: tuple[ItemRow, ...]
    is_continued: bool = False
    """Whether the rows go on from another page: the name is printed again with （续）."""
    starts_page: bool = False

    @property
    def name_height(self) -> float:
        """Height that the name needs, in points."""
        lines = len(self.name) + (1 if self.is_continued else 0)
        return lines * TABLE_LINE + _ROW

    @property
    def height(self) -> float:
        """Height of all rows, in points."""
        return max(self.name_height, sum(item.height for item in self.items))

    def divided(self, count: int) -> "tuple[UnitBlock, UnitBlock]":
        """Return the unit's first items, and the others as its continuation on a new page."""
        rest = replace(self, items=self.items[count:], is_continued=True, starts_page=True)
        return replace(self, items=self.items[:count]), rest


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group's heading row and its units."""

    heading: tuple[Line, ...]
    units: tuple[UnitBlock, ...]
    starts_page: bool = False

    @property
    def heading_height(self) -> float:
        """Height of the heading row in points."""
        return len(self.heading) * TABLE_LINE + _ROW


@dataclass(frozen=True, slots=True)
class RemarkParagraph:
    """A paragraph of the remarks, or a part of one that is longer than a page."""

    lines: tuple[Line, ...]
    is_continued: bool = False
    """Whether the lines go on from another part: the first one is not indented."""


@dataclass(frozen=True, slots=True)
class RemarkBlock:
    """The row of the remarks (备注), or what of them stands on one page."""

    paragraphs: tuple[RemarkParagraph, ...]
    is_continued: bool = False
    starts_page: bool = False

    @property
    def height(self) -> float:
        """Height of the row in points."""
        lines = sum(len(paragraph.lines) for paragraph in self.paragraphs)
        return lines * TABLE_LINE + _ROW


@dataclass(frozen=True, slots=True)
class Plan:
    """The groups with their page starts, and the room left below the last row, in points."""

    groups: tuple[GroupBlock, ...]
    left: float


@dataclass(slots=True)
class _Pages:
    """The pages while they fill: `left` is the room below the last row, in points."""

    left: float
    room: float
    is_fresh: bool = False
    """Whether no unit stands on the page yet."""

    def turn(self) -> None:
        self.left = self.room
        self.is_fresh = True

    def fill(self, height: float, *, is_heading: bool = False) -> None:
        self.left -= height
        self.is_fresh = self.is_fresh and is_heading

    def parted(self, unit: UnitBlock, left: float) -> int:
        """Return how many items of a unit to set in this room before the page is turned.

        All of them if they fit; none where too little of the page would be left empty to
        divide the unit for it.
        """
        if unit.height <= left:
            return len(unit.items)
        return _fitting(unit, left) if left > _MOST_EMPTY * self.room else 0


def paged(groups: Sequence[GroupBlock], first: float, room: float) -> Plan:
    """Divide the table into pages.

    Args:
        groups: the rows, by group.
        first: room on the first page below the table's head, in points.
        room: the same on every other page.
    """
    pages = _Pages(first, room)
    placed = tuple(_placed_group(pages, group) for group in groups)
    return Plan(placed, pages.left)


def paged_remarks(
    remarks: RemarkBlock, left: float, room: float, foot: float
) -> tuple[RemarkBlock, ...]:
    """Divide the remarks into pages: whole if a page holds them, else between paragraphs.

    Args:
        remarks: all of them.
        left: room below the table's rows, in points.
        room: room on a page below the table's head.
        foot: height of what must stand below the last remark on its page.
    """
    if not remarks.paragraphs or remarks.height + foot <= left:
        return (remarks,) if remarks.paragraphs else ()
    moved = replace(remarks, starts_page=True)
    if remarks.height + foot <= room or len(remarks.paragraphs) == 1:
        return (moved,)
    count = next(
        (
            count
            for count in range(len(remarks.paragraphs) - 1, 0, -1)
            if replace(remarks, paragraphs=remarks.paragraphs[:count]).height <= left
        ),
        0,
    )
    if not count and not remarks.starts_page:
        return paged_remarks(moved, room, room, foot)
    count = max(count, 1)
    rest = RemarkBlock(remarks.paragraphs[count:], is_continued=True, starts_page=True)
    part = replace(remarks, paragraphs=remarks.paragraphs[:count])
    return (part, *paged_remarks(rest, room, room, foot))


def _placed_group(pages: _Pages, group: GroupBlock) -> GroupBlock:
    below = pages.left - group.heading_height
    starts_page = below < 0 or not all(pages.parted(unit, below) for unit in group.units[:1])
    if starts_page:
        pages.turn()
    pages.fill(group.heading_height, is_heading=True)
    units = tuple(part for unit in group.units for part in _placed_unit(pages, unit))
    return replace(group, units=units, starts_page=starts_page)


def _placed_unit(pages: _Pages, unit: UnitBlock) -> Iterator[UnitBlock]:
    count = pages.parted(unit, pages.left)
    if not count and not pages.is_fresh:
        pages.turn()
        unit = replace(unit, starts_page=True)
        count = pages.parted(unit, pages.left)
    # On a fresh page an item is set however high it is.
    count = max(count, 1)
    if count == len(unit.items):
        pages.fill(unit.height)
        yield unit
        return
    part, rest = unit.divided(count)
    yield part
    pages.turn()
    yield from _placed_unit(pages, rest)


def _fitting(unit: UnitBlock, left: float) -> int:
    """Return how many items of a unit fit beside its name, fewer than all."""
    count, height = 0, 0.0
    for item in unit.items[:-1]:
        height += item.height
        if max(height, unit.name_height) > left:
            break
        count += 1
    return count
