"""A draft of the document that corrects an issued bulletin (更正通报)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

import click

from tongbao.desk.draft import Draft
from tongbao.desk.issuing import Inspect, IssueError, bulletin_of, bureau_of
from tongbao.desk.new import written
from tongbao.desk.places import from_here
from tongbao.diagnostic import has_errors
from tongbao.documents.composing import correction
from tongbao.documents.figures import FigureChange
from tongbao.documents.words import NOTHING
from tongbao.model.bulletin import AnnexTable, Bulletin
from tongbao.pipeline import examine
from tongbao.review.reporters import as_text
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.history import last_change
from tongbao.source.writing import Value

_SHOWN = 20
"""How many changes are listed; the document has them all."""


@dataclass(frozen=True, slots=True)
class ErratumOrder:
    """What is to be corrected: the data folder, bureau and bulletin, why, the draft's date.

    Without `dated` it is the clock's day, or the last one of a bureau whose records have ended.
    """

    data: Path
    bureau: str
    bulletin: str
    reason: str
    dated: date | None
    today: date | None


def erratum(order: ErratumOrder, inspect: Inspect) -> int:
    """Write the draft of an erratum and say what it corrects; 1 if the data is faulty then.

    The records may have been corrected before or are corrected after: the draft always shows in
    what they differ from the bulletin as it was issued.

    Raises:
        IssueError: there is nothing issued to correct, or a draft already.
    """
    data = order.data.resolve()
    scored = bureau_of(examine(data, order.today or last_change(data)), order.bureau)
    dataset = scored.dataset
    entry = bulletin_of(dataset, order.bulletin)
    _refuse(dataset, entry, order.reason)
    name = next(_names(dataset, entry.id))
    draft = Draft(
        "bulletins",
        ("bulletins", name, "bulletin.md"),
        _fields(entry, order.dated or _last_day(dataset)),
        _text(entry, order.reason),
    )
    path = order.data / dataset.id / Path(*draft.steps)
    if not written(path, draft.content):
        return 1
    click.echo(f"已写好更正通报的草稿 {from_here(path)}")
    for line in _lines(correction(dataset, scored.ledger, entry).figures):
        click.echo(line)
    found = inspect(order.data, order.today)
    click.echo(as_text(found), err=bool(found))
    click.echo(
        "核对标题、正文和成文日期，把草稿同改正的记录一起提交、合并；"
        f"合并以后运行 build.py issue {dataset.id} {name} 编号定稿。"
    )
    return 1 if has_errors(found) else 0


def _refuse(dataset: Dataset, entry: Entry[Bulletin], reason: str) -> None:
    if not reason.strip() or any(brace in reason for brace in "{}｛｝"):
        raise IssueError("写明更正的原因，里面不用花括号")
    if entry.record.corrects is not None:
        raise IssueError(f"{entry.id} 本身是更正通报：再更正的，仍写 {entry.record.corrects}")
    if entry.id not in dataset.issued:
        raise IssueError(f"{entry.id} 还没有印发：直接改")
    for other in dataset.bulletins.values():
        if other.record.corrects == entry.id and other.record.number is None:
            raise IssueError(f"已有更正通报的草稿 {other.path}：改那一份")


def _names(dataset: Dataset, bulletin: str) -> Iterator[str]:
    """Yield the names an erratum may have, those that are taken left out."""
    for number in count(1):
        name = f"{bulletin}-erratum" if number == 1 else f"{bulletin}-erratum-{number}"
        if name not in dataset.bulletins and name not in dataset.issued:
            yield name


def _last_day(dataset: Dataset) -> date:
    today = datetime.now().astimezone().date()
    return min(today, dataset.bureau.record.until or today)


def _fields(entry: Entry[Bulletin], day: date) -> dict[str, Value]:
    record = entry.record
    fields: dict[str, Value] = {
        "title": _title(record),
        "corrects": entry.id,
        "period": str(record.period),
        "cutoff": str(record.cutoff),
        "date": str(day),
        "recipients": record.recipients,
        "openness": record.openness.value,
        "annex": {
            "title": f"{record.number}更正对照表",
            "tables": [AnnexTable.CHANGES.value, AnnexTable.CAUSES.value],
        },
    }
    if record.cc is not None:
        fields["cc"] = record.cc
    if not record.sealed:
        fields["sealed"] = False
    return fields


def _title(record: Bulletin) -> str:
    """Write the title: that of the bulletin, its lines divided where they were."""
    written = record.title.strip()
    if "关于" in written and written.endswith("的通报"):
        about = written.removesuffix("的通报").replace("关于", "关于更正", 1)
        return f"{about}通报\n有关内容的通报"
    return f"关于更正{record.number}\n有关内容的通报"


def _text(entry: Entry[Bulletin], reason: str) -> str:
    title = entry.record.title_line
    return (
        f"《{title}》（{entry.record.number}）印发后，经核查，{reason.rstrip('。')}。"
        "现将有关内容更正如下，更正前后的内容和依据见附件，其余内容不变。\n"
    )


def _lines(changes: tuple[FigureChange, ...]) -> Iterator[str]:
    """Yield what an erratum corrects now."""
    if not changes:
        yield (
            "现在的记录与印发的结果相同：改正记录以后，草稿自动列出更正前后的内容；"
            "只更正文字的，记录不用改，把原文和改后的文字写进正文。"
        )
    for change in changes[:_SHOWN]:
        before, after = change.before or NOTHING, change.after or NOTHING
        yield f"  {change.where}　{change.name}：{before} → {after}"
    if len(changes) > _SHOWN:
        yield f"  ……共 {len(changes)} 处"
