"""What paper says of a page, where its sheets end, and what a narrow screen still shows."""

import io
import re
import unicodedata

import pdfplumber
import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page

from tests.site.browsing import PHONE, Visit
from tests.site.reading import Site

# All that is done here is done by the browser.
pytestmark = pytest.mark.no_cover

INTERNAL = "内部资料，请勿外传"
SAMPLE = "示例数据，不是实际情况"
PAGE_NUMBER = re.compile(r"\d+/\d+")


def sheets(browser: Browser, site: Site, address: str) -> list[pdfplumber.page.Page]:
    page = Visit(browser, site).open(f"{address}index.html")
    content = page.pdf(prefer_css_page_size=True)
    page.close()
    # The glyph for two characters is mapped to what looks the same.
    document = pdfplumber.open(io.BytesIO(content), unicode_norm="NFKC")
    return document.pages


def lines(sheet: pdfplumber.page.Page) -> list[str]:
    return str(sheet.extract_text()).splitlines()


def on_a_phone(browser: Browser, site: Site, address: str) -> Page:
    visit = Visit(browser, site)
    visit.page.set_viewport_size(PHONE)
    return visit.open(f"{address}index.html")


def ground(page: Page, box: Locator) -> int:
    """Return how light the paper is at the right edge of a box, above its first line's letters."""
    edge, row = box.bounding_box(), box.locator("tbody tr").first.bounding_box()
    assert edge is not None
    assert row is not None
    clip = FloatRect(x=edge["x"] + edge["width"] - 3, y=row["y"] + 2, width=1, height=1)
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip)))
    return int(picture.convert("L").tobytes()[0])


@pytest.mark.parametrize(
    ("name", "bureau", "marks"),
    [
        ("ningxia", "宁夏医保局", ()),
        ("ganzhou", "赣州市医保局", (SAMPLE,)),
        ("inside", "赣州市医保局", (INTERNAL, SAMPLE)),
    ],
)
def test_the_first_line_says_whose_page_it_is_and_who_may_have_it(
    browser: Browser, request: pytest.FixtureRequest, name: str, bureau: str, marks: tuple[str, ...]
) -> None:
    folder = "ningxia" if name == "ningxia" else "ganzhou"
    first = sheets(browser, request.getfixturevalue(name), f"{folder}/about/")[0]
    expected = " ".join((f"{bureau} 政务信息通报", *marks))
    assert lines(first)[0] == unicodedata.normalize("NFKC", expected)
    text = first.extract_text()
    assert "搜索" not in lines(first)[1]
    assert "考评办法 报送信息" not in text


def test_black_letters_say_it(browser: Browser, inside: Site) -> None:
    """A printer leaves grounds out: white letters on red would be gone."""
    page = Visit(browser, inside).open("ganzhou/about/index.html")
    page.emulate_media(media="print")
    colours = page.eval_on_selector_all(
        ".brand, .stamp", "all => all.map(each => getComputedStyle(each).color)"
    )
    page.close()
    assert colours == ["rgb(0, 0, 0)"] * 3


def test_the_register_takes_five_sheets_for_a_hundred_rows(browser: Browser, ganzhou: Site) -> None:
    found = sheets(browser, ganzhou, "ganzhou/ledger/2020/items/")
    assert len(found) <= 6
    # A title has half of the 178 mm between the margins, about 505 points, less the other columns.
    titles = [word for word in found[0].extract_words() if word["text"].startswith("〔示例〕")]
    assert max(word["x1"] - word["x0"] for word in titles) > 120


@pytest.mark.parametrize("unit", ["xingguo", "office"])
def test_the_sheets_of_a_score_end_with_what_belongs_together(
    browser: Browser, ganzhou: Site, unit: str
) -> None:
    found = sheets(browser, ganzhou, f"ganzhou/units/{unit}/2020-q3/")
    for sheet in found[:-1]:
        *_, last = (line for line in lines(sheet) if not PAGE_NUMBER.fullmatch(line))
        # Neither a table's head nor a part's name stands where its lines don't.
        assert "计分理由和依据" not in last
        # A line begins with its clause, too, but says what it counts.
        assert not last.startswith("四(") or "计" in last
    # The page's foot is never alone.
    assert any(line.startswith("合计") or "小计" in line for line in lines(found[-1]))


def test_ranks_are_one_list_on_a_phone(browser: Browser, ganzhou: Site) -> None:
    """The bulletin of July has 待遇保障科 third of its group, that of August has it first."""
    page = on_a_phone(browser, ganzhou, "ganzhou/overview/2020-08/")
    first = page.locator(".slopes").first
    assert first.locator(".slope-now li").first.inner_text().split() == [
        "3→1",
        "待遇保障科",
        "升2位",
    ]
    assert not first.locator("svg").is_visible()
    assert not first.locator(".slope-then").is_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    assert first.locator("svg").is_visible()
    assert first.locator(".slope-now li").first.inner_text().split() == [
        "1",
        "待遇保障科",
        "升2位",
    ]
    page.close()


def test_a_day_is_not_broken_on_a_phone(browser: Browser, ganzhou: Site) -> None:
    page = on_a_phone(browser, ganzhou, "ganzhou/due/")
    day = page.locator(".entries .day", has_text="10月16日").first
    parts = day.evaluate(
        "each => { const text = document.createRange(); text.selectNodeContents(each);"
        " return [text.getClientRects().length, each.scrollWidth - each.clientWidth]; }"
    )
    page.close()
    assert parts == [1, 0]


@pytest.mark.parametrize("name", ["ganzhou", "ningxia"])
def test_scores_of_all_units_are_seen_on_a_phone(
    browser: Browser, request: pytest.FixtureRequest, name: str
) -> None:
    page = on_a_phone(browser, request.getfixturevalue(name), f"{name}/units/")
    right = page.eval_on_selector_all(
        ".units td", "all => all.map(each => each.getBoundingClientRect().right)"
    )
    page.close()
    assert len(right) > 40
    assert max(right) <= PHONE["width"]


def test_every_column_is_seen_on_a_desk(browser: Browser, ganzhou: Site) -> None:
    page = Visit(browser, ganzhou).open("ganzhou/ledger/2020-q3/index.html")
    page.set_viewport_size({"width": 1440, "height": 900})
    hidden = "all => all.map(each => each.scrollWidth - each.clientWidth)"
    assert page.eval_on_selector_all(".scroll", hidden) == [0, 0, 0, 0]
    page.close()


def test_a_shadow_shows_that_there_is_more(browser: Browser, ganzhou: Site) -> None:
    """The right edge of the box is darker than its paper, until all has been seen."""
    page = on_a_phone(browser, ganzhou, "ganzhou/ledger/2020-q3/")
    box = page.locator(".scroll").first
    grounds = []
    for left in ("0", "each.scrollWidth"):
        box.evaluate(f"each => {{ each.scrollLeft = {left}; }}")
        grounds.append(ground(page, box))
    page.close()
    assert grounds[0] < 215
    assert grounds[1] == 255
