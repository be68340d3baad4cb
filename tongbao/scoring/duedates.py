"""Deadlines: how each unit met what it was asked to file, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongbao.model.clause import DueState, EventKind
from tongbao.model.duty import Duty
from tongbao.model.rulebook import DayCount, DutyKind
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """What a unit was asked to file: by when, and how it met that.

    `record` is the commission's or duty's path; `state` is None while the deadline has not passed,
    or while an item filed in time is being revised; `since` is the day from which the state holds;
    `submission` is what the unit filed for it.
    """

    kind: EventKind
    record: str
    unit: UnitId
    deadline: date
    state: DueState | None
    since: date
    submission: SubmissionId | None


def duty_kind(dataset: Dataset, duty: Duty) -> DutyKind | None:
    """Return what the rulebook in force on a duty's day says of its kind."""
    book = dataset.rulebook_on(duty.date)
    if book is None:
        return None
    return next((each for each in book.record.duties if each.kind == duty.kind), None)


def duty_deadline(dataset: Dataset, duty: Duty) -> date | None:
    """Return the last day to file for a duty in time; None if the rulebook sets no days.

    The day after the event is day 1. Working days leave out weekends and holidays and take in the
    weekend days worked, as the calendar of the year has them.
    """
    if duty.deadline is not None:
        return duty.deadline
    kind = duty_kind(dataset, duty)
    if kind is None:
        return None
    if kind.count is DayCount.CALENDAR:
        return duty.date + kind.days * _DAY
    return _after_working_days(dataset, duty.date, kind.days)


def _after_working_days(dataset: Dataset, day: date, count: int) -> date | None:
    while count:
        day += _DAY
        calendar = dataset.calendars.get(f"{day:%Y}")
        if calendar is None:
            return None
        count -= calendar.record.is_working(day)
    return day


def is_timely(dataset: Dataset, submission: Submission) -> bool | None:
    """Whether a submission was filed by the deadline it answers to; None if it answers to none."""
    deadline = None
    if submission.commission is not None:
        commission = dataset.commissions.get(submission.commission)
        deadline = commission.record.deadline if commission else None
    elif submission.duty is not None:
        duty = dataset.duties.get(submission.duty)
        deadline = duty_deadline(dataset, duty.record) if duty else None
    return None if deadline is None else submission.date <= deadline


def commission_states(dataset: Dataset, today: date) -> tuple[Due, ...]:
    """Return how each unit met each commission asked by a day, as of that day."""
    answers = _answers(dataset, "commission", today)
    return tuple(
        _state(
            _Asked(EventKind.COMMISSION, f"commissions/{name}", unit, entry.record.deadline),
            answers.get((name, unit), ()),
            today,
        )
        for name, entry in dataset.commissions.items()
        if entry.record.asked <= today
        for unit in entry.record.units
        if unit in dataset.units
    )


def duty_states(dataset: Dataset, today: date) -> tuple[Due, ...]:
    """Return how each unit met each duty that arose by a day, as of that day."""
    answers = _answers(dataset, "duty", today)
    return tuple(
        _state(
            _Asked(EventKind.DUTY, f"duties/{name}", unit, deadline),
            answers.get((name, unit), ()),
            today,
        )
        for name, entry in dataset.duties.items()
        if entry.record.date <= today
        and (deadline := duty_deadline(dataset, entry.record)) is not None
        for unit in entry.record.units
        if unit in dataset.units
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """One unit's part in a commission or duty, given by its path."""

    kind: EventKind
    record: str
    unit: UnitId
    deadline: date


_Answers = Mapping[tuple[str, UnitId], Sequence[Entry[Submission]]]


def _answers(dataset: Dataset, field: str, today: date) -> _Answers:
    """Return what each unit filed by a day for each commission or duty, the earliest first.

    A joint item answers for all its units; a piece that the office compiled answers for nobody.
    """
    found: dict[tuple[str, UnitId], list[Entry[Submission]]] = {}
    for entry in dataset.submissions.values():
        record = entry.record
        name = getattr(record, field)
        if name is None or record.is_compiled or record.date > today:
            continue
        joint = record.joint.units if record.joint else ()
        for unit in (record.unit, *(each.unit for each in joint)):
            found.setdefault((name, unit), []).append(entry)
    return {
        key: sorted(entries, key=lambda entry: (entry.record.date, entry.id))
        for key, entries in found.items()
    }


def _state(asked: _Asked, answers: Sequence[Entry[Submission]], today: date) -> Due:
    state, since, answer = _judged(asked, answers, today)
    return Due(
        asked.kind,
        asked.record,
        asked.unit,
        asked.deadline,
        state,
        since,
        SubmissionId(answer.id) if answer else None,
    )


def _judged(
    asked: _Asked, answers: Sequence[Entry[Submission]], today: date
) -> tuple[DueState | None, date, Entry[Submission] | None]:
    """Judge a unit's answers: the first that stands counts, by the day it was filed.

    An item filed in time that is being revised leaves the matter open; one withdrawn, or refused
    for good, is as if it had not been filed, from the day of the withdrawal or the last return.
    """
    first_late = asked.deadline + _DAY
    standing = next((entry for entry in answers if _given_up(entry.record) is None), None)
    if standing is not None and standing.record.date <= asked.deadline:
        accepted = standing.record.accepted
        if accepted is None or accepted > today:
            return None, standing.record.date, standing
        return DueState.ON_TIME, accepted, standing
    if today <= asked.deadline:
        return None, asked.deadline, None
    in_time = (entry.record for entry in answers if entry.record.date <= asked.deadline)
    ends = (_given_up(record) for record in in_time)
    since = max([first_late, *(day for day in ends if day is not None)])
    if standing is not None and standing.record.accepted is not None:
        return DueState.LATE, since, standing
    return DueState.MISSING, since, standing


def _given_up(submission: Submission) -> date | None:
    """Return the day an item was withdrawn or refused for good; None while it stands."""
    if submission.withdrawn is not None:
        return submission.withdrawn.date
    return submission.returns[-1].date if submission.is_refused else None
