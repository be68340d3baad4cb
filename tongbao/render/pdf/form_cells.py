"""The cells of a printed form, set: each text broken to the columns it stands over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongbao.documents.forms.table import Cell, Choice, Row, Signature
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import Length
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

PADDING = 4.0
"""Left and right of a cell's text, in points."""

INDENT = 8.0
"""Left and right of choices and of what is signed."""

PADDING_Y = 4.0
"""Above and below a cell's text."""

BORDER = 0.5
"""Thickness of the table's lines; a row counts one of them."""

LINE = 1.4
"""From line to line of a cell, in the size of its type."""

_LEAST_ROW = 2.2
_LEAST_BOX = 4.0
_LONGEST_FIGURE = 8


@dataclass(frozen=True, slots=True)
class LaidChoices:
    """Choices side by side, each in as many lines as it takes."""

    choices: tuple[tuple[Line, ...], ...]
    width: Length
    """The room of each, the same all over the cell."""

    @property
    def lines(self) -> int:
        """How many lines they take."""
        return max(len(choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with its lines; `column` and `row` are where it begins."""

    cell: Cell
    row: int
    column: int
    width: float
    lines: tuple[Line, ...]
    choices: tuple["LaidChoices", ...]
    opinion: tuple[Line, ...]
    signature: Line | None
    line: float
    """From line to line, in points."""
    height: float
    """What it needs, or, once the rows are set, what it has; in points."""

    @property
    def content_height(self) -> Length:
        """The height inside its share of the table's lines."""
        return Length(self.height - BORDER)

    @property
    def above_signature(self) -> Length:
        """The room of an opinion above the line that it is signed on."""
        return Length(self.height - BORDER - 2 * PADDING_Y - self.line)

    @property
    def end(self) -> int:
        """The row below its last one."""
        return self.row + self.cell.rowspan


@dataclass(frozen=True, slots=True)
class CellSetter:
    """What the cells of a table are set with: the faces, a size, the widths of the columns."""

    faces: Faces
    size: float
    widths: tuple[float, ...]

    @property
    def line(self) -> float:
        """From line to line, in points."""
        return self.size * LINE

    @property
    def least_row(self) -> float:
        """The least height of a row, in points."""
        return self.size * _LEAST_ROW

    def laid(self, rows: Sequence[Row]) -> Iterator[LaidCell]:
        """Yield the cells of a table in their places.

        Raises:
            LayoutError: a figure is wider than its column.
        """
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                taken.update(
                    (number + down, column + right)
                    for down in range(cell.rowspan)
                    for right in range(cell.colspan)
                )
                yield self.cell(cell, number, column)

    def cell(self, cell: Cell, row: int, column: int) -> LaidCell:
        """Set a cell that begins in a place of the table."""
        width = sum(self.widths[column : column + cell.colspan])
        measure = Measure(self.size, width - 2 * PADDING)
        role = Role.HEITI if cell.is_label else Role.FANGSONG
        lines = tuple(line for text in cell.lines for line in self._broken(text, role, measure))
        indented = Measure(self.size, width - 2 * INDENT)
        choices = self._choices(cell.choices, indented)
        opinion, signature = self._signed(cell.signature, indented)
        count = len(lines) + sum(each.lines for each in choices) + len(opinion)
        count += signature is not None
        least = self.size * _LEAST_BOX if cell.is_box else 0.0
        return LaidCell(
            cell=cell,
            row=row,
            column=column,
            width=width,
            lines=lines,
            choices=choices,
            opinion=opinion,
            signature=signature,
            line=self.line,
            height=max(count * self.line + 2 * PADDING_Y + BORDER, least),
        )

    def _broken(self, text: str, role: Role, measure: Measure) -> tuple[Line, ...]:
        glyphs = shaped(self.faces, [(text, role)])
        if text.isascii() and len(text) <= _LONGEST_FIGURE:
            return (unbroken(glyphs, Slot("表格里的", measure), 0),)
        return balanced(glyphs, measure, sense_breaks(text))

    def _choices(
        self, rows: Sequence[Sequence[Choice]], measure: Measure
    ) -> tuple[LaidChoices, ...]:
        most = max(map(len, rows), default=1)
        room = Measure(self.size, measure.width / most)
        return tuple(
            LaidChoices(
                tuple(
                    flush_left(shaped(self.faces, [(choice.text, Role.FANGSONG)]), room)
                    for choice in row
                ),
                Length(room.width),
            )
            for row in rows
        )

    def _signed(
        self, signature: Signature | None, measure: Measure
    ) -> tuple[tuple[Line, ...], Line | None]:
        if signature is None:
            return (), None
        opinion = shaped(self.faces, [(signature.opinion, Role.FANGSONG)])
        name = shaped(self.faces, [(signature.line, Role.FANGSONG)])
        return (
            flush_left(opinion, measure, sense_breaks(signature.opinion)),
            unbroken(name, Slot("审核表里的签名", measure), 0),
        )
