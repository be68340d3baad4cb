"""A printed form on its pages: type area upright or across, heights of rows, page breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tongbao.documents.forms.table import PrintedForm
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.form_cells import CellSetter, LaidCell
from tongbao.render.pdf.grid import (
    BASE_SPACING,
    DEPTH,
    LEADING,
    MEASURE,
    PITCH,
    TEXT_SIZE,
    TITLE_SIZE,
    Length,
)
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import (
    Line,
    Measure,
    Slot,
    balanced,
    justified,
    shaped,
    unbroken,
)
from tongbao.source.fields import quoted

_SIZES = (14.0, 12.0, 10.5)
"""Size 4 (4号), small size 4, size 5: the largest that brings a form on one page, else the last."""

_PITCH = Length(PITCH)
_MARK_HEIGHT = Length(TEXT_SIZE + LEADING / 2)
_ABOVE_TABLE = Length(LEADING)
_WIDEST_ROWS = 1.5
_CONTINUED = "（续）"
# A hair below the planned foot, so that rounding in the renderer never pushes a row over.
_SPARE = 1.5


LaidRow = tuple[LaidCell, ...]
"""The cells that begin in a row of a page's table."""


@dataclass(frozen=True, slots=True)
class FormLayout:
    """Everything the template prints."""

    form: PrintedForm
    mark: Line | None
    title: tuple[Line, ...]
    note: tuple[Line, ...]
    filler: Line | None
    day: Line | None
    size: Length
    line: Length
    widths: tuple[Length, ...]
    width: Length
    head: tuple[LaidRow, ...]
    pages: tuple[tuple[LaidRow, ...], ...]
    remark: tuple[Line, ...]
    pitch: Length = _PITCH
    mark_height: Length = _MARK_HEIGHT
    above_table: Length = _ABOVE_TABLE


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the table."""

    mark: Line | None
    title: tuple[Line, ...]
    note: tuple[Line, ...]
    filler: Line | None
    day: Line | None

    @property
    def height(self) -> float:
        """From the top of the type area to the table, in points."""
        rows = 1 + len(self.title) + len(self.note) + bool(self.filler or self.day)
        return _MARK_HEIGHT.points + rows * PITCH + _ABOVE_TABLE.points


@dataclass(frozen=True, slots=True)
class _Table:
    """The table before it is divided: its cells, the least heights of its rows, the remark."""

    setter: CellSetter
    head: tuple[LaidCell, ...]
    body: tuple[LaidCell, ...]
    head_heights: tuple[float, ...]
    body_heights: tuple[float, ...]
    remark: tuple[Line, ...]

    @property
    def head_height(self) -> float:
        return sum(self.head_heights)

    @property
    def height(self) -> float:
        return self.head_height + sum(self.body_heights)

    @property
    def remark_height(self) -> float:
        """The room below the table, in points."""
        return len(self.remark) * self.setter.line + _ABOVE_TABLE.points if self.remark else 0.0

    @property
    def boxes(self) -> frozenset[int]:
        """The rows with a box to sign."""
        return frozenset(laid.row for laid in self.body if laid.cell.is_box)


def form_layout(form: PrintedForm, faces: Faces) -> FormLayout:
    """Lay out a form: on one page if a size of type allows it, else with its head on each page.

    Raises:
        LayoutError: a part of it does not fit its place.
        UncoveredCharacterError: no face has one of its characters.
    """
    measure, depth = (DEPTH, MEASURE) if form.is_landscape else (MEASURE, DEPTH)
    around = _around(form, faces, measure)
    refused: LayoutError | None = None
    table: _Table | None = None
    for size in _SIZES:
        try:
            table = _table(form, faces, size, measure)
        except LayoutError as problem:
            refused = problem
            continue
        room = depth - around.height - table.remark_height - _SPARE
        if table.height <= room:
            return _layout(form, around, _stretched(table, room), (len(table.body_heights),))
    if table is None:
        assert refused is not None
        raise refused
    if table.boxes:
        reason = f"“{quoted(form.title)}”一页排不下"
        raise LayoutError(reason, "请改短信息标题、单位名称或意见")
    return _layout(form, around, table, _page_ends(table, around.height, depth))


def _around(form: PrintedForm, faces: Faces, measure: float) -> _Around:
    whole = Measure(TEXT_SIZE, measure)
    mark = shaped(faces, [(form.mark, Role.HEITI)])
    title = shaped(faces, [(form.title, Role.XIAOBIAOSONG)])
    return _Around(
        mark=unbroken(mark, Slot("附件标记", whole)) if form.mark else None,
        title=balanced(title, Measure(TITLE_SIZE, measure), sense_breaks(form.title), BASE_SPACING),
        note=_note(form.note, faces, whole),
        filler=_field(form.filler, faces, measure),
        day=_field(form.day, faces, measure),
    )


def _note(text: str, faces: Faces, measure: Measure) -> tuple[Line, ...]:
    glyphs = shaped(faces, [(text, Role.FANGSONG)])
    return balanced(glyphs, measure, sense_breaks(text)) if text else ()


def _field(text: str, faces: Faces, measure: float) -> Line | None:
    """Set what stands above the table: who fills it in has two thirds, the day less."""
    slot = Slot("表格上方的", Measure(_SIZES[0], measure * 2 / 3))
    return unbroken(shaped(faces, [(text, Role.FANGSONG)]), slot, 0) if text else None


def _table(form: PrintedForm, faces: Faces, size: float, measure: float) -> _Table:
    whole = sum(form.widths)
    widths = tuple(width * measure / whole for width in form.widths)
    setter = CellSetter(faces, size, widths)
    head, body = tuple(setter.laid(form.head)), tuple(setter.laid(form.rows))
    remark = shaped(faces, [(form.remark, Role.FANGSONG)])
    return _Table(
        setter=setter,
        head=head,
        body=body,
        head_heights=_heights(head, len(form.head), setter),
        body_heights=_heights(body, len(form.rows), setter),
        remark=justified(remark, Measure(size, measure)) if form.remark else (),
    )


def _heights(cells: Sequence[LaidCell], count: int, setter: CellSetter) -> tuple[float, ...]:
    """Return the heights of rows that hold every cell; a spanning one widens its last row."""
    heights = [setter.least_row] * count
    for laid in sorted(cells, key=lambda laid: laid.cell.rowspan):
        lack = laid.height - sum(heights[laid.row : laid.end])
        heights[laid.end - 1] += max(lack, 0.0)
    return tuple(heights)


def _stretched(table: _Table, room: float) -> _Table:
    """Use the room of a page: boxes take all of it, else every row becomes a little higher."""
    if table.boxes:
        more = (room - table.height) / len(table.boxes)
        heights = (
            height + (more if row in table.boxes else 0.0)
            for row, height in enumerate(table.body_heights)
        )
        return replace(table, body_heights=tuple(heights))
    factor = min(room / table.height, _WIDEST_ROWS)
    return replace(
        table,
        head_heights=tuple(height * factor for height in table.head_heights),
        body_heights=tuple(height * factor for height in table.body_heights),
    )


def _page_ends(table: _Table, above: float, depth: float) -> tuple[int, ...]:
    """Return the row below each page's last one; the remark goes with at least one row."""
    # A cell that goes on to another page says so there, which may take a line more.
    reserve = max(
        (laid.height + table.setter.line for laid in table.body if laid.cell.rowspan > 1),
        default=0.0,
    )
    room = depth - table.head_height - reserve - _SPARE
    left = room - above
    ends: list[int] = []
    for row, height in enumerate(table.body_heights):
        if height > left:
            if row == (ends[-1] if ends else 0):
                problem = "表格里有一行太高，一页排不下"
                raise LayoutError(problem, "请改短标题或这一行的内容")
            ends.append(row)
            left = room
        left -= height
    count = len(table.body_heights)
    if table.remark_height > left:
        ends.append(count - 1)
        is_alone = len(ends) > 1 and ends[-2] == count - 1
        if is_alone or table.body_heights[-1] + table.remark_height > room:
            raise LayoutError("表下的备注太长，一页排不下", "请改短 remark")
    return (*ends, count)


