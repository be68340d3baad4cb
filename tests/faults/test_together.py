"""Several publishers at once: all succeed, and whoever looks sees one whole tree."""

from pathlib import Path

import pytest

from tests.faults.trees import run


@pytest.mark.parametrize(("publishers", "rounds"), [(2, 40), (4, 20)])
def test_publishers_at_once(publishers: int, rounds: int, tmp_path: Path) -> None:
    report = run("race", str(publishers), str(rounds), str(tmp_path))
    assert report["problems"] == []
    assert report["trees"] > 1
    assert report["looks"] > 20


def test_two_where_nothing_can_be_locked(tmp_path: Path) -> None:
    report = run("race", "2", "40", str(tmp_path), "unlocked")
    assert report["problems"] == []
    assert report["trees"] == 2


def test_four_where_names_cannot_be_exchanged(tmp_path: Path) -> None:
    """The site may be missing for moments, but what is there is whole."""
    report = run("race", "4", "20", str(tmp_path), "by-names")
    assert report["problems"] == []
    assert report["trees"] > 1
