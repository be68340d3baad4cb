"""Adopted items as documents print them: each under every unit that got points for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.model.adoption import Adoption
from tongbao.model.clause import EventClause, Mark
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One adoption of an item: the outlet and issue as printed; no page where it is unlisted."""

    text: str
    target: str | None
    level: str


@dataclass(frozen=True, slots=True)
class AdoptedItem:
    """One adopted title of a unit, with everything a document prints of it.

    `joint` is the mark of an item that several units stand behind. `target` is None where the item
    has no page for the reader.
    """

    unit: UnitId
    category: str
    title: str
    marks: tuple[Mark, ...]
    outlets: tuple[OutletLine, ...]
    target: str | None
    joint: Mark | None = None

    @property
    def mark_text(self) -> str:
        """The marks as printed before the title: （★约稿任务）（综）."""
        return mark_text(self.marks, self.joint)


def mark_text(marks: Iterable[Mark], joint: Mark | None) -> str:
    """Write marks as printed before a title: （★约稿任务）（综）."""
    words = [f"（{mark.sign}{mark.label}）" for mark in marks]
    return "".join([*words, f"（{joint.sign}）"] if joint else words)


def joint_mark(dataset: Dataset, submission: Submission) -> Mark | None:
    """Return the mark of a joint item with the rulebook's explanation of it."""
    if submission.joint is None or submission.joint.mark is None:
        return None
    sign = submission.joint.mark
    book = dataset.rulebook_on(submission.date)
    marks = book.record.joint_marks if book else ()
    return next((mark for mark in marks if mark.sign == sign), Mark(sign=sign, label=sign))


def adopted_submissions(
    dataset: Dataset, ledger: Ledger, level: str | None = None
) -> dict[SubmissionId, tuple[Adoption, ...]]:
    """Return the distinct adopted submissions behind the awards, each with its adoptions by day.

    `ledger` is a selection, usually of a period. With `level`, only adoptions by its outlets. An
    item that another outlet adopts in a later period is adopted in both, once in each; one that
    several units got points for is one item.
    """
    found: dict[SubmissionId, dict[str, Adoption]] = {}
    for _, name, adoption in _adoptions(dataset, ledger, level):
        found.setdefault(adoption.submission, {})[name] = adoption
    return {
        submission: tuple(sorted(adoptions.values(), key=lambda adoption: adoption.date))
        for submission, adoptions in found.items()
    }


def adopted_by_level(dataset: Dataset, ledger: Ledger) -> Counter[str]:
    """Return how many of the adopted submissions behind the awards outlets of each level adopted.

    What outlets of several levels adopted counts at each of them.
    """
    found = Counter[str]()
    for adoptions in adopted_submissions(dataset, ledger).values():
        outlets = map(dataset.outlet_of, adoptions)
        found.update({outlet.level for outlet in outlets if outlet is not None})
    return found


def _adoptions(
    dataset: Dataset, awards: Iterable[Award], level: str | None
) -> Iterator[tuple[Award, str, Adoption]]:
    """Yield the adoptions behind awards, each with its award and its record's name."""
    for award in awards:
        for record in award.records:
            kind, _, name = record.partition("/")
            if kind == "adoptions":
                adoption = dataset.adoptions[name].record
                outlet = None if level is None else dataset.outlet_of(adoption)
                if level is None or (outlet is not None and outlet.level == level):
                    yield award, name, adoption


def adopted_items(
    dataset: Dataset,
    ledger: Ledger,
    level: str | None = None,
    audience: Audience = Audience.PUBLIC,
) -> tuple[AdoptedItem, ...]:
    """Return the adopted items of a selection in printed order: unit, category, first adoption.

    A joint item stands under each unit that has an award for it.
    """
    marks = marks_of(dataset, ledger)
    units = {unit: index for index, unit in enumerate(dataset.units)}
    categories = {name: index for index, name in enumerate(dataset.bureau.record.categories)}
    owners = _owners(dataset, ledger, level)
    keyed: list[tuple[tuple[int, int, date, str], AdoptedItem]] = []
    for name, adoptions in adopted_submissions(dataset, ledger, level).items():
        submission = dataset.submissions[name].record
        shows = audience.shows(submission.openness)
        for unit in owners[name]:
            item = AdoptedItem(
                unit,
                submission.category,
                audience.title(submission),
                tuple(marks.get(name, ())),
                tuple(dict.fromkeys(outlet_lines(dataset, adoptions))),
                addresses.submission(name) if shows else None,
                joint_mark(dataset, submission),
            )
            order = (units[unit], categories[submission.category], adoptions[0].date, name)
            keyed.append((order, item))
    return tuple(item for _, item in sorted(keyed, key=lambda pair: pair[0]))


def _owners(
    dataset: Dataset, ledger: Ledger, level: str | None
) -> Mapping[SubmissionId, dict[UnitId, None]]:
    """Return the units that have an award for the adoption of each submission."""
    found: dict[SubmissionId, dict[UnitId, None]] = {}
    for award, _, adoption in _adoptions(dataset, ledger, level):
        found.setdefault(adoption.submission, {})[award.unit] = None
    return found


def outlet_lines(dataset: Dataset, adoptions: Iterable[Adoption]) -> Iterator[OutletLine]:
    """Yield the outlets as bulletins print them: the bureau's own first, then upwards.

    Inside a level those that are not registered come last.
    """
    upwards = {level: -index for index, level in enumerate(dataset.outlets.record.levels)}
    registered = {outlet: index for index, outlet in enumerate(dataset.outlet_by_id)}
    found = []
    for adoption in adoptions:
        outlet = dataset.outlet_of(adoption)
        if outlet is not None:
            place = registered[outlet.id] if outlet.id else len(registered)
            line = OutletLine(
                outlet.name + (adoption.issue or ""),
                addresses.outlet(outlet.id) if outlet.id else None,
                outlet.level,
            )
            found.append(((upwards[outlet.level], place, adoption.date), line))
    yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))


def marks_of(dataset: Dataset, ledger: Ledger) -> Mapping[SubmissionId, dict[Mark, None]]:
    """Return the marks of each submission that earned points under a clause with a mark."""
    signs = {
        (book.id, clause.id): clause.mark
        for book in dataset.rulebooks.values()
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and clause.mark is not None
    }
    found: dict[SubmissionId, dict[Mark, None]] = {}
    for award in ledger:
        mark = signs.get((award.rulebook, award.clause))
        if mark is not None and award.submission is not None and award.points:
            found.setdefault(award.submission, {})[mark] = None
    return found
