"""What files there are: regular files with plain names in their places, nothing else."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tongbao.diagnostic import Diagnostic, Place, Rule

NAME_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_NAME_EXPECTED = "小写字母、数字和短横线组成的名字，如 0105-1"
README = "README.md"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: its steps below the bureau's folder, its path as messages show it."""

    steps: tuple[str, ...]
    path: str
    location: Path


def bureau_folders(data: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Return the bureaus' folders below the data folder, sorted by name."""
    folders: list[Path] = []
    diagnostics: list[Diagnostic] = []
    for entry, shown in _entries(data, data.name):
        if entry.is_dir(follow_symlinks=False):
            problem = _wrong_name(entry.name, shown)
            if problem is None:
                folders.append(data / entry.name)
            else:
                diagnostics.append(problem)
        elif entry.name != README:
            advice = "删去它；记录要放在某个机关的文件夹里"
            diagnostics.append(_stray(shown, entry, advice))
    return folders, diagnostics


def walk(folder: Path, shown: str) -> tuple[list[FoundFile], list[Diagnostic]]:
    """Return every regular file below a bureau's folder, in sorted order.

    `shown` is the folder's path in messages. Links, pipes and devices are refused by lstat, names
    outside the plain pattern are refused by their stem.
    """
    files: list[FoundFile] = []
    diagnostics: list[Diagnostic] = []

    def visit(location: Path, shown: str, steps: tuple[str, ...]) -> None:
        for entry, path in _entries(location, shown):
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not entry.is_file(follow_symlinks=False):
                diagnostics.append(_irregular(entry, path))
                continue
            if not steps and entry.name == README:
                continue
            problem = _wrong_name(entry.name if is_folder else _stem(entry.name), path)
            if problem is not None:
                diagnostics.append(problem)
            elif is_folder:
                visit(location / entry.name, path, (*steps, entry.name))
            else:
                files.append(FoundFile((*steps, entry.name), path, location / entry.name))

    visit(folder, shown, ())
    return files, diagnostics


def _entries(location: Path, shown: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    with os.scandir(location) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
            yield entry, f"{shown}/{name}"


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _wrong_name(name: str, path: str) -> Diagnostic | None:
    if NAME_PATTERN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return None
    found = path.rsplit("/", 1)[1]
    if _RESERVED.fullmatch(name):
        found += "（Windows 保留的名字）"
    advice = "改名；如果是编辑器或系统留下的文件，删去它"
    return Diagnostic(Place(path), Rule.FILE_NAME, found, _NAME_EXPECTED, advice)


def _irregular(entry: os.DirEntry[str], path: str) -> Diagnostic:
    mode = entry.stat(follow_symlinks=False).st_mode
    found = "符号链接" if stat.S_ISLNK(mode) else "管道、套接字或设备"
    return Diagnostic(
        Place(path), Rule.FILE_KIND, found, "普通文件", "删去它，把内容另存为普通文件"
    )


def _stray(path: str, entry: os.DirEntry[str], advice: str) -> Diagnostic:
    if not entry.is_file(follow_symlinks=False):
        return _irregular(entry, path)
    found = path.rsplit("/", 1)[1]
    return Diagnostic(Place(path), Rule.FILE_STRAY, found, "机关的文件夹", advice)
