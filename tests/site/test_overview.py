"""The leader's page: figures by hand or from the published table, empty states, paper, phone."""

from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Browser

from tests.published.ningxia_2021_q1 import COLUMNS, OFFICES, TABLE
from tests.site.browsing import NARROWEST, Visit
from tests.site.conftest import build
from tests.site.offices import EMPTY, OFFICE, SCRIPT, TEMPLATE, write
from tests.site.reading import Element, Site, cells
from tongbao.documents.audience import NOT_PUBLIC, Audience

NINGXIA = "ningxia/overview/"
AUGUST = "ganzhou/overview/2020-08/"


def section(page: Element, heading: str) -> Element:
    (found,) = (
        each
        for each in page.all("section")
        if any(
            isinstance(child, Element) and child.text.startswith(heading) and child.tag == "h2"
            for child in each.children
        )
    )
    return found


def table_rows(element: Element) -> list[list[str]]:
    return [cells(row) for body in element.all("tbody") for row in body.all("tr")]


def lines(element: Element) -> list[tuple[str, str]]:
    """Return what each line of a list says, and which units it names at its end."""
    found = []
    for item in element.one("ul", "entries").all("li"):
        said = item.one("div").all("span")[0].text
        found.append(
            (
                " ".join(f"{item.one('span', 'day').text} {said}".split()),
                item.one("span", "meta").text,
            )
        )
    return found


def leaders(page: Element) -> list[list[tuple[str, str]]]:
    return [
        [(item.one("span", "place").text, item.one("a", "score").text) for item in group.all("li")]
        for group in page.all("ol", "leaders")
    ]


def test_the_first_three_of_each_group_are_those_of_the_published_table(ningxia: Site) -> None:
    page = ningxia.page(NINGXIA)
    expected = [
        sorted(
            ((str(rank), total) for *_, total, rank in rows if rank <= 3),
            key=lambda each: (each[0], -Decimal(each[1])),
        )
        for rows in TABLE.values()
    ]
    assert leaders(page) == expected
    names = [item.links()[0].text for item in page.all("ol", "leaders")[1].all("li")]
    assert names == ["固原市", "银川市", "中卫市"]


def test_what_a_leader_reads_first(ningxia: Site) -> None:
    first, second = ningxia.page(NINGXIA).one("div", "briefing").all("p")
    assert first.text == (
        "2021年一季度各组得分第一：区局处室、中心　区局办公室（9.5分）；"
        "五市医疗保障部门　固原市（13分）；各县（区）医疗保障部门　盐池县（9分）。"
    )
    assert second.text == "上级采用3条，没有领导批示；没有0分的单位。"
    assert all(link.attributes["href"] for link in (*first.links(), *second.links()))


def test_the_key_figures_lead_to_their_lists(ningxia: Site) -> None:
    counts = {
        each.one("dt").text: each.all("dd")[0].one("a")
        for each in ningxia.page(NINGXIA).one("dl", "figures").all("div")
    }
    assert [counts[name].text for name in ("采用条数", "国家采用", "自治区采用", "本局采用")] == [
        *("54", "1", "2", "54")
    ]
    for name in ("国家采用", "自治区采用"):
        listed = ningxia.follow(f"{NINGXIA}index.html", counts[name].attributes["href"])
        assert len(listed.all("tr", "item")) == int(counts[name].text)


def test_the_split_is_that_of_the_published_table(ningxia: Site) -> None:
    split = section(ningxia.page(NINGXIA), "得分构成")
    expected = []
    for group, rows in TABLE.items():
        sums = [
            sum((Decimal(row[1 + index] or 0) for row in rows), Decimal(0))
            for index in range(len(COLUMNS))
        ]
        # Nobody has points for instructions: that column is left out.
        assert sums[4] == 0
        parts = [f"{each.normalize():f}" if each else "–" for each in sums[:4]]
        total = sum((Decimal(row[6]) for row in rows), Decimal(0))
        assert sum(sums) == total
        expected.append([group, *parts, f"{total.normalize():f}分"])
    assert table_rows(split) == expected
    assert [
        item.text.removeprefix(item.one("svg").text).strip()
        for item in split.one("ul", "legend").all("li")
    ] == [
        "报送数量计分",
        "《宁夏医疗保障信息》采用计分",
        "国家、自治区采用计分",
        "约稿完成情况计分",
    ]


