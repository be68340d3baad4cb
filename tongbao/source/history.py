"""What git knows of the data: the day it last changed, the revision it is, how it came about.

The history is the mainline's: a merge stands for what it brought, whatever its branch went through.
What commits say is anybody's text: it is cut to a line's length and rid of control characters.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath

from tongbao.source.git import asked, status
from tongbao.source.revision import RevisionError, commit_of, root_of

MAX_OUTPUT = 64 << 20
"""How many bytes of git's answer are read; what is older than that is left out."""

_DIRTY = "-dirty"
_LONGEST = 100
_FIRST_YEAR = 2005
_BOUNDARY = "\x01"
# A commit is a head of fields, then pairs of status and path; paths may hold anything but NUL.
_FIELDS = f"%x01%H%x00%P%x00%cs%x00%<({_LONGEST},trunc)%an%x00%<(300,trunc)%s%x00%<(100,ltrunc)%b"
_HEAD = 6
_OF_MERGE = re.compile(r"Merge pull request (#[0-9]{1,9})(?![0-9])")
_OF_BODY = re.compile(r"See merge request \S*(![0-9]{1,9})\s*$")
_ANYWHERE = re.compile(r"(?<![\w&])([#!][0-9]{1,9})(?!\w)")


@dataclass(frozen=True, slots=True)
class Revision:
    """The last mainline commit that touched the data, as its full id; none outside git.

    `is_dirty` says that the folder holds something else than the commit.
    """

    commit: str = ""
    is_dirty: bool = False

    def __str__(self) -> str:
        """Write it for programs: the id, with `-dirty` behind it; empty without a commit."""
        return self.commit + (_DIRTY if self.commit and self.is_dirty else "")

    @classmethod
    def read(cls, text: str) -> "Revision":
        """Return what `str` wrote."""
        return cls(text.removesuffix(_DIRTY), text.endswith(_DIRTY))


class Deed(StrEnum):
    """What a commit did with a file."""

    ADDED = "登记"
    CHANGED = "修改"
    DELETED = "删除"


@dataclass(frozen=True, slots=True)
class Commit:
    """A mainline commit: `number` is the pull or merge request it names (`#12`, `!12`), if any.

    `day` is the committer's, None where the commit has no day of the calendar; `age` is 0 for the
    newest and grows by one a commit.
    """

    id: str
    age: int
    day: date | None
    author: str
    subject: str
    number: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of a file in a commit."""

    deed: Deed
    commit: Commit


@dataclass(frozen=True, slots=True)
class History:
    """The changes of each file, the oldest first, by the path that records have (`Entry.path`).

    An incomplete one does not reach back to the beginning.
    """

    changes: Mapping[str, tuple[FileChange, ...]] = field(default_factory=dict)
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where data comes from: its revision, and the history up to that."""

    revision: Revision = Revision()
    history: History = field(default_factory=History)


def last_change(data: Path) -> date | None:
    """Return the committer's day of the last commit that touched the data; None outside git."""
    written = asked(data, "log", "-1", "--no-show-signature", "--format=%cs", "--", ".")
    return _day((written or b"").decode("ascii", "replace").strip())


def provenance(data: Path) -> Provenance:
    """Return where a data folder comes from; outside git, or never committed, an empty one."""
    folder = data.resolve()
    try:
        repository = root_of(folder).resolve()
        found = provenance_at(repository, "HEAD", folder.relative_to(repository).as_posix())
    except (RevisionError, OSError):
        return Provenance()
    if not found.revision.commit:
        return found
    return Provenance(Revision(found.revision.commit, status(folder) != b""), found.history)


def provenance_at(repository: Path, name: str, folder: str) -> Provenance:
    """Return where a folder of a commit comes from; it is clean by nature.

    Args:
        repository: the repository's root.
        name: the commit's name.
        folder: the folder's path from the root, `.` for the root itself.

    Raises:
        RevisionError: there is no such commit.
    """
    tip = commit_of(repository, name)
    shallow = asked(repository, "rev-parse", "--is-shallow-repository")
    raw, is_whole = _log(repository, tip, folder)
    within = "" if folder == "." else f"{folder}/"
    shown = PurePosixPath(folder).name or repository.name
    is_shallow = shallow is None or shallow.strip() != b"false"
    newest = ""
    changes: dict[str, list[FileChange]] = {}
    for commit, parents, files in _commits(raw):
        newest = newest or commit.id
        # Where a shallow clone was cut off everything looks new.
        if is_shallow and not parents:
            continue
        for letter, path in files:
            key = f"{shown}/{path.removeprefix(within)}"
            changes.setdefault(key, []).append(FileChange(_deed(letter), commit))
    oldest_first = {path: tuple(reversed(found)) for path, found in changes.items()}
    return Provenance(Revision(newest), History(oldest_first, is_whole and not is_shallow))


def _log(repository: Path, tip: str, folder: str) -> tuple[bytes, bool]:
    """Return git's whole account of a folder, or as much as may be read, and whether it is all."""
    command = (
        *("git", "--no-replace-objects", "log", "-z", "--first-parent", "--no-follow"),
        *("--diff-merges=first-parent", "--no-renames", "--name-status"),
        *("--no-ext-diff", "--ignore-submodules=none", "--no-show-signature", "--no-color"),
        *("--encoding=UTF-8", f"--format=tformat:{_FIELDS}"),
        *(tip, "--", f":(top,literal){'' if folder == '.' else folder}"),
    )
    with subprocess.Popen(  # noqa: S603  # the id of a commit, and a path behind `--`
        command, cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        assert running.stdout is not None
        raw = running.stdout.read(MAX_OUTPUT + 1)
        running.stdout.close()
    if len(raw) <= MAX_OUTPUT and running.returncode == 0:
        return raw, True
    # The last commit may be cut in two.
    return raw[: raw.rfind(f"\x00{_BOUNDARY}".encode()) + 1], False


def _commits(raw: bytes) -> Iterator[tuple[Commit, str, list[tuple[str, str]]]]:
    """Yield each commit, the newest first, with its parents and the files it touched."""
    parts = raw.decode("utf-8", "surrogateescape").split("\x00")
    position = age = 0
    while parts[position].startswith(_BOUNDARY):
        head, parents, day, author, subject, body = parts[position : position + _HEAD]
        position += _HEAD
        files = []
        while position + 1 < len(parts) and (status := parts[position].lstrip("\n")) in _DEEDS:
            files.append((status, parts[position + 1]))
            position += 2
        number = _number(subject, body)
        identity = head.removeprefix(_BOUNDARY)
        commit = Commit(identity, age, _day(day), _line(author), _line(subject), number)
        yield commit, parents, files
        age += 1


_DEEDS = {"A": Deed.ADDED, "M": Deed.CHANGED, "T": Deed.CHANGED, "D": Deed.DELETED}


def _deed(status: str) -> Deed:
    return _DEEDS[status]


def _day(written: str) -> date | None:
    """Return a day as git writes it; None where it is none, or from before there was git."""
    with suppress(ValueError):
        day = date.fromisoformat(written)
        return day if day.year >= _FIRST_YEAR else None
    return None


def _line(text: str) -> str:
    """Return a text as one harmless line of limited length."""
    words = " ".join(text.split())
    shown = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words
    )
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _number(subject: str, body: str) -> str:
    """Return the request a commit names: by the forge's own words first, else the last one."""
    own = _OF_MERGE.match(subject) or _OF_BODY.search(body)
    if own:
        return own[1]
    found = _ANYWHERE.findall(subject)
    return found[-1] if found else ""
