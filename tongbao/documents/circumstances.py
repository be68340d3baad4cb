"""What surrounded a bulletin when it was issued: names, and what the public could not read.

A county by a new name, an outlet by a new title, an item opened or closed later is no other result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tongbao.documents.audience import Audience, openness_of
from tongbao.model.scalars import OutletId, UnitId
from tongbao.model.submission import Openness, Submission
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's names."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The names of units and outlets, and the records (`kind/id`) that were not public.

    `records` are all that stood behind the awards, `closed` those of them that were not public.
    """

    units: Mapping[UnitId, UnitName]
    outlets: Mapping[OutletId, str]
    records: tuple[str, ...]
    closed: tuple[str, ...]

    @classmethod
    def of(cls, dataset: Dataset, ledger: Ledger) -> "Circumstances":
        """Return what surrounds some awards today."""
        records = sorted({record for award in ledger for record in award.records})
        return cls(
            {unit.id: UnitName(unit.name, unit.short) for unit in dataset.units.values()},
            {outlet.id: outlet.name for outlet in dataset.outlet_by_id.values()},
            tuple(records),
            tuple(
                record
                for record in records
                if not Audience.PUBLIC.shows(openness_of(dataset, record))
            ),
        )

    def restored(self, dataset: Dataset) -> Dataset:
        """Return the records under these circumstances; what is new since is as it is today."""
        registry, outlets = dataset.registry.record, dataset.outlets.record
        units = tuple(
            unit.model_copy(update={"name": known.name, "short": known.short})
            if (known := self.units.get(unit.id)) is not None
            else unit
            for unit in registry.units
        )
        called = tuple(
            outlet.model_copy(update={"name": self.outlets.get(outlet.id, outlet.name)})
            for outlet in outlets.outlets
        )
        return replace(
            dataset,
            registry=replace(dataset.registry, record=registry.model_copy(update={"units": units})),
            outlets=replace(dataset.outlets, record=outlets.model_copy(update={"outlets": called})),
            submissions={
                name: self._restored(entry) for name, entry in dataset.submissions.items()
            },
        )

    def name_of(self, dataset: Dataset, unit: UnitId) -> str:
        """Return what a unit was called; a new one, what it is called today."""
        if unit in self.units:
            return self.units[unit].name
        return dataset.units[unit].name if unit in dataset.units else unit

    def _restored(self, entry: Entry[Submission]) -> Entry[Submission]:
        name = f"submissions/{entry.id}"
        if name not in self.records:
            return entry
        was_open, is_open = name not in self.closed, entry.record.openness is Openness.OPEN
        if was_open == is_open:
            return entry
        openness = Openness.OPEN if was_open else Openness.CLOSED
        return replace(entry, record=entry.record.model_copy(update={"openness": openness}))
