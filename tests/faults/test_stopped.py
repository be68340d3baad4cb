"""publish() stopped at every one of its file-system calls: the old tree or the new one stands."""

from pathlib import Path

import pytest

from tests.faults.trees import run


# A publication of six pages makes some seventy calls; fewer would mean that nothing was stopped.
@pytest.mark.parametrize("fault", ["kill", "EIO", "ENOSPC", "EACCES", "EROFS+"])
def test_over_an_old_site(fault: str, tmp_path: Path) -> None:
    report = run("sweep", "old", fault, str(tmp_path / "folder"))
    assert report["problems"] == []
    assert report["calls"] > 70


@pytest.mark.parametrize("fault", ["kill", "EIO", "ENOSPC", "EROFS+"])
def test_where_files_are_taken_over(fault: str, tmp_path: Path) -> None:
    """Whatever becomes of the new tree, the old one still has the files that both have."""
    report = run("sweep", "linked", fault, str(tmp_path / "folder"))
    assert report["problems"] == []
    assert report["calls"] > 70


def test_where_no_site_is_yet(tmp_path: Path) -> None:
    report = run("sweep", "none", "kill", str(tmp_path / "folder"))
    assert report["problems"] == []
    assert report["calls"] > 50


@pytest.mark.parametrize("fault", ["kill", "EIO", "EROFS+"])
def test_where_names_cannot_be_exchanged(fault: str, tmp_path: Path) -> None:
    """Killed between its two renames, the old tree waits beside and is put back first."""
    report = run("sweep", "fallback", fault, str(tmp_path / "folder"))
    assert report["problems"] == []
    assert report["calls"] > 70


@pytest.mark.parametrize("fault", ["kill", "EIO"])
def test_after_a_run_killed_between_its_renames(fault: str, tmp_path: Path) -> None:
    report = run("sweep", "between", fault, str(tmp_path / "folder"))
    assert report["problems"] == []
    assert report["calls"] > 70
