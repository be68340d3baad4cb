"""Commissions and duties: the list, and each with how every unit met it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import full_date, short_date
from tongbao.model.clause import DueState
from tongbao.model.commission import Commission
from tongbao.model.duty import Duty
from tongbao.model.period import Period
from tongbao.scoring.duedates import Due

OPEN = "未到期"
IN_REVISION = "修改中"
_ORDER = (DueState.ON_TIME, DueState.LATE, DueState.MISSING, IN_REVISION, OPEN)


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many units are in a state; `is_bad` where it can cost points."""

    name: str
    count: int
    is_bad: bool


@dataclass(frozen=True, slots=True)
class DueSummary:
    """A commission or duty in the list."""

    title: Link
    kind: str
    deadline: str
    states: tuple[StateCount, ...]


@dataclass(frozen=True, slots=True)
class DuesYear:
    """The commissions and duties that fall due in a year, the latest first."""

    name: str
    dues: tuple[DueSummary, ...]


@dataclass(frozen=True, slots=True)
class DuesPage:
    """All commissions and duties, the latest year first; `calendar` has them to subscribe to.

    Its whole address is `calendar_address`, blank where it is not known.
    """

    head: PageHead
    years: tuple[DuesYear, ...]
    calendar: Link
    calendar_address: str


@dataclass(frozen=True, slots=True)
class DueUnit:
    """How one unit met a commission or duty; `day` and `item` where it filed for it."""

    unit: Link
    state: StateCount
    day: str
    item: Link | None


@dataclass(frozen=True, slots=True)
class DuePage:
    """One commission or duty; `note` is the office's own."""

    head: PageHead
    facts: tuple[tuple[str, str], ...]
    states: tuple[StateCount, ...]
    units: tuple[DueUnit, ...]
    note: str


@dataclass(frozen=True, slots=True)
class UnitDue:
    """A commission or duty on the page of a unit that was asked."""

    title: Link
    kind: str
    deadline: str
    state: StateCount
    item: Link | None


def state_of(due: Due) -> StateCount:
    """Return a unit's state in words; before the deadline it is open."""
    if due.state is None:
        return StateCount(IN_REVISION if due.submission else OPEN, 1, is_bad=False)
    return StateCount(due.state.value, 1, is_bad=due.state is not DueState.ON_TIME)


def dues_page(source: PageSource) -> DuesPage:
    """Return the list of commissions and duties."""
    records = _by_record(source)
    years = sorted({dues[0].deadline.year for dues in records.values()}, reverse=True)
    return DuesPage(
        in_section(addresses.TASKS, addresses.DUE, "约稿与任务"),
        tuple(
            DuesYear(
                f"{year}年",
                tuple(
                    _summary(source, record, dues)
                    for record, dues in records.items()
                    if dues[0].deadline.year == year
                ),
            )
            for year in years
        ),
        Link("期限日历（ICS）", addresses.DEADLINES),
        source.published(addresses.DEADLINES),
    )


def _by_record(source: PageSource) -> dict[str, list[Due]]:
    found: dict[str, list[Due]] = {}
    for due in source.dues:
        found.setdefault(due.record, []).append(due)
    return found


def _summary(source: PageSource, record: str, dues: list[Due]) -> DueSummary:
    return DueSummary(
        source.due_link(record),
        kind_of(source, record),
        short_date(dues[0].deadline),
        _counts(dues),
    )


def kind_of(source: PageSource, record: str) -> str:
    """Return what a unit was asked by: 约稿, or the kind of the duty."""
    kind, _, name = record.partition("/")
    return "约稿" if kind == "commissions" else source.dataset.duties[name].record.kind


def _counts(dues: Iterable[Due]) -> tuple[StateCount, ...]:
    states = [state_of(due) for due in dues]
    counts = Counter(state.name for state in states)
    bad = {state.name for state in states if state.is_bad}
    return tuple(StateCount(name, counts[name], name in bad) for name in _ORDER if counts[name])


def missed_in(source: PageSource, period: Period) -> Mapping[str, list[Due]]:
    """Return what fell due in a period and was filed late or not at all, with who missed it.

    By record (`kind/id`), the earliest deadline first.
    """
    found: dict[str, list[Due]] = {}
    for due in sorted(source.dues, key=lambda due: (due.deadline, due.record)):
        if due.deadline in period and due.state in {DueState.LATE, DueState.MISSING}:
            found.setdefault(due.record, []).append(due)
    return found


def due_pages(source: PageSource) -> "tuple[DuePage, ...]":
    """Return the page of every commission and duty the reader may see."""
    return tuple(
        _page(source, record, dues)
        for record, dues in _by_record(source).items()
        if source.due_link(record).target is not None
    )


def _page(source: PageSource, record: str, dues: list[Due]) -> DuePage:
    kind, _, name = record.partition("/")
    dataset = source.dataset
    asked = (dataset.commissions if kind == "commissions" else dataset.duties)[name].record
    order = {unit: index for index, unit in enumerate(dataset.units)}
    return DuePage(
        in_section(
            addresses.TASKS,
            addresses.due(record),
            asked.title,
            Link("约稿与任务", addresses.DUE),
        ),
        _facts(source, asked, dues[0]),
        _counts(dues),
        tuple(_unit(source, due) for due in sorted(dues, key=lambda due: order[due.unit])),
        (asked.note or "") if source.audience.is_internal else "",
    )


def _facts(source: PageSource, asked: Commission | Duty, due: Due) -> tuple[tuple[str, str], ...]:
    if isinstance(asked, Commission):
        facts = [("约稿日期", full_date(asked.asked)), ("截稿日期", full_date(due.deadline))]
    else:
        facts = [
            ("种类", asked.kind),
            ("日期", full_date(asked.date)),
            ("最后报送", full_date(due.deadline)),
        ]
    if source.audience.is_internal:
        facts.append(("是否公开", asked.openness.value))
    return tuple(facts)


def _unit(source: PageSource, due: Due) -> DueUnit:
    day = ""
    if due.submission is not None:
        day = full_date(source.dataset.submissions[due.submission].record.date)
    return DueUnit(source.unit_link(due.unit), state_of(due), day, _item(source, due))


def _item(source: PageSource, due: Due) -> Link | None:
    return source.title_link(due.submission) if due.submission is not None else None


def unit_dues(source: PageSource, unit: str) -> tuple[UnitDue, ...]:
    """Return what a unit was asked for, the latest deadline first."""
    return tuple(
        UnitDue(
            source.due_link(due.record),
            kind_of(source, due.record),
            full_date(due.deadline),
            state_of(due),
            _item(source, due),
        )
        for due in source.dues
        if due.unit == unit
    )
