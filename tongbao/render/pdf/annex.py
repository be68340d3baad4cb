"""The annex (附件, GB/T 9704-2012, 7.3.7): its title, its tables on pages, the remarks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongbao.documents.bulletin import AnnexTableView, AnnexView, Remark, ScoresView
from tongbao.documents.correction_table import CorrectionTable
from tongbao.documents.item_table import ItemTable
from tongbao.render.pdf.correction_rows import correction_rows
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.fitting import continuation
from tongbao.render.pdf.front import title_lines
from tongbao.render.pdf.grid import LEADING, MEASURE, PITCH, TEXT_SIZE, Length
from tongbao.render.pdf.item_rows import item_rows
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.paging import RemarkBlock, RemarkParagraph, paged_remarks
from tongbao.render.pdf.ranking_rows import ranking_rows
from tongbao.render.pdf.score_rows import score_rows
from tongbao.render.pdf.stacking import ABOVE_TABLE, PlacedTable, first_room, stacked
from tongbao.render.pdf.table import (
    PADDING,
    TABLE_LINE,
    TABLE_SIZE,
    SetTable,
    Shape,
    one_line,
)
from tongbao.render.pdf.typesetting import Line, Measure, Slot, justified, shaped, unbroken

# Lines of a part, where a paragraph of the remarks is longer than a page.
_PART = 12
# More take the renderer minutes, and no bulletin has a tenth of them.
_MOST_ITEMS = 2000


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything of the annex; the remarks are the last rows of the last table."""

    mark: Line
    mark_height: Length
    title: tuple[Line, ...]
    cutoff: Line
    tables: tuple[PlacedTable, ...]
    remarks_heading: Line
    remarks: tuple[RemarkBlock, ...]
    continuation: Line
    """（续）, under the name of what goes on from another page."""


def annex(faces: Faces, view: AnnexView, colophon_height: float) -> Annex:
    """Lay out the annex; the last page keeps `colophon_height` points free at its foot.

    Raises:
        LayoutError: something does not fit a page or a column.
    """
    _check_count(view)
    title = title_lines(faces, [view.title])
    above = (len(title) + 3) * PITCH - LEADING / 2 + ABOVE_TABLE
    tables = [(table.caption, set_table(faces, table)) for table in view.tables]
    _check_first_room(*tables[0], above)
    placed, left = stacked(faces, tables, above)
    shape = placed[-1].shape
    remarks = _remarks(faces, shape, view.remarks, shape.room - colophon_height)
    whole = Slot("附件的截止日期", Measure(TEXT_SIZE, MEASURE))
    return Annex(
        mark=unbroken(shaped(faces, [("附件", Role.HEITI)]), whole),
        mark_height=Length(TEXT_SIZE + LEADING / 2),
        title=title,
        cutoff=unbroken(shaped(faces, [(view.cutoff_line, Role.FANGSONG)]), whole),
        tables=placed,
        remarks_heading=one_line(faces, "备注", shape.remarks_heading, Role.HEITI),
        remarks=paged_remarks(remarks, left, shape.room, colophon_height),
        continuation=continuation(faces),
    )


def _check_count(view: AnnexView) -> None:
    count = max(map(_items, view.tables))
    if count > _MOST_ITEMS:
        raise LayoutError(f"采用条目有{count}条，一份通报最多排{_MOST_ITEMS}条", "请缩短通报的期间")


def _items(table: AnnexTableView) -> int:
    if isinstance(table.content, ScoresView):
        return sum(len(row.items) for row in table.content.table.rows)
    return sum(1 for _ in table.content.items) if isinstance(table.content, ItemTable) else 0


def set_table(faces: Faces, view: AnnexTableView) -> SetTable:
    """Set a table of any kind.

    Raises:
        LayoutError: something does not fit a page or a column.
    """
    if isinstance(view.content, ScoresView):
        return score_rows(faces, view.content)
    if isinstance(view.content, ItemTable):
        return item_rows(faces, view.content)
    if isinstance(view.content, CorrectionTable):
        return correction_rows(faces, view.content)
    return ranking_rows(faces, view.content)


def _check_first_room(caption: str, table: SetTable, above: float) -> None:
    """Let the first page hold some of the table below the title.

    Raises:
        LayoutError: it does not.
    """
    heading = max((group.heading_height for group in table.groups), default=0)
    if first_room(caption, table, above) < heading + TABLE_LINE:
        raise LayoutError("附件标题太长，标题下面排不下表格", "请改短 annex 的 title")


def _remarks(faces: Faces, shape: Shape, remarks: Sequence[Remark], height: float) -> RemarkBlock:
    """Set the remarks; paragraphs that are higher than a page's room come in parts."""
    return RemarkBlock(
        tuple(
            paragraph
            for remark in remarks
            for paragraph in _parts(_remark(faces, shape, remark), height)
        )
    )


def _parts(lines: tuple[Line, ...], height: float) -> Iterator[RemarkParagraph]:
    whole = RemarkParagraph(lines)
    if RemarkBlock((whole,)).height <= height:
        yield whole
        return
    for start in range(0, len(lines), _PART):
        yield RemarkParagraph(lines[start : start + _PART], is_continued=start > 0)


def _remark(faces: Faces, shape: Shape, remark: Remark) -> tuple[Line, ...]:
    runs = [(f"{remark.heading}：", Role.HEITI), (remark.text, Role.FANGSONG)]
    width = MEASURE - shape.remarks_heading.points - 2 * PADDING
    return justified(shaped(faces, runs), Measure(TABLE_SIZE, width, 2 * TABLE_SIZE))
