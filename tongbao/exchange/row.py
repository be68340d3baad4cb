"""One row of a register: its cells as text and days, and everything that is wrong with them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from tongbao.diagnostic import Place
from tongbao.documents.register.phrases import PhraseError, read_day
from tongbao.exchange.names import NameUnknownError
from tongbao.exchange.refusal import Refusal
from tongbao.source.fields import quoted
from tongbao.source.text import forbidden
from tongbao.source.workbook import CellValue, Grid

ReadT = TypeVar("ReadT")


class Row:
    """A row with the columns of its map; what can't be read is refused and read as blank."""

    def __init__(
        self, grid: Grid, number: int, columns: Mapping[str, int], year: int | None
    ) -> None:
        self.number = number
        self.year = year
        self.refusals: list[Refusal] = []
        self._grid = grid
        self._columns = columns

    def has(self, field: str) -> bool:
        """Whether the field has a column and the row says something there."""
        return field in self._columns and bool(_text(self._value(field)).strip())

    def address(self, field: str) -> str:
        """Return the address of a field's cell; the title's where the sheet has no such column."""
        return self._grid.address(self.number, self._column(field))

    def refuse(self, field: str, found: str, expected: str, advice: str) -> None:
        """Note why the row can't be taken."""
        self.refusals.append(self.refusal(field, quoted(found), expected, advice))

    def refusal(self, field: str, found: str, expected: str, advice: str) -> Refusal:
        """Return what is wrong with a field's cell."""
        column = self._column(field)
        return Refusal(self.number, column, self.address(field), found, expected, advice)

    def is_blank(self) -> bool:
        """Whether none of the columns says anything."""
        cells = (self._grid.rows.get(self.number, {}).get(c) for c in self._columns.values())
        return not any(cells)

    def begins_with(self, words: tuple[str, ...]) -> bool:
        """Whether the first text of the row, in any column, begins with one of the words."""
        cells = self._grid.rows.get(self.number, {})
        texts = (_text(cells[column].value).strip() for column in sorted(cells))
        first = next(filter(None, texts), "")
        return bool(words) and "".join(first.split()).startswith(words)

    def merged_across(self) -> str | None:
        """Return a field whose cell is merged with those beside it; None if there is none."""
        for field, column in sorted(self._columns.items(), key=lambda item: item[1]):
            area = self._grid.area_of(self.number, column)
            if area is not None and area.left != area.right:
                return field
        return None

    def text(self, field: str) -> str:
        """Return what a cell says, without blanks around; blank without such a column."""
        if field not in self._columns:
            return ""
        cell = self._grid.at(self.number, self._columns[field])
        if cell.fault:
            advice = "在 Excel 里改正；公式的，复制后“选择性粘贴”为数值，再保存"
            self.refuse(field, cell.fault, "文字、数字或日期", advice)
            return ""
        text = _text(cell.value).replace("\r\n", "\n").strip()
        for problem in forbidden(text, Place("")):
            self.refuse(field, problem.found, problem.expected, problem.advice)
            return ""
        return text

    def required(self, field: str, what: str) -> str:
        """Return what a cell says that must not be blank."""
        before = len(self.refusals)
        text = self.text(field)
        if not text and len(self.refusals) == before:
            self.refuse(field, "", what, "补上；这一行不是报送的，删去它，或在对照文件里写 skip")
        return text

    def day(self, field: str, more_advice: str = "") -> date | None:
        """Return the day a cell says, as a date or in words; None if blank or refused."""
        value = self._value(field)
        text = self.text(field)
        if isinstance(value, date) or not text:
            return value if isinstance(value, date) else None
        found = (
            read_day(text, self.year) if isinstance(value, str) or len(text) == _DIGITS else None
        )
        if found is None:
            advice = "设成日期格式，或写作 2020-07-03；只有月和日的，在对照文件里写 year"
            self.refuse(field, text, "日期", advice + more_advice)
        return found

    def read(self, field: str, reader: Callable[[str], ReadT], expected: str) -> ReadT | None:
        """Return what a reader makes of a cell; None if it is blank or refused."""
        text = self.text(field)
        if not text:
            return None
        try:
            return reader(text)
        except NameUnknownError as error:
            self.refuse(field, text, expected, str(error))
        except PhraseError as error:
            self.refuse(field, str(error), expected, "照这个样子改，每次一行")
        return None

    def _column(self, field: str) -> int:
        return self._columns.get(field, self._columns["title"])

    def _value(self, field: str) -> CellValue:
        return (
            self._grid.at(self.number, self._columns[field]).value
            if field in self._columns
            else None
        )


_DIGITS = len("20200703")


def _text(value: CellValue) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
