"""Sheets to an .xlsx file (ECMA-376): the same bytes for the same sheets, and no formula."""

import io
import re
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from tongbao.documents.register.sheets import Sheet, SheetColumn, Value, WorkbookView
from tongbao.render.office_package import repacked
from tongbao.render.open_data import FORMULA_STARTS

_HEAD_ROW = 2
_FIRST_DAY = date(2000, 1, 1)
_CORE = "docProps/core.xml"
# In a cell `_x0041_` means the character with that code (ECMA-376, 22.9.2.19).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_LINE = Side(style="thin", color="999999")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="E8EEF4")
_TEXT = Alignment(vertical="top", wrap_text=True)
_NUMBER = Alignment(vertical="top", horizontal="right")
_HEAD = Alignment(vertical="center", horizontal="center", wrap_text=True)


def xlsx(view: WorkbookView) -> bytes:
    """Return the workbook's file."""
    book = Workbook()
    blank = book.active
    assert blank is not None
    book.remove(blank)
    for sheet in view.sheets:
        _write(book.create_sheet(sheet.name), sheet)
    day = view.day or _FIRST_DAY
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the file knows no time zone
    book.properties.creator = view.keeper
    book.properties.created = moment
    raw = io.BytesIO()
    book.save(raw)
    book.properties.modified = moment
    return repacked(raw, {_CORE: tostring(book.properties.to_tree())})


def _write(place: Worksheet, sheet: Sheet) -> None:
    heading = _cell(place, 1, 1)
    _put(heading, sheet.heading)
    heading.font = Font(bold=True, size=14)
    for number, column in enumerate(sheet.columns, 1):
        cell = _cell(place, _HEAD_ROW, number)
        _put(cell, column.title)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD_FILL, _BORDER
        cell.alignment = _HEAD
        place.column_dimensions[get_column_letter(number)].width = column.width
    for row_number, row in enumerate(sheet.rows, _HEAD_ROW + 1):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            _write_value(_cell(place, row_number, number), column, value)
    place.freeze_panes = f"A{_HEAD_ROW + 1}"
    last = f"{get_column_letter(len(sheet.columns))}{_HEAD_ROW + len(sheet.rows)}"
    place.auto_filter.ref = f"A{_HEAD_ROW}:{last}"
    _set_page(place, sheet)


def _cell(place: Worksheet, row: int, column: int) -> Cell:
    cell = place.cell(row, column)
    # None is merged with another here.
    assert isinstance(cell, Cell)
    return cell


def _write_value(cell: Cell, column: SheetColumn, value: Value) -> None:
    cell.border = _BORDER
    cell.alignment = _NUMBER if column.is_number else _TEXT
    if isinstance(value, str):
        _put(cell, value)
    elif isinstance(value, Decimal):
        # `General` shows 0.5 and 6 as the office prints them.
        cell.value = value.normalize() + 0
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def _put(cell: Cell, text: str) -> None:
    """Write text that stays text: a spreadsheet neither computes it nor reads codes out of it."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _set_page(place: Worksheet, sheet: Sheet) -> None:
    """Print on A4 across, as wide as the page, with the head on each and its number below."""
    place.page_setup.orientation = "landscape"
    place.page_setup.paperSize = place.PAPERSIZE_A4
    place.page_setup.fitToWidth, place.page_setup.fitToHeight = 1, 0
    place.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    place.print_title_rows = f"1:{_HEAD_ROW}"
    footer = place.oddFooter
    assert footer is not None
    footer.center.text = f"{sheet.name}　第 &P 页，共 &N 页"
