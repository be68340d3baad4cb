"""What the bulletins of a period print as the units' points, whatever the records are now."""

from collections.abc import Iterator, Mapping

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.source.dataset import Entry


def printed_totals(
    source: PageSource, period: Period
) -> Iterator[tuple[Entry[Bulletin], Mapping[UnitId, str]]]:
    """Yield the bulletins of a period the reader may see, the latest first, without errata.

    With each the points it prints, as it writes them, by unit.
    """
    for entry in source.bulletins:
        if entry.record.period == period and entry.record.corrects is None:
            rows = source.bulletin_views[entry.id].scores.rows
            yield entry, {row.unit: row.total.text for row in rows}


def bulletin_link(entry: Entry[Bulletin]) -> Link:
    """Return a bulletin's title in one line with its page."""
    return Link(entry.record.title_line, addresses.bulletin(entry.id))
