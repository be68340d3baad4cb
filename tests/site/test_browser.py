"""The pages in a real browser: hostile texts, links, keyboard, print, from a disk."""

import io
import unicodedata
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.site.browsing import BASE, DESK, PHONE, Visit, overflow
from tests.site.reading import Site

# All that is done here is done by the browser.
pytestmark = pytest.mark.no_cover


def test_hostile_texts_run_nothing_and_fit_a_phone(browser: Browser, small: Site) -> None:
    visit = Visit(browser, small)
    visit.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    visit.page.set_viewport_size(PHONE)
    for path in small.pages:
        assert overflow(visit.open(path)) <= 0
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()


def test_a_click_on_a_score_shows_its_awards(visit: Visit) -> None:
    page = visit.open("index.html")
    page.set_viewport_size(DESK)
    page.locator("tr", has_text="盐池县医疗保障局").locator("a.score").click()
    assert page.url == f"{BASE}ningxia/units/yanchi/2021-q1/index.html"
    assert page.locator("tr.award").count() == 6


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit.open("ningxia/ledger/2021-q1/index.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "_content"


def test_a_wide_table_can_be_scrolled_with_the_keyboard(visit: Visit) -> None:
    page = visit.open("ningxia/ledger/2021-q1/index.html")
    page.set_viewport_size(PHONE)
    region = page.get_by_role("region", name="五市医疗保障部门")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_a_table_stays_a_table_on_a_phone(visit: Visit) -> None:
    page = visit.open("ningxia/bulletins/2021-q1/index.html")
    page.set_viewport_size(PHONE)
    assert page.get_by_role("row").count() > 36
    assert page.get_by_role("rowheader", name="盐池县医疗保障局").count() == 1


def test_paper_has_no_menu_and_black_text(visit: Visit) -> None:
    page = visit.open("ningxia/units/yanchi/index.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".menu").is_visible()
    assert not page.locator(".find").is_visible()
    assert not page.locator(".trail").is_visible()
    colours = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_printed_tables_repeat_their_heads(visit: Visit) -> None:
    printed = visit.open("ningxia/bulletins/2021-q1/index.html").pdf(prefer_css_page_size=True)
    with pdfplumber.open(io.BytesIO(printed)) as document:
        # Chromium maps some characters to radicals that look the same.
        texts = [unicodedata.normalize("NFKC", page.extract_text()) for page in document.pages]
        sideways = [page.width > page.height for page in document.pages]
    tables = [text for text in texts if "动态信息 " in text or "没有采用条目" in text]
    assert len(texts) < 10
    assert sideways[:3] == [False, True, True]
    assert len(tables) > 2
    assert all("采用刊物\n" in text for text in tables)


def test_the_site_can_be_read_from_a_disk(browser: Browser, small: Site, tmp_path: Path) -> None:
    for path, content in small.files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("a.score").first.click()
    assert page.locator("h1").inner_text().endswith("得分说明")
    assert page.evaluate("document.styleSheets.length") == 1
    page.close()