def test_a_bar_of_the_split_is_in_proportion(ningxia: Site) -> None:
    # The offices: 20, 23 and 11 of 54 points.
    rows = TABLE[OFFICES]
    assert [sum(Decimal(row[index] or 0) for row in rows) for index in (1, 2, 3)] == [20, 23, 11]
    bar = ningxia.page(NINGXIA).all("svg", "split")[0]
    assert bar.attributes["role"] == "img"
    assert bar.one("title").text == f"{OFFICES}得分构成"
    assert bar.one("desc").text == (
        "报送数量计分20分，《宁夏医疗保障信息》采用计分23分，国家、自治区采用计分11分"
    )
    assert [each.attributes["width"] for each in bar.all("rect")] == ["37.04%", "42.59%", "20.37%"]


def test_the_months_add_up_to_the_published_totals(ningxia: Site) -> None:
    page = ningxia.page(NINGXIA)
    rows = table_rows(section(page, "2021年各月走势"))
    assert [row[0] for row in rows] == ["1月", "2月", "3月"]
    points = sum((Decimal(row[6]) for group in TABLE.values() for row in group), Decimal(0))
    assert sum(Decimal(row[1]) for row in rows) == points == Decimal("201.6")
    filed = page.one("dl", "figures").all("div")[0].one("a").text
    assert sum(int(row[2]) for row in rows) == int(filed)
    charts = section(page, "2021年各月走势").all("svg", "chart")
    assert [chart.one("title").text for chart in charts] == [
        "每月得分",
        "每月报送条数",
        "每月采用条数",
    ]
    assert charts[1].one("desc").text == "，".join(f"{row[0]}{row[2]}条" for row in rows)


def test_what_was_adopted_above_the_bureau(ningxia: Site) -> None:
    prices = "自治区医保局调整新型冠状病毒核酸检测价格"
    payment = "自治区医保局出台宁夏“互联网+”医疗服务医保支付管理办法"
    reform = "宁夏出台《关于深化医疗保障制度改革的实施意见》"
    assert lines(section(ningxia.page(NINGXIA), "上级采用")) == [
        (f"3月5日 国家 国家局医保动态2021年第9期 {prices}", "医药价格和招标采购处 5分"),
        (
            f"4月2日 自治区 自治区党委电子政务内网要情通报 {payment}（截止日前采用，计入本期）",
            "医药服务管理处 1分",
        ),
        (f"3月24日 自治区 自治区党委办公厅综合信息第36期 {reform}", "待遇保障处 5分"),
    ]


def test_the_first_period_is_compared_with_nothing(ningxia: Site) -> None:
    page = ningxia.page(NINGXIA)
    assert "没有可以比较的上一期。" in section(page, "名次变化").text
    assert page.all("dd", "change") == []
    assert "上期" not in page.one("main").text


def test_a_month_is_compared_with_the_one_before(ganzhou: Site) -> None:
    # As the bulletins of July and August print them: 161 and 156 filed, 53 and 50 adopted.
    page = ganzhou.page(AUGUST)
    shown = [
        [each.all("dd")[0].text, each.all("dd")[1].text]
        for each in page.one("dl", "figures").all("div")
    ]
    assert shown == [
        ["156", "比上月少5条"],
        ["50", "比上月少3条"],
        ["1", "比上月多1条"],
        ["1", "比上月少3条"],
        ["5", "与上月持平"],
        ["4", "比上月少2条"],
        ["43", "比上月多3条"],
    ]


