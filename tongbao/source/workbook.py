"""A sheet of a workbook as cells: values as they were last computed, merged ones where they show.

Formulas are never computed: the value that the spreadsheet program stored stands for them.
"""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl.cell.read_only import EMPTY_CELL, EmptyCell, ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from tongbao.source.package import MAX_ROWS, WorkbookError, vetted

MAX_COLUMNS = 200
_MAX_MERGED_ROWS = 200_000
_MERGE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
# What the library raises where a file is not what it says it is; each XML parser that it may work
# with has a SyntaxError of its own.
_BROKEN = (
    InvalidFileException,
    SyntaxError,
    AttributeError,
    KeyError,
    IndexError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)

_Cell = ReadOnlyCell | EmptyCell
CellValue = str | date | float | bool | None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's value; `fault` says in Chinese why it has none that counts."""

    value: CellValue = None
    fault: str = ""


EMPTY = GridCell()


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area, bounds inclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def rows(self) -> range:
        """The rows it lies in, as far as rows are read."""
        return range(self.top, min(self.bottom, MAX_ROWS) + 1)


@dataclass(frozen=True)
class Grid:
    """A sheet: its cells by row and column (both from 1), and its merged areas."""

    name: str
    rows: Mapping[int, Mapping[int, GridCell]]
    areas: Sequence[Area] = field(default=())

    def at(self, row: int, column: int) -> GridCell:
        """Return a cell; one that is merged with cells above shows what they show."""
        area = self.area_of(row, column)
        if area is not None:
            row, column = area.top, area.left
        return self.rows.get(row, {}).get(column, EMPTY)

    def area_of(self, row: int, column: int) -> Area | None:
        """Return the merged area a cell lies in, or None."""
        found = self._areas_by_row.get(row, ())
        return next((area for area in found if area.left <= column <= area.right), None)

    @cached_property
    def _areas_by_row(self) -> Mapping[int, Sequence[Area]]:
        found: dict[int, list[Area]] = {}
        for area in self.areas:
            for row in area.rows:
                found.setdefault(row, []).append(area)
        return found

    def address(self, row: int, column: int) -> str:
        """Return how a spreadsheet names a cell: 台账!C12."""
        return f"{self.name}!{get_column_letter(column)}{row}"


def column_number(letters: str) -> int:
    """Return the number (from 1) of the column a spreadsheet names so: C is 3."""
    return column_index_from_string(letters)


def read_grid(path: Path, name: str | None) -> Grid:
    """Return a sheet by its name, or the only one.

    Raises:
        WorkbookError: the file can't be read, there is no such sheet, or it is too large.
    """
    package = vetted(path)
    try:
        with warnings.catch_warnings():
            # Of what the library leaves out (drawings, validations) nothing is a record.
            warnings.simplefilter("ignore")
            sheets = _sheets(package)
            chosen = _chosen(sheets, name, path)
            rows = _rows(package, chosen)
            return Grid(chosen, rows, _areas(package, sheets[chosen], path))
    except _BROKEN as error:
        raise WorkbookError(f"{path} 读不出：在 Excel 里打开，另存一份再导入") from error


def _reader(package: io.BytesIO, *, stored: bool) -> ExcelReader:
    package.seek(0)
    reader = ExcelReader(package, read_only=True, data_only=stored, keep_links=False)
    reader.read()
    return reader


def _sheets(package: io.BytesIO) -> dict[str, str]:
    """Return the names of the sheets with the parts they stand in."""
    reader = _reader(package, stored=True)
    names = set(reader.wb.sheetnames)
    return {
        str(sheet.name): str(relation.target)
        for sheet, relation in reader.parser.find_sheets()
        if sheet.name in names
    }


def _chosen(sheets: Mapping[str, str], name: str | None, path: Path) -> str:
    known = "、".join(sheets)
    if name is None and len(sheets) == 1:
        return next(iter(sheets))
    if name is None:
        raise WorkbookError(f"{path} 里有几张表（{known}）：在对照文件里写 sheet")
    if name not in sheets:
        raise WorkbookError(f"{path} 里没有“{name}”这张表，有的是：{known}")
    return name


def _areas(package: io.BytesIO, part: str, path: Path) -> list[Area]:
    with ZipFile(package) as archive, archive.open(part) as stream:
        found = [
            Area(*range_boundaries(element.attrib["ref"]))
            for _, element in ET.iterparse(stream)  # noqa: S314  # looked through before
            if element.tag == _MERGE
        ]
    if sum(len(area.rows) for area in found) > _MAX_MERGED_ROWS:
        raise WorkbookError(f"{path} 里合并的单元格太多：取消合并，另存一份再导入")
    return found


def _rows(package: io.BytesIO, name: str) -> dict[int, dict[int, GridCell]]:
    """Return the cells that hold anything, by row and column."""
    stored = _cells(package, name, stored=True)
    written = _cells(package, name, stored=False)
    rows: dict[int, dict[int, GridCell]] = {}
    for (row, cells), (_, formulas) in zip_longest(stored, written, fillvalue=(0, ())):
        if all(cell is EMPTY_CELL for cell in formulas):
            continue
        found = {
            number: cell
            for number, (value, formula) in enumerate(zip(cells, formulas, strict=True), 1)
            if (cell := _cell(value, formula)) != EMPTY
        }
        if found:
            rows[row] = found
    return rows


def _cells(
    package: io.BytesIO, name: str, *, stored: bool
) -> Iterator[tuple[int, Sequence[_Cell]]]:
    """Yield each row with its cells: with the values stored, or with formulas."""
    sheet = _reader(io.BytesIO(package.getvalue()), stored=stored).wb[name]
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(1, MAX_ROWS, 1, MAX_COLUMNS), 1)


def _cell(stored: _Cell, written: _Cell) -> GridCell:
    value = stored.value
    if stored.data_type == "e":
        return GridCell(fault=f"错误值 {value}")
    if value is None:
        return GridCell(fault="没有结果的公式") if written.data_type == "f" else EMPTY
    if isinstance(value, str):
        return GridCell(unescape(value)) if value.strip() else EMPTY
    if isinstance(value, date | float | int):
        return GridCell(value.date() if isinstance(value, datetime) else value)
    return GridCell(fault="只有时刻，没有日期")
