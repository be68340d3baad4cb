"""What a bulletin says, figure by figure: what is compared when it must not have changed."""

from collections.abc import Iterator

from tongbao.documents.bulletin import BulletinView, ScoresView, TableView
from tongbao.documents.fields import FieldSource, field_values
from tongbao.documents.figures import Figure
from tongbao.documents.item_table import ItemTable, ListedItem
from tongbao.documents.items import AdoptedItem
from tongbao.documents.ranking_table import RankingTable
from tongbao.documents.score_table import UnitRow
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

TEXT = "正文"
"""Where the figures of the text stand."""


def results(
    dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin], view: BulletinView
) -> tuple[Figure, ...]:
    """Return what a bulletin says of the whole ledger: the fields of its text, then its tables."""
    source = FieldSource(dataset, ledger, entry.record.period)
    fields = field_values(source, entry.record.text).items()
    return (*(Figure(TEXT, name, value) for name, value in fields), *table_figures(view))


def table_figures(view: BulletinView) -> tuple[Figure, ...]:
    """Return what the tables of a bulletin's annex say, blank cells included."""
    return tuple(figure for table in view.annex.tables for figure in _of_table(table.content))


def printed_items(view: BulletinView) -> dict[str, str]:
    """Return what stands of each public item in a bulletin's tables, by the item's page."""
    return {
        item.target: _listed(item) if isinstance(item, ListedItem) else _adopted(item)
        for item in _items(view)
        if item.target is not None
    }


def printed_titles(view: BulletinView | None) -> dict[str, str]:
    """Return the titles of the public items in a bulletin's tables, by the item's page."""
    items = _items(view) if view is not None else ()
    return {item.target: item.title for item in items if item.target is not None}


def _items(view: BulletinView) -> Iterator[AdoptedItem | ListedItem]:
    for table in view.annex.tables:
        match table.content:
            case ScoresView() as scores:
                for row in scores.table.rows:
                    yield from row.items
            case ItemTable() as items:
                yield from items.items


def _of_table(table: TableView) -> Iterator[Figure]:
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
                        yield Figure(unit.name, "采用条目", _listed(item))


def _of_scores(scores: ScoresView, columns: list[str], row: UnitRow) -> Iterator[Figure]:
    for what, cell in zip(columns, row.cells, strict=True):
        yield Figure(row.name, what, cell.text)
    yield Figure(row.name, scores.total_heading, row.total.text)
    yield Figure(row.name, "名次", "" if row.rank is None else str(row.rank))
    for item in row.items:
        yield Figure(row.name, "采用条目", _adopted(item))


def _of_ranking(table: RankingTable) -> Iterator[Figure]:
    for group in table.groups:
        for row in group.rows:
            for what, value in zip(table.figures, table.figures_of(row), strict=True):
                yield Figure(row.name, what, value)
            yield Figure(row.name, "名次", row.rank)
            yield Figure(row.name, "评语", row.labels)


def _adopted(item: AdoptedItem) -> str:
    return _item(item.mark_text, item.title, tuple(line.text for line in item.outlets))


def _listed(item: ListedItem) -> str:
    above = (*(line.text for line in item.outlets), *item.instructions)
    return _item(item.mark_text, item.title, above)


def _item(marks: str, title: str, above: tuple[str, ...]) -> str:
    return f"{marks}{title}（{'、'.join(above)}）"
