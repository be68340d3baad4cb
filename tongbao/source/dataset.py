"""The records of one bureau, each with its place in the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from tongbao.diagnostic import Place
from tongbao.model.account import AccountRegistry
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.bulletin import Bulletin
from tongbao.model.bureau import Bureau
from tongbao.model.calendar import Calendar
from tongbao.model.commission import Commission
from tongbao.model.correspondent import CorrespondentRegistry
from tongbao.model.duty import Duty
from tongbao.model.entry import ManualEntry
from tongbao.model.outlet import Outlet, OutletRegistry
from tongbao.model.period import Stretch
from tongbao.model.record import Record
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import OutletId, UnitId
from tongbao.model.submission import Submission
from tongbao.model.unit import Unit, UnitRegistry
from tongbao.source.nodes import Node
from tongbao.source.outline import Outline, locate, outline_of

RecordT = TypeVar("RecordT", bound=Record)
RecordT_co = TypeVar("RecordT_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[RecordT_co]):
    """A record, its id (its path below the kind's folder, without suffix) and where it stands.

    Of the kinds that may be many, only the outline of the file's tree is kept: where all stands.
    `digest` is the SHA-256 of its file, in hex; blank for a record that was not read from one.
    """

    id: str
    record: RecordT_co
    path: str
    node: Node | Outline
    text_line: int = 1
    digest: str = ""

    @property
    def tree(self) -> Node:
        """The tree of the file's values, of a kind that can't be many."""
        assert not isinstance(self.node, Outline)
        return self.node

    def at(self, *location: str | int) -> Place:
        """Return the place of a field's value."""
        return locate(self.node, self.path, location)


def outlined(entry: Entry[RecordT]) -> Entry[RecordT]:
    """Return a record with the outline of its file alone."""
    if isinstance(entry.node, Outline):
        return entry
    return replace(entry, node=outline_of(entry.node))


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """The frozen record of an issued bulletin as it lies in the folder: its path, its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AdoptingOutlet:
    """The outlet of an adoption: registered, or (`id` None) named in the adoption itself."""

    id: OutletId | None
    name: str
    level: str


@dataclass(frozen=True)
class Dataset:
    """Everything one bureau's folder holds, by kind and id.

    `unreadable` names the records (`kind/id`) whose files were refused: what refers to them is not
    reported a second time. `issued` has the frozen records of bulletins by the bulletin's id.
    """

    id: str
    bureau: Entry[Bureau]
    registry: Entry[UnitRegistry]
    outlets: Entry[OutletRegistry]
    rulebooks: Mapping[str, Entry[Rulebook]]
    submissions: Mapping[str, Entry[Submission]]
    adoptions: Mapping[str, Entry[Adoption]]
    instructions: Mapping[str, Entry[Instruction]]
    commissions: Mapping[str, Entry[Commission]]
    bulletins: Mapping[str, Entry[Bulletin]]
    duties: Mapping[str, Entry[Duty]] = field(default_factory=dict)
    entries: Mapping[str, Entry[ManualEntry]] = field(default_factory=dict)
    calendars: Mapping[str, Entry[Calendar]] = field(default_factory=dict)
    correspondents: Entry[CorrespondentRegistry] | None = None
    accounts: Entry[AccountRegistry] | None = None
    unreadable: frozenset[str] = frozenset()
    issued: Mapping[str, IssuedFile] = field(default_factory=dict)

    @cached_property
    def unit_by_name(self) -> Mapping[str, UnitId]:
        """The units' ids by name, short name and alias."""
        return {
            name: unit.id
            for unit in self.units.values()
            for name in (unit.name, unit.short, *unit.aliases)
        }

    @cached_property
    def outlet_by_name(self) -> Mapping[str, OutletId]:
        """The outlets' ids by name and alias."""
        return {
            name: outlet.id
            for outlet in self.outlet_by_id.values()
            for name in (outlet.name, *outlet.aliases)
        }

    @property
    def newest_day(self) -> date | None:
        """The latest day that a record is dated; None without records."""
        days = [entry.record.date for entry in self.submissions.values()]
        days.extend(entry.record.date for entry in self.adoptions.values())
        days.extend(entry.record.date for entry in self.instructions.values())
        days.extend(entry.record.asked for entry in self.commissions.values())
        days.extend(entry.record.date for entry in self.duties.values())
        days.extend(entry.record.date for entry in self.entries.values())
        days.extend(entry.record.date for entry in self.bulletins.values())
        return max(days, default=None)

    def find(self, record: str) -> Entry[Record] | None:
        """Return a record (`kind/id`) that awards can stand on; None if there is none such."""
        kind, _, name = record.partition("/")
        kinds: Mapping[str, Mapping[str, Entry[Record]]] = {
            "submissions": self.submissions,
            "adoptions": self.adoptions,
            "instructions": self.instructions,
            "commissions": self.commissions,
            "duties": self.duties,
            "entries": self.entries,
        }
        return kinds.get(kind, {}).get(name)

    def is_unreadable(self, kind: str) -> bool:
        """Whether some record of a kind was refused."""
        return any(name.startswith(f"{kind}/") for name in self.unreadable)

    @cached_property
    def units(self) -> Mapping[UnitId, Unit]:
        """The units by id, in official order, without those that are still to be verified."""
        return {unit.id: unit for unit in self.registry.record.units if unit.pending is None}

    def units_in(self, stretch: Stretch) -> tuple[Unit, ...]:
        """Return the units that are scored on some day of a stretch, in official order."""
        return tuple(unit for unit in self.units.values() if unit.is_scored_in(stretch))

    @cached_property
    def submissions_of(self) -> Mapping[UnitId, tuple[Entry[Submission], ...]]:
        """The submissions each unit filed, compiled pieces and refused ones included, by day."""
        found: dict[UnitId, list[Entry[Submission]]] = {}
        for entry in self.submissions.values():
            found.setdefault(entry.record.unit, []).append(entry)
        return {
            unit: tuple(sorted(entries, key=lambda entry: (entry.record.date, entry.id)))
            for unit, entries in found.items()
        }

    @cached_property
    def outlet_by_id(self) -> Mapping[OutletId, Outlet]:
        """The outlets by id, in registry order."""
        return {outlet.id: outlet for outlet in self.outlets.record.outlets}

    def asked_by(self, record: str) -> tuple[UnitId, ...] | None:
        """Return the units a commission or duty (`kind/id`) asks; None if there is none such."""
        kind, _, name = record.partition("/")
        commission = self.commissions.get(name) if kind == "commissions" else None
        duty = self.duties.get(name) if kind == "duties" else None
        found = commission or duty
        return found.record.units if found else None

    def rulebook_on(self, day: date) -> Entry[Rulebook] | None:
        """Return the rulebook in force on a day."""
        found = (book for book in self.rulebooks.values() if day in book.record.in_force)
        return next(found, None)

    def rulebooks_in(self, period: Stretch) -> tuple[Entry[Rulebook], ...]:
        """Return the rulebooks in force on some day of a period, the earliest first."""
        found = (
            book
            for book in self.rulebooks.values()
            if book.record.in_force.from_ <= period.end
            and (book.record.in_force.to or date.max) >= period.start
        )
        return tuple(sorted(found, key=lambda book: book.record.in_force.from_))

    def outlet_of(self, adoption: Adoption) -> AdoptingOutlet | None:
        """Return the outlet of an adoption; None if it names one that is not registered."""
        if adoption.unlisted is not None:
            return AdoptingOutlet(None, adoption.unlisted.name, adoption.unlisted.level)
        outlet = self.outlet_by_id.get(adoption.outlet) if adoption.outlet else None
        return AdoptingOutlet(outlet.id, outlet.name, outlet.level) if outlet else None
