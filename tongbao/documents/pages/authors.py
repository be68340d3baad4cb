"""The points of persons: who wrote what earned them; never on a public site."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.model.period import Period
from tongbao.scoring.authors import by_author
from tongbao.scoring.award import shown


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """One author's points."""

    name: str
    unit: Link
    points: str


@dataclass(frozen=True, slots=True)
class AuthorsPage:
    """The authors of a period, the best first."""

    head: PageHead
    rows: tuple[AuthorRow, ...]


def authors_link(source: PageSource, period: Period) -> Link | None:
    """Return where the authors of a period stand; None where persons are not scored or shown."""
    books = source.dataset.rulebooks_in(period)
    if not source.audience.is_internal or all(book.record.authors is None for book in books):
        return None
    return Link("作者得分", addresses.authors(period))


def authors_pages(source: PageSource) -> "tuple[AuthorsPage, ...]":
    """Return the page of each period in which persons are scored."""
    return tuple(
        AuthorsPage(
            in_section(
                addresses.LEDGERS,
                addresses.authors(period),
                f"{full_name(period)}作者得分",
                Link(f"{full_name(period)}台账", addresses.ledger(period)),
            ),
            tuple(
                AuthorRow(name, source.unit_link(unit), shown(points))
                for name, unit, points in by_author(source.dataset, source.ledger.within(period))
            ),
        )
        for period in source.tables
        if authors_link(source, period) is not None
    )
