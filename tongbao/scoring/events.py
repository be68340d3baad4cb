"""Records to events: what happened to whom on which day, with the facts clauses select by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongbao.model.adoption import Adoption
from tongbao.model.bulletin import Bulletin
from tongbao.model.clause import DueState, EventKind
from tongbao.model.joint import JointRole
from tongbao.model.rulebook import UnlistedOutlet
from tongbao.model.scalars import ClauseId, SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.scoring.duedates import Due, commission_states, duty_states, is_timely
from tongbao.source.dataset import AdoptingOutlet, Dataset, Entry

Fact = str | bool


@dataclass(frozen=True, slots=True)
class Party:
    """A unit of an event; of a joint item with its role and how many of its people wrote it."""

    unit: UnitId
    role: JointRole | None = None
    people: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can earn or cost points.

    `facts` has a value for each selector that makes sense for the event; `record` and `records`
    are paths below the bureau's folder without suffix, `record` the one the event is. The first of
    `parties` is the unit that filed. A manual entry names its `clause` and may bring its `points`.
    """

    kind: EventKind
    parties: tuple[Party, ...]
    date: date
    submission: SubmissionId | None
    record: str
    records: tuple[str, ...]
    facts: Mapping[str, Fact]
    what: str
    clause: ClauseId | None = None
    points: Decimal | None = None

    @property
    def is_joint(self) -> bool:
        """Whether several units stand behind it."""
        return bool(self.facts.get("joint"))


def gather(dataset: Dataset, today: date | None) -> tuple[Event, ...]:
    """Return the events of a dataset by day, deadlines as of `today`.

    Withdrawn submissions, refused ones and those still being revised cause none. References that
    lead nowhere are the checks' business and are passed over here.
    """
    events = [
        *_submissions(dataset),
        *_forwardings(dataset),
        *_adoptions(dataset),
        *_instructions(dataset),
        *_entries(dataset),
    ]
    if today is not None:
        events.extend(_due(dataset, due) for due in _decided(dataset, today))
    return tuple(
        sorted(
            (event for event in events if event.parties),
            key=lambda event: (event.date, event.record, event.parties[0].unit),
        )
    )


def accepted_on(dataset: Dataset, submission: Submission) -> date | None:
    """Return the day a submission counts on; None if it does not (yet, or any more)."""
    accepted = submission.accepted
    if accepted is None:
        return None
    return counting_day(accepted, submission.date, dataset.bulletins)


def _standing(dataset: Dataset, name: SubmissionId) -> Submission | None:
    entry = dataset.submissions.get(name)
    if entry is None or entry.record.accepted is None:
        return None
    return entry.record


def _parties(dataset: Dataset, submission: Submission) -> tuple[Party, ...]:
    """Return the units behind an item: its own and joint ones, or those it was compiled from."""
    joint = submission.joint
    if joint is None:
        return (Party(submission.unit),)
    if joint.parts:
        parts = (dataset.submissions.get(part) for part in joint.parts)
        units = dict.fromkeys(part.record.unit for part in parts if part is not None)
        return tuple(Party(unit, JointRole.OTHER) for unit in units)
    others = (Party(each.unit, each.role, each.people) for each in joint.units)
    return (Party(submission.unit, JointRole.LEAD, joint.people), *others)


def _facts(dataset: Dataset, submission: Submission) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "category": submission.category,
        "commissioned": submission.commission is not None,
        "joint": submission.joint is not None,
        "compiled": submission.is_compiled,
    }
    timely = is_timely(dataset, submission)
    if timely is not None:
        facts["timely"] = timely
    if submission.joint is not None and submission.joint.mark is not None:
        facts["mark"] = submission.joint.mark
    return facts


def _topic(submission: Submission) -> str:
    mark = submission.joint.mark if submission.joint else None
    return f"{submission.category}，{mark}" if mark else submission.category


def _submissions(dataset: Dataset) -> Iterator[Event]:
    for name in map(SubmissionId, dataset.submissions):
        submission = _standing(dataset, name)
        if submission is None or submission.is_compiled:
            continue
        day = accepted_on(dataset, submission)
        assert day is not None
        record = f"submissions/{name}"
        facts = _facts(dataset, submission)
        answer = ""
        if submission.commission is not None and "timely" in facts:
            answer = "，按期应约稿" if facts["timely"] else "，应约稿逾期"
        yield Event(
            EventKind.SUBMISSION,
            _parties(dataset, submission),
            day,
            name,
            record,
            (record,),
            facts,
            f"报送（{submission.category}）{answer}",
        )


def _forwardings(dataset: Dataset) -> Iterator[Event]:
    for name in map(SubmissionId, dataset.submissions):
        submission = _standing(dataset, name)
        for forwarding in submission.forwarded if submission else ():
            assert submission is not None
            record = f"submissions/{name}"
            yield Event(
                EventKind.FORWARDING,
                _parties(dataset, submission),
                forwarding.date,
                name,
                record,
                (record,),
                {**_facts(dataset, submission), "level": forwarding.level},
                f"转报{forwarding.level}（{_topic(submission)}）",
            )


