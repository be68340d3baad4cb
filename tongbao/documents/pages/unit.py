"""One unit: its scores by month and column, every award, every submission."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.awards import (
    AwardLine,
    ClauseLink,
    award_lines,
    clause_link,
    total,
)
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, full_name, place_text
from tongbao.documents.score_table import Cell, columns_of
from tongbao.documents.words import short_date
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.model.unit import Unit
from tongbao.scoring.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PeriodHead:
    """A period over a column of figures; `is_sum` if it adds up the periods before it."""

    name: str
    is_sum: bool


@dataclass(frozen=True, slots=True)
class PeriodScores:
    """One column of the rulebook, or all of them: a score for each period."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """A unit's scores, the rulebook's columns down and periods across, the totals last."""

    caption: str
    periods: tuple[PeriodHead, ...]
    rows: tuple[PeriodScores, ...]
    totals: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MonthAwards:
    """A month's awards in one column."""

    anchor: str
    name: str
    lines: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class ColumnAwards:
    """A quarter's awards in one column, with the clauses they were given under.

    `year_anchor` is set where the quarter's awards are the whole year's.
    """

    anchor: str
    year_anchor: str
    name: str
    total: str
    clauses: tuple[ClauseLink, ...]
    months: tuple[MonthAwards, ...]


@dataclass(frozen=True, slots=True)
class QuarterAwards:
    """A quarter's awards of a unit and its place in the group.

    `table` has the months; it is None where the year's table has them.
    """

    anchor: str
    name: str
    total: str
    rank: Link
    table: PeriodTable | None
    columns: tuple[ColumnAwards, ...]


@dataclass(frozen=True, slots=True)
class YearAwards:
    """A year of a unit: its scores, then the awards by quarter, the latest quarter first.

    `table` has the quarters, and the months where there is only one quarter. `across` repeats the
    awards by column over the whole year where there are several quarters.
    """

    anchor: str
    name: str
    table: PeriodTable
    quarters: tuple[QuarterAwards, ...]
    across: tuple[ColumnAwards, ...]


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One submission in a unit's list."""

    day: str
    title: Link
    category: str
    marks: str
    outlets: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FiledMonth:
    """A month's submissions."""

    anchor: str
    name: str
    items: tuple[FiledItem, ...]


@dataclass(frozen=True, slots=True)
class FiledQuarter:
    """A quarter's submissions by month."""

    anchor: str
    name: str
    count: int
    months: tuple[FiledMonth, ...]


