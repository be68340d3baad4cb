"""Search in a real browser: what is found, what is not, and that it needs nothing but the site."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import BASE, DESK, NARROWEST, PHONE, Visit, overflow
from tests.site.conftest import build
from tests.site.offices import OFFICE, SCRIPT, SECRETS, write
from tests.site.reading import Site
from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.pages.search import Kind, SearchPart, SearchRecord
from tongbao.render.search import search_script

PAGE = "ningxia/search/index.html"
GUYUAN = "固原市医疗保障局（固原市社保中心）"


def searched(page: Page, query: str) -> list[str]:
    """Return the titles that are shown for a query, the first twenty, once all is looked through."""
    box = page.get_by_role("searchbox")
    box.fill("")
    box.fill(query)
    box.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(re.compile("^(找到|没有)[^…]*$"))
    return page.locator("#_found a").all_inner_texts()


def records_of(site: Site) -> list[list[str]]:
    """Return the link, title, facts and text of every record in the files of the search."""
    found: list[list[str]] = []
    for path, content in site.files.items():
        if "/search/" in path and path.endswith(".js"):
            text = content.decode().removeprefix("searchRecords(").removesuffix(");\n")
            found.extend(record[1:] for record in json.loads(text))
    return found


def test_part_of_a_title_is_found_wherever_a_dictionary_would_part_it(visit: Visit) -> None:
    page = visit.open(PAGE)
    for query, title in (
        ("医保基金监管", "中卫市医疗保障局全面开展医保基金监管信用体系建设工作"),
        ("息业务编码贯", "自治区医保局组织召开全区医保信息业务编码贯标视频培训会议"),
        ("双随机、一公开", "中卫市医疗保障局全面推行“双随机、一公开”监督检查"),
        ("降幅77%", "盐池县在全区率先开展县级药品、医用耗材集中采购谈判议价，最高降幅77%"),
        ("固原 五项", "（★约稿任务）固原市医保局建立五项制度提升医疗保障监管服务能力"),
    ):
        assert searched(page, query) == [title], query
    assert page.get_by_role("status").inner_text() == "找到1条。"


def test_a_unit_stands_before_what_it_filed(visit: Visit, root: Path) -> None:
    page = visit.open(PAGE)
    assert searched(page, "固原")[0] == GUYUAN
    filed = len(list((root / "data/ningxia/submissions/guyuan").rglob("*.yaml")))
    # The bulletin names 固原市 among the five cities with the most points.
    kinds = page.locator("#_kinds label").all_inner_texts()
    assert kinds == [f"全部 {filed + 2}", "单位 1", "刊物 0", "通报 1", "办法 0", f"信息 {filed}"]
    page.get_by_role("radio", name="单位").check()
    assert page.locator("#_found a").all_inner_texts() == [GUYUAN]
    page.locator("#_found a").click()
    assert page.url == f"{BASE}ningxia/units/guyuan/index.html"
    assert page.locator("h1").inner_text() == GUYUAN


def test_outlets_and_bodies_are_searched(visit: Visit) -> None:
    page = visit.open(PAGE)
    assert searched(page, "国家局医保动态")[0] == "国家局医保动态"
    assert page.locator("#_found mark").first.inner_text() == "国家局医保动态"
    # What an outlet adopted, by outlet and issue; full-width digits are digits.
    assert searched(page, "医疗保障信息２０２１年第５期 信用体系") == [
        "中卫市医疗保障局全面开展医保基金监管信用体系建设工作"
    ]
    searched(page, "用来补足当月报送条数")
    assert page.get_by_role("status").inner_text() == "找到467条。"
    excerpt = page.locator("#_found .excerpt").first
    assert excerpt.inner_text() == "本条为示例，用来补足当月报送条数，并非实际报送的信息。"
    assert excerpt.locator("mark").all_inner_texts() == ["用来补足当月报送条数"]


def test_words_that_are_run_together_are_found_apart(visit: Visit) -> None:
    page = visit.open(PAGE)
    assert searched(page, "盐池县谈判议价") == [
        "盐池县在全区率先开展县级药品、医用耗材集中采购谈判议价，最高降幅77%"
    ]
    status = page.get_by_role("status")
    assert status.inner_text() == "没有连写的“盐池县谈判议价”，分开写的找到1条。"
    assert searched(page, "盐池县没有这个词") == []
    assert status.inner_text() == "没有找到。请少写几个字，或者换个说法。"


def test_the_box_of_every_page_leads_to_what_is_found(visit: Visit) -> None:
    page = visit.open("ningxia/units/yanchi/index.html")
    page.set_viewport_size(DESK)
    page.get_by_role("searchbox").fill("红寺堡区")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("^找到[0-9]+条。$"))
    assert page.url.startswith(f"{BASE}ningxia/search/index.html?q=")
    assert page.get_by_role("searchbox").input_value() == "红寺堡区"
    # It goes by this name too, and its item's title has it.
    assert page.locator("#_found a").first.inner_text() == "红寺堡医疗保障局"
    # What is typed next stands in the address too, and the way back leads to the page before.
    searched(page, "盐池县")
    page.reload()
    expect(page.locator("#_found a").first).to_have_text("盐池县医疗保障局")
    page.go_back()
    assert page.url == f"{BASE}ningxia/units/yanchi/index.html"


def test_a_phone_has_a_button_that_leads_to_the_page(visit: Visit) -> None:
    page = visit.open("ningxia/index.html")
    page.set_viewport_size(PHONE)
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.get_by_role("status").inner_text() == ""


def test_more_is_shown_when_asked_and_the_keyboard_goes_on_there(visit: Visit) -> None:
    page = visit.open(PAGE)
    assert len(searched(page, "盐池县")) == 20
    more = page.get_by_role("button", name="再显示20条")
    more.focus()
    page.keyboard.press("Enter")
    assert page.locator("#_found a").count() == 40
    assert (
        page.locator("#_found a:focus").inner_text()
        == page.locator("#_found a").nth(20).inner_text()
    )
    more = page.get_by_role("button", name="再显示")
    more.click()
    assert more.is_hidden()


def test_kinds_are_chosen_with_the_keyboard(visit: Visit) -> None:
    page = visit.open(PAGE)
    searched(page, "盐池县")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "kind"
    page.keyboard.press("ArrowRight")
    assert page.locator("#_found .badge").all_inner_texts() == ["单位"]


def test_nothing_is_loaded_before_something_is_typed(visit: Visit) -> None:
    loaded: list[str] = []
    visit.page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page = visit.open(PAGE)
    assert not {"names.js", "2021.js"} & set(loaded)
    searched(page, "盐池县")
    searched(page, "固原")
    assert [name for name in loaded if name in {"names.js", "2021.js"}] == ["names.js", "2021.js"]


def test_what_can_not_be_loaded_is_said(browser: Browser, ningxia: Site) -> None:
    files = {path: content for path, content in ningxia.files.items() if "2021.js" not in path}
    visit = Visit(browser, replace(ningxia, files=files))
    page = visit.open(f"{PAGE}?q=固原")
    status = "找到2条。检索用的文件没有取到，查得不全。请检查网络，重新打开本页。"
    expect(page.get_by_role("status")).to_have_text(status)
    assert page.locator("#_found a").first.inner_text() == GUYUAN
    visit.page.close()


def test_it_works_from_a_disk(browser: Browser, ningxia: Site, tmp_path: Path) -> None:
    for path, content in ningxia.files.items():
        if "/search/" in path or "/units/guyuan/i" in path or "/" not in path:
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("searchbox").fill("固原")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("#_found a").first).to_have_text(GUYUAN)
    assert searched(page, "盐池")[0] == "盐池县医疗保障局"
    searched(page, "固原")
    page.locator("#_found a").first.click()
    assert page.locator("h1").inner_text() == GUYUAN
    page.close()


def test_without_javascript_the_page_leads_elsewhere(browser: Browser, ningxia: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    content = ningxia.files[PAGE]
    page.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    page.goto(f"{BASE}{PAGE}?q=x")
    assert page.get_by_text("搜索要用 JavaScript").is_visible()
    assert page.get_by_role("searchbox").count() == 0
    main = page.get_by_role("main")
    assert main.get_by_role("link", name="台账").get_attribute("href") == "../ledger/index.html"
    context.close()


def test_hostile_texts_stay_texts(browser: Browser, small: Site) -> None:
    visit = Visit(browser, small)
    visit.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    visit.page.set_viewport_size(NARROWEST)
    page = visit.open("moushi/search/index.html")
    assert any(SCRIPT in title for title in searched(page, "<script>"))
    assert overflow(page) <= 0
    assert searched(page, "=南县<b>")[0] == "=南县<b>医疗保障局</b>"
    assert searched(page, "十月的信息W") == [f"十月的信息{'W' * 150}"]
    assert overflow(page) <= 0
    page.goto(f"{BASE}moushi/search/index.html?q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    expect(page.get_by_role("status")).to_contain_text("没有找到")
    assert page.locator("main img").count() == 0
    visit.page.close()


def test_what_is_not_public_is_not_there_to_be_found(browser: Browser, small: Site) -> None:
    texts = records_of(small)
    assert any("南县的信息" in record for record in texts)
    assert not any(secret in text for secret in SECRETS for record in texts for text in record)
    assert not any(NOT_PUBLIC in text for record in texts for text in record)
    visit = Visit(browser, small)
    page = visit.open("moushi/search/index.html")
    assert searched(page, "机密标题甲") == []
    assert searched(page, "撤回的正文") == []
    visit.page.close()


def test_inside_everything_is_found(browser: Browser, inside: Site, ganzhou: Site) -> None:
    # An item of 兴国县 that is 依申请公开, with its text.
    hidden = {tuple(record) for record in records_of(inside)} - {
        tuple(record) for record in records_of(ganzhou)
    }
    assert hidden
    title = min(title for _, title, _, text in hidden if text)
    visit = Visit(browser, inside)
    assert title in searched(visit.open("ganzhou/search/index.html"), title)
    visit.page.close()


def test_the_page_with_finds_has_no_accessibility_fault(visit: Visit) -> None:
    page = visit.open(PAGE)
    searched(page, "盐池县")
    for viewport in (PHONE, NARROWEST, DESK):
        page.set_viewport_size(viewport)
        assert overflow(page) <= 0
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    page.emulate_media(color_scheme="dark")
    results = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert results.violations_count == 0, results.generate_report()


def test_a_part_is_a_record_a_line(ningxia: Site) -> None:
    lines = ningxia.files["ningxia/search/names.js"].decode().splitlines()
    assert lines[0] == "searchRecords(["
    assert lines[-1] == "]);"
    office = '[0,"../units/office/index.html","办公室","区局处室、中心　又称：局办公室",""],'
    assert lines[1] == office
    part = SearchPart("空的", "search/x.js", ())
    assert search_script(part) == b"searchRecords([\n\n]);\n"
    quoted = SearchRecord(Kind.ITEM, "submissions/a/", '引"号', "\\", "一\n二")
    assert search_script(replace(part, records=(quoted,))).decode() == (
        'searchRecords([\n[4,"../submissions/a/index.html","引\\"号","\\\\","一\\n二"]\n]);\n'
    )


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    found = []
    for name, records in (("one", OFFICE), ("other", dict(reversed(OFFICE.items())))):
        write(tmp_path / name / "moushi", records)
        files = build(tmp_path / name)
        found.append({path: files[path] for path in files if "/search/" in path})
    assert found[0] == found[1]
    assert set(found[0]) == {
        f"moushi/search/{name}" for name in ("index.html", "names.js", "2021.js")
    }
