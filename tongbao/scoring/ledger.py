"""The ledger (台账): awards, and the selections and sums over them that everything else shows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tongbao.model.period import Stretch
from tongbao.model.scalars import ClauseId, ColumnId, SubmissionId, UnitId
from tongbao.scoring.award import Award


@dataclass(frozen=True)
class Ledger:
    """Awards in official order: by unit, day, clause."""

    awards: tuple[Award, ...]

    def __iter__(self) -> Iterator[Award]:
        """Iterate over the awards in order."""
        return iter(self.awards)

    def __len__(self) -> int:
        """Return the number of awards."""
        return len(self.awards)

    def within(self, period: Stretch) -> "Ledger":
        """Select the awards that count in a period."""
        found = self._by_stretch.get(period)
        if found is None:
            start, end = period.start, period.end
            found = Ledger(tuple([each for each in self.awards if start <= each.date <= end]))
            self._by_stretch[period] = found
        return found

    def of_unit(self, unit: UnitId) -> "Ledger":
        """Select one unit's awards."""
        return self._by_unit.get(unit, _EMPTY)

    def in_column(self, column: ColumnId) -> "Ledger":
        """Select one column's awards."""
        return Ledger(tuple([award for award in self.awards if award.column == column]))

    def in_columns(self, columns: Collection[ColumnId]) -> "Ledger":
        """Select several columns' awards."""
        return Ledger(tuple([award for award in self.awards if award.column in columns]))

    def under(self, clause: ClauseId) -> "Ledger":
        """Select the awards of one clause."""
        return self._by_clause.get(clause, _EMPTY)

    def from_record(self, record: str) -> "Ledger":
        """Select the awards a record stands behind; `record` as in `Award.records`."""
        return Ledger(self._by_record.get(record, ()))

    def for_item(self, name: SubmissionId) -> "Ledger":
        """Select the awards for one item alone, not those that count it with others."""
        return Ledger(tuple([award for award in self.awards if award.submission == name]))

    @property
    def deductions(self) -> "Ledger":
        """Select the awards that take points."""
        return Ledger(tuple([award for award in self.awards if award.points < 0]))

    @property
    def total(self) -> Decimal:
        """The sum of the points."""
        return sum((award.points for award in self.awards), Decimal(0))

    # The same selections are asked for by one page after another.
    @cached_property
    def _by_stretch(self) -> "dict[Stretch, Ledger]":
        return {}

    @cached_property
    def _by_unit(self) -> "dict[UnitId, Ledger]":
        units: dict[UnitId, list[Award]] = {}
        for award in self.awards:
            units.setdefault(award.unit, []).append(award)
        return {unit: Ledger(tuple(awards)) for unit, awards in units.items()}

    @cached_property
    def _by_clause(self) -> "dict[ClauseId, Ledger]":
        clauses: dict[ClauseId, list[Award]] = {}
        for award in self.awards:
            clauses.setdefault(award.clause, []).append(award)
        return {clause: Ledger(tuple(awards)) for clause, awards in clauses.items()}

    @cached_property
    def _by_record(self) -> dict[str, tuple[Award, ...]]:
        records: dict[str, list[Award]] = {}
        for award in self.awards:
            for record in award.records:
                records.setdefault(record, []).append(award)
        return {record: tuple(awards) for record, awards in records.items()}


_EMPTY = Ledger(())
