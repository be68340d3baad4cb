"""Every page of a bureau, in a fixed order."""

from collections.abc import Iterator
from typing import Protocol

from tongbao.documents.pages.about import about_page
from tongbao.documents.pages.bulletins import bulletin_page, bulletins_page
from tongbao.documents.pages.home import home_page
from tongbao.documents.pages.ledgers import ledger_page, ledgers_page
from tongbao.documents.pages.lists import adopted_page, filed_page
from tongbao.documents.pages.outlets import outlet_page, outlets_page
from tongbao.documents.pages.page import PageHead
from tongbao.documents.pages.rulebooks import (
    clause_awards_pages,
    rulebook_page,
    rulebooks_page,
)
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.submission import submission_pages
from tongbao.documents.pages.unit import unit_page
from tongbao.documents.pages.units import units_page


class PageView(Protocol):
    """What all pages have."""

    @property
    def head(self) -> PageHead:
        """The page's place and title."""


def all_pages(source: PageSource) -> Iterator[PageView]:
    """Yield every page of a bureau's part of the site."""
    dataset = source.dataset
    yield home_page(source)
    yield bulletins_page(source)
    for bulletin in source.bulletins:
        yield bulletin_page(source, bulletin)
    yield units_page(source)
    for unit in dataset.units.values():
        yield unit_page(source, unit)
    yield from submission_pages(source)
    yield outlets_page(source)
    for outlet in dataset.outlet_by_id.values():
        yield outlet_page(source, outlet)
    yield ledgers_page(source)
    for table in source.tables.values():
        yield ledger_page(source, table)
    for period in source.list_periods:
        yield adopted_page(source, period)
        yield filed_page(source, period)
    yield rulebooks_page(source)
    for book in dataset.rulebooks.values():
        yield rulebook_page(source, book)
        yield from clause_awards_pages(source, book)
    yield about_page(source)
