"""The leader's page where many are level, months are empty, and bulletins differ from the records."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.site.conftest import TODAY, build
from tests.site.offices import EMPTY, OFFICE, write
from tests.site.reading import Element, Site, cells
from tongbao.documents.charts import split_bars
from tongbao.documents.pages.overview import Overview, overview_pages
from tongbao.documents.pages.running import is_running, running_words
from tongbao.documents.pages.source import PageSource
from tongbao.model.period import Period
from tongbao.pipeline import examine

COUNTIES = [f"xian-{number:02}" for number in range(1, 15)]
FIRST, SECOND, LAST = Period(2021, 1, 3), Period(2021, 4, 6), Period(2021, 10, 12)

# Points for many records at once, every month.
_MONTHLY = """
          - id: often
            citation: 第三条
            text: 一个月采用满2条再得3分。
            column: adopted
            event: adoption
            award: per-period
            period: month
            quota: {count: 2, points: 3}
          - id: leaders
            citation: 第五条
            text: 一个月批示满2条再得7分。
            column: leader
            event: instruction
            award: per-period
            period: month
            quota: {count: 2, points: 7}
"""


def _crowd(more_clauses: str = "") -> dict[str, str]:
    """Return an office where every county files one item in February and one in June.

    In November the first county files two, which the state adopts and a leader comments on; in the
    third quarter nothing is recorded.
    """
    units = "".join(
        f"\n          - {{id: {name}, name: {name}局, short: {name}, group: 各县}}"
        for name in COUNTIES
    )
    days = ["02-03", "06-03"]
    filed = [(name, day) for name in COUNTIES for day in days]
    filed += [(COUNTIES[0], "11-03"), (COUNTIES[0], "11-04")]
    found = {
        f"submissions/{name}/2021/{day.replace('-', '')}-1.yaml": f"""
            unit: {name}
            date: 2021-{day}
            title: {name}{day}的信息
            category: 动态信息
            openness: 公开
        """
        for name, day in filed
    }
    for number, day in enumerate(("1103", "1104"), 1):
        found[f"adoptions/2021/{number}.yaml"] = f"""
            submission: {COUNTIES[0]}/2021/{day}-1
            outlet: dongtai
            issue: 第{number}期
            date: 2021-11-1{number}
        """
    found["instructions/2021/1.yaml"] = f"""
        submission: {COUNTIES[0]}/2021/1103-1
        level: 国家
        date: 2021-11-20
    """
    if more_clauses:
        found["instructions/2021/2.yaml"] = f"""
        submission: {COUNTIES[0]}/2021/1104-1
        level: 本局
        date: 2021-11-21
        """
    return {
        **{name: EMPTY[name] for name in ("bureau.yaml", "outlets.yaml")},
        "units.yaml": f"""
        groups: [机关, 各县]
        units:
          - {{id: bangongshi, name: 办公室, short: 办公室, group: 机关}}{units}
        """,
        "rules/2021.yaml": """
        title: 某市考评办法
        in_force: {from: 2021-01-01}
        columns: [{id: filing, name: 报送}, {id: adopted, name: 采用}, {id: leader, name: 批示}]
        clauses:
          - id: filing
            citation: 第一条
            text: 报送一条得1分。
            column: filing
            event: submission
            award: per-event
            points: 1
          - id: adopted
            citation: 第二条
            text: 采用一条得5分。
            column: adopted
            event: adoption
            award: per-event
            points: 5
          - id: leader
            citation: 第四条
            text: 国家级批示得10分。
            column: leader
            event: instruction
            where: {level: [国家]}
            award: per-event
            points: 10
        """.rstrip(" ")
        + more_clauses.removeprefix("\n"),
        **found,
    }


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the crowded office."""
    data = tmp_path_factory.mktemp("crowd")
    write(data / "moushi", _crowd())
    return Site.of(build(data))


SECOND_QUARTER = "moushi/overview/2021-q2/"
LAST_QUARTER = "moushi/overview/"


def _section(page: Element, heading: str) -> Element:
    (found,) = (
        each
        for each in page.all("section")
        if any(heading in head.text for head in each.all("h2")) and "panels" not in each.classes
    )
    return found


def _overview(data: Path, period: Period, today: date = TODAY) -> Overview:
    source = PageSource(examine(data, today).bureaus[0], today)
    pages = overview_pages(source)
    periods = [source.current, *(each for each in source.list_periods if each != source.current)]
    found = pages[periods.index(period)].overview
    assert found is not None
    return found


def test_more_units_than_a_chart_holds_that_all_kept_their_places(crowd: Site) -> None:
    counties = _section(crowd.page(SECOND_QUARTER), "名次变化").all("figure")[1]
    assert counties.one("p", "empty").text == "各单位名次没有变化。"
    assert counties.one("figcaption").text == "各县"
    rows = [cells(row) for body in counties.all("tbody") for row in body.all("tr")]
    assert rows == [[name, "1", "1", "不变"] for name in COUNTIES]


def test_many_level_leaders_are_folded(crowd: Site) -> None:
    page = crowd.page(SECOND_QUARTER)
    offices, counties = page.all("div", "panels")[0].all("section")
    first, rest = counties.all("ol", "leaders")
    assert [item.links()[0].text for item in first.all("li")] == COUNTIES[:12]
    assert [item.links()[0].text for item in rest.all("li")] == COUNTIES[12:]
    assert counties.one("details").one("summary").text == "另有2个单位"
    # Whoever has no points leads nobody, though in first place.
    assert offices.all("ol", "leaders") == []
    assert "各单位都是0分。" in offices.text
    assert page.one("div", "briefing").all("p")[0].text == (
        f"2021年二季度各组得分第一：各县　{'、'.join(COUNTIES[:12])}等14个并列（1分）。"
    )


