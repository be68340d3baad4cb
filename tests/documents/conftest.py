"""The documents that are measured, rendered once in a test process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from pdfplumber.pdf import PDF

from tests.documents.ruler import opened
from tests.documents.sample import sample_view
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.composing import bulletin_view
from tongbao.model.bureau import Fonts
from tongbao.pipeline import examine
from tongbao.render.pdf.document import bulletin_html
from tongbao.render.pdf.faces import Faces, load_faces
from tongbao.render.pdf.process import Source, render_pdfs
from tongbao.scoring.score import Scored


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
def bureaus(root: Path) -> Mapping[str, Scored]:
    """The repository's bureaus by id."""
    examined = examine(root / "data", date(2021, 5, 1))
    return {bureau.dataset.id: bureau for bureau in examined.bureaus}


@pytest.fixture(scope="session")
def published(bureaus: Mapping[str, Scored]) -> BulletinView:
    """The bulletin of Ningxia's first quarter of 2021, from its records."""
    scored = bureaus["ningxia"]
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
    with opened(dict(zip(views, contents, strict=True))) as pdfs:
        yield {
            name: Rendered(views[name], htmls[name], content, pdfs[name])
            for name, content in zip(views, contents, strict=True)
        }
