"""Days: in their year's folder, in their natural order, not in the future."""

from collections.abc import Iterator
from datetime import date, timedelta

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.adoption import Adoption, Instruction
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
            yield from _not_before(
                entry.at("date"), entry.record.date, submission.record.date, "报送日期"
            )
    for commission in dataset.commissions.values():
        place = commission.at("deadline")
        yield from _not_before(
            place, commission.record.deadline, commission.record.asked, "约稿日期"
        )
    for submission in dataset.submissions.values():
        withdrawn = submission.record.withdrawn
        if withdrawn is not None:
            place = submission.at("withdrawn", "date")
            yield from _not_before(place, withdrawn.date, submission.record.date, "报送日期")


def check_future(dataset: Dataset, today: date) -> Iterator[Diagnostic]:
    """Yield each day later than today: a warning, an error if it is more than a year away."""
    days = [(day, place) for _, day, place in _dated(dataset)]
    for bulletin in dataset.bulletins.values():
        days.append((bulletin.record.date, bulletin.at("date")))
        days.append((bulletin.record.cutoff, bulletin.at("cutoff")))
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


def _upon_submissions(dataset: Dataset) -> Iterator[Entry[Adoption] | Entry[Instruction]]:
    yield from dataset.adoptions.values()
    yield from dataset.instructions.values()


def _not_before(place: Place, day: date, earliest: date, what: str) -> Iterator[Diagnostic]:
    if day < earliest:
        expected = f"不早于{what} {earliest}"
        yield Diagnostic(place, Rule.DATE_ORDER, str(day), expected, f"核对这一天和{what}")
