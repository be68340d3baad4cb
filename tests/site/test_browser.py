"""The pages in a real browser: accessibility, width, requests, keyboard, print, from a disk."""

import io
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, ViewportSize, sync_playwright

from tests.site.reading import Site

HOST = "https://site.test"
BASE = f"{HOST}/some/folder/"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
NARROWEST = ViewportSize(width=320, height=640)
TYPES = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml"}

# One page of each kind.
KINDS = [
    "index.html",
    "404.html",
    "ningxia/bulletins/index.html",
    "ningxia/bulletins/2021-q1/index.html",
    "ningxia/units/index.html",
    "ningxia/units/guyuan/index.html",
    "ningxia/submissions/guyuan/2021/0127-1/index.html",
    "ningxia/outlets/index.html",
    "ningxia/outlets/yibao-dongtai/index.html",
    "ningxia/ledger/index.html",
    "ningxia/ledger/2021-q1/index.html",
    "ningxia/ledger/2021-01/index.html",
    "ningxia/adopted/2021-q1/index.html",
    "ningxia/filed/2021-q1/index.html",
    "ningxia/rules/index.html",
    "ningxia/rules/2021/index.html",
    "ningxia/rules/2021/higher/2021-q1/index.html",
    "ningxia/about/index.html",
]


@pytest.fixture(scope="module")
def browser(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with the repository's fonts; without it these tests fail."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    assert program is not None, "no Chromium on this machine: apt-get install chromium"
    folder = tmp_path_factory.mktemp("fontconfig")
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(fonts=root / ".fonts", cache=folder / "cache"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            env={"FONTCONFIG_FILE": str(config), "HOME": str(folder)},
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


class Visit:
    """A browser tab on a site served from memory below a folder of a host."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.page: Page = browser.new_page()
        self.foreign: list[str] = []
        self.missing: list[str] = []
        self._site = site
        self.page.route("**/*", self._answer)

    def open(self, path: str) -> Page:
        self.page.goto(BASE + path)
        return self.page

    def _answer(self, route: Route) -> None:
        url = route.request.url
        path = url.removeprefix(BASE)
        if not url.startswith(HOST):
            self.foreign.append(url)
            route.abort()
        elif path not in self._site.files:
            self.missing.append(url)
            route.fulfill(status=404)
        else:
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            route.fulfill(body=self._site.files[path], content_type=kind)


@pytest.fixture
def visit(browser: Browser, ningxia: Site) -> Iterator[Visit]:
    visit = Visit(browser, ningxia)
    yield visit
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert isinstance(width, int)
    return width


@pytest.mark.parametrize("path", KINDS)
def test_a_page_has_no_accessibility_fault(visit: Visit, path: str) -> None:
    page = visit.open(path)
    axe = Axe()
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme="light")
        results = axe.run(page)
        assert results.violations_count == 0, results.generate_report()
        # Nothing but colours changes in the dark.
        page.emulate_media(color_scheme="dark")
        results = axe.run(page, options={"runOnly": ["color-contrast"]})
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", KINDS)
def test_a_page_fits_a_phone(visit: Visit, path: str) -> None:
    page = visit.open(path)
    for viewport in (PHONE, NARROWEST):
        page.set_viewport_size(viewport)
        assert overflow(page) <= 0


def test_hostile_texts_run_nothing_and_fit_a_phone(browser: Browser, small: Site) -> None:
    visit = Visit(browser, small)
    visit.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    visit.page.set_viewport_size(PHONE)
    for path in small.pages:
        assert overflow(visit.open(path)) <= 0
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()


def test_the_list_of_bureaus_has_no_accessibility_fault(browser: Browser, several: Site) -> None:
    visit = Visit(browser, several)
    for path in ("index.html", "xinju/index.html", "moushi/units/beixian/index.html"):
        results = Axe().run(visit.open(path))
        assert results.violations_count == 0, results.generate_report()
    visit.page.close()


def test_a_click_on_a_score_shows_its_awards(visit: Visit) -> None:
    page = visit.open("index.html")
    page.set_viewport_size(DESK)
    page.locator("tr", has_text="盐池县医疗保障局").locator("a.score").click()
    assert page.url == f"{BASE}ningxia/units/yanchi/index.html#2021-q1"
    assert page.locator(":target tr.award").count() == 6
    assert page.locator(":target").is_visible()


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
    assert not page.locator(".masthead").is_visible()
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
    assert page.locator(":target").is_visible()
    assert page.evaluate("document.styleSheets.length") == 1
    page.close()
