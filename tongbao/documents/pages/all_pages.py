"""Every page of a bureau, in groups that can be made in any order, each by itself."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

from tongbao.documents.pages.about import about_page
from tongbao.documents.pages.authors import authors_pages
from tongbao.documents.pages.bulletins import annex_pages, bulletin_page, bulletins_page
from tongbao.documents.pages.due import due_pages, dues_page
from tongbao.documents.pages.filing import filing_page
from tongbao.documents.pages.forms import form_pages
from tongbao.documents.pages.help import help_page
from tongbao.documents.pages.home import home_page
from tongbao.documents.pages.items_ledger import items_pages
from tongbao.documents.pages.ledgers import ledger_page, ledgers_page
from tongbao.documents.pages.lists import adopted_pages, filed_page
from tongbao.documents.pages.outlets import outlet_page, outlets_page
from tongbao.documents.pages.overview import overview_pages
from tongbao.documents.pages.page import PageHead
from tongbao.documents.pages.registered_items import registered_years
from tongbao.documents.pages.reminders import reminder_pages, reminders_page
from tongbao.documents.pages.rulebooks import (
    clause_awards_pages,
    rulebook_page,
    rulebooks_page,
)
from tongbao.documents.pages.search import search_page
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.submission import submission_page
from tongbao.documents.pages.tasks import tasks_page
from tongbao.documents.pages.unit import unit_page
from tongbao.documents.pages.unit_awards import bulletin_unit_pages, unit_period_pages
from tongbao.documents.pages.unit_filed import unit_filed_pages
from tongbao.documents.pages.units import units_page
from tongbao.documents.pages.working import working_page
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import SubmissionId
from tongbao.model.unit import Unit
from tongbao.source.dataset import Entry

# Few enough to be spread evenly, enough of them for a group to be worth passing on.
_SUBMISSIONS_IN_A_GROUP = 50


class PageView(Protocol):
    """What all pages have."""

    @property
    def head(self) -> PageHead:
        """The page's place and title."""


PageGroup = Callable[[], Iterable[PageView]]
"""Some pages that are made together."""


def groups_of_many(source: PageSource) -> Iterator[PageGroup]:
    """Yield the groups of pages that show records of all units."""
    yield partial(_registers, source)
    yield partial(overview_pages, source)
    for year in registered_years(source):
        yield partial(items_pages, source, year)
    yield partial(authors_pages, source)
    yield partial(form_pages, source)
    for book in source.dataset.rulebooks.values():
        yield partial(_rulebook, source, book)
    for bulletin in source.bulletins:
        yield partial(_bulletin, source, bulletin)
    for period in source.list_periods:
        yield partial(_lists, source, period)
    if source.has_tasks:
        yield partial(_tasks, source)


def groups_of_few(source: PageSource) -> Iterator[PageGroup]:
    """Yield the groups of pages that show a unit's records, or one: light ones, and many."""
    for unit in source.dataset.units.values():
        yield partial(_unit, source, unit)
    shown = [
        SubmissionId(name)
        for name, entry in source.dataset.submissions.items()
        if source.has_page(entry.record)
    ]
    for first in range(0, len(shown), _SUBMISSIONS_IN_A_GROUP):
        yield partial(_submissions, source, shown[first : first + _SUBMISSIONS_IN_A_GROUP])


def _registers(source: PageSource) -> Iterator[PageView]:
    yield home_page(source)
    yield bulletins_page(source)
    yield units_page(source)
    yield outlets_page(source)
    for outlet in source.dataset.outlet_by_id.values():
        yield outlet_page(source, outlet)
    yield ledgers_page(source)
    for table in source.tables.values():
        yield ledger_page(source, table)
    yield rulebooks_page(source)
    yield filing_page(source)
    yield help_page(source)
    yield search_page(source)
    yield about_page(source)


def _rulebook(source: PageSource, book: Entry[Rulebook]) -> Iterator[PageView]:
    yield rulebook_page(source, book)
    yield from clause_awards_pages(source, book)


def _bulletin(source: PageSource, bulletin: Entry[Bulletin]) -> Iterator[PageView]:
    yield bulletin_page(source, bulletin)
    yield from annex_pages(source, bulletin)
    if source.audience.is_internal:
        yield working_page(source, bulletin)
    yield from bulletin_unit_pages(source, bulletin)


def _lists(source: PageSource, period: Period) -> Iterator[PageView]:
    yield from adopted_pages(source, period)
    yield filed_page(source, period)


def _tasks(source: PageSource) -> Iterator[PageView]:
    yield tasks_page(source)
    if source.dues:
        yield dues_page(source)
        yield from due_pages(source)
    if source.reminders:
        yield reminders_page(source)
        yield from reminder_pages(source)


def _unit(source: PageSource, unit: Unit) -> Iterator[PageView]:
    yield unit_page(source, unit)
    yield from unit_filed_pages(source, unit.id)
    yield from unit_period_pages(source, unit.id)


def _submissions(source: PageSource, names: Iterable[SubmissionId]) -> Iterator[PageView]:
    for name in names:
        yield submission_page(source, name, source.dataset.submissions[name].record)
