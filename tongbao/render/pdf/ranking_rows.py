"""The rows of the ranking: place, unit, figures, and what is said of the unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tongbao.documents.ranking_table import RankedGroup, RankedRow, RankingTable
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fitting import single
from tongbao.render.pdf.grid import MEASURE
from tongbao.render.pdf.headings import (
    MOST_HEADING_LINES,
    Effort,
    em_of,
    heading,
    number_column,
    width,
)
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.table import (
    SMALL_SIZE,
    TABLE_SIZE,
    Cell,
    Column,
    GroupBlock,
    SetTable,
    Shape,
    group_heading,
    name_cell,
    number_cell,
    simple_head,
    simple_head_height,
    small_cell,
)

_LABELS_EM = 8
_LEAST_UNIT_EM = 5
_WIDEST_UNIT_EM = 13
_EFFORTS = (
    Effort(3),
    Effort(4),
    Effort(6, keeps_words=False),
    Effort(MOST_HEADING_LINES, keeps_words=False),
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """All columns from left to right; no `labels` where no unit has any."""

    rank: Column
    unit: Column
    figures: tuple[Column, ...]
    labels: tuple[Column, ...]

    @property
    def shape(self) -> Shape:
        """The columns under a head of one row; the remarks' heading is wider than a rank."""
        columns = (self.rank, self.unit, *self.figures, *self.labels)
        return Shape(columns, simple_head(columns), simple_head_height(columns), remark_columns=2)


def ranking_rows(faces: Faces, table: RankingTable) -> SetTable:
    """Set the ranking.

    Raises:
        LayoutError: something does not fit a page or a column.
    """
    found = _columns(faces, table)
    shape = found.shape
    groups = (_group(faces, table, found, group, shape.room) for group in table.groups)
    return SetTable(shape, tuple(groups))


def _columns(faces: Faces, table: RankingTable) -> _Columns:
    """Return the columns: figures as narrow as heading and numbers allow, units get the rest.

    Raises:
        LayoutError: the table is wider than the page however narrow its columns are.
    """
    for effort in _EFFORTS:
        found = _narrow(faces, table, effort)
        if found.unit.points >= width(_LEAST_UNIT_EM, TABLE_SIZE):
            return _evened(faces, table, found)
    raise LayoutError(
        f"排名表有{len(table.figures)}栏数字，一页的宽度排不下",
        "请在考评办法里用 heading 合并计分栏，或者改短计分栏的名称",
    )


def _narrow(faces: Faces, table: RankingTable, effort: Effort) -> _Columns:
    rows = [row for group in table.groups for row in group.rows]
    figures = tuple(
        number_column(faces, name, [table.figures_of(row)[index] for row in rows], effort)
        for index, name in enumerate(table.figures)
    )
    rank = number_column(faces, "名次", [row.rank for row in rows], effort)
    labels = (
        (Column(width(_LABELS_EM, SMALL_SIZE), heading(faces, table.labels, _LABELS_EM)),)
        if table.labels
        else ()
    )
    taken = sum(column.points for column in (rank, *figures, *labels))
    unit = Column(MEASURE - taken, heading(faces, "单位", _LEAST_UNIT_EM))
    return _Columns(rank, unit, figures, labels)


def _evened(faces: Faces, table: RankingTable, found: _Columns) -> _Columns:
    """Share out among the figures what is wider than the units' names need."""
    names = (row.name for group in table.groups for row in group.rows)
    longest = max((em_of(faces, name) for name in names), default=0)
    needed = width(min(max(longest + 1, _LEAST_UNIT_EM), _WIDEST_UNIT_EM), TABLE_SIZE)
    spare = max(0.0, found.unit.points - needed) / (len(found.figures) + 1)
    return replace(
        found,
        rank=_wider(found.rank, spare),
        unit=_wider(found.unit, -spare * (len(found.figures) + 1)),
        figures=tuple(_wider(column, spare) for column in found.figures),
    )


def _wider(column: Column, points: float) -> Column:
    return replace(column, points=column.points + points)


def _group(
    faces: Faces, table: RankingTable, columns: _Columns, group: RankedGroup, room: float
) -> GroupBlock:
    block = GroupBlock(group_heading(faces, group.name), ())
    height = room - block.heading_height
    rows = (
        single(_cells(faces, columns, row, table.figures_of(row)), row.name, height)
        for row in group.rows
    )
    return replace(block, blocks=tuple(rows))


def _cells(
    faces: Faces, columns: _Columns, row: RankedRow, figures: Sequence[str]
) -> tuple[Cell, ...]:
    return (
        number_cell(faces, row.rank, columns.rank),
        name_cell(faces, row.name, columns.unit),
        *(
            number_cell(faces, text, column)
            for text, column in zip(figures, columns.figures, strict=True)
        ),
        *(
            small_cell(faces, [row.labels] if row.labels else [], column)
            for column in columns.labels
        ),
    )
