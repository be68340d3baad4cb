"""The main text laid on the grid: red head to note, in the order of GB/T 9704-2012, 7.2 and 7.3."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tongbao.documents.bulletin import BulletinView
from tongbao.documents.prose import Block, BlockKind
from tongbao.render.pdf.faces import Faces, Glyph, Role
from tongbao.render.pdf.grid import (
    BASE_SPACING,
    CELL,
    LEADING,
    LINES,
    MEASURE,
    MM,
    NONE,
    PITCH,
    TEXT_SIZE,
    TITLE_SIZE,
    Length,
    cells,
    rows,
)
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import (
    Line,
    Measure,
    Slot,
    balanced,
    justified,
    shaped,
    unbroken,
)
from tongbao.source.fields import quoted

HEAD_TOP = 35 * MM
"""From the top of the type area to the mark's ink (7.2.4)."""

_HEAD_SIZES = tuple(size / 2 for size in range(112, 60, -1))
_HEAD_WIDTH = MEASURE * 0.94
_HEAD_LEAST = 20.0
"""Smallest size of the mark, in points: below it does not stand out."""

_HEAD_PITCH = 1.22
_WIDEST_SPREAD = 700
_RULE_BELOW_NUMBER = 4 * MM
_RULE_ROWS = 2
_TITLE_PITCH = 33.5
_MOST_TITLE_LINES = 3
_END_MARKS = "。；，、.;, "


@dataclass(frozen=True, slots=True)
class RedHead:
    """The issuing body's mark (发文机关标志, 7.2.4): where it stands and how large it is."""

    lines: tuple[Line, ...]
    size: Length
    pitch: Length
    above: Length
    rows: int
    """Grid lines down to the line of the document number."""

    @property
    def height(self) -> Length:
        """The height of those."""
        return rows(self.rows)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph; `tag` is its HTML element, `role` its face."""

    lines: tuple[Line, ...]
    role: Role = Role.FANGSONG
    tag: str = "p"
    margin: Length = NONE
    """From the left edge of the type area."""
    indent: Length = NONE
    """Of the first line against the margin."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title's lines and the grid lines it takes with the blank one below it (7.3.1)."""

    lines: tuple[Line, ...]

    @property
    def rows(self) -> int:
        """How many grid lines it takes."""
        return len(self.lines) + 1

    @property
    def height(self) -> Length:
        """The height of those."""
        return rows(self.rows)

    @property
    def pitch(self) -> Length:
        """From line to line; a title of many lines stands on the grid."""
        return Length(_TITLE_PITCH if len(self.lines) <= _MOST_TITLE_LINES else PITCH)


@dataclass(frozen=True, slots=True)
class Closing:
    """What stays with the last lines of the text: annex note, signature, date, note (7.3.4-6)."""

    annex_note: Paragraph
    signature: Paragraph
    date: Paragraph
    note: Paragraph
    blank_lines: int
    """Above the signature."""

    @property
    def blank(self) -> Length:
        """The height of those."""
        return rows(self.blank_lines)


@dataclass(frozen=True, slots=True)
class Front:
    """Everything before the annex."""

    head: RedHead
    number: Line
    above_rule: Length
    rule_room: Length
    title: Title
    recipients: Paragraph
    body: tuple[Paragraph, ...]
    closing: Closing


def front(faces: Faces, view: BulletinView) -> Front:
    """Lay out a bulletin's main text.

    Raises:
        LayoutError: a part is longer than its room.
    """
    above_rule = LEADING / 2 + TEXT_SIZE + _RULE_BELOW_NUMBER - PITCH
    advice = "请改短 number 或 bureau.yaml 的 number_prefix"
    found = Front(
        head=red_head(faces, view.head),
        number=unbroken(_plain(faces, view.number), Slot("发文字号", _measure(), advice)),
        above_rule=Length(above_rule),
        rule_room=rows(_RULE_ROWS),
        title=Title(title_lines(faces, view.title_lines)),
        recipients=Paragraph(justified(_plain(faces, view.recipients), _measure())),
        body=tuple(_block(faces, block) for block in view.body),
        closing=_closing(faces, view),
    )
    _check_first_page(found)
    return found


