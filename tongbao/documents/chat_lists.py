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
from tongbao.documents.reminder import DueRow, ReminderView, reminder_view
from tongbao.documents.words import enumerated, short_date
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

    The count is of all that came in for the period up to `today`.
    """
    asked = {unit.id: progress(dataset, unit.id, period) for unit in dataset.units_in(period)}
    found = {unit: each for unit, each in asked.items() if each is not None}
    if not found:
        return None
    until = f"截至{short_date(min(today, period.end))}，" if today else ""
    behind = [
        f"{dataset.units[unit].short} 差{each.missing}条"
        for unit, each in found.items()
        if not each.is_met
    ]
    head = f"{until}{period.name}任务还差的单位（{len(behind)}个）"
    met = f"{until}各单位都完成了{period.name}任务"
    return _listed(dataset, _BEHIND, head if behind else met, behind)


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
    rows = [row for group in view.behind for row in group.rows]
    if rows:
        what = view.behind_caption.partition("　")[2]
        yield _listed(
            dataset,
            _BEHIND,
            f"{until}{what}（{len(rows)}个）",
            [f"{dataset.units[row.unit].short} 差{row.missing}条" for row in rows],
        )
    if view.due:
        yield _listed(
            dataset,
            "没有报送的约稿和任务",
            f"{until}没有报送的约稿和任务",
            [_due(row) for row in view.due],
        )


def _due(row: DueRow) -> str:
    return f"{row.what}（{row.deadline}截止，{row.state}）：{row.unit_names}"


def _listed(dataset: Dataset, name: str, head: str, lines: Sequence[str]) -> ChatList:
    """Return lines under a head, in as many messages as their length asks for.

    Away from its page a message has to say itself that the records are invented.
    """
    mark = _SAMPLE if dataset.bureau.record.sample else ""
    if not lines:
        return ChatList(name, (f"{mark}{head}。",))
    parts: list[list[str]] = [[]]
    letters = 0
    for line in lines:
        if parts[-1] and letters + len(line) > LONGEST:
            parts.append([])
            letters = 0
        parts[-1].append(line)
        letters += len(line) + 1
    return ChatList(
        name,
        tuple(
            "\n".join([f"{mark}{head}{_place(number, len(parts))}：", *part])
            for number, part in enumerate(parts, 1)
        ),
    )


def _place(number: int, count: int) -> str:
    return f"（{number}/{count}）" if count > 1 else ""
