"""Which records a change adds, alters, withdraws and deletes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tongbao.documents.audience import NOT_PUBLIC, Audience
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.bulletin import Bulletin
from tongbao.model.commission import Commission
from tongbao.model.duty import Duty
from tongbao.model.entry import ManualEntry
from tongbao.model.record import Record
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry


class RecordStatus(StrEnum):
    """What becomes of a record; one that is unreadable was not before."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ISSUED = "issued"
    DELETED = "deleted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record and what becomes of it.

    `title` is what anybody may read of it, blank for kinds without one; `fields` are the names of
    the fields that change.
    """

    status: RecordStatus
    kind: str
    id: str
    path: str
    title: str
    fields: tuple[str, ...]


def record_changes(before: Dataset, after: Dataset) -> tuple[RecordChange, ...]:
    """Return the records two states of a bureau have differently, by kind and id.

    A file that is written differently but says the same is no change.
    """
    found: list[RecordChange] = []
    newer = _records(after)
    for kind, older in _records(before).items():
        for name in sorted({*older, *newer[kind]}):
            old, new = older.get(name), newer[kind].get(name)
            if new is not None:
                if old is None or old.record != new.record:
                    found.append(_changed(before, after, kind, old, new))
            elif old is not None:
                found.append(_gone(before, after, kind, old))
    return tuple(found)


def _records(dataset: Dataset) -> Mapping[str, Mapping[str, Entry[Record]]]:
    """Return all records by kind and id; of registries there is one, named like its kind."""
    registries: dict[str, Entry[Record] | None] = {
        "bureau": dataset.bureau,
        "units": dataset.registry,
        "outlets": dataset.outlets,
        "correspondents": dataset.correspondents,
        "accounts": dataset.accounts,
    }
    return {
        "submissions": dataset.submissions,
        "adoptions": dataset.adoptions,
        "instructions": dataset.instructions,
        "commissions": dataset.commissions,
        "duties": dataset.duties,
        "entries": dataset.entries,
        "bulletins": dataset.bulletins,
        "rules": dataset.rulebooks,
        "calendar": dataset.calendars,
        **{kind: {kind: entry} if entry else {} for kind, entry in registries.items()},
    }


def _gone(before: Dataset, after: Dataset, kind: str, old: Entry[Record]) -> RecordChange:
    is_refused = f"{kind}/{old.id}" in after.unreadable
    status = RecordStatus.UNREADABLE if is_refused else RecordStatus.DELETED
    return RecordChange(status, kind, old.id, old.path, _title(before, old.record), ())


def _changed(
    before: Dataset, after: Dataset, kind: str, old: Entry[Record] | None, new: Entry[Record]
) -> RecordChange:
    title = _title(after, new.record)
    if old is None:
        is_mended = f"{kind}/{new.id}" in before.unreadable
        status = RecordStatus.CHANGED if is_mended else RecordStatus.NEW
        return RecordChange(status, kind, new.id, new.path, title, ())
    fields = tuple(_changed_fields(old.record, new.record))
    is_withdrawn = (
        isinstance(new.record, Submission)
        and new.record.withdrawn is not None
        and "withdrawn" in fields
    )
    status = RecordStatus.WITHDRAWN if is_withdrawn else RecordStatus.CHANGED
    if isinstance(new.record, Bulletin) and new.record.number is not None and "number" in fields:
        # What it is given with the number, its date, goes without saying.
        named = f"{new.record.number}，{title}"
        return RecordChange(RecordStatus.ISSUED, kind, new.id, new.path, named, ())
    return RecordChange(status, kind, new.id, new.path, title, fields)


def _changed_fields(old: Record, new: Record) -> Iterator[str]:
    for name, field in type(new).model_fields.items():
        if getattr(old, name) != getattr(new, name):
            yield field.alias or name


def _title(dataset: Dataset, record: Record) -> str:
    """Return what tells a record from others of its kind, as far as anybody may read it."""
    match record:
        case Submission():
            title = Audience.PUBLIC.title(record)
        case Adoption():
            outlet = dataset.outlet_of(record)
            name = outlet.name if outlet else record.outlet or ""
            title = f"{name}{record.issue or ''}，{_item(dataset, record.submission)}"
        case Instruction():
            leader = f"{record.level}{record.leader or '领导'}"
            title = f"{leader}，{_item(dataset, record.submission)}"
        case Commission() | Duty() | Bulletin():
            is_open = Audience.PUBLIC.shows(record.openness)
            title = "".join(record.title.split("\n")) if is_open else NOT_PUBLIC
        case ManualEntry():
            unit = dataset.units.get(record.unit)
            title = f"{unit.short if unit else record.unit}，{record.clause}"
        case Rulebook():
            title = record.title
        case _:
            title = ""
    return title


def _item(dataset: Dataset, name: SubmissionId) -> str:
    entry = dataset.submissions.get(name)
    return Audience.PUBLIC.title(entry.record) if entry else name
