"""A laid-out document to the HTML its PDF is made from."""

from collections.abc import Callable

from tongbao.documents.provenance import revision_words
from tongbao.render.environment import environment
from tongbao.render.pdf.faces import UncoveredCharacterError
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import RenderError


def document_html(template: str, title: str, layout: Callable[[], object], revision: str) -> str:
    """Return the HTML of a document.

    Args:
        template: the template's name.
        title: the document's title, by which messages name it.
        layout: lays it out; what it returns is the template's `page`.
        revision: the revision of the data that the metadata names (see `Revision`).

    Raises:
        RenderError: it can't be laid out; the message names it.
    """
    try:
        page = layout()
    except (LayoutError, UncoveredCharacterError) as problem:
        raise RenderError.of(title, str(problem)) from problem
    words = revision_words(revision)
    return environment("documents").get_template(template).render(page=page, revision=words)
