"""The filing page of the example bureau, with a forge or without one."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import Visit
from tests.site.conftest import no_pdf
from tests.site.filing.form import FORGE, opened
from tests.site.reading import Site
from tongbao.documents.audience import Audience
from tongbao.pipeline import examine
from tongbao.render.files import all_made
from tongbao.render.site import site_groups

TODAY = date(2026, 5, 1)


def data_with(example: Path, folder: Path, forge: str = "") -> Path:
    data = folder / "data"
    shutil.copytree(example, data)
    bureau = data / "shili" / "bureau.yaml"
    text = re.sub(
        r"^forge:.*?\n(?=\S|\Z)",
        "",
        bureau.read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    bureau.write_text(text + forge, encoding="utf-8")
    return data


def site_of(data: Path) -> Site:
    examined = examine(data, TODAY)
    pages = all_made(site_groups(examined.bureaus, TODAY, no_pdf, Audience.PUBLIC))
    return Site.of({page.path: page.content for page in pages})


@pytest.fixture(scope="module")
def data(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    forge = FORGE.format(kind="github", host="github.com", more="")
    return data_with(example_data, tmp_path_factory.mktemp("filing"), forge)


@pytest.fixture(scope="module")
def site(data: Path) -> Site:
    return site_of(data)


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    visit = Visit(browser, site)
    yield opened(visit)
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()
