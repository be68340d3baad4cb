"""What is remembered of a build is only a cache: whatever becomes of it, the site is the same."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.workshop import Workshop, tree
from tongbao import last_build
from tongbao.last_build import (
    MadeFile,
    inputs_of,
    read_last_build,
    stamp_of,
    unchanged,
    write_last_build,
)

MADE = {
    "index.html": MadeFile("key", "ab" * 32, 3, "foot"),
    "甲/a.pdf": MadeFile("other", "cd" * 32, 5, ""),
}
SAID = ("提醒　一。", "提醒　二。")


@pytest.fixture(name="site")
def fixture_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two files whose build is remembered."""
    monkeypatch.setattr(last_build, "CACHE", tmp_path / "cache")
    site = tmp_path / "site"
    for path in MADE:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("content", encoding="utf-8")
    write_last_build(site, "inputs", "program", SAID, MADE)
    return site


def remembered(site: Path) -> Path:
    (place,) = (site.parent / "cache").iterdir()
    return place


def test_what_is_written_is_read_again(site: Path) -> None:
    last = read_last_build(site)
    assert last is not None
    assert (last.inputs, last.program, last.said) == ("inputs", "program", SAID)
    assert {path: made for path, (made, _) in last.files.items()} == MADE
    assert last.files["index.html"][1] == stamp_of(site / "index.html")
    assert last.stands(site)


def test_each_site_has_its_own(site: Path, tmp_path: Path) -> None:
    assert read_last_build(tmp_path / "other") is None
    assert read_last_build(site.parent / "." / "site") is not None


def test_every_truncation_is_noticed(site: Path) -> None:
    place = remembered(site)
    whole = place.read_bytes()
    for size in range(len(whole)):
        place.write_bytes(whole[:size])
        assert read_last_build(site) is None, size


def test_every_changed_byte_is_noticed(site: Path) -> None:
    place = remembered(site)
    whole = place.read_bytes()
    for at in range(len(whole)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read_last_build(site) is None, at


@pytest.mark.parametrize(
    "content",
    [b"[]", b"[1, 2, 3, 4]", b'["", "", [], {"a": 1}]', b'["", "", [], {"a": [[1], 2]}]', b"[" * 100_000],
)  # fmt: skip
def test_a_record_of_another_shape_is_none(site: Path, content: bytes) -> None:
    digest = hashlib.blake2b(content, digest_size=16, person=b"last build 1").hexdigest()
    remembered(site).write_bytes(f"{digest}\n".encode() + content)
    assert read_last_build(site) is None


def test_a_folder_in_its_place_is_none_and_stays(site: Path) -> None:
    place = remembered(site)
    place.unlink()
    place.mkdir()
    assert read_last_build(site) is None
    write_last_build(site, "inputs", "program", SAID, MADE)
    assert read_last_build(site) is None


def test_what_cannot_be_remembered_is_forgotten(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older record would be wrong of the new site."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    write_last_build(site, "inputs", "program", SAID, MADE)
    assert read_last_build(site) is None


def test_the_longest_unused_are_forgotten(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_build, "_MOST", 2)
    os.utime(remembered(site), (1, 1))
    for name in ("second", "third"):
        write_last_build(site.parent / name, "inputs", "program", SAID, {})
    assert read_last_build(site) is None
    assert read_last_build(site.parent / "second") is not None
    assert read_last_build(site.parent / "third") is not None


def written(path: Path) -> None:
    path.write_text("contenu", encoding="utf-8")


def replaced(path: Path) -> None:
    """Put another file of the same size and age in the place of one."""
    before = path.stat()
    path.with_name("copy").write_text("contenu", encoding="utf-8")
    path.with_name("copy").replace(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("deed", [written, replaced, Path.unlink])
def test_a_site_that_was_touched_does_not_stand(site: Path, deed: Callable[[Path], object]) -> None:
    last = read_last_build(site)
    assert last is not None
    time.sleep(0.02)
    deed(site / "甲" / "a.pdf")
    assert not last.stands(site)


@pytest.fixture(name="data")
def fixture_data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "moushi").mkdir(parents=True)
    for name in ("a.yaml", "b.yaml"):
        (data / "moushi" / name).write_text("一", encoding="utf-8")
    return data


def rewritten(data: Path) -> None:
    (data / "moushi" / "a.yaml").write_text("二", encoding="utf-8")


def renamed(data: Path) -> None:
    (data / "moushi" / "a.yaml").rename(data / "moushi" / "c.yaml")


def removed(data: Path) -> None:
    (data / "moushi" / "a.yaml").unlink()


def added(data: Path) -> None:
    (data / "moushi" / "c.yaml").touch()


def linked(data: Path) -> None:
    (data / "moushi" / "a.yaml").unlink()
    (data / "moushi" / "a.yaml").symlink_to("b.yaml")


def emptied_folder(data: Path) -> None:
    (data / "xinju").mkdir()


def forbidden(data: Path) -> None:
    (data / "moushi" / "a.yaml").chmod(0)


@pytest.mark.parametrize(
    "deed", [rewritten, renamed, removed, added, linked, emptied_folder, forbidden]
)
def test_any_change_of_the_data_is_seen(data: Path, deed: Callable[[Path], None]) -> None:
    before = inputs_of(data, data.parent / "site", "public")
    assert before
    assert inputs_of(data, data.parent / "site", "public") == before
    deed(data)
    assert inputs_of(data, data.parent / "site", "public") not in {before, ""}


def test_options_and_places_are_seen(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "copy")
    found = {
        inputs_of(data, tmp_path / "site", "public"),
        inputs_of(data, tmp_path / "site", "internal"),
        inputs_of(data, tmp_path / "other", "public"),
        inputs_of(tmp_path / "copy", tmp_path / "site", "public"),
    }
    assert len(found) == 4


def test_a_moment_that_may_change_again_is_not_trusted(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file from the future could be written again without another stamp."""
    monkeypatch.setattr(last_build, "_TICK_SECONDS", 0.0)
    monkeypatch.setattr("time.time_ns", lambda: (data / "moushi" / "a.yaml").stat().st_ctime_ns)
    assert inputs_of(data, data.parent / "site", "public") == ""
    write_last_build(data.parent / "site", "", "program", (), {})
    assert unchanged(data, data.parent / "site", "public") is None


def cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:100])


def corrupted(place: Path) -> None:
    place.write_bytes(place.read_bytes().replace(b"a", b"b"))


def blocked(place: Path) -> None:
    place.unlink()
    place.mkdir()


@pytest.mark.parametrize("deed", [cut, corrupted, blocked, Path.unlink])
def test_a_damaged_record_changes_no_byte_of_the_site(
    workshop: Workshop, deed: Callable[[Path], object]
) -> None:
    bulletin = workshop.data / "shili" / "bureau.yaml"
    bulletin.write_text(f"{bulletin.read_text(encoding='utf-8')}notice: 说明\n", encoding="utf-8")
    for place in list(workshop.cache.glob("*.json")):
        deed(place)
    assert workshop.build()[0] == 0
    assert tree(workshop.site()) == workshop.clean()[1]


def test_a_page_that_was_tampered_with_is_made_again(workshop: Workshop) -> None:
    page = workshop.site() / "404.html"
    clean = page.read_bytes()
    page.write_bytes(clean.replace("没有这个页面".encode(), "假的".encode()))
    assert workshop.build()[0] == 0
    assert page.read_bytes() == clean
    assert tree(workshop.site()) == workshop.clean()[1]
