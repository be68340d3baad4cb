"""The main text: red head to note, each part a paragraph in a style of its own."""

from collections.abc import Iterable, Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.documents.bulletin import BulletinView
from tongbao.documents.prose import Block, BlockKind
from tongbao.render.docx.grid import PITCH
from tongbao.render.docx.markup import (
    Piece,
    text_paragraph,
)
from tongbao.render.docx.styles import BODY, RED, STRONG, Align, Edge, Look, heading
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.front import (
    HEAD_TOP,
    Front,
    Paragraph,
    annex_note_text,
)
from tongbao.render.pdf.grid import CELL, MEASURE, MM, TEXT_SIZE, TITLE_SIZE
from tongbao.render.pdf.typesetting import Line

# Of a line of fixed height Word puts this part above the base line.
_ABOVE_BASE = 0.8
# What of a Chinese character's square lies below it.
_BELOW_BASE = 0.12
_RULE = 0.4 * MM
_RULE_SPACE = 7
_TITLE_ROWS = 2

_HEAD, _NUMBER, _TITLE = "IssuingBody", "DocumentNumber", "Title"
_RECIPIENTS, _ANNEX_NOTE, _SIGNATURE = "Salutation", "AnnexNote", "Signature"
_DATE, _NOTE = "Date", "PublicityNote"
_HEADINGS = (Role.HEITI, Role.KAITI, Role.FANGSONG, Role.FANGSONG)


def front_looks(faces: Faces, view: BulletinView, front: Front) -> tuple[Look, ...]:
    """Return the styles of the main text: sizes and places as the PDF has them."""
    title = front.title
    # The blank line below the title is part of its room.
    title_pitch = min(title.pitch.points, title.rows * PITCH / len(title.lines))
    return (
        *_head_looks(faces, view, front),
        Look(
            _TITLE,
            "Title",
            role=Role.XIAOBIAOSONG,
            size=TITLE_SIZE,
            line=title_pitch,
            align=Align.CENTER,
            before=_TITLE_ROWS * PITCH - _RULE_SPACE - _RULE,
            after=title.rows * PITCH - len(title.lines) * title_pitch,
            on_grid=False,
        ),
        Look(_RECIPIENTS, "Salutation", align=Align.FULL),
        BODY,
        *(heading(level, role) for level, role in enumerate(_HEADINGS, 1)),
        Look(
            _ANNEX_NOTE,
            "附件说明",
            align=Align.FULL,
            before=PITCH,
            left=5 * CELL,
            first=-3 * CELL,
            keeps_next=True,
        ),
        Look(
            _SIGNATURE,
            "Signature",
            align=Align.RIGHT,
            before=front.closing.blank_lines * PITCH,
            right=_right(front.closing.signature),
            keeps_next=True,
        ),
        Look(_DATE, "Date", align=Align.RIGHT, right=_right(front.closing.date), keeps_next=True),
        Look(_NOTE, "附注", align=Align.FULL, first=2 * CELL),
    )


def _head_looks(faces: Faces, view: BulletinView, front: Front) -> Iterator[Look]:
    """Yield the looks of the mark, its ink 35 mm below the type area's top, and of the number."""
    head = front.head
    size, pitch = head.size.points, head.pitch.points
    ink, _ = faces.ink(faces.glyphs(view.head[0], Role.XIAOBIAOSONG))
    above = HEAD_TOP - (_ABOVE_BASE * pitch - ink * size)
    yield Look(
        _HEAD,
        "发文机关标志",
        role=Role.XIAOBIAOSONG,
        size=size,
        line=pitch,
        align=Align.CENTER,
        before=above,
        on_grid=False,
        color=RED,
    )
    yield Look(
        _NUMBER,
        "发文字号",
        align=Align.CENTER,
        before=head.rows * PITCH - above - len(head.lines) * pitch,
        edge=Edge(_RULE, _RULE_SPACE, RED),
    )


def _right(part: Paragraph) -> float:
    """Return the indent from the right that puts a line where the PDF has it."""
    (line,) = part.lines
    return MEASURE - part.margin.points - line.width * TEXT_SIZE


def front_paragraphs(view: BulletinView, front: Front) -> Iterator[BaseOxmlElement]:
    """Yield the paragraphs down to the note; text is whole, only titles end their lines."""
    size = front.head.size.points
    yield text_paragraph(_HEAD, *(_spaced(line, size) for line in front.head.lines))
    yield text_paragraph(_NUMBER, [Piece(view.number)])
    yield text_paragraph(_TITLE, *title_pieces(front.title.lines))
    yield text_paragraph(_RECIPIENTS, [Piece(view.recipients)])
    last = len(view.body) - 1
    for index, (block, laid) in enumerate(zip(view.body, front.body, strict=True)):
        # Programs that keep a whole paragraph together must leave text on the first page.
        yield _block(block, laid, keeps_next=0 < index == last)
    yield text_paragraph(_ANNEX_NOTE, [Piece(annex_note_text(view.annex_note))])
    yield text_paragraph(_SIGNATURE, [Piece(view.signature)])
    yield text_paragraph(_DATE, [Piece(view.date)])
    yield text_paragraph(_NOTE, [Piece(view.note)])


def title_pieces(lines: Iterable[Line]) -> Iterator[tuple[Piece, ...]]:
    """Yield the lines of a title, as close as the PDF sets them."""
    for line in lines:
        yield tuple(_spaced(line, TITLE_SIZE))


def _spaced(line: Line, size: float) -> Iterator[Piece]:
    """Yield a line with its space between the characters, none behind the last."""
    yield Piece(line.text[:-1], spacing=line.spacing / 1000 * size)
    yield Piece(line.text[-1:])


def _block(block: Block, laid: Paragraph, *, keeps_next: bool) -> BaseOxmlElement:
    """Return a block; the last one keeps the signature from a page without text."""
    marker = [Piece(block.marker)] if block.kind is BlockKind.ITEM else []
    pieces = [Piece(run.text, STRONG if run.strong else "") for run in block.runs]
    style = BODY.id if laid.tag == "p" else heading(int(laid.tag[1:]) - 1, laid.role).id
    return text_paragraph(style, [*marker, *pieces], keeps_next=keeps_next)