def test_how_places_changed_since_the_month_before(ganzhou: Site) -> None:
    # As the rankings of both bulletins print them.
    first, _, counties, _ = section(ganzhou.page(AUGUST), "名次变化").all("figure")
    assert table_rows(first) == [
        ["待遇保障科", "3", "1", "升2位"],
        ["基金监管科", "1", "2", "降1位"],
        ["医药价格和招标采购科", "5", "3", "升2位"],
        ["办公室", "2", "4", "降2位"],
        ["机关党委", "4", "5", "降1位"],
    ]
    then, now = (first.one("ol", css).all("li") for css in ("slope-then", "slope-now"))
    assert [item.one("a").text for item in then] == [
        *("基金监管科", "办公室", "待遇保障科", "机关党委", "医药价格和招标采购科")
    ]
    assert [item.one("span", "moved").text for item in now] == [
        *("升2位", "降1位", "升2位", "降2位", "降1位")
    ]
    svg = first.one("svg")
    assert svg.one("desc").text.startswith("待遇保障科由第3名到第1名（升2位）")
    # The third line then is the first now.
    assert (svg.all("line")[0].attributes["y1"], svg.all("line")[0].attributes["y2"]) == (
        *("2.5", "0.5"),
    )
    # Of twenty units twelve are drawn, all are in the table.
    assert "变动最大的12个单位" in counties.one("figcaption").text
    assert len(counties.one("ol", "slope-now").all("li")) == 12
    assert len(table_rows(counties)) == 20


def test_who_has_nothing_and_who_less(ganzhou: Site) -> None:
    page = ganzhou.page(AUGUST)
    groups = [" ".join(each.text.split()) for each in page.all("div", "panels")[0].all("section")]
    assert "没有0分和负分的单位。" in groups[0]
    assert "负分：窗口服务组 -79分" in groups[1]
    assert "0分 1个：蓉江新区 负分：赣州经开区 -47分" in groups[2]
    assert "0分 6个：赣州市第五人民医院、寻乌县人民医院、上犹县人民医院、" in groups[3]
    assert page.one("div", "briefing").all("p")[1].text == (
        "上级采用10条，领导批示2条；7个单位0分，2个单位负分；14个单位没有完成任务。"
    )


def test_points_taken_are_drawn_left_of_the_zero_line(ganzhou: Site) -> None:
    # The centre lost 100 points in August for a blunder.
    split = section(ganzhou.page(AUGUST), "得分构成")
    head = cells(split.one("thead").one("tr"))
    row = next(row for row in table_rows(split) if row[0] == "市基金管理中心各组")
    assert row[head.index("扣分")] == "-100"
    bar = next(
        each for each in split.all("svg", "split") if each.all("title") and "基金管理" in each.text
    )
    zero = Decimal(bar.one("line").attributes["x1"].rstrip("%"))
    taken = bar.all("rect")[-1].attributes
    assert Decimal(taken["x"].rstrip("%")) + Decimal(taken["width"].rstrip("%")) == zero > 0


def test_the_instructions_of_a_month(ganzhou: Site) -> None:
    poverty = "〔示例〕我市探索建立防止因病致贫返贫医疗保障长效机制"
    assert lines(section(ganzhou.page(AUGUST), "领导批示")) == [
        (f"8月25日 国家 领导批示 {poverty}", "待遇保障科 100分"),
        ("8月28日 省 领导批示 〔示例〕我市构建“四位一体”医保基金监管格局", "基金监管科 50分"),
    ]


def test_who_is_behind_the_task_and_late(ganzhou: Site) -> None:
    # As the bulletin of August names them: one, none, seven and six.
    tasks = section(ganzhou.page(AUGUST), "任务完成")
    groups = [" ".join(each.text.split()) for each in tasks.all("div", "task")]
    assert groups[0] == "市局机关科室4/5家完成 没有完成：机关党委 差1条"
    assert groups[1] == "市基金管理中心各组5/5家完成 全部完成。"
    assert groups[2].startswith("各县（市、区）医疗保障部门13/20家完成 没有完成：蓉江新区 差5条、")
    assert groups[3].startswith("“两定”机构26/32家完成")
    assert [len(each.all("span", "named")) for each in tasks.all("div", "task")] == [1, 0, 7, 6]
    ((late, unit),) = lines(tasks)
    assert late.startswith("8月23日 重大部署 ")
    assert unit == "赣州经开区 逾期"


