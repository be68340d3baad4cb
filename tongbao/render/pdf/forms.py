"""The PDFs of printed forms, from their view models: the second door of this package."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.forms.printed import printed_documents
from tongbao.documents.forms.review_form import blank_forms
from tongbao.documents.forms.table import PrintedForm
from tongbao.render.pdf.coverage import missing_glyph
from tongbao.render.pdf.faces import Faces, UncoveredCharacterError
from tongbao.render.pdf.form_pages import form_layout
from tongbao.render.pdf.markup import document_html
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import DEFAULT_LIMITS, Limits, Source, render_pdfs
from tongbao.source.dataset import Dataset


def form_problems(dataset: Dataset, faces: Faces, today: date | None) -> list[Diagnostic]:
    """Return why forms of a bureau can't be set, those for its own use among them.

    Its data must be without errors. What passes is what `render_forms` renders.
    """
    printed = (
        (each.form, each.place) for each in printed_documents(dataset, today, is_internal=True)
    )
    blank = ((each.form, each.place) for each in blank_forms(dataset))
    return [
        problem for form, place in (*printed, *blank) for problem in problems_of(form, place, faces)
    ]


def problems_of(form: PrintedForm, place: Place, faces: Faces) -> Iterator[Diagnostic]:
    """Yield why a form can't be set; `place` is the record it is made from."""
    try:
        form_layout(form, faces)
    except LayoutError as refused:
        yield Diagnostic(place, Rule.LAYOUT, refused.problem, "排得进版心的内容", refused.advice)
    except UncoveredCharacterError as missing:
        yield missing_glyph(missing.char, place)


def form_html(form: PrintedForm, faces: Faces, revision: str = "") -> str:
    """Return the HTML a form's PDF is made from; the PDF depends on it and the faces alone.

    Raises:
        RenderError: it can't be laid out; the message names it.
    """
    layout = partial(form_layout, form, faces)
    return document_html("form.html", form.title, layout, revision)


def render_forms(
    forms: Sequence[PrintedForm], faces: Faces, revision: str = "", limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, ...]:
    """Return the PDFs of forms in order; one process renders them all.

    Each names `revision`, that of the data, in its metadata.

    Raises:
        RenderError: one could not be rendered; the message names it.
    """
    sources = [Source(form.title, form_html(form, faces, revision)) for form in forms]
    return render_pdfs(sources, faces, limits)
