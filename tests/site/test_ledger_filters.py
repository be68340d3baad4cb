"""The register's filters and the buttons that copy a list, in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import BASE, DESK, HOST, PHONE, Visit, overflow
from tests.site.offices import SCRIPT
from tests.site.reading import Site

YEAR = "ningxia/ledger/2021/items/index.html"
SMALL = "moushi/ledger/2021/items/index.html"
GREAT = 20_000


def count(page: Page) -> str:
    return page.locator("#_count").inner_text()


def address(page: Page) -> str:
    """Return the page's address; what the browser told the test of it may be late."""
    found = page.evaluate("location.href")
    assert isinstance(found, str)
    return found


def column(page: Page, name: str) -> list[str]:
    return page.locator(f"#_items td.{name}").all_inner_texts()


def test_the_whole_year_is_there_a_hundred_at_a_time(visit: Visit) -> None:
    page = visit.open(YEAR)
    assert count(page) == "共521条，下面是前100条。"
    assert len(column(page, "when")) == 100
    page.get_by_role("button", name="再显示100条").click()
    assert len(column(page, "when")) == 200
    assert count(page) == "共521条，下面是前200条。"
    for _ in range(3):
        page.get_by_role("button", name="再显示100条").click()
    page.get_by_role("button", name="再显示21条").click()
    assert len(column(page, "when")) == 521
    assert count(page) == "共521条。"
    assert page.locator("#_more").is_hidden()
    # The button that was pressed is gone: the first of the new rows has the focus.
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 501


def test_filters_by_unit_and_month(visit: Visit) -> None:
    """盐池县 filed 22 items in March, by the published notice."""
    page = visit.open(YEAR)
    page.get_by_label("单位", exact=True).select_option("盐池县医疗保障局")
    page.get_by_label("月份").select_option("3月")
    assert count(page) == "符合条件的有22条（共521条）。"
    assert set(column(page, "by")) == {"盐池县"}
    assert all(day.startswith("3月") for day in column(page, "when"))
    page.get_by_role("button", name="清除筛选").click()
    assert count(page) == "共521条，下面是前100条。"
    assert address(page) == f"{BASE}{YEAR}#"


def test_filters_by_outlet_state_category_and_title(visit: Visit) -> None:
    page = visit.open(YEAR)
    page.get_by_label("状态").select_option("已采用")
    assert count(page) == "符合条件的有54条（共521条）。"
    page.get_by_label("采用刊物", exact=True).select_option("国家局医保动态")
    assert column(page, "points") == ["5.5"]
    page.get_by_role("button", name="清除筛选").click()
    page.get_by_label("类别").select_option("调研报告")
    assert column(page, "about") == ["关于我区城乡居民门诊统筹政策运行情况的调研报告"]
    page.get_by_label("类别").select_option("全部")
    page.get_by_label("题目里有").fill("★")
    assert column(page, "by") == ["固原市"]


def test_a_press_on_a_head_sorts_and_another_turns_it_round(visit: Visit) -> None:
    """The most for one item is 5 of the national journal and 0.5; two items have it."""
    page = visit.open(YEAR)
    head = page.get_by_role("columnheader", name="得分")
    expect(page.get_by_role("columnheader", name="日期")).to_have_attribute(
        "aria-sort", "descending"
    )
    head.get_by_role("button").click()
    assert column(page, "points")[:4] == ["5.5", "5.5", "5", "2"]
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.locator("th[aria-sort]").count() == 1
    head.get_by_role("button").click()
    assert column(page, "points")[0] == "–"
    expect(head).to_have_attribute("aria-sort", "ascending")
    # Official order, the latest first inside a unit.
    page.get_by_role("columnheader", name="单位").get_by_role("button").click()
    assert column(page, "by")[0] == "区局办公室"


def test_the_keyboard_sorts(visit: Visit) -> None:
    page = visit.open(YEAR)
    page.get_by_role("button", name="导出为 CSV").focus()
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "日期"
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="日期")).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert page.locator(":focus").inner_text() == "日期"


def test_the_address_carries_what_was_chosen(visit: Visit, browser: Browser, ningxia: Site) -> None:
    page = visit.open(YEAR)
    page.get_by_label("单位", exact=True).select_option("盐池县医疗保障局")
    page.get_by_role("columnheader", name="得分").get_by_role("button").click()
    page.get_by_label("题目里有").fill("从严 治党&")
    sent = address(page)
    assert sent.startswith(f"{BASE}{YEAR}#unit=yanchi&title=")
    other = Visit(browser, ningxia)
    again = other.open(sent.removeprefix(BASE))
    assert again.get_by_label("题目里有").input_value() == "从严 治党&"
    assert again.locator("#_unit").input_value() == "yanchi"
    assert again.locator("#_items th[aria-sort='descending']").inner_text() == "得分"
    again.goto(f"{BASE}{YEAR}#unit=yanchi&month=2021-01")
    assert count(again) == "符合条件的有8条（共521条）。"
    assert other.missing == []
    again.close()


def test_what_an_address_makes_up_is_passed_over(visit: Visit) -> None:
    page = visit.open(f"{YEAR}#unit=nobody&sort=nothing-rising&month=2021-02&more=1")
    assert count(page).startswith("符合条件的有162条")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert address(page).endswith("#_content")
    assert count(page).startswith("符合条件的有162条")