def test_a_period_that_is_not_over_says_so_and_is_not_compared(ganzhou: Site) -> None:
    page = ganzhou.page("ganzhou/overview/2020-q4/")
    assert page.one("p", "notice").text == (
        "2020年四季度还没有结束，以下截至10月14日，不排名次，不与上期比较。"
    )
    assert "本期结束以后再比较。" in section(page, "名次变化").text
    assert page.all("dd", "change") == []
    assert "62个单位还没有完成任务" in page.one("div", "briefing").text
    # 32 institutions less two with points: twelve are named, the others folded away.
    institutions = page.all("div", "panels")[0].all("section")[3]
    assert "0分 30个：" in institutions.text
    assert institutions.one("summary").text == "另有18个单位"
    assert len(institutions.all("span", "named")) == 30
    assert "各单位都是0分。" in page.all("div", "panels")[0].all("section")[0].text


def test_the_periods_lead_to_each_other(ganzhou: Site) -> None:
    path = f"{AUGUST}index.html"
    links = ganzhou.pages[path].one("p", "others").links()
    assert [link.text for link in links] == [
        *("2020年三季度", "2020年7月", "2020年9月", "2020年四季度")
    ]
    titles = [ganzhou.follow(path, link.attributes["href"]).one("h1").text for link in links]
    assert titles == [f"{link.text}概览" for link in links]


def test_the_menu_and_the_home_page_lead_to_it(ningxia: Site) -> None:
    page = ningxia.page("ningxia/")
    entries = [link.text for link in page.one("nav", "menu").links()]
    assert entries[:3] == ["首页", "概览", "通报"]
    (link,) = (link for link in page.one("main").links() if link.text == "一页概览")
    target = ningxia.follow("ningxia/index.html", link.attributes["href"])
    assert target.one("h1").text == "2021年一季度概览"


def test_every_page_leads_to_sections_that_list_what_it_counts(site: Site) -> None:
    """The counts of the second sentence, each by its link."""
    seen = 0
    for path, page in overviews(site):
        for link in page.one("div", "briefing").all("p")[-1].links():
            part = site.follow(path, link.attributes["href"])
            count = int(link.text)
            match part.attributes["id"]:
                case "_instructions":
                    assert len(part.all("li")) == count, path
                case "_tasks":
                    named = [
                        each
                        for task in part.all("div", "task")
                        for each in task.all("span", "named")
                    ]
                    assert len(named) == count, path
                case "_higher":
                    assert f"{count}条" in part.one("h2").text, path
                case other:
                    assert other == "_standing", path
            seen += 1
    assert seen > 0


def overviews(site: Site) -> list[tuple[str, Element]]:
    """Return the leader's pages of a site that have anything to show."""
    found = [
        (path, page)
        for path, page in site.pages.items()
        if "/overview/" in path and page.all("div", "briefing")
    ]
    assert found
    return found


def test_every_month_of_a_trend_leads_to_its_points(site: Site) -> None:
    for path, page in overviews(site):
        (trend,) = (
            each
            for each in page.all("section")
            if any("各月走势" in heading.text for heading in each.all("h2"))
        )
        for row in trend.all("tr"):
            if row.all("td"):
                points = row.links()[0]
                ledger = site.follow(path, points.attributes["href"])
                totals = [Decimal(cell.text) for cell in ledger.all("td", "total")]
                assert sum(totals) == Decimal(points.text), path


