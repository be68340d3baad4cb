"""A year's public holidays, for deadlines that count working days."""

from datetime import date

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import Day

_SATURDAY = 5


class Calendar(Record):
    """calendar/<year>.yaml: the days off and the weekend days worked, as the State Council sets."""

    holidays: tuple[Day, ...] = Field((), description="放假的日子，周末不必写")
    workdays: tuple[Day, ...] = Field((), description="调休上班的周末")

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day of the year."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays
