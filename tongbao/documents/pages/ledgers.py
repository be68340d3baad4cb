"""The ledger: the index of periods, the score table of each, what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tongbao.documents import addresses
from tongbao.documents.items import adopted_submissions
from tongbao.documents.pages.authors import authors_link
from tongbao.documents.pages.awards import AwardLine, award_lines
from tongbao.documents.pages.items_ledger import items_link
from tongbao.documents.pages.page import Link, PageHead, in_section, section_head
from tongbao.documents.pages.running import running_words
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.score_table import ScoreTable, UnitRow
from tongbao.model.period import Period
from tongbao.model.rulebook import Column


@dataclass(frozen=True, slots=True)
class QuarterEntry:
    """A quarter in the index: its table, its counts, its months."""

    ledger: Link
    filed: Link
    adopted: Link
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearEntry:
    """A year in the index, the latest quarter first; `items` is its register, if it has any."""

    ledger: Link
    items: Link | None
    quarters: tuple[QuarterEntry, ...]


@dataclass(frozen=True, slots=True)
class LedgersPage:
    """The index of the ledger, the latest year first."""

    head: PageHead
    years: tuple[YearEntry, ...]


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """A group's units by rank; `anchor` is where links to the group's standing lead."""

    anchor: str
    name: str
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A column's name in the table's head, or a heading over several."""

    text: str
    colspan: int
    rowspan: int


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A period's scores by group, and the table's head; `proposed` do not count yet.

    `running` says that the period is not over: then the places are not those of its end.
    Columns under a common heading stand below it: then the head has two rows.
    """

    head: PageHead
    period: str
    running: str
    columns: tuple[tuple[HeadCell, ...], ...]
    groups: tuple[StandingGroup, ...]
    months: tuple[Link, ...]
    lists: tuple[Link, ...]
    proposed: tuple[AwardLine, ...]


def ledgers_page(source: PageSource) -> LedgersPage:
    """Return the index of the ledger."""
    years = tuple(
        YearEntry(
            _ledger_link(year),
            items_link(source, year),
            tuple(
                _entry(source, quarter)
                for quarter in reversed(source.quarters)
                if quarter.year == year.year
            ),
        )
        for year in reversed(source.years)
    )
    return LedgersPage(section_head(addresses.LEDGERS, "台账"), years)


def _ledger_link(period: Period) -> Link:
    return Link(full_name(period), addresses.ledger(period))


def _entry(source: PageSource, quarter: Period) -> QuarterEntry:
    filed = sum(len(source.filed_in(unit, quarter)) for unit in source.dataset.units)
    adopted = adopted_submissions(source.dataset, source.ledger.within(quarter))
    levels = source.dataset.outlets.record.levels
    return QuarterEntry(
        _ledger_link(quarter),
        Link(str(filed), addresses.filed(quarter)),
        Link(str(len(adopted)), addresses.adopted(quarter, levels)),
        _month_links(source, quarter),
    )


def _month_links(source: PageSource, period: Period) -> tuple[Link, ...]:
    return tuple(
        Link(month.name, addresses.ledger(month))
        for month in period.months
        if month in source.tables and month != period
    )


def ledger_page(source: PageSource, table: ScoreTable) -> LedgerPage:
    """Return the ledger of one month, quarter or year."""
    period = table.period
    lists = []
    register = items_link(source, period)
    if register is not None:
        lists.append(register)
    if period in source.list_periods:
        levels = source.dataset.outlets.record.levels
        lists.append(Link("采用条目", addresses.adopted(period, levels)))
        lists.append(Link("报送条数", addresses.filed(period)))
    authors = authors_link(source, period)
    if authors is not None:
        lists.append(authors)
    running = running_words(source, period)
    return LedgerPage(
        in_section(addresses.LEDGERS, addresses.ledger(period), f"{full_name(period)}台账"),
        full_name(period),
        f"{running}，名次还会变。" if running else "",
        _head(table.columns),
        standing_groups(source, table),
        _month_links(source, period),
        tuple(lists),
        award_lines(source, source.scored.proposed.within(period)),
    )


def _head(columns: Sequence[Column]) -> tuple[tuple[HeadCell, ...], ...]:
    if all(column.heading is None for column in columns):
        return (tuple(HeadCell(column.name, 1, 1) for column in columns),)
    above: list[HeadCell] = []
    for heading, group in groupby(columns, key=lambda column: column.heading):
        members = tuple(group)
        if heading is None:
            above.extend(HeadCell(column.name, 1, 2) for column in members)
        else:
            above.append(HeadCell(heading, len(members), 1))
    below = (HeadCell(column.name, 1, 1) for column in columns if column.heading is not None)
    return tuple(above), tuple(below)


def standing_groups(source: PageSource, table: ScoreTable) -> tuple[StandingGroup, ...]:
    """Return the groups of a score table, each by rank."""
    groups = source.dataset.registry.record.groups
    return tuple(
        StandingGroup(
            addresses.fragment(addresses.standing(table.period, groups, group.name)),
            group.name,
            group.by_rank,
        )
        for group in table.groups
    )
