"""What files there are: regular files with plain names in their places, nothing else."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.scalars import ID_PATTERN, MAX_ID, RESERVED

NAME_PATTERN = ID_PATTERN
MAX_BYTES = 64 * 1024
ISSUED = "issued.json"
"""The name of an issued bulletin's frozen record: the one file that a program writes."""

MAX_ISSUED_BYTES = 8 * 1024 * 1024
_NAME_EXPECTED = "小写字母、数字和短横线组成的名字，如 0105-1"
# What programs put behind a whole name; other endings mark copies of a file that is there.
_ADDED_ENDINGS = {"txt", "yaml", "yml"}
README = "README.md"
# submissions/<unit>/<year>/ is the deepest place there is.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: its steps below the bureau's folder, its path as messages show it."""

    steps: tuple[str, ...]
    path: str
    folder: Path
    """The folder it lies in."""

    @property
    def location(self) -> Path:
        """Where it lies."""
        return self.folder / self.steps[-1]


def bureau_folders(data: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Return the bureaus' folders below the data folder, sorted by name."""
    folders: list[Path] = []
    diagnostics: list[Diagnostic] = []
    entries, problems = _entries(data, data.name)
    diagnostics.extend(problems)
    for entry, shown in entries:
        if entry.is_dir(follow_symlinks=False):
            problem = _wrong_name(entry.name, shown, is_folder=True)
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
        entries, problems = _entries(location, shown)
        diagnostics.extend(problems)
        for entry, path in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not entry.is_file(follow_symlinks=False):
                diagnostics.append(_irregular(entry, path))
                continue
            if not steps and entry.name == README:
                continue
            name = entry.name if is_folder else _stem(entry.name)
            problem = _wrong_name(name, path, is_folder=is_folder)
            if problem is not None:
                diagnostics.append(problem)
            elif is_folder and len(steps) == _DEEPEST:
                diagnostics.append(_too_deep(path))
            elif is_folder:
                visit(location / entry.name, path, (*steps, entry.name))
            else:
                files.append(FoundFile((*steps, entry.name), path, location))

    visit(folder, shown, ())
    return files, diagnostics


def _entries(
    location: Path, shown: str
) -> tuple[list[tuple[os.DirEntry[str], str]], list[Diagnostic]]:
    try:
        with os.scandir(location) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        return [], [unreadable(shown, error)]
    return [(entry, f"{shown}/{_shown_name(entry.name)}") for entry in entries], []


def _shown_name(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def most_bytes(name: str) -> int:
    """Return how large a file of a name may be."""
    return MAX_ISSUED_BYTES if name == ISSUED else MAX_BYTES


def read(file: FoundFile) -> tuple[bytes, list[Diagnostic]]:
    """Return a file's bytes, or none of them and why: too large, or not to be read."""
    most = most_bytes(file.steps[-1])
    try:
        with file.location.open("rb") as stream:
            raw = stream.read(most + 1)
            size = len(raw) if len(raw) <= most else os.fstat(stream.fileno()).st_size
    except OSError as error:
        return b"", [unreadable(file.path, error)]
    if len(raw) <= most:
        return raw, []
    advice = "一个文件只写一条记录；正文过长的请删减或拆分"
    expected = f"不超过 {most // 1024} KiB"
    return b"", [Diagnostic(Place(file.path), Rule.FILE_SIZE, f"{size} 字节", expected, advice)]


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic for a file or folder the system does not let us read."""
    advice = "检查文件的权限和磁盘，再运行一次"
    found = error.strerror or type(error).__name__
    return Diagnostic(Place(path), Rule.FILE_UNREADABLE, found, "读得出的文件", advice)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _wrong_name(name: str, path: str, *, is_folder: bool) -> Diagnostic | None:
    if NAME_PATTERN.fullmatch(name) and not RESERVED.fullmatch(name) and len(name) <= MAX_ID:
        return None
    found = path.rsplit("/", 1)[1]
    advice = "改名；如果是编辑器或系统留下的文件，删去它"
    if len(name) > MAX_ID:
        advice = f"名字有{len(name)}个字符，改为不超过{MAX_ID}个的"
    stem, _, ending = found.partition(".yaml.")
    if ending in _ADDED_ENDINGS and NAME_PATTERN.fullmatch(stem):
        advice = f"去掉 .yaml 后面的部分，改名为 {stem}.yaml"
    if is_folder:
        found += "（文件夹）"
    if RESERVED.fullmatch(name):
        found += "（Windows 保留的名字）"
    return Diagnostic(Place(path), Rule.FILE_NAME, found, _NAME_EXPECTED, advice)


def _too_deep(path: str) -> Diagnostic:
    found = path.rsplit("/", 1)[1]
    advice = "把里面的文件移到该放的位置，删去这个文件夹"
    return Diagnostic(Place(path), Rule.FILE_STRAY, found, "这里只有文件", advice)


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
