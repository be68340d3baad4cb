"""The sample bureau as its folder has it, read and scored once."""

from pathlib import Path

import pytest

from tongbao.scoring.score import Scored, score
from tongbao.source.dataset import Dataset
from tongbao.source.load import load


@pytest.fixture(scope="package", name="ganzhou")
def fixture_ganzhou(root: Path) -> Dataset:
    loaded = load(root / "data")
    assert loaded.diagnostics == ()
    return next(dataset for dataset in loaded.datasets if dataset.id == "ganzhou")


@pytest.fixture(scope="package", name="scored")
def fixture_scored(ganzhou: Dataset) -> Scored:
    return score(ganzhou, ganzhou.bureau.record.until)