def test_nothing_found_is_said(visit: Visit) -> None:
    page = visit.open(YEAR)
    page.get_by_label("题目里有").fill("没有这样的题目")
    assert count(page) == "没有符合条件的报送，请减少条件。"
    assert page.locator("#_items").is_hidden()
    assert page.locator("#_more").is_hidden()
    assert page.locator("#_count").get_attribute("role") == "status"


def test_a_phone_sorts_by_a_list(visit: Visit) -> None:
    page = visit.open(YEAR)
    page.set_viewport_size(PHONE)
    page.get_by_label("排序").select_option("得分，高的在前")
    assert column(page, "points")[0] == "5.5"
    assert overflow(page) <= 0
    page.set_viewport_size(DESK)
    assert page.get_by_label("排序").is_hidden()


def test_without_javascript_the_latest_are_there_and_nothing_else_is_offered(
    browser: Browser, ningxia: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    visit = Visit(context, ningxia)
    page = visit.open(YEAR)
    assert page.locator("#_filters").is_hidden()
    assert page.locator("#_more").is_hidden()
    assert len(column(page, "when")) == 100
    assert count(page) == "下面是最近的100条，其余按月看。"
    page.get_by_role("link", name="1月", exact=True).click()
    page.get_by_role("link", name="第2页").click()
    assert len(column(page, "when")) == 50
    context.close()


def test_a_register_can_be_filtered_from_a_disk(
    browser: Browser, small: Site, tmp_path: Path
) -> None:
    for path in (SMALL, "moushi/ledger/2021/items.js", "ledger.js", "style.css"):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(small.files[path])
    page = browser.new_page()
    page.goto(f"{(tmp_path / SMALL).as_uri()}#month=2021-01")
    assert count(page) == "符合条件的有3条（共6条）。"
    page.get_by_label("状态").select_option("已采用")
    assert count(page) == "符合条件的有2条（共6条）。"
    assert address(page).endswith("#month=2021-01&state=%E5%B7%B2%E9%87%87%E7%94%A8")
    page.close()


def test_hostile_texts_stay_texts(browser: Browser, small: Site) -> None:
    visit = Visit(browser, small)
    visit.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page = visit.open(SMALL)
    page.get_by_label("题目里有").fill("<SCRIPT>")
    (title,) = column(page, "about")
    assert SCRIPT in title
    assert page.locator("#_items script, #_items i, #_items b").count() == 0
    page.goto(f"{BASE}{SMALL}#title={SCRIPT}&unit={SCRIPT}")
    assert count(page) == "符合条件的有1条（共6条）。"
    visit.page.close()


def test_the_file_is_what_is_shown_and_runs_nothing(browser: Browser, small: Site) -> None:
    """南县's name begins with `=`; its points are less than nothing and stay a number."""
    visit = Visit(browser, small)
    page = visit.open(f"{SMALL}#month=2021-04")
    with page.expect_download() as started:
        page.get_by_role("button", name="导出为 CSV").click()
    assert started.value.suggested_filename == "2021年报送台账（筛选）.csv"
    content = Path(started.value.path()).read_bytes()
    assert content.decode("utf-8-sig").split("\r\n") == [
        "日期,单位,题目,类别,状态,采用刊物,得分",
        "2021-04-12,'=南县<b>医疗保障局</b>,南县的信息,动态信息,已采用,局官网,-4.5",
        "2021-04-08,北县医疗保障局,（不公开信息）,动态信息,未采用,,",
        "",
    ]
    assert content.startswith(b"\xef\xbb\xbf")
    visit.page.close()


def test_twenty_thousand_items_do_not_hold_up_the_page(browser: Browser, ningxia: Site) -> None:
    path = "ningxia/ledger/2021/items.js"
    head, _, tail = ningxia.files[path].decode().partition("{")
    data = json.loads(f"{{{tail}".rstrip().removesuffix(";"))
    times = GREAT // len(data["items"]) + 1
    data["items"] = (data["items"] * times)[:GREAT]
    files = {**ningxia.files, path: f"{head}{json.dumps(data)};".encode()}
    visit = Visit(browser, Site.of(files))
    page = visit.open(YEAR)
    assert count(page) == "共20000条，下面是前100条。"
    assert page.locator("#_items tbody tr").count() == 100
    spent = page.evaluate(
        """() => {
          const started = performance.now();
          const form = document.getElementById("_filters");
          form.elements.title.value = "医保";
          form.dispatchEvent(new Event("input", { bubbles: true }));
          return performance.now() - started;
        }"""
    )
    assert page.locator("#_items tbody tr").count() == 100
    assert spent < 2000
    visit.page.close()


def test_a_list_is_copied_for_the_chat_group(browser: Browser, ganzhou: Site) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=HOST)
    visit = Visit(context, ganzhou)
    page = visit.open("ganzhou/reminders/2020-07-31/index.html")
    message = page.locator("#_message-1-1").inner_text()
    assert message.startswith("〔示例数据〕截至7月31日，没有完成本月任务的单位（12个）：\n")
    page.get_by_role("button", name="复制").first.click()
    assert page.locator(".message").first.get_by_role("status").inner_text() == "已复制。"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == message
    context.close()


def test_without_javascript_a_list_is_text(browser: Browser, ganzhou: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Visit(context, ganzhou).open("ganzhou/tasks/index.html")
    assert page.locator("#_message-1-1").inner_text().startswith("〔示例数据〕截至9月30日，9月任务")
    assert page.get_by_role("button", name="复制").count() == 0
    page.get_by_role("link", name="发到工作群的名单").click()
    assert address(page).endswith("tasks/index.html#_chat")
    context.close()
