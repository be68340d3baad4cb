"""The workbook that `export` writes: what stands in it, how it looks, what is never in it."""

import html
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.conftest import TODAY, run
from tests.site.offices import write
from tests.site.private_office import OPEN_TITLES, RECORDS, SECRETS
from tongbao.documents.register.sheets import Sheet, SheetColumn, WorkbookView
from tongbao.render.workbook import xlsx
from tongbao.source.workbook import read_grid

# Told to the office alone, and not held by the register: phones, bodies, notes, who signed entries.
NOT_HELD = re.compile(
    r"body|note|Author\.(landline|mobile)|Commission\.|Duty\.|ManualEntry|Bulletin|Annex"
    r"|Correspondent"
)


def exported(data: Path, out: Path, *more: object) -> dict[str, Worksheet]:
    result = run("export", "--data", data, "--out", out, "--today", TODAY, *more)
    assert result.exit_code == 0, result.output
    book = load_workbook(out)
    return {name: book[name] for name in book.sheetnames}


def rows_of(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in sheet.iter_rows(min_row=3, values_only=True)]


@pytest.fixture(name="out")
def fixture_out(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


def test_the_register_lists_every_submission(data: Path, out: Path) -> None:
    sheet = exported(data, out, "--audience", "internal")["台账"]
    assert sheet["A1"].value == "示例市医保局信息报送台账（内部资料）"
    heads = [cell.value for cell in sheet[2]]
    rows = [dict(zip(heads, row, strict=True)) for row in rows_of(sheet)]
    assert [row["编号"] for row in rows] == [
        "donghe/2026/0112-1", "donghe/2026/0120-1", "donghe/2026/0415-1",
        "xishan/2026/0203-1", "xishan/2026/0210-1",
    ]  # fmt: skip
    first, joint, closed, withdrawn = rows[0], rows[2], rows[3], rows[4]
    assert first["报送日期"] == datetime(2026, 1, 12)  # noqa: DTZ001  # a sheet knows no time zone
    assert first["采用情况"] == "示例医保2026年第1期（2026-01-30）\n局官网（2026-01-31）"
    assert (first["约稿编号"], first["拟稿人"]) == ("2026/yichuang", "示例甲")
    assert first["审核"] == "示例丙（2026-01-12）"
    assert (joint["联合单位"], joint["联合标记"]) == ("西山县医疗保障局（2人）", "综")
    assert joint["办理情况"] == ("2026-04-16退回：数字要核对\n2026-04-17重报\n2026-04-20转报：省")
    assert closed["信息标题"] == "西山县医保基金运行中的一个问题"
    assert closed["领导批示"] == "省（2026-03-20）"
    # 2 and 3 for an adopted item that was asked for; 5 for a provincial journal, 10 for a leader.
    assert (first["得分"], closed["得分"]) == (5, 15)
    assert (withdrawn["状态"], withdrawn["办理情况"]) == (
        "已撤回", "2026-02-12撤回：内容有误，另行报送",
    )  # fmt: skip


def test_a_public_register_hides_what_is_not_public(data: Path, out: Path) -> None:
    sheet = exported(data, out)["台账"]
    heads = [cell.value for cell in sheet[2]]
    assert heads == [
        "编号", "报送单位", "报送日期", "信息标题", "信息类别", "是否公开", "状态", "采用情况",
        "领导批示", "得分", "约稿编号", "任务编号", "联合单位", "联合标记", "备注",
    ]  # fmt: skip
    rows = [dict(zip(heads, row, strict=True)) for row in rows_of(sheet)]
    closed, withdrawn = rows[3], rows[4]
    assert (closed["编号"], closed["信息标题"]) == (None, "（不公开信息）")
    assert (closed["采用情况"], closed["领导批示"]) == ("省政务信息第9期", None)
    assert (withdrawn["信息标题"], withdrawn["状态"]) == ("（不公开信息）", "已撤回")


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_secret_is_in_a_public_workbook(tmp_path: Path, out: Path, audience: str) -> None:
    write(tmp_path / "data" / "moushi", RECORDS)
    result = run(
        "export", "--data", tmp_path / "data", "--out", out, "--today", "2021-02-28",
        "--audience", audience,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(out) as archive:
        text = html.unescape("".join(archive.read(name).decode() for name in archive.namelist()))
    assert all(title in text for title in OPEN_TITLES)
    assert "示例" in text
    shown = {what for what, secret in SECRETS.items() if secret in text}
    held = {what for what in SECRETS if not NOT_HELD.search(what)}
    assert shown >= held if audience == "internal" else shown == set()


def test_scores_stand_by_period_and_rank(root: Path, out: Path) -> None:
    result = run(
        "export", "--data", root / "data", "--bureau", "ningxia", "--period", "2021-q1",
        "--today", "2021-04-08", "--out", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    sheet = load_workbook(out)["得分"]
    assert sheet["A1"].value == "宁夏医保局2021年一季度得分和名次"
    heads = [cell.value for cell in sheet[2]]
    assert heads[:3] == ["期间", "分组", "单位"]
    assert heads[-4:] == ["得分", "名次", "任务", "完成"]
    rows = [dict(zip(heads, row, strict=True)) for row in rows_of(sheet)]
    assert len(rows) == 36
    # As the bulletin 宁医保办发〔2021〕28号 prints it: 6 for what 盐池县 filed, first of its group.
    yanchi = next(row for row in rows if row["单位"] == "盐池县医疗保障局")
    assert (yanchi["期间"], yanchi["报送数量计分"], yanchi["名次"]) == ("2021年一季度", 6, 1)
    assert (yanchi["任务"], yanchi["完成"]) == (None, None)


def test_every_award_stands_with_its_day_clause_and_records(data: Path, out: Path) -> None:
    sheet = exported(data, out, "--audience", "internal")["计分明细"]
    assert [cell.value for cell in sheet[2]] == [
        "日期", "单位", "依据", "计分栏", "分值", "事由", "记录",
    ]  # fmt: skip
    adopted = [row for row in rows_of(sheet) if "adoptions/2026/shiyibao-1-1" in str(row[6])]
    # An item of 经验总结 in the office's own bulletin: 2 by 第四条; asked for: 3 more by 第六条.
    assert [(row[0].date(), row[1], row[2], row[4]) for row in adopted] == [
        (date(2026, 1, 30), "东河县医疗保障局", "第六条", 3),
        (date(2026, 1, 30), "东河县医疗保障局", "第四条", 2),
    ]


def test_sheets_are_fit_to_work_with_and_to_print(data: Path, out: Path) -> None:
    for name, sheet in exported(data, out).items():
        last = sheet.cell(2, sheet.max_column).coordinate
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith(f"A2:{last[:-1]}")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center.text == f"{name}　第 &P 页，共 &N 页"
        assert sheet.column_dimensions["C"].width >= 12
    sheet = load_workbook(out)["台账"]
    assert (sheet["C3"].number_format, sheet.column_dimensions["D"].width) == ("yyyy-mm-dd", 52)
    points = next(cell for cell in sheet["J"][2:] if cell.value is not None)
    assert (points.number_format, points.data_type) == ("General", "n")


HARMLESS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "－1", "＋1", "＠A", "\t=1", "'=1"]


def view(*values: str | Decimal | date | None) -> WorkbookView:
    columns = tuple(SheetColumn(f"列{number}", 10) for number, _ in enumerate(values))
    return WorkbookView("某局", date(2026, 5, 1), (Sheet("台账", "=标题", columns, (values,)),))


def test_no_text_becomes_a_formula() -> None:
    raw = xlsx(view(*HARMLESS))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r"<f[ >/]", xml) is None
    sheet = load_workbook(io.BytesIO(raw))["台账"]
    assert [cell.value for cell in sheet[3]] == HARMLESS
    assert {cell.data_type for cell in sheet[3]} == {"s"}
    assert [cell.quotePrefix for cell in sheet[3]] == [*[True] * 9, False]
    assert (sheet["A1"].value, sheet["A1"].quotePrefix) == ("=标题", True)


def test_a_control_character_is_refused() -> None:
    with pytest.raises(IllegalCharacterError):
        xlsx(view("甲\x07"))


def test_what_looks_like_a_code_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(xlsx(view("甲_x0041_乙", "_x000D_", "_xyz_")))
    row = read_grid(path, None).rows[3]
    assert [cell.value for cell in row.values()] == ["甲_x0041_乙", "_x000D_", "_xyz_"]


def test_points_are_exact_numbers() -> None:
    points = [Decimal(text) for text in ("0.5", "6.0", "0", "-50", "100", "0.2000")]
    raw = xlsx(view(*points))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<v>([^<]*)</v>", xml) == ["0.5", "6", "0", "-50", "100", "0.2"]


def test_the_same_data_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        exported(data, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_cannot_be_exported_is_said(data: Path, root: Path, tmp_path: Path) -> None:
    several = run("export", "--data", root / "data")
    assert several.stderr == (
        "有几个机关：ganzhou、ningxia，请用 --bureau 写明是哪一个。没有导出。\n"
    )
    unknown = run("export", "--data", data, "--bureau", "beijing")
    assert unknown.stderr == "没有机关 beijing，现有的是：shili。没有导出。\n"
    period = run("export", "--data", data, "--period", "2026-13")
    assert (period.exit_code, "月写 2021-01" in period.stderr) == (2, True)
    out = run("export", "--data", data, "--out", tmp_path / "no" / "a.xlsx")
    assert out.stderr.endswith("写不了（No such file or directory）。没有导出。\n")
