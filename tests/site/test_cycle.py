"""The pages of the yearly cycle: tasks, deadlines, proposed deductions, readings, joint items.

All figures are worked out by hand from the records of `private_office`.
"""

import json

import pytest

from tests.site.conftest import build
from tests.site.offices import write
from tests.site.private_office import RECORDS
from tests.site.reading import Element, Site, cells
from tongbao.documents.audience import Audience

OPEN = "moushi/due/commissions/2021/open/"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Site:
    data = tmp_path_factory.mktemp("public") / "data"
    write(data / "moushi", RECORDS)
    return Site.of(build(data))


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Site:
    data = tmp_path_factory.mktemp("internal") / "data"
    write(data / "moushi", RECORDS)
    return Site.of(build(data, audience=Audience.INTERNAL))


def rows(table: Element) -> list[list[str]]:
    return [cells(row) for body in table.all("tbody") for row in body.all("tr")]


def main(site: Site, address: str) -> str:
    return site.page(f"moushi/{address}").one("main").text


def test_a_unit_shows_how_far_it_is_with_its_task(public: Site) -> None:
    # Two a month from January; of three filed in January one is accepted.
    table = public.page("moushi/units/nanxian/").one("table", "tasks")
    assert rows(table) == [
        ["2021年", "24条", "1条", "差23条"],
        ["2021年一季度", "6条", "1条", "差5条"],
        ["2021年1月", "2条", "1条", "差1条"],
    ]


def test_the_tasks_of_all_units_stand_by_group(public: Site) -> None:
    page = public.page("moushi/tasks/")
    office, counties = (rows(table) for table in page.all("table", "tasks"))
    # The data is from 1 February of the next year: that month runs 27 days more.
    heads = cells(page.all("table", "tasks")[0].one("thead").one("tr"))
    assert heads == ["单位", "2021年1月", "2022年2月还有27天", "2021年一季度", "2021年"]
    assert office[-1] == ["完成任务的单位", "0/1家", "0/1家", "0/1家", "0/1家"]
    assert counties == [
        ["北县医疗保障局", "2/2", "0/2还差2条", "2/6差4条", "2/24差22条"],
        ["南县医疗保障局", "1/2差1条", "0/2还差2条", "1/6差5条", "1/24差23条"],
        ["完成任务的单位", "1/2家", "0/2家", "0/2家", "0/2家"],
    ]


def test_a_unit_that_is_to_be_verified_stands_only_in_the_task_table(public: Site) -> None:
    named = [path for path, page in public.pages.items() if "东县医疗保障局" in page.text]
    assert named == ["moushi/tasks/annex-3/index.html"]


def test_a_commission_shows_how_each_unit_met_it(public: Site) -> None:
    page = public.page(OPEN)
    assert rows(page.one("table", "dues")) == [
        ["北县医疗保障局", "按期", "2021年1月5日", "采用的信息"],
        ["南县医疗保障局", "未报", "–", "–"],
    ]
    facts = page.one("dl", "facts").text
    assert "2021年1月20日" in facts
    assert "按期1家" in facts
    assert "未报1家" in facts


def test_the_list_of_commissions_and_duties_names_only_public_ones(
    public: Site, internal: Site
) -> None:
    outside = public.page("moushi/due/").one("ul", "entries")
    assert [link.text for link in outside.links()] == ["公开的约稿", "公开的会议"]
    assert outside.text.count("不公开的约稿") == 2
    assert outside.text.count("不公开的任务") == 1
    inside = internal.page("moushi/due/").one("ul", "entries")
    assert [link.text for link in inside.links()] == [
        "QS50",
        "QS22",
        "公开的约稿",
        "QS26",
        "公开的会议",
    ]


def test_proposed_deductions_stand_apart_and_do_not_count(public: Site) -> None:
    for address in ("ledger/2021-q1/", "ledger/2021-01/", "units/nanxian/"):
        page = public.page(f"moushi/{address}")
        (proposal,) = page.one("section", "proposals").all("tr", "proposal")
        assert proposal.one("td", "points").text == "-50", address
        assert "未计入" in proposal.text
    quarter = public.page("moushi/units/nanxian/2021-q1/")
    points = [row.one("td", "points").text for row in quarter.all("tr", "award")]
    assert "-50" not in points
    assert sorted(points) == sorted(["1", "5", "-10", "-100"])


def test_a_manual_entry_gives_its_reason_where_it_is_public(public: Site, internal: Site) -> None:
    county, office = "units/nanxian/2021-01/", "units/bangongshi/2021-01/"
    assert "理由：公开的理由" in main(public, county)
    assert "（理由不公开）" in main(public, office)
    assert "理由：公开的理由（签批：QS32）" in main(internal, county)
    assert "理由：QS30（签批：QS31）" in main(internal, office)


@pytest.mark.parametrize(
    ("item", "notice"),
    [
        ("nanxian/2021/0109-1", "本条信息退回修改中，还没有计分。"),
        ("nanxian/2021/0110-1", "本条信息退回三次，不计分。"),
        ("beixian/2021/0108-1", "本条信息已于2021年1月11日撤回，不计分。内容不再公开。"),
    ],
)
def test_an_item_that_does_not_count_says_why(public: Site, item: str, notice: str) -> None:
    page = public.page(f"moushi/submissions/{item}/")
    assert page.one("p", "notice").text == notice


