"""The leader's page (概览): a period on one sheet, each figure a way to what is behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tongbao.documents import addresses
from tongbao.documents.pages.counts import Count, period_counts
from tongbao.documents.pages.overview_charts import (
    Movement,
    PointSplit,
    Trend,
    movement,
    split,
    trend,
)
from tongbao.documents.pages.overview_lists import (
    Higher,
    HigherLine,
    NamedUnit,
    Names,
    Overdue,
    TaskStanding,
    folded,
    higher,
    instructions,
    overdue,
    task_standings,
    unit_name,
)
from tongbao.documents.pages.page import Link, PageHead, in_section, section_head
from tongbao.documents.pages.printed import bulletin_link, printed_totals
from tongbao.documents.pages.running import is_running, running_words
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.score_table import Cell, GroupRows, UnitRow
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.ledger import Ledger

_LEADING = 3
_THAN = {1: "上月", 3: "上季度", 12: "上年"}

Sentence = tuple[Link, ...]
"""A sentence in pieces: those with a target are links."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A count, and in words how it differs from the period before; blank if there is none."""

    count: Count
    change: str


@dataclass(frozen=True, slots=True)
class FrontRunner:
    """A unit in the first places of its group; `move` says how it got there.

    `place` is how its place is written: not at all before the period's end.
    """

    rank: int
    place: str
    unit: Link
    total: Cell
    move: str


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """Who leads a group, who has no points, and who has less than none.

    `more` are further leaders, folded away. `note` is said in place of the lists of `zero` and
    `below`, `named` are those of them to be listed.
    """

    group: Link
    leaders: tuple[FrontRunner, ...]
    more: tuple[FrontRunner, ...]
    zero: int
    below: int
    note: str
    named: tuple[Names, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A period for the leader.

    `running` says that the period is not over: then nothing is compared. `than` is the period
    before (上季度), blank if there is none to compare with, as `uncompared` says then; `caution`
    says where that is not quite fair. `printed` says where an issued bulletin has other points.
    `split` is None where there is nothing to draw.
    """

    period: str
    running: str
    than: str
    uncompared: str
    caution: str
    printed: tuple[Sentence, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[KeyFigure, ...]
    groups: tuple[GroupStanding, ...]
    movements: tuple[Movement, ...]
    trend: Trend
    split: PointSplit | None
    higher: Higher
    instructions: tuple[HigherLine, ...]
    tasks: tuple[TaskStanding, ...]
    overdue: tuple[Overdue, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The leader's page; `overview` is None as long as nothing was filed.

    `periods` are the other periods of the year, and the last ones of the other years.
    """

    head: PageHead
    periods: tuple[Link, ...]
    overview: Overview | None


def overview_pages(source: PageSource) -> tuple[OverviewPage, ...]:
    """Return the page of each period with lists; that of the period shown first leads."""
    current = source.current
    if current is None:
        return (OverviewPage(section_head(addresses.OVERVIEW, "概览"), (), None),)
    others = (period for period in source.list_periods if period != current)
    return tuple(
        OverviewPage(
            _head(period, current), _periods(source, period, current), _overview(source, period)
        )
        for period in (current, *others)
    )


def _head(period: Period, current: Period) -> PageHead:
    title = f"{full_name(period)}概览"
    if period == current:
        return section_head(addresses.OVERVIEW, title)
    return in_section(addresses.OVERVIEW, addresses.overview(period, current), title)


def _periods(source: PageSource, period: Period, current: Period) -> tuple[Link, ...]:
    """Return the other periods of the year, the longer first, and the last of each other year."""
    by_end = sorted(source.list_periods, key=lambda each: (each.end, len(each.months)))
    last = {each.year: each for each in by_end}
    shown = {each for each in by_end if each.year == period.year} | set(last.values())
    return tuple(
        Link(full_name(each), addresses.overview(each, current))
        for each in sorted(shown, key=lambda each: (each.year, each.first_month, -each.last_month))
        if each != period
    )


def _overview(source: PageSource, period: Period) -> Overview:
    ledger = source.ledger.within(period)
    running = running_words(source, period)
    previous = None if running else _previous(source, period)
    before = _ranks(source, previous) if previous else {}
    groups = [group for group in source.tables[period].groups if group.rows]
    standings = tuple(_standing(source, group, period, before, ledger) for group in groups)
    above = higher(source, period, ledger)
    instructed = instructions(source, period, ledger)
    tasks = task_standings(source, period)
    late = overdue(source, period)
    return Overview(
        full_name(period),
        f"{running}，不排名次，不与上期比较。" if running else "",
        _THAN[len(period.months)] if previous else "",
        "" if previous else "本期结束以后再比较。" if running else "没有可以比较的上一期。",
        _caution(source, period, previous) if previous else "",
        tuple(_printed(source, period)),
        tuple(_sentences(source, period, standings, (above, instructed, tasks))),
        _figures(source, period, previous),
        standings,
        tuple(movement(source, group, before, previous) for group in groups) if previous else (),
        trend(source, period),
        split(source, period, ledger),
        above,
        instructed,
        tasks,
        late,
    )


def _previous(source: PageSource, period: Period) -> Period | None:
    """Return the period before, of the same length, if anything was recorded in it."""
    previous = period.previous
    return previous if previous in source.tables else None


def _ranks(source: PageSource, period: Period) -> Mapping[UnitId, int]:
    return {row.unit: row.rank for row in source.tables[period].rows if row.rank is not None}


def _caution(source: PageSource, period: Period, previous: Period) -> str:
    books = [[book.id for book in source.dataset.rulebooks_in(each)] for each in (previous, period)]
    return "" if books[0] == books[1] else "两期的考评办法不同，名次变化仅供参考。"


def _figures(source: PageSource, period: Period, previous: Period | None) -> tuple[KeyFigure, ...]:
    counts = period_counts(source, period)
    earlier = [count.number for count in period_counts(source, previous)] if previous else []
    than = _THAN[len(period.months)]
    return tuple(
        KeyFigure(
            count,
            _change(count.number - earlier[index], than) if previous else "",
        )
        for index, count in enumerate(counts)
    )


def _printed(source: PageSource, period: Period) -> Iterator[Sentence]:
    """Yield for each bulletin of a period of how many units it prints other points than today's."""
    for entry, totals in printed_totals(source, period):
        now = {unit: source.standing.get((period, unit)) for unit in totals}
        other = sum(row is None or row.total.text != totals[unit] for unit, row in now.items())
        if other:
            yield (
                bulletin_link(entry),
                Link(f"所印的得分，有{other}个单位和现在的记录算得的不同，以通报和更正为准。"),
            )


def _change(more: int, than: str) -> str:
    """Write how a count differs: 比上季度多3条, 与上月持平."""
    if not more:
        return f"与{than}持平"
    return f"比{than}{'多' if more > 0 else '少'}{abs(more)}条"


def _standing(
    source: PageSource,
    group: GroupRows,
    period: Period,
    before: Mapping[UnitId, int],
    ledger: Ledger,
) -> GroupStanding:
    totals = {row.unit: ledger.of_unit(row.unit).total for row in group.rows}
    running = is_running(source, period)
    leaders = tuple(
        FrontRunner(
            row.rank,
            "" if running else str(row.rank),
            unit_name(source, row.unit),
            row.total,
            _move(row, before),
        )
        for row in group.by_rank
        if row.rank is not None and row.rank <= _LEADING and totals[row.unit] > 0
    )
    zero = [NamedUnit(unit_name(source, row.unit)) for row in group.rows if not totals[row.unit]]
    below = [
        NamedUnit(unit_name(source, row.unit), Link(f"{row.total.text}分", row.total.target))
        for row in group.rows
        if totals[row.unit] < 0
    ]
    groups = source.dataset.registry.record.groups
    is_all_zero = len(zero) == len(group.rows)
    lists = (Names.of(f"0分 {len(zero)}个：", zero), Names.of("负分：", below))
    note = "" if zero or below else "没有0分和负分的单位。"
    return GroupStanding(
        Link(group.name, addresses.standing(period, groups, group.name)),
        *folded(leaders),
        len(zero),
        len(below),
        "各单位都是0分。" if is_all_zero else note,
        () if is_all_zero else tuple(each for each in lists if each.count),
    )


def _move(row: UnitRow, before: Mapping[UnitId, int]) -> str:
    if not before or row.rank is None:
        return ""
    return f"上期第{before[row.unit]}名" if row.unit in before else "上期未列"


def _sentences(
    source: PageSource,
    period: Period,
    standings: Sequence[GroupStanding],
    found: tuple[Higher, Sequence[HigherLine], Sequence[TaskStanding]],
) -> Iterator[Sentence]:
    """Yield who leads each group; what came from above; who has nothing and who is behind."""
    first = tuple(_firsts(standings))
    if first:
        leads = "目前各组得分最高的" if is_running(source, period) else "各组得分第一"
        yield (Link(f"{full_name(period)}{leads}："), *first)
    above, instructed, tasks = found
    part = _Parts(period, source.current, is_running=is_running(source, period))
    yield (
        *part.counted(above.count, "上级采用", "条", addresses.HIGHER_PART, "没有上级采用"),
        Link("，"),
        *part.counted(
            len(instructed), "领导批示", "条", addresses.INSTRUCTIONS_PART, "没有领导批示"
        ),
        Link("；"),
        *_behind(part, standings, tasks),
        Link("。"),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a period's page stand."""

    period: Period
    first: Period | None
    is_running: bool

    def counted(self, count: int, before: str, after: str, part: str, none: str) -> Iterator[Link]:
        """Yield a number as a link to its list with the words around it, or that there is none."""
        if not count:
            yield Link(none)
            return
        if before:
            yield Link(before)
        yield Link(str(count), addresses.overview(self.period, self.first, part))
        yield Link(after)


def _firsts(standings: Sequence[GroupStanding]) -> Iterator[Link]:
    is_next = False
    for standing in standings:
        tied = next(
            (
                tuple(each)
                for _, each in groupby((*standing.leaders, *standing.more), lambda each: each.rank)
            ),
            (),
        )
        if not tied:
            continue
        if is_next:
            yield Link("；")
        is_next = True
        yield standing.group
        named, rest = folded(tied)
        for index, leader in enumerate(named):
            yield Link("、" if index else "　")
            yield leader.unit
        tie = f"等{len(tied)}个并列（" if rest else "（并列，"
        yield Link(tie if len(tied) > 1 else "（")
        yield Link(f"{tied[0].total.text}分", tied[0].total.target)
        yield Link("）")
    if is_next:
        yield Link("。")


def _behind(
    part: _Parts, standings: Sequence[GroupStanding], tasks: Sequence[TaskStanding]
) -> Iterator[Link]:
    zero = sum(standing.zero for standing in standings)
    below = sum(standing.below for standing in standings)
    place = addresses.STANDING_PART
    yield from part.counted(zero, "", "个单位0分", place, "没有0分的单位")
    if below:
        yield Link("，")
        yield from part.counted(below, "", "个单位负分", place, "")
    if tasks:
        yield Link("；")
        unmet = sum(task.behind.count for task in tasks)
        words = "个单位还没有完成任务" if part.is_running else "个单位没有完成任务"
        yield from part.counted(unmet, "", words, addresses.TASKS_PART, "任务全部完成")
