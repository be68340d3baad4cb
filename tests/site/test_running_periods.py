"""A period that is not over: what is missing is no fault yet, and nobody has a place in it.

The records of Ganzhou end on 14 October 2020: 31 − 14 = 17 days to the end of the month, with 30
and 31 more to the end of the year 78. Nobody has an accepted item of October.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.site.offices import write
from tests.site.private_office import RECORDS
from tests.site.reading import Element, Site, cells
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.todo import todo_list
from tongbao.model.scalars import UnitId
from tongbao.pipeline import examine

ZHANGGONG = "ganzhou/units/zhanggong/"


def test_the_running_month_stands_beside_the_last_one_that_is_over(ganzhou: Site) -> None:
    page = ganzhou.page("ganzhou/tasks/")
    assert page.one("p", "lead").text.startswith("截至2020年10月14日。")
    for table in page.all("table", "tasks"):
        assert cells(table.one("thead").one("tr")) == [
            *("单位", "2020年9月", "2020年10月还有17天", "2020年三季度", "2020年还有78天")
        ]
    county = tasks_of(page, "章贡区医疗保障局")
    # Five a month since July; nineteen came in up to September.
    assert cells(county)[2:] == ["0/5还差5条", *cells(county)[3:4], "19/30还差11条"]


def tasks_of(page: Element, unit: str) -> Element:
    return next(
        row
        for table in page.all("table", "tasks")
        for row in table.one("tbody").all("tr")
        if row.one("th").text == unit
    )


def test_what_is_missing_is_red_only_when_the_period_is_over(ganzhou: Site) -> None:
    page = ganzhou.page("ganzhou/tasks/")
    marked = [
        [bool(cell.all("a", "behind")) for cell in row.all("td")]
        for table in page.all("table", "tasks")
        for row in table.one("tbody").all("tr")
        if row.all("a", "behind")
    ]
    assert marked
    for _, october, _, year in marked:
        assert not october
        assert not year
    # 统计分析组 has one of two in September.
    group = tasks_of(page, "统计分析组").all("td")
    assert group[0].all("a", "behind")


def test_each_month_has_its_list_for_the_chat_group(ganzhou: Site) -> None:
    page = ganzhou.page("ganzhou/tasks/")
    texts = {each.attributes["id"]: each.text for each in page.all("pre")}
    assert texts["_message-1-1"].startswith("〔示例数据〕截至9月30日，9月任务还差的单位（9个）")
    assert texts["_message-2-1"].startswith(
        "〔示例数据〕截至10月14日，10月任务还差的单位（62个，还有17天）"
    )
    assert "章贡区 还差5条" in texts["_message-2-1"]


def test_a_unit_has_no_place_in_a_running_period(ganzhou: Site) -> None:
    page = ganzhou.page(ZHANGGONG)
    places = {
        row.one("th").text: row.one("td", "place").text
        for row in page.one("table", "periods").one("tbody").all("tr")
    }
    assert (places["全年"], places["四季度"], places["三季度"]) == ("未结束", "未结束", "第11名")
    tasks = {cells(row)[0]: row for row in page.one("table", "tasks").one("tbody").all("tr")}
    assert cells(tasks["2020年"])[3] == "还差11条 （还有78天）"
    assert not tasks["2020年"].all("span", "behind")
    sheet = ganzhou.page(f"{ZHANGGONG}2020-q4/").one("dl", "facts").text
    assert "还没有结束，名次未定" in sheet
    assert "第11名" in ganzhou.page(f"{ZHANGGONG}2020-q3/").one("dl", "facts").text


def test_a_running_ledger_says_that_places_will_change(ganzhou: Site) -> None:
    running = ganzhou.page("ganzhou/ledger/2020-q4/")
    assert running.one("p", "notice").text == (
        "2020年四季度还没有结束，以下截至10月14日，名次还会变。"
    )
    assert ganzhou.page("ganzhou/ledger/2020-q3/").all("p", "notice") == []


def test_the_leaders_page_judges_nobody_before_the_end(ganzhou: Site) -> None:
    page = ganzhou.page("ganzhou/overview/2020-q4/")
    first = page.one("div", "briefing").all("p")[0].text
    assert first.startswith("2020年四季度目前各组得分最高的：")
    leaders = [item for group in page.all("ol", "leaders") for item in group.all("li")]
    assert leaders
    assert {item.one("span", "place").text for item in leaders} == {""}
    groups = [" ".join(each.text.split()) for each in page.all("div", "task")]
    assert groups[0].startswith("市局机关科室0/5家已完成 还没有结束，还差：")
    assert "没有完成：" not in page.one("main").text


def test_the_leaders_page_says_why_levels_and_months_add_up_to_more(ningxia: Site) -> None:
    """Of 54 items 1 and 2 were adopted above the bureau too; by level that makes 57."""
    texts = [each.text for each in ningxia.page("ningxia/overview/").all("p", "meta")]
    assert any("被几级采用，各级都算一条" in text for text in texts)
    assert any("在几个月被采用，各月都算一条" in text for text in texts)


def test_what_is_left_out_above_the_bureau_is_counted_in_items(ganzhou: Site) -> None:
    """Those named on the page and those left out are together all that the heading counts."""
    page = ganzhou.page("ganzhou/overview/")
    (part,) = (each for each in page.all("section") if each.attributes.get("id") == "_higher")
    items = {
        link.attributes["href"]
        for line in part.one("ul", "entries").all("li")
        for link in line.links()
        if "submissions/" in link.attributes["href"]
    }
    count = int(part.one("h2").one("span", "sum").text.removesuffix("条"))
    said = part.all("p", "meta")[-1].text
    assert said.startswith(f"另有{count - len(items)}条没有列出。")
    assert "次" not in said


def test_an_adoption_by_the_cut_off_says_so_where_it_counts(ningxia: Site) -> None:
    """Of three items two were adopted on 2 April, before the cut-off, one of them twice."""
    sheet = ningxia.page("ningxia/units/yiyao-fuwu/2021-q1/")
    adopted = [row for row in sheet.all("tr", "award") if "采用（" in row.text]
    assert [
        (row.one("td", "when").text[:5], row.one("span", "reason").text.rpartition("分")[2])
        for row in adopted
    ] == [("2月26日", ""), *[("3月31日", "（4月2日采用，计入本期）")] * 3]
    assert sheet.text.count("计入本期") == 3


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("2021-12-31", "2021年以后没有登记考评办法"),
        ("2021-06-30", "2021年6月30日以后没有登记考评办法"),
        ("2022-02-01", ""),
    ],
)
def test_without_a_rulebook_nothing_can_be_said_to_be_due(
    tmp_path: Path, until: str, words: str
) -> None:
    book = RECORDS["rules/2021.yaml"].replace(
        "in_force: {from: 2021-01-01}", f"in_force: {{from: 2021-01-01, to: {until}}}"
    )
    write(tmp_path / "moushi", {**RECORDS, "rules/2021.yaml": book})
    day = date(2022, 2, 1)
    (scored,) = examine(tmp_path, day).bureaus
    found = todo_list(PageSource(scored, day), UnitId("beixian"))
    assert found is not None
    assert found.without_rules == words
