"""The rulebooks: every clause as quoted and in plain words, and the awards it gave."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.clause_words import headings, in_words
from tongbao.documents.pages.awards import AwardLine, ClauseLink, award_lines, clause_link, total
from tongbao.documents.pages.page import Link, PageHead, in_section, section_head
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.words import full_date
from tongbao.model.period import Period
from tongbao.model.rulebook import Clause, InForce, Rulebook
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class RulebookSummary:
    """A rulebook in the list."""

    rulebook: Link
    in_force: str


@dataclass(frozen=True, slots=True)
class RulebooksPage:
    """The rulebooks, the latest first."""

    head: PageHead
    rulebooks: tuple[RulebookSummary, ...]


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """How many awards a clause gave in a quarter, and their sum."""

    period: str
    count: Link
    points: Link


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause: its source and text, what it means, what it gave.

    `name` tells it apart; `inferred` says what it is inferred from, empty if it is not.
    """

    anchor: str
    name: str
    citation: str
    text: str
    inferred: str
    column: str
    words: str
    uses: tuple[ClauseUse, ...]


@dataclass(frozen=True, slots=True)
class CommendationView:
    """How many of a group the bulletin names."""

    group: str
    top: int


@dataclass(frozen=True, slots=True)
class RulebookPage:
    """One rulebook."""

    head: PageHead
    in_force: str
    clauses: tuple[ClauseView, ...]
    commendations: tuple[CommendationView, ...]


@dataclass(frozen=True, slots=True)
class ClauseAwardsPage:
    """Every award under a clause in a quarter."""

    head: PageHead
    clause: ClauseLink
    words: str
    count: int
    total: str
    lines: tuple[AwardLine, ...]


def rulebooks_page(source: PageSource) -> RulebooksPage:
    """Return the list of rulebooks."""
    books = sorted(
        source.dataset.rulebooks.values(),
        key=lambda book: book.record.in_force.from_,
        reverse=True,
    )
    return RulebooksPage(
        section_head(addresses.RULEBOOKS, "考评办法"),
        tuple(
            RulebookSummary(
                Link(book.record.title, addresses.rulebook(book.id)), _days(book.record.in_force)
            )
            for book in books
        ),
    )


def _days(in_force: InForce) -> str:
    until = f"至{full_date(in_force.to)}" if in_force.to else "起"
    return f"{full_date(in_force.from_)}{until}"


def rulebook_page(source: PageSource, book: Entry[Rulebook]) -> RulebookPage:
    """Return one rulebook's page."""
    record = book.record
    return RulebookPage(
        in_section(addresses.RULEBOOKS, addresses.rulebook(book.id), record.title),
        _days(record.in_force),
        tuple(_clause(source, book, clause) for clause in record.clauses),
        tuple(CommendationView(each.group, each.top) for each in record.commendations),
    )


def _clause(source: PageSource, book: Entry[Rulebook], clause: Clause) -> ClauseView:
    link = clause_link(book.id, clause)
    columns = {column.id: column.name for column in book.record.columns}
    return ClauseView(
        addresses.fragment(link.target),
        headings(source.dataset, book.record)[clause.id],
        clause.citation,
        link.text,
        clause.inferred or "",
        columns.get(clause.column, clause.column),
        in_words(source.dataset, book, clause),
        tuple(
            _use(book, clause, quarter, awards)
            for quarter in source.quarters
            if len(awards := _awards(source, book, clause, quarter))
        ),
    )


def _use(book: Entry[Rulebook], clause: Clause, quarter: Period, awards: Ledger) -> ClauseUse:
    target = addresses.clause_awards(book.id, clause.id, quarter)
    return ClauseUse(
        full_name(quarter), Link(str(len(awards)), target), Link(total(awards), target)
    )


def _awards(source: PageSource, book: Entry[Rulebook], clause: Clause, quarter: Period) -> Ledger:
    awards = source.ledger.under(clause.id).within(quarter)
    return Ledger(tuple(award for award in awards if award.rulebook == book.id))


def clause_awards_pages(
    source: PageSource, book: Entry[Rulebook]
) -> "tuple[ClauseAwardsPage, ...]":
    """Return a page for each clause and quarter in which it gave awards."""
    return tuple(
        _clause_awards(source, book, clause, quarter, awards)
        for clause in book.record.clauses
        for quarter in source.quarters
        if len(awards := _awards(source, book, clause, quarter))
    )


def _clause_awards(
    source: PageSource, book: Entry[Rulebook], clause: Clause, quarter: Period, awards: Ledger
) -> ClauseAwardsPage:
    link = clause_link(book.id, clause)
    name = headings(source.dataset, book.record)[clause.id]
    return ClauseAwardsPage(
        in_section(
            addresses.RULEBOOKS,
            addresses.clause_awards(book.id, clause.id, quarter),
            f"{full_name(quarter)}依{name}计分",
            Link(book.record.title, addresses.rulebook(book.id)),
        ),
        link,
        in_words(source.dataset, book, clause),
        len(awards),
        total(awards),
        award_lines(source, awards),
    )
