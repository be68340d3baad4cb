"""The printed forms as pages, each with its PDF beside."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.forms.printed import PrintedDocument, printed_documents
from tongbao.documents.forms.review_form import blank_forms
from tongbao.documents.forms.table import PrintedForm
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import enumerated

PDF = "form.pdf"


@dataclass(frozen=True, slots=True)
class FormPage:
    """A printed form."""

    head: PageHead
    form: PrintedForm
    pdf: Link


def documents(source: PageSource) -> tuple[PrintedDocument, ...]:
    """Return the printed forms that the reader may see."""
    return printed_documents(
        source.dataset, source.scored.today, is_internal=source.audience.is_internal
    )


def form_links(source: PageSource) -> tuple[Link, ...]:
    """Return the forms that say who owes what and who files, by title."""
    return tuple(
        Link(document.title, document.target)
        for document in documents(source)
        if not document.target.startswith(addresses.RULEBOOKS)
    )


def blank_form_links(source: PageSource) -> tuple[Link, ...]:
    """Return the blank review forms, each named by the groups whose units fill it in."""
    return tuple(
        Link(f"{enumerated(blank.groups)}用（PDF）", addresses.blank_form(index))
        for index, blank in enumerate(blank_forms(source.dataset))
    )


def form_pages(source: PageSource) -> "tuple[FormPage, ...]":
    """Return the page of each printed form."""
    return tuple(
        FormPage(_head(source, document), document.form, Link("下载 PDF", document.target + PDF))
        for document in documents(source)
    )


def _head(source: PageSource, document: PrintedDocument) -> PageHead:
    books = {addresses.sheet(book.id): book for book in source.dataset.rulebooks.values()}
    book = books.get(document.target)
    if book is None:
        return in_section(addresses.TASKS, document.target, document.title)
    above = Link(book.record.title, addresses.rulebook(book.id))
    return in_section(addresses.RULEBOOKS, document.target, document.title, above)
