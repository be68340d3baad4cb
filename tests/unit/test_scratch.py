"""Temporary folders: removed at the end, and what killed runs left a day later; nothing else."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from tongbao import build_command
from tongbao.build_command import BuildOrder
from tongbao.source.scratch import scratch_folder, sweep

DAY = 24 * 3600
LEFT = "tongbao-scratch-abcd_123"


def left(place: Path, name: str, age: float, mode: int = 0o700) -> Path:
    """Make a folder with a file in it, last changed so many seconds ago."""
    folder = place / name
    (folder / "inside").mkdir(parents=True)
    (folder / "inside" / "page.html").write_text("1")
    folder.chmod(mode)
    when = folder.stat().st_mtime - age
    os.utime(folder, (when, when))
    return folder


def test_a_folder_is_gone_when_the_work_is_done() -> None:
    with scratch_folder() as folder:
        (folder / "page.html").write_text("1")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()


def test_what_a_killed_run_left_a_day_ago_is_removed(tmp_path: Path) -> None:
    old = left(tmp_path, LEFT, DAY + 60)
    sweep(tmp_path)
    assert not old.exists()


@pytest.mark.parametrize(
    ("name", "age", "mode"),
    [
        (LEFT, DAY - 60, 0o700),
        ("tongbao-internal", DAY * 9, 0o700),
        ("tongbao-scratch-of-mine", DAY * 9, 0o700),
        ("tongbao-scratch-abcd_1234", DAY * 9, 0o700),
        ("x-tongbao-scratch-abcd_123", DAY * 9, 0o700),
        (LEFT, DAY * 9, 0o755),
    ],
)
def test_everything_else_stays(tmp_path: Path, name: str, age: float, mode: int) -> None:
    other = left(tmp_path, name, age, mode)
    sweep(tmp_path)
    assert (other / "inside" / "page.html").is_file()


def test_what_belongs_to_somebody_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = left(tmp_path, LEFT, DAY * 9)
    monkeypatch.setattr(os, "getuid", lambda: os.stat(other).st_uid + 1)  # noqa: PTH116
    sweep(tmp_path)
    assert (other / "inside" / "page.html").is_file()


def test_links_are_neither_removed_nor_followed(tmp_path: Path) -> None:
    target = left(tmp_path / "elsewhere", "kept", DAY * 9)
    (tmp_path / "place").mkdir()
    link = tmp_path / "place" / LEFT
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)
    old = left(tmp_path / "place", "tongbao-scratch-linked__", 0)
    (old / "inside" / "out").symlink_to(target)
    os.utime(old, (0, 0))
    sweep(tmp_path / "place")
    assert link.is_symlink()
    assert not old.exists()
    assert (target / "inside" / "page.html").is_file()


def test_several_sweep_at_once(tmp_path: Path) -> None:
    for number in range(30):
        left(tmp_path, f"tongbao-scratch-old_{number:04}", DAY * 2)
    errors: list[BaseException] = []

    def run() -> None:
        try:
            sweep(tmp_path)
        except BaseException as error:  # noqa: BLE001  # what a thread raises is lost otherwise
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    sweep(tmp_path / "none")


def test_what_another_run_has_just_removed_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = left(tmp_path, "tongbao-scratch-second_2", DAY * 2)
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter([folder / LEFT, old]))
    sweep(tmp_path)
    assert not old.exists()


def test_what_cannot_be_removed_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    old = left(tmp_path, LEFT, DAY * 2)
    monkeypatch.setattr(os, "unlink", refuse)
    sweep(tmp_path)
    assert (old / "inside" / "page.html").is_file()


def test_a_killed_run_leaves_a_folder_that_is_known_again(tmp_path: Path) -> None:
    killed = (
        "import os, signal\n"
        "from tongbao.source.scratch import scratch_folder\n"
        "with scratch_folder() as folder:\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", killed], env=environment, check=False)  # noqa: S603
    assert done.returncode == -9
    (folder,) = tmp_path.iterdir()
    os.utime(folder, (0, 0))
    sweep(tmp_path)
    assert not folder.exists()


def test_a_build_begins_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the build itself fails: there is no data."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old = left(tmp_path, LEFT, DAY * 2)
    build_command.build(BuildOrder(tmp_path / "none", tmp_path / "site", None))
    assert not old.exists()
