"""What a table on pages is made of: cells, rows, blocks of rows that stay together, groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import DEPTH, MEASURE, Length
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import (
    Line,
    Measure,
    Slot,
    balanced,
    flush_left,
    shaped,
    unbroken,
)

TABLE_SIZE = 10.5
"""Size 5 (5号) for the table's text, in points."""

SMALL_SIZE = 9.0
"""Small size 5 (小五) for headings and outlets."""

TABLE_LINE = 13.6
SMALL_LINE = 11.6
"""Line heights of the two sizes, in points."""

PADDING = 2.2
"""Left and right of a cell's text; above and below it is PADDING_Y."""

PADDING_Y = 2.2

BORDER = 0.5
"""Thickness of the table's lines; a row counts one of them."""

ROW = 2 * PADDING_Y + BORDER
"""Height of a row beside its text."""

CAPTION_SIZE = 12.0
CAPTION_LINE = 22.0
"""Small size 4 (小四) for a table's caption, and its line, in points."""

PAGE_ROOM = DEPTH - 1.5
"""Height for a table on a page: a hair less than the type area's, so that rounding in the renderer
never pushes a row over its foot."""

LENGTHS: Mapping[str, Length] = {
    name: Length(points)
    for name, points in {
        "table-size": TABLE_SIZE,
        "table-line": TABLE_LINE,
        "small-size": SMALL_SIZE,
        "small-line": SMALL_LINE,
        "padding-x": PADDING,
        "padding-y": PADDING_Y,
        "border": BORDER,
        "caption-size": CAPTION_SIZE,
        "caption-line": CAPTION_LINE,
    }.items()
}
"""The lengths of a table as the style sheet names them."""


