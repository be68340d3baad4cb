"""The PDFs of a bureau's part of the site, and the Word files beside them: where each stands."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.forms.review_form import blank_forms
from tongbao.documents.forms.table import PrintedForm
from tongbao.documents.pages import bulletins, forms, reminders
from tongbao.documents.pages.source import PageSource
from tongbao.documents.reminder import ReminderView


@dataclass(frozen=True, slots=True)
class PdfFiles:
    """The PDFs by kind, each with its path below the bureau's folder; `words` are no PDFs."""

    bulletins: tuple[tuple[str, BulletinView], ...]
    forms: tuple[tuple[str, PrintedForm], ...]
    reminders: tuple[tuple[str, ReminderView], ...]
    words: tuple[tuple[str, BulletinView], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths."""
        return tuple(
            path for path, _ in (*self.bulletins, *self.forms, *self.reminders, *self.words)
        )


def pdf_files(source: PageSource) -> PdfFiles:
    """Return the files that the reader may have."""
    return PdfFiles(
        tuple(
            (addresses.bulletin_file(name, bulletins.PDF), view)
            for name, view in source.bulletin_views.items()
        ),
        (
            *((each.target + forms.PDF, each.form) for each in forms.documents(source)),
            *(
                (addresses.blank_form(index), blank.form)
                for index, blank in enumerate(blank_forms(source.dataset))
            ),
        ),
        tuple((view.target + reminders.PDF, view) for view in source.reminders),
        tuple(
            (addresses.bulletin_file(name, bulletins.WORD), view)
            for name, view in source.bulletin_views.items()
        ),
    )
