"""The bureaus whose forms are printed."""

from pathlib import Path

import pytest

from tongbao.source.dataset import Dataset
from tongbao.source.load import load_bureau


def loaded(folder: Path) -> Dataset:
    dataset, problems = load_bureau(folder, f"data/{folder.name}")
    assert dataset is not None
    assert problems == []
    return dataset


@pytest.fixture(scope="session")
def ganzhou(root: Path) -> Dataset:
    """The bureau whose notice prints the forms."""
    return loaded(root / "data" / "ganzhou")


@pytest.fixture(scope="session")
def example(example_data: Path) -> Dataset:
    """A small bureau."""
    return loaded(example_data / "shili")
