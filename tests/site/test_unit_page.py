"""A unit's own pages: what it has to do now, its scores, what it filed, its 得分说明.

Figures are worked out by hand: those of Ganzhou from the records up to 14 October 2020, the small
office's from `private_office`.
"""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.site.conftest import build
from tests.site.offices import write
from tests.site.private_office import RECORDS
from tests.site.reading import Element, Site, cells, points_listed
from tongbao.documents.addresses import moved
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.todo import TodoList, todo_list
from tongbao.documents.words import days_left
from tongbao.model.scalars import UnitId
from tongbao.pipeline import examine

DAY = date(2020, 10, 14)


def todos(site: Site, unit: str) -> list[list[str]]:
    """Return what a page says is to do: kind, what, how far, days left, last day."""
    listed = site.page(unit).one("ul", "todos")
    return [
        [
            part.text
            for css in ("kind", "what", "meta")
            for part in item.all("span", css)
            if part.text
        ]
        + [strong.text for strong in item.all("strong")]
        for item in listed.all("li")
    ]


def test_a_county_owes_the_items_of_the_running_month(ganzhou: Site) -> None:
    # Five a month; nothing filed in October; 31 − 14 = 17.
    assert todos(ganzhou, "ganzhou/units/zhanggong/") == [
        ["任务", "10月任务：还差5条", "要报5条，已完成0条", "10月31日截止", "还有17天"]
    ]


def test_an_office_owes_a_commission_that_comes_first(ganzhou: Site) -> None:
    # Three a month; a commission of 28 September, due on 16 October, is not answered.
    assert todos(ganzhou, "ganzhou/units/daiyu/") == [
        ["约稿", "不公开的约稿", "还没有报送", "10月16日截止", "还有2天"],
        ["任务", "10月任务：还差3条", "要报3条，已完成0条", "10月31日截止", "还有17天"],
    ]
    page = ganzhou.page("ganzhou/units/daiyu/")
    assert "截至2020年10月14日，天数从这一天数起" in page.one("section", "todo").text


def test_where_nothing_is_owed_the_page_says_so(ningxia: Site) -> None:
    page = ningxia.page("ningxia/units/yanchi/")
    # The rulebook ends with 2021; the day is in February 2022.
    assert page.one("p", "calm").text == "2021年以后没有登记考评办法。"


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (date(2020, 10, 16), "还有2天"),
        (date(2020, 10, 15), "还有1天"),
        (date(2020, 10, 14), "今天截止"),
        (date(2020, 10, 13), "已逾期1天"),
        (date(2020, 9, 30), "已逾期14天"),
        (date(2021, 10, 14), "还有365天"),
    ],
)
def test_days_are_counted_from_the_datas_day(deadline: date, words: str) -> None:
    assert days_left(deadline, DAY) == words


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("office") / "data"
    write(data / "moushi", RECORDS)
    return data


def todo_on(office: Path, unit: str, day: date) -> TodoList:
    (scored,) = examine(office, day).bureaus
    found = todo_list(PageSource(scored, day), UnitId(unit))
    assert found is not None
    return found


MEETING = "公开的会议"
COMMISSION = "公开的约稿"
TASK = "1月任务：还差1条"
RETURNED = "修改中的信息"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # The meeting of 5 January: five days, up to the 10th. Of two items one is accepted.
        (
            date(2021, 1, 19),
            [
                (MEETING, "已逾期9天", True),
                (COMMISSION, "还有1天", False),
                (TASK, "还有12天", False),
                (RETURNED, "", False),
            ],
        ),
        (
            date(2021, 1, 20),
            [
                (MEETING, "已逾期10天", True),
                (COMMISSION, "今天截止", False),
                (TASK, "还有11天", False),
                (RETURNED, "", False),
            ],
        ),
        (
            date(2021, 1, 21),
            [
                (MEETING, "已逾期11天", True),
                (COMMISSION, "已逾期1天", True),
                (TASK, "还有10天", False),
                (RETURNED, "", False),
            ],
        ),
        # The 31st day behind the commission's deadline, and the day after it.
        (
            date(2021, 2, 20),
            [
                (COMMISSION, "已逾期31天", True),
                ("2月任务：还差2条", "还有8天", False),
                (RETURNED, "", False),
            ],
        ),
        (date(2021, 2, 21), [("2月任务：还差2条", "还有7天", False), (RETURNED, "", False)]),
        (date(2021, 2, 28), [("2月任务：还差2条", "今天截止", False), (RETURNED, "", False)]),
    ],
)
def test_what_is_due_before_on_and_after_the_deadline(
    office: Path, day: date, expected: list[tuple[str, str, bool]]
) -> None:
    found = todo_on(office, "nanxian", day)
    assert [(item.what.text, item.left, item.is_late) for item in found.items] == expected


