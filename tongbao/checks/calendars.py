"""Calendars of holidays: a year each, and one for every year that working days are counted in."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.calendar import Calendar
from tongbao.model.duty import Duty
from tongbao.model.rulebook import DayCount, DutyKind
from tongbao.source.dataset import Dataset, Entry

_YEAR = re.compile(r"20[0-9]{2}")
_SATURDAY = 5


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield days that are not in their year or change nothing, and calendars that are missing."""
    for entry in dataset.calendars.values():
        if _YEAR.fullmatch(entry.id):
            yield from _days(entry)
        else:
            yield Diagnostic(
                entry.at(),
                Rule.FILE_NAME,
                f"{entry.id}.yaml",
                "年份，如 2026.yaml",
                "每年的放假安排一个文件，用四位年份作文件名",
            )
    for duty in dataset.duties.values():
        yield from _missing(dataset, duty)


def _days(entry: Entry[Calendar]) -> Iterator[Diagnostic]:
    calendar = entry.record
    first: dict[date, int] = {}
    for field, days in (("holidays", calendar.holidays), ("workdays", calendar.workdays)):
        for index, day in enumerate(days):
            place = entry.at(field, index)
            if f"{day:%Y}" != entry.id:
                advice = f"改正日期，或写到 calendar/{day:%Y}.yaml 里"
                expected = f"{entry.id} 年的日期"
                yield Diagnostic(place, Rule.CALENDAR_DAY, str(day), expected, advice)
            if day in first:
                expected, advice = "每一天只写一次", f"第 {first[day]} 行已经写了这一天，删去一处"
                yield Diagnostic(place, Rule.CALENDAR_DAY, str(day), expected, advice)
            elif field == "workdays" and day.weekday() < _SATURDAY:
                expected = "周六或周日：workdays 只写调休上班的周末"
                advice = "核对国务院办公厅的放假通知；平日本来就上班，不用写"
                yield Diagnostic(place, Rule.CALENDAR_DAY, str(day), expected, advice)
            first.setdefault(day, place.line)


def _missing(dataset: Dataset, entry: Entry[Duty]) -> Iterator[Diagnostic]:
    """Yield the first year without a calendar that the working days of a duty's term reach."""
    duty, book = entry.record, dataset.rulebook_on(entry.record.date)
    if book is None or duty.deadline is not None:
        return
    days = next((term.days for term in book.record.duties if _counts_working(term, duty)), 0)
    year = _unknown_year(dataset, duty.date, days)
    if year is not None and f"calendar/{year}" not in dataset.unreadable:
        yield Diagnostic(
            entry.at("date"),
            Rule.CALENDAR_MISSING,
            f"没有 calendar/{year}.yaml",
            f"calendar/{year}.yaml：{duty.kind}的期限按工作日算",
            "照国务院办公厅的放假通知新建，写 holidays 和 workdays；或写明 deadline",
        )


def _counts_working(term: DutyKind, duty: Duty) -> bool:
    return term.kind == duty.kind and term.count is DayCount.WORKING


def _unknown_year(dataset: Dataset, day: date, working_days: int) -> str | None:
    """Return the first year without a calendar that the next so many working days lie in."""
    left = working_days
    while left:
        day += timedelta(days=1)
        calendar = dataset.calendars.get(f"{day:%Y}")
        if calendar is None:
            return f"{day:%Y}"
        left -= calendar.record.is_working(day)
    return None
