"""Which forms a bureau's site has printed, each as a PDF beside its page.

Review forms are not among them: a submission's is set when asked for; a blank one has no page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongbao.diagnostic import Place
from tongbao.documents import addresses
from tongbao.documents.forms.correspondents import correspondent_table
from tongbao.documents.forms.scoring_sheet import scoring_sheet
from tongbao.documents.forms.table import PrintedForm
from tongbao.documents.forms.task_tables import task_tables
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A form, the folder of its page and where in the data its title stands."""

    target: str
    form: PrintedForm
    place: Place

    @property
    def title(self) -> str:
        """The form's title."""
        return self.form.title


def printed_documents(
    dataset: Dataset, today: date | None, *, is_internal: bool
) -> tuple[PrintedDocument, ...]:
    """Return a bureau's forms as of a day: those without personal data, and for its own use all.

    Without a day, there is no record and nobody to print a table for: only the sheets are left.
    """
    documents = list(_sheets(dataset))
    if today is not None:
        documents.extend(_task_tables(dataset, today))
        if is_internal:
            documents.extend(_registry(dataset, today))
    return tuple(documents)


def _sheets(dataset: Dataset) -> Iterator[PrintedDocument]:
    for book in dataset.rulebooks.values():
        if book.record.sheet is not None:
            target = addresses.sheet(book.id)
            yield PrintedDocument(target, scoring_sheet(dataset, book), book.at("sheet"))


def _task_tables(dataset: Dataset, today: date) -> Iterator[PrintedDocument]:
    registry = dataset.registry
    forms = task_tables(dataset, today)
    for index, (table, form) in enumerate(zip(registry.record.task_tables, forms, strict=True)):
        place = registry.at("task_tables", index, "title")
        yield PrintedDocument(addresses.task_table(table.id), form, place)


def _registry(dataset: Dataset, today: date) -> Iterator[PrintedDocument]:
    registry = dataset.correspondents
    if registry is not None:
        form = correspondent_table(dataset, registry.record, today)
        yield PrintedDocument(addresses.CORRESPONDENTS, form, registry.at("title"))
