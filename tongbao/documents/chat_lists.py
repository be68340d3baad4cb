"""Lists to paste into a chat group: plain text, a line a unit or an item.

Whatever the pages beside them show, these lists say only what anybody may read: nobody knows where
a message is passed on to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongbao.documents.audience import Audience
from tongbao.documents.items import AdoptedItem, adopted_items, adopted_submissions
from tongbao.documents.pages.source import full_name
from tongbao.documents.reminder import BehindRow, DueRow, ReminderView, reminder_view
from tongbao.documents.words import days_left, enumerated, short_date
from tongbao.model.period import Period
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Dataset

LONGEST = 800
"""How many letters a message has at most: more is hard to read in a chat, and some cut it off."""

_BEHIND = "还差任务的单位"
_SAMPLE = "〔示例数据〕"


@dataclass(frozen=True, slots=True)
class ChatList:
    """A list by its name, as messages to send one after the other."""

    name: str
    messages: tuple[str, ...]


def behind_list(dataset: Dataset, period: Period, today: date | None) -> ChatList | None:
    """Return who is behind the task of a period; None where nothing is asked of anybody.

    The count is of all that came in for the period up to `today`. Before its end the list says how
    long the period still runs.
    """
    asked = {unit.id: progress(dataset, unit.id, period) for unit in dataset.units_in(period)}
    found = {unit: each for unit, each in asked.items() if each is not None}
    if not found:
        return None
    until = f"截至{short_date(min(today, period.end))}，" if today else ""
    left = days_left(period.end, today) if today and today < period.end else ""
    verb = "还差" if left else "差"
    behind = [
        f"{dataset.units[unit].short} {verb}{each.missing}条"
        for unit, each in found.items()
        if not each.is_met
    ]
    head = f"{until}{period.name}任务还差的单位（{len(behind)}个{f'，{left}' if left else ''}）"
    met = f"{until}各单位都完成了{period.name}任务"
    name = f"{period.name}任务还差的单位" if left else _BEHIND
    return _listed(dataset, name, head if behind else met, behind)


def adopted_list(dataset: Dataset, ledger: Ledger, period: Period) -> ChatList:
    """Return the adopted items of a period; joint ones stand under each unit, as in bulletins."""
    awards = ledger.within(period)
    count = len(adopted_submissions(dataset, awards))
    items = adopted_items(dataset, awards, None, Audience.PUBLIC)
    joint = "，联合的列在各单位名下" if len(items) > count else ""
    head = f"采用{count}条{joint}" if count else "还没有采用的条目"
    lines = [_adopted(dataset, item) for item in items]
    return _listed(dataset, "采用的条目", full_name(period) + head, lines)


def _adopted(dataset: Dataset, item: AdoptedItem) -> str:
    outlets = enumerated(outlet.text for outlet in item.outlets)
    return f"{dataset.units[item.unit].short}：{item.mark_text}{item.title}（{outlets}）"


def reminder_lists(
    dataset: Dataset, view: ReminderView, audience: Audience
) -> tuple[ChatList, ...]:
    """Return what a reminder, made for an audience, lists: who is behind, what was not filed."""
    is_open = not audience.is_internal
    return tuple(
        _reminded(dataset, view if is_open else reminder_view(dataset, view.day, Audience.PUBLIC))
    )


def _reminded(dataset: Dataset, view: ReminderView) -> Iterator[ChatList]:
    until = f"截至{short_date(view.day)}，"
    month_end = Period.month_of(view.day).end
    rows = [row for group in view.behind for row in group.rows]
    if rows:
        yield _listed(
            dataset,
            _BEHIND,
            f"{until}{view.behind_title}（{len(rows)}个）",
            [_behind(dataset, row, is_over=view.day == month_end) for row in rows],
        )
    if view.due:
        yield _listed(
            dataset,
            "没有报送的约稿和任务",
            f"{until}没有报送的约稿和任务",
            [_due(row) for row in view.due],
        )


def _behind(dataset: Dataset, row: BehindRow, *, is_over: bool) -> str:
    # More for one task than it asks for does not help another: then the figures say what counts.
    counted = row.due - row.missing
    of = f"（计入任务{counted}条）" if counted != row.done else ""
    missing = f"{'差' if is_over else '还差'}{row.missing}条"
    return f"{dataset.units[row.unit].short} 已报{row.done}条{of}，本月共{row.due}条，{missing}"


def _due(row: DueRow) -> str:
    return f"{row.what}（{row.deadline}截止，{row.state}）：{row.unit_names}"


def _listed(dataset: Dataset, name: str, head: str, lines: Sequence[str]) -> ChatList:
    """Return lines under a head, in as many messages of at most `LONGEST` as they ask for.

    Away from its page a message has to say itself that the records are invented.
    """
    mark = _SAMPLE if dataset.bureau.record.sample else ""
    if not lines:
        return ChatList(name, (f"{mark}{head}。",))
    parts = _parted(lines, LONGEST - len(_top(mark + head, 1, 1)))
    count = 1
    while len(parts) > count:
        count = len(parts)
        parts = _parted(lines, LONGEST - len(_top(mark + head, count, count)))
    return ChatList(
        name,
        tuple(
            "\n".join([_top(mark + head, number, len(parts)), *part])
            for number, part in enumerate(parts, 1)
        ),
    )


def _parted(lines: Sequence[str], room: int) -> list[list[str]]:
    """Return lines in parts of at most so many letters; each line has a line break before it."""
    parts: list[list[str]] = [[]]
    letters = 0
    for line in lines:
        for piece in _folded(line, room - 1):
            if parts[-1] and letters + 1 + len(piece) > room:
                parts.append([])
                letters = 0
            parts[-1].append(piece)
            letters += 1 + len(piece)
    return parts


def _folded(line: str, most: int) -> Iterator[str]:
    """Yield a line in pieces of at most so many letters, broken between names where it has any."""
    while len(line) > most:
        end = line.rfind("、", 0, most) + 1 or most
        yield line[:end]
        line = line[end:]
    yield line


def _top(head: str, number: int, count: int) -> str:
    return f"{head}{_place(number, count)}："


def _place(number: int, count: int) -> str:
    return f"（{number}/{count}）" if count > 1 else ""
