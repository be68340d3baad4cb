"""A draft says so on every printed page, beside the mark of a sample; what was issued does not."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

import docx
import pytest
from pdfplumber.pdf import PDF

from tests.documents.printed_text import squeezed
from tests.documents.ruler import MM, TOP, opened
from tests.documents.sample import sample_view
from tongbao.documents.bulletin import BulletinView
from tongbao.render.docx.document import word_file
from tongbao.render.pdf.document import render_bulletins
from tongbao.render.pdf.faces import Faces

MARKS = {
    "issued": "",
    "draft": "草稿",
    "sample": "示例",
    "draft of a sample": "草稿示例",
}


@pytest.fixture(scope="module")
def views() -> Mapping[str, BulletinView]:
    whole = sample_view()
    return {
        name: replace(whole, is_draft="draft" in name, is_sample="sample" in name) for name in MARKS
    }


@pytest.fixture(scope="module")
def pdfs(views: Mapping[str, BulletinView], faces: Faces) -> Iterator[Mapping[str, PDF]]:
    contents = render_bulletins(list(views.values()), faces)
    with opened(dict(zip(views, contents, strict=True))) as found:
        yield found


@pytest.mark.parametrize("name", MARKS)
def test_every_page_of_the_pdf(pdfs: Mapping[str, PDF], name: str) -> None:
    above = [
        squeezed(page.crop((0, 0, page.width, TOP - 3 * MM)).extract_text())
        for page in pdfs[name].pages
    ]
    assert len(above) > 2
    assert set(above) == {MARKS[name]}


def test_a_mark_moves_nothing(pdfs: Mapping[str, PDF]) -> None:
    """Below the margin a draft looks as it will be issued."""
    issued, draft = (
        [page.crop((0, TOP, page.width, page.height)).extract_text() for page in pdfs[name].pages]
        for name in ("issued", "draft")
    )
    assert draft == issued


@pytest.mark.parametrize("name", MARKS)
def test_the_word_file(views: Mapping[str, BulletinView], faces: Faces, name: str) -> None:
    document = docx.Document(io.BytesIO(word_file(views[name], faces)))
    (section,) = document.sections
    headers = (section.header, section.even_page_header)
    found = [squeezed("".join(each.text for each in header.paragraphs)) for header in headers]
    assert found == [MARKS[name]] * 2
