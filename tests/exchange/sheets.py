"""Workbooks as offices make them, built for the tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADS = (
    "序号", "报送时间", "单位", "标题", "类别", "拟稿人", "初审", "复核", "审核",
    "局官网", "示例医保", "采用时间",
)  # fmt: skip


def sheet_of(rows: Sequence[Sequence[object]], name: str = "2026年") -> Worksheet:
    """Return the only sheet of a new workbook: a title, the heads, the rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    sheet.append(["示例市医保系统2026年信息报送台账"])
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append(list(row))
    return sheet


def save(sheet: Worksheet, path: Path) -> Path:
    """Save the sheet's workbook."""
    assert isinstance(sheet.parent, Workbook)
    sheet.parent.save(path)
    return path


def filed(more: Mapping[str, object] | None = None) -> list[object]:
    """Return a row that can be imported, with other cells under some heads."""
    row: dict[str, object] = {
        "序号": 1,
        "报送时间": "2026-03-05",
        "单位": "东河县",
        "标题": "东河县医保服务进社区",
        "类别": "动态",
        "拟稿人": "示例甲",
        "初审": "示例甲",
        "复核": "示例乙",
        "审核": "示例丙",
        **(more or {}),
    }
    return [row.get(head) for head in HEADS]
