"""Options and data that several test folders share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tongbao import last_build
from tongbao.source.load import read_bytes

# How long an example takes says something of the machine's load, and nothing of the program.
settings.register_profile("tongbao", deadline=None)
settings.register_profile("fuzz", deadline=None, max_examples=6000)
settings.load_profile("tongbao")

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    # Several runs may follow each other in a process, each on a program that was changed.
    read_bytes.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests build apart from what the repository's user has built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(last_build, "CACHE", tmp_path_factory.mktemp("cache"))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless",
        action="store_true",
        help="write what the program says now as the expected text; read the change before commit",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def example_data(root: Path) -> Path:
    """A small, complete and faultless data folder of one bureau."""
    return root / "docs" / "examples" / "data"
