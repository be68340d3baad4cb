"""A difference in Chinese sentences: each line says by itself what changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from tongbao.diagnostic import Diagnostic
from tongbao.documents.figures import FigureChange
from tongbao.documents.words import NOTHING, enumerated, full_date, short_date
from tongbao.model.period import Period
from tongbao.review.bulletin_changes import BulletinChange
from tongbao.review.comparison import Comparison, Scope
from tongbao.review.difference import BureauDifference, Difference
from tongbao.review.position_changes import Position, PositionChange
from tongbao.review.record_changes import RecordChange, RecordStatus
from tongbao.scoring.award import shown
from tongbao.scoring.award_changes import AwardChange

KINDS = {
    "submissions": "报送",
    "adoptions": "采用",
    "instructions": "领导批示",
    "commissions": "约稿",
    "duties": "任务",
    "entries": "手工登记",
    "bulletins": "通报",
    "rules": "考评办法",
    "calendar": "放假安排",
    "bureau": "机关登记",
    "units": "单位登记",
    "outlets": "刊物登记",
    "correspondents": "信息员登记",
    "accounts": "账号登记",
}
_STATUS = {
    RecordStatus.NEW: "新增",
    RecordStatus.CHANGED: "修改",
    RecordStatus.WITHDRAWN: "撤回",
    RecordStatus.ISSUED: "印发",
    RecordStatus.DELETED: "删除",
    RecordStatus.UNREADABLE: "读不出",
}
_TITLES = {
    Scope.MERGE: "合并后的变化",
    Scope.BRANCH: "这个分支的改动",
    Scope.WORK_TREE: "工作区的改动",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind under a heading; `heading` is fixed text, lines may quote the data."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The sections of one bureau, or of none (`name` blank)."""

    name: str
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(section.lines) for section in self.sections)


def title(comparison: Comparison) -> str:
    """Return what is compared, and as of which day."""
    words = _TITLES[comparison.scope]
    return f"{words}（按{full_date(comparison.today)}计）" if comparison.today else words


def chapters(comparison: Comparison) -> tuple[Chapter, ...]:
    """Return everything there is to say, what stops a merge first."""
    difference = comparison.difference
    found = [
        Chapter("", tuple(_sections(("不能自动合并", _conflicts(comparison))))),
        *(Chapter(bureau.name, tuple(_of_bureau(bureau))) for bureau in difference.bureaus),
        Chapter(
            "",
            tuple(
                _sections(
                    ("机关", _bureaus(difference)),
                    ("检查发现的问题", _problems(difference)),
                )
            ),
        ),
    ]
    if difference.is_empty:
        found.append(Chapter("", (Section("没有变化", ("记录、得分和名次都没有变化。",)),)))
    return tuple(chapter for chapter in found if chapter.sections)


def _sections(*parts: tuple[str, Iterator[str]]) -> Iterator[Section]:
    for heading, lines in parts:
        written = tuple(lines)
        if written:
            yield Section(heading, written)


def _conflicts(comparison: Comparison) -> Iterator[str]:
    for path in comparison.conflicts:
        yield f"两边都改了 {path}，要先商定用哪一个"
    if comparison.conflicts:
        yield "以下只是这个分支自己的改动，与分岔的地方相比"


def _bureaus(difference: Difference) -> Iterator[str]:
    for name in difference.appeared:
        yield f"新增机关：{name}"
    for name in difference.vanished:
        yield f"没有了，或者读不出：{name}"


def _problems(difference: Difference) -> Iterator[str]:
    for problem in difference.problems:
        yield _problem(problem)
    if difference.remaining:
        yield f"原有的错误还有{difference.remaining}处，只比较了读得出的记录"
    if difference.solved:
        yield f"原有的问题少了{difference.solved}处"


def _problem(problem: Diagnostic) -> str:
    """Write a problem without what was found: that may quote an item that is not public."""
    place, rule = problem.place, problem.rule
    severity = "错误" if problem.is_error else "提醒"
    return f"新的{severity}：{place.path} 第{place.line}行，{rule.title}（{rule.identifier}）"


