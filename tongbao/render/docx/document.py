"""A bulletin's Word file, from its view model: the door of this package."""

import re
from collections.abc import Iterator
from datetime import datetime

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from tongbao.documents.bulletin import BulletinView
from tongbao.documents.provenance import revision_words
from tongbao.render.docx import grid
from tongbao.render.docx.annex import annex_looks, annex_parts
from tongbao.render.docx.colophon import (
    PAGE_NUMBER,
    PAGE_NUMBER_LEFT,
    colophon_looks,
    colophon_paragraph,
    margin_mark,
    page_number,
)
from tongbao.render.docx.front import front_looks, front_paragraphs
from tongbao.render.docx.markup import element, twips
from tongbao.render.docx.package import Properties, blank_document, package_bytes
from tongbao.render.docx.styles import style_elements
from tongbao.render.pdf.colophon import Colophon, colophon
from tongbao.render.pdf.faces import Faces, UncoveredCharacterError
from tongbao.render.pdf.front import Front, front
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import RenderError

# So that the dash of the page number is 7 mm below the type area (7.5).
_FOOT = 25.3
# The mark of a sample or a draft stands where the PDF has it.
_HEAD = 24.0


def word_file(view: BulletinView, faces: Faces, revision: str = "") -> bytes:
    """Return a bulletin's .docx: the same text as its PDF, in styles, ready to be worked on.

    `faces` are those of the PDF, by which titles and tables are laid out; the file itself names
    office faces (see `fonts`). `revision` is that of the data (see `Revision`), unless the bulletin
    was issued from another. The same arguments give the same bytes.

    Raises:
        RenderError: it can't be laid out; the message names it.
    """
    try:
        laid, foot = front(faces, view), colophon(faces, view)
        parts = tuple(_parts(view, faces, laid, foot))
    except (LayoutError, UncoveredCharacterError) as problem:
        raise RenderError.of(view.title, str(problem)) from problem
    looks = (*front_looks(faces, view, laid), *annex_looks(), *colophon_looks(foot))
    properties = Properties(
        view.title, view.signature, revision_words(view.revision or revision), _moment(view.date)
    )
    document = blank_document(style_elements(looks), properties)
    _set_page(document, view)
    document.element.body[:0] = parts
    return package_bytes(document)


def _parts(
    view: BulletinView, faces: Faces, laid: Front, foot: Colophon
) -> Iterator[BaseOxmlElement]:
    yield from front_paragraphs(view, laid)
    yield from annex_parts(faces, view.annex)
    yield colophon_paragraph(view, foot)


def _moment(day: str) -> datetime:
    """Read the day as the document writes it: 2021年4月8日."""
    year, month, number = map(int, re.findall("[0-9]+", day))
    return datetime(year, month, number)  # noqa: DTZ001  # the file knows no time zone


def _set_page(document: Document, view: BulletinView) -> None:
    """Set the only section: type area, grid, page numbers on the outer side."""
    (section,) = document.sections
    (properties,) = document.element.body.xpath("w:sectPr")
    # The template's own columns and grid, and its editing session.
    properties.attrib.clear()
    properties[:] = []
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(grid.TOP), Mm(grid.BOTTOM)
    section.left_margin, section.right_margin = Mm(grid.LEFT), Mm(grid.RIGHT)
    section.footer_distance, section.header_distance = Mm(_FOOT), Mm(_HEAD)
    section.gutter = Mm(0)
    properties.append(
        element(
            "docGrid",
            type="linesAndChars",
            linePitch=twips(grid.PITCH),
            charSpace=str(grid.CHARACTER_SPACE),
        )
    )
    for footer, style in (
        (section.footer, PAGE_NUMBER),
        (section.even_page_footer, PAGE_NUMBER_LEFT),
    ):
        footer.is_linked_to_previous = False
        footer.part.element[:] = [page_number(style)]
    if view.margin_mark:
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            header.part.element[:] = [margin_mark(view.margin_mark)]
