"""The register of items (报送台账): every submission once, its state and points, page by page."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import TODAY, build, show_register_alone
from tests.site.offices import OFFICE, SCRIPT, SECRETS, write
from tests.site.reading import Element, Site, cells, points_listed
from tongbao.documents.audience import Audience
from tongbao.documents.pages.items_ledger import ItemsPage, items_pages
from tongbao.documents.pages.source import PageSource
from tongbao.model.period import Period
from tongbao.pipeline import examine

YEAR = "ningxia/ledger/2021/items/"
MONTHS = ("2021-01", "2021-02", "2021-03")
CLOSED = "（不公开信息）"
MANY = 205


def rows(page: Element) -> list[list[str]]:
    return [cells(row) for row in page.one("table", "register").one("tbody").all("tr")]


def numbered(site: Site, first: str) -> Iterator[tuple[str, Element]]:
    """Yield a part's pages by following its page numbers."""
    start = site.pages[f"{first}index.html"]
    count = len(start.all("nav", "pages")[0].all("li")) if start.all("nav", "pages") else 1
    for number in range(1, count + 1):
        path = f"{first}page-{number}/index.html" if number > 1 else f"{first}index.html"
        yield path, site.pages[path]


def data_of(site: Site, path: str) -> dict[str, Any]:
    text = site.files[path].decode()
    assert text.startswith("window.ledgerItems = {")
    assert text.endswith("};\n")
    found = json.loads(text.removeprefix("window.ledgerItems = ").removesuffix(";\n"))
    assert isinstance(found, dict)
    return found


def test_every_submission_stands_once_below_its_month(root: Path, ningxia: Site) -> None:
    """The files in the data folder are counted, by the month in their name."""
    files = list((root / "data/ningxia/submissions").glob("*/2021/*.yaml"))
    expected = Counter(path.name[:2] for path in files)
    for month in MONTHS:
        listed = [
            row
            for _, page in numbered(ningxia, f"ningxia/ledger/{month}/items/")
            for row in page.one("table", "register").one("tbody").all("tr")
        ]
        titles = [row.one("td", "about").one("a").attributes["href"] for row in listed]
        assert len(set(titles)) == len(titles) == expected[month[-2:]]
        days = [cells(row)[0] for row in listed]
        assert all(day.startswith(f"{int(month[-2:])}月") for day in days)
        order = [int(day.partition("月")[2].removesuffix("日")) for day in days]
        assert order == sorted(order, reverse=True)


def test_yanchi_filed_what_was_published(ningxia: Site) -> None:
    """The notice gives 8, 16 and 22 items of 盐池县 in the three months."""
    counts = [
        sum(row[1] == "盐池县" for _, page in numbered(ningxia, part) for row in rows(page))
        for part in (f"ningxia/ledger/{month}/items/" for month in MONTHS)
    ]
    assert counts == [8, 16, 22]


def test_fifty_four_items_were_adopted(ningxia: Site) -> None:
    """54 is the number in the published bulletin."""
    states = Counter(
        row[4]
        for month in MONTHS
        for _, page in numbered(ningxia, f"ningxia/ledger/{month}/items/")
        for row in rows(page)
    )
    assert states == {"已采用": 54, "未采用": 521 - 54}


def test_a_row_says_what_became_of_an_item(ningxia: Site) -> None:
    """固原's ★ item: 2 for the bulletin's 经验总结, 3 more for the commission."""
    for path, page in numbered(ningxia, "ningxia/ledger/2021-01/items/"):
        for row in page.one("table", "register").one("tbody").all("tr"):
            if "★" in row.text:
                found = (path, row)
    path, row = found
    assert cells(row) == [
        "1月27日",
        "固原市",
        "（★约稿任务）固原市医保局建立五项制度提升医疗保障监管服务能力",
        "经验总结",
        "已采用",
        "宁夏医疗保障信息2021年第2期",
        "5",
    ]
    link = row.one("td", "points").one("a", "score")
    assert points_listed(ningxia.follow(path, link.attributes["href"])) == Decimal(5)


