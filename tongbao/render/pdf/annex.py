"""The annex (附件, GB/T 9704-2012, 7.3.7): its title and the rows of the score table, set."""

from dataclasses import dataclass

from tongbao.documents.bulletin import AnnexView, Remark
from tongbao.documents.items import AdoptedItem
from tongbao.documents.score_table import UnitRow
from tongbao.render.pdf.columns import (
    BORDER,
    PADDING,
    SMALL_SIZE,
    TABLE_SIZE,
    Columns,
    columns,
)
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.front import title_lines
from tongbao.render.pdf.grid import DEPTH, LEADING, MEASURE, PITCH, TEXT_SIZE, Length
from tongbao.render.pdf.paging import (
    GroupBlock,
    ItemRow,
    RemarkBlock,
    UnitBlock,
    paged,
    paged_remarks,
)
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import (
    Line,
    Measure,
    balanced,
    flush_left,
    justified,
    shaped,
    unbroken,
)

_ABOVE_TABLE = LEADING / 2
# A hair below the planned foot, so that rounding in the renderer never pushes a row over.
_SPARE = 1.5


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything of the annex; `groups` are the table's rows with their page starts."""

    mark: Line
    mark_height: Length
    title: tuple[Line, ...]
    cutoff: Line
    group_heading: Line
    columns: Columns
    groups: tuple[GroupBlock, ...]
    remarks_heading: Line
    remarks: tuple[RemarkBlock, ...]
    continuation: Line
    """（续）, under the name of what goes on from another page."""


def annex(faces: Faces, view: AnnexView, colophon_height: float) -> Annex:
    """Lay out the annex; the last page keeps `colophon_height` points free at its foot."""
    shape = columns(faces, view)
    title = title_lines(faces, [view.title])
    remarks = tuple(_remark(faces, shape, remark) for remark in view.remarks)
    groups = [
        GroupBlock(
            unbroken(shaped(faces, [(group.name, Role.HEITI)]), 0),
            tuple(_unit(faces, shape, row) for row in group.rows),
        )
        for group in view.table.groups
    ]
    above = (len(title) + 3) * PITCH - LEADING / 2 + _ABOVE_TABLE
    room = DEPTH - shape.head_height - BORDER - _SPARE
    plan = paged(groups, room - above, room)
    return Annex(
        mark=unbroken(shaped(faces, [("附件", Role.HEITI)])),
        mark_height=Length(TEXT_SIZE + LEADING / 2),
        title=title,
        cutoff=unbroken(shaped(faces, [(view.cutoff_line, Role.FANGSONG)])),
        group_heading=unbroken(shaped(faces, [(view.group_heading, Role.HEITI)]), 0),
        columns=shape,
        groups=plan.groups,
        remarks_heading=unbroken(shaped(faces, [("备注", Role.HEITI)]), 0),
        remarks=paged_remarks(RemarkBlock(remarks), plan.left, room, colophon_height),
        continuation=unbroken(shaped(faces, [("（续）", Role.FANGSONG)]), 0),
    )


def _unit(faces: Faces, shape: Columns, row: UnitRow) -> UnitBlock:
    name = shaped(faces, [(row.name, Role.FANGSONG)])
    return UnitBlock(
        name=balanced(name, shape.unit.room(TABLE_SIZE), sense_breaks(row.name)),
        values=tuple(_number(faces, cell.text) for cell in row.cells),
        total=_number(faces, row.total.text),
        items=tuple(_item(faces, shape, item) for item in row.items) or (ItemRow(),),
    )


def _number(faces: Faces, text: str) -> Line | None:
    return unbroken(shaped(faces, [(text, Role.FANGSONG)]), 0) if text else None


def _item(faces: Faces, shape: Columns, item: AdoptedItem) -> ItemRow:
    category = shaped(faces, [(item.category, Role.FANGSONG)])
    title = shaped(faces, [(item.mark_text, Role.FANGSONG), (item.title, Role.FANGSONG)])
    return ItemRow(
        category=balanced(category, shape.category.room(TABLE_SIZE), sense_breaks(item.category)),
        title=flush_left(title, shape.title.room(TABLE_SIZE)),
        outlets=tuple(
            flush_left(
                shaped(faces, [(outlet.text, Role.FANGSONG)]),
                shape.outlet.room(SMALL_SIZE),
                sense_breaks(outlet.text),
            )
            for outlet in item.outlets
        ),
    )


def _remark(faces: Faces, shape: Columns, remark: Remark) -> tuple[Line, ...]:
    runs = [(f"{remark.heading}：", Role.HEITI), (remark.text, Role.FANGSONG)]
    room = Measure(TABLE_SIZE, MEASURE - shape.unit.points - 2 * PADDING, 2 * TABLE_SIZE)
    return justified(shaped(faces, runs), room)
