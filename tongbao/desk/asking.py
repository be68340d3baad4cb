"""Where a record is made: the bureau's records, the day, and what several kinds ask alike."""

from dataclasses import dataclass
from datetime import date

from tongbao.desk.answers import Answers, Choices, as_line
from tongbao.model.scalars import day, line_of_text
from tongbao.model.submission import Openness
from tongbao.source.dataset import Dataset

one_line = as_line(line_of_text)
one_day = as_line(day)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a record is made: the bureau's records, the day, what was answered."""

    dataset: Dataset
    today: date
    answers: Answers

    def day(self, name: str, question: str, default: date | None = None) -> date:
        """Ask for a day; by default the desk's, or another."""
        written = str(default or self.today)
        return date.fromisoformat(self.answers.text(name, question, one_day, written))

    def openness(self) -> str:
        """Ask who may read it."""
        choices = Choices("是否公开", {each.value: each.value for each in Openness})
        return self.answers.choice("openness", choices)

    def units(self) -> list[str]:
        """Ask for several units; a group's name stands for all of its units."""
        members: dict[str, list[str]] = {}
        for unit in self.dataset.units.values():
            members.setdefault(unit.group, []).append(unit.id)
        return self.answers.several("unit", self.unit_choices, members)

    @property
    def unit_choices(self) -> Choices:
        """The units."""
        shown: dict[str, str] = {unit.id: unit.name for unit in self.dataset.units.values()}
        return Choices("单位", shown, self.dataset.unit_by_name)
