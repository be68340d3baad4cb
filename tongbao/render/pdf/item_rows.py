"""The rows of the list of items: a unit beside what was adopted or instructed on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tongbao.documents.item_table import ItemGroup, ItemTable, ListedItem, UnitItems
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fitting import checked_name, fitted
from tongbao.render.pdf.grid import MEASURE
from tongbao.render.pdf.headings import heading, narrowest, width
from tongbao.render.pdf.table import (
    SMALL_SIZE,
    TABLE_SIZE,
    Block,
    Column,
    GroupBlock,
    Row,
    SetTable,
    Shape,
    category_cell,
    group_heading,
    name_cell,
    simple_head,
    simple_head_height,
    small_cell,
    title_cell,
)

_UNIT_EM = 6
_OUTLET_EM = 9
_INSTRUCTION_EM = 4
_CATEGORY_LINES = 2


@dataclass(frozen=True, slots=True)
class _Columns:
    """All columns from left to right; no `instruction` where there is none."""

    unit: Column
    title: Column
    category: Column
    outlet: Column
    instruction: tuple[Column, ...]

    @property
    def shape(self) -> Shape:
        """The columns under a head of one row."""
        columns = (self.unit, self.title, self.category, self.outlet, *self.instruction)
        return Shape(columns, simple_head(columns), simple_head_height(columns))


def item_rows(faces: Faces, table: ItemTable) -> SetTable:
    """Set the list of items; one without items says so.

    Raises:
        LayoutError: something does not fit a page or a column.
    """
    columns = _columns(faces, table)
    shape = columns.shape
    if not table.groups:
        return SetTable(shape, (GroupBlock(group_heading(faces, table.none), ()),))
    groups = (_group(faces, columns, group, shape.room) for group in table.groups)
    return SetTable(shape, tuple(groups))


def _columns(faces: Faces, table: ItemTable) -> _Columns:
    """Return the columns: titles get what the others leave."""
    categories = {item.category for item in table.items}
    category_em = max(
        (narrowest(faces, name, _CATEGORY_LINES, keeps_words=True) for name in categories),
        default=2,
    )
    unit = Column(width(_UNIT_EM, TABLE_SIZE), heading(faces, "单位", _UNIT_EM))
    category = Column(
        width(max(category_em, 2), TABLE_SIZE), heading(faces, "信息类别", category_em)
    )
    outlet = Column(width(_OUTLET_EM, SMALL_SIZE), heading(faces, "采用刊物", _OUTLET_EM))
    instruction = (
        (Column(width(_INSTRUCTION_EM, SMALL_SIZE), heading(faces, "领导批示", _INSTRUCTION_EM)),)
        if table.has_instructions
        else ()
    )
    taken = sum(column.points for column in (unit, category, outlet, *instruction))
    title = Column(MEASURE - taken, heading(faces, "标题", _UNIT_EM))
    return _Columns(unit, title, category, outlet, instruction)


def _group(faces: Faces, columns: _Columns, group: ItemGroup, room: float) -> GroupBlock:
    block = GroupBlock(group_heading(faces, group.name), ())
    height = room - block.heading_height
    return replace(block, blocks=tuple(_unit(faces, columns, unit, height) for unit in group.units))


def _unit(faces: Faces, columns: _Columns, unit: UnitItems, height: float) -> Block:
    """Set a unit's items, none of them higher than a page has room below a group's heading."""
    name = name_cell(faces, unit.name, columns.unit)
    rows = tuple(part for item in unit.items for part in _item(faces, columns, item, height))
    return checked_name(Block((name,), rows), unit.name, height)


def _item(faces: Faces, columns: _Columns, item: ListedItem, height: float) -> Iterator[Row]:
    row = Row(
        (
            title_cell(faces, [item.mark_text, item.title], columns.title),
            category_cell(faces, item.category, columns.category),
            small_cell(faces, [outlet.text for outlet in item.outlets], columns.outlet),
            *(small_cell(faces, item.instructions, column) for column in columns.instruction),
        )
    )
    return fitted(faces, row, item.title, height)
