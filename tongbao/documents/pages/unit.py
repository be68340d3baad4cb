"""One unit: what it has to do now, its scores, its tasks, what it filed last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import compress

from tongbao.documents import addresses
from tongbao.documents.deadlines import deadlines_link
from tongbao.documents.feeds import unit_feed
from tongbao.documents.pages.awards import AwardLine, award_lines
from tongbao.documents.pages.due import UnitDue, unit_dues
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.running import group_place_text, is_running, place_text
from tongbao.documents.pages.source import PageSource, column_title, full_name
from tongbao.documents.pages.tasks import Completion, completion
from tongbao.documents.pages.todo import TodoList, todo_list
from tongbao.documents.pages.unit_filed import FiledItem, filed_item, filed_links
from tongbao.documents.score_table import Cell, UnitRow, columns_of
from tongbao.model.bulletin import AnnexTable
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.unit import Unit
from tongbao.scoring.labels import labels

RECENT = 20
"""How many submissions the page shows: the rest stands on the pages of the years."""


@dataclass(frozen=True, slots=True)
class CurrentScore:
    """The unit's score of the period that is shown first, its place, and the way to every line.

    `sheet` is the 得分说明; `bulletin` leads to the lines behind the bulletin's ranking, None where
    the bulletin has no ranking.
    """

    period: str
    total: Cell
    rank: Link
    sheet: Link
    bulletin: Link | None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A year, quarter or month of a unit: total, place in the group, a cell for each column.

    `labels` are the words the unit earned by the end of the period; `is_sum` is true of a year or
    quarter, which the months below it add up to.
    """

    period: Link
    is_sum: bool
    total: Cell
    rank: Link
    cells: tuple[Cell, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearScores:
    """A year of a unit: the year itself, then its quarters and months, the latest first.

    A quarter without any points stands without its months. `columns` are those in which
    anything was counted in the year, `blank` is how many others there are.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[PeriodRow, ...]
    blank: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit; years with the latest first.

    `proposed` are deductions that do not count yet; `recent` are the latest of what it filed,
    `filed` the pages of all of it by year; `together` are the items it stands behind that it did
    not file alone; `withdrawn` ones only the bureau still reads. `feed` and `deadlines` can be
    subscribed to, the latter at `deadlines_address`, blank where it is not known.
    """

    head: PageHead
    group: str
    aliases: tuple[str, ...]
    todo: TodoList | None
    proposed: tuple[AwardLine, ...]
    current: CurrentScore | None
    years: tuple[YearScores, ...]
    tasks: tuple[Completion, ...]
    dues: tuple[UnitDue, ...]
    recent: tuple[FiledItem, ...]
    filed: tuple[Link, ...]
    together: tuple[FiledItem, ...]
    withdrawn: tuple[FiledItem, ...]
    feed: Link
    deadlines: Link | None
    deadlines_address: str


def unit_page(source: PageSource, unit: Unit) -> UnitPage:
    """Return one unit's page."""
    feed = unit_feed(source, unit)
    return UnitPage(
        in_section(addresses.UNITS, addresses.unit(unit.id), unit.name, feeds=(feed,)),
        unit.group,
        unit.aliases,
        todo_list(source, unit.id),
        award_lines(source, source.scored.proposed.of_unit(unit.id)),
        _current(source, unit),
        tuple(
            _year(source, unit, year)
            for year in reversed(source.years)
            if (year, unit.id) in source.standing
        ),
        tuple(_tasks(source, unit.id)),
        unit_dues(source, unit.id),
        tuple(filed_item(source, *item) for item in reversed(source.filed[unit.id][-RECENT:])),
        filed_links(source, unit.id),
        tuple(filed_item(source, *item) for item in reversed(source.together.get(unit.id, ()))),
        tuple(_withdrawn(source, unit.id)) if source.audience.is_internal else (),
        feed,
        deadlines_link(source, unit),
        source.published(addresses.unit_deadlines(unit.id)),
    )


def _withdrawn(source: PageSource, unit: UnitId) -> Iterator[FiledItem]:
    for entry in reversed(source.dataset.submissions_of.get(unit, ())):
        if entry.record.withdrawn is not None:
            yield filed_item(source, SubmissionId(entry.id), entry.record)


def _current(source: PageSource, unit: Unit) -> CurrentScore | None:
    period = source.current
    row = source.standing.get((period, unit.id)) if period else None
    if period is None or row is None:
        return None
    return CurrentScore(
        full_name(period),
        row.total,
        _place(source, row, period, group_place_text(source, row, period)),
        Link("得分说明", addresses.unit_awards(unit.id, period)),
        _in_bulletin(source, unit.id, period),
    )


def _in_bulletin(source: PageSource, unit: UnitId, period: Period) -> Link | None:
    """Return where the lines behind the unit's place in a bulletin's ranking stand."""
    for entry in source.bulletins:
        record = entry.record
        if record.period == period and AnnexTable.RANKING in record.annex.tables:
            return Link("通报排名表中的得分", addresses.bulletin_unit(entry.id, unit))
    return None


def _tasks(source: PageSource, unit: UnitId) -> Iterator[Completion]:
    """Yield how far the unit is in each period of the last year, in earlier years as a whole."""
    periods = source.task_periods
    last = periods[-1].year if periods else 0
    for period in periods:
        is_year = period.months == Period(period.year, 1, 12).months
        found = completion(source, unit, period) if is_year or period.year == last else None
        if found is not None:
            yield found


def _year(source: PageSource, unit: Unit, year: Period) -> YearScores:
    columns = columns_of(source.dataset, year)
    rows = [_row(source, unit, period, columns) for period in _periods(source, unit, year)]
    counted = [any(row.cells[index].text for row in rows) for index in range(len(columns))]
    return YearScores(
        full_name(year),
        tuple(column_title(column) for column in compress(columns, counted)),
        tuple(replace(row, cells=tuple(compress(row.cells, counted))) for row in rows),
        counted.count(False),
    )


def _periods(source: PageSource, unit: Unit, year: Period) -> Iterator[Period]:
    """Yield a year, its quarters and, where there are points, their months."""
    yield year
    own = source.ledger.of_unit(unit.id)
    for quarter in reversed(source.quarters):
        if quarter.year == year.year and (quarter, unit.id) in source.standing:
            yield quarter
            if any(award.points for award in own.within(quarter)):
                yield from (
                    month
                    for month in reversed(quarter.months)
                    if (month, unit.id) in source.standing
                )


def _row(source: PageSource, unit: Unit, period: Period, columns: tuple[Column, ...]) -> PeriodRow:
    row = source.standing[period, unit.id]
    own = source.tables[period].columns
    known = {column.id: cell for column, cell in zip(own, row.cells, strict=True)}
    return PeriodRow(
        Link(period.name, addresses.unit_awards(unit.id, period)),
        period.months != (period,),
        row.total,
        _place(source, row, period, place_text(source, row, period)),
        tuple(known.get(column.id, Cell("", "")) for column in columns),
        _labels(source, unit, period),
    )


def _place(source: PageSource, row: UnitRow, period: Period, words: str) -> Link:
    groups = source.dataset.registry.record.groups
    return Link(words, addresses.standing(period, groups, row.group))


def _labels(source: PageSource, unit: Unit, period: Period) -> tuple[str, ...]:
    """Return the words a unit earned by the end of a quarter or year that is over."""
    if source.scored.today is None or is_running(source, period) or period.months == (period,):
        return ()
    return labels(source.dataset, source.ledger, unit.id, period)
