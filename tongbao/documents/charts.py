"""Where the marks of a chart stand: plain numbers from exact figures, no markup.

From left to right everything is a percentage of the chart's width, so that a chart fits a phone and
a sheet of paper and its letters keep their size; from top to bottom it is pixels or lines of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongbao.scoring.award import shown

SLOPES = 12
"""How many lines a slope chart has at most: more cannot be told apart."""

TONES = 8
"""How many fills there are; parts beyond have one again, their numbers tell them apart."""

_HUNDREDTH = Decimal("0.01")
_NARROWEST = 280
_DIGIT = 7
_PLOT = Decimal(96)
_LETTERS = Decimal(18)
_WIDEST_BAR = Decimal(11)
_FILLED = Decimal("0.62")


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar: `name` below it, `label` at its end, blank where there is no room for it.

    `x`, `width` and `middle` are percentages, `y`, `height` and `label_y` pixels from the top.
    """

    name: str
    label: str
    x: Decimal
    width: Decimal
    middle: Decimal
    y: Decimal
    height: Decimal
    label_y: Decimal


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Upright bars on a common zero line: `zero`, `name_y` and `height` are pixels from the top."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    zero: Decimal
    name_y: Decimal
    height: Decimal


def column_chart(title: str, unit: str, figures: Sequence[tuple[str, Decimal]]) -> ColumnChart:
    """Return the bars of named figures, in proportion; those below zero hang from the zero line.

    `unit` is the word behind a number: 条, 分.
    """
    values = [value for _, value in figures]
    highest, lowest = max([*values, Decimal(0)]), min([*values, Decimal(0)])
    scale = _PLOT / ((highest - lowest) or 1)
    zero = _rounded(_LETTERS + highest * scale)
    bottom = _LETTERS + _PLOT + (_LETTERS if lowest < 0 else 0)
    slot = Decimal(100) / max(len(values), 1)
    width = min(slot * _FILLED, _WIDEST_BAR)
    has_room = all(len(shown(value)) * _DIGIT <= slot * _NARROWEST / 100 for value in values)
    named = {index for index, value in enumerate(values) if has_room or value == highest}
    bars = []
    for index, (name, value) in enumerate(figures):
        middle = slot * index + slot / 2
        length = abs(value) * scale
        y = zero - length if value > 0 else zero
        bars.append(
            Bar(
                name,
                shown(value) if index in {*named, len(values) - 1} else "",
                _rounded(middle - width / 2),
                _rounded(width),
                _rounded(middle),
                _rounded(y),
                _rounded(length),
                _rounded(y + length + 13 if value < 0 else y - 5),
            )
        )
    words = "，".join(f"{name}{shown(value)}{unit}" for name, value in figures)
    return ColumnChart(title, words, tuple(bars), zero, bottom + 14, bottom + _LETTERS)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a split bar: its number in the legend, its fill, and where it lies, in percent.

    `label` is the number again, blank where the part is too narrow for it.
    """

    number: int
    tone: int
    label: str
    x: Decimal
    width: Decimal
    middle: Decimal


@dataclass(frozen=True, slots=True)
class SplitBar:
    """A bar that shows what a sum is made of: what adds to the right of `zero`, what takes left."""

    title: str
    description: str
    segments: tuple[Segment, ...]
    zero: Decimal


def split_bars(
    names: Sequence[str], rows: Sequence[tuple[str, Sequence[Decimal]]]
) -> tuple[SplitBar, ...]:
    """Return a bar for each row: its title and its parts, in points, in the order of `names`.

    Bars have one zero line, but each its own scale: they compare what sums are made of, not sums.
    """
    sums = [
        (
            sum((part for part in parts if part > 0), Decimal(0)),
            -sum((part for part in parts if part < 0), Decimal(0)),
        )
        for _, parts in rows
    ]
    scales = [max(added, taken) or Decimal(1) for added, taken in sums]
    left = max((taken / scale for (_, taken), scale in zip(sums, scales, strict=True)), default=0)
    right = max((added / scale for (added, _), scale in zip(sums, scales, strict=True)), default=0)
    whole = 100 / Decimal((left + right) or 1)
    return tuple(
        SplitBar(
            title,
            "，".join(
                f"{name}{shown(part)}分" for name, part in zip(names, parts, strict=True) if part
            )
            or "没有得分",
            _segments(parts, whole / scale, left * whole),
            _rounded(left * whole),
        )
        for (title, parts), scale in zip(rows, scales, strict=True)
    )


def _segments(parts: Sequence[Decimal], scale: Decimal, zero: Decimal) -> tuple[Segment, ...]:
    found = []
    right = left = zero
    for index, part in enumerate(parts):
        width = abs(part) * scale
        if not width:
            continue
        if part > 0:
            x, right = right, right + width
        else:
            x = left = left - width
        fits = width * _NARROWEST / 100 >= len(str(index + 1)) * _DIGIT + 4
        found.append(
            Segment(
                index + 1,
                tone(index),
                str(index + 1) if fits else "",
                _rounded(x),
                _rounded(width),
                _rounded(x + width / 2),
            )
        )
    return tuple(found)


def tone(index: int) -> int:
    """Return the fill of a part by its place, from 1."""
    return index % TONES + 1


@dataclass(frozen=True, slots=True)
class Move:
    """A unit's place in its group before and now, and its page; `words` say how it moved."""

    name: str
    target: str
    before: int
    after: int

    @property
    def rise(self) -> int:
        """By how many places it rose; less than 0 if it fell."""
        return self.before - self.after

    @property
    def words(self) -> str:
        """How it moved, in words: colour and slope say it again."""
        if not self.rise:
            return "不变"
        return f"{'升' if self.rise > 0 else '降'}{abs(self.rise)}位"


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """A line from a place on the left to one on the right, in lines of text from the top."""

    y_before: Decimal
    y_after: Decimal
    rise: int


@dataclass(frozen=True, slots=True)
class SlopeChart:
    """Places before and now: the units in the order of then and of now, and lines between."""

    title: str
    description: str
    before: tuple[Move, ...]
    after: tuple[Move, ...]
    lines: tuple[SlopeLine, ...]


def slope_chart(title: str, moves: Sequence[Move]) -> SlopeChart:
    """Return how units moved; of more than `SLOPES` those that moved furthest."""
    furthest = sorted(moves, key=lambda move: (-abs(move.rise), move.after))[:SLOPES]
    after = tuple(sorted(furthest, key=lambda move: (move.after, move.before)))
    before = tuple(sorted(after, key=lambda move: (move.before, move.after)))
    half = Decimal("0.5")
    lines = tuple(
        SlopeLine(before.index(move) + half, place + half, move.rise)
        for place, move in enumerate(after)
    )
    words = "，".join(
        f"{move.name}由第{move.before}名到第{move.after}名（{move.words}）" for move in after
    )
    return SlopeChart(title, words, before, after, lines)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_HUNDREDTH)
