"""Publishing: the whole tree or the old one, and never somebody else's folder."""

import ctypes
import errno
import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from tongbao import publish as publishing
from tongbao import swap
from tongbao.publish import MARKER, PublishError, publish

DAY_SECONDS = 24 * 3600


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of one page."""
    place = tmp_path / "site"
    publish({"index.html": b"old"}, place)
    return place


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int) -> object:
    """Return a function that fails with this error, whatever it is given."""

    def fail(*_arguments: object, **_named: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def leftover(site: Path, name: str, *, age_days: float = 0) -> Path:
    """Make what a killed run leaves: a folder with the marker and a page."""
    folder = site.with_name(name)
    folder.mkdir()
    (folder / MARKER).touch()
    (folder / "index.html").write_bytes(b"half")
    then = time.time() - age_days * DAY_SECONDS
    os.utime(folder, (then, then))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_the_new_tree_replaces_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    publish({"index.html": b"1", "a/b/old.html": b"x"}, site)
    publish({"index.html": b"2", "c/new.html": b"y"}, site)
    assert tree(site) == {"index.html": b"2", "c/new.html": b"y"}
    assert names(site.parent) == ["site"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish({"index.html": b"1"}, tmp_path / "site")
    assert tree(tmp_path / "site") == {"index.html": b"1"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(PublishError, match="不会覆盖它"):
        publish({"index.html": b"1"}, tmp_path)
    assert tree(tmp_path) == {"thesis.doc": b"years of work"}


def test_a_folder_of_that_name_is_not_our_marker(tmp_path: Path) -> None:
    (tmp_path / "site" / MARKER).mkdir(parents=True)
    with pytest.raises(PublishError, match="不会覆盖它"):
        publish({"index.html": b"1"}, tmp_path / "site")
    assert names(tmp_path / "site") == [MARKER]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with pytest.raises(PublishError, match="不会覆盖它"):
        publish({"index.html": b"1"}, tmp_path / "site")


class _DiskFull(Mapping[str, bytes]):
    """Files whose second content can't be had."""

    def __getitem__(self, name: str) -> bytes:
        if name == "b":
            raise OSError(28, "No space left on device")
        return b"1"

    def __iter__(self) -> Iterator[str]:
        return iter(("a", "b"))

    def __len__(self) -> int:
        return 2


def test_a_fault_while_writing_keeps_the_old_tree_and_leaves_nothing_behind(site: Path) -> None:
    with pytest.raises(PublishError) as caught:
        publish(_DiskFull(), site)
    assert str(caught.value) == f"网站写不进 {site}：磁盘满了，请腾出空间后再运行"
    assert tree(site) == {"index.html": b"old"}
    assert names(site.parent) == ["site"]


def test_a_fault_without_words_of_ours_is_told_in_the_systems(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fdopen", failing(errno.ENOMEM))
    with pytest.raises(PublishError, match=r"：Cannot allocate memory$"):
        publish({"index.html": b"new"}, site)


def test_interrupted_from_the_keyboard_nothing_is_left_behind(site: Path) -> None:
    class Interrupted(_DiskFull):
        def __getitem__(self, name: str) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(Interrupted(), site)
    assert tree(site) == {"index.html": b"old"}
    assert names(site.parent) == ["site"]


def test_two_folders_change_names(site: Path) -> None:
    fresh = leftover(site, "fresh")
    swap.exchange(fresh, site)
    assert tree(site) == {"index.html": b"half"}
    assert tree(fresh) == {"index.html": b"old"}


def test_an_exchange_with_nothing_is_an_error(site: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap.exchange(site.with_name("nothing"), site)
    assert tree(site) == {"index.html": b"old"}


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.ENOTSUP])
def test_where_names_cannot_be_exchanged_two_renames_do(
    number: int, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", failing(number))
    publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"new"}
    assert names(site.parent) == ["site"]


def test_a_system_without_the_call_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    with pytest.raises(OSError, match="Function not implemented"):
        swap.exchange(site, site)
    publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"new"}


def test_a_real_fault_of_the_exchange_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", failing(errno.EBUSY))
    with pytest.raises(PublishError, match="挂载点"):
        publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"old"}
    assert names(site.parent) == ["site"]


def test_if_the_second_rename_fails_the_old_tree_comes_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing_for_new(self: Path, target: Path) -> Path:
        if self.name.startswith(".site.new-"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(swap, "exchange", failing(errno.EINVAL))
    monkeypatch.setattr(Path, "rename", failing_for_new)
    with pytest.raises(PublishError, match="磁盘读写出错"):
        publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"old"}
    assert names(site.parent) == ["site"]


def test_an_old_tree_that_cannot_be_removed_is_no_fault(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", failing(errno.EIO))
        publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"new"}
    assert len(names(site.parent)) == 2
    publish({"index.html": b"newer"}, site)
    assert names(site.parent) == ["site"]


def test_what_killed_runs_left_is_removed(site: Path) -> None:
    leftover(site, ".site.new-abc_1234")
    site.with_name(".site.new-empty000").mkdir()
    publish({"index.html": b"new"}, site)
    assert names(site.parent) == ["site"]


