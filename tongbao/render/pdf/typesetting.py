"""The line breaker: paragraphs to lines that fill their measure, as Chinese official text does.

The renderer justifies at spaces only, so Chinese would end ragged. Here the breaks of a whole
paragraph are chosen together (least squares over its lines), and each line gets one
letter-spacing that brings it to the measure. Closing punctuation at a line's end hangs its blank
half outside. No character is added or dropped except spaces at a break.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from math import inf
from typing import NamedTuple

from tongbao.render.pdf.characters import CLOSING, break_costs, is_space
from tongbao.render.pdf.faces import Faces, Glyph, Role
from tongbao.render.pdf.grid import BASE_SPACING
from tongbao.render.pdf.overflow import LayoutError
from tongbao.source.fields import quoted

MAX_SHRINK = 0.032
"""How much closer than the grid characters of a line may stand, in em."""

_HANG = 0.5
# A cell's line is brought to the edge if that takes no more than this, in em.
_CELL_STRETCH = 0.04
_STUB_EM = 2.2
_CELL_STUB_EM = 1.7
_EPSILON = 1e-6
# The same names stand in many cells, and what a check has set, a build sets again.
_REMEMBERED = 8192

# Costs, beside those of characters.py: what a line of such a kind counts as.
_OVERFULL = 1e9
_STUB = 30.0
_DIVIDED = 60.0
_DIVIDED_IN_CELL = 6.0
_EACH_LINE = 150.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line in one face; no family where it is the paragraph's own."""

    text: str
    family: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its pieces and the space after each character, in thousandths of the size."""

    pieces: tuple[Piece, ...]
    spacing: int
    width: float
    """Width in em, without the blank that hangs."""

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def letter_spacing(self) -> str:
        """The spacing as CSS writes it.

        PDF positions are whole thousandths, cut off, not rounded: the third of a thousandth
        keeps the value from falling to the next one.
        """
        if self.spacing == 0:
            return "0"
        return f"{(self.spacing + (0.3 if self.spacing > 0 else -0.3)) / 1000:.4f}em"


@dataclass(frozen=True, slots=True)
class Measure:
    """The room of a paragraph in points: size of the type, width, indent of the first line."""

    size: float
    width: float
    indent: float = 0.0

    def em(self, *, is_first: bool) -> float:
        """Width of a line in em."""
        return (self.width - (self.indent if is_first else 0.0)) / self.size


@dataclass(frozen=True, slots=True)
class Slot:
    """The one line that a text may take: what stands there (Chinese) and its room."""

    name: str
    measure: Measure
    advice: str = "请改短"


class _Candidate(NamedTuple):
    """A stretch of the paragraph considered as a line; there are very many of them."""

    start: int
    end: int
    room: float
    natural: float
    slack: float
    gaps: int
    is_last: bool

    @property
    def stretch(self) -> float:
        """Space to add after each character, in em, for the line to fill its room."""
        return self.slack / max(self.gaps, 1)


class _Paragraph:
    """Glyphs with running widths, so that the width of any stretch is one subtraction."""

    def __init__(self, glyphs: Sequence[Glyph], measure: Measure, base: int) -> None:
        self.glyphs = glyphs
        self.text = "".join(glyph.char for glyph in glyphs)
        self.base = base
        self._first_room = measure.em(is_first=True)
        self._room = measure.em(is_first=False)
        self.limit = max(self._first_room, self._room) * (1 + MAX_SHRINK) + 1
        """Natural width in em beyond which no stretch can be a line."""
        self._widths = list(accumulate((glyph.advance for glyph in glyphs), initial=0.0))
        # By the index behind a stretch: what hangs, and where it ends without its last spaces.
        self._hangs = [0.0, *(_HANG if char in CLOSING else 0.0 for char in self.text)]
        self._ends = list(range(len(glyphs) + 1))
        for end, char in enumerate(self.text, 1):
            if is_space(char):
                self._ends[end] = self._ends[end - 1]

    def candidate(self, start: int, end: int) -> _Candidate:
        is_last = end == len(self.glyphs)
        end = max(self._ends[end], start + 1)
        gaps = end - start - 1
        width = self._widths[end] - self._widths[start]
        natural = width + gaps * self.base / 1000 - self._hangs[end]
        room = self._room if start else self._first_room
        return _Candidate(start, end, room, natural, room - natural, gaps, is_last)

    def line(self, candidate: _Candidate, spacing: int) -> Line:
        glyphs = self.glyphs[candidate.start : candidate.end]
        pieces = tuple(
            Piece("".join(glyph.char for glyph in group), family)
            for family, group in groupby(glyphs, key=lambda glyph: glyph.family)
        )
        width = candidate.natural + candidate.gaps * (spacing - self.base) / 1000
        return Line(pieces, spacing, width)


_Cost = Callable[[_Candidate], float]


def _chosen(paragraph: _Paragraph, line_cost: _Cost, costs: Sequence[float]) -> list[_Candidate]:
    """Return the lines of least total cost; `costs` are those of beginning a line at an index.

    Raises:
        LayoutError: a character is wider than the measure.
    """
    best: list[tuple[float, _Candidate | None]] = [(0.0, None)]
    for end in range(1, len(paragraph.glyphs) + 1):
        least, chosen = inf, None
        for start in range(end - 1, -1, -1):
            candidate = paragraph.candidate(start, end)
            if chosen and candidate.natural > paragraph.limit:
                break
            total = best[start][0] + costs[start]
            # No line costs less than nothing.
            if total < least and (total := total + line_cost(candidate)) < least:
                least, chosen = total, candidate
        best.append((least, chosen))
    lines: list[_Candidate] = []
    _, candidate_of_end = best[-1]
    while candidate_of_end is not None:
        lines.append(candidate_of_end)
        _, candidate_of_end = best[candidate_of_end.start]
    # Anything is divided rather than overfull: only a single character is left to be too wide.
    if any(_overfull(line) for line in lines):
        raise LayoutError(f"“{quoted(paragraph.text)}”里有一个字比所在的栏还宽", "请换一个字")
    return lines[::-1]


def _overfull(candidate: _Candidate) -> float:
    """Return the cost of characters beyond the room, zero where shrinking brings them in."""
    excess = -candidate.slack - MAX_SHRINK * candidate.gaps
    return _OVERFULL * (1 + excess) if excess > _EPSILON else 0.0


def _tightness(candidate: _Candidate) -> float:
    """Return the squared stretch or shrink of a line, in hundredths of an em."""
    if candidate.is_last and candidate.slack >= 0:
        return 0.0
    return _overfull(candidate) or (candidate.stretch * 100) ** 2


def _raggedness(candidate: _Candidate) -> float:
    """Return the squared white at a line's end, in tenths of its room."""
    return _overfull(candidate) or (candidate.slack / candidate.room * 10) ** 2


