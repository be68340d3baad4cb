"""What the last build of a site read and wrote, so that the next one does only what has changed.

It is asked before anything heavy is loaded, so it imports nothing of the rest. A file is known by
its stamp: as long as that is the same, nobody has written to it. The record itself is a cache: if
it is missing, damaged or from elsewhere, there was no last build, and everything is made.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from tongbao.source.git import asked, status

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
"""Where the public site goes unless the command says otherwise."""

CACHE = ROOT / ".cache" / "tongbao"
"""Where builds are remembered, a file a site; it can be removed at any time."""

Stamp = tuple[int, int, int, int]
"""A file's size in bytes, the moments of its last writing and of its last change, its number."""

# Goes into each digest: a record of another format is none.
_FORMAT = b"last build 1"
_DIGEST_BYTES = 16
# So many sites are remembered; of the others the longest unused are forgotten.
_MOST = 20
# The kernel's clock for files ticks so slowly that two writings may bear one moment.
_TICK_SECONDS = 0.02
# Where the linker finds libraries: written whenever one is installed.
_LINKER = "/etc/ld.so.cache"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a site: what its body follows from, its digest (SHA-256, hex), where its foot is.

    `body_size` is in bytes; what is behind it is the foot, that `foot` stands for.
    """

    key: str
    sha256: str
    body_size: int
    foot: str


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A build: what it read, what made it, what it had to say (Chinese), what it wrote.

    `inputs` stands for everything it was made from (see `inputs_of`), empty if that is not certain;
    `program` for what made it. `files` are by path below the site, with their stamps.
    """

    inputs: str
    program: str
    said: tuple[str, ...]
    files: Mapping[str, tuple[MadeFile, Stamp]]

    def stands(self, site: Path) -> bool:
        """Whether every file of the site is still as it was written."""
        return all(stamp_of(f"{site}/{path}") == stamp for path, (_, stamp) in self.files.items())


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
        lines = [*options, os.path.realpath(data), os.path.realpath(site), sys.version]
        newest = _list(os.fspath(data), lines, "")
        lines.extend(_versioned(data))
        lines.extend(_program())
        if began - newest > _TICK_SECONDS * 1e9:
            return _digest("\n".join(lines).encode("utf-8", "surrogateescape"))
        time.sleep(_TICK_SECONDS)
    return ""


def _versioned(data: Path) -> Iterator[str]:
    """Yield what git says of the data: the commit, whether its history is whole, what differs."""
    head = asked(data, "rev-parse", "HEAD", "--is-shallow-repository")
    yield (head or b"").decode("utf-8", "surrogateescape")
    if head is not None:
        yield (status(data) or b"").decode("utf-8", "surrogateescape")


def _program() -> list[str]:
    lines = [str(stamp_of(ROOT / "pyproject.toml")), str(stamp_of(_LINKER))]
    _list(os.fspath(ROOT / "tongbao"), lines, ".py")
    for folder in ("templates", ".fonts"):
        _list(os.fspath(ROOT / folder), lines, "")
    for place in sys.path:
        if place.endswith("-packages"):
            with suppress(OSError):
                lines.extend(sorted(path.name for path in Path(place).glob("*.dist-info")))
    return lines


def _list(folder: str, lines: list[str], ending: str) -> int:
    """Add a line for everything below a folder that ends so; return when the newest changed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError as error:
        lines.append(f"{folder} {error.errno}")
        return 0
    newest = 0
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            newest = max(newest, _list(entry.path, lines, ending))
        elif entry.name.endswith(ending):
            with suppress(FileNotFoundError):
                info = entry.stat(follow_symlinks=False)
                lines.append(
                    f"{entry.path}\0{info.st_mode} {info.st_size} {info.st_mtime_ns} "
                    f"{info.st_ctime_ns} {info.st_ino}"
                )
                newest = max(newest, info.st_ctime_ns)
    lines.append(folder)
    return newest


def unchanged(data: Path, site: Path, *options: str) -> LastBuild | None:
    """Return the last build of a site, if a build would give the same again."""
    last = read_last_build(site)
    if last is None or not last.inputs or last.inputs != inputs_of(data, site, *options):
        return None
    return last if last.stands(site) else None


def read_last_build(site: Path) -> LastBuild | None:
    """Return the last build of a site, if it is known."""
    try:
        digest, _, content = _place(site).read_bytes().partition(b"\n")
        if digest.decode("ascii") != _digest(content):
            return None
        inputs, program, said, files = json.loads(content)
        made = {path: (MadeFile(*made), tuple(stamp)) for path, (made, stamp) in files.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return LastBuild(inputs, program, tuple(said), made)


def write_last_build(
    site: Path, inputs: str, program: str, said: Sequence[str], files: Mapping[str, MadeFile]
) -> None:
    """Remember the build that has just been published; where that fails, it is forgotten."""
    place = _place(site)
    with suppress(OSError):
        place.unlink(missing_ok=True)
        found = {path: (_fields(made), stamp_of(f"{site}/{path}")) for path, made in files.items()}
        content = json.dumps([inputs, program, said, found], separators=(",", ":")).encode()
        place.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(f"{_digest(content)}\n".encode() + content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink()
            raise
        _forget_longest_unused(list(place.parent.glob("*.json")))


def _fields(made: MadeFile) -> Sequence[str | int]:
    return made.key, made.sha256, made.body_size, made.foot


def _forget_longest_unused(places: Collection[Path]) -> None:
    for path in sorted(places, key=lambda path: path.lstat().st_mtime_ns)[:-_MOST]:
        path.unlink()


def _place(site: Path) -> Path:
    return CACHE / f"{_digest(os.fsencode(os.path.realpath(site)))}.json"


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES, person=_FORMAT).hexdigest()
