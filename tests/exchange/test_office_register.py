"""An office's own register: read with the example map, tried, written, grown, read again."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.exchange.conftest import TODAY, run
from tests.exchange.sheets import filed, save, sheet_of
from tongbao.model.adoption import Adoption
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

ROWS: list[list[object]] = [
    filed({"报送时间": date(2026, 3, 2), "标题": "东河县医保服务进社区", "单位": "东河局"}),
    filed({"报送时间": "2026年3月3日", "标题": "东河县公布定点药店名单", "局官网": "3月6日"}),
    filed({
        "报送时间": datetime(2026, 3, 4, 15, 30),  # noqa: DTZ001  # a sheet knows no time zone
        "单位": "西山县医疗保障局", "标题": "西山县异地就医直接结算的做法", "类别": "经验",
        "局官网": date(2026, 3, 9), "示例医保": "√", "采用时间": "2026.3.10",
    }),
    ["小计", None, None, "3条"],
    filed({"报送时间": "3月5日", "单位": "西山县", "标题": "西山县“医保码”全覆盖"}),
    [None] * 12,
    ["填表说明：报送当天登记"],
]  # fmt: skip


@pytest.fixture(name="register")
def fixture_register(tmp_path: Path) -> Path:
    return save(sheet_of(ROWS), tmp_path / "register.xlsx")


def imported(
    register: Path, office_map: Path, data: Path, *more: str
) -> tuple[int, list[str], str]:
    """Import a register; return the exit code, the lines printed and what was said of errors."""
    arguments = ("import", register, "--map", office_map, "--data", data, "--today", TODAY)
    result = run(*arguments, *more)
    return result.exit_code, result.stdout.splitlines(), result.stderr


def new_in(data: Path, before: Dataset) -> Dataset:
    """Return the bureau with only the records that are new in it."""
    loaded = load(data)
    assert loaded.diagnostics == ()
    (dataset,) = loaded.datasets
    for name in before.submissions:
        dataset.submissions.pop(name)  # type: ignore[attr-defined]
    for name in before.adoptions:
        dataset.adoptions.pop(name)  # type: ignore[attr-defined]
    return dataset


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(
    register: Path, office_map: Path, data: Path
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    code, lines, errors = imported(register, office_map, data)
    assert (code, errors) == (0, "")
    assert lines[-2:] == [
        "新的：报送4条、采用3条、批示0条；已有的0条，跳过1行，不能导入的0行（0处）。",
        "这是试运行，什么也没有写。核对无误后，加 --write 再运行一次。",
    ]
    assert [line.split(" → ")[0] for line in lines[:-2]] == [
        "2026年!D3", "2026年!D4", "2026年!D4", "2026年!D5", "2026年!D5", "2026年!D5", "2026年!D7",
    ]  # fmt: skip
    assert lines[0].startswith("2026年!D3 → submissions/donghe/2026/0302-")
    assert lines[0].endswith(".yaml　东河县医保服务进社区")
    assert {path: path.read_bytes() for path in data.rglob("*.yaml")} == before


def test_writing_does_what_the_dry_run_said(register: Path, office_map: Path, data: Path) -> None:
    _, said, _ = imported(register, office_map, data)
    code, done, _ = imported(register, office_map, data, "--write")
    assert code == 0
    assert done[:-1] == said[:-1]
    assert done[-1] == "已写入 7 个文件。涉密信息严禁录入。"
    assert run("check", "--data", data, "--today", TODAY).exit_code == 0


def test_records_say_what_the_cells_say(
    register: Path, office_map: Path, data: Path, example_data: Path
) -> None:
    imported(register, office_map, data, "--write")
    new = new_in(data, load(example_data).datasets[0])
    filed_items = {
        entry.record.title: (entry.record.unit, str(entry.record.date), entry.record.category)
        for entry in new.submissions.values()
    }
    assert filed_items == {
        "东河县医保服务进社区": ("donghe", "2026-03-02", "动态信息"),
        "东河县公布定点药店名单": ("donghe", "2026-03-03", "动态信息"),
        "西山县异地就医直接结算的做法": ("xishan", "2026-03-04", "经验总结"),
        "西山县“医保码”全覆盖": ("xishan", "2026-03-05", "动态信息"),
    }
    assert sorted(
        (new.submissions[each.record.submission].record.title[:4], *outlet_and_day(each.record))
        for each in new.adoptions.values()
    ) == [
        ("东河县公", "guanwang", "2026-03-06"),
        ("西山县异", "guanwang", "2026-03-09"),
        ("西山县异", "shiyibao", "2026-03-10"),
    ]
    first = next(entry for entry in new.submissions.values() if "进社区" in entry.record.title)
    review = first.record.review
    assert review is not None
    assert review.third is not None
    assert (review.third.name, str(review.third.date)) == ("示例丙", "2026-03-02")
    assert [author.name for author in first.record.authors] == ["示例甲"]


def outlet_and_day(adoption: Adoption) -> tuple[str, str]:
    return str(adoption.outlet), str(adoption.date)


def test_a_register_that_has_grown_brings_only_what_is_new(
    register: Path, office_map: Path, data: Path, tmp_path: Path
) -> None:
    imported(register, office_map, data, "--write")
    grown = list(ROWS)
    grown[0] = filed({
        "报送时间": date(2026, 3, 2), "标题": "东河县医保服务进社区", "单位": "东河局",
        "局官网": "3月12日",
    })  # fmt: skip
    grown.append(filed({"标题": "东河县医保窗口延时服务", "报送时间": "4月1日"}))
    workbook = save(sheet_of(grown), tmp_path / "grown.xlsx")
    code, lines, _ = imported(workbook, office_map, data, "--write")
    assert code == 0
    assert lines[-2:] == [
        "新的：报送1条、采用1条、批示0条；已有的7条，跳过1行，不能导入的0行（0处）。",
        "已写入 2 个文件。涉密信息严禁录入。",
    ]


def test_what_is_recorded_otherwise_is_never_overwritten(
    register: Path, office_map: Path, data: Path, tmp_path: Path
) -> None:
    imported(register, office_map, data, "--write")
    changed = filed({
        "报送时间": "2026年3月3日", "标题": "东河县公布定点药店名单", "类别": "经验", "局官网": "3月7日",
    })  # fmt: skip
    workbook = save(sheet_of([changed]), tmp_path / "changed.xlsx")
    code, lines, errors = imported(workbook, office_map, data, "--write")
    assert (code, errors) == (1, "没有写入：改正上面的各处，再运行一次。\n")
    known = lines[2].partition("与已登记的 ")[2].partition(" ")[0]
    assert lines == [
        "2026年!E3: 不能导入",
        "  发现：经验总结",
        f"  应为：与已登记的 {known} 一致：动态信息",
        "  改法：核对台账；已登记的不对，就改那个文件，导入不会改动它",
        "",
        "2026年!J3: 不能导入",
        "  发现：2026-03-07",
        "  应为：与登记的采用一致：2026-03-06",
        "  改法：核对日期；登记的不对，就改那个文件；另一期的，写上期号",
        "",
        "新的：报送0条、采用0条、批示0条；已有的1条，跳过0行，不能导入的1行（2处）。",
    ]


def test_days_count_from_the_system_that_the_workbook_says(
    office_map: Path, data: Path, tmp_path: Path
) -> None:
    sheet = sheet_of([filed({"报送时间": date(2026, 3, 2)})])
    assert sheet.parent is not None
    sheet.parent.epoch = CALENDAR_MAC_1904
    code, lines, _ = imported(save(sheet, tmp_path / "mac.xlsx"), office_map, data)
    assert code == 0
    assert "submissions/donghe/2026/0302-" in lines[0]


def test_cells_merged_downwards_say_the_same_for_each_row(
    office_map: Path, data: Path, tmp_path: Path
) -> None:
    rows = [
        filed({"标题": "东河县第一条", "报送时间": date(2026, 3, 2)}),
        filed({"标题": "东河县第二条", "报送时间": None, "单位": None}),
    ]
    sheet = sheet_of(rows)
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("A1:L1")
    code, lines, _ = imported(save(sheet, tmp_path / "merged.xlsx"), office_map, data)
    assert code == 0, lines
    assert [line.partition("　")[0].rpartition("-")[0] for line in lines[:2]] == [
        "2026年!D3 → submissions/donghe/2026/0302",
        "2026年!D4 → submissions/donghe/2026/0302",
    ]