def test_a_task_that_is_met_is_not_to_do(office: Path) -> None:
    found = todo_on(office, "beixian", date(2021, 1, 19))
    assert found.items == ()
    assert found.met == ("1月任务2条已完成",)
    assert found.without_rules == ""


def rows(table: Element) -> list[list[str]]:
    return [cells(row) for row in table.one("tbody").all("tr")]


def test_the_score_of_the_period_leads_to_every_line(ganzhou: Site) -> None:
    path = "ganzhou/units/zhanggong/index.html"
    now = ganzhou.pages[path].one("div", "now")
    assert "2020年三季度，本组第11名" in now.text
    score = now.one("p", "figure").one("a")
    sheet = next(link for link in now.links() if link.text == "得分说明")
    for link in (score, sheet):
        listed = ganzhou.follow(path, link.attributes["href"])
        assert points_listed(listed) == Decimal(score.text) == 129


def test_a_year_is_one_table_and_an_empty_quarter_one_row(ganzhou: Site, small: Site) -> None:
    table = ganzhou.page("ganzhou/units/zhanggong/").one("table", "periods")
    assert [row[0] for row in rows(table)] == ["全年", "四季度", "三季度", "9月", "8月", "7月"]
    # 南县 filed and was adopted in April only: in other months one line says that 0 is 0.
    names = [row[0] for row in rows(small.page("moushi/units/nanxian/").one("table", "periods"))]
    assert [name for name in names if name.endswith("季度")] == [
        "四季度",
        "三季度",
        "二季度",
        "一季度",
    ]
    assert "4月" in names
    assert "10月" not in names


def test_every_filing_says_what_became_of_it(office: Path) -> None:
    site = Site.of(build(office))
    listed = site.page("moushi/units/nanxian/").all("ul", "filings")[0]
    states = [
        (item.one("span", "day").text, item.one("span", "state").text) for item in listed.all("li")
    ]
    assert states == [
        ("1月12日", "已采用"),
        ("1月10日", "退回三次，不计分"),
        ("1月9日", "退回修改中"),
    ]


def test_a_year_of_filings_stands_on_a_page_of_its_own(ganzhou: Site) -> None:
    path = "ganzhou/units/zhanggong/index.html"
    (year,) = (link for link in ganzhou.pages[path].links() if link.text.startswith("2020年（"))
    page = ganzhou.follow(path, year.attributes["href"])
    count = sum(len(each.all("li")) for each in page.all("ul", "filings"))
    assert year.text == f"2020年（{count}条）" == "2020年（19条）"