def test_an_items_page_says_what_it_answers_and_how_often_it_was_returned(public: Site) -> None:
    facts = public.page("moushi/submissions/beixian/2021/0105-1/").one("dl", "facts").text
    assert "公开的约稿（2021年1月2日约稿，2021年1月20日截稿）按期" in facts
    assert "退回修改1次" in "".join(facts.split())


def test_a_joint_item_stands_under_each_unit_and_counts_once(public: Site) -> None:
    page = public.page("moushi/adopted/2021-q1/")
    assert "共采用3条" in page.text
    assert "（综）：各得一半" in page.text
    (table,) = page.all("table", "items")
    under = [
        body.all("th")[0].text for body in table.all("tbody") if "（综）联合的信息" in body.text
    ]
    assert under == ["办公室", "南县医疗保障局"]
    item = public.page("moushi/submissions/nanxian/2021/0112-1/")
    assert item.one("h1").text == "（综）联合的信息"
    assert "南县医疗保障局、办公室" in item.one("dl", "facts").text
    together = public.page("moushi/units/bangongshi/").all("ul", "entries")[-1]
    assert "（综）联合的信息" in together.text


def test_open_data_has_joint_items_under_each_unit(public: Site) -> None:
    folder = "moushi/bulletins/2021-01/"
    items = json.loads(public.files[folder + "bulletin.json"])["items"]
    assert [(item["unit"], item["joint"]) for item in items if item["title"] == "联合的信息"] == [
        ("bangongshi", "综"),
        ("nanxian", "综"),
    ]
    lines = public.files[folder + "awards.csv"].decode("utf-8-sig").split("\r\n")
    (late,) = (line for line in lines if line.startswith("南县医疗保障局,2021-01,late"))
    assert late.split(",")[3:6] == ["late", "-10", "commissions/2021/open"]


def test_an_outlet_that_is_not_registered_is_named_without_a_link(public: Site) -> None:
    page = public.page("moushi/submissions/nanxian/2021/0112-1/")
    adopted = page.one("ul", "entries")
    assert "没有登记的网站" in adopted.text
    assert adopted.links() == []


def test_the_working_page_sets_each_reading_beside_the_default(internal: Site) -> None:
    page = internal.page("moushi/bulletins/2021-01/working/")
    tables = [rows(table) for table in page.all("table", "readings")]
    # 北县: two items 2, two adoptions 20, two instructions 40; by the other reading 20.
    assert tables[1][0] == ["北县医疗保障局", "62", "1", "42", "1"]
    assert tables[1][1][2:] == ["2", tables[1][1][1], "2"]
    differing = [cell.text for cell in page.all("td", "differs")]
    assert differing == ["42"]
    assert "1个单位的得分或名次不同" in page.text
    assert "修改中的信息" in page.text
    assert page.one("section", "proposals").one("td", "points").text == "-50"


def test_working_page_registry_and_authors_are_only_inside(public: Site, internal: Site) -> None:
    inner = {
        "moushi/bulletins/2021-01/working/index.html",
        "moushi/correspondents/index.html",
        "moushi/authors/2021-01/index.html",
    }
    assert inner <= set(internal.files)
    assert not inner & set(public.files)
    # 1 for the item, 10 for the site, 20 for the instruction.
    authors = internal.page("moushi/authors/2021-01/").one("table", "list")
    assert rows(authors) == [["QS11", "北县医疗保障局", "31"]]


def test_the_review_form_stands_on_the_items_page_inside(internal: Site) -> None:
    page = internal.page("moushi/submissions/beixian/2021/0105-1/")
    form = page.one("table", "form")
    assert "☑ 经验总结" in form.text
    assert "☐ 动态信息" in form.text
    assert "QS13" in form.text


def test_a_reminder_is_a_page_with_its_pdf(public: Site) -> None:
    assert "moushi/reminders/2021-01-15/reminder.pdf" in public.files
    page = public.page("moushi/reminders/2021-01-31/")
    assert [row for row in rows(page.all("table", "reminder")[0]) if len(row) == 4] == [
        ["办公室", "1", "0", "1"],
        ["南县医疗保障局", "2", "1", "1"],
    ]


def test_the_rulebook_lists_its_readings_deadlines_and_marks(public: Site) -> None:
    page = public.page("moushi/rules/2021/")
    for text in (
        "批示10分",
        "附表印作10分",
        "重大会议：5天内报送",
        "（综）：各得一半",
        "考核评分表",
    ):
        assert text in page.text
    sheet = public.page("moushi/rules/2021/sheet/").one("table", "form")
    assert rows(sheet) == [["分值/篇", "1", "10", "20", "-10/-50", "-100"]]


def test_home_leads_to_tasks_deadlines_and_reminders(public: Site) -> None:
    links = [link.text for link in public.page("moushi/").one("div", "heading").links()]
    assert links == ["分栏得分和全部计分", "一页概览", "任务完成情况", "约稿与任务", "半月提醒"]


def test_headings_stand_over_the_columns_of_the_ledger(public: Site) -> None:
    head = public.page("moushi/ledger/2021-q1/").all("table", "scores")[0].one("thead")
    above, below = (cells(row) for row in head.all("tr"))
    assert above == ["名次", "单位", "得分", "报送", "采用", "扣分"]
    assert below == ["常规报送", "采用", "批示", "未按期", "失误"]
