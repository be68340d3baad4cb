"""What a correspondent may say in the unit's own submissions: all but what the office decides."""

from collections.abc import Iterator
from datetime import date, timedelta

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.submission import Return, Submission
from tongbao.review.settled import bulletin_with, closing_day, last_bulletin, user_of
from tongbao.source.dataset import Dataset, Entry

MAX_AGE = 31
"""How many days back a correspondent may date: a month's items, handed in late."""
PROMPT = 3
"""Up to how many days back nobody needs to ask when an item was really handed in."""

_OFFICE_FIELDS = (("joint", "mark"), ("joint", "parts"), ("review", "office"), ("forwarded",))
_REAL_DAY = "写实际的日期；当时已经交给办公室的，请办公室登记"
_TO_OFFICE = "恢复原样；确需更正的，把要改的内容告诉办公室"


def amended(
    policy: Dataset, known: Submission | None, entry: Entry[Submission], today: date | None
) -> Iterator[Diagnostic]:
    """Yield what a correspondent may not say in a submission.

    Args:
        policy: the bureau as the base has it.
        known: the submission before; None if it is new.
        entry: the submission as it would be.
        today: the day it is proposed on, or None if nobody knows.
    """
    current = policy.submissions.get(entry.id)
    standing = current.record if current is not None else known
    if standing is not None and (result := _result(policy, entry.id, standing)) is not None:
        expected = "还没有结果的报送"
        place = Place(entry.path)
        yield Diagnostic(place, Rule.RECORD_SETTLED, result, expected, _TO_OFFICE)
        return
    yield from _office_fields(known, entry)
    yield from _returns(known, entry)
    days = list(_days(policy, known, entry, _last_day(policy, today)))
    if not any(diagnostic.is_error for diagnostic in days):
        days = _counted(policy, entry) or days
    yield from days


def _last_day(policy: Dataset, today: date | None) -> date | None:
    until = policy.bureau.record.until
    return min(today, until) if today and until else today


def _result(policy: Dataset, name: str, standing: Submission) -> str | None:
    """Return what became of a submission, so that it may not be changed any more."""
    if standing.withdrawn is not None:
        return f"{standing.withdrawn.date} 已撤回"
    if standing.is_refused:
        return "已退回，不再采用"
    user = user_of(policy, name)
    if user is not None:
        return f"{user} 已用了它"
    bulletin = bulletin_with(policy, standing)
    return f"已计入通报 {bulletin.record.number}" if bulletin is not None else None


def _office_fields(known: Submission | None, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    for steps in _OFFICE_FIELDS:
        written, before = _value(entry.record, steps), _value(known, steps)
        if written != before:
            yield _office(entry.at(*steps), ".".join(steps), is_new=not before)


def _value(record: object, steps: tuple[str, ...]) -> object:
    for step in steps:
        record = getattr(record, step, None)
    # Nothing and an empty list say the same.
    return record or None


def _office(place: Place, name: str, *, is_new: bool) -> Diagnostic:
    advice = f"删去 {name}" if is_new else f"恢复 {name} 原来的内容"
    return Diagnostic(
        place, Rule.FIELD_OFFICE, name, "信息员不填、不改", f"{advice}；它由办公室填写"
    )


def _returns(known: Submission | None, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    """Yield returns a correspondent added, took out or changed but for the day of revision."""
    before = known.returns if known is not None else ()
    after = entry.record.returns
    for index, (old, new) in enumerate(zip(before, after, strict=False)):
        if not _is_answer(old, new):
            yield _office(entry.at("returns", index), "returns", is_new=False)
    if len(after) > len(before):
        yield _office(entry.at("returns", len(before)), "returns", is_new=True)
    elif len(after) < len(before):
        yield _office(entry.at("returns"), "returns", is_new=False)


def _is_answer(old: Return, new: Return) -> bool:
    """Whether a return is as it was, or just says since when it is revised."""
    return new == old or (old.revised is None and new.model_copy(update={"revised": None}) == old)


def _days(
    policy: Dataset, known: Submission | None, entry: Entry[Submission], today: date | None
) -> Iterator[Diagnostic]:
    if known is not None and entry.record.date < known.date:
        expected, advice = f"不早于原来的 {known.date}", "恢复原来的报送日期"
        yield _back(entry.at("date"), entry.record.date, expected, advice)
        return
    last = last_bulletin(policy)
    for day, place in _new_days(known, entry):
        if last is not None and day <= closing_day(last):
            expected = f"晚于 {closing_day(last)}（{last.record.number}已经印发）"
            yield _back(place, day, expected, _REAL_DAY)
        elif today is not None and day < today - timedelta(days=MAX_AGE):
            yield _back(place, day, f"今天 {today} 或之前{MAX_AGE}天之内", _REAL_DAY)
        elif today is not None and day < today - timedelta(days=PROMPT):
            expected = f"今天 {today} 或之前{PROMPT}天之内"
            advice = "请办公室核对收到的日期：约稿、任务是否按期，依这个日期计算"
            yield Diagnostic(place, Rule.DATE_STALE, str(day), expected, advice)


def _new_days(known: Submission | None, entry: Entry[Submission]) -> Iterator[tuple[date, Place]]:
    """Yield each day that the correspondent now says or makes use of, with its place."""
    record = entry.record
    if known is None or record.date != known.date:
        yield record.date, entry.at("date")
    elif record.commission != known.commission:
        yield record.date, entry.at("commission")
    elif record.duty != known.duty:
        yield record.date, entry.at("duty")
    before = known.returns if known is not None else ()
    for index, back in enumerate(record.returns):
        old = before[index].revised if index < len(before) else None
        if back.revised is not None and back.revised != old:
            yield back.revised, entry.at("returns", index, "revised")
    if record.withdrawn is not None:
        yield record.withdrawn.date, entry.at("withdrawn", "date")


def _counted(policy: Dataset, entry: Entry[Submission]) -> list[Diagnostic]:
    """Return why a submission can't count in a bulletin already issued, by its day of revision."""
    bulletin = bulletin_with(policy, entry.record)
    if bulletin is None:
        return []
    place = entry.at("returns", len(entry.record.returns) - 1, "revised")
    day = entry.record.accepted or entry.record.date
    return [_back(place, day, f"不计入{bulletin.record.number}的日期", _REAL_DAY)]


def _back(place: Place, day: date, expected: str, advice: str) -> Diagnostic:
    return Diagnostic(place, Rule.DATE_BACK, str(day), expected, advice)