@dataclass(frozen=True, slots=True)
class FiledYear:
    """A year's submissions, the latest quarter first."""

    anchor: str
    name: str
    count: int
    quarters: tuple[FiledQuarter, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit; years and quarters with the latest first."""

    head: PageHead
    group: str
    aliases: tuple[str, ...]
    years: tuple[YearAwards, ...]
    filed: tuple[FiledYear, ...]


def unit_page(source: PageSource, unit: Unit) -> UnitPage:
    """Return one unit's page."""
    awards = source.ledger.of_unit(unit.id)
    return UnitPage(
        in_section(addresses.UNITS, addresses.unit(unit.id), unit.name),
        unit.group,
        unit.aliases,
        tuple(_year(source, unit, year, awards) for year in reversed(source.years)),
        tuple(_filed_year(source, unit.id, year) for year in reversed(source.years)),
    )


def _year(source: PageSource, unit: Unit, year: Period, awards: Ledger) -> YearAwards:
    quarters = [quarter for quarter in source.quarters if quarter.year == year.year]
    whole_year = year if len(quarters) == 1 else None
    shown = [*_with_months(source, quarters[0]), year] if whole_year else [*quarters, year]
    return YearAwards(
        addresses.fragment(addresses.unit_awards(unit.id, year)),
        full_name(year),
        _table(source, unit.id, shown),
        tuple(
            _quarter(source, unit, quarter, awards, whole_year) for quarter in reversed(quarters)
        ),
        () if whole_year else _by_column(source, unit.id, year, awards),
    )


def _with_months(source: PageSource, quarter: Period) -> list[Period]:
    return [*(month for month in quarter.months if month in source.tables), quarter]


def _table(source: PageSource, unit: UnitId, periods: Sequence[Period]) -> PeriodTable:
    """Return a unit's scores in some periods of which the last spans all."""
    columns = columns_of(source.dataset, periods[-1])
    return PeriodTable(
        f"{full_name(periods[-1])}各栏得分",
        tuple(PeriodHead(period.name, period.months != (period,)) for period in periods),
        tuple(
            PeriodScores(
                column.name, tuple(_cell(source, unit, period, column) for period in periods)
            )
            for column in columns
        ),
        tuple(source.standing[period, unit].total for period in periods),
    )


def _cell(source: PageSource, unit: UnitId, period: Period, column: Column) -> Cell:
    own = source.tables[period].columns
    cells = source.standing[period, unit].cells
    found = (cell for each, cell in zip(own, cells, strict=True) if each.id == column.id)
    return next(found, Cell("", ""))


def _quarter(
    source: PageSource, unit: Unit, quarter: Period, awards: Ledger, whole_year: Period | None
) -> QuarterAwards:
    row = source.standing[quarter, unit.id]
    groups = source.dataset.registry.record.groups
    months = _with_months(source, quarter)
    return QuarterAwards(
        addresses.fragment(addresses.unit_awards(unit.id, quarter)),
        full_name(quarter),
        row.total.text,
        Link(place_text(row), addresses.standing(quarter, groups, unit.group)),
        None if whole_year else _table(source, unit.id, months),
        _by_column(source, unit.id, quarter, awards, whole_year),
    )


def _by_column(
    source: PageSource,
    unit: UnitId,
    period: Period,
    awards: Ledger,
    whole_year: Period | None = None,
) -> tuple[ColumnAwards, ...]:
    """Return awards by column over a quarter or year; `whole_year` if the quarter is all of it."""
    found = []
    for column in columns_of(source.dataset, period):
        selection = awards.within(period).in_column(column.id)
        if len(selection):
            clauses = {
                (award.rulebook, award.clause): clause_link(award.rulebook, source.clause_of(award))
                for award in selection
            }
            in_year = addresses.unit_awards(unit, whole_year, column.id) if whole_year else ""
            found.append(
                ColumnAwards(
                    addresses.fragment(addresses.unit_awards(unit, period, column.id)),
                    addresses.fragment(in_year),
                    column.name,
                    total(selection),
                    tuple(clauses.values()),
                    _by_month(source, unit, period, column, selection),
                )
            )
    return tuple(found)


def _by_month(
    source: PageSource, unit: UnitId, period: Period, column: Column, awards: Ledger
) -> tuple[MonthAwards, ...]:
    """Return a column's awards by month; the months of a year carry no anchors a second time."""
    months = []
    for month in period.months:
        selection = awards.within(month)
        if len(selection):
            target = addresses.unit_awards(unit, month, column.id)
            anchor = "" if period in source.years else addresses.fragment(target)
            months.append(MonthAwards(anchor, month.name, award_lines(source, selection)))
    return tuple(months)


def _filed_year(source: PageSource, unit: UnitId, year: Period) -> FiledYear:
    quarters = tuple(
        _filed(source, unit, quarter)
        for quarter in reversed(source.quarters)
        if quarter.year == year.year
    )
    return FiledYear(
        addresses.fragment(addresses.unit_submissions(unit, year)),
        full_name(year),
        sum(quarter.count for quarter in quarters),
        quarters,
    )


def _filed(source: PageSource, unit: UnitId, quarter: Period) -> FiledQuarter:
    months = tuple(
        FiledMonth(
            addresses.fragment(addresses.unit_submissions(unit, month)),
            month.name,
            tuple(_item(source, *item) for item in source.filed_in(unit, month)),
        )
        for month in quarter.months
        if month in source.tables
    )
    return FiledQuarter(
        addresses.fragment(addresses.unit_submissions(unit, quarter)),
        full_name(quarter),
        sum(len(month.items) for month in months),
        months,
    )


def _item(source: PageSource, name: SubmissionId, submission: Submission) -> FiledItem:
    return FiledItem(
        short_date(submission.date),
        source.title_link(name),
        submission.category,
        source.marks(name),
        source.outlet_links(name),
    )
