"""The page of GB/T 9704-2012 in points: type area, grid, sizes; one place for every module."""

from dataclasses import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""

MEASURE = 156 * MM
"""Width of the type area (5.2.1), 28 characters."""

TEXT_SIZE = 16.0
"""Size 3 (3号), the body's."""

TITLE_SIZE = 22.0
"""Size 2 (2号), the title's."""

COLOPHON_SIZE = 14.0
"""Size 4 (4号), the colophon's and the page number's."""

DEPTH = 225 * MM
"""Height of the type area (5.2.1), 22 lines."""

LINES = 22
"""Lines on a page (5.2.3)."""

PITCH = (DEPTH - TEXT_SIZE) / (LINES - 1)
"""From line to line: the first line's top and the last line's foot are the type area's edges."""

LEADING = PITCH - TEXT_SIZE
"""The white between two lines."""

CELL = MEASURE / 28
"""Width of a character with its share of the line (5.2.3)."""

BASE_SPACING = -13
"""Letter-spacing of the grid in thousandths of the size: 28 × 16 pt are wider than 156 mm."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length in points as CSS writes it; thousandths are below what any device shows."""

    points: float

    def __str__(self) -> str:
        return f"{self.points:.3f}pt"


NONE = Length(0)


def rows(count: float) -> Length:
    """Return the height of a number of grid lines."""
    return Length(count * PITCH)


def cells(count: float) -> Length:
    """Return the width of a number of grid characters."""
    return Length(count * CELL)
