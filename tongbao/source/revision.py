"""A revision of the data, read through git: its files laid out in a folder of their own.

The work tree is never touched, and nothing of a revision is run: what comes out of git are names,
modes and bytes. Entries that are no regular files are laid out as what they are, so that the loader
refuses them as it would in a checkout.
"""

import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from tongbao.source.folder import most_bytes
from tongbao.source.scratch import scratch_folder

_LINK = "120000"
_SUBMODULE = "160000"
_FILE = "100644"
_FILES = {_FILE, "100755"}
MAX_TOTAL = 1 << 30
"""How many bytes the files of a folder may have together: git stores a file that stands in many
places but once, so a small push can hold more than a machine does."""


class RevisionError(Exception):
    """A revision can't be read; the message (Chinese) says what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """A path that two revisions have differently: `A` added, `M` changed, `D` deleted.

    `mode` is git's word for what is there afterwards.
    """

    status: str
    path: str
    mode: str = _FILE

    @property
    def is_file(self) -> bool:
        """Whether a regular file is there afterwards."""
        return self.mode in _FILES

    @property
    def is_submodule(self) -> bool:
        """Whether another repository is there afterwards, of which nothing can be seen here."""
        return self.mode == _SUBMODULE


@dataclass(frozen=True, slots=True)
class Merged:
    """What git makes of two revisions: the tree it would commit, and the paths that clash.

    Where paths clash, the tree has git's conflict marks in their files.
    """

    tree: str
    conflicts: tuple[str, ...]


def root_of(folder: Path) -> Path:
    """Return the top folder of the repository that a folder lies in.

    Raises:
        RevisionError: it lies in none.
    """
    found = _git(folder, "rev-parse", "--show-toplevel")
    return Path(found.decode("utf-8", "surrogateescape").removesuffix("\n"))


def commit_of(repository: Path, name: str) -> str:
    """Return the full id of the commit a name stands for (branch, tag, id).

    Raises:
        RevisionError: there is no such commit, or no repository.
    """
    return _object_of(repository, name, "commit")


def _tree_of(repository: Path, name: str) -> str:
    return _object_of(repository, name, "tree")


def _object_of(repository: Path, name: str, kind: str) -> str:
    if name.startswith("-"):
        raise RevisionError(f"{name} 不是版本的名字")
    found = _git(
        repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{{kind}}}"
    )
    return found.decode().strip()


def merge_base(repository: Path, base: str, head: str) -> str:
    """Return the commit two revisions go back to.

    Raises:
        RevisionError: they have none in common.
    """
    found = _git(repository, "merge-base", commit_of(repository, base), commit_of(repository, head))
    return found.decode().strip()


def is_reached(folder: Path, commit: str, name: str) -> bool:
    """Whether a commit, by its full id, is in the history of another; not, if there is none such.

    Raises:
        RevisionError: the other commit does not exist, or the folder is in no repository.
    """
    repository = root_of(folder)
    tip = commit_of(repository, name)
    try:
        return _object_of(repository, commit, "commit") == merge_base(repository, commit, tip)
    except RevisionError:
        return False


def merged(repository: Path, base: str, head: str) -> Merged:
    """Return what merging `head` into `base` would give, without doing it.

    Git's own merge writes the tree to its object store; no branch, index or work tree is touched.

    Raises:
        RevisionError: a commit does not exist, they have none in common, or git is older than 2.38.
    """
    raw = _git(
        repository,
        "merge-tree",
        "--write-tree",
        "-z",
        "--name-only",
        "--no-messages",
        commit_of(repository, base),
        commit_of(repository, head),
        results=(0, 1),
    )
    tree, *conflicts = raw.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return Merged(tree, tuple(conflicts))


def last_change_in(repository: Path, commit: str, folder: str) -> date | None:
    """Return the committer's day of the last commit up to one that touched a folder; None if none.

    Raises:
        RevisionError: the commit does not exist, or its day is none of our calendar.
    """
    name = commit_of(repository, commit)
    written = _git(repository, "log", "-1", "--format=%cs", name, "--", f":(top,literal){folder}")
    day = written.decode().strip()
    try:
        return date.fromisoformat(day) if day else None
    except ValueError as error:
        raise RevisionError(f"版本 {commit} 的提交日期不对，请用 --today 写明今天的日期") from error


def changes(repository: Path, before: str, after: str) -> tuple[Change, ...]:
    """Return the paths that two commits or trees have differently, sorted; a move is `D` and `A`.

    Raises:
        RevisionError: there is no such commit or tree.
    """
    raw = _git(
        repository,
        "diff-tree",
        "-r",
        "-z",
        "--no-renames",
        "--raw",
        _tree_of(repository, before),
        _tree_of(repository, after),
    )
    return tuple(sorted(_changes(raw), key=_by_path))


def _changes(raw: bytes) -> Iterator[Change]:
    parts = _names(raw)
    # :<mode before> <mode after> <id before> <id after> <status>
    for head, path in zip(parts[::2], parts[1::2], strict=True):
        _, mode, _, _, status = head.split(" ")
        yield Change(status[0], path, mode)


def _names(raw: bytes) -> list[str]:
    return raw.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _by_path(change: Change) -> tuple[str, str]:
    return change.path, change.status


def changes_at_work(repository: Path, before: str) -> tuple[Change, ...]:
    """Return the paths that the work tree has differently from a commit, new files included.

    Args:
        repository: the repository's root.
        before: the commit's name.

    Raises:
        RevisionError: the commit does not exist.
    """
    raw = _git(
        repository,
        "--no-optional-locks",
        "diff",
        "-z",
        "--no-ext-diff",
        "--no-relative",
        "--no-renames",
        "--ignore-submodules=none",
        "--raw",
        commit_of(repository, before),
    )
    new = _git(repository, "ls-files", "-z", "--others", "--exclude-standard")
    added = [Change("A", path) for path in _names(new)]
    return tuple(sorted([*_changes(raw), *added], key=_by_path))


@contextmanager
def data_of(repository: Path, commit: str, folder: str) -> Iterator[Path]:
    """Lay out a folder of a commit below a temporary one for as long as the context lasts.

    Args:
        repository: any folder inside the repository.
        commit: the name of the commit, or of a tree.
        folder: the folder's path from the repository's root; its last step names what is yielded.

    Raises:
        RevisionError: the commit does not exist, or the folder is too large.
    """
    with scratch_folder() as place:
        target = place / PurePosixPath(folder).name
        target.mkdir()
        _lay_out(repository, _tree_of(repository, commit), folder, target)
        yield target


@dataclass(frozen=True, slots=True)
class _TreeEntry:
    mode: str
    blob: str
    size: int
    path: PurePosixPath

    @property
    def is_record(self) -> bool:
        """Whether it is a file no larger than a record may be."""
        return self.mode in _FILES and self.size <= most_bytes(self.path.name)


def _lay_out(repository: Path, tree: str, folder: str, target: Path) -> None:
    entries = [entry for entry in _entries(repository, tree, folder) if _is_inside(entry.path)]
    total = sum(entry.size for entry in entries if entry.is_record)
    if total > MAX_TOTAL:
        raise RevisionError(f"{folder} 里的文件共 {total} 字节，超过 {MAX_TOTAL} 字节，没有检查")
    contents = _contents(repository, [entry.blob for entry in entries if entry.is_record])
    for entry in entries:
        location = target.joinpath(*entry.path.parts)
        location.parent.mkdir(parents=True, exist_ok=True)
        if entry.is_record:
            location.write_bytes(next(contents))
        elif entry.mode in _FILES:
            # Of a file that is too large its size is all that matters.
            with location.open("wb") as file:
                file.truncate(entry.size)
        elif entry.mode == _LINK:
            location.symlink_to("/nonexistent")
        else:
            location.mkdir(exist_ok=True)


def _is_inside(path: PurePosixPath) -> bool:
    return not path.is_absolute() and ".." not in path.parts


def _entries(repository: Path, tree: str, folder: str) -> Iterator[_TreeEntry]:
    raw = _git(repository, "ls-tree", "-r", "-l", "-z", "--full-tree", tree, "--", f"{folder}/")
    for line in _names(raw):
        head, _, path = line.partition("\t")
        mode, _, blob, size = head.split()
        number = int(size) if size.isdecimal() else 0
        yield _TreeEntry(mode, blob, number, PurePosixPath(path).relative_to(folder))


def _contents(repository: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """Yield the bytes of files in order; one process reads them all."""
    raw = _git(repository, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs))
    position = 0
    for _ in blobs:
        end = raw.index(b"\n", position)
        size = int(raw[position:end].split(b" ")[2])
        yield raw[end + 1 : end + 1 + size]
        position = end + size + 2


def _git(
    repository: Path, *arguments: str, given: str = "", results: Collection[int] = (0,)
) -> bytes:
    """Return what git writes; `results` are the exit codes that are no failure."""
    try:
        done = subprocess.run(  # noqa: S603  # arguments are names, never options
            ["git", "--no-replace-objects", *arguments],  # noqa: S607
            cwd=repository,
            input=given.encode(),
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise RevisionError(f"git 运行不了（{error.strerror}），请先安装 git") from error
    if done.returncode not in results:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(
            f"git 读不出版本：{said[-1] if said else arguments[-1]}；"
            "核对版本的名字，浅克隆的先取得完整的历史（git fetch --unshallow）"
        )
    return done.stdout
