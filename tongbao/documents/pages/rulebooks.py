"""The rulebooks: every clause as quoted and in plain words, and the awards it gave."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.clause_words import headings, in_words
from tongbao.documents.pages.awards import AwardLine, ClauseLink, award_lines, clause_link, total
from tongbao.documents.pages.page import Link, PageHead, in_section, section_head
from tongbao.documents.pages.source import PageSource, column_title, full_name
from tongbao.documents.rule_words import (
    commendation_words,
    conversion_words,
    duty_words,
    further_words,
    label_words,
)
from tongbao.documents.words import full_date
from tongbao.model.clause import Clause
from tongbao.model.period import Period
from tongbao.model.rulebook import InForce, Reading, Rulebook
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
    """How many awards a clause gave in a month, and their sum."""

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
class ReadingClause:
    """A clause as a reading has it: which one it replaces, and what it then means."""

    clause: ClauseLink
    words: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """An alternative reading (口径): never the one that counts."""

    name: str
    basis: str
    clauses: tuple[ReadingClause, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """Further rules of one kind, a sentence each."""

    heading: str
    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulebookPage:
    """One rulebook; `sheet` leads to its scoring sheet, if it has one."""

    head: PageHead
    in_force: str
    sheet: Link | None
    clauses: tuple[ClauseView, ...]
    lists: tuple[WordList, ...]
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class ClauseAwardsPage:
    """Every award under a clause in a month."""

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
        Link(record.sheet, addresses.sheet(book.id)) if record.sheet else None,
        tuple(_clause(source, book, clause) for clause in record.clauses),
        tuple(each for each in _lists(record) if each.items),
        tuple(_reading(source, book, reading) for reading in record.readings),
    )


def _lists(book: Rulebook) -> Iterator[WordList]:
    yield WordList("报送期限", "下列事项按期限报送：", tuple(map(duty_words, book.duties)))
    yield WordList(
        "联合信息的标记",
        "几个单位联合的信息，由办公室评定标记，印在标题前：",
        tuple(f"（{mark.sign}）：{mark.label}" for mark in book.joint_marks),
    )
    yield WordList(
        "通报点名",
        "通报正文点名得分靠前的单位，末位得分相同的全部列入：",
        tuple(map(commendation_words, book.commendations)),
    )
    yield WordList("评语", "得分和名次之外，还看：", tuple(map(label_words, book.labels)))
    yield WordList("折算", "得分折算成考核分：", tuple(map(conversion_words, book.conversions)))
    yield WordList("其他", "计分时还照下面几条办理：", tuple(further_words(book)))


def _reading(source: PageSource, book: Entry[Rulebook], reading: Reading) -> ReadingView:
    return ReadingView(
        reading.name,
        reading.basis,
        tuple(
            ReadingClause(
                clause_link(book.id, source.clauses[book.id, clause.id]),
                in_words(source.dataset, book, clause),
            )
            for clause in reading.clauses
        ),
    )


def _clause(source: PageSource, book: Entry[Rulebook], clause: Clause) -> ClauseView:
    link = clause_link(book.id, clause)
    columns = {column.id: column_title(column) for column in book.record.columns}
    return ClauseView(
        addresses.fragment(link.target),
        headings(source.dataset, book.record)[clause.id],
        clause.citation,
        link.text,
        clause.inferred or "",
        columns.get(clause.column, clause.column),
        in_words(source.dataset, book, clause),
        tuple(
            _use(book, clause, month, awards)
            for month in source.months
            if len(awards := _awards(source, book, clause, month))
        ),
    )


def _use(book: Entry[Rulebook], clause: Clause, month: Period, awards: Ledger) -> ClauseUse:
    target = addresses.clause_awards(book.id, clause.id, month)
    return ClauseUse(full_name(month), Link(str(len(awards)), target), Link(total(awards), target))


def _awards(source: PageSource, book: Entry[Rulebook], clause: Clause, month: Period) -> Ledger:
    awards = source.ledger.under(clause.id).within(month)
    return Ledger(tuple(award for award in awards if award.rulebook == book.id))


def clause_awards_pages(
    source: PageSource, book: Entry[Rulebook]
) -> "tuple[ClauseAwardsPage, ...]":
    """Return a page for each clause and month in which it gave awards."""
    return tuple(
        _clause_awards(source, book, clause, month, awards)
        for clause in book.record.clauses
        for month in source.months
        if len(awards := _awards(source, book, clause, month))
    )


def _clause_awards(
    source: PageSource, book: Entry[Rulebook], clause: Clause, month: Period, awards: Ledger
) -> ClauseAwardsPage:
    link = clause_link(book.id, clause)
    name = headings(source.dataset, book.record)[clause.id]
    return ClauseAwardsPage(
        in_section(
            addresses.RULEBOOKS,
            addresses.clause_awards(book.id, clause.id, month),
            f"{full_name(month)}依{name}计分",
            Link(book.record.title, addresses.rulebook(book.id)),
        ),
        link,
        in_words(source.dataset, book, clause),
        len(awards),
        total(awards),
        award_lines(source, awards),
    )
