"""A page of each kind in a real browser: accessibility, width, requests, errors, no JavaScript."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.browsing import DESK, NARROWEST, PHONE, Visit, overflow
from tests.site.conftest import TODAY, rendered
from tests.site.offices import write
from tests.site.private_office import RECORDS
from tests.site.reading import Site
from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.pages.all_pages import groups_of_few, groups_of_many
from tongbao.documents.pages.source import PageSource
from tongbao.pipeline import Examined, examine
from tongbao.render.relative import file_of
from tongbao.render.site import TEMPLATES

# All that is done here is done by the browser.
pytestmark = pytest.mark.no_cover

# These belong to no bureau, so they have no view.
ROOT = {"404.html": "ningxia:404.html", "bureaus.html": "several:index.html"}

# One page of each kind, more where they show other things: which site, which page.
KINDS = [
    *ROOT.values(),
    "ningxia:ningxia/index.html",
    "ningxia:ningxia/overview/index.html",
    "ningxia:ningxia/bulletins/index.html",
    "ningxia:ningxia/bulletins/2021-q1/index.html",
    "ningxia:ningxia/units/index.html",
    "ningxia:ningxia/submissions/guyuan/2021/0127-1/index.html",
    "ningxia:ningxia/outlets/index.html",
    "ningxia:ningxia/outlets/yibao-dongtai/index.html",
    "ningxia:ningxia/ledger/index.html",
    "ningxia:ningxia/ledger/2021-01/index.html",
    "ningxia:ningxia/ledger/2021/items/index.html",
    "ningxia:ningxia/ledger/2021-02/items/page-2/index.html",
    "ningxia:ningxia/adopted/2021-q1/index.html",
    "ningxia:ningxia/adopted/2021-q1/level-1/index.html",
    "ningxia:ningxia/filed/2021-q1/index.html",
    "ningxia:ningxia/rules/index.html",
    "ningxia:ningxia/about/index.html",
    "ganzhou:ganzhou/index.html",
    "ganzhou:ganzhou/overview/2020-08/index.html",
    "ganzhou:ganzhou/overview/2020-q4/index.html",
    "ganzhou:ganzhou/bulletins/2020-07/index.html",
    "ganzhou:ganzhou/bulletins/2020-07/annex-2/index.html",
    "ganzhou:ganzhou/bulletins/2020-07/units/quannan/index.html",
    "ganzhou:ganzhou/units/quannan/index.html",
    "ganzhou:ganzhou/units/quannan/2020-07/index.html",
    "ganzhou:ganzhou/units/daiyu/index.html",
    "ganzhou:ganzhou/units/zhanggong/filed/2020/index.html",
    "ganzhou:ganzhou/ledger/2020-07/index.html",
    "ganzhou:ganzhou/tasks/index.html",
    "ganzhou:ganzhou/tasks/annex-3-2/index.html",
    "ganzhou:ganzhou/due/index.html",
    "ganzhou:ganzhou/due/duties/2020/0724-1/index.html",
    "ganzhou:ganzhou/reminders/index.html",
    "ganzhou:ganzhou/reminders/2020-07-15/index.html",
    "ganzhou:ganzhou/file/index.html",
    "ganzhou:ganzhou/help/index.html",
    "ganzhou:ganzhou/search/index.html",
    "ganzhou:ganzhou/rules/2020/index.html",
    "ganzhou:ganzhou/rules/2020/sheet/index.html",
    "ganzhou:ganzhou/rules/2020/regular/2020-07/index.html",
    "inside:ganzhou/bulletins/2020-07/working/index.html",
    "inside:ganzhou/correspondents/index.html",
    "inside:ganzhou/submissions/xingguo/2020/0702-1/index.html",
    "persons:moushi/authors/2021-01/index.html",
    # Without any record.
    "several:xinju/index.html",
]

# What may wait for a script: it is of no use without one. The line tells of the filters' address.
CONTROLS = "form, button, #_share"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """The records of a small bureau that scores persons too."""
    data = tmp_path_factory.mktemp("office") / "data"
    write(data / "moushi", RECORDS)
    return examine(data, TODAY)


@pytest.fixture(scope="module")
def persons(office: Examined) -> Site:
    """Its internal site."""
    return Site.of(rendered(office, audience=Audience.INTERNAL))


@pytest.fixture(scope="module", params=KINDS)
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A page of a kind, opened once for all that is asked of it."""
    name, _, path = request.param.partition(":")
    visit = Visit(browser, request.getfixturevalue(name))
    visit.open(path)
    yield visit
    visit.page.close()


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture(params=KINDS)
def unscripted(still: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    name, _, path = request.param.partition(":")
    visit = Visit(still, request.getfixturevalue(name))
    yield visit.open(path)
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()


def faults(page: Page, **options: object) -> str:
    """Return what axe finds, in words; empty if nothing."""
    results = Axe().run(page, options={"resultTypes": ["violations"], **options})
    report: str = results.generate_report()
    return report if results.violations_count else ""


def views(examined: Examined, audience: Audience) -> Mapping[str, type]:
    """Return the kind of every page of the bureaus, by path."""
    return {
        addresses.bureau(scored.dataset.id) + file_of(view.head.address): type(view)
        for scored in examined.bureaus
        for source in [PageSource(scored, TODAY, audience)]
        for group in (*groups_of_many(source), *groups_of_few(source))
        for view in group()
    }


def test_no_kind_of_page_is_forgotten(root: Path, examined: Examined, office: Examined) -> None:
    public = views(examined, Audience.PUBLIC)
    inside = views(examined, Audience.INTERNAL)
    known = {
        "ningxia": public,
        "ganzhou": public,
        "inside": inside,
        "persons": views(office, Audience.INTERNAL),
    }
    places = [kind.partition(":") for kind in KINDS]
    covered = {known[name].get(path) for name, _, path in places if name in known}
    assert covered - {None} == set(TEMPLATES)
    # Whatever is a whole page is the template of a kind.
    whole = re.compile("^({% extends|<!DOCTYPE)", re.MULTILINE)
    templates = {
        file.name
        for file in (root / "templates/site").glob("*.html")
        if whole.search(file.read_text(encoding="utf-8"))
    }
    assert templates - {"layout.html"} == set(TEMPLATES.values()) | set(ROOT)
    assert set(ROOT.values()) < set(KINDS)


def test_a_page_has_no_accessibility_fault(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    assert faults(page) == ""
    # Nothing but colours changes in the dark, and all but colours on a phone.
    page.emulate_media(color_scheme="dark")
    assert faults(page, runOnly=["color-contrast"]) == ""
    page.set_viewport_size(PHONE)
    assert faults(page, rules={"color-contrast": {"enabled": False}}) == ""


def test_a_page_fits_a_phone(visit: Visit) -> None:
    for viewport in (PHONE, NARROWEST):
        visit.page.set_viewport_size(viewport)
        assert overflow(visit.page) <= 0


def test_a_page_asks_only_its_site_and_reports_no_error(visit: Visit) -> None:
    assert visit.foreign == []
    assert visit.missing == []
    assert visit.errors == []


def test_without_javascript_a_page_shows_all_it_has(unscripted: Page) -> None:
    """Only what needs a script may be hidden, and then it must be."""
    page = unscripted
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    # What is folded away opens without a script.
    tables = page.locator("main table:not(details *)")
    assert tables.count() == tables.locator("visible=true").count()
    needless = page.locator(f"main [hidden]:not({CONTROLS}, form *)")
    assert [each.text_content() for each in needless.all()] == []
    # Search is offered in the frame: it leads to a page that says how to find things without.
    shown = page.locator("button:visible, input:visible, select:visible, textarea:visible")
    assert shown.and_(page.locator(":not(form[role=search][action] *)")).all_inner_texts() == []
