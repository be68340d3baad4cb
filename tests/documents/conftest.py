"""The documents that are measured, rendered once in a test process."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.pdf import PDF

from tests.documents.sample import sample_view
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.composing import bulletin_view
from tongbao.model.bureau import Fonts
from tongbao.pipeline import examine
from tongbao.render.pdf.document import bulletin_html
from tongbao.render.pdf.faces import Faces, load_faces
from tongbao.render.pdf.process import Source, render_pdfs


@dataclass(frozen=True)
class Rendered:
    """A view and the PDF made from it."""

    view: BulletinView
    html: str
    content: bytes
    pdf: PDF


@pytest.fixture(scope="session")
def faces(root: Path) -> Faces:
    return load_faces(root / ".fonts", Fonts())


@pytest.fixture(scope="session")
def published(root: Path) -> BulletinView:
    """The bulletin of Ningxia's first quarter of 2021, from its records."""
    scored = next(
        bureau
        for bureau in examine(root / "data", date(2021, 5, 1)).bureaus
        if bureau.dataset.bureau.record.short == "宁夏医保局"
    )
    entry = scored.dataset.bulletins["2021-q1"]
    return bulletin_view(scored.dataset, scored.ledger, entry)


@pytest.fixture(scope="session")
def rendered(faces: Faces, published: BulletinView) -> Iterator[Mapping[str, Rendered]]:
    """The documents by name."""
    sample = sample_view()
    views = {
        "published": published,
        "sample": sample,
        "unsealed": replace(sample, sealed=False, cc="", head=("某某市医疗保障局文件",)),
    }
    htmls = {name: bulletin_html(view, faces) for name, view in views.items()}
    contents = render_pdfs([Source(name, html) for name, html in htmls.items()], faces)
    documents = {
        name: Rendered(views[name], htmls[name], content, pdfplumber.open(io.BytesIO(content)))
        for name, content in zip(views, contents, strict=True)
    }
    yield documents
    for document in documents.values():
        document.pdf.close()
