"""The PDF of a reminder: title, a few sentences, signature, then the lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.documents.audience import Audience
from tongbao.documents.reminder import ReminderView, reminder_days, reminder_view
from tongbao.documents.words import SAMPLE_MARK
from tongbao.render.pdf.coverage import missing_glyph
from tongbao.render.pdf.faces import Faces, Role, UncoveredCharacterError
from tongbao.render.pdf.fitting import continuation
from tongbao.render.pdf.front import Paragraph, Title, signed, title_lines
from tongbao.render.pdf.grid import CELL, MEASURE, PITCH, TEXT_SIZE, Length, cells
from tongbao.render.pdf.markup import document_html
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import DEFAULT_LIMITS, Limits, Source, render_pdfs
from tongbao.render.pdf.reminder_rows import behind_rows, due_rows
from tongbao.render.pdf.stacking import ABOVE_TABLE, PlacedTable, stacked
from tongbao.render.pdf.table import LENGTHS
from tongbao.render.pdf.typesetting import Line, Measure, justified, shaped
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class ReminderLayout:
    """Everything the template prints, line by line."""

    label: str
    author: str
    title: Title
    paragraphs: tuple[Paragraph, ...]
    above_signature: Length
    signature: Paragraph
    date: Paragraph
    above_tables: Length
    tables: tuple[PlacedTable, ...]
    continuation: Line
    lengths: Mapping[str, Length]
    margin_mark: str


def reminder_layout(view: ReminderView, faces: Faces) -> ReminderLayout:
    """Lay out a reminder.

    Raises:
        LayoutError: a part of it does not fit its place.
        UncoveredCharacterError: no face has one of its characters.
    """
    title = Title(title_lines(faces, [view.title]))
    paragraphs = tuple(_paragraphs(faces, view))
    signature, day = signed(faces, view.signature, view.signed, sealed=False, field="office")
    lines = sum(len(paragraph.lines) for paragraph in (*paragraphs, signature, day))
    above = (title.rows + lines + 2) * PITCH + ABOVE_TABLE
    tables = []
    if view.behind:
        tables.append((view.behind_caption, behind_rows(faces, view.behind)))
    if view.due:
        tables.append((view.due_caption, due_rows(faces, view.due)))
    placed, _ = stacked(faces, tables, above)
    return ReminderLayout(
        label=view.title,
        author=view.signature,
        title=title,
        paragraphs=paragraphs,
        above_signature=Length(PITCH),
        signature=signature,
        date=day,
        above_tables=Length(PITCH + ABOVE_TABLE),
        tables=placed,
        continuation=continuation(faces),
        lengths={"pitch": Length(PITCH), **LENGTHS},
        margin_mark=SAMPLE_MARK if view.is_sample else "",
    )


def _paragraphs(faces: Faces, view: ReminderView) -> Iterator[Paragraph]:
    recipients = shaped(faces, [(view.recipients, Role.FANGSONG)])
    yield Paragraph(justified(recipients, Measure(TEXT_SIZE, MEASURE)))
    for text in view.body:
        lines = justified(
            shaped(faces, [(text, Role.FANGSONG)]), Measure(TEXT_SIZE, MEASURE, 2 * CELL)
        )
        yield Paragraph(lines, indent=cells(2))


def reminder_html(view: ReminderView, faces: Faces, revision: str = "") -> str:
    """Return the HTML a reminder's PDF is made from.

    Raises:
        RenderError: it can't be laid out; the message names it.
    """
    layout = partial(reminder_layout, view, faces)
    return document_html("reminder.html", view.title, layout, revision)


def render_reminders(
    views: Sequence[ReminderView], faces: Faces, revision: str = "", limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, ...]:
    """Return the PDFs of reminders in order; one process renders them all.

    Each names `revision`, that of the data, in its metadata.

    Raises:
        RenderError: one could not be rendered; the message names it.
    """
    sources = [Source(view.title, reminder_html(view, faces, revision)) for view in views]
    return render_pdfs(sources, faces, limits)


def reminder_problems(dataset: Dataset, today: date | None, faces: Faces) -> list[Diagnostic]:
    """Return why reminders of a bureau up to a day can't be set, for whichever reader."""
    found = (
        problem
        for day in reminder_days(dataset, today)
        for problem in _problems(dataset, day, faces)
    )
    return list(dict.fromkeys(found))


def _problems(dataset: Dataset, day: date, faces: Faces) -> Iterator[Diagnostic]:
    place = dataset.registry.at("tasks")
    try:
        reminder_layout(reminder_view(dataset, day, Audience.INTERNAL), faces)
    except LayoutError as refused:
        yield Diagnostic(place, Rule.LAYOUT, refused.problem, "排得进版心的内容", refused.advice)
    except UncoveredCharacterError as missing:
        yield missing_glyph(missing.char, place)
