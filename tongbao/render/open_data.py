"""A bulletin's open data: two CSV files and one JSON file.

CSV files are UTF-8 with a byte order mark (so that spreadsheets read them as UTF-8) and end their
lines with CRLF (RFC 4180, section 2). Points are written as printed; where nothing was counted, 0.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.items import AdoptedItem
from tongbao.documents.score_table import ScoreTable, UnitRow
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import Award, shown
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_AWARD_FIELDS = ("unit", "month", "clause", "column", "points", "records", "reason")
# A spreadsheet runs a cell that begins with one of these; the full-width forms are folded by some.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def scores_csv(table: ScoreTable) -> bytes:
    """Return a period's scores, one line a unit in official order."""
    columns = [column.id for column in table.columns]
    return _csv(
        ("unit", "group", *columns, "total", "rank"),
        (
            (
                row.name,
                row.group,
                *(cell.text or "0" for cell in row.cells),
                row.total.text,
                "" if row.rank is None else str(row.rank),
            )
            for row in table.rows
        ),
    )


Closed = Callable[[str], bool]
"""Whether a record behind an award may not be named to the reader."""


def awards_csv(ledger: Ledger, names: Mapping[UnitId, str], is_closed: Closed) -> bytes:
    """Return a selection of awards, one a line; records are separated by a space.

    `names` are those of the units at the time of the awards.
    """
    return _csv(
        _AWARD_FIELDS,
        (
            (
                names[award.unit],
                str(Period.month_of(award.date)),
                award.clause,
                award.column,
                shown(award.points),
                " ".join(_records(award, is_closed)),
                award.reason,
            )
            for award in ledger
        ),
    )


def bulletin_json(
    dataset: Dataset,
    awards: Ledger,
    entry: Entry[Bulletin],
    view: BulletinView,
    is_closed: Closed,
) -> bytes:
    """Return a whole bulletin: what is printed, the scores and its awards; points as texts.

    `revision` in it is the full id of a commit, with `-dirty` where the data had changes that were
    not committed; null outside git.
    """
    record, table = entry.record, view.scores
    document = {
        "id": view.id,
        "revision": view.revision or None,
        "bureau": {"id": dataset.id, "name": view.signature},
        "notice": view.notice or None,
        "sample": view.is_sample,
        "title": view.title,
        "number": record.number,
        "period": {
            "id": str(view.period),
            "start": view.period.start.isoformat(),
            "end": view.period.end.isoformat(),
        },
        "cutoff": record.cutoff.isoformat(),
        "date": record.date.isoformat(),
        "recipients": record.recipients,
        "cc": record.cc,
        "openness": record.openness.value,
        "annex": view.annex.title,
        "text": [f"{block.marker}{block.text}" for block in view.body],
        "columns": [{"id": column.id, "name": column.name} for column in table.columns],
        "scores": [_score(row, table.columns) for row in table.rows],
        "items": [_item(item) for row in table.rows for item in row.items],
        "remarks": [
            {"heading": remark.heading, "text": remark.text} for remark in view.annex.remarks
        ],
        "awards": [_award(award, is_closed) for award in awards],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _score(row: UnitRow, columns: Sequence[Column]) -> dict[str, object]:
    cells = zip(columns, row.cells, strict=True)
    return {
        "unit": row.unit,
        "name": row.name,
        "group": row.group,
        "points": {column.id: cell.text or "0" for column, cell in cells},
        "total": row.total.text,
        "rank": row.rank,
    }


def _item(item: AdoptedItem) -> dict[str, object]:
    return {
        "unit": item.unit,
        "category": item.category,
        "title": item.title,
        "marks": [mark.label for mark in item.marks],
        "joint": item.joint.sign if item.joint else None,
        "outlets": [{"name": outlet.text, "level": outlet.level} for outlet in item.outlets],
    }


def _award(award: Award, is_closed: Closed) -> dict[str, object]:
    return {
        "unit": award.unit,
        "date": award.date.isoformat(),
        "rulebook": award.rulebook,
        "clause": award.clause,
        "column": award.column,
        "points": shown(award.points),
        "records": _records(award, is_closed),
        "reason": award.reason,
    }


def _records(award: Award, is_closed: Closed) -> list[str]:
    return [NOT_PUBLIC if is_closed(record) else record for record in award.records]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; numbers stay numbers."""
    if cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
