"""The sites the tests look at: Ningxia's, small hostile ones, one of two bureaus."""

from datetime import date
from pathlib import Path

import pytest

from tests.site.offices import CLASHING, EMPTY, OFFICE, write
from tests.site.reading import Site
from tongbao.documents.bulletin import BulletinView
from tongbao.pipeline import examine
from tongbao.render.site import render_site
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

TODAY = date(2022, 2, 1)


def no_pdf(dataset: Dataset, view: BulletinView) -> bytes:
    return f"%PDF {dataset.id} {view.id}".encode()


def build(data: Path, data_date: date | None = TODAY) -> dict[str, bytes]:
    examined = examine(data, TODAY)
    assert examined.diagnostics == ()
    pages = list(render_site(examined.bureaus, data_date, no_pdf))
    files = {page.path: page.content for page in pages}
    assert len(files) == len(pages), "two pages have the same path"
    return files


@pytest.fixture(scope="session")
def ningxia(root: Path) -> Site:
    """The site of the repository's own data."""
    return Site.of(build(root / "data"))


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


@pytest.fixture(params=["ningxia", "small", "clashing", "several"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the sites in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found
