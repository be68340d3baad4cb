"""What is remembered of a build is only a cache: whatever becomes of it, the site is the same."""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.workshop import Workshop, tree
from tests.review.git_office import GitOffice
from tongbao import last_build
from tongbao.last_build import (
    MadeFile,
    Origin,
    inputs_of,
    read_last_build,
    stamp_of,
    unchanged,
    write_last_build,
)

PATHS = ("index.html", "甲/a.pdf")
OTHERS = ("", "甲", ".tongbao")
ORIGIN = Origin("inputs", "program", ("提醒　一。", "提醒　二。"))


@pytest.fixture(name="site")
def fixture_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two files whose build is remembered."""
    monkeypatch.setattr(last_build, "CACHE", tmp_path / "cache")
    site = tmp_path / "site"
    for path in (*PATHS, ".tongbao"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("content", encoding="utf-8")
    write_last_build(site, ORIGIN, made(site), OTHERS)
    return site


def made(site: Path) -> dict[str, MadeFile]:
    """Return what a build would say of the site's files."""
    found = {path: (site / path).lstat() for path in PATHS}
    return {
        path: MadeFile("key", "ab" * 32, 3, "foot", (one.st_size, one.st_mtime_ns, one.st_ino))
        for path, one in found.items()
    }


def remembered(site: Path) -> Path:
    (place,) = (site.parent / "cache").iterdir()
    return place


def test_what_is_written_is_read_again(site: Path) -> None:
    last = read_last_build(site)
    assert last is not None
    assert last.origin == ORIGIN
    assert last.files == made(site)
    assert last.stamps == {path: stamp_of(site / path) for path in (*PATHS, *OTHERS)}
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
    [b"[]", b"[1, 2, 3, 4]", b'["", "", [], 1]', b'["", "", [], {"a": [1, 2]}]', b"[" * 100_000],
)  # fmt: skip
def test_a_record_of_another_shape_is_none(site: Path, content: bytes) -> None:
    digest = hashlib.blake2b(content, digest_size=16, person=b"last build 3").hexdigest()
    remembered(site).write_bytes(f"{digest}\n".encode() + content)
    assert read_last_build(site) is None


def test_a_folder_in_its_place_is_none_and_stays(site: Path) -> None:
    place = remembered(site)
    place.unlink()
    place.mkdir()
    assert read_last_build(site) is None
    write_last_build(site, ORIGIN, made(site), OTHERS)
    assert read_last_build(site) is None


