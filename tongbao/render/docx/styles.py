"""The styles: what the parts of a bulletin look like, each named and changed in one place in Word.

Lengths are in points. What the office knows from Word keeps its built-in name, so that outline,
navigation and style lists work as usual.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.render.docx.fonts import fonts
from tongbao.render.docx.grid import CHARACTER_SPACING, PITCH
from tongbao.render.docx.markup import element, twips
from tongbao.render.pdf.faces import Role
from tongbao.render.pdf.grid import CELL, TEXT_SIZE
from tongbao.render.pdf.table import BORDER, PADDING_Y

RED, BLACK = "E60012", "000000"
STRONG = "Strong"
"""The character style of what stands out in a text."""

TABLE = "OfficialTable"
"""The table style."""

# A line as wide as its cell in the PDF must not turn in Word for a rounding.
_CELL_SIDE = 1.8
_LEAST_LINE = 1.0


class Align(StrEnum):
    """How lines stand; the values are Word's (17.18.44)."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    FULL = "both"


@dataclass(frozen=True, slots=True)
class Edge:
    """A line below a paragraph: its thickness and the white above it."""

    thickness: float
    space: int
    color: str


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; `first` is the indent of the first line against the others.

    `on_grid`: 28 characters of the text's size fill a line. `outline` is the level in the
    document's outline, from 0. `tab` is a stop for text that ends there.
    """

    id: str
    name: str
    role: Role = Role.FANGSONG
    size: float = TEXT_SIZE
    line: float = PITCH
    align: Align = Align.LEFT
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    keeps_next: bool = False
    starts_page: bool = False
    on_grid: bool = True
    outline: int | None = None
    color: str = ""
    edge: Edge | None = None
    tab: float | None = None


BODY = Look("BodyText", "Body Text", align=Align.FULL, first=2 * CELL)


def heading(level: int, role: Role) -> Look:
    """Return the look of a heading (7.3.3), levels from 1."""
    return Look(
        f"Heading{level}",
        f"heading {level}",
        role=role,
        align=Align.FULL,
        first=2 * CELL,
        keeps_next=True,
        outline=level - 1,
    )


def style_elements(looks: Iterable[Look]) -> list[BaseOxmlElement]:
    """Return what the part of the styles holds: defaults, paragraph styles, the others."""
    return [
        _defaults(),
        _named("paragraph", "Normal", "Normal", _normal(), is_default=True),
        *(_paragraph_style(look) for look in looks),
        _named(
            "character",
            STRONG,
            "Strong",
            [element("rPr", [fonts(Role.HEITI)])],
        ),
        _table_style(),
    ]


def _defaults() -> BaseOxmlElement:
    """Return what holds for all text: no space between Chinese and digits, no line kept back.

    Nothing snaps to the section's grid, which programs read in different ways: the styles have its
    pitch and its width of characters themselves.
    """
    run = element(
        "rPr",
        [
            fonts(Role.FANGSONG),
            element("snapToGrid", val="0"),
            *_size(TEXT_SIZE),
            element("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA"),
        ],
    )
    paragraph = element(
        "pPr",
        [
            element("widowControl", val="0"),
            *_unspaced(),
            element("adjustRightInd", val="0"),
            element("snapToGrid", val="0"),
            element("spacing", before="0", after="0", line=twips(PITCH), lineRule="exact"),
        ],
    )
    return element(
        "docDefaults", [element("rPrDefault", [run]), element("pPrDefault", [paragraph])]
    )


def _normal() -> Iterator[BaseOxmlElement]:
    """Yield of the defaults what other programs than Word look for in this style alone."""
    yield element("pPr", _unspaced())
    yield element("rPr", _size(TEXT_SIZE))


def _unspaced() -> Iterator[BaseOxmlElement]:
    yield element("autoSpaceDE", val="0")
    yield element("autoSpaceDN", val="0")


def _size(points: float) -> Iterator[BaseOxmlElement]:
    """Yield the size in half-points, for every script."""
    for tag in ("sz", "szCs"):
        yield element(tag, val=str(round(points * 2)))


def _named(
    kind: str,
    style: str,
    name: str,
    properties: Iterable[BaseOxmlElement],
    *,
    is_default: bool = False,
) -> BaseOxmlElement:
    based = [] if is_default or kind != "paragraph" else [element("basedOn", val="Normal")]
    made = element(
        "style",
        [element("name", val=name), *based, element("qFormat"), *properties],
        type=kind,
        styleId=style,
    )
    if is_default:
        made.set(qn("w:default"), "1")
    return made


def _paragraph_style(look: Look) -> BaseOxmlElement:
    return _named(
        "paragraph",
        look.id,
        look.name,
        [element("pPr", _paragraph_properties(look)), element("rPr", _run_properties(look))],
    )


def _paragraph_properties(look: Look) -> Iterable[BaseOxmlElement]:
    """Yield a look's properties in the order of the schema (17.3.1.26)."""
    if look.keeps_next:
        yield element("keepNext")
    if look.starts_page:
        yield element("pageBreakBefore")
    if look.edge:
        bottom = element(
            "bottom",
            val="single",
            sz=str(round(look.edge.thickness * 8)),
            space=str(look.edge.space),
            color=look.edge.color,
        )
        yield element("pBdr", [bottom])
    if look.tab is not None:
        yield element("tabs", [element("tab", val="right", pos=twips(look.tab))])
    yield element(
        "spacing",
        before=twips(look.before),
        after=twips(look.after),
        line=twips(max(look.line, _LEAST_LINE)),
        lineRule="exact",
    )
    if look.left or look.right or look.first:
        indent = element("ind", left=twips(look.left), right=twips(look.right))
        indent.set(qn("w:hanging" if look.first < 0 else "w:firstLine"), twips(abs(look.first)))
        yield indent
    yield element("jc", val=look.align)
    if look.outline is not None:
        yield element("outlineLvl", val=str(look.outline))


def _run_properties(look: Look) -> Iterable[BaseOxmlElement]:
    yield fonts(look.role)
    if look.color:
        yield element("color", val=look.color)
    if look.on_grid:
        yield element("spacing", val=twips(CHARACTER_SPACING))
    yield from _size(look.size)


def _table_style() -> BaseOxmlElement:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    size = str(round(BORDER * 8))
    borders = [element(edge, val="single", sz=size, space="0", color=BLACK) for edge in edges]
    sides = {"top": PADDING_Y, "left": _CELL_SIDE, "bottom": PADDING_Y, "right": _CELL_SIDE}
    margins = [element(side, w=twips(width), type="dxa") for side, width in sides.items()]
    properties = element(
        "tblPr",
        [
            element("tblInd", w="0", type="dxa"),
            element("tblBorders", borders),
            element("tblCellMar", margins),
        ],
    )
    return _named("table", TABLE, "公文表格", [properties])
