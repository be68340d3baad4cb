"""Faults of the file system, which no text file can show."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.pipeline import examine
from tongbao.review.reporters import as_text

TODAY = date(2026, 5, 1)
RECORD = "shili/submissions/donghe/2026/0120-1.yaml"


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


def only(diagnostics: tuple[Diagnostic, ...]) -> Diagnostic:
    (diagnostic,) = diagnostics
    return diagnostic


@pytest.mark.parametrize("target", ["shili/units.yaml", "/etc/passwd", "nowhere"])
def test_a_link_is_refused_wherever_it_leads(data: Path, target: str) -> None:
    (data / RECORD).unlink()
    (data / RECORD).symlink_to(target)
    found = only(examine(data, TODAY).diagnostics)
    assert (found.place, found.rule) == (Place(f"data/{RECORD}"), Rule.FILE_KIND)
    assert found.found == "符号链接"


def test_a_linked_folder_is_refused(data: Path) -> None:
    (data / "other").symlink_to(data / "shili")
    (data / "shili" / "images").symlink_to(data / "shili" / "adoptions")
    assert [(item.place.path, item.rule) for item in examine(data, TODAY).diagnostics] == [
        ("data/other", Rule.FILE_KIND),
        ("data/shili/images", Rule.FILE_KIND),
    ]


def test_a_pipe_is_refused_without_opening_it(data: Path) -> None:
    os.mkfifo(data / "shili" / "adoptions" / "2026" / "pipe.yaml")
    found = only(examine(data, TODAY).diagnostics)
    assert found.found == "管道、套接字或设备"


def test_a_pipe_for_a_folder_is_refused(data: Path) -> None:
    shutil.rmtree(data / "shili" / "duties")
    os.mkfifo(data / "shili" / "duties")
    found = examine(data, TODAY).diagnostics
    assert (found[0].place.path, found[0].rule) == ("data/shili/duties", Rule.FILE_KIND)


def test_a_socket_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The name of a socket must be short, so it is bound from its folder.
    monkeypatch.chdir(data / "shili" / "entries" / "2026")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("0421-1.yaml")
        found = only(examine(data, TODAY).diagnostics)
    assert (found.rule, found.found) == (Rule.FILE_KIND, "管道、套接字或设备")


def test_a_device_is_refused(data: Path) -> None:
    """Reading /dev/zero would never end."""
    try:
        os.mknod(data / "zero.yaml", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root may make devices")
    found = only(examine(data, TODAY).diagnostics)
    assert (found.place.path, found.found) == ("data/zero.yaml", "管道、套接字或设备")


def test_links_in_a_circle_are_refused(data: Path) -> None:
    (data / "shili" / "a").symlink_to("b")
    (data / "shili" / "b").symlink_to("a")
    assert [(item.place.path, item.rule) for item in examine(data, TODAY).diagnostics] == [
        ("data/shili/a", Rule.FILE_KIND),
        ("data/shili/b", Rule.FILE_KIND),
    ]


def test_a_link_to_its_own_folder_is_not_followed(data: Path) -> None:
    (data / "shili" / "submissions" / "donghe" / "2026" / "2026").symlink_to(".")
    found = only(examine(data, TODAY).diagnostics)
    assert (found.rule, found.found) == (Rule.FILE_KIND, "符号链接")


def test_a_linked_registry_is_refused_and_missed(data: Path) -> None:
    (data / "shili" / "units.yaml").rename(data.parent / "units.yaml")
    (data / "shili" / "units.yaml").symlink_to(data.parent / "units.yaml")
    assert [(item.place.path, item.rule) for item in examine(data, TODAY).diagnostics] == [
        ("data/shili/units.yaml", Rule.FILE_KIND),
        ("data/shili/units.yaml", Rule.FILE_MISSING),
    ]


def test_a_file_with_a_second_name_elsewhere_is_a_file(data: Path) -> None:
    os.link(data / RECORD, data.parent / "elsewhere.yaml")
    assert examine(data, TODAY).diagnostics == ()


def test_a_name_of_two_lines_stays_on_one_line_of_the_report(data: Path) -> None:
    (data / "shili" / "a\nb.yaml").write_text("x")
    found = examine(data, TODAY).diagnostics
    assert only(found).rule is Rule.FILE_NAME
    assert as_text(found).startswith("data/shili/a\N{REPLACEMENT CHARACTER}b.yaml:1:1: ")


def test_a_name_that_steers_a_terminal_is_shown_harmless(data: Path) -> None:
    (data / "shili" / "\x1b[2J.yaml").write_text("x")
    assert "\x1b" not in as_text(examine(data, TODAY).diagnostics)


def test_a_file_over_64_kib_is_refused_with_its_size(data: Path) -> None:
    (data / RECORD).write_bytes(b"#" * (64 * 1024 + 1))
    found = only(examine(data, TODAY).diagnostics)
    assert (found.rule, found.found) == (Rule.FILE_SIZE, "65537 字节")


def test_a_file_of_64_kib_is_read(data: Path) -> None:
    record = (data / RECORD).read_bytes()
    (data / RECORD).write_bytes(record + b"#" * (64 * 1024 - len(record)))
    assert examine(data, TODAY).diagnostics == ()


def test_a_name_that_is_no_text_is_shown_escaped(data: Path) -> None:
    (data / "shili" / os.fsdecode(b"\xb6\xab.yaml")).write_text("x")
    found = only(examine(data, TODAY).diagnostics)
    assert (found.rule, found.place.path) == (Rule.FILE_NAME, r"data/shili/\xb6\xab.yaml")


def test_each_missing_registry_is_named(data: Path) -> None:
    (data / "shili" / "units.yaml").unlink()
    (data / "shili" / "outlets.yaml").unlink()
    assert [(item.place.path, item.rule) for item in examine(data, TODAY).diagnostics] == [
        ("data/shili/outlets.yaml", Rule.FILE_MISSING),
        ("data/shili/units.yaml", Rule.FILE_MISSING),
    ]


def test_a_bureau_of_no_file_misses_its_registries(data: Path) -> None:
    (data / "kongxian").mkdir()
    assert [item.place.path for item in examine(data, TODAY).diagnostics] == [
        "data/kongxian/bureau.yaml",
        "data/kongxian/outlets.yaml",
        "data/kongxian/units.yaml",
    ]


def test_an_empty_data_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    found = only(examine(tmp_path / "data", TODAY).diagnostics)
    assert (found.rule, found.found) == (Rule.FILE_MISSING, "空的文件夹")


def test_a_file_for_the_data_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    found = only(examine(tmp_path / "data", TODAY).diagnostics)
    assert (found.rule, found.found) == (Rule.FILE_MISSING, "没有这个文件夹")


def test_empty_folders_are_no_fault(data: Path) -> None:
    (data / "shili" / "submissions" / "xishan" / "2027").mkdir()
    assert examine(data, TODAY).diagnostics == ()


def test_a_missing_data_folder_is_named(tmp_path: Path) -> None:
    found = only(examine(tmp_path / "data", TODAY).diagnostics)
    assert (found.place.path, found.rule) == ("data", Rule.FILE_MISSING)


def test_windows_line_ends_and_no_final_line_end_are_fine(data: Path) -> None:
    text = (data / RECORD).read_text(encoding="utf-8")
    (data / RECORD).write_bytes(text.rstrip("\n").replace("\n", "\r\n").encode())
    assert examine(data, TODAY).diagnostics == ()


def test_what_refers_to_a_refused_record_is_not_reported_again(data: Path) -> None:
    record = data / "shili/submissions/donghe/2026/0112-1.yaml"
    record.write_text("title：一窗通办\n", encoding="utf-8")
    assert only(examine(data, TODAY).diagnostics).rule is Rule.YAML_COLON


def test_a_readme_may_stand_beside_the_records(data: Path) -> None:
    (data / "README.md").write_text("说明", encoding="utf-8")
    (data / "shili" / "README.md").write_text("说明", encoding="utf-8")
    assert examine(data, TODAY).diagnostics == ()


def test_a_record_with_a_repeated_field_is_left_out_whole(data: Path) -> None:
    record = data / "shili/submissions/donghe/2026/0112-1.yaml"
    with record.open("a", encoding="utf-8") as stream:
        stream.write("category: 动态信息\n")
    examined = examine(data, TODAY)
    assert only(examined.diagnostics).rule is Rule.YAML_DUPLICATE_KEY
    assert "donghe/2026/0112-1" not in examined.bureaus[0].dataset.submissions


def test_what_the_system_does_not_let_us_read_is_named(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def failing(self: Path, mode: str = "r") -> IO[Any]:
        if self.name == "0120-1.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", failing)
    found = only(examine(data, TODAY).diagnostics)
    assert (found.place.path, found.rule) == (f"data/{RECORD}", Rule.FILE_UNREADABLE)


def test_a_folder_the_system_does_not_let_us_list_is_named(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def failing(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if path.name == "duties":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", failing)
    found = examine(data, TODAY).diagnostics
    assert (found[0].place.path, found[0].rule) == ("data/shili/duties", Rule.FILE_UNREADABLE)


def test_folders_nested_without_end_are_refused_at_the_first_too_many(data: Path) -> None:
    deep = data / "shili/submissions/donghe/2026"
    for _ in range(300):
        deep = deep / "1"
    deep.mkdir(parents=True)
    found = only(examine(data, TODAY).diagnostics)
    assert found.place.path == "data/shili/submissions/donghe/2026/1"
