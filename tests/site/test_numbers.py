"""From any number one click leads to exactly what is behind it."""

from decimal import Decimal

import pytest

from tests.published.ningxia_2021_q1 import COLUMNS, ROWS
from tests.site.reading import Element, Site, cells, points_listed

BULLETIN = "ningxia/bulletins/2021-q1/"


def test_every_score_is_the_sum_of_the_awards_it_leads_to(site: Site) -> None:
    seen = 0
    for path, page in site.pages.items():
        for link in page.all("a", "score"):
            target = site.follow(path, link.attributes["href"])
            assert points_listed(target) == Decimal(link.text), (path, link.attributes["href"])
            seen += 1
    assert seen > 50


def test_every_number_in_a_cell_is_a_link(site: Site) -> None:
    for path, page in site.pages.items():
        for cell in page.all("td", "number"):
            text = cell.text.strip()
            assert text in {"–", "0"} or len(cell.links()) == 1, (path, text)


def row_of(table: Element, unit: str) -> Element:
    (row,) = (row for row in table.all("tr") if unit in cells(row)[:2])
    return row


@pytest.mark.parametrize(
    ("unit", "scores"),
    [
        ("盐池县医疗保障局", ["6", "3", "–", "–", "–", "9"]),
        ("固原市医疗保障局（固原市社保中心）", ["6", "4", "–", "3", "–", "13"]),
        ("待遇保障处", ["1", "1", "5", "–", "–", "7"]),
        ("永宁县医疗保障局", ["5.4", "–", "–", "–", "–", "5.4"]),
    ],
)
def test_the_bulletin_shows_the_published_scores(
    ningxia: Site, unit: str, scores: list[str]
) -> None:
    table = ningxia.page(BULLETIN).one("table", "annex-table")
    assert cells(row_of(table, unit))[1:7] == scores


@pytest.mark.parametrize("printed", ROWS, ids=lambda row: row[0])
def test_a_units_sheet_adds_up_to_what_was_published(
    ningxia: Site, printed: tuple[str, str, str, str, str, str, str, int]
) -> None:
    name, *columns, total, _ = printed
    (unit,) = (
        link for link in ningxia.page("ningxia/units/").one("main").links() if link.text == name
    )
    folder = unit.attributes["href"].removesuffix("index.html")
    sheet = ningxia.page(f"ningxia/units/{folder}2021-q1/").one("article", "score-sheet")
    expected = {column: points for column, points in zip(COLUMNS, columns, strict=True) if points}
    parts = {part.attributes["id"]: part for part in sheet.all("section", "column")}
    for column, part in parts.items():
        points = part.one("tfoot").one("td", "points").text
        assert points == expected.get(column, "0")
        assert points_listed(part) == Decimal(points)
        terms = part.one("tfoot").one("td", "terms").text
        if terms:
            assert sum(map(Decimal, terms.split("＋"))) == Decimal(points)
    assert set(expected) <= set(parts)
    assert sheet.one("p", "grand").one("strong").text == f"{total}分"
    assert sum(map(Decimal, expected.values())) == Decimal(total)
    assert f"：{total}分，与本页一致" in sheet.one("dl", "facts").text


def test_why_yanchi_has_nine_points(ningxia: Site) -> None:
    table = ningxia.page("ningxia/ledger/2021-q1/").all("table", "scores")[2]
    row = row_of(table, "盐池县医疗保障局")
    assert cells(row) == ["1", "盐池县医疗保障局", "9", "6", "3", "–", "–", "–"]
    total = row.one("td", "total").one("a")
    quarter = ningxia.follow("ningxia/ledger/2021-q1/index.html", total.attributes["href"])
    assert [award.one("td", "points").text for award in quarter.all("tr", "award")] == [
        *("2", "2", "2"),
        *("0.5", "0.5", "2"),
    ]
    reasons = [award.one("span", "reason").text for award in quarter.all("tr", "award")]
    assert reasons[0].startswith("1月报送8条，满2条得1分，超出6条每条加0.2分得1.2分")


def test_the_counts_of_the_home_page_lead_to_as_many_items(ningxia: Site) -> None:
    figures = ningxia.page("ningxia/").one("dl", "figures")
    counts = {figure.one("dt").text: figure.one("dd").one("a") for figure in figures.all("div")}
    assert [counts[name].text for name in ("采用条数", "国家采用", "自治区采用")] == [
        "54",
        "1",
        "2",
    ]
    home = "ningxia/index.html"
    for name in ("国家采用", "自治区采用"):
        listed = ningxia.follow(home, counts[name].attributes["href"])
        assert len(listed.all("tr", "item")) == int(counts[name].text)
    adopted = ningxia.follow(home, counts["采用条数"].attributes["href"])
    assert len(adopted.all("table", "items")[0].all("tr", "item")) == 54
    filed = ningxia.follow(home, counts["报送条数"].attributes["href"])
    totals = [int(cell.text) for cell in filed.one("main").all("td", "total")]
    assert sum(totals) == int(counts["报送条数"].text)


