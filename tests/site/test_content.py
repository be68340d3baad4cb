"""What is in the data is printed literally, and what is not public is nowhere."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.site.conftest import build
from tests.site.offices import EMPTY, OFFICE, SCRIPT, SECRETS, TEMPLATE, write
from tests.site.reading import Site, cells
from tongbao.documents.audience import NOT_PUBLIC

ITEM = "moushi/submissions/beixian/2021/0105-1/"


def test_markup_and_template_code_in_a_title_are_text(small: Site) -> None:
    page = small.page(ITEM)
    assert page.one("h1").text == f"（★约稿）{SCRIPT}{TEMPLATE}"
    assert page.one("head").one("title").text.startswith(f"{SCRIPT}{TEMPLATE}")


def test_markup_in_a_body_is_text_and_its_links_and_images_are_dropped(small: Site) -> None:
    body = small.page(ITEM).one("section", "prose")
    assert SCRIPT in body.text
    assert TEMPLATE in body.text
    assert body.links() == []
    assert body.all("img") == []


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("moushi/units/nanxian/", "=南县<b>医疗保障局</b>"),
        ("moushi/outlets/dongtai/", "《医保动态》<i>"),
        ("moushi/rules/2021/", f"动态信息0.5分。{SCRIPT}"),
        ("moushi/rules/2021/", f"推定依据：由表格推出{SCRIPT}"),
        ("moushi/bulletins/2021-q1/", f"关于一季度的通报{SCRIPT}"),
        ("moushi/bulletins/2021-q1/", f"· {SCRIPT}"),
    ],
)
def test_markup_in_any_field_is_text(small: Site, address: str, text: str) -> None:
    main = small.page(address).one("main")
    assert text in main.text
    assert {element.tag for element in main.walk()}.isdisjoint({"b", "i", "script"})


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_not_public_is_in_no_file(small: Site, secret: str) -> None:
    for path, content in small.files.items():
        assert secret not in path
        assert secret not in content.decode()


def test_items_that_are_not_public_count_and_are_named_as_such(small: Site) -> None:
    table = small.page("moushi/bulletins/2021-q1/").one("table", "annex-table")
    (unit,) = (body for body in table.all("tbody") if "北县" in body.text)
    first, second = unit.all("tr")
    assert cells(first)[1:6] == ["1", "4", "6", "–", "11"]
    assert cells(first)[6:] == ["经验总结", f"（★约稿）{SCRIPT}{TEMPLATE}", "医保信息2021年第1期"]
    assert cells(second) == ["经验总结", f"（★约稿）{NOT_PUBLIC}", "《医保动态》<i>2021年第2期"]
    assert [link.text for link in second.links()] == ["《医保动态》<i>2021年第2期"]


def test_the_unit_and_the_outlet_name_an_item_that_is_not_public_without_its_title(
    small: Site,
) -> None:
    filed = small.page("moushi/units/beixian/").all("ul", "entries")
    assert "1月7日" in filed[-1].text
    assert NOT_PUBLIC in filed[-1].text
    assert NOT_PUBLIC in small.page("moushi/outlets/dongtai/").one("ul", "entries").text


def test_a_withdrawn_item_keeps_its_address_and_nothing_else(small: Site) -> None:
    main = small.page("moushi/submissions/beixian/2021/0109-1/").one("main")
    assert main.one("h1").text == "已撤回的信息"
    assert main.one("p", "notice").text == "本条信息已于2021年1月11日撤回，不计分。内容不再公开。"


@pytest.mark.parametrize("name", ["2021-q2", "2021-08"])
def test_a_bulletin_that_is_not_public_has_no_page_and_is_in_no_list(
    small: Site, name: str
) -> None:
    address = f"bulletins/{name}/"
    assert not any(address in path for path in small.files)
    for path, page in small.pages.items():
        assert not any(address in link.attributes["href"] for link in page.links()), path
    assert len(small.page("moushi/bulletins/").one("ul", "cards").all("li")) == 3


def test_open_data_names_no_item_that_is_not_public(small: Site) -> None:
    folder = "moushi/bulletins/2021-q1/"
    text = small.files[folder + "awards.csv"].decode("utf-8-sig")
    records = [row["records"] for row in csv.DictReader(io.StringIO(text)) if row["records"]]
    assert f"{NOT_PUBLIC} {NOT_PUBLIC}" in records
    assert f"submissions/beixian/2021/0105-1 {NOT_PUBLIC}" in records
    bulletin = json.loads(small.files[folder + "bulletin.json"])
    assert [item["title"] for item in bulletin["items"]] == [f"{SCRIPT}{TEMPLATE}", NOT_PUBLIC]


def test_the_commission_is_named_on_the_page_of_a_public_item(small: Site) -> None:
    facts = small.page(ITEM).one("dl", "facts").text
    assert "公开约稿的题目（2021年1月2日约稿，2021年1月20日截稿）" in facts


def test_the_title_of_a_commission_that_is_not_public_is_not_on_the_page_of_a_public_item(
    small: Site,
) -> None:
    facts = small.page("moushi/submissions/beixian/2021/1001-1/").one("dl", "facts").text
    assert "不公开的约稿（2021年1月2日约稿，2021年1月20日截稿）" in facts


def test_a_draft_says_so(small: Site) -> None:
    number = small.page("moushi/bulletins/2021-04/").one("p", "doc-number")
    assert number.text == "某医保办发〔2021〕　号（草稿）"


def test_empty_states_are_words(several: Site) -> None:
    expected = {
        "xinju/": ("还没有印发的通报。", "还没有报送和得分记录。"),
        "xinju/bulletins/": ("还没有印发的通报。",),
        "xinju/ledger/": ("还没有报送和得分记录。",),
        "xinju/units/beixian/": ("还没有报送和得分记录。",),
        "xinju/outlets/xinxi/": ("还没有采用条目。",),
        "xinju/rules/2021/": ("还没有按本条计分。",),
        "moushi/adopted/2021-q4/": ("本期没有采用的条目。",),
        "moushi/adopted/2021-q4/level-1/": ("本期没有国家采用的条目。",),
    }
    for address, texts in expected.items():
        for text in texts:
            assert text in several.page(address).text, address


def test_the_footer_says_how_old_the_data_is(site: Site) -> None:
    """The day of the build, but the records of Ganzhou end on a day of their own."""
    for path, page in site.pages.items():
        if path != "404.html":
            is_ended = "赣州市医保局" in page.one("head").one("title").text
            day = "2020年10月14日" if is_ended else "2022年2月1日"
            assert f"数据更新于{day}。" in page.one("footer", "foot").text, path


def test_a_title_in_the_list_of_bulletins_breaks_as_in_the_document(ganzhou: Site) -> None:
    title = ganzhou.page("ganzhou/bulletins/").all("h2", "title-lines")[-1]
    assert [line.text for line in title.all("span")] == [
        "赣州市医疗保障局关于2020年7月",
        "宣传和政务信息工作情况的通报",
    ]


def test_the_footer_says_nothing_of_an_unknown_day(tmp_path: Path) -> None:
    write(tmp_path / "moushi", OFFICE)
    write(tmp_path / "xinju", EMPTY)
    site = Site.of(build(tmp_path, None))
    for path, page in site.pages.items():
        if path != "404.html":
            foot = page.one("footer", "foot").text.strip()
            assert foot.startswith("数据未纳入版本管理。"), path
            assert "更新" not in foot, path


def test_a_bureaus_notice_stands_on_each_of_its_pages(ningxia: Site) -> None:
    pages = [name for name in ningxia.files if name.endswith("/index.html")]
    assert pages
    for name in pages:
        assert "标题以〔示例〕开头的报送用来补足条数".encode() in ningxia.files[name], name
