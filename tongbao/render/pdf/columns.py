"""The columns of the score table on a portrait page: headings broken by sense, widths that fit."""

from dataclasses import dataclass

from tongbao.documents.bulletin import ScoresView
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.grid import MEASURE
from tongbao.render.pdf.headings import (
    MOST_HEADING_LINES,
    Effort,
    heading,
    narrowest,
    number_column,
    width,
)
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.table import (
    BORDER,
    PADDING,
    PADDING_Y,
    ROW,
    SMALL_LINE,
    SMALL_SIZE,
    TABLE_SIZE,
    Column,
    HeadCell,
    Shape,
)
from tongbao.render.pdf.typesetting import Line

_OUTLET_EM = 8
_OUTLET_SHARE = 0.45
# Title and outlet together: about 6 and 5 characters a line.
_LEAST_REST = 114.0


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns; `category` and `title` stand under the one heading of `category`."""

    unit: Column
    scores: tuple[Column, ...]
    group: tuple[Line, ...]
    """The heading above the scores."""
    total: Column
    category: Column
    title: Column
    outlet: Column

    @property
    def shape(self) -> Shape:
        """The columns from left to right under a head of two rows."""
        items = (self.category, self.title, self.outlet)
        return Shape(
            (self.unit, *self.scores, self.total, *items),
            (
                (
                    HeadCell(self.unit.heading, rows=2),
                    HeadCell(self.group, columns=len(self.scores), spans_group=True),
                    HeadCell(self.total.heading, rows=2),
                    HeadCell(self.category.heading, columns=2, rows=2, spans_group=True),
                    HeadCell(self.outlet.heading, rows=2),
                ),
                tuple(HeadCell(column.heading) for column in self.scores),
            ),
            self._head_height,
        )

    @property
    def _head_height(self) -> float:
        lines = max(len(column.heading) for column in self.scores) + len(self.group)
        spanning = max(len(self.total.heading), len(self.outlet.heading))
        text = max(lines * SMALL_LINE + 2 * PADDING_Y + BORDER, spanning * SMALL_LINE)
        return text + ROW


@dataclass(frozen=True, slots=True)
class _Widths:
    """How narrow columns are made: headings, lines of a category, width of the units in em."""

    headings: Effort
    category_lines: int
    unit_em: int


_EFFORTS = (
    _Widths(Effort(4), 2, 5),
    _Widths(Effort(6), 3, 5),
    _Widths(Effort(8, keeps_words=False), 4, 5),
    _Widths(Effort(MOST_HEADING_LINES, keeps_words=False), 8, 4),
)


def columns(faces: Faces, view: ScoresView) -> Columns:
    """Return the columns: scores as narrow as heading and numbers allow, titles get the rest.

    Where too little is left for the titles, headings take more lines.

    Raises:
        LayoutError: there is no column, or the table is wider than the page however narrow its
            columns are.
    """
    if not view.table.columns:
        raise LayoutError("通报的期间没有施行中的考评办法，通报表格没有计分栏", "请核对 period")
    for effort in _EFFORTS:
        found = _columns(faces, view, effort)
        if found.title.points + found.outlet.points >= _LEAST_REST:
            return found
    raise LayoutError(
        f"计分栏有{len(view.table.columns)}栏，通报表格一页的宽度排不下",
        "请在考评办法里合并计分栏，或者改短计分栏和信息类别的名称",
    )


def _columns(faces: Faces, view: ScoresView, effort: _Widths) -> Columns:
    table = view.table
    scores = tuple(
        number_column(
            faces, column.name, [row.cells[index].text for row in table.rows], effort.headings
        )
        for index, column in enumerate(table.columns)
    )
    numbers = [row.total.text for row in table.rows]
    total = number_column(faces, view.total_heading, numbers, effort.headings)
    category = width(_category_em(faces, view, effort), TABLE_SIZE)
    unit = width(effort.unit_em, TABLE_SIZE)
    scored = sum(column.points for column in scores)
    rest = MEASURE - unit - category - total.points - scored
    outlet = min(width(_OUTLET_EM, SMALL_SIZE), rest * _OUTLET_SHARE)
    return Columns(
        unit=Column(unit, heading(faces, "单位", effort.unit_em)),
        scores=scores,
        group=heading(faces, view.group_heading, (scored - 2 * PADDING) / SMALL_SIZE),
        total=total,
        category=Column(category, heading(faces, "采用条目", _OUTLET_EM)),
        title=Column(rest - outlet),
        outlet=Column(outlet, heading(faces, "采用刊物", _OUTLET_EM)),
    )


def _category_em(faces: Faces, view: ScoresView, effort: _Widths) -> int:
    categories = {item.category for row in view.table.rows for item in row.items}
    keeps_words = effort.headings.keeps_words
    return max(
        (
            narrowest(faces, name, effort.category_lines, keeps_words=keeps_words)
            for name in categories
        ),
        default=2,
    )
