"""Pages without a mouse: the order of the stops, a ring one sees, a way in and a way out."""

from collections.abc import Iterator
from typing import TypedDict, cast

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.site.browsing import DESK, PHONE, Visit
from tests.site.reading import Site

# All that is done here is done by the browser.
pytestmark = pytest.mark.no_cover

MENU = ["首页", "概览", "通报", "单位", "任务", "台账", "采用刊物", "考评办法", "报送信息", "关于"]
MOST = 400

# Where the keyboard is, as one sees it: the place among all elements, the words, the ring.
STOP = """() => {
  const at = document.activeElement;
  if (at === document.body || at === document.documentElement) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll("*")].indexOf(at),
    text: at.innerText || at.getAttribute("aria-label") || at.placeholder || "",
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


class Stop(TypedDict):
    place: int
    text: str
    ring: float
    seen: bool


@pytest.fixture
def visit(browser: Browser, ganzhou: Site) -> Iterator[Visit]:
    visit = Visit(browser, ganzhou)
    yield visit
    assert visit.foreign == []
    assert visit.missing == []
    assert visit.errors == []
    visit.page.close()


def stop(page: Page, key: str) -> Stop | None:
    """Press a key; return where the keyboard is then, None outside the page."""
    page.keyboard.press(key)
    return cast("Stop | None", page.evaluate(STOP))


def stops(page: Page) -> list[Stop]:
    """Return every stop until the keyboard leaves the page."""
    found: list[Stop] = []
    while reached := stop(page, "Tab"):
        found.append(reached)
        assert len(found) < MOST, "no way out of the page"
    return found


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_every_stop_is_seen_in_order_and_there_is_a_way_out(
    visit: Visit, viewport: ViewportSize
) -> None:
    visit.page.set_viewport_size(viewport)
    page = visit.open("ganzhou/reminders/2020-09-30/index.html")
    found = stops(page)
    places = [each["place"] for each in found]
    assert places == sorted(set(places))
    assert [each["text"] for each in found if each["ring"] < 2 or not each["seen"]] == []
    texts = [each["text"].strip() for each in found]
    assert texts[:2] == ["跳到正文", "赣州市医保局政务信息通报"]
    start = texts.index(MENU[0])
    # A phone has no box for search, only the button.
    assert texts[2:start] == (["标题、正文、单位", "搜索"] if viewport is DESK else ["搜索"])
    assert texts[start : start + len(MENU)] == MENU
    # The same way back.
    back = [stop(page, "Shift+Tab") for _ in places]
    assert [each and each["place"] for each in back] == places[::-1]


def test_the_skip_link_passes_the_menu_over(visit: Visit) -> None:
    page = visit.open("ganzhou/units/quannan/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_the_register_is_filtered_and_sorted_without_a_mouse(visit: Visit) -> None:
    page = visit.open("ganzhou/ledger/2020/items/index.html")
    page.get_by_label("单位", exact=True).focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    chosen = page.locator("#_unit option:checked")
    for _ in range(MOST):
        if chosen.inner_text() == "全南县医疗保障局":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("9月")
    rows = page.locator("#_items tbody tr")
    expect(page.locator("#_count")).to_contain_text("符合条件的有")
    assert {each.split("月")[0] for each in page.locator("#_items td.when").all_inner_texts()} == {
        "9"
    }
    assert set(page.locator("#_items td.by").all_inner_texts()) == {"全南县"}
    assert rows.count() > 1
    head = page.get_by_role("columnheader", name="得分")
    for _ in range(MOST):
        if head.locator(":focus").count():
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "ascending")


def test_a_folded_table_opens_with_the_keyboard(visit: Visit) -> None:
    page = visit.open("ganzhou/overview/index.html")
    folded = page.locator("main details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.locator("table").first).to_be_visible()