def _layout(form: PrintedForm, around: _Around, table: _Table, ends: Sequence[int]) -> FormLayout:
    setter = table.setter
    starts = (0, *ends[:-1])
    return FormLayout(
        form=form,
        mark=around.mark,
        title=around.title,
        note=around.note,
        filler=around.filler,
        day=around.day,
        size=Length(setter.size),
        line=Length(setter.line),
        widths=tuple(map(Length, setter.widths)),
        width=Length(sum(setter.widths)),
        head=tuple(_rows(table.head, table.head_heights)),
        pages=tuple(
            tuple(_page(table, start, end)) for start, end in zip(starts, ends, strict=True)
        ),
        remark=table.remark,
    )


def _page(table: _Table, start: int, end: int) -> Iterator[LaidRow]:
    """Return the rows of a page; cells that span its edges are divided there."""
    setter, cells = table.setter, []
    for laid in table.body:
        first, last = max(laid.row, start), min(laid.end, end)
        if first >= last:
            continue
        cell = replace(laid.cell, rowspan=last - first)
        if first > laid.row and cell.text:
            cell = replace(cell, text=f"{cell.text}{_CONTINUED}")
        cells.append(setter.cell(cell, first - start, laid.column))
    heights = list(table.body_heights[start:end])
    for laid in cells:
        lack = laid.height - sum(heights[laid.row : laid.end])
        heights[laid.end - 1] += max(lack, 0.0)
    return _rows(cells, heights)


def _rows(cells: Sequence[LaidCell], heights: Sequence[float]) -> Iterator[LaidRow]:
    """Yield the cells by row, as high as the rows they stand over."""
    for row in range(len(heights)):
        begun = sorted((laid for laid in cells if laid.row == row), key=lambda laid: laid.column)
        yield tuple(replace(laid, height=sum(heights[row : laid.end])) for laid in begun)
