"""What the last build of a site read and wrote, so that the next one does only what has changed.

It is asked before anything heavy is loaded, so it imports nothing that is. A file is known by
its stamp: as long as that is the same, nobody has written to it. The record itself is a cache: if
it is missing, damaged or from elsewhere, there was no last build, and everything is made.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

from tongbao.source.git import asked, status

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
"""Where the public site goes unless the command says otherwise."""

CACHE = ROOT / ".cache" / "tongbao"
"""Where builds are remembered, a file a site; it can be removed at any time."""

Stamp = tuple[int, int, int, int]
"""A file's size in bytes, the moments of its last writing and of its last change, its number."""

# Goes into each digest: a record of another format is none.
_FORMAT = b"last build 3"
_DIGEST_BYTES = 16
# So many sites are remembered; those built longest ago are forgotten.
_MOST = 20
_DAY_SECONDS = 24 * 3600
# The kernel's clock for files ticks so slowly that two writings may bear one moment.
_TICK_SECONDS = 0.02
_COARSE_TICK_SECONDS = 2.0
# Where the linker finds libraries: written whenever one is installed.
_LINKER = "/etc/ld.so.cache"
_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a site: what its body follows from, its digest (SHA-256, hex), where its foot is.

    `body_size` is in bytes; what is behind it is the foot, that `foot` stands for. `written` is its
    size in bytes, the moment (ns) and its number, as the build wrote it.
    """

    key: str
    sha256: str
    body_size: int
    foot: str
    written: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a build came from: `inputs` stands for everything that it read (see `inputs_of`).

    `program` stands for what made it; both are empty if that is not certain. `said` is what the
    build had to say of it (Chinese).
    """

    inputs: str
    program: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class LastBuild:
    """A build: what it came from, what it wrote.

    `stamps` are those of the site's files, of its folders and of what
    marks it as ours, by path below it; of a file that somebody else has written to since, there is
    none. `written` is what it wrote, as JSON.
    """

    origin: Origin
    stamps: Mapping[str, Stamp | None]
    written: bytes

    @cached_property
    def files(self) -> Mapping[str, MadeFile]:
        """The site's files, by path below it."""
        return {path: _made(fields) for path, fields in json.loads(self.written).items()}

    def stands(self, site: Path) -> bool:
        """Whether every file of the site is still as it was written, and nothing came to it."""
        return all(
            stamp is not None and stamp_of(f"{site}/{path}") == stamp
            for path, stamp in self.stamps.items()
        )


def stamp_of(path: str | Path) -> Stamp | None:
    """Return a file's stamp; None if there is nothing."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def inputs_of(data: Path, site: Path, *options: str) -> str:
    """Return what stands for everything that a build of a site reads, or nothing.

    That are the data's files and git's word on them, the program with its libraries and fonts, and
    the command's options. Nothing is returned as long as a file may change without its stamp.
    """
    for _ in range(3):
        began = time.time_ns()
        lines = [*options, os.path.realpath(data), os.path.realpath(site), program_stamp()]
        newest = _list(os.path.realpath(data), lines)
        lines.extend(_versioned(data))
        # Some file systems know no fraction of a second.
        tick = _TICK_SECONDS if newest % 1_000_000_000 else _COARSE_TICK_SECONDS
        if began - newest > tick * 1e9:
            return _digest("\n".join(lines).encode("utf-8", "surrogateescape"))
        time.sleep(tick)
    return ""


def _versioned(data: Path) -> Iterator[str]:
    """Yield what git says of the data: the commit, where history is cut off, what differs."""
    head = asked(data, "rev-parse", "HEAD", "--git-path", "shallow")
    yield _text(head)
    if head is not None:
        shallow = data / _text(head).splitlines()[-1]
        with suppress(OSError):
            yield shallow.read_text(encoding="ascii", errors="replace")
        yield _text(status(data))


def _text(answer: bytes | None) -> str:
    return "?" if answer is None else answer.decode("utf-8", "surrogateescape")


def program_stamp() -> str:
    """Return what stands for the program's files, its libraries, its templates and its fonts."""
    lines = [_code_stamp(), str(stamp_of(_LINKER))]
    lines += [os.environ.get(name, "") for name in _LIBRARY_PATHS]
    for folder in ("templates", ".fonts"):
        _list(os.fspath(ROOT / folder), lines, follows=True)
    return _digest("\n".join(lines).encode("utf-8", "surrogateescape"))


