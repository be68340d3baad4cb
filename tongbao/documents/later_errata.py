"""What an issued bulletin could not know: errata of earlier bulletins that change its 累计得分."""

from collections.abc import Iterator
from datetime import date

from tongbao.checks.numbers import NumberParts, number_parts
from tongbao.documents.bulletin import AnnexTableView
from tongbao.documents.issued import errata, issued_of
from tongbao.documents.ranking_table import TO_DATE, RankingTable
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.source.dataset import Dataset, Entry


def shows_sums(table: AnnexTableView) -> bool:
    """Whether a table has the points since January."""
    return isinstance(table.content, RankingTable) and TO_DATE in table.content.points


def later_errata(dataset: Dataset, entry: Entry[Bulletin]) -> tuple[Entry[Bulletin], ...]:
    """Return the errata, in the order they were issued, after which the sums since January differ.

    They correct earlier bulletins of the same year and were issued after this one, which keeps
    what was printed; an erratum that changes no unit's points is none of them. A draft has none:
    it takes its sums from today's records.
    """
    found = (
        erratum
        for erratum in errata_before(dataset, entry.record.period)
        if _issued_on(erratum) > _issued_on(entry) and _differs(dataset, entry, erratum)
    )
    return tuple(sorted(found, key=_issued_on))


def errata_before(dataset: Dataset, period: Period) -> Iterator[Entry[Bulletin]]:
    """Yield the errata, drafts too, of bulletins whose period begins earlier in the same year."""
    for other in dataset.bulletins.values():
        if other.record.period.year == period.year and other.record.period.start < period.start:
            yield from errata(dataset, other.id)


def _issued_on(entry: Entry[Bulletin]) -> tuple[date, NumberParts]:
    return entry.record.date, number_parts(entry.record.number or "") or NumberParts()


def _differs(dataset: Dataset, entry: Entry[Bulletin], erratum: Entry[Bulletin]) -> bool:
    """Whether a unit has other points in an erratum, in the months that both know of."""
    printed, corrected = issued_of(dataset, entry.id), issued_of(dataset, erratum.id)
    if printed is None or corrected is None:
        return False
    both = min(entry.record.period.year_to_date, erratum.record.period.year_to_date)
    before, after = printed.ledger.within(both), corrected.ledger.within(both)
    units = {award.unit for award in (*before, *after)}
    return any(before.of_unit(unit).total != after.of_unit(unit).total for unit in units)
