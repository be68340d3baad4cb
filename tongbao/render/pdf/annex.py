"""The annex (附件, GB/T 9704-2012, 7.3.7): its title and the rows of the score table, set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tongbao.documents.bulletin import AnnexView, Remark
from tongbao.documents.items import AdoptedItem
from tongbao.documents.score_table import GroupRows, UnitRow
from tongbao.render.pdf.columns import (
    BORDER,
    PADDING,
    SMALL_SIZE,
    TABLE_LINE,
    TABLE_SIZE,
    Column,
    Columns,
    columns,
)
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.front import title_lines
from tongbao.render.pdf.grid import DEPTH, LEADING, MEASURE, PITCH, TEXT_SIZE, Length
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.paging import (
    GroupBlock,
    ItemRow,
    RemarkBlock,
    RemarkParagraph,
    UnitBlock,
    paged,
    paged_remarks,
)
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import (
    Line,
    Measure,
    Slot,
    balanced,
    flush_left,
    justified,
    shaped,
    unbroken,
)
from tongbao.source.fields import quoted

_ABOVE_TABLE = LEADING / 2
# A hair below the planned foot, so that rounding in the renderer never pushes a row over.
_SPARE = 1.5
# Lines of a part, where a paragraph of the remarks is longer than a page.
_PART = 12
# More take the renderer minutes, and no bulletin has a tenth of them.
_MOST_ITEMS = 2000


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything of the annex; `groups` are the table's rows with their page starts."""

    mark: Line
    mark_height: Length
    title: tuple[Line, ...]
    cutoff: Line
    columns: Columns
    groups: tuple[GroupBlock, ...]
    remarks_heading: Line
    remarks: tuple[RemarkBlock, ...]
    continuation: Line
    """（续）, under the name of what goes on from another page."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every row is set with."""

    faces: Faces
    columns: Columns
    continuation: Line

    @property
    def room(self) -> float:
        """Height below the table's head on a page with nothing else, in points."""
        return DEPTH - self.columns.head_height - BORDER - _SPARE


def annex(faces: Faces, view: AnnexView, colophon_height: float) -> Annex:
    """Lay out the annex; the last page keeps `colophon_height` points free at its foot.

    Raises:
        LayoutError: something does not fit a page or a column.
    """
    _check_count(view)
    shape = columns(faces, view)
    sheet = _Sheet(faces, shape, _one_line(faces, "（续）", shape.unit))
    title = title_lines(faces, [view.title])
    groups = [_group(sheet, group) for group in view.table.groups]
    above = (len(title) + 3) * PITCH - LEADING / 2 + _ABOVE_TABLE
    plan = paged(groups, _first_room(sheet, groups, above), sheet.room)
    remarks = _remarks(sheet, view.remarks, sheet.room - colophon_height)
    whole = Slot("附件的截止日期", Measure(TEXT_SIZE, MEASURE))
    return Annex(
        mark=unbroken(shaped(faces, [("附件", Role.HEITI)]), whole),
        mark_height=Length(TEXT_SIZE + LEADING / 2),
        title=title,
        cutoff=unbroken(shaped(faces, [(view.cutoff_line, Role.FANGSONG)]), whole),
        columns=shape,
        groups=plan.groups,
        remarks_heading=_one_line(faces, "备注", shape.unit, Role.HEITI),
        remarks=paged_remarks(remarks, plan.left, sheet.room, colophon_height),
        continuation=sheet.continuation,
    )


def _check_count(view: AnnexView) -> None:
    count = sum(len(row.items) for row in view.table.rows)
    if count > _MOST_ITEMS:
        raise LayoutError(f"采用条目有{count}条，一份通报最多排{_MOST_ITEMS}条", "请缩短通报的期间")


def _first_room(sheet: _Sheet, groups: Sequence[GroupBlock], above: float) -> float:
    """Return the room on the first page, which has `above` points of title over the table."""
    room = sheet.room - above
    if room < max((group.heading_height for group in groups), default=0) + TABLE_LINE:
        raise LayoutError("附件标题太长，标题下面排不下表格", "请改短 annex 的 title")
    return room


def _one_line(faces: Faces, text: str, column: Column, role: Role = Role.FANGSONG) -> Line:
    return unbroken(shaped(faces, [(text, role)]), Slot("表格里的", column.room(TABLE_SIZE)), 0)


def _group(sheet: _Sheet, group: GroupRows) -> GroupBlock:
    glyphs = shaped(sheet.faces, [(group.name, Role.HEITI)])
    room = Measure(TABLE_SIZE, MEASURE - 2 * PADDING)
    heading = balanced(glyphs, room, sense_breaks(group.name))
    block = GroupBlock(heading, ())
    height = sheet.room - block.heading_height
    return replace(block, units=tuple(_unit(sheet, row, height) for row in group.rows))


def _unit(sheet: _Sheet, row: UnitRow, height: float) -> UnitBlock:
    """Set a unit's rows, none of them higher than a page has room below a group's heading."""
    shape = sheet.columns
    name = shaped(sheet.faces, [(row.name, Role.FANGSONG)])
    items = tuple(part for item in row.items for part in _item(sheet, item, height))
    block = UnitBlock(
        name=balanced(name, shape.unit.room(TABLE_SIZE), sense_breaks(row.name)),
        values=tuple(
            _number(sheet.faces, cell.text, column)
            for cell, column in zip(row.cells, shape.scores, strict=True)
        ),
        total=_number(sheet.faces, row.total.text, shape.total),
        items=items or (ItemRow(),),
    )
    if replace(block, is_continued=True).name_height > height:
        raise LayoutError(f"单位“{quoted(row.name)}”的名称太长，通报表格一页排不下", "请改短")
    return block


def _number(faces: Faces, text: str, column: Column) -> Line | None:
    return _one_line(faces, text, column) if text else None


def _item(sheet: _Sheet, item: AdoptedItem, height: float) -> Iterator[ItemRow]:
    """Yield an item's row, or several where its outlets are more than a page holds."""
    row = _item_row(sheet, item)
    parts = [row] if row.height <= height else list(row.divided(height / 2, sheet.continuation))
    for part in parts:
        if part.height > height:
            advice = "请改短标题、信息类别或采用刊物的名称"
            raise LayoutError(f"信息“{quoted(item.title)}”的内容太长，通报表格一页排不下", advice)
        yield part


def _item_row(sheet: _Sheet, item: AdoptedItem) -> ItemRow:
    faces, shape = sheet.faces, sheet.columns
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


def _remarks(sheet: _Sheet, remarks: Sequence[Remark], height: float) -> RemarkBlock:
    """Set the remarks; paragraphs that are higher than a page's room come in parts."""
    paragraphs: list[RemarkParagraph] = []
    for remark in remarks:
        whole = RemarkParagraph(_remark(sheet, remark))
        if RemarkBlock((whole,)).height <= height:
            paragraphs.append(whole)
            continue
        starts = range(0, len(whole.lines), _PART)
        paragraphs.extend(
            RemarkParagraph(whole.lines[start : start + _PART], is_continued=start > 0)
            for start in starts
        )
    return RemarkBlock(tuple(paragraphs))


def _remark(sheet: _Sheet, remark: Remark) -> tuple[Line, ...]:
    runs = [(f"{remark.heading}：", Role.HEITI), (remark.text, Role.FANGSONG)]
    width = MEASURE - sheet.columns.unit.points - 2 * PADDING
    return justified(shaped(sheet.faces, runs), Measure(TABLE_SIZE, width, 2 * TABLE_SIZE))
