"""The register and the search in unusual cases: withdrawn, joint and unlisted items, late texts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import PHONE, Visit
from tests.site.conftest import build, show_register_alone
from tests.site.offices import write
from tests.site.private_office import RECORDS
from tests.site.reading import Element, Site, cells
from tongbao.checks import check
from tongbao.diagnostic import Diagnostic
from tongbao.documents.audience import Audience
from tongbao.documents.pages.items_ledger import items_link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.working import working_page
from tongbao.model.period import Period
from tongbao.pipeline import examine
from tongbao.source.dataset import Dataset

TODAY = date(2022, 2, 1)
YEAR = "moushi/ledger/2021/items/index.html"
JANUARY = "moushi/ledger/2021-01/items/index.html"
CLOSED = "（不公开信息）"
ROW = """rows => rows.map(row => [...row.cells].map(cell => [
  cell.className,
  cell.textContent,
  cell.getAttribute("role"),
  ...[...cell.querySelectorAll("a")].map(link => [link.getAttribute("href"), link.className]),
]))"""
GONE = """
    unit: nanxian
    date: 2021-0{month}-15
    title: 撤回的稿件
    category: 动态信息
    openness: {openness}
    joint: {{mark: 综, units: [{{unit: bangongshi}}]}}
    withdrawn: {{date: 2021-0{month}-16, reason: 重复}}
"""
MORE = {
    # The office gets half of the joint item's points.
    "adoptions/2021/joint.yaml": """
        submission: nanxian/2021/0112-1
        outlet: guanwang
        date: 2021-01-22
    """,
    "submissions/nanxian/2021/0115-1.yaml": GONE.format(month=1, openness="公开"),
    "submissions/nanxian/2021/0615-1.yaml": GONE.format(month=6, openness="不公开"),
}


@pytest.fixture(name="data", scope="module")
def fixture_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("register") / "data"
    write(data / "moushi", {**RECORDS, **MORE}, TODAY)
    return data


def registers(data: Path, audience: Audience) -> Site:
    """Return the register's pages alone: the others take time."""
    with pytest.MonkeyPatch.context() as patch:
        show_register_alone(patch)
        return Site.of(build(data, TODAY, audience))


@pytest.fixture(name="register", scope="module")
def fixture_register(data: Path) -> Site:
    return registers(data, Audience.PUBLIC)


@pytest.fixture(name="visit")
def fixture_visit(browser: Browser, register: Site) -> Iterator[Visit]:
    visit = Visit(browser, register)
    yield visit
    assert visit.errors == []
    visit.page.close()


def lines(page: Element) -> dict[str, Element]:
    """Return a register's rows by day."""
    found = page.one("table", "register").one("tbody").all("tr")
    assert len({cells(row)[0] for row in found}) == len(found)
    return {cells(row)[0]: row for row in found}


def without_script(browser: Browser, site: Site, path: str) -> object:
    context = browser.new_context(java_script_enabled=False)
    found = shown(Visit(context, site).open(path))
    context.close()
    return found


def shown(page: Page) -> object:
    """Return every cell of the register: its class, text, role and links."""
    return page.eval_on_selector_all("#_items tbody tr", ROW)


def test_the_script_shows_what_the_page_shows(
    browser: Browser, register: Site, visit: Visit
) -> None:
    """Among the items: two sent back, a withdrawn, a joint one and one that is closed."""
    expected = without_script(browser, register, YEAR)
    assert shown(visit.open(YEAR)) == expected
    page = register.pages[YEAR]
    assert [cell.text for cell in page.all("td", "bad")] == [
        "已撤回",
        "退回三次，不计分",
        "退回修改中",
        "已撤回",
    ]
    points = {day: row.one("td", "points") for day, row in lines(page).items()}
    assert points["1月12日"].one("a").classes == []
    assert points["1月5日"].one("a").classes == ["score"]
    closed = points["1月7日"].one("a")
    assert closed.classes == []
    assert closed.attributes["href"] == "../../../units/beixian/2021-01/index.html"


def test_the_script_shows_the_same_hundred(browser: Browser, ningxia: Site) -> None:
    path = "ningxia/ledger/2021/items/index.html"
    visit = Visit(browser, ningxia)
    found = shown(visit.open(path))
    assert isinstance(found, list)
    assert len(found) == 100
    assert found == without_script(browser, ningxia, path)
    visit.page.close()


def test_a_withdrawn_item_that_was_not_open_is_in_no_public_register(
    data: Path, register: Site
) -> None:
    """It is all that was filed in June: there is no June. The office sees it."""
    assert not any("ledger/2021-06/items" in path for path in register.files)
    assert "2021-06-15" not in register.files["moushi/ledger/2021/items.js"].decode()
    assert all(not day.startswith("6月") for day in lines(register.pages[YEAR]))
    june = "moushi/ledger/2021-06/items/index.html"
    inside = registers(data, Audience.INTERNAL)
    assert cells(lines(inside.pages[june])["6月15日"])[2] == "（综）撤回的稿件"
    (scored,) = examine(data, TODAY).bureaus
    period = Period(2021, 6, 6)
    assert items_link(PageSource(scored, TODAY), period) is None
    assert items_link(PageSource(scored, TODAY, Audience.INTERNAL), period) is not None


