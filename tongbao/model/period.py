"""Periods that scores are added up over: a year, a quarter, a month; and the weeks inside."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol, Self

_PATTERN = re.compile(r"(?P<year>[12][0-9]{3})(-(q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_QUARTERS = "一二三四"


class Stretch(Protocol):
    """Days in a row with a name: what a count runs over before it starts again."""

    @property
    def start(self) -> date:
        """First day."""

    @property
    def end(self) -> date:
        """Last day."""

    @property
    def name(self) -> str:
        """The Chinese name without the year."""

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the stretch."""


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """A week from Monday to Sunday, by its first day; it may lie in two months."""

    start: date

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def end(self) -> date:
        """Last day, a Sunday."""
        return self.start + timedelta(days=6)

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the week."""
        return self.start <= day <= self.end

    @property
    def name(self) -> str:
        """The Chinese name: 6月29日至7月5日."""
        first, last = self.start, self.end
        return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


# Asked for again and again, once for every record and period.
@lru_cache
def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """Whole months from `first_month` to `last_month` (1 to 12, inclusive) of one year."""

    year: int
    first_month: int
    last_month: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `2021`, `2021-q1` or `2021-01`; anything else is None."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            return None
        year = int(match["year"])
        if match["quarter"]:
            last = int(match["quarter"]) * 3
            return cls(year, last - 2, last)
        if match["month"]:
            return cls(year, int(match["month"]), int(match["month"]))
        return cls(year, 1, 12)

    @classmethod
    def month_of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.year, day.month, day.month)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return _end_of_month(self.year, self.last_month)

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return day.year == self.year and self.first_month <= day.month <= self.last_month

    @property
    def months(self) -> "tuple[Period, ...]":
        """The months of the period, in order."""
        return tuple(
            Period(self.year, month, month)
            for month in range(self.first_month, self.last_month + 1)
        )

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """Return the quarter a day lies in."""
        first = (day.month - 1) // 3 * 3 + 1
        return cls(day.year, first, first + 2)

    @property
    def _quarter(self) -> int | None:
        quarter, rest = divmod(self.last_month, 3)
        is_quarter = rest == 0 and self.first_month == quarter * 3 - 2
        return quarter if is_quarter else None

    @property
    def year_to_date(self) -> "Period":
        """From January to the end of this period."""
        return Period(self.year, 1, self.last_month)

    @property
    def previous(self) -> "Period | None":
        """The months right before, as many; None where they would lie in two years."""
        count = len(self.months)
        is_first = self.first_month == 1
        last = 12 if is_first else self.first_month - 1
        year = self.year - 1 if is_first else self.year
        return Period(year, last - count + 1, last) if last >= count else None

    def __str__(self) -> str:
        """Write the period as `parse` reads it; a span of other length as first..last month."""
        if self.first_month == self.last_month:
            return f"{self.year}-{self.first_month:02}"
        if (self.first_month, self.last_month) == (1, 12):
            return str(self.year)
        if self._quarter is not None:
            return f"{self.year}-q{self._quarter}"
        return f"{self.year}-{self.first_month:02}..{self.last_month:02}"

    @property
    def name(self) -> str:
        """The Chinese name without the year: 1月, 一季度, 全年, 1至5月."""
        if self.first_month == self.last_month:
            return f"{self.first_month}月"
        if (self.first_month, self.last_month) == (1, 12):
            return "全年"
        if self._quarter is not None:
            return f"{_QUARTERS[self._quarter - 1]}季度"
        return f"{self.first_month}至{self.last_month}月"
