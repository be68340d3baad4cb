"""What a unit has to do now (眼下要做的): counted from the day the data is judged on, no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongbao.documents.pages.due import kind_of
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import days_left, full_date, short_date
from tongbao.model.clause import DueState, Span
from tongbao.model.period import Stretch
from tongbao.model.scalars import UnitId
from tongbao.scoring.duedates import Due
from tongbao.scoring.tasks import Progress, progress_by_span

CHASED = 31
"""How many days something that was missed is asked for again: later it is only in the lists."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what it is, how far it is, its last day, and how long that is off.

    `deadline` and `left` are empty where no day is set.
    """

    kind: str
    what: Link
    detail: str
    deadline: str
    left: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class TodoList:
    """What a unit has to do, the nearest deadline first, and the running tasks it has met.

    `counted_from` is the day from which the days are counted; `without_rules` says that no
    rulebook is in force on it, empty if one is.
    """

    counted_from: str
    without_rules: str
    items: tuple[Todo, ...]
    met: tuple[str, ...]


def todo_list(source: PageSource, unit: UnitId) -> TodoList | None:
    """Return what a unit has to do; None where it is not known what day the data is from."""
    today = source.scored.today
    if today is None:
        return None
    running = tuple(_running(source, unit, today))
    dues = [due for due in source.dues if due.unit == unit and _is_open(due, today)]
    dated = [
        *(
            (stretch.end, _task(stretch, found, today))
            for stretch, found in running
            if not found.is_met
        ),
        *((due.deadline, _due(source, due, today)) for due in dues),
    ]
    dated.sort(key=lambda item: (item[0], item[1].kind, item[1].what.text))
    return TodoList(
        full_date(today),
        _without_rules(source, today),
        (*(item for _, item in dated), *_returned(source, unit, dues)),
        tuple(
            f"{stretch.name}任务{found.due}条已完成" for stretch, found in running if found.is_met
        ),
    )


def _without_rules(source: PageSource, today: date) -> str:
    """Write since when no rulebook is in force (2021年以后没有登记考评办法); empty if one is."""
    spans = [book.record.in_force for book in source.dataset.rulebooks.values()]
    if any(span.from_ <= today <= (span.to or date.max) for span in spans):
        return ""
    last = max((span.to for span in spans if span.to and span.to < today), default=None)
    if last is None:
        return "现在没有施行的考评办法"
    is_year = (last.month, last.day) == (12, 31)
    return (
        f"{last.year}年以后没有登记考评办法"
        if is_year
        else f"{full_date(last)}以后没有登记考评办法"
    )


def _running(source: PageSource, unit: UnitId, today: date) -> Iterator[tuple[Stretch, Progress]]:
    """Yield the running week, month, quarter and year that a task of the unit is set for."""
    for span in Span:
        stretch = span.around(today)
        found = progress_by_span(source.dataset, unit, span, stretch, today)
        if found is not None:
            yield stretch, found


def _task(stretch: Stretch, found: Progress, today: date) -> Todo:
    return Todo(
        "任务",
        Link(f"{stretch.name}任务：还差{found.missing}条"),
        f"要报{found.due}条，已完成{found.done}条",
        short_date(stretch.end),
        days_left(stretch.end, today),
        is_late=False,
    )


def _is_open(due: Due, today: date) -> bool:
    """Whether a unit still has something to do for a commission or duty."""
    if due.state is None:
        return True
    return due.state is DueState.MISSING and (today - due.deadline).days <= CHASED


def _due(source: PageSource, due: Due, today: date) -> Todo:
    if due.submission is None:
        detail = "还没有报送"
    else:
        detail = f"{short_date(due.since)}已报送，正在修改" if due.state is None else "报送正在修改"
    return Todo(
        kind_of(source, due.record),
        source.due_link(due.record),
        detail,
        short_date(due.deadline),
        days_left(due.deadline, today),
        due.state is not None,
    )


def _returned(source: PageSource, unit: UnitId, dues: Sequence[Due]) -> Iterator[Todo]:
    """Yield the items sent back that are not revised yet, the latest return first.

    Those that answer one of `dues` stand there already.
    """
    named = {due.submission for due in dues}
    waiting = [
        (submission.returns[-1].date, name)
        for name, submission in source.filed[unit]
        if name not in named
        and submission.returns
        and submission.accepted is None
        and not submission.is_refused
    ]
    for day, name in sorted(waiting, reverse=True):
        detail = f"{short_date(day)}退回，改好后重报"
        yield Todo("退回修改", source.title_link(name), detail, "", "", is_late=False)
