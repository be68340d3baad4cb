"""What parsing files gave, kept in a file a bureau for the next run.

A file's values, as the models read them, are kept by its kind and its bytes: nothing else decides
them. The models judge them anew each time, so a record is the same whether its file was parsed or
remembered. Only files in which nothing is wrong are kept.

What is remembered is a matter of speed alone. Whatever is wrong with it (damaged, of another
version, no file at all), it is passed over and written anew, and what can't be written is not.
The digest guards against damage, not against forgery: the folder is for this user alone to write.
"""

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

_HEX = hashlib.sha256().digest_size * 2
_HEAD = _HEX + 1
_IDENTITY = re.compile(rb"(?P<digest>[0-9a-f]{64}) (?P<kind>[a-z]+) ")
# A record's file has 64 KiB at most; in JSON, a sign of it can take six.
_LONGEST_LINE = 1024 * 1024
_LONGEST_HEAD = 128
_BUFFER = 256 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """How a data folder is read.

    `cache` is the folder in which parsed files are kept from run to run, None for nowhere; `key`
    tells programs apart that would read a file differently. Files are parsed by `processes`.
    """

    cache: Path | None = None
    key: str = ""
    processes: int = 1


PLAIN_READING = Reading()
"""Nothing is remembered, and all is done in this process."""


@dataclass(slots=True)
class Remembered:
    """The lines of a bureau's file, found by identity; the file stays open to read them from."""

    places: Mapping[bytes, int] = field(default_factory=dict)
    stream: BinaryIO | None = None

    def find(self, kind: str, digest: str) -> bytes | None:
        """Return what is kept for a file's kind and the digest of its bytes."""
        place = self.places.get(_identity(kind, digest))
        if place is None or self.stream is None:
            return None
        with suppress(OSError):
            self.stream.seek(place)
            return self.stream.readline(_LONGEST_LINE).removesuffix(b"\n")
        return None


@contextmanager
def remembered(path: Path | None, key: str) -> Iterator[Remembered]:
    """Give what a file holds; nothing if there is none, or it was not written so with this key."""
    stream = _regular_file(path) if path is not None else None
    if stream is None:
        yield Remembered()
        return
    with stream:
        yield Remembered(_places(stream, key), stream)


def _regular_file(path: Path) -> BinaryIO | None:
    try:
        # A pipe in its place would have us wait for a writer.
        number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(number).st_mode):
        return os.fdopen(number, "rb", _BUFFER)
    os.close(number)
    return None


def _places(stream: BinaryIO, key: str) -> Mapping[bytes, int]:
    """Return where each line begins behind its identity; none if the digest is not theirs."""
    places: dict[bytes, int] = {}
    with suppress(OSError):
        head = stream.read(_HEAD)
        digest = _keyed(key)
        place = len(head)
        while line := stream.readline(_LONGEST_LINE):
            found = _IDENTITY.match(line)
            if found is None:
                return {}
            places[_identity(found["kind"].decode(), found["digest"].decode())] = (
                place + found.end()
            )
            digest.update(line)
            place += len(line)
        if head == _head(digest):
            return places
    return {}


def _identity(kind: str, digest: str) -> bytes:
    """Return what a file's kind and the digest of its bytes come to, in little room."""
    return bytes.fromhex(digest) + kind.encode()


def _keyed(key: str) -> "hashlib._Hash":
    return hashlib.sha256(hashlib.sha256(key.encode()).digest())


def _head(digest: "hashlib._Hash") -> bytes:
    return digest.hexdigest().encode() + b"\n"


class Remembering:
    """Writes lines into a file beside a path and, when all are there, puts it in its place.

    Without a path, nowhere.
    """

    def __init__(self, path: Path | None, key: str) -> None:
        self._path = path
        self._digest = _keyed(key)
        self._stream: BinaryIO | None = None
        self._name = ""
        if path is None:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            number, self._name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            self._stream = os.fdopen(number, "wb", _BUFFER)
            self._stream.write(_head(self._digest))

    def add(self, kind: str, digest: str, line: bytes) -> None:
        """Write what a file of a kind gave; it has no line end in it."""
        if self._stream is None or len(line) > _LONGEST_LINE - _LONGEST_HEAD:
            return
        whole = b"%s %s %s\n" % (digest.encode("ascii"), kind.encode("ascii"), line)
        self._digest.update(whole)
        try:
            self._stream.write(whole)
        except OSError:
            self.give_up()

    def finish(self) -> None:
        """Put the file in its place."""
        if self._stream is None or self._path is None:
            return
        try:
            self._stream.seek(0)
            self._stream.write(_head(self._digest))
            self._stream.close()
            Path(self._name).replace(self._path)
            self._stream = None
        except OSError:
            self.give_up()

    def give_up(self) -> None:
        """Leave what is there as it is."""
        if self._stream is None:
            return
        # Closing writes what is held back, and may fail as well.
        with suppress(OSError):
            self._stream.close()
        with suppress(OSError):
            Path(self._name).unlink()
        self._stream = None


@contextmanager
def remembering(path: Path | None, key: str) -> Iterator[Remembering]:
    """Give what writes a file; it takes the place of the last one unless an exception ends it."""
    writer = Remembering(path, key)
    try:
        yield writer
        writer.finish()
    finally:
        writer.give_up()
