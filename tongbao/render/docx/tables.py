"""Tables: a head that every page repeats, rows that are never split, cells that span rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.render.docx.markup import Piece, element, text_paragraph
from tongbao.render.docx.styles import TABLE, Align, Look
from tongbao.render.pdf.faces import Role
from tongbao.render.pdf.table import (
    CAPTION_LINE,
    CAPTION_SIZE,
    PADDING,
    SMALL_LINE,
    SMALL_SIZE,
    TABLE_LINE,
    TABLE_SIZE,
    HeadCell,
    Shape,
)

HEAD, GROUP, CENTER, LEFT, SMALL, REMARK, CAPTION = (
    "TableHead",
    "TableGroup",
    "TableText",
    "TableTitle",
    "TableSmall",
    "TableRemark",
    "Caption",
)


_NUMBER = re.compile(r"[-+0-9./%]+")
# How wide a digit may be in a face that stands in for the named one: there it is half of an em.
_WIDEST_DIGIT = 0.62
# What is written in a column must fit with its padding; LibreOffice rounds each to a twip.
_SPARE = 2 * PADDING + 0.5

_TEXT = Look(
    CENTER, "表格文字", size=TABLE_SIZE, line=TABLE_LINE, align=Align.CENTER, on_grid=False
)


def table_looks() -> tuple[Look, ...]:
    """Return the styles of what stands in tables and above them."""
    small = replace(_TEXT, size=SMALL_SIZE, line=SMALL_LINE)
    return (
        replace(small, id=HEAD, name="表头", role=Role.HEITI),
        replace(_TEXT, id=GROUP, name="表格分组", role=Role.HEITI, keeps_next=True),
        _TEXT,
        replace(_TEXT, id=LEFT, name="表格标题", align=Align.LEFT),
        replace(small, id=SMALL, name="表格小字", align=Align.LEFT),
        replace(_TEXT, id=REMARK, name="表格备注", align=Align.FULL, first=2 * TABLE_SIZE),
        Look(
            CAPTION,
            "caption",
            role=Role.HEITI,
            size=CAPTION_SIZE,
            line=CAPTION_LINE,
            align=Align.CENTER,
            keeps_next=True,
            on_grid=False,
        ),
    )


Paragraph = tuple[tuple[Piece, ...], ...]
"""A paragraph's lines; only a heading has more than one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs in one style, over some columns.

    `is_open`: it goes on in the row below; `continues`: it goes on from the row above, where its
    text stands.
    """

    style: str
    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    is_open: bool = False
    continues: bool = False

    @property
    def number(self) -> str:
        """The number that is all it holds, which must stand on one line; or nothing."""
        text = "".join(piece.text for lines in self.paragraphs for line in lines for piece in line)
        return text if _NUMBER.fullmatch(text) else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `keeps_next`: on one page with the next one."""

    cells: tuple[Cell, ...]
    keeps_next: bool = False


def text_cell(style: str, *texts: str, columns: int = 1) -> Cell:
    """Return a cell with a paragraph for each text."""
    return Cell(style, tuple(((Piece(text),),) for text in texts), columns)


def spanning(style: str, text: str, index: int, count: int) -> Cell:
    """Return the part of a cell over some rows that stands in the row of this index."""
    texts = (((Piece(text),),),) if index == 0 else ()
    return Cell(style, texts, is_open=index + 1 < count, continues=index > 0)


def table(shape: Shape, rows: Iterable[Row]) -> BaseOxmlElement:
    """Return a table as wide as the type area.

    Its columns are those of the PDF, but for numbers: they have room in wider faces too.
    """
    rows = tuple(rows)
    widths = _widths(_roomy([column.points for column in shape.columns], rows))
    properties = element(
        "tblPr",
        [
            element("tblStyle", val=TABLE),
            element("tblW", w=str(sum(widths)), type="dxa"),
            element("tblLayout", type="fixed"),
        ],
    )
    grid = element("tblGrid", [element("gridCol", w=str(width)) for width in widths])
    head = [_row(row, widths, is_head=True) for row in _head(shape)]
    return element("tbl", [properties, grid, *head, *(_row(row, widths) for row in rows)])


def _roomy(points: Sequence[float], rows: Iterable[Row]) -> list[float]:
    """Return the widths in points, those of numbers widened at the cost of the widest columns."""
    found = list(points)
    for row in rows:
        place = 0
        for cell in row.cells:
            if cell.columns == 1:
                needed = len(cell.number) * _WIDEST_DIGIT * TABLE_SIZE + _SPARE
                found[place] = max(found[place], needed if cell.number else 0.0)
            place += cell.columns
    most = max(points)
    widest = [place for place, width in enumerate(points) if width == most]
    share = (sum(found) - sum(points)) / len(widest)
    return [width - share if place in widest else width for place, width in enumerate(found)]


def _widths(points: Iterable[float]) -> tuple[int, ...]:
    """Return the columns' widths in twips; what rounding takes from one the next one gets."""
    edges = accumulate((width * 20 for width in points), initial=0.0)
    return tuple(right - left for left, right in pairwise(map(round, edges)))


def _head(shape: Shape) -> Iterator[Row]:
    """Yield the rows of the head; a cell over two rows goes on in the second."""
    first, *others = shape.head
    yield Row(tuple(_head_cell(cell) for cell in first))
    for below in others:
        cells = iter(below)
        row: list[Cell] = []
        for above in first:
            if above.rows > 1:
                row.append(Cell(HEAD, (), above.columns, continues=True))
            else:
                row += [_head_cell(next(cells)) for _ in range(above.columns)]
        yield Row(tuple(row))


def _head_cell(cell: HeadCell) -> Cell:
    """Return a cell of the head, its lines ended by sense: columns are as narrow as they allow."""
    lines = tuple((Piece(line.text),) for line in cell.lines)
    return Cell(HEAD, (lines,), cell.columns, is_open=cell.rows > 1)


def _row(row: Row, widths: Sequence[int], *, is_head: bool = False) -> BaseOxmlElement:
    properties = [element("cantSplit"), *([element("tblHeader")] if is_head else [])]
    cells: list[BaseOxmlElement] = []
    place = 0
    for cell in row.cells:
        width = sum(widths[place : place + cell.columns])
        cells.append(_cell(cell, width, keeps_next=row.keeps_next))
        place += cell.columns
    return element("tr", [element("trPr", properties), *cells])


def _cell(cell: Cell, width: int, *, keeps_next: bool) -> BaseOxmlElement:
    properties = [element("tcW", w=str(width), type="dxa")]
    if cell.columns > 1:
        properties.append(element("gridSpan", val=str(cell.columns)))
    if cell.is_open or cell.continues:
        properties.append(element("vMerge", val="continue" if cell.continues else "restart"))
    properties.append(element("vAlign", val="center"))
    # A cell has a paragraph, also where it has no text.
    paragraphs = [
        text_paragraph(cell.style, *lines, keeps_next=keeps_next)
        for lines in (_whole(cell) if cell.number else cell.paragraphs or ((),))
    ]
    return element("tc", [element("tcPr", properties), *paragraphs])


def _whole(cell: Cell) -> tuple[Paragraph, ...]:
    return tuple(
        tuple(tuple(replace(piece, is_whole=True) for piece in line) for line in lines)
        for lines in cell.paragraphs
    )
