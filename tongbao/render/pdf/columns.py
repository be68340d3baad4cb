"""The columns of the score table on a portrait page: headings broken by sense, widths that fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tongbao.documents.bulletin import AnnexView
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import MEASURE, Length
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import Line, Measure, balanced, shaped
from tongbao.source.fields import quoted

TABLE_SIZE = 10.5
"""Size 5 (5号) for the table's text, in points."""

SMALL_SIZE = 9.0
"""Small size 5 (小五) for headings and outlets."""

TABLE_LINE = 13.6
SMALL_LINE = 11.6
"""Line heights of the two sizes, in points."""

PADDING = 2.2
"""Left and right of a cell's text; above and below it is PADDING_Y."""

PADDING_Y = 2.2

BORDER = 0.5
"""Thickness of the table's lines; a row counts one of them."""

_OUTLET_EM = 8
_OUTLET_SHARE = 0.45
# Title and outlet together: about 6 and 5 characters a line.
_LEAST_REST = 114.0
_WIDEST_HEADING = 8
_MOST_HEADING_LINES = 12
# Room for rounding, so that text exactly as wide as its column is not overfull.
_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width with the padding in points, and its heading."""

    points: float
    heading: tuple[Line, ...]

    @property
    def width(self) -> Length:
        """The width as CSS writes it."""
        return Length(self.points)

    def room(self, size: float) -> Measure:
        """Return the measure of text inside the padding."""
        return Measure(size, self.points - 2 * PADDING)


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
    def all(self) -> tuple[Column, ...]:
        """From left to right."""
        return (self.unit, *self.scores, self.total, self.category, self.title, self.outlet)

    @property
    def head_height(self) -> float:
        """Height of the table's head, repeated on each page, in points."""
        lines = max(len(column.heading) for column in self.scores) + len(self.group)
        spanning = max(len(self.total.heading), len(self.outlet.heading))
        text = max(lines * SMALL_LINE + 2 * PADDING_Y + BORDER, spanning * SMALL_LINE)
        return text + 2 * PADDING_Y + BORDER


@dataclass(frozen=True, slots=True)
class _Effort:
    """How narrow columns are made: lines of a heading and a category, width of the units in em."""

    heading_lines: int
    category_lines: int
    unit_em: int
    keeps_words: bool = True


_EFFORTS = (
    _Effort(4, 2, 5),
    _Effort(6, 3, 5),
    _Effort(8, 4, 5, keeps_words=False),
    _Effort(_MOST_HEADING_LINES, 8, 4, keeps_words=False),
)


def columns(faces: Faces, annex: AnnexView) -> Columns:
    """Return the columns: scores as narrow as heading and numbers allow, titles get the rest.

    Where too little is left for the titles, headings take more lines.

    Raises:
        LayoutError: there is no column, or the table is wider than the page however narrow its
            columns are.
    """
    if not annex.table.columns:
        raise LayoutError("通报的期间没有施行中的考评办法，通报表格没有计分栏", "请核对 period")
    for effort in _EFFORTS:
        found = _columns(faces, annex, effort)
        if found.title.points + found.outlet.points >= _LEAST_REST:
            return found
    raise LayoutError(
        f"计分栏有{len(annex.table.columns)}栏，通报表格一页的宽度排不下",
        "请在考评办法里合并计分栏，或者改短计分栏和信息类别的名称",
    )


def _columns(faces: Faces, annex: AnnexView, effort: _Effort) -> Columns:
    table = annex.table
    scores = tuple(
        _score_column(faces, column.name, [row.cells[index].text for row in table.rows], effort)
        for index, column in enumerate(table.columns)
    )
    numbers = [row.total.text for row in table.rows]
    total = _score_column(faces, annex.total_heading, numbers, effort)
    category = _width(_category_em(faces, annex, effort), TABLE_SIZE)
    unit = _width(effort.unit_em, TABLE_SIZE)
    scored = sum(column.points for column in scores)
    rest = MEASURE - unit - category - total.points - scored
    outlet = min(_width(_OUTLET_EM, SMALL_SIZE), rest * _OUTLET_SHARE)
    return Columns(
        unit=Column(unit, _heading(faces, "单位", effort.unit_em)),
        scores=scores,
        group=_heading(faces, annex.group_heading, (scored - 2 * PADDING) / SMALL_SIZE),
        total=total,
        category=Column(category, _heading(faces, "采用条目", _OUTLET_EM)),
        title=Column(rest - outlet, ()),
        outlet=Column(outlet, _heading(faces, "采用刊物", _OUTLET_EM)),
    )


def _category_em(faces: Faces, annex: AnnexView, effort: _Effort) -> int:
    categories = {item.category for row in annex.table.rows for item in row.items}
    return max(
        (_narrowest(faces, name, effort.category_lines, effort) for name in categories), default=2
    )


def _score_column(faces: Faces, name: str, numbers: Iterable[str], effort: _Effort) -> Column:
    em = _narrowest(faces, name, effort.heading_lines, effort)
    heading = _heading(faces, name, em)
    if len(heading) > _MOST_HEADING_LINES:
        raise LayoutError(f"计分栏“{quoted(name)}”的名称太长，表头排不下", "请改短")
    widest = max((_em(faces, number) for number in numbers), default=0)
    return Column(max(_width(em, SMALL_SIZE), _width(widest, TABLE_SIZE)), heading)


def _width(em: float, size: float) -> float:
    return em * size + 2 * PADDING + _TOLERANCE


def _em(faces: Faces, text: str) -> float:
    return sum(glyph.advance for glyph in faces.glyphs(text, Role.FANGSONG))


def _heading(faces: Faces, name: str, em: float) -> tuple[Line, ...]:
    measure = Measure(SMALL_SIZE, em * SMALL_SIZE + _TOLERANCE)
    return balanced(shaped(faces, [(name, Role.HEITI)]), measure, sense_breaks(name))


def _narrowest(faces: Faces, name: str, most_lines: int, effort: _Effort) -> int:
    """Return the least width in em at which a name takes few lines and no word is divided."""
    return next(
        (
            em
            for em in range(2, _WIDEST_HEADING)
            if len(lines := _heading(faces, name, em)) <= most_lines
            and (not effort.keeps_words or _divided(lines) <= sense_breaks(name))
        ),
        _WIDEST_HEADING,
    )


def _divided(lines: Sequence[Line]) -> set[int]:
    return set(accumulate(len(line.text) for line in lines[:-1]))
