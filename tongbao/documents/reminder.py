"""The half-monthly reminder (提醒): who is behind the month's task, what is still to be filed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.words import enumerated, full_date, short_date
from tongbao.model.clause import DueState, EventKind
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.as_of import as_of
from tongbao.scoring.duedates import Due, commission_states, duty_states
from tongbao.scoring.tasks import Progress, owed, progress
from tongbao.source.dataset import Dataset

_MIDDLE = 15

_AHEAD = "未到期"
_MISSED = "逾期未报"


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A unit behind its task: what it owes in the month, what came in, what is missing."""

    unit: UnitId
    name: str
    due: int
    done: int
    missing: int

    @property
    def target(self) -> str:
        """The unit's page."""
        return addresses.unit(self.unit)


@dataclass(frozen=True, slots=True)
class BehindGroup:
    """The units of a group that are behind, in official order."""

    name: str
    rows: tuple[BehindRow, ...]


@dataclass(frozen=True, slots=True)
class DueUnit:
    """A unit that has not filed what it was asked for."""

    unit: UnitId
    short: str

    @property
    def target(self) -> str:
        """The unit's page."""
        return addresses.unit(self.unit)


@dataclass(frozen=True, slots=True)
class DueRow:
    """A commission or duty that units have not filed for; `target` is its page."""

    what: str
    deadline: str
    state: str
    units: tuple[DueUnit, ...]
    target: str | None

    @property
    def unit_names(self) -> str:
        """The units as a list."""
        return enumerated(unit.short for unit in self.units)


@dataclass(frozen=True, slots=True)
class ReminderView:
    """One reminder; a caption is blank where there is nothing to list under it.

    `behind_title` says what the units behind have in common, as the caption does behind its number.
    """

    day: date
    title: str
    recipients: str
    body: tuple[str, ...]
    signature: str
    signed: str
    behind_title: str
    behind_caption: str
    behind: tuple[BehindGroup, ...]
    due_caption: str
    due: tuple[DueRow, ...]
    target: str
    is_sample: bool


def reminder_days(dataset: Dataset, today: date | None) -> tuple[date, ...]:
    """Return the days of reminders up to today: the 15th and the last of months with a task."""
    tasks = dataset.registry.record.tasks
    if today is None or not tasks:
        return ()
    return tuple(
        day
        for month in _months(min(task.from_ for task in tasks), today)
        if any(owed(task, month) for task in tasks)
        for day in (month.start.replace(day=_MIDDLE), month.end)
        if day <= today
    )


def _months(first: date, last: date) -> Iterator[Period]:
    day = first
    while day <= last:
        month = Period.month_of(day)
        yield month
        day = month.end + timedelta(days=1)


def reminder_view(
    dataset: Dataset, day: date, audience: Audience = Audience.PUBLIC
) -> ReminderView:
    """Return the reminder of a day, made from the records as they stood then.

    On the last day of a month it names the units below the month's task, before that those below
    half of it.
    """
    bureau = dataset.bureau.record
    then = as_of(dataset, day)
    month = Period.month_of(day)
    is_end = day == month.end
    behind = _behind(then, month, is_end=is_end)
    due = _due(then, day, month, audience)
    title = "没有完成本月任务的单位" if is_end else "没有达到本月任务一半的单位"
    captions = _captions(title, has_behind=bool(behind), has_due=bool(due))
    part = "" if is_end else "上半月"
    return ReminderView(
        day,
        f"关于{month.year}年{month.name}{part}信息报送情况的提醒",
        "各单位：",
        (_behind_words(day, behind, captions[0], is_end=is_end), *_due_words(due, captions[1])),
        bureau.office,
        full_date(day),
        title,
        captions[0],
        behind,
        captions[1],
        due,
        addresses.reminder(day),
        bureau.sample,
    )


def _behind(then: Dataset, month: Period, *, is_end: bool) -> tuple[BehindGroup, ...]:
    groups = []
    for group in then.registry.record.groups:
        rows = tuple(
            BehindRow(unit.id, unit.name, found.due, found.done, found.missing)
            for unit in then.units_in(month)
            if unit.group == group
            and (found := progress(then, unit.id, month)) is not None
            and _is_behind(found, is_end=is_end)
        )
        if rows:
            groups.append(BehindGroup(group, rows))
    return tuple(groups)


def _is_behind(found: Progress, *, is_end: bool) -> bool:
    # More for one task than it asks for does not help another.
    return not found.is_met if is_end else 2 * (found.due - found.missing) < found.due


def _due(then: Dataset, day: date, month: Period, audience: Audience) -> tuple[DueRow, ...]:
    """Return what lies ahead, and what was missed in the month, by deadline."""
    found: dict[tuple[date, str, str], list[Due]] = {}
    for due in (*commission_states(then, day), *duty_states(then, day)):
        state = _state(due, month)
        if state:
            found.setdefault((due.deadline, due.record, state), []).append(due)
    return tuple(_due_row(then, found[key], key[2], audience) for key in sorted(found))


def _state(due: Due, month: Period) -> str:
    """Return what is said of a unit that has not filed; blank if there is nothing to say."""
    if due.state is None and due.submission is None:
        return _AHEAD
    return _MISSED if due.state is DueState.MISSING and due.since in month else ""


def _due_row(then: Dataset, dues: Sequence[Due], state: str, audience: Audience) -> DueRow:
    first = dues[0]
    name = first.record.partition("/")[2]
    if first.kind is EventKind.COMMISSION:
        commission = then.commissions[name].record
        kind, title, shows = "约稿", commission.title, audience.shows(commission.openness)
    else:
        duty = then.duties[name].record
        kind, title, shows = duty.kind, duty.title, audience.shows(duty.openness)
    return DueRow(
        f"{kind}：{title}" if shows else f"{kind}（不公开）",
        short_date(first.deadline),
        state,
        tuple(DueUnit(due.unit, then.units[due.unit].short) for due in dues),
        addresses.due(first.record) if shows else None,
    )


def _captions(behind: str, *, has_behind: bool, has_due: bool) -> tuple[str, str]:
    """Return the captions of the two tables, numbered if there are both."""
    first, second = ("1", "2") if has_behind and has_due else ("", "")
    return (
        f"附表{first}　{behind}" if has_behind else "",
        f"附表{second}　没有报送的约稿和任务" if has_due else "",
    )


def _behind_words(day: date, behind: tuple[BehindGroup, ...], caption: str, *, is_end: bool) -> str:
    count = sum(len(group.rows) for group in behind)
    until, table = f"截至{short_date(day)}", caption.partition("　")[0]
    if is_end and count:
        return f"{until}，有{count}个单位没有完成本月任务（见{table}），请查找原因，在下月补上。"
    if is_end:
        return f"{until}，各单位都完成了本月任务。"
    if count:
        return (
            f"{until}，有{count}个单位的报送没有达到本月任务的一半（见{table}），"
            "请抓紧报送，确保完成本月任务；还差的条数按全月任务计算。"
        )
    return f"{until}，各单位的报送都达到本月任务的一半。"


def _due_words(due: tuple[DueRow, ...], caption: str) -> Iterator[str]:
    if due:
        table = caption.partition("　")[0]
        advice = {_AHEAD: "未到期的请按期报送", _MISSED: "逾期的请立即补报"}
        states = {row.state for row in due}
        words = "，".join(text for state, text in advice.items() if state in states)
        yield f"另有约稿等任务还没有报送（见{table}），{words}。"
