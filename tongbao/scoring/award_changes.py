"""Which lines of points a change gives and takes."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class AwardChange:
    """A line of points that comes (`before` is None), goes (`after` is None) or is another one.

    `unit` is the unit's short name, `citation` that of the clause; ids stand for what is registered
    no more.
    """

    unit: str
    citation: str
    before: Award | None
    after: Award | None

    @property
    def award(self) -> Award:
        """The line as it is after the change; one that goes, as it was."""
        award = self.after or self.before
        assert award is not None
        return award


def award_changes(
    older: tuple[Dataset, Ledger], newer: tuple[Dataset, Ledger]
) -> tuple[AwardChange, ...]:
    """Return the lines in which two ledgers differ, by unit, day and clause.

    Lines that say the same of a unit and a day are the same, whichever files are behind them. One
    that goes and one that comes under one clause, for one item or one day, are one change. Units
    that have 0 points because nothing happened are left out.
    """
    gone = _by_subject(_only_in(older[1], newer[1]))
    come = _by_subject(_only_in(newer[1], older[1]))
    names, citations = _names(older[0], newer[0]), _citations(older[0], newer[0])
    found = []
    for subject in {**gone, **come}:
        for before, after in zip_longest(gone.get(subject, ()), come.get(subject, ())):
            award: Award = after or before
            if any(each.points or each.records for each in (before, after) if each is not None):
                citation = citations.get((award.rulebook, award.clause), award.clause)
                name = names.get(award.unit, award.unit)
                found.append(AwardChange(name, citation, before, after))
    order = {unit: index for index, unit in enumerate(names)}
    return tuple(sorted(found, key=lambda change: _place(order, change.award)))


def _place(order: Mapping[str, int], award: Award) -> tuple[object, ...]:
    place = order.get(award.unit, len(order))
    return place, award.date, award.clause, award.submission or "", award.reason


def _names(before: Dataset, after: Dataset) -> dict[str, str]:
    """Return the units' short names, those after the change first."""
    units = {
        **after.units,
        **{name: u for name, u in before.units.items() if name not in after.units},
    }
    return {name: unit.short for name, unit in units.items()}


def _citations(before: Dataset, after: Dataset) -> dict[tuple[str, str], str]:
    return {
        (book.id, clause.id): clause.citation
        for dataset in (before, after)
        for book in dataset.rulebooks.values()
        for clause in book.record.clauses
    }


def _said(award: Award) -> Hashable:
    return award.unit, award.date, award.clause, award.column, award.points, award.reason


def _only_in(ledger: Ledger, other: Ledger) -> Iterator[Award]:
    """Yield the lines of a ledger that the other one does not have, or has less often."""
    left = Counter(_said(award) for award in other)
    for award in ledger:
        if left[_said(award)]:
            left[_said(award)] -= 1
        else:
            yield award


def _by_subject(awards: Iterable[Award]) -> dict[Hashable, list[Award]]:
    found: dict[Hashable, list[Award]] = defaultdict(list)
    for award in awards:
        found[award.unit, award.date, award.clause, award.submission].append(award)
    return found
