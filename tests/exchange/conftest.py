"""The example bureau in a folder of its own, and the two commands run on it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tongbao.command_line import main

TODAY = "2026-05-01"

Run = Callable[..., Result]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(name="data")
def fixture_data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


@pytest.fixture(name="office_map")
def fixture_office_map(root: Path) -> Path:
    return root / "docs" / "examples" / "import" / "office.yaml"


@pytest.fixture(name="exported_map")
def fixture_exported_map(root: Path) -> Path:
    return root / "docs" / "examples" / "import" / "exported.yaml"
