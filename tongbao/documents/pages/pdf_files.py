"""The PDFs of a bureau's part of the site: where each stands and what it shows."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.forms.table import PrintedForm
from tongbao.documents.pages import bulletins, forms, reminders
from tongbao.documents.pages.source import PageSource
from tongbao.documents.reminder import ReminderView


@dataclass(frozen=True, slots=True)
class PdfFiles:
    """The PDFs by kind, each with its path below the bureau's folder."""

    bulletins: tuple[tuple[str, BulletinView], ...]
    forms: tuple[tuple[str, PrintedForm], ...]
    reminders: tuple[tuple[str, ReminderView], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths."""
        return tuple(path for path, _ in (*self.bulletins, *self.forms, *self.reminders))


def pdf_files(source: PageSource) -> PdfFiles:
    """Return the PDFs that the reader may have."""
    return PdfFiles(
        tuple(
            (addresses.bulletin_file(name, bulletins.PDF), view)
            for name, view in source.bulletin_views.items()
        ),
        tuple((document.target + forms.PDF, document.form) for document in forms.documents(source)),
        tuple((view.target + reminders.PDF, view) for view in source.reminders),
    )
