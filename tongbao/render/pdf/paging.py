"""The pages of a table: which groups of rows begin a page, which blocks of rows are divided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tongbao.render.pdf.table import ROW, TABLE_LINE, Block, GroupBlock
from tongbao.render.pdf.typesetting import Line

# A block is divided only where keeping it together would leave more than this of a page empty.
_MOST_EMPTY = 0.2


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
        return lines * TABLE_LINE + ROW


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
    """Whether no block stands on the page yet."""

    def turn(self) -> None:
        self.left = self.room
        self.is_fresh = True

    def fill(self, height: float, *, is_heading: bool = False) -> None:
        self.left -= height
        self.is_fresh = self.is_fresh and is_heading

    def parted(self, block: Block, left: float) -> int:
        """Return how many rows of a block to set in this room before the page is turned.

        All of them if they fit; none where too little of the page would be left empty to
        divide the block for it.
        """
        if block.height <= left:
            return len(block.rows)
        return _fitting(block, left) if left > _MOST_EMPTY * self.room else 0


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
    starts_page = below < 0 or not all(pages.parted(block, below) for block in group.blocks[:1])
    if starts_page:
        pages.turn()
    pages.fill(group.heading_height, is_heading=True)
    blocks = tuple(part for block in group.blocks for part in _placed_block(pages, block))
    return replace(group, blocks=blocks, starts_page=starts_page)


def _placed_block(pages: _Pages, block: Block) -> Iterator[Block]:
    count = pages.parted(block, pages.left)
    if not count and not pages.is_fresh:
        pages.turn()
        block = replace(block, starts_page=True)
        count = pages.parted(block, pages.left)
    # On a fresh page a row is set however high it is.
    count = max(count, 1)
    if count == len(block.rows):
        pages.fill(block.height)
        yield block
        return
    part, rest = block.divided(count)
    yield part
    pages.turn()
    yield from _placed_block(pages, rest)


def _fitting(block: Block, left: float) -> int:
    """Return how many rows of a unit fit beside its name, fewer than all."""
    count, height = 0, 0.0
    for row in block.rows[:-1]:
        height += row.height
        if max(height, block.lead_height) > left:
            break
        count += 1
    return count
