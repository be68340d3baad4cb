"""One unit: its tasks, its scores by month and column, every submission."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.awards import (
    AwardLine,
    award_lines,
)
from tongbao.documents.pages.due import UnitDue, unit_dues
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import (
    PageSource,
    column_title,
    full_name,
    place_text,
    state_text,
)
from tongbao.documents.pages.tasks import Completion, completion
from tongbao.documents.score_table import Cell, columns_of
from tongbao.documents.words import short_date
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.model.unit import Unit
from tongbao.scoring.labels import labels


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
    """A unit's scores, the rulebook's columns down and periods across, the totals last.

    `blank` names the columns in which nothing was counted: they take no rows.
    """

    caption: str
    periods: tuple[PeriodHead, ...]
    rows: tuple[PeriodScores, ...]
    totals: tuple[Cell, ...]
    blank: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuarterScores:
    """A quarter of a unit: its total and its place in the group.

    `table` has the months; it is None where the year's table has them. `labels` are the words the
    unit earned by the end of the quarter.
    """

    name: str
    total: Cell
    rank: Link
    labels: tuple[str, ...]
    table: PeriodTable | None


@dataclass(frozen=True, slots=True)
class YearScores:
    """A year of a unit; the latest quarter first.

    `labels` are the words the unit earned by the end of the year. `table` has the quarters, and the
    months where there is only one quarter.
    """

    name: str
    labels: tuple[str, ...]
    table: PeriodTable
    quarters: tuple[QuarterScores, ...]


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One submission in a unit's list; `state` says why it does not count, where it does not."""

    day: str
    title: Link
    category: str
    marks: str
    outlets: tuple[Link, ...]
    state: str


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
    """One unit; years and quarters with the latest first.

    `proposed` are deductions that do not count yet; `together` are the items it stands behind that
    it did not file alone; `withdrawn` ones only the bureau still reads.
    """

    head: PageHead
    group: str
    aliases: tuple[str, ...]
    tasks: tuple[Completion, ...]
    dues: tuple[UnitDue, ...]
    proposed: tuple[AwardLine, ...]
    years: tuple[YearScores, ...]
    filed: tuple[FiledYear, ...]
    together: tuple[FiledItem, ...]
    withdrawn: tuple[FiledItem, ...]


def unit_page(source: PageSource, unit: Unit) -> UnitPage:
    """Return one unit's page."""
    completions = (completion(source, unit.id, period) for period in source.task_periods)
    return UnitPage(
        in_section(addresses.UNITS, addresses.unit(unit.id), unit.name),
        unit.group,
        unit.aliases,
        tuple(found for found in completions if found is not None),
        unit_dues(source, unit.id),
        award_lines(source, source.scored.proposed.of_unit(unit.id)),
        tuple(
            _year(source, unit, year)
            for year in reversed(source.years)
            if (year, unit.id) in source.standing
        ),
        tuple(_filed_year(source, unit.id, year) for year in reversed(source.years)),
        tuple(_item(source, *item) for item in source.together.get(unit.id, ())),
        tuple(_withdrawn(source, unit.id)) if source.audience.is_internal else (),
    )


def _withdrawn(source: PageSource, unit: UnitId) -> Iterator[FiledItem]:
    for entry in source.dataset.submissions_of.get(unit, ()):
        if entry.record.withdrawn is not None:
            yield _item(source, SubmissionId(entry.id), entry.record)


def _year(source: PageSource, unit: Unit, year: Period) -> YearScores:
    quarters = [
        quarter
        for quarter in source.quarters
        if quarter.year == year.year and (quarter, unit.id) in source.standing
    ]
    is_alone = len(quarters) == 1
    shown = [*_with_months(source, quarters[0]), year] if is_alone else [*quarters, year]
    return YearScores(
        full_name(year),
        _labels(source, unit, year),
        _table(source, unit.id, shown),
        tuple(
            _quarter(source, unit, quarter, has_table=not is_alone)
            for quarter in reversed(quarters)
        ),
    )


def _labels(source: PageSource, unit: Unit, period: Period) -> tuple[str, ...]:
    """Return the words a unit earned by the end of a period that is over."""
    today = source.scored.today
    if today is None or today < period.end:
        return ()
    return labels(source.dataset, source.ledger, unit.id, period)


def _with_months(source: PageSource, quarter: Period) -> list[Period]:
    return [*(month for month in quarter.months if month in source.tables), quarter]


def _table(source: PageSource, unit: UnitId, periods: Sequence[Period]) -> PeriodTable:
    """Return a unit's scores in some periods of which the last spans all."""
    scores = [
        PeriodScores(
            column_title(column),
            tuple(_cell(source, unit, period, column) for period in periods),
        )
        for column in columns_of(source.dataset, periods[-1])
    ]
    return PeriodTable(
        f"{full_name(periods[-1])}各栏得分",
        tuple(PeriodHead(period.name, period.months != (period,)) for period in periods),
        tuple(row for row in scores if _is_counted(row)),
        tuple(_total(source, unit, period) for period in periods),
        tuple(row.name for row in scores if not _is_counted(row)),
    )


def _is_counted(row: PeriodScores) -> bool:
    return any(cell.text for cell in row.cells)


def _cell(source: PageSource, unit: UnitId, period: Period, column: Column) -> Cell:
    own = source.tables[period].columns
    row = source.standing.get((period, unit))
    cells = zip(own, row.cells, strict=True) if row else ()
    return next((cell for each, cell in cells if each.id == column.id), Cell("", ""))


def _total(source: PageSource, unit: UnitId, period: Period) -> Cell:
    row = source.standing.get((period, unit))
    return row.total if row else Cell("", "")


def _quarter(source: PageSource, unit: Unit, quarter: Period, *, has_table: bool) -> QuarterScores:
    row = source.standing[quarter, unit.id]
    groups = source.dataset.registry.record.groups
    return QuarterScores(
        full_name(quarter),
        row.total,
        Link(place_text(row), addresses.standing(quarter, groups, unit.group)),
        _labels(source, unit, quarter),
        _table(source, unit.id, _with_months(source, quarter)) if has_table else None,
    )


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
        state_text(submission),
    )