def test_what_cannot_be_remembered_is_forgotten(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older record would be wrong of the new site."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    write_last_build(site, ORIGIN, made(site), OTHERS)
    assert read_last_build(site) is None


def test_the_longest_unused_are_forgotten(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_build, "_MOST", 2)
    os.utime(remembered(site), (1, 1))
    for name in ("second", "third"):
        write_last_build(site.parent / name, ORIGIN, {}, ())
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


def joined(path: Path) -> None:
    path.with_name("evil.html").touch()


def led_elsewhere(path: Path) -> None:
    """Put a link in the place of a folder, to a copy of it."""
    shutil.copytree(path.parent, path.parents[2] / "copy")
    shutil.rmtree(path.parent)
    path.parent.symlink_to(path.parents[2] / "copy")


def unmarked(path: Path) -> None:
    (path.parents[1] / ".tongbao").unlink()


@pytest.mark.parametrize("deed", [written, replaced, Path.unlink, joined, led_elsewhere, unmarked])
def test_a_site_that_was_touched_does_not_stand(site: Path, deed: Callable[[Path], object]) -> None:
    last = read_last_build(site)
    assert last is not None
    time.sleep(0.02)
    deed(site / "甲" / "a.pdf")
    assert not last.stands(site)


def test_what_somebody_else_wrote_before_it_was_remembered_is_not_ours(site: Path) -> None:
    """It was published as it should be, and touched a moment later."""
    files = made(site)
    (site / "index.html").write_text("another", encoding="utf-8")
    write_last_build(site, ORIGIN, files, OTHERS)
    last = read_last_build(site)
    assert last is not None
    assert last.stamps["index.html"] is None
    assert last.stamps["甲/a.pdf"] is not None
    assert not last.stands(site)


def test_what_killed_runs_have_left_is_removed_after_a_day(site: Path) -> None:
    for name, age in ((".shili.parsed.abc", 2 * 86400), (".young", 60)):
        (site.parent / "cache" / name).touch()
        moment = time.time() - age
        os.utime(site.parent / "cache" / name, (moment, moment))
    write_last_build(site, ORIGIN, made(site), OTHERS)
    assert {path.name for path in (site.parent / "cache").glob(".*")} == {".young"}


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


def test_a_folder_deeper_than_any_is_no_trouble(data: Path) -> None:
    folder = os.fspath(data)
    here = os.open(folder, os.O_RDONLY)
    try:
        for _ in range(1200):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
    finally:
        os.close(here)
    try:
        assert inputs_of(data, data.parent / "site", "public")
    finally:
        # What comes after the tests can't remove so deep a folder.
        subprocess.run(["rm", "-rf", folder], check=True)  # noqa: S603, S607  # our own folder


@pytest.fixture(name="program")
def fixture_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of one file each of code, template and font, the font a link to another folder."""
    root = tmp_path / "program"
    for path in ("tongbao/a.py", "templates/site/a.html", "elsewhere/a.otf", "pyproject.toml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("content", encoding="utf-8")
    (root / ".fonts").mkdir()
    (root / ".fonts" / "a.otf").symlink_to(root / "elsewhere" / "a.otf")
    monkeypatch.setattr(last_build, "ROOT", root)
    return root


@pytest.mark.parametrize(
    "path", ["tongbao/a.py", "templates/site/a.html", "elsewhere/a.otf", "pyproject.toml"]
)
def test_a_change_of_the_program_is_seen(data: Path, program: Path, path: str) -> None:
    before = inputs_of(data, data.parent / "site", "public")
    assert before == inputs_of(data, data.parent / "site", "public")
    (program / path).write_text("another", encoding="utf-8")
    assert inputs_of(data, data.parent / "site", "public") not in {before, ""}


def test_what_python_keeps_beside_its_code_is_no_change(data: Path, program: Path) -> None:
    """It does so at the first run: the program of a fresh clone would seem to change meanwhile."""
    before = inputs_of(data, data.parent / "site", "public")
    (program / "tongbao" / "__pycache__").mkdir()
    (program / "tongbao" / "__pycache__" / "a.pyc").touch()
    assert inputs_of(data, data.parent / "site", "public") == before


@pytest.mark.usefixtures("program")
def test_another_place_to_look_for_libraries_is_seen(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inputs_of(data, data.parent / "site", "public")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/pango")
    assert inputs_of(data, data.parent / "site", "public") != before


def test_what_git_says_of_the_data_is_seen(git_office: GitOffice) -> None:
    """A commit, a broken index (nobody can say whether anything differs), nothing else."""
    site = git_office.root / "site"
    before = inputs_of(git_office.data, site, "public")
    assert before == inputs_of(git_office.data, site, "public")
    index = git_office.root / ".git" / "index"
    whole = index.read_bytes()
    index.write_bytes(b"broken")
    assert inputs_of(git_office.data, site, "public") != before
    index.write_bytes(whole)
    assert inputs_of(git_office.data, site, "public") == before
    git_office.git("commit", "--quiet", "--allow-empty", "--message", "empty")
    assert inputs_of(git_office.data, site, "public") != before


def test_a_history_that_reaches_further_back_is_seen(git_office: GitOffice, tmp_path: Path) -> None:
    for number in range(3):
        (git_office.data / "moushi" / f"{number}.txt").touch()
        git_office.git("add", "--all")
        git_office.git("commit", "--quiet", "--message", str(number))
    clone = tmp_path / "clone"
    git_office.git("clone", "--quiet", "--depth=2", f"file://{git_office.root}", str(clone))
    data = clone / git_office.data.relative_to(git_office.root)
    before = inputs_of(data, tmp_path / "site", "public")
    assert before == inputs_of(data, tmp_path / "site", "public")
    git_office.git("-C", str(clone), "fetch", "--quiet", "--deepen=1")
    assert inputs_of(data, tmp_path / "site", "public") != before


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
    write_last_build(data.parent / "site", Origin("", "program", ()), {}, ())
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
