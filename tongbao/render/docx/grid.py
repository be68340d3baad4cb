"""The page of GB/T 9704-2012 as Word counts it: margins, lines, characters."""

from tongbao.render.pdf.grid import CELL, DEPTH, LINES, TEXT_SIZE

TOP, RIGHT, BOTTOM, LEFT = 37.0, 26.0, 35.0, 28.0
"""The margins (5.2.1) in millimetres: between them are 156 × 225."""

PITCH = int(DEPTH / LINES * 20) / 20
"""From line to line in points, whole twips: Word sets a line in the middle of its pitch, so 22 of
them are the whole depth of the type area."""

CHARACTER_SPACE = round((CELL - TEXT_SIZE) * 4096)
"""What the grid adds to each character, in 4096ths of a point: 28 of them fill the line."""

CHARACTER_SPACING = -0.3
"""The same for a style, in points and whole twips: 28 characters fit a line, and its even setting
(两端对齐) brings them to its end."""
