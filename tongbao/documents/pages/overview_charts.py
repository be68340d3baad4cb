"""The charts of the leader's page with the figures behind them: trend, split, movement."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongbao.documents import addresses
from tongbao.documents.charts import (
    ColumnChart,
    Move,
    SlopeChart,
    SplitBar,
    column_chart,
    slope_chart,
    split_bars,
    tone,
)
from tongbao.documents.items import adopted_submissions
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.ranking_table import headings, under
from tongbao.documents.score_table import Cell, GroupRows
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A month of the trend: points, items filed and items adopted."""

    name: str
    figures: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The months of the year so far, as charts and as a table under `heads`; none of one month."""

    name: str
    charts: tuple[ColumnChart, ...]
    heads: tuple[str, ...]
    rows: tuple[TrendRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading in the legend of the split: its number, its fill, its name."""

    number: int
    tone: int
    name: str


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A group's points by heading, as a bar and as figures that lead to its scores."""

    group: Link
    total: Link
    bar: SplitBar
    figures: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PointSplit:
    """What the groups' points are made of; headings without points anywhere are left out."""

    parts: tuple[Part, ...]
    rows: tuple[SplitRow, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """How a group's units moved since the period before: a chart and all of them by rank.

    `new` are ranked now but were not before. The chart is None where nobody moved. `note` says
    what it leaves out, or why there is none.
    """

    group: str
    note: str
    chart: SlopeChart | None
    moves: tuple[Move, ...]
    new: tuple[Link, ...]


_TREND = (("得分", "分"), ("报送条数", "条"), ("采用条数", "条"))


def trend(source: PageSource, period: Period) -> Trend:
    """Return the months of a period's year up to its end; of a single month nothing."""
    months = _months(source, period)
    if len(months) <= 1:
        return Trend("各月走势", (), (), ())
    ledger = source.ledger.within(period.year_to_date)
    points, filed, adopted = [], [], []
    for month in months:
        own = ledger.within(month)
        points.append(own.total)
        filed.append(sum(len(source.filed_in(unit, month)) for unit in source.dataset.units))
        adopted.append(len(adopted_submissions(source.dataset, own)))
    series = (points, [Decimal(count) for count in filed], [Decimal(count) for count in adopted])
    rows = tuple(
        TrendRow(
            month.name,
            tuple(
                Link(shown(figures[index]), target)
                for figures, target in zip(series, _targets(source, month), strict=True)
            ),
        )
        for index, month in enumerate(months)
    )
    names = [month.name for month in months]
    charts = tuple(
        column_chart(f"每月{name}", unit, tuple(zip(names, figures, strict=True)))
        for (name, unit), figures in zip(_TREND, series, strict=True)
    )
    return Trend(f"{period.year}年各月走势", charts, tuple(name for name, _ in _TREND), rows)


def _months(source: PageSource, period: Period) -> tuple[Period, ...]:
    """Return the months from the first with records on, also those without any.

    They end with the period, or with the day the data is judged on.
    """
    today = source.scored.today
    last = min(period.end, today) if today else period.end
    return tuple(
        month
        for month in period.year_to_date.months
        if source.months[0] <= month and month.start <= last
    )


def _targets(source: PageSource, month: Period) -> tuple[str | None, str | None, str | None]:
    """Return where a month's points, filings and adoptions stand, in its lists or its quarter's.

    A quarter without records has no lists.
    """
    levels = source.dataset.outlets.record.levels
    lists = (month, Period.quarter_of(month.start))
    listed = next((each for each in lists if each in source.list_periods), None)
    return (
        addresses.ledger(month) if month in source.tables else None,
        addresses.filed(listed) if listed else None,
        addresses.adopted(listed, levels) if listed else None,
    )


def split(source: PageSource, period: Period, ledger: Ledger) -> PointSplit | None:
    """Return what each group's points are made of; None if there are none.

    `ledger` are the awards of the period.
    """
    table = source.tables[period]
    names = source.dataset.registry.record.groups
    found = headings(source.dataset, period)
    by_heading = [under(ledger, heading) for heading in found]
    groups = {group.name: {row.unit for row in group.rows} for group in table.groups if group.rows}
    sums = {
        name: [
            sum((award.points for award in awards if award.unit in units), Decimal(0))
            for awards in by_heading
        ]
        for name, units in groups.items()
    }
    used = [index for index in range(len(found)) if any(row[index] for row in sums.values())]
    if not used:
        return None
    kept = {name: [row[index] for index in used] for name, row in sums.items()}
    bars = split_bars(
        [found[index].name for index in used],
        [(f"{name}得分构成", parts) for name, parts in kept.items()],
    )
    rows = []
    for (name, parts), bar in zip(kept.items(), bars, strict=True):
        target = addresses.standing(period, names, name)
        total = Link(f"{shown(sum(parts, Decimal(0)))}分", target)
        figures = tuple(Cell(shown(part) if part else "", target) for part in parts)
        rows.append(SplitRow(Link(name, target), total, bar, figures))
    parts_of = (Part(place + 1, tone(place), found[index].name) for place, index in enumerate(used))
    return PointSplit(tuple(parts_of), tuple(rows))


def movement(
    source: PageSource, group: GroupRows, before: Mapping[UnitId, int], previous: Period
) -> Movement:
    """Return how a group's units moved since a period; `before` are the ranks in it."""
    moves, new = [], []
    for row in group.by_rank:
        if row.rank is None:
            continue
        name = source.dataset.units[row.unit].short
        if row.unit in before:
            moves.append(Move(name, row.target, before[row.unit], row.rank))
        else:
            new.append(Link(name, row.target))
    has_moved = any(move.rise for move in moves)
    chart = slope_chart(f"{group.name}名次变化，与{full_name(previous)}相比", moves)
    is_part = len(chart.after) < len(moves)
    if has_moved:
        note = f"变动最大的{len(chart.after)}个单位" if is_part else ""
    else:
        note = "各单位名次没有变化。" if moves else "没有两期都排名次的单位。"
    return Movement(
        group.name,
        note,
        chart if has_moved else None,
        tuple(moves),
        tuple(new),
    )
