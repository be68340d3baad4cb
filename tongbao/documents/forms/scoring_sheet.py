"""The scoring sheet (附件2): what each column of a rulebook is worth, from its clauses."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tongbao.documents.forms.table import Cell, PrintedForm, Row, label
from tongbao.model.clause import (
    BaseClause,
    Clause,
    EventClause,
    PeriodClause,
    RatioClause,
    TotalClause,
)
from tongbao.model.rulebook import Column, Rulebook
from tongbao.model.scalars import Points
from tongbao.scoring.award import shown
from tongbao.source.dataset import Dataset, Entry

_NO_VALUE = "/"
_LABEL = "信息状态"
_NAME_LINES = 4
_NARROWEST, _WIDEST = 2, 6


def scoring_sheet(dataset: Dataset, book: Entry[Rulebook]) -> PrintedForm:
    """Return the scoring sheet of a rulebook that has one (`sheet`): levels, columns, values."""
    rulebook, bureau = book.record, dataset.bureau.record
    columns = rulebook.columns
    return PrintedForm(
        mark=rulebook.sheet_mark or "",
        title=rulebook.sheet or rulebook.title,
        note="",
        filler="",
        day="",
        widths=(_width(len(_LABEL)), *(_name_width(column.name) for column in columns)),
        head=_head(columns),
        rows=((label("分值/篇"), *(Cell(_value(rulebook, column)) for column in columns)),),
        remark="",
        author=bureau.name,
        is_landscape=True,
        is_sample=bureau.sample,
    )


def _head(columns: Sequence[Column]) -> tuple[Row, Row]:
    """Return levels above names; a column without a level takes both rows."""
    above: list[Cell] = [label("级别")]
    for heading, group in groupby(columns, key=lambda column: column.heading):
        members = tuple(group)
        if heading is None:
            above.extend(label(column.name, rowspan=2) for column in members)
        else:
            above.append(label(heading, colspan=len(members)))
    names = (label(column.name) for column in columns if column.heading is not None)
    return tuple(above), (label(_LABEL), *names)


def _width(characters: int) -> int:
    """Return the width of a column for so many characters and its padding."""
    return characters * 10 + 6


def _name_width(name: str) -> int:
    """Return the width of a column by its name: a long one takes a few lines, not more."""
    return _width(min(max(-(-len(name) // _NAME_LINES), _NARROWEST), _WIDEST))


def _value(rulebook: Rulebook, column: Column) -> str:
    """Return what an item is worth in a column: each value once, in the order of the clauses."""
    values = dict.fromkeys(
        value
        for clause in rulebook.clauses
        if clause.column == column.id
        for value in _values(clause)
    )
    return "/".join(values) or _NO_VALUE


def _values(clause: Clause) -> Iterator[str]:
    match clause:
        case EventClause():
            yield from _event_values(clause)
        case PeriodClause(quota=quota, beyond=beyond, short=short):
            missing = (short.each, short.points) if short else ()
            yield from _given(quota.points, beyond, *missing)
        case RatioClause(points=points) | BaseClause(points=points):
            yield shown(points)
        case TotalClause():
            pass  # It moves a sum; no item is worth anything by it.


def _event_values(clause: EventClause) -> Iterator[str]:
    yield from _given(clause.points, *(case.points for case in clause.cases))
    if clause.steps is not None:
        yield from _given(*clause.steps.points)
    if clause.range is not None:
        yield f"{shown(clause.range.least)}～{shown(clause.range.most)}"


def _given(*values: Points | None) -> Iterator[str]:
    return (shown(value) for value in values if value is not None)
