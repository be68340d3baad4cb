"""The rows of the annex's tables, by kind; a unit's cells span the rows of its items."""

from collections.abc import Iterable, Iterator, Sequence

from tongbao.documents.bulletin import AnnexTableView, Remark, ScoresView
from tongbao.documents.correction_table import CorrectionTable
from tongbao.documents.item_table import ItemTable, ListedItem
from tongbao.documents.items import AdoptedItem
from tongbao.documents.ranking_table import RankingTable
from tongbao.render.docx.markup import Piece
from tongbao.render.docx.styles import STRONG
from tongbao.render.docx.tables import (
    CENTER,
    GROUP,
    LEFT,
    REMARK,
    SMALL,
    Cell,
    Row,
    spanning,
    text_cell,
)
from tongbao.render.pdf.table import Shape

# A unit with more rows may be divided by the end of a page.
_MOST_TOGETHER = 4

_NO_ITEM = (text_cell(CENTER), text_cell(LEFT), text_cell(SMALL))


def table_rows(view: AnnexTableView, shape: Shape) -> Iterator[Row]:
    """Yield a table's rows below its head."""
    content, width = view.content, len(shape.columns)
    if isinstance(content, ScoresView):
        yield from _score_rows(content, width)
    elif isinstance(content, ItemTable):
        yield from _item_rows(content, width)
    elif isinstance(content, RankingTable):
        yield from _ranking_rows(content, width)
    else:
        yield from _correction_rows(content, width)


def remark_row(remarks: Iterable[Remark], shape: Shape) -> Row:
    """Return the row of the remarks (备注), the last one of the last table."""
    paragraphs = tuple(
        ((Piece(f"{remark.heading}：", STRONG), Piece(remark.text)),) for remark in remarks
    )
    beside = len(shape.columns) - shape.remark_columns
    return Row(
        (
            text_cell(GROUP, "备注", columns=shape.remark_columns),
            Cell(REMARK, paragraphs, beside),
        )
    )


def _group(name: str, width: int) -> Row:
    return Row((text_cell(GROUP, name, columns=width),))


def _block(lead: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Iterator[Row]:
    """Yield the rows of one unit, its name and numbers over all of them."""
    count = len(rows)
    for index, cells in enumerate(rows):
        named = (spanning(CENTER, text, index, count) for text in lead)
        yield Row((*named, *cells), keeps_next=index + 1 < count <= _MOST_TOGETHER)


def _score_rows(view: ScoresView, width: int) -> Iterator[Row]:
    for group in view.table.groups:
        yield _group(group.name, width)
        for unit in group.rows:
            lead = [unit.name, *(cell.text for cell in unit.cells), unit.total.text]
            yield from _block(lead, [_adopted(item) for item in unit.items] or [_NO_ITEM])


def _adopted(item: AdoptedItem) -> tuple[Cell, ...]:
    return (
        text_cell(CENTER, item.category),
        text_cell(LEFT, item.mark_text + item.title),
        text_cell(SMALL, *(outlet.text for outlet in item.outlets)),
    )


def _item_rows(table: ItemTable, width: int) -> Iterator[Row]:
    if not table.groups:
        yield _group(table.none, width)
    for group in table.groups:
        yield _group(group.name, width)
        for unit in group.units:
            rows = [_listed(item, has_more=table.has_instructions) for item in unit.items]
            yield from _block([unit.name], rows)


def _listed(item: ListedItem, *, has_more: bool) -> tuple[Cell, ...]:
    instructions = (text_cell(SMALL, *item.instructions),) if has_more else ()
    return (
        text_cell(LEFT, item.mark_text + item.title),
        text_cell(CENTER, item.category),
        text_cell(SMALL, *(outlet.text for outlet in item.outlets)),
        *instructions,
    )


def _ranking_rows(table: RankingTable, width: int) -> Iterator[Row]:
    for group in table.groups:
        yield _group(group.name, width)
        for row in group.rows:
            texts = (row.rank, row.name, *table.figures_of(row))
            labels = (text_cell(SMALL, row.labels),) if table.labels else ()
            yield Row((*(text_cell(CENTER, text) for text in texts), *labels))


def _correction_rows(table: CorrectionTable, width: int) -> Iterator[Row]:
    if not table.places:
        yield _group(table.none, width)
    for place in table.places:
        rows = [
            tuple(text_cell(LEFT, text) for text in (line.subject, line.before, line.after))
            for line in place.lines
        ]
        yield from _block([place.name], rows)
