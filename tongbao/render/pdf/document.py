"""A bulletin's PDF, from its view model: the door of this package."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.composing import bulletin_view
from tongbao.model.bulletin import Bulletin
from tongbao.render.pdf.annex import Annex, annex
from tongbao.render.pdf.colophon import Colophon, colophon
from tongbao.render.pdf.coverage import glyph_problems, missing_glyph
from tongbao.render.pdf.faces import Faces, UncoveredCharacterError
from tongbao.render.pdf.front import Front, front
from tongbao.render.pdf.grid import PITCH, Length
from tongbao.render.pdf.markup import document_html
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import DEFAULT_LIMITS, Limits, Source, render_pdfs
from tongbao.render.pdf.reminder import reminder_problems
from tongbao.render.pdf.table import LENGTHS
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class BulletinLayout:
    """Everything the template prints, line by line."""

    title: str
    author: str
    annex_title: str
    front: Front
    annex: Annex
    colophon: Colophon
    lengths: Mapping[str, Length]
    margin_mark: str


def bulletin_layout(view: BulletinView, faces: Faces) -> BulletinLayout:
    """Lay out a bulletin.

    Raises:
        LayoutError: a part of it does not fit its place.
        UncoveredCharacterError: no face has one of its characters.
    """
    foot = colophon(faces, view)
    return BulletinLayout(
        title=view.title,
        author=view.signature,
        annex_title=f"附件：{view.annex.title}",
        front=front(faces, view),
        annex=annex(faces, view.annex, foot.room.points),
        colophon=foot,
        lengths=_LENGTHS,
        margin_mark=view.margin_mark,
    )


def layout_problems(scored: Scored, faces: Faces) -> list[Diagnostic]:
    """Return why documents of a bureau can't be set: characters without a face, else no room.

    Its data must be without errors. What passes is what `render_bulletins` and `render_reminders`
    render.
    """
    return (
        glyph_problems(scored, faces)
        or [
            problem
            for entry in scored.dataset.bulletins.values()
            for problem in _bulletin_problems(scored, entry, faces)
        ]
        or reminder_problems(scored.dataset, scored.today, faces)
    )


def _bulletin_problems(
    scored: Scored, entry: Entry[Bulletin], faces: Faces
) -> Iterator[Diagnostic]:
    try:
        bulletin_layout(bulletin_view(scored.dataset, scored.ledger, entry), faces)
    except LayoutError as refused:
        yield Diagnostic(
            entry.at("title"), Rule.LAYOUT, refused.problem, "排得进版心的内容", refused.advice
        )
    except UncoveredCharacterError as missing:
        yield missing_glyph(missing.char, entry.at("title"))


def bulletin_html(view: BulletinView, faces: Faces, revision: str = "") -> str:
    """Return the HTML a bulletin's PDF is made from; the PDF depends on it and the faces alone.

    `revision` is that of the data (see `Revision`), unless the bulletin was issued from another.

    Raises:
        RenderError: it can't be laid out; the message names it.
    """
    layout = partial(bulletin_layout, view, faces)
    return document_html("bulletin.html", view.title, layout, view.revision or revision)


def render_bulletins(
    views: Sequence[BulletinView], faces: Faces, revision: str = "", limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, ...]:
    """Return the PDFs of bulletins in order; one process renders them all.

    Each names `revision`, or the one it was issued from, in its metadata.

    Raises:
        RenderError: one could not be rendered; the message names it.
    """
    sources = [Source(view.title, bulletin_html(view, faces, revision)) for view in views]
    return render_pdfs(sources, faces, limits)


_LENGTHS = {"pitch": Length(PITCH), **LENGTHS}
