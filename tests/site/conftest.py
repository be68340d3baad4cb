"""The sites the tests look at: the two bureaus', small hostile ones, one of two bureaus."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browsing import Visit, launched
from tests.site.offices import CLASHING, EMPTY, OFFICE, write
from tests.site.reading import Site
from tests.tracing import uncounted
from tongbao.diagnostic import has_errors
from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.pages.all_pages import PageGroup
from tongbao.documents.pages.items_ledger import items_pages
from tongbao.documents.pages.pdf_files import pdf_files
from tongbao.documents.pages.registered_items import registered_years
from tongbao.documents.pages.source import PageSource
from tongbao.pipeline import Examined, examine
from tongbao.render.files import Keep, Page, all_made, ready
from tongbao.render.site import site_groups
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

TODAY = date(2022, 2, 1)


def no_pdf(source: PageSource, keep: Keep) -> Iterator[Page]:
    """Put something in the place of the documents, which take time."""
    base = addresses.bureau(source.dataset.id)
    for path in pdf_files(source).paths:
        yield from ready(base + path, f"%PDF {path}".encode(), keep)


def show_register_alone(patch: pytest.MonkeyPatch) -> None:
    """Let sites have the register's pages and their home alone: the others take time."""

    def groups(source: PageSource) -> list[PageGroup]:
        return [partial(items_pages, source, year) for year in registered_years(source)]

    patch.setattr("tongbao.render.site.groups_of_many", groups)
    patch.setattr("tongbao.render.site.groups_of_few", lambda _: [])


def build(
    data: Path,
    data_date: date | None = TODAY,
    audience: Audience = Audience.PUBLIC,
    only: str = "",
) -> dict[str, bytes]:
    return rendered(examine(data, TODAY), data_date, audience, only)


def rendered(
    examined: Examined,
    data_date: date | None = TODAY,
    audience: Audience = Audience.PUBLIC,
    only: str = "",
) -> dict[str, bytes]:
    assert not has_errors(examined.diagnostics)
    bureaus = [each for each in examined.bureaus if only in {"", each.dataset.id}]
    pages = list(all_made(site_groups(bureaus, data_date, no_pdf, audience)))
    files = {page.path: page.content for page in pages}
    assert len(files) == len(pages), "two pages have the same path"
    return files


@pytest.fixture(scope="module")
def browser(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser."""
    with launched(root, tmp_path_factory.mktemp("fontconfig")) as browser:
        yield browser


@pytest.fixture(scope="session")
def examined(root: Path) -> Examined:
    """The records of the two bureaus."""
    with uncounted():
        return examine(root / "data", TODAY)


@pytest.fixture(scope="session")
def ningxia(examined: Examined) -> Site:
    """The site of Ningxia alone."""
    with uncounted():
        return Site.of(rendered(examined, only="ningxia"))


@pytest.fixture(scope="session")
def ganzhou(examined: Examined) -> Site:
    """The public site of Ganzhou alone."""
    with uncounted():
        return Site.of(rendered(examined, only="ganzhou"))


@pytest.fixture(scope="session")
def inside(examined: Examined) -> Site:
    """The internal site of Ganzhou alone."""
    with uncounted():
        return Site.of(rendered(examined, audience=Audience.INTERNAL, only="ganzhou"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of one small bureau with hostile texts and items that are not public."""
    data = tmp_path_factory.mktemp("small") / "data"
    write(data / "moushi", OFFICE)
    return Site.of(build(data))


@pytest.fixture(scope="session")
def clashing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a bureau whose ids look like anchors, and whose rulebook changes in July."""
    data = tmp_path_factory.mktemp("clashing") / "data"
    write(data / "moushi", CLASHING)
    return Site.of(build(data))


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The records of the small bureau."""
    data = tmp_path_factory.mktemp("records") / "data"
    write(data / "moushi", OFFICE)
    return load(data).datasets[0]


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of two bureaus, one of them without any record yet."""
    data = tmp_path_factory.mktemp("several") / "data"
    write(data / "moushi", OFFICE)
    write(data / "xinju", EMPTY)
    return Site.of(build(data))


@pytest.fixture
def visit(browser: Browser, ningxia: Site) -> Iterator[Visit]:
    """A tab on Ningxia's site, which asks for nothing that is not there."""
    visit = Visit(browser, ningxia)
    yield visit
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()


@pytest.fixture(params=["ningxia", "ganzhou", "inside", "small", "clashing", "several"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the sites in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found
