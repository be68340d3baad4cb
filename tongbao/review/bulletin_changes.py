"""Which issued bulletins a change would print differently."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongbao.documents.bulletin import BulletinView, ScoresView, TableView, bulletin_view
from tongbao.documents.fields import FieldSource, field_values
from tongbao.documents.item_table import ItemTable
from tongbao.documents.ranking_table import RankingTable
from tongbao.documents.score_table import UnitRow
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One thing a bulletin says: `where` is a unit's name or a part of the text."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class BulletinChange:
    """An issued bulletin that would not be the same: what changes, or that it is deleted."""

    id: str
    number: str
    is_deleted: bool
    figures: tuple[FigureChange, ...]


def bulletin_changes(before: Scored, after: Scored) -> tuple[BulletinChange, ...]:
    """Return the bulletins issued before a change that it affects; one with a number is issued.

    Both states must be free of errors: there is no telling what a bulletin says otherwise.
    """
    found = []
    for name, old in before.dataset.bulletins.items():
        number, new = old.record.number, after.dataset.bulletins.get(name)
        if number is None:
            continue
        figures = tuple(_figure_changes(_said(before, old), _said(after, new))) if new else ()
        if new is None or figures:
            found.append(BulletinChange(name, number, new is None, figures))
    return tuple(found)


_Said = dict[tuple[str, str], dict[str, None]]
"""What a bulletin says, by where and what: usually one thing, of items several."""


def _said(scored: Scored, entry: Entry[Bulletin]) -> _Said:
    view = bulletin_view(scored.dataset, scored.ledger, entry)
    source = FieldSource(scored.dataset, scored.ledger, entry.record.period)
    said: _Said = {}
    for field, value in field_values(source, entry.record.text).items():
        said["正文", field] = {value: None}
    for where, what, value in _of_annex(view):
        said.setdefault((where, what), {})[value] = None
    return said


def _of_annex(view: BulletinView) -> Iterator[tuple[str, str, str]]:
    for table in view.annex.tables:
        yield from _of_table(table.content)
    for remark in view.annex.remarks:
        yield "备注", remark.heading, remark.text


def _of_table(table: TableView) -> Iterator[tuple[str, str, str]]:
    match table:
        case ScoresView():
            names = [f"{column.heading or ''}{column.name}" for column in table.table.columns]
            for row in table.table.rows:
                yield from _of_scores(table, names, row)
        case RankingTable():
            yield from _of_ranking(table)
        case ItemTable():
            for group in table.groups:
                for unit in group.units:
                    for item in unit.items:
                        above = (*(line.text for line in item.outlets), *item.instructions)
                        yield unit.name, "采用条目", _item(item.mark_text, item.title, above)


def _of_scores(
    scores: ScoresView, columns: list[str], row: UnitRow
) -> Iterator[tuple[str, str, str]]:
    for what, cell in zip(columns, row.cells, strict=True):
        yield row.name, what, cell.text
    yield row.name, scores.total_heading, row.total.text
    yield row.name, "名次", "" if row.rank is None else str(row.rank)
    for item in row.items:
        outlets = tuple(line.text for line in item.outlets)
        yield row.name, "采用条目", _item(item.mark_text, item.title, outlets)


def _of_ranking(table: RankingTable) -> Iterator[tuple[str, str, str]]:
    for group in table.groups:
        for row in group.rows:
            for what, value in zip(table.figures, table.figures_of(row), strict=True):
                yield row.name, what, value
            yield row.name, "名次", row.rank
            yield row.name, "评语", row.labels


def _item(marks: str, title: str, above: tuple[str, ...]) -> str:
    return f"{marks}{title}（{'、'.join(above)}）"


def _figure_changes(old: _Said, new: _Said) -> Iterator[FigureChange]:
    """Yield what two states say differently, by where; of several things only those that differ."""
    keys = {**old, **new}
    order = {where: index for index, where in enumerate(dict.fromkeys(where for where, _ in keys))}
    for key in sorted(keys, key=lambda key: order[key[0]]):
        gone = [value for value in old.get(key, {}) if value not in new.get(key, {})]
        come = [value for value in new.get(key, {}) if value not in old.get(key, {})]
        if any((*gone, *come)):
            yield FigureChange(*key, "；".join(gone), "；".join(come))
