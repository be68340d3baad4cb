"""Adopted items as documents print them, and what of an item the public may see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongbao.documents import addresses
from tongbao.model.adoption import Adoption
from tongbao.model.rulebook import Mark
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Openness, Submission
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset

NOT_PUBLIC = "（不公开信息）"


def is_public(submission: Submission) -> bool:
    """Whether title and body may appear on the public site: an allow-list of one value."""
    return submission.openness is Openness.OPEN


def public_title(submission: Submission) -> str:
    """Return the title, or what stands for it where the item is not public."""
    return submission.title if is_public(submission) else NOT_PUBLIC


def public_records(dataset: Dataset, award: Award) -> tuple[str, ...]:
    """Return the records behind an award; those of items that are not public lose their id."""
    return tuple(
        record if _shows_public_item(dataset, record) else NOT_PUBLIC for record in award.records
    )


def _shows_public_item(dataset: Dataset, record: str) -> bool:
    kind, _, name = record.partition("/")
    if kind == "adoptions":
        name = dataset.adoptions[name].record.submission
    elif kind == "instructions":
        name = dataset.instructions[name].record.submission
    return is_public(dataset.submissions[name].record)


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One adoption of an item: the outlet and issue as printed."""

    text: str
    target: str
    level: str


@dataclass(frozen=True, slots=True)
class AdoptedItem:
    """One adopted title of a unit, with everything a document prints of it."""

    unit: UnitId
    category: str
    title: str
    marks: tuple[Mark, ...]
    outlets: tuple[OutletLine, ...]
    target: str | None

    @property
    def mark_text(self) -> str:
        """The marks as printed before the title: （★约稿任务）."""
        return "".join(f"（{mark.sign}{mark.label}）" for mark in self.marks)


def adopted_submissions(
    dataset: Dataset, ledger: Ledger, level: str | None = None
) -> dict[SubmissionId, tuple[Adoption, ...]]:
    """Return the distinct adopted submissions behind the awards, each with its adoptions by day.

    `ledger` is a selection, usually of a period. With `level`, only adoptions by its outlets. An
    item that another outlet adopts in a later period is adopted in both, once in each.
    """
    found: dict[SubmissionId, dict[str, Adoption]] = {}
    for award in ledger:
        for record in award.records:
            kind, _, name = record.partition("/")
            if kind == "adoptions":
                adoption = dataset.adoptions[name].record
                if level is None or dataset.outlet_by_id[adoption.outlet].level == level:
                    found.setdefault(adoption.submission, {})[name] = adoption
    return {
        submission: tuple(sorted(adoptions.values(), key=lambda adoption: adoption.date))
        for submission, adoptions in found.items()
    }


def adopted_items(
    dataset: Dataset, ledger: Ledger, level: str | None = None
) -> tuple[AdoptedItem, ...]:
    """Return the adopted items of a selection in printed order: unit, category, first adoption."""
    marks = _marks(dataset, ledger)
    units = {unit: index for index, unit in enumerate(dataset.units)}
    categories = {name: index for index, name in enumerate(dataset.bureau.record.categories)}
    keyed: list[tuple[tuple[int, int, date, str], AdoptedItem]] = []
    for name, adoptions in adopted_submissions(dataset, ledger, level).items():
        submission = dataset.submissions[name].record
        item = AdoptedItem(
            submission.unit,
            submission.category,
            public_title(submission),
            tuple(marks.get(name, ())),
            tuple(dict.fromkeys(_outlet_lines(dataset, adoptions))),
            addresses.submission(name) if is_public(submission) else None,
        )
        order = (units[submission.unit], categories[submission.category], adoptions[0].date, name)
        keyed.append((order, item))
    return tuple(item for _, item in sorted(keyed, key=lambda pair: pair[0]))


def _outlet_lines(dataset: Dataset, adoptions: Iterable[Adoption]) -> Iterator[OutletLine]:
    """Yield the outlets as bulletins print them: the bureau's own first, then upwards."""
    upwards = {level: -index for index, level in enumerate(dataset.outlets.record.levels)}
    outlets = {
        outlet.id: (upwards[outlet.level], index)
        for index, outlet in enumerate(dataset.outlet_by_id.values())
    }
    for adoption in sorted(adoptions, key=lambda each: (*outlets[each.outlet], each.date)):
        outlet = dataset.outlet_by_id[adoption.outlet]
        yield OutletLine(
            outlet.name + (adoption.issue or ""), addresses.outlet(outlet.id), outlet.level
        )


def _marks(dataset: Dataset, ledger: Ledger) -> Mapping[SubmissionId, dict[Mark, None]]:
    """Return the marks of each submission that earned points under a clause with a mark."""
    signs = {
        (book.id, clause.id): clause.mark
        for book in dataset.rulebooks.values()
        for clause in book.record.clauses
        if clause.mark is not None
    }
    found: dict[SubmissionId, dict[Mark, None]] = {}
    for award in ledger:
        mark = signs.get((award.rulebook, award.clause))
        if mark is not None and award.submission is not None and award.points:
            found.setdefault(award.submission, {})[mark] = None
    return found
