"""A bulletin's PDF, from its view model: the door of this package."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongbao.documents.bulletin import BulletinView
from tongbao.render.environment import environment
from tongbao.render.pdf.annex import Annex, annex
from tongbao.render.pdf.colophon import Colophon, colophon
from tongbao.render.pdf.columns import (
    BORDER,
    PADDING,
    PADDING_Y,
    SMALL_LINE,
    SMALL_SIZE,
    TABLE_LINE,
    TABLE_SIZE,
)
from tongbao.render.pdf.faces import Faces, UncoveredCharacterError
from tongbao.render.pdf.front import Front, front
from tongbao.render.pdf.grid import PITCH, Length
from tongbao.render.pdf.process import DEFAULT_LIMITS, Limits, RenderError, Source, render_pdfs


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


def bulletin_layout(view: BulletinView, faces: Faces) -> BulletinLayout:
    """Lay out a bulletin.

    Raises:
        RenderError: no face has one of its characters.
    """
    try:
        foot = colophon(faces, view)
        return BulletinLayout(
            title=view.title,
            author=view.signature,
            annex_title=f"附件：{view.annex.title}",
            front=front(faces, view),
            annex=annex(faces, view.annex, foot.room.points),
            colophon=foot,
            lengths=_LENGTHS,
        )
    except UncoveredCharacterError as problem:
        raise RenderError(view.title, str(problem)) from problem


def bulletin_html(view: BulletinView, faces: Faces) -> str:
    """Return the HTML a bulletin's PDF is made from; the PDF depends on it and the faces alone."""
    template = environment("documents").get_template("bulletin.html")
    return template.render(page=bulletin_layout(view, faces))


def render_bulletin(view: BulletinView, faces: Faces, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a bulletin's PDF.

    Raises:
        RenderError: it could not be rendered; the message names it.
    """
    (content,) = render_pdfs([Source(view.title, bulletin_html(view, faces))], faces, limits)
    return content


_LENGTHS = {
    name: Length(points)
    for name, points in {
        "pitch": PITCH,
        "table-size": TABLE_SIZE,
        "table-line": TABLE_LINE,
        "small-size": SMALL_SIZE,
        "small-line": SMALL_LINE,
        "padding-x": PADDING,
        "padding-y": PADDING_Y,
        "border": BORDER,
    }.items()
}
