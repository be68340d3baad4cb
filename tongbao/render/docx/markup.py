"""Elements of WordprocessingML: paragraphs with a style, runs of text, lengths."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one look: a character style's id, or `spacing` after each character in points.

    No line ends after a hyphen of what `is_whole`, a number.
    """

    text: str
    style: str = ""
    spacing: float = 0.0
    is_whole: bool = False


def twips(points: float) -> str:
    """Write a length in twentieths of a point."""
    return str(round(points * 20))


def element(
    tag: str, children: Iterable[BaseOxmlElement] = (), **attributes: str
) -> BaseOxmlElement:
    """Return an element of the main namespace with its attributes and children.

    A `_` at the end of an attribute's name keeps it from being a word of Python.
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), value)
    made.extend(children)
    return made


def runs(pieces: Iterable[Piece]) -> list[BaseOxmlElement]:
    """Return the runs of a text, those without characters left out."""
    return [_run(piece) for piece in pieces if piece.text]


def _run(piece: Piece) -> BaseOxmlElement:
    properties = []
    if piece.style:
        properties.append(element("rStyle", val=piece.style))
    if piece.spacing:
        # Down: a line that fits must not become wider than its room.
        properties.append(element("spacing", val=str(math.floor(piece.spacing * 20))))
    content = list(_unbroken(piece.text)) if piece.is_whole else [_text(piece.text)]
    return element("r", [*([element("rPr", properties)] if properties else []), *content])


def _text(text: str) -> BaseOxmlElement:
    made = element("t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def _unbroken(text: str) -> Iterator[BaseOxmlElement]:
    for place, part in enumerate(text.split("-")):
        if place:
            yield element("noBreakHyphen")
        if part:
            yield _text(part)


def tab() -> BaseOxmlElement:
    """Return a run that goes on at the next tab stop."""
    return element("r", [element("tab")])


def paragraph(
    style: str, content: Iterable[BaseOxmlElement], *, keeps_next: bool = False
) -> BaseOxmlElement:
    """Return a paragraph in a style, by its id; `keeps_next`: on one page with the next one."""
    properties = [element("pStyle", val=style)]
    if keeps_next:
        properties.append(element("keepNext"))
    return element("p", [element("pPr", properties), *content])


def text_paragraph(
    style: str, *lines: Iterable[Piece], keeps_next: bool = False
) -> BaseOxmlElement:
    """Return a paragraph of text; only a title or a heading has more than one line."""
    content: list[BaseOxmlElement] = []
    for line in lines:
        if content:
            content.append(element("r", [element("br")]))
        content.extend(runs(line))
    return paragraph(style, content, keeps_next=keeps_next)