def test_a_withdrawn_open_item_keeps_nothing_but_its_line(register: Site) -> None:
    """What it was filed with others for says what it was about."""
    row = lines(register.pages[JANUARY])["1月15日"]
    assert cells(row) == ["1月15日", "南县", CLOSED, "动态信息", "已撤回", "", "–"]


def test_outlets_that_are_not_registered_can_be_filtered(visit: Visit) -> None:
    page = visit.open(YEAR)
    page.get_by_label("采用刊物", exact=True).select_option("没有登记的刊物")
    assert page.locator("#_items td.about").all_inner_texts() == ["（综）联合的信息"]
    assert page.evaluate("location.hash") == "#outlet=unlisted"


def test_on_a_phone_the_register_is_still_a_table(visit: Visit) -> None:
    """Its rows are laid out otherwise there, for which some browsers forget what they are."""
    page = visit.open(YEAR)
    page.set_viewport_size(PHONE)
    assert page.locator("#_items").get_attribute("role") == "table"
    rows = page.locator("#_items tbody tr")
    assert rows.count() == page.locator("#_items tbody tr[role=row]").count()
    assert page.locator("#_items td").count() == 7 * rows.count()
    assert page.locator("#_items td[role=cell]").count() == 7 * rows.count()
    assert page.locator("#_items th[role=columnheader]").count() == 7


def test_what_is_found_later_takes_nobody_the_focus(browser: Browser, ningxia: Site) -> None:
    """A unit goes before the items, a text that only speaks of it behind them."""
    visit = Visit(browser, ningxia)
    page = visit.open("ningxia/search/index.html?q=固原市医保局建立五项制度")
    found = page.locator("#_found a")
    found.first.wait_for()
    was = found.all_inner_texts()
    found.first.focus()
    page.evaluate(
        """() => searchRecords([
          [0, "one", "固原市医保局建立五项制度", "", ""],
          [1, "two", "别的", "", "固原市医保局建立五项制度"],
        ])"""
    )
    assert found.all_inner_texts() == ["固原市医保局建立五项制度", *was, "别的"]
    assert page.evaluate("document.activeElement.textContent") == was[0]
    visit.page.close()


def test_what_has_the_focus_stays_among_what_is_shown(browser: Browser, ningxia: Site) -> None:
    """Twenty are shown at once; thirty that go before come in while the first has the focus."""
    visit = Visit(browser, ningxia)
    page = visit.open("ningxia/search/index.html?q=固原市医保局建立五项制度")
    found = page.locator("#_found a")
    found.first.wait_for()
    title = found.first.inner_text()
    found.first.focus()
    page.evaluate(
        """() => searchRecords(Array.from({ length: 30 }, (_, place) =>
          [0, `unit-${place}`, "固原市医保局建立五项制度", "", ""]))"""
    )
    assert found.count() == 31
    assert page.evaluate("document.activeElement.textContent") == title
    assert found.last.inner_text() == title
    visit.page.close()


def test_another_query_marks_its_own_words(browser: Browser, ningxia: Site) -> None:
    visit = Visit(browser, ningxia)
    page = visit.open("ningxia/search/index.html?q=固原市医保局建立")
    marks = page.locator("#_found a mark")
    marks.first.wait_for()
    assert set(marks.all_inner_texts()) == {"固原市医保局建立"}
    page.get_by_role("searchbox").fill("固原市医保局")
    page.get_by_role("searchbox").press("Enter")
    assert set(marks.all_inner_texts()) == {"固原市医保局"}
    visit.page.close()


PHONE_NUMBER = """
    unit: beixian
    date: 2021-01-30
    title: 有电话的信息
    category: 动态信息
    openness: 公开
    body: 联系电话13800138000
"""


@pytest.fixture(name="early")
def fixture_early(tmp_path: Path) -> PageSource:
    """An office whose bulletin of January was closed on the 25th of it."""
    name = "bulletins/2021-01/bulletin.md"
    early = {
        name: RECORDS[name].replace("2021-02-05", "2021-01-25"),
        "submissions/beixian/2021/0130-1.yaml": PHONE_NUMBER,
    }
    assert early[name] != RECORDS[name]
    write(tmp_path / "data" / "moushi", {**RECORDS, **early}, date(2021, 2, 28))
    (scored,) = examine(tmp_path / "data", date(2021, 2, 28)).bureaus
    return PageSource(scored, TODAY, Audience.INTERNAL)


def test_a_bulletin_closed_early_is_checked_to_the_end_of_its_time(early: PageSource) -> None:
    """The item of the 30th is of January though the cut-off was before it."""
    view = working_page(early, early.dataset.bulletins["2021-01"])
    records = [finding.record.text for finding in view.checks.findings]
    assert "submissions/beixian/2021/0130-1" in records


def test_the_checks_run_once_for_all_working_pages(
    early: PageSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[date | None] = []

    def counted(dataset: Dataset, today: date | None) -> list[Diagnostic]:
        runs.append(today)
        return check(dataset, today)

    monkeypatch.setattr("tongbao.documents.pages.source.check", counted)
    for bulletin in early.dataset.bulletins.values():
        working_page(early, bulletin)
    assert len(early.dataset.bulletins) > 1
    assert runs == [date(2021, 2, 28)]
