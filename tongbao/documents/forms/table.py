"""What every printed form is: a title, a table of cells that may span others, lines around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongbao.documents.words import INTERNAL_MARK, SAMPLE_MARK, full_date


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers printed in a cell, and whether it is ticked."""

    name: str
    is_chosen: bool

    @property
    def box(self) -> str:
        """Its box."""
        return "☑" if self.is_chosen else "☐"

    @property
    def text(self) -> str:
        """The answer behind its box, as it is printed."""
        return f"{self.box} {self.name}"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signed box says: the opinion; who gave it, and when, at the lower right."""

    opinion: str
    name: str
    day: date

    @property
    def line(self) -> str:
        """Name and day."""
        return f"{self.name}　{full_date(self.day)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form: a label or what is filled in, over one column and row or more.

    Its text may have several lines. What is filled in may also be choices, in the lines they are
    printed in, or a box to sign: empty as long as nobody has.
    """

    text: str = ""
    colspan: int = 1
    rowspan: int = 1
    is_label: bool = False
    choices: tuple[tuple[Choice, ...], ...] = ()
    is_box: bool = False
    signature: Signature | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text; none where nothing is filled in."""
        return tuple(self.text.split("\n")) if self.text else ()


Row = tuple[Cell, ...]
"""The cells that begin in a row; those that span it from above are not named again."""


def label(text: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    """Return a cell of the form itself."""
    return Cell(text, colspan, rowspan, is_label=True)


def labels(texts: Iterable[str]) -> Row:
    """Return a row of such cells."""
    return tuple(label(text) for text in texts)


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form in the order it is printed."""

    mark: str
    """At the upper left: 附件2; or empty."""
    title: str
    note: str
    """In brackets below the title, or empty."""
    filler: str
    """Above the table on the left, who fills it in; or empty."""
    day: str
    """Above the table on the right, or empty."""
    widths: tuple[int, ...]
    """How wide the columns are, in proportion."""
    head: tuple[Row, ...]
    """The table's head, repeated on every page."""
    rows: tuple[Row, ...]
    remark: str
    """Below the table, or empty."""
    author: str
    is_landscape: bool
    is_sample: bool
    is_internal: bool = False
    """Whether it names persons: every page says that it is not for the public."""

    @property
    def margin_mark(self) -> str:
        """What every page says above its text, or nothing."""
        marks = ((self.is_internal, INTERNAL_MARK), (self.is_sample, SAMPLE_MARK))
        return "　".join(mark for applies, mark in marks if applies)
