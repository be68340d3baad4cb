"""The items of a period that were adopted or instructed on, under each unit behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.items import (
    OutletLine,
    joint_mark,
    mark_text,
    marks_of,
    outlet_lines,
)
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.clause import Mark
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One item of a unit: marks and title, who adopted it, who instructed on it.

    `joint` is the mark of an item that several units stand behind.
    """

    mark_text: str
    title: str
    category: str
    outlets: tuple[OutletLine, ...]
    instructions: tuple[str, ...]
    target: str | None
    joint: Mark | None


@dataclass(frozen=True, slots=True)
class UnitItems:
    """A unit with its items by category and day."""

    unit: UnitId
    name: str
    items: tuple[ListedItem, ...]

    @property
    def target(self) -> str:
        """The unit's page."""
        return addresses.unit(self.unit)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The units of a group that have items, in official order."""

    name: str
    units: tuple[UnitItems, ...]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The items of a period; groups and units without any are left out.

    `none` is what stands in a table without items.
    """

    groups: tuple[ItemGroup, ...]
    none: str = "本期没有采用条目"

    @property
    def items(self) -> Iterator[ListedItem]:
        """All items, a joint one under each of its units."""
        return (item for group in self.groups for unit in group.units for item in unit.items)

    @property
    def has_instructions(self) -> bool:
        """Whether leaders gave instructions on any."""
        return any(item.instructions for item in self.items)


@dataclass(slots=True)
class _Found:
    """What awards of a unit say became of an item."""

    adoptions: dict[str, Adoption] = field(default_factory=dict)
    instructions: dict[str, Instruction] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The first day of all."""
        records: list[Adoption | Instruction] = [
            *self.adoptions.values(),
            *self.instructions.values(),
        ]
        return min(record.date for record in records)


def item_table(dataset: Dataset, ledger: Ledger, period: Period) -> ItemTable:
    """Return the items of a period from the whole ledger, as anybody may read them."""
    selection = ledger.within(period)
    marks = marks_of(dataset, selection)
    groups = []
    for group in dataset.registry.record.groups:
        units = []
        for unit in dataset.units_in(period):
            items = _found(dataset, selection.of_unit(unit.id)) if unit.group == group else {}
            if items:
                in_order = sorted(items, key=lambda name: _order(dataset, name, items[name]))
                listed = (
                    _item(dataset, name, items[name], tuple(marks.get(name, ())))
                    for name in in_order
                )
                units.append(UnitItems(unit.id, unit.name, tuple(listed)))
        if units:
            groups.append(ItemGroup(group, tuple(units)))
    return ItemTable(tuple(groups))


def _found(dataset: Dataset, ledger: Ledger) -> dict[SubmissionId, _Found]:
    found: dict[SubmissionId, _Found] = {}
    for award in ledger:
        for record in award.records:
            kind, _, name = record.partition("/")
            if kind == "adoptions":
                adoption = dataset.adoptions[name].record
                found.setdefault(adoption.submission, _Found()).adoptions[name] = adoption
            elif kind == "instructions":
                instruction = dataset.instructions[name].record
                found.setdefault(instruction.submission, _Found()).instructions[name] = instruction
    return found


def _order(dataset: Dataset, name: SubmissionId, found: _Found) -> tuple[int, date, str]:
    category = dataset.submissions[name].record.category
    return dataset.bureau.record.categories.index(category), found.first, name


def _item(
    dataset: Dataset,
    name: SubmissionId,
    found: _Found,
    marks: tuple[Mark, ...],
) -> ListedItem:
    submission = dataset.submissions[name].record
    joint = joint_mark(dataset, submission)
    adoptions = sorted(found.adoptions.values(), key=lambda adoption: adoption.date)
    instructions = sorted(found.instructions.values(), key=lambda each: each.date)
    return ListedItem(
        mark_text(marks, joint),
        Audience.PUBLIC.title(submission),
        submission.category,
        tuple(dict.fromkeys(outlet_lines(dataset, adoptions))),
        tuple(dict.fromkeys(_instructions(instructions))),
        addresses.submission(name) if Audience.PUBLIC.shows(submission.openness) else None,
        joint,
    )


def _instructions(instructions: list[Instruction]) -> Iterator[str]:
    for instruction in instructions:
        yield f"{instruction.level}{instruction.leader or '领导'}"
