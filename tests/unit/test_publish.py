"""Publishing: the whole tree or the old one, and never somebody else's folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tongbao.publish import MARKER, PublishError, publish


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_the_new_tree_replaces_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"index.html": b"1", "a/b/old.html": b"x"}, site)
    publish({"index.html": b"2", "c/new.html": b"y"}, site)
    assert tree(site) == {"index.html": b"2", "c/new.html": b"y"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish({"index.html": b"1"}, tmp_path / "site")
    assert tree(tmp_path / "site") == {"index.html": b"1"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(PublishError, match="不会覆盖它"):
        publish({"index.html": b"1"}, tmp_path)
    assert tree(tmp_path) == {"thesis.doc": b"years of work"}


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


def test_a_fault_while_writing_keeps_the_old_tree_and_leaves_nothing_behind(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"index.html": b"old"}, site)
    with pytest.raises(PublishError, match="No space left"):
        publish(_DiskFull(), site)
    assert tree(site) == {"index.html": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_if_the_new_tree_cannot_be_put_in_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish({"index.html": b"old"}, site)
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name.startswith(".site.new-"):
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PublishError, match="Input/output error"):
        publish({"index.html": b"new"}, site)
    assert tree(site) == {"index.html": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