def _of_bureau(bureau: BureauDifference) -> Iterator[Section]:
    yield from _sections(
        ("记录", (_record(change) for change in bureau.records)),
        ("计分", (_award(change) for change in bureau.awards)),
        ("得分和名次", _positions(bureau.positions)),
        ("任务", _tasks(bureau.positions)),
        ("拟扣分", (_proposed(change) for change in bureau.proposed)),
        ("已印发的通报", _bulletins(bureau.bulletins)),
    )


def _record(change: RecordChange) -> str:
    is_single = change.id == change.kind
    name = KINDS[change.kind] if is_single else f"{KINDS[change.kind]} {change.id}"
    words = f"{_STATUS[change.status]}{name}"
    if change.title:
        words = f"{words}：{change.title}"
    fields = [field for field in change.fields if field != "withdrawn"]
    return f"{words}（改了 {enumerated(fields)}）" if fields else words


def _award(change: AwardChange) -> str:
    award = change.award
    where = f"{change.unit} {short_date(award.date)}"
    reason = f"{change.citation}，{award.reason}"
    if change.before is None:
        return f"{where} {_signed(award.points)}分：{reason}"
    if change.after is None:
        return f"{where} 去掉{_signed(award.points)}分：{reason}"
    points = f"{shown(change.before.points)} → {shown(change.after.points)}分"
    return f"{where} {points}：{reason}（原来是：{change.before.reason}）"


def _signed(points: Decimal) -> str:
    return f"{'+' if points > 0 else ''}{shown(points)}"


def _proposed(change: AwardChange) -> str:
    head = "待认定" if change.after else "不再待认定"
    return f"{head}：{change.unit}，{change.citation}，{change.award.reason}"


def _positions(changes: Sequence[PositionChange]) -> Iterator[str]:
    """Yield a line a unit whose points change, then a line a period for those who only move."""
    own = (change for change in changes if change.moves_points)
    for _, group in groupby(own, key=lambda change: change.unit):
        found = tuple(group)
        yield f"{found[0].name}：{'；'.join(_position(change) for change in found)}"
    others = [change for change in changes if change.moves_rank and not change.moves_points]
    periods = {change.period: len(change.period.months) for change in others}
    for period in sorted(periods, key=lambda period: (period.year, periods[period], period)):
        moved = (
            f"{change.name}{_place(change.before)} → {_place(change.after)}"
            for change in others
            if change.period == period
        )
        yield f"名次随之变动：{_period(period)} {enumerated(moved)}"


def _position(change: PositionChange) -> str:
    old, new = change.before, change.after
    before = shown(old.total) if old else "不考评"
    after = f"{shown(new.total)}分" if new else "不考评"
    words = f"{_period(change.period)} {before} → {after}"
    if change.moves_rank:
        return f"{words}，{_place(old)} → {_place(new)}"
    return words if new is None or new.rank is None else f"{words}，仍{_place(new)}"


def _place(position: Position | None) -> str:
    if position is None or position.rank is None:
        return "不排名"
    return f"第{position.rank}名"


def _period(period: Period) -> str:
    return f"{period.year}年{period.name}"


def _tasks(changes: Sequence[PositionChange]) -> Iterator[str]:
    for change in changes:
        if change.task is not None and change.after is not None:
            done = f"{change.after.done}/{change.after.due}"
            words = "完成" if change.task else "不再算完成"
            yield f"{change.name}：{_period(change.period)}任务{words}（{done}）"


def _bulletins(changes: Sequence[BulletinChange] | None) -> Iterator[str]:
    if changes is None:
        yield "数据有错误，没有比较已印发的通报"
        return
    for change in changes:
        named = f"{change.number}（{change.id}）"
        if change.is_deleted:
            yield f"已印发的{named}被删除：印发过的不能删"
            continue
        if change.erratum is None:
            yield f"已印发的{named}会跟着变，不能这样合并：确实有错的，另发更正通报"
        else:
            yield f"已印发的{named}由更正通报 {change.erratum} 更正："
        for where, figures in groupby(change.figures, key=lambda figure: figure.where):
            yield f"{change.number} {where}：{'；'.join(_figure(figure) for figure in figures)}"


def _figure(figure: FigureChange) -> str:
    return f"{figure.name} {figure.before or NOTHING} → {figure.after or NOTHING}"