def test_what_only_looks_like_a_leftover_stays(site: Path) -> None:
    parent = site.parent
    (parent / ".site.new-unmarked").mkdir()
    (parent / ".site.new-unmarked" / "thesis.doc").touch()
    (parent / ".site.new-someones").symlink_to(leftover(site, "elsewhere"))
    (parent / ".site.new-noteonly").touch()
    leftover(site, ".site.new-longer-name")
    leftover(site, ".other.new-abc_1234")
    before = names(parent)
    publish({"index.html": b"new"}, site)
    assert names(parent) == before
    assert tree(parent / "elsewhere") == {"index.html": b"half"}


def test_the_old_tree_is_put_back_before_anything_else(site: Path) -> None:
    site.rename(site.with_name(".site.previous"))
    with pytest.raises(PublishError):
        publish(_DiskFull(), site)
    assert tree(site) == {"index.html": b"old"}
    assert names(site.parent) == ["site"]


def test_the_old_tree_is_put_back_over_an_empty_folder(site: Path) -> None:
    site.rename(site.with_name(".site.previous"))
    site.mkdir()
    with pytest.raises(PublishError):
        publish(_DiskFull(), site)
    assert tree(site) == {"index.html": b"old"}


def test_a_previous_tree_beside_a_site_is_removed(site: Path) -> None:
    leftover(site, ".site.previous")
    with pytest.raises(PublishError):
        publish(_DiskFull(), site)
    assert tree(site) == {"index.html": b"old"}
    assert names(site.parent) == ["site"]


def test_while_another_writes_it_waits_and_then_says_so(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_PATIENCE_SECONDS", 0.1)
    theirs = leftover(site, ".site.new-abc_1234")
    lock = os.open(site.parent, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(
            PublishError, match=r"另一次生成正在写 .* 里的网站.*：请等它结束后再运行"
        ):
            publish({"index.html": b"new"}, site)
    finally:
        os.close(lock)
    assert tree(site) == {"index.html": b"old"}
    assert tree(theirs) == {"index.html": b"half"}
    publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"new"}


def test_what_came_while_it_waited_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def come(_folder: int, _operation: int) -> None:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "thesis.doc").write_bytes(b"years of work")

    monkeypatch.setattr(fcntl, "flock", come)
    with pytest.raises(PublishError, match="不会覆盖它"):
        publish({"index.html": b"new"}, tmp_path / "site")
    assert tree(tmp_path / "site") == {"thesis.doc": b"years of work"}


@pytest.mark.parametrize("number", [errno.EBADF, errno.ENOLCK, errno.ENOTSUP])
def test_where_nothing_can_be_locked_only_old_leftovers_are_removed(
    number: int, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(number))
    leftover(site, ".site.new-thisday0", age_days=0.9)
    leftover(site, ".site.new-longago0", age_days=1.1)
    publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"new"}
    assert names(site.parent) == [".site.new-thisday0", "site"]


def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(PublishError, match="不会覆盖它"):
        publish({"index.html": b"1"}, tmp_path / "site")
    assert (tmp_path / "site").read_bytes() == b"mine"


def test_a_site_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PublishError, match="它的上级不是文件夹"):
        publish({"index.html": b"1"}, tmp_path / "file" / "site")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="名字太长"):
        publish({"index.html": b"1"}, tmp_path / ("s" * 250))
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", [".site.new-abc_1234", ".site.previous"])
@pytest.mark.parametrize("below", ["", "inner"])
def test_a_name_of_our_own_is_refused(name: str, below: str, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="生成时临时用的名字"):
        publish({"index.html": b"1"}, tmp_path / name / below)
    assert names(tmp_path) == []


def test_a_site_inside_another_is_refused(site: Path) -> None:
    with pytest.raises(PublishError, match="在另一个生成的网站"):
        publish({"index.html": b"1"}, site / "a" / "b")
    assert tree(site) == {"index.html": b"old"}


def test_the_current_folder_can_be_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    publish({"index.html": b"new"}, Path())
    assert tree(site) == {"index.html": b"new"}


def test_the_folder_above_can_be_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish({"a/index.html": b"old"}, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site" / "a")
    publish({"a/index.html": b"new"}, Path(".."))
    assert tree(tmp_path / "site") == {"a/index.html": b"new"}


def test_everybody_may_read_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish({"index.html": b"1", "a/b/page.html": b"2"}, tmp_path / "site")
    finally:
        os.umask(before)
    modes = {
        str(path.relative_to(tmp_path)): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")
    }
    assert modes == {
        "site": 0o755,
        "site/.tongbao": 0o644,
        "site/index.html": 0o644,
        "site/a": 0o755,
        "site/a/b": 0o755,
        "site/a/b/page.html": 0o644,
    }


def test_only_the_owner_may_write_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        publish({"a/page.html": b"1"}, tmp_path / "site")
    finally:
        os.umask(before)
    assert (tmp_path / "site" / "a").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site" / "a" / "page.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "paths",
    [
        [],
        [""],
        ["."],
        ["../outside.html"],
        ["a/../../outside.html"],
        ["/outside.html"],
        ["a//b.html"],
        ["./a.html"],
        ["a/"],
        [MARKER],
        [".TONGBAO"],
        ["a.html", "A.html"],
        ["A/x.html", "a/y.html"],
        ["a", "a/b.html"],
    ],
)
def test_paths_that_cannot_be_files_of_one_folder_are_a_fault_of_the_program(
    paths: list[str], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="publish"):
        publish(dict.fromkeys(paths, b""), tmp_path / "site")
    assert names(tmp_path) == []
