"""Days: in their year's folder, in their natural order, not in the future."""

from collections.abc import Iterator
from datetime import date, timedelta

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.commission import Commission
from tongbao.model.duty import Duty
from tongbao.model.submission import MAX_RETURNS, Submission
from tongbao.source.dataset import Dataset, Entry

_A_YEAR = timedelta(days=366)


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield days whose year is not their folder's, and days before what they follow from."""
    for name, day, place in _dated(dataset):
        folder = name.split("/")[-2]
        if f"{day:%Y}" != folder:
            advice = f"改正日期，或把文件移到 {day:%Y} 年的文件夹"
            yield Diagnostic(place, Rule.DATE_YEAR, str(day), f"{folder} 年的日期", advice)
    for entry in _upon_submissions(dataset):
        submission = dataset.submissions.get(entry.record.submission)
        if submission is not None:
            place, day = entry.at("date"), entry.record.date
            yield from _not_before(place, day, *_ready(submission.record))
    for submission in dataset.submissions.values():
        yield from _withdrawn(submission)
        yield from _returns(submission)
        yield from _forwarded(submission)
        yield from _compiled(dataset, submission)
        yield from _answered(dataset, submission)
    yield from _deadlines(dataset)
    yield from _terms(dataset)


def check_future(dataset: Dataset, today: date) -> Iterator[Diagnostic]:
    """Yield each day later than today: a warning, an error if it is more than a year away."""
    days = [(day, place) for _, day, place in _dated(dataset)]
    for bulletin in dataset.bulletins.values():
        days.append((bulletin.record.date, bulletin.at("date")))
        days.append((bulletin.record.cutoff, bulletin.at("cutoff")))
    for submission in dataset.submissions.values():
        for index, back in enumerate(submission.record.returns):
            days.append((back.date, submission.at("returns", index, "date")))
            if back.revised is not None:
                days.append((back.revised, submission.at("returns", index, "revised")))
    for day, place in days:
        if day - today > _A_YEAR:
            advice = "核对年份；确实无误的，用 --today 给出今天的日期"
            yield Diagnostic(place, Rule.DATE_FAR, str(day), f"不晚于 {today} 之后一年", advice)
        elif day > today:
            advice = "核对日期；确实无误的可以不管"
            yield Diagnostic(place, Rule.DATE_FUTURE, str(day), f"不晚于 {today}", advice)


def _dated(dataset: Dataset) -> Iterator[tuple[str, date, Place]]:
    for submission in dataset.submissions.values():
        yield submission.id, submission.record.date, submission.at("date")
    for entry in _upon_submissions(dataset):
        yield entry.id, entry.record.date, entry.at("date")
    for commission in dataset.commissions.values():
        yield commission.id, commission.record.asked, commission.at("asked")
    for duty in dataset.duties.values():
        yield duty.id, duty.record.date, duty.at("date")
    for manual in dataset.entries.values():
        yield manual.id, manual.record.date, manual.at("date")


def _upon_submissions(dataset: Dataset) -> Iterator[Entry[Adoption] | Entry[Instruction]]:
    yield from dataset.adoptions.values()
    yield from dataset.instructions.values()


def _ready(submission: Submission) -> tuple[date, str]:
    """Return from which day on an item may be used, and what day that is."""
    if submission.returns and submission.accepted is not None:
        return submission.accepted, "重报日期"
    return submission.date, "报送日期"


def _withdrawn(entry: Entry[Submission]) -> Iterator[Diagnostic]:
    withdrawn = entry.record.withdrawn
    if withdrawn is not None:
        place = entry.at("withdrawn", "date")
        yield from _not_before(place, withdrawn.date, entry.record.date, "报送日期")


def _returns(entry: Entry[Submission]) -> Iterator[Diagnostic]:
    """Yield returns before what is returned was filed, and returns of what was not revised."""
    earliest, what = entry.record.date, "报送日期"
    last = len(entry.record.returns) - 1
    for index, back in enumerate(entry.record.returns):
        place = entry.at("returns", index, "date")
        yield from _not_before(place, back.date, earliest, what)
        place = entry.at("returns", index, "revised")
        if back.revised is None:
            if index < last:
                advice = f"补上第{index + 1}次退回后改好重报的日期；没有重报的，删去后面的退回"
                expected = "后面还有退回的，写明 revised"
                yield Diagnostic(place, Rule.FIELD_MISSING, "没有 revised", expected, advice)
            continue
        yield from _not_before(place, back.revised, back.date, "退回日期")
        if index >= MAX_RETURNS:
            expected = f"退回{MAX_RETURNS}次之后不再修改，不写 revised"
            advice = "删去 revised；退回记多了的，删去多记的一次"
            yield Diagnostic(place, Rule.FIELD_VALUE, str(back.revised), expected, advice)
        earliest, what = back.revised, "上一次的重报日期"


def _forwarded(entry: Entry[Submission]) -> Iterator[Diagnostic]:
    for index, forwarding in enumerate(entry.record.forwarded):
        place = entry.at("forwarded", index, "date")
        yield from _not_before(place, forwarding.date, *_ready(entry.record))


def _compiled(dataset: Dataset, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    """Yield a compiled piece that is older than one of its parts."""
    joint = entry.record.joint
    parts = (dataset.submissions.get(part) for part in (joint.parts if joint else ()))
    days = [part.record.date for part in parts if part is not None]
    if days:
        place = entry.at("date")
        yield from _not_before(place, entry.record.date, max(days), "所综合报送的日期")


def _answered(dataset: Dataset, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    """Yield an answer to a commission that was asked only later."""
    commission = dataset.commissions.get(entry.record.commission or "")
    if commission is not None:
        place = entry.at("commission")
        yield from _not_before(place, entry.record.date, commission.record.asked, "约稿日期")


def _deadlines(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield deadlines before what they are for, or more than a year after it."""
    for commission in dataset.commissions.values():
        asked = commission.record
        yield from _deadline(commission, asked.deadline, asked.asked, "约稿日期")
    for duty in dataset.duties.values():
        deadline = duty.record.deadline
        if deadline is not None:
            yield from _deadline(duty, deadline, duty.record.date, "会议、部署的日期")


def _deadline(
    entry: Entry[Commission] | Entry[Duty], deadline: date, start: date, what: str
) -> Iterator[Diagnostic]:
    place = entry.at("deadline")
    yield from _not_before(place, deadline, start, what)
    if deadline - start > _A_YEAR:
        expected = f"不晚于{what} {start} 之后一年"
        yield Diagnostic(place, Rule.DATE_FAR, str(deadline), expected, "核对年份")


def _terms(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield tasks and correspondents that end before they begin."""
    for index, task in enumerate(dataset.registry.record.tasks):
        if task.to is not None:
            place = dataset.registry.at("tasks", index, "to")
            yield from _not_before(place, task.to, task.from_, "起始日期")
    registry = dataset.correspondents
    for index, person in enumerate(registry.record.correspondents if registry else ()):
        if person.to is not None:
            assert registry is not None
            place = registry.at("correspondents", index, "to")
            yield from _not_before(place, person.to, person.from_, "起始日期")


def _not_before(place: Place, day: date, earliest: date, what: str) -> Iterator[Diagnostic]:
    if day < earliest:
        expected = f"不早于{what} {earliest}"
        yield Diagnostic(place, Rule.DATE_ORDER, str(day), expected, f"核对这一天和{what}")