def test_categories_have_their_pages(ningxia: Site) -> None:
    """One 调研报告 was filed; all categories together are the year."""
    (report,) = rows(ningxia.page(f"{YEAR}category-3/"))
    assert report[2:4] == ["关于我区城乡居民门诊统筹政策运行情况的调研报告", "调研报告"]
    listed = [
        row
        for place in (1, 2, 3)
        for _, page in numbered(ningxia, f"{YEAR}category-{place}/")
        for row in rows(page)
    ]
    assert len(listed) == 521


def test_the_year_leads_to_months_categories_units_and_outlets(ningxia: Site) -> None:
    page = ningxia.page(YEAR)
    parts = [item.text for item in page.one("nav", "facets").all("dl", "facts")[0].all("li")]
    assert parts[:3] == ["3月209条", "2月162条", "1月150条"]
    assert parts[-1] == "调研报告1条"
    (more,) = page.all("details")
    texts = [link.text for link in more.links()]
    assert "盐池县" in texts
    assert "宁夏医疗保障信息" in texts
    assert len(rows(page)) == 100


def test_the_index_and_the_score_tables_lead_to_the_register(ningxia: Site) -> None:
    for address, name in (
        ("ningxia/ledger/", "2021年报送台账"),
        ("ningxia/ledger/2021/", "2021年报送台账"),
        ("ningxia/ledger/2021-02/", "2021年2月报送台账"),
    ):
        links = [link for link in ningxia.page(address).links() if link.text == name]
        assert len(links) == 1, address
    assert "报送台账" not in ningxia.page("ningxia/ledger/2021-q1/").one("main").text


def test_the_script_has_every_item_of_the_year(ningxia: Site) -> None:
    data = data_of(ningxia, "ningxia/ledger/2021/items.js")
    listed = [
        row
        for month in reversed(MONTHS)
        for _, page in numbered(ningxia, f"ningxia/ledger/{month}/items/")
        for row in rows(page)
    ]
    told = [
        [
            f"{int(day[5:7])}月{int(day[8:])}日",
            data["units"][unit][1],
            marks + title,
            data["categories"][category],
            data["states"][state],
            "".join(data["outlets"][place][1] + issue for place, issue in outlets),
            points or "–",
        ]
        for day, unit, marks, title, _, category, state, outlets, points, *_ in data["items"]
    ]
    assert told == listed


def test_what_is_not_public_is_neither_named_nor_linked(small: Site) -> None:
    """January: an open item, one that is closed, an open one that was withdrawn.

    The closed one earned 2 for its adoption and 3 for the commission, as the open one did.
    """
    page = small.page("moushi/ledger/2021-01/items/")
    assert rows(page) == [
        ["1月9日", "北县", CLOSED, "动态信息", "已撤回", "", "–"],
        [
            "1月7日",
            "北县",
            f"（★约稿）{CLOSED}",
            "经验总结",
            "已采用",
            "《医保动态》<i>2021年第2期",
            "5",
        ],
        [
            "1月5日",
            "北县",
            f"（★约稿）{SCRIPT}{{{{ 7 * 7 }}}}{{% raise %}}",
            "经验总结",
            "已采用",
            "医保信息2021年第1期",
            "5",
        ],
    ]
    about = page.all("td", "about")
    assert [len(cell.links()) for cell in about] == [0, 0, 1]
    closed = page.all("td", "points")[1].one("a")
    assert closed.classes == []
    assert "units/beixian/2021-01" in closed.attributes["href"]
    for path, content in small.files.items():
        if "items" in path:
            assert not any(secret in content.decode() for secret in SECRETS), path


def test_points_may_be_less_than_nothing(small: Site) -> None:
    """0.5 for the site, 5 off for the instruction."""
    first = rows(small.page("moushi/ledger/2021-04/items/"))[0]
    assert first == ["4月12日", "南县", "南县的信息", "动态信息", "已采用", "局官网", "-4.5"]


