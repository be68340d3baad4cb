"""The rows of an erratum: a unit beside what is corrected, as it was and as it should be."""

from dataclasses import dataclass

from tongbao.documents.correction_table import Corrected, CorrectedGroup, CorrectionTable
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fitting import checked_name
from tongbao.render.pdf.grid import MEASURE
from tongbao.render.pdf.headings import em_of, heading, width
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.table import (
    TABLE_SIZE,
    Block,
    Column,
    GroupBlock,
    Row,
    SetTable,
    Shape,
    group_heading,
    name_cell,
    simple_head,
    simple_head_height,
    title_cell,
)
from tongbao.source.fields import quoted

_UNIT_EM = 6
_SUBJECT_EM = 7
_FIGURE_EM = 4.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """All columns from left to right."""

    unit: Column
    subject: Column
    before: Column
    after: Column

    @property
    def shape(self) -> Shape:
        """The columns under a head of one row."""
        columns = (self.unit, self.subject, self.before, self.after)
        return Shape(columns, simple_head(columns), simple_head_height(columns))


def correction_rows(faces: Faces, table: CorrectionTable) -> SetTable:
    """Set the corrections; a table without any says so.

    Raises:
        LayoutError: something does not fit a page.
    """
    columns = _columns(faces, table)
    shape = columns.shape
    if not table.places:
        return SetTable(shape, (GroupBlock(group_heading(faces, table.none), ()),))
    blocks = tuple(_block(faces, columns, place, shape.room) for place in table.places)
    return SetTable(shape, (GroupBlock((), blocks),))


def _columns(faces: Faces, table: CorrectionTable) -> _Columns:
    """Return the columns: where all figures are short, what they are about gets the room."""
    unit = Column(width(_UNIT_EM, TABLE_SIZE), heading(faces, "单位", _UNIT_EM))
    rest = MEASURE - unit.points
    lines = [line for place in table.places for line in place.lines]
    widest = max(
        (em_of(faces, text) for line in lines for text in (line.before, line.after)), default=0
    )
    if widest <= _FIGURE_EM:
        figure = width(_FIGURE_EM, TABLE_SIZE)
        subject = rest - 2 * figure
    else:
        subject = width(_SUBJECT_EM, TABLE_SIZE)
        figure = (rest - subject) / 2
    return _Columns(
        unit,
        Column(subject, heading(faces, table.subject, _SUBJECT_EM)),
        Column(figure, heading(faces, table.before, _FIGURE_EM)),
        Column(figure, heading(faces, table.after, _FIGURE_EM)),
    )


def _block(faces: Faces, columns: _Columns, place: CorrectedGroup, height: float) -> Block:
    name = name_cell(faces, place.name, columns.unit)
    rows = tuple(_row(faces, columns, line) for line in place.lines)
    for row, line in zip(rows, place.lines, strict=True):
        if row.height > height:
            raise LayoutError(f"“{quoted(line.subject)}”的更正太长，表格一页排不下", "请改短标题")
    return checked_name(Block((name,), rows), place.name, height)


def _row(faces: Faces, columns: _Columns, line: Corrected) -> Row:
    texts = zip(
        (line.subject, line.before, line.after),
        (columns.subject, columns.before, columns.after),
        strict=True,
    )
    return Row(tuple(title_cell(faces, [text], column) for text, column in texts))