def test_every_count_of_filings_leads_to_as_many_items(site: Site) -> None:
    for path, page in site.pages.items():
        if "/filed/" in path:
            for cell in page.all("td", "number"):
                listed = site.follow(path, cell.one("a").attributes["href"])
                entries = [
                    each for group in listed.all("ul", "entries") for each in group.all("li")
                ]
                assert len(entries) == int(cell.text), (path, cell.text)


def test_every_count_of_a_unit_leads_to_as_many_items(ningxia: Site) -> None:
    path = "ningxia/units/index.html"
    for row in ningxia.pages[path].all("tr"):
        numbers = row.all("td", "number")
        if not numbers:
            continue
        filed, adopted, _ = numbers
        listed = ningxia.follow(path, filed.one("a").attributes["href"])
        assert len(listed.all("li")) == int(filed.text)
        if adopted.text != "0":
            listed = ningxia.follow(path, adopted.one("a").attributes["href"])
            assert len(listed.all("tr", "item")) == int(adopted.text)


def test_every_count_of_an_outlet_leads_to_as_many_items(site: Site) -> None:
    for path, page in site.pages.items():
        if path.endswith("/outlets/index.html"):
            for cell in page.all("td", "number"):
                listed = site.follow(path, cell.one("a").attributes["href"]).one("main")
                entries = [
                    each for group in listed.all("ul", "entries") for each in group.all("li")
                ]
                assert len(entries) == int(cell.text)


def test_what_a_clause_gave_leads_to_these_awards(site: Site) -> None:
    seen = 0
    for path, page in site.pages.items():
        for use in page.all("p", "uses"):
            for count, total in zip(use.links()[::2], use.links()[1::2], strict=True):
                assert count.attributes["href"] == total.attributes["href"]
                listed = site.follow(path, count.attributes["href"])
                assert len(listed.all("tr", "award")) == int(count.text)
                assert points_listed(listed) == Decimal(total.text)
                seen += 1
    assert seen > 0


def test_the_numbers_in_the_bulletins_text_are_links(ningxia: Site) -> None:
    links = ningxia.page(BULLETIN).one("div", "doc-text").links()
    assert [(link.text, link.attributes["href"]) for link in links[:3]] == [
        ("54", "../../adopted/2021-q1/index.html"),
        ("2", "../../adopted/2021-q1/level-2/index.html"),
        ("区局办公室、监控信息中心、待遇保障处", "../../ledger/2021-q1/index.html#_group-1"),
    ]


def test_units_with_the_same_score_share_a_place(small: Site) -> None:
    table = small.page("moushi/units/nanxian/").one("table", "periods")
    quarters = [cells(row) for row in table.all("tr", "subtotal")][1:]
    assert [name for name, *_ in quarters] == ["四季度", "三季度", "二季度", "一季度"]
    places = [place for _, _, place, *_ in quarters]
    assert places == ["第1名（并列）", "第1名（并列）", "第2名", "第2名"]


def test_a_column_has_its_latest_name_in_its_first_place(clashing: Site) -> None:
    for period, name in (
        ("2021-q1", "报送"),
        ("2021-q3", "报送（修订）"),
        ("2021", "报送（修订）"),
    ):
        table = clashing.page(f"moushi/ledger/{period}/").all("table", "scores")[0]
        assert cells(table.all("tr")[0])[3:] == [name, "采用", "另加", "批示"]


def test_an_item_of_a_commission_carries_its_mark(ningxia: Site) -> None:
    title = "固原市医保局建立五项制度提升医疗保障监管服务能力"
    table = ningxia.page(BULLETIN).one("table", "annex-table")
    (cell,) = (cell for cell in table.all("td", "title") if title in cell.text)
    assert cell.text == f"（★约稿任务）{title}"
    page = ningxia.follow(f"{BULLETIN}index.html", cell.one("a").attributes["href"])
    assert [cells(row)[-1] for row in page.all("tr", "award")] == ["3", "2", "2"]
    assert page.one("h1").text == f"（★约稿任务）{title}"


def test_a_unit_without_filings_is_on_every_list(small: Site) -> None:
    assert "还没有报送。" in small.page("moushi/units/bangongshi/").text
    assert "共0条" in small.page("moushi/units/bangongshi/filed/2021/").one("main").text
    main = small.page("moushi/bulletins/2021/").one("table", "annex-table")
    assert cells(row_of(main, "办公室"))[1:] == ["0", "–", "–", "–", "0", "没有采用条目"]