class CellKind(StrEnum):
    """What a cell holds; the value is its class in the style sheet."""

    NAME = "name"
    NUMBER = "score"
    CATEGORY = "category"
    TITLE = "title-cell"
    SMALL = "outlet"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: one paragraph, or several of small type."""

    kind: CellKind
    paragraphs: tuple[tuple[Line, ...], ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it says what its row is about."""
        return self.kind is CellKind.NAME

    @property
    def is_small(self) -> bool:
        """Whether its paragraphs are of small type."""
        return self.kind is CellKind.SMALL

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph)

    @property
    def height(self) -> float:
        """Height of the text in points."""
        return len(self.lines) * (SMALL_LINE if self.is_small else TABLE_LINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row beside the cells that span its block."""

    cells: tuple[Cell, ...]

    @property
    def height(self) -> float:
        """Height of the row in points."""
        return max([TABLE_LINE, *(cell.height for cell in self.cells)]) + ROW

    def divided(self, most: float, continuation: Line) -> "Iterator[Row]":
        """Yield rows of at most this height, if no paragraph is higher; the later begin anew.

        What is divided are the paragraphs of the first small cell; the title stands once.
        """
        index = next(index for index, cell in enumerate(self.cells) if cell.is_small)
        parts: list[list[tuple[Line, ...]]] = [[]]
        for paragraph in self.cells[index].paragraphs:
            if parts[-1] and self._with(index, [*parts[-1], paragraph]).height > most:
                parts.append([])
            parts[-1].append(paragraph)
        for number, paragraphs in enumerate(parts):
            row = self._with(index, paragraphs)
            yield row.continued(continuation) if number else row

    def _with(self, index: int, paragraphs: Sequence[tuple[Line, ...]]) -> "Row":
        changed = replace(self.cells[index], paragraphs=tuple(paragraphs))
        return Row((*self.cells[:index], changed, *self.cells[index + 1 :]))

    def continued(self, continuation: Line) -> "Row":
        """Return the row with the continuation in the place of its title."""
        return Row(
            tuple(
                replace(cell, paragraphs=((continuation,),))
                if cell.kind is CellKind.TITLE
                else cell
                for cell in self.cells
            )
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are kept together; the cells of `lead` span them all, a name first."""

    lead: tuple[Cell, ...]
    rows: tuple[Row, ...]
    is_continued: bool = False
    """Whether the rows go on from another page: the name is printed again with （续）."""
    starts_page: bool = False

    @property
    def lead_height(self) -> float:
        """Height that the spanning cells need, in points."""
        if not self.lead:
            return 0
        name, *others = self.lead
        named = name.height + (TABLE_LINE if self.is_continued else 0)
        return max([named, *(cell.height for cell in others)]) + ROW

    @property
    def height(self) -> float:
        """Height of all rows, in points."""
        return max(self.lead_height, sum(row.height for row in self.rows))

    def divided(self, count: int) -> "tuple[Block, Block]":
        """Return the block's first rows, and the others as its continuation on a new page."""
        rest = replace(self, rows=self.rows[count:], is_continued=True, starts_page=True)
        return replace(self, rows=self.rows[:count]), rest


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group's heading row and its blocks; without a heading only the blocks."""

    heading: tuple[Line, ...]
    blocks: tuple[Block, ...]
    starts_page: bool = False

    @property
    def heading_height(self) -> float:
        """Height of the heading row in points."""
        return len(self.heading) * TABLE_LINE + ROW if self.heading else 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width with the padding in points, and its heading."""

    points: float
    heading: tuple[Line, ...] = ()

    @property
    def width(self) -> Length:
        """The width as CSS writes it."""
        return Length(self.points)

    def room(self, size: float) -> Measure:
        """Return the measure of text inside the padding."""
        return Measure(size, self.points - 2 * PADDING)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head over some columns and rows."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    spans_group: bool = False

    @property
    def scope(self) -> str:
        """What it is the heading of."""
        return "colgroup" if self.spans_group else "col"


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns and its head, which every page repeats.

    `remark_columns` is how many columns the heading of the remarks takes.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    head_height: float
    remark_columns: int = 1

    @property
    def room(self) -> float:
        """Height below the head on a page with nothing else, in points."""
        return PAGE_ROOM - self.head_room

    @property
    def head_room(self) -> float:
        """Height of the head with its upper border, in points."""
        return self.head_height + BORDER

    @property
    def remarks_heading(self) -> Column:
        """The columns beside the remarks, as one."""
        return Column(sum(column.points for column in self.columns[: self.remark_columns]))


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table's rows, set but not yet divided into pages."""

    shape: Shape
    groups: tuple[GroupBlock, ...]


def simple_head(columns: Sequence[Column]) -> tuple[tuple[HeadCell, ...], ...]:
    """Return a head of one row, a cell over each column."""
    return (tuple(HeadCell(column.heading) for column in columns),)


def simple_head_height(columns: Sequence[Column]) -> float:
    """Return the height of such a head in points."""
    return max(len(column.heading) for column in columns) * SMALL_LINE + ROW


def one_line(faces: Faces, text: str, column: Column, role: Role = Role.FANGSONG) -> Line:
    """Set what must stand on one line of a cell.

    Raises:
        LayoutError: it is wider than its column.
    """
    return unbroken(shaped(faces, [(text, role)]), Slot("表格里的", column.room(TABLE_SIZE)), 0)


def name_cell(faces: Faces, text: str, column: Column) -> Cell:
    """Set a unit's name, divided by sense."""
    glyphs = shaped(faces, [(text, Role.FANGSONG)])
    lines = balanced(glyphs, column.room(TABLE_SIZE), sense_breaks(text))
    return Cell(CellKind.NAME, (lines,))


def number_cell(faces: Faces, text: str, column: Column) -> Cell:
    """Set a number, or leave its cell blank."""
    return Cell(CellKind.NUMBER, ((one_line(faces, text, column),),) if text else ())


def category_cell(faces: Faces, text: str, column: Column) -> Cell:
    """Set a short word, divided by sense."""
    glyphs = shaped(faces, [(text, Role.FANGSONG)])
    lines = balanced(glyphs, column.room(TABLE_SIZE), sense_breaks(text))
    return Cell(CellKind.CATEGORY, (lines,))


def title_cell(faces: Faces, texts: Sequence[str], column: Column) -> Cell:
    """Set a title with what stands before it."""
    glyphs = shaped(faces, [(text, Role.FANGSONG) for text in texts])
    return Cell(CellKind.TITLE, (flush_left(glyphs, column.room(TABLE_SIZE)),))


def small_cell(faces: Faces, texts: Sequence[str], column: Column) -> Cell:
    """Set paragraphs of small type, their words undivided where that is possible."""
    return Cell(
        CellKind.SMALL,
        tuple(
            flush_left(
                shaped(faces, [(text, Role.FANGSONG)]), column.room(SMALL_SIZE), sense_breaks(text)
            )
            for text in texts
        ),
    )


def group_heading(faces: Faces, name: str) -> tuple[Line, ...]:
    """Set a group's name over the whole width."""
    glyphs = shaped(faces, [(name, Role.HEITI)])
    return balanced(glyphs, Measure(TABLE_SIZE, MEASURE - 2 * PADDING), sense_breaks(name))