def test_every_chart_says_in_words_what_it_shows(site: Site) -> None:
    for path, page in overviews(site):
        charts = [each for each in page.all("svg") if each.attributes.get("aria-hidden") != "true"]
        for chart in charts:
            assert chart.attributes["role"] == "img", path
            assert chart.one("title").text, path
            assert len(chart.all("desc")) == 1, path


def test_what_is_not_public_is_counted_and_not_named(small: Site) -> None:
    (line,) = lines(section(small.page("moushi/overview/2021-q1/"), "上级采用"))
    assert line == (f"1月21日 国家 《医保动态》<i>2021年第2期 {NOT_PUBLIC}", "北县 5分")


def test_the_internal_page_names_it(tmp_path: Path) -> None:
    write(tmp_path / "moushi", OFFICE)
    site = Site.of(build(tmp_path, audience=Audience.INTERNAL))
    page = site.page("moushi/overview/2021-q1/")
    assert "机密标题甲" in section(page, "上级采用").text


def test_points_below_zero_hang_in_the_trend(small: Site) -> None:
    # April: 0.5 for the item of the south that the site adopted, less 5 for the instruction on it.
    page = small.page("moushi/overview/2021-q2/")
    assert lines(section(page, "领导批示")) == [("4月20日 国家 领导批示 南县的信息", "南县 -5分")]
    trend = section(page, "2021年各月走势")
    months = {row[0]: Decimal(row[1]) for row in table_rows(trend)}
    assert months["4月"] < 0 < months["1月"]
    chart = trend.all("svg", "chart")[0]
    zero = chart.one("line").attributes["y1"]
    april = chart.all("rect")[list(months).index("4月")].attributes
    assert april["y"] == zero
    assert Decimal(april["height"]) > 0


def test_markup_in_names_is_text(tmp_path: Path) -> None:
    hostile = {
        name: text.replace("各县", "各县<i>")
        .replace("short: 北县", f'short: "<b>{TEMPLATE}</b>"')
        .replace("name: 报送}", f'name: "报送{SCRIPT}"}}')
        for name, text in OFFICE.items()
    }
    write(tmp_path / "moushi", hostile)
    site = Site.of(build(tmp_path))
    for address in ("moushi/overview/2021-q1/", "moushi/overview/2021-q2/"):
        main = site.page(address).one("main")
        assert "各县<i>" in main.text
        assert f"<b>{TEMPLATE}</b>" in main.text
        assert {each.tag for each in main.walk()}.isdisjoint({"i", "script"})
    parts = section(site.page("moushi/overview/2021-q1/"), "得分构成")
    assert f"报送{SCRIPT}" in parts.one("ul", "legend").text
    assert f"报送{SCRIPT}1分" in parts.text


def test_without_records_there_are_words(several: Site, tmp_path: Path) -> None:
    page = several.page("xinju/overview/")
    assert page.one("h1").text == "概览"
    assert page.one("main").one("p", "empty").text == "还没有报送和得分记录。"
    text = OFFICE["submissions/nanxian/2021/0412-1.yaml"].replace("2021-04-12", "2021-01-12")
    write(tmp_path / "moushi", EMPTY | {"submissions/nanxian/2021/0112-1.yaml": text})
    main = Site.of(build(tmp_path)).page("moushi/overview/").one("main").text
    for words in (
        "没有可以比较的上一期。",
        "本期还没有得分。",
        "本期没有上级采用的信息。",
        "本期没有领导批示。",
    ):
        assert words in main


def test_letters_in_charts_keep_their_size_on_a_phone(browser: Browser, ganzhou: Site) -> None:
    visit = Visit(browser, ganzhou)
    visit.page.set_viewport_size(NARROWEST)
    sizes = visit.open(f"{AUGUST}index.html").evaluate(
        "[...document.querySelectorAll('figure text, figure li')].map("
        "each => [parseFloat(getComputedStyle(each).fontSize),"
        " each.getScreenCTM ? each.getScreenCTM().a : 1])"
    )
    visit.page.close()
    assert len(sizes) > 50
    assert all(size >= 11 and scale == 1 for size, scale in sizes)
