"""The columns of the score table on a portrait page: headings broken by sense, widths that fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tongbao.documents.bulletin import AnnexView
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import MEASURE, Length
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import Line, Measure, balanced, shaped

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

_UNIT_EM = 5
_OUTLET_EM = 8
_TITLE_SHARE = 0.55
_HEADING_LINES = 4
_CATEGORY_LINES = 2
_WIDEST_HEADING = 8
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
        lines = max(len(column.heading) for column in self.scores) + 1
        spanning = max(len(self.total.heading), len(self.outlet.heading))
        text = max(lines * SMALL_LINE + 2 * PADDING_Y + BORDER, spanning * SMALL_LINE)
        return text + 2 * PADDING_Y + BORDER


def columns(faces: Faces, annex: AnnexView) -> Columns:
    """Return the columns: scores as narrow as heading and numbers allow, titles get the rest."""
    table = annex.table
    scores = tuple(
        _score_column(faces, column.name, [row.cells[index].text for row in table.rows])
        for index, column in enumerate(table.columns)
    )
    total = _score_column(faces, annex.total_heading, [row.total.text for row in table.rows])
    categories = {item.category for row in table.rows for item in row.items}
    unit = _width(_UNIT_EM, TABLE_SIZE)
    category = _width(
        max((_narrowest(faces, name, _CATEGORY_LINES) for name in categories), default=2),
        TABLE_SIZE,
    )
    rest = MEASURE - unit - category - total.points - sum(column.points for column in scores)
    outlet = min(_width(_OUTLET_EM, SMALL_SIZE), rest * (1 - _TITLE_SHARE))
    return Columns(
        unit=Column(unit, _heading(faces, "单位", _UNIT_EM)),
        scores=scores,
        total=total,
        category=Column(category, _heading(faces, "采用条目", _OUTLET_EM)),
        title=Column(rest - outlet, ()),
        outlet=Column(outlet, _heading(faces, "采用刊物", _OUTLET_EM)),
    )


def _score_column(faces: Faces, name: str, numbers: Iterable[str]) -> Column:
    em = _narrowest(faces, name, _HEADING_LINES)
    widest = max((_em(faces, number) for number in numbers), default=0)
    points = max(_width(em, SMALL_SIZE), _width(widest, TABLE_SIZE))
    return Column(points, _heading(faces, name, em))


def _width(em: float, size: float) -> float:
    return em * size + 2 * PADDING + _TOLERANCE


def _em(faces: Faces, text: str) -> float:
    return sum(glyph.advance for glyph in faces.glyphs(text, Role.FANGSONG))


def _heading(faces: Faces, name: str, em: float) -> tuple[Line, ...]:
    measure = Measure(SMALL_SIZE, em * SMALL_SIZE + _TOLERANCE)
    return balanced(shaped(faces, [(name, Role.HEITI)]), measure, sense_breaks(name))


def _narrowest(faces: Faces, name: str, most_lines: int) -> int:
    """Return the least width in em at which a name takes few lines and no word is divided."""
    return next(
        (
            em
            for em in range(2, _WIDEST_HEADING)
            if len(lines := _heading(faces, name, em)) <= most_lines
            and _divided(lines) <= sense_breaks(name)
        ),
        _WIDEST_HEADING,
    )


def _divided(lines: Sequence[Line]) -> set[int]:
    return set(accumulate(len(line.text) for line in lines[:-1]))
