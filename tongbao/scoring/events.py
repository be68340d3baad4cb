"""Records to events: what happened to whom on which day, with the facts clauses select by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongbao.model.bulletin import Bulletin
from tongbao.model.rulebook import EventKind
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can earn points.

    `facts` has a value for each selector that makes sense for the event; `record` and `records`
    are paths below the bureau's folder without suffix, `record` the one the event is.
    """

    kind: EventKind
    unit: UnitId
    date: date
    submission: SubmissionId
    record: str
    records: tuple[str, ...]
    facts: Mapping[str, str | bool]
    what: str


def gather(dataset: Dataset) -> tuple[Event, ...]:
    """Return the events of a dataset by day; withdrawn submissions cause none.

    References that lead nowhere are the checks' business and are passed over here.
    """
    events = [*_submissions(dataset), *_adoptions(dataset), *_instructions(dataset)]
    return tuple(sorted(events, key=lambda event: (event.date, event.record)))


def _standing(dataset: Dataset, name: SubmissionId) -> Submission | None:
    entry = dataset.submissions.get(name)
    if entry is None or entry.record.withdrawn is not None:
        return None
    return entry.record


def _facts(submission: Submission) -> dict[str, str | bool]:
    return {
        "category": submission.category,
        "commissioned": submission.commission is not None,
    }


def _submissions(dataset: Dataset) -> Iterator[Event]:
    for name in map(SubmissionId, dataset.submissions):
        submission = _standing(dataset, name)
        if submission is not None:
            record = f"submissions/{name}"
            yield Event(
                EventKind.SUBMISSION,
                submission.unit,
                submission.date,
                name,
                record,
                (record,),
                _facts(submission),
                f"报送（{submission.category}）",
            )


def _adoptions(dataset: Dataset) -> Iterator[Event]:
    levels = dataset.outlets.record.levels
    for name, entry in dataset.adoptions.items():
        adoption = entry.record
        submission = _standing(dataset, adoption.submission)
        outlet = dataset.outlet_by_id.get(adoption.outlet)
        if submission is None or outlet is None or outlet.level not in levels:
            continue
        record = f"adoptions/{name}"
        yield Event(
            EventKind.ADOPTION,
            submission.unit,
            counting_day(adoption.date, submission.date, dataset.bulletins),
            adoption.submission,
            record,
            (record, f"submissions/{adoption.submission}"),
            {**_facts(submission), "outlet": outlet.id, "level": outlet.level},
            f"{outlet.name}{adoption.issue or ''}采用（{submission.category}）",
        )


def _instructions(dataset: Dataset) -> Iterator[Event]:
    for name, entry in dataset.instructions.items():
        instruction = entry.record
        submission = _standing(dataset, instruction.submission)
        if submission is None or instruction.level not in dataset.outlets.record.levels:
            continue
        record = f"instructions/{name}"
        yield Event(
            EventKind.INSTRUCTION,
            submission.unit,
            instruction.date,
            instruction.submission,
            record,
            (record, f"submissions/{instruction.submission}"),
            {**_facts(submission), "level": instruction.level},
            f"{instruction.level}领导批示（{submission.category}）",
        )


def counting_day(adopted: date, filed: date, bulletins: Mapping[str, Entry[Bulletin]]) -> date:
    """Return the day an adoption counts on.

    A bulletin takes in what was filed in its period and adopted by its cut-off (截至). Such an
    adoption after the period's end counts on the period's last day, so that the period's months
    add up to the bulletin; any other counts on its own day. Each counts exactly once.
    """
    ends = [
        entry.record.period.end
        for entry in bulletins.values()
        if filed in entry.record.period and entry.record.period.end < adopted <= entry.record.cutoff
    ]
    return min(ends, default=adopted)