def _check_first_page(front: Front) -> None:
    """Let the first page show some of the text (7.3.3): a line below the headings it begins with.

    Raises:
        LayoutError: there is no text, or no room for it.
    """
    headings = list(takewhile(lambda block: block.tag != "p", front.body))
    if len(headings) == len(front.body):
        raise LayoutError("正文没有一段文字可排", "请在文件头之后写正文")
    lines = [*front.recipients.lines, *(line for block in headings for line in block.lines)]
    above = front.head.rows + 1 + _RULE_ROWS + front.title.rows + len(lines)
    if above >= LINES:
        raise LayoutError(
            "标题、主送机关等太长，首页排不下正文（GB/T 9704—2012，7.3.3）",
            "请改短标题或主送机关",
        )


def red_head(faces: Faces, texts: Sequence[str]) -> RedHead:
    """Set the mark as large as the type area allows, its ink 35 mm below the area's top (7.2.4).

    The number follows two blank lines below and stands on the grid (7.2.5): lines of the mark
    are moved apart, or a single line is made a little smaller, until that comes out.

    Raises:
        LayoutError: a line is so long that it would have to be too small.
    """
    glyphs = [_plain(faces, text, Role.XIAOBIAOSONG) for text in texts]
    longest = max(_em(line) for line in glyphs)
    face = faces.families[Role.XIAOBIAOSONG]
    top, _ = faces.ink(glyphs[0])
    _, foot = faces.ink(glyphs[-1])
    room = _HeadRoom(len(texts) - 1, top - foot)
    size = room.size(longest)
    if size < _HEAD_LEAST:
        text = quoted(max(texts, key=len))
        advice = "请在 bureau.yaml 的 head 里分成几行，或者改短"
        raise LayoutError(f"发文机关标志“{text}”太长，一行排不下", advice)
    pitch = room.pitch(size)
    return RedHead(
        lines=tuple(
            unbroken(line, Slot("发文机关标志", Measure(size, MEASURE)), _spread(line, longest))
            for line in glyphs
        ),
        size=Length(size),
        pitch=Length(pitch),
        above=Length(LEADING / 2 + HEAD_TOP - pitch / 2 + (top - face.middle) * size),
        rows=room.number_row(size),
    )


@dataclass(frozen=True, slots=True)
class _HeadRoom:
    """The mark's lines against the grid: gaps between lines, height of the ink in em."""

    gaps: int
    ink: float

    def foot(self, size: float) -> float:
        """Foot of the ink below the type area's top, in points."""
        return HEAD_TOP + (self.ink + self.gaps * _HEAD_PITCH) * size

    def number_row(self, size: float) -> int:
        """Return the first grid line with two blank lines above it."""
        return math.ceil(self.foot(size) / PITCH + 2)

    def surplus(self, size: float) -> float:
        """Return how much more than two blank lines is left above the number, in points."""
        return (self.number_row(size) - 2) * PITCH - self.foot(size) - LEADING

    def size(self, longest: float) -> float:
        """Return the size for a mark whose longest line has this width in em."""
        sizes = [size for size in _HEAD_SIZES if size * longest <= _HEAD_WIDTH]
        largest = sizes[0] if sizes else _HEAD_WIDTH / longest
        if self.gaps:
            return largest
        return next((size for size in sizes if self.surplus(size) <= 0), largest)

    def pitch(self, size: float) -> float:
        """Return the line height, wider where a surplus has to go between the lines."""
        return size * _HEAD_PITCH + max(0.0, self.surplus(size)) / max(self.gaps, 1)


def _spread(glyphs: Sequence[Glyph], longest: float) -> int:
    """Return the spacing that makes a shorter line as wide as the longest, if it stays one line."""
    if len(glyphs) < 2:  # noqa: PLR2004 - one character has no gap
        return 0
    spacing = round((longest - _em(glyphs)) / (len(glyphs) - 1) * 1000)
    return spacing if spacing <= _WIDEST_SPREAD else 0


def title_lines(faces: Faces, texts: Iterable[str]) -> tuple[Line, ...]:
    """Set a title in size 2: the office's own lines, too long ones divided by sense (7.3.1)."""
    measure = Measure(TITLE_SIZE, MEASURE)
    return tuple(
        line
        for text in texts
        for line in balanced(
            _plain(faces, text, Role.XIAOBIAOSONG), measure, sense_breaks(text), BASE_SPACING
        )
    )


