"""The rows of a reminder's tables: units behind their task, and what has not been filed."""

from dataclasses import replace

from tongbao.documents.reminder import BehindGroup, BehindRow, DueRow
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fitting import single
from tongbao.render.pdf.grid import MEASURE
from tongbao.render.pdf.headings import heading, width
from tongbao.render.pdf.table import (
    SMALL_SIZE,
    TABLE_SIZE,
    Cell,
    Column,
    GroupBlock,
    SetTable,
    Shape,
    category_cell,
    group_heading,
    name_cell,
    number_cell,
    simple_head,
    simple_head_height,
    title_cell,
)

_NUMBERS = ("本月任务", "已报送", "还缺")
_NUMBER_EM = 7
_DATE_EM = 6
_STATE_EM = 4
_UNITS_SHARE = 0.45


def behind_rows(faces: Faces, groups: tuple[BehindGroup, ...]) -> SetTable:
    """Set the units that are behind.

    Raises:
        LayoutError: a name does not fit a page.
    """
    numbers = tuple(
        Column(width(_NUMBER_EM, TABLE_SIZE), heading(faces, name, _NUMBER_EM)) for name in _NUMBERS
    )
    taken = sum(column.points for column in numbers)
    unit = Column(MEASURE - taken, heading(faces, "单位", _NUMBER_EM))
    shape = _shape(unit, *numbers)
    return SetTable(shape, tuple(_group(faces, group, unit, numbers, shape) for group in groups))


def _group(
    faces: Faces, group: BehindGroup, unit: Column, numbers: tuple[Column, ...], shape: Shape
) -> GroupBlock:
    block = GroupBlock(group_heading(faces, group.name), ())
    height = shape.room - block.heading_height

    def cells(row: BehindRow) -> tuple[Cell, ...]:
        figures = zip((row.due, row.done, row.missing), numbers, strict=True)
        return (
            name_cell(faces, row.name, unit),
            *(number_cell(faces, str(number), column) for number, column in figures),
        )

    return replace(block, blocks=tuple(single(cells(row), row.name, height) for row in group.rows))


def due_rows(faces: Faces, dues: tuple[DueRow, ...]) -> SetTable:
    """Set what has not been filed.

    Raises:
        LayoutError: a row does not fit a page.
    """
    deadline = Column(width(_DATE_EM, TABLE_SIZE), heading(faces, "截止日期", _DATE_EM))
    state = Column(width(_STATE_EM, TABLE_SIZE), heading(faces, "情况", _STATE_EM))
    rest = MEASURE - deadline.points - state.points
    units = Column(rest * _UNITS_SHARE, heading(faces, "没有报送的单位", rest / SMALL_SIZE))
    what = Column(rest - units.points, heading(faces, "约稿、任务", rest / SMALL_SIZE))
    shape = _shape(what, deadline, state, units)

    def cells(row: DueRow) -> tuple[Cell, ...]:
        return (
            title_cell(faces, [row.what], what),
            category_cell(faces, row.deadline, deadline),
            category_cell(faces, row.state, state),
            title_cell(faces, [row.unit_names], units),
        )

    blocks = tuple(single(cells(row), row.what, shape.room) for row in dues)
    return SetTable(shape, (GroupBlock((), blocks),))


def _shape(*columns: Column) -> Shape:
    return Shape(columns, simple_head(columns), simple_head_height(columns))