def _code_stamp() -> str:
    lines = [sys.version, str(stamp_of(ROOT / "pyproject.toml"))]
    _list(os.fspath(ROOT / "tongbao"), lines, ".py", follows=True)
    for place in sys.path:
        if place.endswith("-packages"):
            with suppress(OSError):
                lines.extend(sorted(path.name for path in Path(place).glob("*.dist-info")))
    return _digest("\n".join(lines).encode("utf-8", "surrogateescape"))


def _list(top: str, lines: list[str], ending: str = "", *, follows: bool = False) -> int:
    """Add a line for all below a folder that ends so; return when the newest changed (ns).

    `follows` says whether a link stands for what it leads to.
    """
    newest = 0
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        # An empty folder says something among records; among code it is what Python keeps there.
        if not ending:
            lines.append(folder)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=attrgetter("name"))
            for entry in entries:
                if entry.is_dir(follow_symlinks=follows):
                    waiting.append(entry.path)
                elif entry.name.endswith(ending):
                    info = entry.stat(follow_symlinks=follows)
                    lines.append(
                        f"{entry.path}\0{info.st_mode} {info.st_size} {info.st_mtime_ns} "
                        f"{info.st_ctime_ns} {info.st_ino}"
                    )
                    newest = max(newest, info.st_ctime_ns)
        except OSError as error:
            # It can't be read, which the build will say; here it is one more state of a folder.
            lines.append(f"{folder} {error.errno}")
    return newest


def is_code_changed() -> bool:
    """Whether the program's code, or a library, was written to since it was started."""
    return _code_stamp() != _STARTED_AS


def unchanged(data: Path, site: Path, *options: str) -> LastBuild | None:
    """Return the last build of a site, if a build would give the same again."""
    last = read_last_build(site)
    known = last.origin.inputs if last is not None else ""
    if last is None or not known or known != inputs_of(data, site, *options):
        return None
    return last if last.stands(site) else None


def read_last_build(site: Path) -> LastBuild | None:
    """Return the last build of a site, if it is known."""
    try:
        digest, _, content = _place(site).read_bytes().partition(b"\n")
        if digest.decode("ascii") != _digest(content):
            return None
        head, _, written = content.partition(b"\n")
        inputs, program, said, found = json.loads(head)
        stamps = {path: _stamp(stamp) for path, stamp in found.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return LastBuild(Origin(inputs, program, tuple(said)), stamps, written)


def write_last_build(
    site: Path, origin: Origin, files: Mapping[str, MadeFile], others: Iterable[str]
) -> None:
    """Remember the build that has just been published; where that fails, it is forgotten.

    It is called before anybody else may publish there. `others` are the paths of what the site has
    beside its files.
    """
    place = _place(site)
    with suppress(OSError):
        place.unlink(missing_ok=True)
        stamps = {path: _own_stamp(site, path, made) for path, made in files.items()}
        stamps |= {path: stamp_of(f"{site}/{path}") for path in others}
        head = [origin.inputs, origin.program, origin.said, stamps]
        written = {path: _fields(made) for path, made in files.items()}
        content = b"\n".join(_json(part) for part in (head, written))
        place.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".", dir=place.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(f"{_digest(content)}\n".encode() + content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink()
            raise
        _tidy(place.parent)


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _fields(made: MadeFile) -> Sequence[object]:
    return made.key, made.sha256, made.body_size, made.foot, made.written


def _made(fields: Sequence[Any]) -> MadeFile:
    key, sha256, body_size, foot, written = fields
    return MadeFile(key, sha256, body_size, foot, tuple(written))


def _stamp(found: list[int] | None) -> Stamp | None:
    if found is None:
        return None
    size, written, changed, number = found
    return size, written, changed, number


def _own_stamp(site: Path, path: str, made: MadeFile) -> Stamp | None:
    """Return the stamp of a file of the site, if it is the file that was written."""
    stamp = stamp_of(f"{site}/{path}")
    if stamp is None or (stamp[0], stamp[1], stamp[3]) != made.written:
        return None
    return stamp


def _tidy(cache: Path) -> None:
    """Forget the sites built longest ago, and remove what killed runs have left."""
    records = sorted(cache.glob("*.json"), key=lambda path: path.lstat().st_mtime_ns)
    left = (path for path in cache.glob(".*") if path.lstat().st_mtime < time.time() - _DAY_SECONDS)
    for path in (*records[:-_MOST], *left):
        path.unlink()


def _place(site: Path) -> Path:
    return CACHE / f"{_digest(os.fsencode(os.path.realpath(site)))}.json"


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES, person=_FORMAT).hexdigest()


# The code that runs is that of this moment, whatever is written to its files later.
_STARTED_AS = _code_stamp()