_NUMBERED = (
    (re.compile(r"[一二三四五六七八九十]+、"), 1),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)]"), 2),
    (re.compile(r"[0-9]+[.．、]"), 3),
    (re.compile(r"[（(][0-9]+[）)]"), 4),
)
_HEADING_ROLES = {1: Role.HEITI, 2: Role.KAITI, 3: Role.FANGSONG, 4: Role.FANGSONG}


def _block(faces: Faces, block: Block) -> Paragraph:
    """Set a paragraph, heading or item, all indented 2 (7.3.3)."""
    role, tag = Role.FANGSONG, "p"
    if block.kind is BlockKind.HEADING:
        level = next((level for form, level in _NUMBERED if form.match(block.text)), block.level)
        role, tag = _HEADING_ROLES[level], f"h{level + 1}"
    runs = [(run.text, Role.HEITI if run.strong else role) for run in block.runs]
    marker = [(block.marker, role)] if block.kind is BlockKind.ITEM else []
    lines = justified(shaped(faces, [*marker, *runs]), _measure(2))
    return Paragraph(lines, role, tag, indent=cells(2))


def _closing(faces: Faces, view: BulletinView) -> Closing:
    signature, date = signed(faces, view.signature, view.date, sealed=view.sealed)
    return Closing(
        annex_note=_annex_note(faces, view.annex_note),
        signature=signature,
        date=date,
        note=Paragraph(justified(_plain(faces, view.note), _measure(2)), indent=cells(2)),
        blank_lines=2 if view.sealed else 1,
    )


def signed(
    faces: Faces, name: str, date: str, *, sealed: bool, field: str = "name"
) -> tuple[Paragraph, Paragraph]:
    """Set the signature and the date of issue below it (7.3.5).

    `field` is the one of bureau.yaml that holds the name.

    Raises:
        LayoutError: the signature is longer than a line.
    """
    room = _measure(0 if sealed else 2)
    above = unbroken(
        _plain(faces, name), Slot("发文机关署名", room, f"请改短 bureau.yaml 的 {field}")
    )
    below = unbroken(_plain(faces, date), Slot("成文日期", room))
    place = _sealed if sealed else _unsealed
    name_left, date_left = place(above.width * TEXT_SIZE, below.width * TEXT_SIZE)
    return (
        Paragraph((above,), margin=Length(name_left)),
        Paragraph((below,), margin=Length(date_left)),
    )


def annex_note_text(name: str) -> str:
    """Write 附件：name, without an end mark (7.3.4)."""
    return f"附件：{name.rstrip(_END_MARKS)}"


def _annex_note(faces: Faces, name: str) -> Paragraph:
    """Set the annex note, turn lines under the name's first character (7.3.4)."""
    glyphs = _plain(faces, annex_note_text(name))
    lines = justified(glyphs, Measure(TEXT_SIZE, MEASURE - 5 * CELL, -3 * CELL))
    return Paragraph(lines, margin=cells(5), indent=cells(-3))


def _sealed(name: float, date: float) -> tuple[float, float]:
    """Return left edges of name and date: date 4 from the right, name centred on it (7.3.5.1).

    Two blank lines above leave the seal its place: over both, its top within a line of the text.
    """
    date_left = MEASURE - 4 * CELL - date
    return min(date_left + (date - name) / 2, MEASURE - name), date_left


def _unsealed(name: float, date: float) -> tuple[float, float]:
    """Return the left edges: name 2 from the right, date 2 behind the name's first (7.3.5.2).

    A date longer than the name stands 2 from the right, and the name moves to the left with it.
    """
    if date > name:
        date_left = MEASURE - 2 * CELL - date
        return date_left - 2 * CELL, date_left
    name_left = MEASURE - 2 * CELL - name
    return name_left, name_left + 2 * CELL


def _plain(faces: Faces, text: str, role: Role = Role.FANGSONG) -> tuple[Glyph, ...]:
    return shaped(faces, [(text, role)])


def _em(glyphs: Iterable[Glyph]) -> float:
    return sum(glyph.advance for glyph in glyphs)


def _measure(indent: float = 0) -> Measure:
    return Measure(TEXT_SIZE, MEASURE, indent * CELL)
