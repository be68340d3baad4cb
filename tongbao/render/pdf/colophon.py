"""The colophon (版记, GB/T 9704-2012, 7.4): the last block, on the foot of the last page."""

from dataclasses import dataclass

from tongbao.documents.bulletin import BulletinView
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.grid import COLOPHON_SIZE, MEASURE, MM, Length
from tongbao.render.pdf.typesetting import Line, Measure, justified, shaped, unbroken

_LINE = 22.0
"""Height of a line of the colophon, in points."""

_PADDING = 2.0
"""Above and below each paragraph of it."""

_RULES = (0.35 + 0.25 + 0.35) * MM
"""First, middle and last rule (7.4.1)."""

_CC = "抄送："


@dataclass(frozen=True, slots=True)
class Colophon:
    """Copies to, issuing office, date of issue."""

    cc: tuple[Line, ...]
    office: Line
    issued: Line
    height: float
    """From the first rule to the last, in points."""

    @property
    def room(self) -> Length:
        """The room it takes, with a line of white above."""
        return Length(self.height + _LINE)


def colophon(faces: Faces, view: BulletinView) -> Colophon:
    """Lay out the colophon; without copies its middle rule falls away."""
    cc = _copies(faces, view.cc) if view.cc else ()
    return Colophon(
        cc=cc,
        office=unbroken(shaped(faces, [(view.issuing_office, Role.FANGSONG)])),
        issued=unbroken(shaped(faces, [(view.issue_line, Role.FANGSONG)])),
        height=(len(cc) + 1) * _LINE + (2 if cc else 1) * 2 * _PADDING + _RULES,
    )


def _copies(faces: Faces, cc: str) -> tuple[Line, ...]:
    """抄送：…。 indented 1 on both sides, turn lines under the first name (7.4.2)."""
    width = MEASURE - (2 + len(_CC)) * COLOPHON_SIZE
    measure = Measure(COLOPHON_SIZE, width, -len(_CC) * COLOPHON_SIZE)
    return justified(shaped(faces, [(f"{_CC}{cc.rstrip('。')}。", Role.FANGSONG)]), measure)