def test_an_issued_bulletin_leads_to_where_filings_stand_today(ganzhou: Site) -> None:
    assert moved("units/beixian/#filed-2021-02") == "units/beixian/filed/2021/#filed-2021-02"
    assert moved("units/beixian/2021-02/") == "units/beixian/2021-02/"
    page = ganzhou.page("ganzhou/bulletins/2020-07/")
    hrefs = [link.attributes["href"] for link in page.links()]
    assert "../../units/zhanggong/filed/2020/index.html#filed-2020-07" in hrefs


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A unit with 300 items in a year, every third of them adopted."""
    registries = ("bureau.yaml", "units.yaml", "outlets.yaml", "rules/2021.yaml")
    files = {name: RECORDS[name] for name in registries}
    for number in range(300):
        month, day = number % 12 + 1, number // 12 + 1
        name = f"{month:02}{day:02}-1"
        files[f"submissions/nanxian/2021/{name}.yaml"] = f"""
            unit: nanxian
            date: 2021-{month:02}-{day:02}
            title: 南县医疗保障局第{number}次到乡镇卫生院和村卫生室走访参保群众听取意见
            category: 动态信息
            openness: 公开
        """
        if not number % 3:
            files[f"adoptions/2021/{name}.yaml"] = f"""
                submission: nanxian/2021/{name}
                outlet: guanwang
                date: 2021-{month:02}-{day:02}
            """
    data = tmp_path_factory.mktemp("busy") / "data"
    write(data / "moushi", files)
    return Site.of(build(data))


def test_a_busy_units_pages_stay_light(busy: Site) -> None:
    own = {path: busy.files[path] for path in busy.pages if "/units/nanxian/" in path}
    assert {path: len(content) for path, content in own.items() if len(content) >= 100_000} == {}
    page = busy.page("moushi/units/nanxian/")
    assert len(page.one("ul", "filings").all("li")) == 20
    # 25 in each of three months: every month of the year leads to its list on a quarter's page.
    path = "moushi/units/nanxian/filed/2021/index.html"
    months = [
        link for link in busy.pages[path].links() if re.fullmatch("[0-9]+月报送的25条", link.text)
    ]
    listed = [busy.follow(path, link.attributes["href"]) for link in months]
    assert [len(month.one("ul", "filings").all("li")) for month in listed] == [25] * 12
    assert not busy.pages[path].all("ul", "filings")


def test_a_long_column_gives_the_sums_by_month_and_leads_to_them(busy: Site) -> None:
    path = "moushi/units/nanxian/2021/index.html"
    (filing,) = (
        part
        for part in busy.pages[path].all("section", "column")
        if part.attributes["id"] == "filing"
    )
    # 25 items of a point each in every month.
    months = [cells(row) for row in filing.all("tr", "award")]
    assert months == [[f"2021年{month}月", "25笔", "25"] for month in range(1, 13)]
    for row in filing.all("tr", "award"):
        listed = busy.follow(path, row.one("a").attributes["href"])
        assert points_listed(listed) == 25


def test_a_sheet_says_whose_it_is_and_adds_up(ganzhou: Site) -> None:
    page = ganzhou.page("ganzhou/units/zhanggong/2020-q3/")
    sheet = page.one("article", "score-sheet")
    assert sheet.one("p", "kicker").text == "赣州市医疗保障局"
    assert sheet.one("h1").text == "章贡区医疗保障局2020年三季度得分说明"
    facts = {
        each.one("dt").text: each.one("dd").text for each in sheet.one("dl", "facts").all("div")
    }
    assert facts["考评期间"] == "2020年7月1日至9月30日"
    assert facts["通报"].endswith("129分，与本页一致")
    # One joint item at half of 100; one city outlet; four of the bureau's own; nineteen filings.
    assert [
        (part.one("h2").text, part.one("tfoot").one("td", "terms").text)
        for part in sheet.all("section", "column")
    ] == [
        ("省级·采用50分", ""),
        ("市级·采用20分", ""),
        ("市局·采用40分", "10＋10＋10＋10"),
        ("报送·常规报送19分", "共19笔"),
    ]
    assert sheet.one("p", "grand").text == (
        "合计省级·采用50＋市级·采用20＋市局·采用40＋报送·常规报送19＝129分"
    )


def test_a_deduction_is_taken_away_in_the_sum(office: Path) -> None:
    site = Site.of(build(office))
    # 南县: a filing 1, half of an adoption 5, a commission missed −10, a blunder −100.
    total = site.page("moushi/units/nanxian/2021-q1/").one("p", "grand").text
    assert total == ("合计报送·常规报送1＋采用5＋扣分·未按期（-10）＋扣分·失误（-100）＝-104分")
