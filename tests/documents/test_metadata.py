"""Every PDF names the revision of its data, in its metadata and nowhere on the sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from pdfminer.pdftypes import resolve1, stream_value
from pdfplumber.pdf import PDF

from tests.documents.ruler import opened
from tests.documents.sample import brief_view
from tests.documents.sample_cycle import reminder_view
from tongbao.documents.forms.table import PrintedForm, label
from tongbao.render.pdf.document import render_bulletins
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.forms import render_forms
from tongbao.render.pdf.reminder import render_reminders

ID = "1a2b3c4d5e6f" + "0" * 28
OTHER = "f6e5d4c3b2a1" + "0" * 28


@pytest.fixture(scope="module")
def pdfs(faces: Faces) -> Iterator[Mapping[str, PDF]]:
    """A document of each kind, and an issued bulletin."""
    view = brief_view()
    form = PrintedForm(
        mark="",
        title="计分表",
        note="",
        filler="",
        day="",
        widths=(1,),
        head=(),
        rows=((label("项目"),),),
        remark="",
        author="某某局",
        is_landscape=False,
        is_sample=False,
    )
    names = ("bulletin", "issued", "form", "reminder")
    contents = (
        *render_bulletins([view, replace(view, revision=OTHER)], faces, f"{ID}-dirty"),
        *render_forms([form], faces, ID),
        *render_reminders([reminder_view(units=0, dues=0)], faces),
    )
    with opened(dict(zip(names, contents, strict=True))) as found:
        yield found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bulletin", "数据版本 1a2b3c4d5e6f，有未提交的改动"),
        # Issued from another revision than the site's.
        ("issued", "数据版本 f6e5d4c3b2a1"),
        ("form", "数据版本 1a2b3c4d5e6f"),
        ("reminder", "数据未纳入版本管理"),
    ],
)
def test_the_revision_is_in_the_metadata_alone(
    pdfs: Mapping[str, PDF], name: str, words: str
) -> None:
    pdf = pdfs[name]
    assert pdf.metadata["Keywords"] == words
    described = stream_value(resolve1(pdf.doc.catalog["Metadata"])).get_data().decode()
    assert f"<pdf:Keywords>{words}</pdf:Keywords>" in described
    text = "".join(page.extract_text() for page in pdf.pages)
    assert text
    assert not any(part in text for part in ("数据版本", "版本管理", ID[:6], OTHER[:6]))
