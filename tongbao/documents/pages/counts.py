"""What a period comes to in items: filed, adopted, and adopted by outlets of each level."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.items import adopted_by_level, adopted_submissions
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.model.period import Period


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of a kind there are, and the list of them."""

    name: str
    number: int
    target: str

    @property
    def link(self) -> Link:
        """The number as the way to the list."""
        return Link(str(self.number), self.target)


def period_counts(source: PageSource, period: Period) -> tuple[Count, ...]:
    """Return what was filed, what was adopted, and what of it by outlets of each level.

    The lists exist for the periods that the source has lists for.
    """
    levels = source.dataset.outlets.record.levels
    ledger = source.ledger.within(period)
    filed = sum(len(source.filed_in(unit, period)) for unit in source.dataset.units)
    adopted = len(adopted_submissions(source.dataset, ledger))
    by_level = adopted_by_level(source.dataset, ledger)
    return (
        Count("报送条数", filed, addresses.filed(period)),
        Count("采用条数", adopted, addresses.adopted(period, levels)),
        *(
            Count(
                f"{level}采用",
                by_level[level],
                addresses.adopted(period, levels, level),
            )
            for level in levels
        ),
    )
