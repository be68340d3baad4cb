"""The filing page as a whole: drafts, keyboard, accessibility, from a disk, without JavaScript."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.browsing import BASE, DESK, NARROWEST, PHONE, Visit, overflow
from tests.site.filing.form import PAGE, SUFFIX, downloaded, fill, opened, path_of
from tests.site.reading import Site


def test_a_draft_survives_a_reload_and_can_be_deleted(page: Page) -> None:
    fill(page, title="草稿: 一", body="第一段。\n\n第二段。")
    page.locator("#_commission").select_option("2026/yichuang")
    path, text = path_of(page), page.locator("#_file").inner_text()
    page.reload()
    assert (path_of(page), page.locator("#_file").inner_text()) == (path, text)
    assert "草稿: 一" in text
    page.get_by_role("button", name="清空表格，删除草稿").click()
    assert page.locator("#_title").input_value() == ""
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.locator("#_title").input_value() == ""
    fill(page)
    assert path_of(page) != path


def test_without_storage_the_form_works_and_says_so(browser: Browser, site: Site) -> None:
    visit = Visit(browser, site)
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } });"
    )
    page = opened(visit)
    fill(page)
    assert page.locator("#_draft").inner_text() == "这个浏览器不能存草稿，离开前请先下载。"
    assert "title: 东河县推进试点\n" in downloaded(page)[1]
    page.close()


def test_a_broken_draft_is_passed_over(browser: Browser, site: Site) -> None:
    visit = Visit(browser, site)
    visit.page.add_init_script(
        "localStorage.setItem('tongbao-filing-shili', '{\"suffix\": \"../x\"');"
    )
    page = opened(visit)
    assert page.locator("#_form").is_visible()
    visit.page.add_init_script(
        "localStorage.setItem('tongbao-filing-shili', '{\"suffix\": \"../x\"}');"
    )
    page.reload()
    fill(page)
    assert re.fullmatch(rf"data/shili/submissions/donghe/2026/0420-{SUFFIX}\.yaml", path_of(page))
    page.close()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.get_by_label("报送单位").focus()
    keys = page.keyboard
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    # A date has a part for the year, the month, the day, and its calendar.
    for _ in range(5):
        keys.press("Tab")
    keys.type("只用键盘")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    assert page.locator("#_sensitive").evaluate("it => it === document.activeElement")
    for name in ("示例甲", "示例乙", "示例丙"):
        keys.press("Tab")
        keys.type(name)
        for _ in range(4):
            keys.press("Tab")
    page.locator("#_title").focus()
    keys.press("Enter")
    ((url, *_),) = page.evaluate("window.opened")
    text = parse_qs(urlsplit(url).query)["value"][0]
    assert "\nunit: donghe\n" in text
    assert "\ntitle: 只用键盘\ncategory: 经验总结\nopenness: 公开\nreview:\n" in text


def test_the_page_has_no_accessibility_fault(page: Page) -> None:
    axe = Axe()

    def look() -> None:
        for viewport in (PHONE, DESK):
            page.set_viewport_size(viewport)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                results = axe.run(page)
                assert results.violations_count == 0, results.generate_report()
        for viewport in (PHONE, NARROWEST):
            page.set_viewport_size(viewport)
            assert overflow(page) <= 0

    look()
    page.get_by_role("button", name="下载文件").click()
    look()
    fill(page, title="W" * 300)
    page.get_by_label("涉及重大、敏感社会事件").check()
    page.get_by_label("不公开", exact=True).check()
    look()


def test_without_javascript_the_page_says_how_else_to_file(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body=site.files[PAGE], content_type="text/html"))
    page.goto(BASE + PAGE)
    assert page.locator("#_form").is_hidden()
    assert page.get_by_text("填表要用 JavaScript").is_visible()
    assert page.get_by_text("用电子邮件发给示例市医疗保障局办公室").is_visible()
    assert page.get_by_text("涉密信息严禁录入。").first.is_visible()
    context.close()


def test_the_page_works_from_a_disk(browser: Browser, site: Site, tmp_path: Path) -> None:
    for path, content in site.files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page = browser.new_page()
    page.goto((tmp_path / "shili" / "index.html").as_uri())
    page.get_by_role("link", name="报送信息").first.click()
    fill(page, title="从磁盘打开")
    assert "title: 从磁盘打开\n" in downloaded(page)[1]
    page.reload()
    assert page.locator("#_title").input_value() == "从磁盘打开"
    page.close()


def test_the_page_names_only_what_is_public(small: Site, ganzhou: Site) -> None:
    page = small.files["moushi/file/index.html"].decode()
    assert "机密约稿题目" not in page
    assert small.page("moushi/file/").one("form", "filing").all("input", "") != []
    assert "签名人" not in small.page("moushi/file/").text
    assert "138000000" not in ganzhou.files["ganzhou/file/index.html"].decode()
