"""Headings over narrow columns: broken by sense, the column as narrow as heading and text allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.table import PADDING, SMALL_SIZE, TABLE_SIZE, Column
from tongbao.render.pdf.typesetting import Line, Measure, balanced, shaped
from tongbao.source.fields import quoted

MOST_HEADING_LINES = 12

_WIDEST_HEADING = 8
# Room for rounding, so that text exactly as wide as its column is not overfull.
_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Effort:
    """How narrow columns are made: lines of a heading, whether its words stay whole."""

    heading_lines: int
    keeps_words: bool = True


def width(em: float, size: float) -> float:
    """Return the width of a column for so much text, in points."""
    return em * size + 2 * PADDING + _TOLERANCE


def em_of(faces: Faces, text: str) -> float:
    """Return the natural width of a text in em."""
    return sum(glyph.advance for glyph in faces.glyphs(text, Role.FANGSONG))


def heading(faces: Faces, name: str, em: float) -> tuple[Line, ...]:
    """Set a heading in a column of so many em."""
    measure = Measure(SMALL_SIZE, em * SMALL_SIZE + _TOLERANCE)
    return balanced(shaped(faces, [(name, Role.HEITI)]), measure, sense_breaks(name))


def narrowest(faces: Faces, name: str, most_lines: int, *, keeps_words: bool) -> int:
    """Return the least width in em at which a name takes few lines and no word is divided."""
    return next(
        (
            em
            for em in range(2, _WIDEST_HEADING)
            if len(lines := heading(faces, name, em)) <= most_lines
            and (not keeps_words or _divided(lines) <= sense_breaks(name))
        ),
        _WIDEST_HEADING,
    )


def number_column(faces: Faces, name: str, numbers: Iterable[str], effort: Effort) -> Column:
    """Return a column of numbers, no wider than its heading and the widest number need.

    Raises:
        LayoutError: its heading is too high.
    """
    em = narrowest(faces, name, effort.heading_lines, keeps_words=effort.keeps_words)
    lines = heading(faces, name, em)
    if len(lines) > MOST_HEADING_LINES:
        raise LayoutError(f"计分栏“{quoted(name)}”的名称太长，表头排不下", "请改短")
    widest = max((em_of(faces, number) for number in numbers), default=0)
    return Column(max(width(em, SMALL_SIZE), width(widest, TABLE_SIZE)), lines)


def _divided(lines: Sequence[Line]) -> set[int]:
    return set(accumulate(len(line.text) for line in lines[:-1]))