def _stub(candidate: _Candidate, least: float) -> float:
    """Return the cost of a last line of too few characters, least in em, under longer ones."""
    short = candidate.is_last and candidate.start > 0 and candidate.natural < least
    return _STUB if short else 0.0


def justified(glyphs: Sequence[Glyph], measure: Measure) -> tuple[Line, ...]:
    """Set a paragraph on the grid: every line full, the last one natural."""
    return _justified(tuple(glyphs), measure)


@lru_cache(_REMEMBERED)
def _justified(glyphs: tuple[Glyph, ...], measure: Measure) -> tuple[Line, ...]:
    paragraph = _Paragraph(glyphs, measure, BASE_SPACING)
    chosen = _chosen(
        paragraph,
        lambda line: _tightness(line) + _stub(line, _STUB_EM),
        break_costs(paragraph.text),
    )
    return tuple(
        paragraph.line(
            line,
            BASE_SPACING + round((min(line.stretch, 0) if line.is_last else line.stretch) * 1000),
        )
        for line in chosen
    )


def flush_left(
    glyphs: Sequence[Glyph], measure: Measure, by_sense: frozenset[int] | None = None
) -> tuple[Line, ...]:
    """Set a narrow cell: lines end where they end, or at the edge where a little space does it.

    `by_sense`, if given, holds the indexes at which no word is divided.
    """
    return _flush_left(tuple(glyphs), measure, by_sense)


@lru_cache(_REMEMBERED)
def _flush_left(
    glyphs: tuple[Glyph, ...], measure: Measure, by_sense: frozenset[int] | None
) -> tuple[Line, ...]:
    paragraph = _Paragraph(glyphs, measure, 0)
    chosen = _chosen(
        paragraph,
        lambda line: (
            (_overfull(line) if line.is_last else _raggedness(line)) + _stub(line, _CELL_STUB_EM)
        ),
        _costs(paragraph.text, by_sense, _DIVIDED_IN_CELL),
    )
    return tuple(paragraph.line(line, _cell_spacing(line)) for line in chosen)


def _cell_spacing(line: _Candidate) -> int:
    if line.slack > 0 and (line.is_last or line.stretch > _CELL_STRETCH):
        return 0
    return round(line.stretch * 1000)


def _costs(text: str, by_sense: frozenset[int] | None, divided: float) -> list[float]:
    if by_sense is None:
        return break_costs(text)
    return [
        cost + (0.0 if index in by_sense or index == 0 else divided)
        for index, cost in enumerate(break_costs(text))
    ]


def balanced(
    glyphs: Sequence[Glyph], measure: Measure, by_sense: frozenset[int], base: int = 0
) -> tuple[Line, ...]:
    """Set a heading or a name: few lines of like length, broken by sense where that is possible.

    `by_sense` holds the indexes at which a new line may begin without dividing a word.
    """
    return _balanced(tuple(glyphs), measure, by_sense, base)


@lru_cache(_REMEMBERED)
def _balanced(
    glyphs: tuple[Glyph, ...], measure: Measure, by_sense: frozenset[int], base: int
) -> tuple[Line, ...]:
    paragraph = _Paragraph(glyphs, measure, base)
    chosen = _chosen(
        paragraph,
        lambda line: _raggedness(line) + _EACH_LINE,
        _costs(paragraph.text, by_sense, _DIVIDED),
    )
    return tuple(paragraph.line(line, base + round(min(line.stretch, 0) * 1000)) for line in chosen)


def unbroken(glyphs: Sequence[Glyph], slot: Slot, spacing: int = BASE_SPACING) -> Line:
    """Set text on one line, its characters a little closer where that brings it in.

    Raises:
        LayoutError: it is longer than the line's room.
    """
    paragraph = _Paragraph(glyphs, slot.measure, spacing)
    line = paragraph.candidate(0, len(glyphs))
    if _overfull(line):
        problem = f"{slot.name}“{quoted(paragraph.text)}”太长，一行排不下"
        raise LayoutError(problem, slot.advice)
    return paragraph.line(line, spacing + round(min(line.stretch, 0) * 1000))


def shaped(faces: Faces, runs: Iterable[tuple[str, Role]]) -> tuple[Glyph, ...]:
    """Return the glyphs of a text whose stretches are in different roles."""
    return tuple(glyph for text, role in runs for glyph in faces.glyphs(text, role))
