"""The day of the data's last commit, from real git."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tongbao.source.history import last_change


def git(folder: Path, *arguments: str, day: str = "2026-04-08") -> None:
    moment = f"{day}T23:30:00+08:00"
    subprocess.run(  # noqa: S603
        ["git", "-c", "user.name=n", "-c", "user.email=e@example.invalid", *arguments],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_it_is_the_committers_day_of_the_last_commit_to_the_data(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "data" / "a").write_text("1")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "data")
    (repository / "b").write_text("2")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "elsewhere", day="2026-05-01")
    for zone in ("UTC", "America/Los_Angeles", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        assert last_change(repository / "data") == date(2026, 4, 8)


def test_without_a_commit_there_is_none(repository: Path) -> None:
    assert last_change(repository / "data") is None


def test_outside_git_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert last_change(tmp_path) is None


def test_without_git_there_is_none(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert last_change(repository / "data") is None