@pytest.fixture(name="only_register")
def fixture_only_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site have the register's pages and its home alone: the others take time."""
    show_register_alone(monkeypatch)


@pytest.mark.usefixtures("only_register")
def test_the_office_sees_withdrawn_and_closed_items(tmp_path: Path) -> None:
    write(tmp_path / "data" / "moushi", OFFICE)
    site = Site.of(build(tmp_path / "data", audience=Audience.INTERNAL))
    titles = [row[2] for row in rows(site.page("moushi/ledger/2021-01/items/"))]
    assert titles[:2] == ["撤回的题目", "（★约稿）机密标题甲"]
    assert "机密标题甲" in site.files["moushi/ledger/2021/items.js"].decode()


def test_no_text_can_end_the_script_or_break_its_line(small: Site) -> None:
    text = small.files["moushi/ledger/2021/items.js"].decode()
    assert "<" not in text
    assert text.count("\n") == 1
    assert data_of(small, "moushi/ledger/2021/items.js")["items"][-1][3].startswith(SCRIPT)


def office_of_many(data: Path, title: str) -> None:
    """Write a bureau with 205 items in January, numbered, of 北县."""
    items = {
        f"submissions/beixian/2021/{number:04}.yaml": f"""
            unit: beixian
            date: 2021-01-{number % 31 + 1:02}
            title: '{number:03}{title}'
            category: 动态信息
            openness: 公开
        """
        for number in range(MANY)
    }
    registries = {name: text for name, text in OFFICE.items() if name.count("/") == 0}
    write(data / "moushi", {**registries, "rules/2021.yaml": OFFICE["rules/2021.yaml"], **items})


def month_of_many(data: Path, title: str) -> list[ItemsPage]:
    office_of_many(data, title)
    (scored,) = examine(data, TODAY).bureaus
    source = PageSource(scored, TODAY)
    return [
        page
        for page in items_pages(source, Period(2021, 1, 12))
        if isinstance(page, ItemsPage) and page.head.address.startswith("ledger/2021-01/")
    ]


def test_a_page_has_a_hundred_items_at_most(tmp_path: Path) -> None:
    pages = month_of_many(tmp_path, "信息")
    assert [len(page.items) for page in pages] == [100, 100, 5]
    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.head.address for page in pages] == [
        "ledger/2021-01/items/",
        "ledger/2021-01/items/page-2/",
        "ledger/2021-01/items/page-3/",
    ]
    assert [link.text for link in pages[0].pages] == ["1", "2", "3"]
    assert {page.count for page in pages} == {MANY}
    assert pages[0].items[0].date == date(2021, 1, 31)
    assert len({item.id for page in pages for item in page.items}) == MANY


@pytest.mark.usefixtures("only_register")
def test_long_titles_make_more_pages_not_heavier_ones(tmp_path: Path) -> None:
    """A title of 200 letters, each of which is five bytes in markup."""
    office_of_many(tmp_path, '"' * 197)
    site = Site.of(build(tmp_path))
    pages = dict(numbered(site, "moushi/ledger/2021-01/items/"))
    assert len(pages) > 3
    assert sum(len(rows(page)) for page in pages.values()) == MANY
    assert max(
        len(site.files[path]) for path in (*pages, "moushi/ledger/2021/items/index.html")
    ) < (100_000)


def test_a_bureau_without_items_has_no_register(several: Site) -> None:
    assert not any("items" in path for path in several.files if path.startswith("xinju/"))


@pytest.mark.parametrize("name", ["2021/items", "2021-02/items/page-2", "2021/items/category-2"])
def test_every_page_has_the_way_back(ningxia: Site, name: str) -> None:
    trail = ningxia.page(f"ningxia/ledger/{name}/").one("nav", "trail")
    texts = [step.text for step in trail.all("li")]
    assert texts[:3] == ["首页", "台账", "2021年台账"]
    assert "2021年报送台账" in texts[3]
