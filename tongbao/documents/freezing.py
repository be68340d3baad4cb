"""A draft to its frozen record: everything that an issued bulletin is made of and held against."""

from dataclasses import dataclass, replace

from tongbao.documents.circumstances import Circumstances
from tongbao.documents.composing import composed
from tongbao.documents.issued import Issued, MadeFrom, Printed, record_fields
from tongbao.documents.results import results
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a frozen record comes from: the data it was made from, the PDF that was made of it."""

    made_from: MadeFrom
    printed: Printed


def frozen(scored: Scored, entry: Entry[Bulletin], origin: Origin) -> Issued:
    """Return the frozen record of a bulletin that has its number, from the data as it is.

    Of an erratum the results are those of the bulletin it corrects.
    """
    dataset, ledger = scored.dataset, scored.ledger
    about = dataset.bulletins[entry.record.corrects or entry.id]
    behind = ledger.within(about.record.period.year_to_date)
    return Issued(
        format=1,
        bureau=dataset.id,
        bulletin=entry.id,
        record=record_fields(entry.record),
        made_from=origin.made_from,
        printed=origin.printed,
        document=replace(composed(dataset, ledger, entry), revision=origin.made_from.revision),
        results=results(dataset, ledger, about, composed(dataset, ledger, about)),
        circumstances=Circumstances.of(dataset, behind),
        awards=behind.awards,
    )