def _adoptions(dataset: Dataset) -> Iterator[Event]:
    for name, entry in dataset.adoptions.items():
        adoption = entry.record
        submission = _standing(dataset, adoption.submission)
        outlet = dataset.outlet_of(adoption)
        if submission is None or outlet is None:
            continue
        level = _level(dataset, outlet, adoption)
        if level is None:
            continue
        record = f"adoptions/{name}"
        facts = {**_facts(dataset, submission), "level": level, "route": adoption.route.value}
        if outlet.id is not None:
            facts["outlet"] = outlet.id
        if adoption.placement is not None:
            facts["placement"] = adoption.placement
        yield Event(
            EventKind.ADOPTION,
            _parties(dataset, submission),
            counting_day(adoption.date, submission.date, dataset.bulletins),
            adoption.submission,
            record,
            (record, f"submissions/{adoption.submission}"),
            facts,
            f"{_printed(outlet, adoption)}采用（{_topic(submission)}）",
        )


def _printed(outlet: AdoptingOutlet, adoption: Adoption) -> str:
    return f"{outlet.name}{adoption.issue or ''}{adoption.placement or ''}"


def _level(dataset: Dataset, outlet: AdoptingOutlet, adoption: Adoption) -> str | None:
    """Return the level an outlet counts as: one that is not registered as the rulebook says."""
    levels = dataset.outlets.record.levels
    if outlet.level not in levels:
        return None
    book = dataset.rulebook_on(adoption.date)
    if outlet.id is None and book and book.record.unlisted is UnlistedOutlet.LEVEL_DOWN:
        return levels[min(levels.index(outlet.level) + 1, len(levels) - 1)]
    return outlet.level


def _instructions(dataset: Dataset) -> Iterator[Event]:
    for name, entry in dataset.instructions.items():
        instruction = entry.record
        submission = _standing(dataset, instruction.submission)
        if submission is None or instruction.level not in dataset.outlets.record.levels:
            continue
        record = f"instructions/{name}"
        facts = {**_facts(dataset, submission), "level": instruction.level}
        if instruction.leader is not None:
            facts["leader"] = instruction.leader.value
        if instruction.outlet is not None:
            facts["outlet"] = instruction.outlet
        leader = instruction.leader or "领导"
        yield Event(
            EventKind.INSTRUCTION,
            _parties(dataset, submission),
            instruction.date,
            instruction.submission,
            record,
            (record, f"submissions/{instruction.submission}"),
            facts,
            f"{instruction.level}{leader}批示（{_topic(submission)}）",
        )


def _decided(dataset: Dataset, today: date) -> Iterator[Due]:
    for due in (*commission_states(dataset, today), *duty_states(dataset, today)):
        if due.state is not None:
            yield due


def _due(dataset: Dataset, due: Due) -> Event:
    assert due.state is not None
    facts: dict[str, Fact] = {"state": due.state.value}
    what = "约稿"
    if due.kind is EventKind.DUTY:
        duty = dataset.duties[due.record.removeprefix("duties/")].record
        facts["duty"] = duty.kind
        what = duty.kind
    records = [due.record]
    if due.submission is not None:
        records.append(f"submissions/{due.submission}")
    last = f"{due.deadline.month}月{due.deadline.day}日"
    return Event(
        due.kind,
        (Party(due.unit),),
        _day_of_due(dataset, due),
        due.submission,
        due.record,
        tuple(records),
        facts,
        f"{what}（{last}截止）{due.state}",
    )


def _day_of_due(dataset: Dataset, due: Due) -> date:
    """Return the day it counts on how a unit met what it was asked: filed in time, as the item."""
    if due.state is DueState.ON_TIME and due.submission is not None:
        return accepted_on(dataset, dataset.submissions[due.submission].record) or due.since
    return due.since


def _entries(dataset: Dataset) -> Iterator[Event]:
    for name, entry in dataset.entries.items():
        manual = entry.record
        kind, _, about = (manual.about or "").partition("/")
        if manual.unit not in dataset.units or kind in {"commissions", "duties"}:
            continue
        record = f"entries/{name}"
        records = (record, manual.about) if manual.about else (record,)
        yield Event(
            EventKind.ENTRY,
            (Party(manual.unit),),
            manual.date,
            SubmissionId(about) if kind == "submissions" else None,
            record,
            records,
            {},
            "办公室登记",
            manual.clause,
            manual.points,
        )


def counting_day(adopted: date, filed: date, bulletins: Mapping[str, Entry[Bulletin]]) -> date:
    """Return the day an adoption, or the acceptance of a revised item, counts on.

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
