"""Every page of a bureau, in a fixed order."""

from collections.abc import Iterator
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
from tongbao.documents.pages.reminders import reminder_pages, reminders_page
from tongbao.documents.pages.rulebooks import (
    clause_awards_pages,
    rulebook_page,
    rulebooks_page,
)
from tongbao.documents.pages.search import search_page
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.submission import submission_pages
from tongbao.documents.pages.tasks import tasks_page
from tongbao.documents.pages.unit import unit_page
from tongbao.documents.pages.unit_awards import bulletin_unit_pages, unit_period_pages
from tongbao.documents.pages.unit_filed import unit_filed_pages
from tongbao.documents.pages.units import units_page
from tongbao.documents.pages.working import working_page


class PageView(Protocol):
    """What all pages have."""

    @property
    def head(self) -> PageHead:
        """The page's place and title."""


def all_pages(source: PageSource) -> Iterator[PageView]:
    """Yield every page of a bureau's part of the site."""
    yield home_page(source)
    yield from overview_pages(source)
    yield from _bulletins(source)
    yield units_page(source)
    for unit in source.dataset.units.values():
        yield unit_page(source, unit)
        yield from unit_filed_pages(source, unit.id)
    yield from unit_period_pages(source)
    yield from submission_pages(source)
    yield outlets_page(source)
    for outlet in source.dataset.outlet_by_id.values():
        yield outlet_page(source, outlet)
    yield from _ledgers(source)
    yield rulebooks_page(source)
    for book in source.dataset.rulebooks.values():
        yield rulebook_page(source, book)
        yield from clause_awards_pages(source, book)
    if source.has_tasks:
        yield from _tasks(source)
    yield from form_pages(source)
    yield filing_page(source)
    yield help_page(source)
    yield search_page(source)
    yield about_page(source)


def _bulletins(source: PageSource) -> Iterator[PageView]:
    yield bulletins_page(source)
    for bulletin in source.bulletins:
        yield bulletin_page(source, bulletin)
        yield from annex_pages(source, bulletin)
        if source.audience.is_internal:
            yield working_page(source, bulletin)
    yield from bulletin_unit_pages(source)


def _ledgers(source: PageSource) -> Iterator[PageView]:
    yield ledgers_page(source)
    for table in source.tables.values():
        yield ledger_page(source, table)
    for period in source.list_periods:
        yield from adopted_pages(source, period)
        yield filed_page(source, period)
    yield from authors_pages(source)
    yield from items_pages(source)


def _tasks(source: PageSource) -> Iterator[PageView]:
    yield tasks_page(source)
    if source.dues:
        yield dues_page(source)
        yield from due_pages(source)
    if source.reminders:
        yield reminders_page(source)
        yield from reminder_pages(source)