def test_a_unit_in_first_place_without_points_leads_nobody(tmp_path: Path) -> None:
    # Only the south has a record, and loses points for it: the north is first, with nothing.
    records = ("submissions/nanxian/2021/0412-1.yaml", "instructions/2021/1.yaml")
    write(tmp_path / "moushi", EMPTY | {name: OFFICE[name] for name in records})
    _, counties = _overview(tmp_path, SECOND).groups
    assert counties.leaders == ()
    assert (counties.zero, counties.below, counties.note) == (1, 1, "")
    assert [(each.label, each.shown[0].unit.text) for each in counties.named] == [
        ("0分 1个：", "北县"),
        ("负分：", "南县"),
    ]


def test_a_line_gives_the_points_of_its_own_item_only(tmp_path: Path) -> None:
    write(tmp_path / "moushi", _crowd(_MONTHLY))
    overview = _overview(tmp_path, LAST)
    assert overview.groups[1].leaders[0].total.text == "32"
    found = [
        [(unit.unit.text, unit.figure and unit.figure.text) for unit in line.units]
        for line in (*overview.higher.lines, *overview.instructions)
    ]
    # 5 for each adoption; the 3 for two in a month are for neither. 10 for the state's comment;
    # that of the bureau's own level only counts with the other.
    assert found == [
        *([("xian-01", "5分")], [("xian-01", "5分")]),
        *([("xian-01", "10分")], [("xian-01", None)]),
    ]


def test_a_trend_goes_on_to_the_end_of_the_period_and_its_links_lead_somewhere(
    crowd: Site,
) -> None:
    rows = [
        row
        for row in _section(crowd.page(LAST_QUARTER), "2021年各月走势").all("tr")
        if row.all("td")
    ]
    assert [cells(row) for row in rows] == [
        ["2月", "14", "14", "0"],
        *([f"{month}月", "0", "0", "0"] for month in (3, 4, 5)),
        ["6月", "14", "14", "0"],
        *([f"{month}月", "0", "0", "0"] for month in (7, 8, 9, 10)),
        # 2 for filing, 10 for adoptions, 10 for an instruction.
        ["11月", "22", "2", "2"],
        ["12月", "0", "0", "0"],
    ]
    for row in rows:
        for link in row.links():
            crowd.follow(f"{LAST_QUARTER}index.html", link.attributes["href"])
    # The third quarter has no lists.
    assert [len(row.links()) for row in rows] == [3, 2, 2, 2, 3, 0, 0, 0, 2, 3, 2]


def test_a_trend_ends_with_the_day_the_data_is_judged_on(tmp_path: Path) -> None:
    write(tmp_path / "moushi", _crowd())
    names = {
        today: [row.name for row in _overview(tmp_path, LAST, today).trend.rows]
        for today in (date(2021, 11, 30), date(2021, 12, 1))
    }
    assert names[date(2021, 11, 30)][-1] == "11月"
    assert names[date(2021, 12, 1)][-1] == "12月"


def test_a_month_with_lists_of_its_own_leads_to_these(small: Site) -> None:
    # April has a bulletin of its own, May has none.
    path = "moushi/overview/2021-q2/index.html"
    rows = {
        cells(row)[0]: row.links()
        for row in _section(small.pages[path], "2021年各月走势").all("tr")
        if row.all("td")
    }
    for link in rows["4月"][1:]:
        assert "2021-04" in link.attributes["href"]
        small.follow(path, link.attributes["href"])
    for link in rows["5月"][1:]:
        assert "2021-q2" in link.attributes["href"]
        small.follow(path, link.attributes["href"])


def test_a_group_without_points_says_so_to_those_who_hear_the_chart(crowd: Site) -> None:
    bars = _section(crowd.page(SECOND_QUARTER), "得分构成").all("svg", "split")
    assert [bar.one("desc").text for bar in bars if bar.all("desc")] == ["没有得分", "报送14分"]
    (bar,) = split_bars(["报送"], [("机关得分构成", [Decimal(0)])])
    assert bar.description == "没有得分"


def test_every_chart_is_described(site: Site) -> None:
    described = [
        (path, mark.text)
        for path, page in site.pages.items()
        if "/overview/" in path
        for mark in page.all("desc")
    ]
    assert all(text for _, text in described), described


def test_a_period_is_over_on_its_last_day(tmp_path: Path) -> None:
    write(tmp_path / "moushi", _crowd())
    sources = {
        today: PageSource(examine(tmp_path, today).bureaus[0], today)
        for today in (date(2021, 12, 30), date(2021, 12, 31))
    }
    before, over = sources.values()
    assert is_running(before, LAST)
    assert running_words(before, LAST) == "2021年四季度还没有结束，以下截至12月30日"
    assert not is_running(over, LAST)
    assert running_words(over, LAST) == ""
    assert _overview(tmp_path, LAST, date(2021, 12, 31)).running == ""


def test_a_bulletin_that_prints_other_points_is_named(tmp_path: Path) -> None:
    write(tmp_path / "moushi", OFFICE)
    assert _overview(tmp_path, FIRST).printed == ()
    # The 2 points and 3 more of the north for the item, once it was printed, are gone.
    (tmp_path / "moushi" / "adoptions/2021/xinxi-1.yaml").unlink()
    ((bulletin, words),) = _overview(tmp_path, FIRST).printed
    assert bulletin.text.startswith("关于一季度的通报")
    assert bulletin.target == "bulletins/2021-q1/"
    assert words.text == ("所印的得分，有1个单位和现在的记录算得的不同，以通报和更正为准。")
