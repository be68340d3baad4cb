"""The colophon (版记, GB/T 9704-2012, 7.4): the last block, on the foot of the last page."""

from dataclasses import dataclass

from tongbao.documents.bulletin import BulletinView
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import BASE_SPACING, COLOPHON_SIZE, MEASURE, MM, Length
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

LINE = 22.0
"""Height of a line of the colophon, in points."""

PADDING = 2.0
"""Above and below each paragraph of it."""

_RULES = (0.35 + 0.25 + 0.35) * MM
"""First, middle and last rule (7.4.1)."""

_CC = "抄送："
_MOST_OFFICE_LINES = 2


@dataclass(frozen=True, slots=True)
class Colophon:
    """Copies to, issuing office, date of issue."""

    cc: tuple[Line, ...]
    office: tuple[Line, ...]
    issued: Line
    height: float
    """From the first rule to the last, in points."""

    @property
    def room(self) -> Length:
        """The room it takes, with a line of white above."""
        return Length(self.height + LINE)


def colophon(faces: Faces, view: BulletinView) -> Colophon:
    """Lay out the colophon; without copies its middle rule falls away."""
    cc = _copies(faces, view.cc) if view.cc else ()
    room = Measure(COLOPHON_SIZE, MEASURE - 2 * COLOPHON_SIZE)
    issued = unbroken(shaped(faces, [(view.issue_line, Role.FANGSONG)]), Slot("印发日期", room))
    office = _office(faces, view.issuing_office, issued)
    return Colophon(
        cc=cc,
        office=office,
        issued=issued,
        height=(len(cc) + len(office)) * LINE + (2 if cc else 1) * 2 * PADDING + _RULES,
    )


def _office(faces: Faces, name: str, issued: Line) -> tuple[Line, ...]:
    """Set the issuing office left of the date, one character between them (7.4.3).

    A long name takes two lines, the date stands on the last.
    """
    left = MEASURE - (3 + issued.width) * COLOPHON_SIZE
    glyphs = shaped(faces, [(name, Role.FANGSONG)])
    lines = balanced(glyphs, Measure(COLOPHON_SIZE, left), sense_breaks(name), BASE_SPACING)
    if len(lines) > _MOST_OFFICE_LINES:
        raise LayoutError(f"印发机关“{quoted(name)}”太长，版记两行排不下", "请改短")
    return lines


def copies_text(cc: str) -> str:
    """Write 抄送：…。 (7.4.2)."""
    return f"{_CC}{cc.rstrip('。')}。"


def _copies(faces: Faces, cc: str) -> tuple[Line, ...]:
    """Set the copies indented 1 on both sides, turn lines under the first name (7.4.2)."""
    width = MEASURE - (2 + len(_CC)) * COLOPHON_SIZE
    measure = Measure(COLOPHON_SIZE, width, -len(_CC) * COLOPHON_SIZE)
    return justified(shaped(faces, [(copies_text(cc), Role.FANGSONG)]), measure)
