"""The register, the scores and every award as the sheets of a workbook: what stands in which cell.

The first row of a sheet is its heading, the second one names the columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.clause_words import short_name
from tongbao.documents.pages.registered_items import own_awards
from tongbao.documents.pages.source import PageSource, column_title, full_name, state_text
from tongbao.documents.register.columns import (
    COLUMNS,
    RegisterColumn,
    adoption_phrase,
    instruction_phrase,
    lines,
    outlet_name,
    said_of,
)
from tongbao.documents.score_table import ScoreTable, columns_of, score_table
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Entry

REGISTER = "台账"
_LONGEST_CELL = 30_000
# What is said of an item on a public sheet that may not be told apart.
_ALWAYS_SHOWN = frozenset({"unit", "date", "category", "openness", "state", "points"})

Value = str | date | Decimal | int | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column's head and its width in characters; `is_number` puts its values to the right."""

    title: str
    width: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: name, heading, columns, and a value a column in each row (blank is None)."""

    name: str
    heading: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkbookView:
    """A workbook: who keeps it, the day its data is from, its sheets."""

    keeper: str
    day: date | None
    sheets: tuple[Sheet, ...]


def workbook_view(source: PageSource, period: Period | None) -> WorkbookView:
    """Return register, scores and awards, of one period or of all that there are."""
    return WorkbookView(
        source.dataset.bureau.record.name,
        source.data_date,
        (_register(source, period), _scores(source, period), _awards(source, period)),
    )


def _heading(source: PageSource, what: str, period: Period | None) -> str:
    bureau = source.dataset.bureau.record
    marks = ("示例" if bureau.sample else "", "内部资料" if source.audience.is_internal else "")
    words = "、".join(filter(None, marks))
    when = full_name(period) if period else ""
    return f"{bureau.short}{when}{what}{f'（{words}）' if words else ''}"


def _register(source: PageSource, period: Period | None) -> Sheet:
    columns = [c for c in COLUMNS if source.audience.is_internal or not c.is_private]
    return Sheet(
        REGISTER,
        _heading(source, "信息报送台账", period),
        tuple(SheetColumn(c.title, c.width, c.field == "points") for c in columns),
        tuple(_register_row(source, columns, entry) for entry in _filed(source, period)),
    )


def _filed(source: PageSource, period: Period | None) -> Iterator[Entry[Submission]]:
    """Yield every submission by unit and day: withdrawn, refused and compiled ones too."""
    for unit in source.dataset.units:
        for entry in source.dataset.submissions_of.get(unit, ()):
            if period is None or entry.record.date in period:
                yield entry


def _register_row(
    source: PageSource, columns: Sequence[RegisterColumn], entry: Entry[Submission]
) -> tuple[Value, ...]:
    submission, name = entry.record, SubmissionId(entry.id)
    dataset = source.dataset
    adoptions = source.adoptions.get(name, ())
    row: dict[str, Value] = {
        **said_of(dataset, submission),
        "id": name,
        "state": state_text(submission),
        "adoptions": lines(adoption_phrase(dataset, each) for each in adoptions),
        "instructions": lines(
            instruction_phrase(dataset, each) for each in source.instructions.get(name, ())
        ),
        "points": _own_points(source, name, submission.unit),
    }
    if source.audience.title(submission) == NOT_PUBLIC:
        row |= {
            field: NOT_PUBLIC if field == "title" else "" for field in row.keys() - _ALWAYS_SHOWN
        }
        if submission.withdrawn is None:
            # As bulletins print it for every reader.
            row["adoptions"] = lines(outlet_name(dataset, each) for each in adoptions)
    for field in ("commission", "duty"):
        row[field] = _asked(source, field, str(row[field]))
    return tuple(None if row[column.field] == "" else row[column.field] for column in columns)


def _asked(source: PageSource, field: str, name: str) -> str:
    if not name:
        return ""
    asked = source.dataset.commissions if field == "commission" else source.dataset.duties
    return name if source.audience.shows(asked[name].record.openness) else NOT_PUBLIC


def _own_points(source: PageSource, name: SubmissionId, unit: UnitId) -> Decimal | None:
    """Return what the unit that filed an item got for it; None where no award is for it alone."""
    own = own_awards(source, name, unit)
    return own.total if len(own) else None


def _scores(source: PageSource, period: Period | None) -> Sheet:
    if period is None:
        tables = tuple(source.tables.values())
    else:
        tables = (score_table(source.dataset, source.ledger, period),)
    columns = {column.id: column for table in tables for column in table.columns}
    rows = tuple(row for table in tables for row in _score_rows(source, table, tuple(columns)))
    return Sheet(
        "得分",
        _heading(source, "得分和名次", period),
        (
            SheetColumn("期间", 14),
            SheetColumn("分组", 24),
            SheetColumn("单位", 24),
            *(SheetColumn(column_title(column), 12, is_number=True) for column in columns.values()),
            *(SheetColumn(title, 8, is_number=True) for title in ("得分", "名次", "任务", "完成")),
        ),
        rows,
    )


def _score_rows(
    source: PageSource, table: ScoreTable, columns: Sequence[str]
) -> Iterator[tuple[Value, ...]]:
    counted = {column.id for column in columns_of(source.dataset, table.period)}
    for group in table.groups:
        for row in group.by_rank:
            awards = source.ledger.of_unit(row.unit).within(table.period)
            task = progress(source.dataset, row.unit, table.period)
            yield (
                full_name(table.period),
                group.name,
                row.name,
                *(
                    Ledger(tuple(a for a in awards if a.column == column)).total
                    if column in counted
                    else None
                    for column in columns
                ),
                awards.total,
                row.rank,
                *((task.due, task.done) if task else (None, None)),
            )


def _awards(source: PageSource, period: Period | None) -> Sheet:
    ledger = source.ledger if period is None else source.ledger.within(period)
    titles = ("日期", "单位", "依据", "计分栏", "分值", "事由", "记录")
    widths = (12, 24, 18, 18, 8, 48, 40)
    return Sheet(
        "计分明细",
        _heading(source, "计分明细", period),
        tuple(
            SheetColumn(title, width, title == "分值")
            for title, width in zip(titles, widths, strict=True)
        ),
        tuple(_award_row(source, award) for award in ledger),
    )


def _award_row(source: PageSource, award: Award) -> tuple[Value, ...]:
    book = source.dataset.rulebooks[award.rulebook].record
    column = next(column for column in book.columns if column.id == award.column)
    records = source.audience.records(source.dataset, award)
    return (
        award.date,
        source.dataset.units[award.unit].name,
        short_name(source.clause_of(award)),
        column_title(column),
        award.points,
        award.reason,
        _in_a_cell(records),
    )


def _in_a_cell(records: Sequence[str]) -> str:
    """Return records one a line, as many as a cell has room for."""
    text = lines(records)
    if len(text) <= _LONGEST_CELL:
        return text
    return f"{text[:_LONGEST_CELL].rpartition(chr(10))[0]}\n……共{len(records)}条"
