"""The PDFs of a bureau's part of the site, and its Word files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tongbao.documents import addresses
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.pages.pdf_files import PdfFiles, pdf_files
from tongbao.documents.pages.source import PageSource
from tongbao.render.docx.document import word_file
from tongbao.render.files import Keep, Page, file, key_of
from tongbao.render.pdf.document import bulletin_html
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.forms import form_html
from tongbao.render.pdf.process import Source, render_pdfs
from tongbao.render.pdf.reminder import reminder_html


@dataclass(frozen=True, slots=True)
class _Printed:
    """A PDF to be: its path, its title, everything that it shows, how to set it."""

    path: str
    title: str
    shown: tuple[object, ...]
    html: Callable[[], str]


def document_files(source: PageSource, faces: Faces, revision: str, keep: Keep) -> Iterator[Page]:
    """Yield a bureau's PDFs, all from one process, and its Word files.

    `faces` are those it sets in, `revision` is that of the data (see `Revision`).

    Raises:
        RenderError: a document can't be set; the message names it.
    """
    files = pdf_files(source)
    base = addresses.bureau(source.dataset.id)
    printed = list(_printed(files, faces, revision))
    keyed = [(each, key_of(each.path, each.shown, faces.look)) for each in printed]
    wanted = [(each, key) for each, key in keyed if not keep(base + each.path, key)]
    contents = render_pdfs([Source(each.title, each.html()) for each, _ in wanted], faces)
    for (each, key), content in zip(wanted, contents, strict=True):
        yield Page(base + each.path, key, content)
    for path, view in files.words:
        make = partial(word_file, view, faces, revision)
        yield from file(base + path, (view, faces.look, _revision(view, revision)), make, keep)


def _printed(files: PdfFiles, faces: Faces, revision: str) -> Iterator[_Printed]:
    for path, view in files.bulletins:
        make = partial(bulletin_html, view, faces, revision)
        yield _Printed(path, view.title, (view, _revision(view, revision)), make)
    for path, form in files.forms:
        make = partial(form_html, form, faces, revision)
        yield _Printed(path, form.title, (form, revision), make)
    for path, reminder in files.reminders:
        make = partial(reminder_html, reminder, faces, revision)
        yield _Printed(path, reminder.title, (reminder, revision), make)


def _revision(view: BulletinView, revision: str) -> str:
    """Return the revision that a bulletin names: that it was issued from, else the data's."""
    return view.revision or revision
