"""A workshop with the example's data."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building.workshop import Workshop, working_in
from tests.commands.printed_office import FILES
from tests.review.git_office import GitOffice


@pytest.fixture
def example_data_copy(example_data: Path, tmp_path: Path) -> Path:
    """The example's data in a folder of its own, to be changed."""
    return Path(shutil.copytree(example_data, tmp_path / "data"))


@pytest.fixture
def git_office(tmp_path: Path) -> GitOffice:
    """A small office whose data is in git, with one commit."""
    (tmp_path / "office").mkdir()
    office = GitOffice(tmp_path / "office")
    office.git("init", "--quiet", "--initial-branch=main")
    office.branches({"main": FILES}, start=None)
    office.checkout("main")
    return office


@pytest.fixture
def workshop(example_data_copy: Path, tmp_path: Path) -> Iterator[Workshop]:
    """The example's data, built once."""
    with working_in(tmp_path, example_data_copy) as workshop:
        assert workshop.build()[0] == 0
        workshop.printed.clear()
        yield workshop
