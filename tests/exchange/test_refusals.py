"""Every row that can't be taken is named by its cell, with what to do about it."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.conftest import TODAY, run
from tests.exchange.sheets import filed, save, sheet_of
from tongbao.exchange.heads import HeadError
from tongbao.exchange.plan import Plan, plan
from tongbao.model.register_map import RegisterMap
from tongbao.source import strict_yaml
from tongbao.source.fields import read_record
from tongbao.source.load import load
from tongbao.source.workbook import read_grid

Told = tuple[str, str, str, str]


def map_of(path: Path, more: str = "") -> RegisterMap:
    root, diagnostics = strict_yaml.parse(path.read_text(encoding="utf-8") + more, "map")
    assert root is not None
    found, problems = read_record(root, RegisterMap)
    assert (diagnostics, problems) == ([], [])
    assert found is not None
    return found


def planned(sheet: Worksheet, given: RegisterMap, data: Path, folder: Path) -> Plan:
    (dataset,) = load(data).datasets
    grid = read_grid(save(sheet, folder / "register.xlsx"), given.sheet)
    return plan(dataset, grid, given, lambda address: address[-1] * 5)


def told(found: Plan) -> list[Told]:
    return [(each.cell, each.found, each.expected, each.advice) for each in found.refusals]


FILL_IN = "补上；这一行不是报送的，删去它，或在对照文件里写 skip"
AS_DATE = "设成日期格式，或写作 2020-07-03；只有月和日的，在对照文件里写 year"
TICKED = f"{AS_DATE}；打勾的，在对照文件的 outlets 里写 date（日期在哪一列）"
MEND = "在 Excel 里改正；公式的，复制后“选择性粘贴”为数值，再保存"
CELLS: list[tuple[dict[str, object], Told]] = [
    ({"单位": "东河县局"}, ("C3", "东河县局", "登记过的单位",
        "是不是 东河局、东河县、东河县医疗保障局？不是的话，在 units.yaml 里登记，或在对照文件的 words.units 里写")),
    ({"单位": None}, ("C3", "（空）", "报送单位", FILL_IN)),
    ({"标题": "  "}, ("D3", "（空）", "信息标题", FILL_IN)),
    ({"标题": "（不公开信息）"}, ("D3", "（不公开信息）", "信息标题",
        "公开版的台账不能导入，用 --audience internal 导出的")),
    ({"标题": "东河县\n两行标题"}, ("D3", "字段的值不对：东河县 两行标题", "一行文字",
        "删去换行和制表符，写在同一行里")),
    ({"标题": "东河\u200b县"}, ("D3", "U+200B ZERO WIDTH SPACE", "看得见的文字",
        "删去这个字符，重新键入它前后的字（多半是从网页或聊天软件粘贴来的）")),
    ({"标题": "东" * 201}, ("D3", f"字段的值不对：{'东' * 40}……", "不超过200个字",
        "现有201个字，请删减")),
    ({"报送时间": None}, ("B3", "（空）", "报送日期", FILL_IN)),
    ({"报送时间": "2026-02-30"}, ("B3", "2026-02-30", "日期", AS_DATE)),
    ({"报送时间": "三月"}, ("B3", "三月", "日期", AS_DATE)),
    ({"报送时间": 46000}, ("B3", "46000", "日期", AS_DATE)),
    ({"报送时间": 3.5}, ("B3", "3.5", "日期", AS_DATE)),
    ({"报送时间": time(9, 30)}, ("B3", "只有时刻，没有日期", "文字、数字或日期", MEND)),
    ({"报送时间": "1999-03-05"}, ("B3", "日期写法有误：1999-03-05",
        "日期，写作 年-月-日，如 2021-03-05", "年份在 2000 到 2099 之间，请核对")),
    ({"类别": None}, ("E3", "（空）", "不为空的格子，或对照文件里的 defaults", FILL_IN)),
    ({"初审": "张三（昨天）"}, ("G3", "张三（昨天）", "姓名（2020-07-03）", "照这个样子改，每次一行")),
    ({"局官网": "已采用"}, ("J3", "已采用", "日期", TICKED)),
    ({"示例医保": "采"}, ("K3", "采", "√ 或 是；没有采用的空着", "照这个样子改，每次一行")),
    ({"示例医保": "√"}, ("L3", "（空）", "采用日期", FILL_IN)),
    ({"标题": "#REF!"}, ("D3", "错误值 #REF!", "文字、数字或日期", MEND)),
    ({"标题": "=A1&B1"}, ("D3", "没有结果的公式", "文字、数字或日期", MEND)),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), CELLS)
def test_a_cell_that_cannot_be_read_is_named(
    cells: dict[str, object], expected: Told, data: Path, office_map: Path, tmp_path: Path
) -> None:
    found = planned(sheet_of([filed(cells)]), map_of(office_map), data, tmp_path)
    cell, *words = expected
    assert (f"2026年!{cell}", *words) in told(found)
    assert {each.row for each in found.refusals} == {3}


def test_every_fault_of_every_row_is_named_in_one_run(
    data: Path, office_map: Path, tmp_path: Path
) -> None:
    rows = [
        filed({"单位": "北河县", "报送时间": "待定", "类别": None}),
        filed(),
        filed({"标题": None, "局官网": "是"}),
    ]
    found = planned(sheet_of(rows), map_of(office_map), data, tmp_path)
    assert sorted(each.cell for each in found.refusals) == [
        "2026年!B3", "2026年!C3", "2026年!D5", "2026年!E3",
    ]  # fmt: skip
    assert [each.row.number for each in found.new] == [4]


def test_cells_merged_across_are_refused(data: Path, office_map: Path, tmp_path: Path) -> None:
    sheet = sheet_of([["三月份", None], filed()])
    sheet.cell(3, 2).value = "三月份"
    sheet.merge_cells("B3:E3")
    found = planned(sheet, map_of(office_map), data, tmp_path)
    assert told(found) == [(
        "2026年!B3", "和旁边的格子合并了", "每一列各有内容",
        "取消合并；这一行不是报送的，删去它，或在对照文件里写 skip",
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [("xishan/2026/0305-1", True), ("donghe/2025/0305-1", True), ("../2026/1", True),
     ("donghe/2026/0305-1", False)],
)  # fmt: skip
def test_an_id_must_be_that_of_unit_and_year(
    name: str, *, found: bool, data: Path, office_map: Path, tmp_path: Path
) -> None:
    given = map_of(office_map)
    columns = given.columns.model_copy(update={"id": "序号"})
    sheet = sheet_of([filed({"序号": name})])
    result = planned(sheet, given.model_copy(update={"columns": columns}), data, tmp_path)
    assert bool(result.refusals) is found
    assert all(each.cell == "2026年!A3" for each in result.refusals)


def test_an_id_stands_for_one_row(data: Path, office_map: Path, tmp_path: Path) -> None:
    given = map_of(office_map)
    columns = given.columns.model_copy(update={"id": "序号"})
    rows = [filed({"序号": "donghe/2026/0305-1", "标题": title}) for title in ("甲", "乙")]
    result = planned(sheet_of(rows), given.model_copy(update={"columns": columns}), data, tmp_path)
    assert [each.cell for each in result.refusals] == ["2026年!A4"]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("单元", "unit 的“单元”没有这一列，有的是：序号、报送时间、单位"),
        ("初审", "unit 的“初审”有 2 列，改写列的字母"),
    ],
)
def test_a_head_that_is_not_there_or_twice_is_named(
    column: str, message: str, data: Path, office_map: Path, tmp_path: Path
) -> None:
    given = map_of(office_map)
    columns = given.columns.model_copy(update={"unit": column})
    sheet = sheet_of([filed()])
    sheet.cell(2, 13).value = "初 审"
    with pytest.raises(HeadError) as told_of:
        planned(sheet, given.model_copy(update={"columns": columns}), data, tmp_path)
    assert message in str(told_of.value)


def test_a_column_may_be_named_by_its_letter(data: Path, office_map: Path, tmp_path: Path) -> None:
    given = map_of(office_map)
    columns = given.columns.model_copy(update={"unit": "C"})
    found = planned(
        sheet_of([filed()]), given.model_copy(update={"columns": columns}), data, tmp_path
    )
    assert (found.refusals, len(found.new)) == ((), 1)


# What only shows among the other records is said of the cells, too.
TOGETHER: list[tuple[list[Mapping[str, object]], list[str]]] = [
    ([{"类别": "通知"}], ["2026年!E3: 不能导入", "  发现：没有登记的信息类别：通知"]),
    ([{"标题": "东河县推行医保业务一窗通办", "报送时间": "2026-03-09"}], [
        "2026年!D3: 不能导入", "  发现：同一条信息报送了两次：东河县推行医保业务一窗通办",
    ]),
    ([{}, {"报送时间": "2026-03-09"}], [
        "2026年!D4: 不能导入", "  发现：同一条信息报送了两次：东河县医保服务进社区",
    ]),
    ([{"审核": None}], ["2026年!G3: 不能导入"]),
    ([{"局官网": "2026-03-01"}], ["2026年!J3: 不能导入"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "lines"), TOGETHER)
def test_what_the_check_would_say_is_said_of_the_cell(
    rows: list[Mapping[str, object]],
    lines: list[str],
    data: Path,
    office_map: Path,
    tmp_path: Path,
) -> None:
    workbook = save(sheet_of([filed(row) for row in rows]), tmp_path / "register.xlsx")
    before = sorted(data.rglob("*"))
    result = run(
        "import", workbook, "--map", office_map, "--data", data, "--today", TODAY, "--write"
    )
    assert result.exit_code == 1
    printed = [line for line in result.stdout.splitlines() if line in lines]
    assert printed == lines, result.output
    assert sorted(data.rglob("*")) == before


LETTERS = """
columns: {unit: A, date: B, title: C}
defaults: {category: 动态信息, openness: 公开}
"""
MAPS = [
    ("columns: {unit: 单位, date: 日期}", "必须有 title"),
    ("columns: {unit: 单位, date: 日期, title: 标题}", "columns 或 defaults 里有 category"),
    ("columns: {unit: 单位, date: 日期, title: 标题, danwei: 甲}", "不认识的字段"),
    ("sheet：台账", "全角冒号"),
    (f"{LETTERS}words: {{units: {{甲: jia}}}}\n", "里的编号没有登记：jia"),
]


@pytest.mark.parametrize(("text", "message"), MAPS)
def test_a_map_that_cannot_be_used_is_explained(
    text: str, message: str, data: Path, tmp_path: Path
) -> None:
    given = tmp_path / "map.yaml"
    given.write_text(text, encoding="utf-8")
    workbook = save(sheet_of([filed()]), tmp_path / "register.xlsx")
    result = run("import", workbook, "--map", given, "--data", data, "--today", TODAY)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.endswith("没有导入。\n")
