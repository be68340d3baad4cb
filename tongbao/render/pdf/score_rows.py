"""The rows of the score table: a unit's numbers beside its adopted items."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tongbao.documents.bulletin import ScoresView
from tongbao.documents.items import AdoptedItem
from tongbao.documents.score_table import GroupRows, UnitRow
from tongbao.render.pdf.columns import Columns, columns
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fitting import checked_name, fitted
from tongbao.render.pdf.table import (
    Block,
    Cell,
    CellKind,
    GroupBlock,
    Row,
    SetTable,
    category_cell,
    group_heading,
    name_cell,
    number_cell,
    small_cell,
    title_cell,
)

_NO_ITEM = Row((Cell(CellKind.CATEGORY), Cell(CellKind.TITLE), Cell(CellKind.SMALL)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every row is set with."""

    faces: Faces
    columns: Columns
    room: float


def score_rows(faces: Faces, view: ScoresView) -> SetTable:
    """Set the score table.

    Raises:
        LayoutError: something does not fit a page or a column.
    """
    found = columns(faces, view)
    shape = found.shape
    sheet = _Sheet(faces, found, shape.room)
    return SetTable(shape, tuple(_group(sheet, group) for group in view.table.groups))


def _group(sheet: _Sheet, group: GroupRows) -> GroupBlock:
    block = GroupBlock(group_heading(sheet.faces, group.name), ())
    height = sheet.room - block.heading_height
    return replace(block, blocks=tuple(_unit(sheet, row, height) for row in group.rows))


def _unit(sheet: _Sheet, row: UnitRow, height: float) -> Block:
    """Set a unit's rows, none of them higher than a page has room below a group's heading."""
    faces, shape = sheet.faces, sheet.columns
    numbers = tuple(
        number_cell(faces, cell.text, column)
        for cell, column in zip(row.cells, shape.scores, strict=True)
    )
    lead = (
        name_cell(faces, row.name, shape.unit),
        *numbers,
        number_cell(faces, row.total.text, shape.total),
    )
    items = tuple(part for item in row.items for part in _item(sheet, item, height))
    return checked_name(Block(lead, items or (_NO_ITEM,)), row.name, height)


def _item(sheet: _Sheet, item: AdoptedItem, height: float) -> Iterator[Row]:
    """Yield an item's row, or several where its outlets are more than a page holds."""
    faces, shape = sheet.faces, sheet.columns
    row = Row(
        (
            category_cell(faces, item.category, shape.category),
            title_cell(faces, [item.mark_text, item.title], shape.title),
            small_cell(faces, [outlet.text for outlet in item.outlets], shape.outlet),
        )
    )
    return fitted(faces, row, item.title, height)
