"""A ruler for PDFs: where characters and rules stand, read from outside.

Lengths are in points from the left and top edges of the page unless a name says otherwise.
"""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from PIL import Image, ImageChops

from tests.tracing import uncounted

Char = dict[str, Any]

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
TOP, FOOT = 37 * MM, 262 * MM
PITCH = (225 * MM - 16) / 21
CLOSING = "，。、；：？！）》〉」』】〕〗”’"
RESOLUTION = 200

XIAOBIAOSONG, FANGSONG, KAITI, HEITI, SONGTI = (
    "FandolSong-Bold",
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolSong-Regular",
)
FALLBACK = "NotoSerifSC-Regular"


@contextmanager
def opened(contents: Mapping[str, bytes]) -> Iterator[Mapping[str, PDF]]:
    """Open documents by name, for as long as they are measured."""
    with ExitStack() as stack:
        with uncounted():
            found = {
                name: stack.enter_context(pdfplumber.open(io.BytesIO(content)))
                for name, content in contents.items()
            }
        yield found


def face(char: Char) -> str:
    return str(char["fontname"]).partition("+")[2]


def baseline(page: Page, char: Char) -> float:
    return float(page.height) - float(char["matrix"][5])


def head(page: Page, char: Char) -> float:
    """Top of the character's square."""
    return baseline(page, char) - 0.88 * float(char["size"])


def foot(page: Page, char: Char) -> float:
    """Foot of the character's square."""
    return head(page, char) + float(char["size"])


def edge(char: Char) -> float:
    """Right edge of a character, without the blank half of closing punctuation."""
    hang = 0.5 if char["text"] in CLOSING else 0.0
    return float(char["x1"]) - hang * float(char["size"])


def is_red(color: object) -> bool:
    if not isinstance(color, tuple) or len(color) != 3:
        return False
    red, green, blue = map(float, color)
    return red > 0.8 and green < 0.2 and blue < 0.25


def is_near(value: float, expected: float, tolerance: float) -> bool:
    return abs(value - expected) <= tolerance


def in_type_area(page: Page) -> list[Char]:
    """Everything but the page number and the mark of a sample above the type area."""
    return [
        char
        for char in page.chars
        if head(page, char) < FOOT and foot(page, char) > TOP - 3 * MM and char["text"].strip()
    ]


def rows_of(page: Page, chars: list[Char]) -> list[list[Char]]:
    """Characters by baseline, from top to bottom, each row from left to right."""
    rows: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        rows[round(baseline(page, char))].append(char)
    return [sorted(rows[key], key=lambda char: float(char["x0"])) for key in sorted(rows)]


def text_of(row: list[Char]) -> str:
    return "".join(char["text"] for char in row)


def text_pages(pdf: PDF) -> list[Page]:
    """The pages before the annex."""
    pages = []
    for page in pdf.pages:
        rows = rows_of(page, in_type_area(page))
        if rows and text_of(rows[0]) == "附件":
            break
        pages.append(page)
    return pages


def annex_pages(pdf: PDF) -> list[Page]:
    return list(pdf.pages[len(text_pages(pdf)) :])


def body_rows(page: Page) -> list[list[Char]]:
    """Rows of size 3 below the red rule."""
    rule = max((red_rule["bottom"] for red_rule in red_rules(page)), default=0.0)
    chars = [
        char
        for char in in_type_area(page)
        if is_near(char["size"], 16, 1.5) and head(page, char) > rule
    ]
    return rows_of(page, chars)


def full_rows(page: Page) -> list[list[Char]]:
    """Rows in the middle of a paragraph: the next one begins at the left edge, a pitch below."""
    rows = body_rows(page)
    return [
        row
        for row, below in pairwise(rows)
        if is_near(below[0]["x0"], LEFT, 2)
        and baseline(page, below[0]) - baseline(page, row[0]) < 1.5 * PITCH
    ]


def red_rules(page: Page) -> list[dict[str, Any]]:
    return [
        rect
        for rect in page.rects
        if is_red(rect["non_stroking_color"]) and rect["width"] > 10 * rect["height"]
    ]


def picture(page: Page) -> Image.Image:
    return page.to_image(resolution=RESOLUTION, antialias=True).original.convert("RGB")


def red_ink_top(page: Page) -> float:
    red, green, _ = picture(page).split()
    ink = ImageChops.subtract(red, green).point(lambda value: 255 if value > 100 else 0)
    box = ink.getbbox()
    return box[1] * 72 / RESOLUTION if box else 0.0


def ink_top(page: Page, char: Char) -> float:
    scale = RESOLUTION / 72
    left, top, right, bottom = (
        round(value * scale)
        for value in (char["x0"], head(page, char), char["x1"], foot(page, char))
    )
    part = picture(page).crop((left, top, right, bottom)).convert("L")
    ink = part.point(lambda value: 255 if value < 160 else 0).getbbox()
    return (top + (ink[1] if ink else 0)) / scale
