"""Many files to records: what was parsed before is remembered, what was not is parsed in parallel.

Only text becomes values here, by one way whoever does it: the models judge them in this process,
and a file in which anything is wrong is read again as a whole for its diagnostics.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tongbao.diagnostic import Diagnostic
from tongbao.model.record import Record
from tongbao.source import strict_yaml
from tongbao.source.dataset import Entry
from tongbao.source.folder import FoundFile, read
from tongbao.source.nodes import MapNode, plain
from tongbao.source.outline import outline, outline_of
from tongbao.source.parsed import (
    Reading,
    Remembered,
    Remembering,
    remembered,
    remembering,
)
from tongbao.source.text import decode
from tongbao.spread import spread

# Below this many files, processes cost more than they save.
_WORTH_SPREADING = 300
_TOGETHER = 50
# The bytes of so many files are in memory together.
_AT_ONCE = 8000
# A few files are parsed again sooner than everything is written anew.
_NEW_OF_ALL = 50

Outcome = tuple[Entry[Record] | None, Sequence[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read a record from: its kind's name and model, the record's id.

    Only what is of a kind that may be many is worth keeping for the next run (`is_kept`).
    """

    file: FoundFile
    kind: str
    model: type[Record]
    identifier: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class _Unread:
    """A file of which nothing is remembered: its bytes, and what they would be kept by."""

    wanted: Wanted
    content: bytes
    digest: str


def outcomes(
    wanted: Sequence[Wanted],
    bureau: str,
    reading: Reading,
    parse: Callable[[bytes, Wanted], Outcome],
) -> list[Outcome]:
    """Return what each file gives, in order; `parse` reads one as a whole, with its diagnostics."""
    path = reading.cache / f"{bureau}.parsed" if reading.cache is not None else None
    read_now: list[Outcome] = []
    new = 0
    with (
        remembered(path, reading.key) as known,
        remembering(path, reading.key) as kept,
    ):
        for start in range(0, len(wanted), _AT_ONCE):
            found = [_remembered(each, known, parse) for each in wanted[start : start + _AT_ONCE]]
            unread = [each for each in found if isinstance(each, _Unread)]
            lines = _lines(unread, reading.processes)
            read_now.extend(
                _parsed(each, next(lines), kept, parse) if isinstance(each, _Unread) else each
                for each in found
            )
            new += len(unread)
        if new * _NEW_OF_ALL > len(wanted):
            _keep_again(wanted, read_now, known, kept)
        else:
            kept.give_up()
    return read_now


def _remembered(
    wanted: Wanted, known: Remembered, parse: Callable[[bytes, Wanted], Outcome]
) -> Outcome | _Unread:
    content, problems = read(wanted.file)
    if problems:
        return None, problems
    if not wanted.is_kept:
        return parse(content, wanted)
    digest = hashlib.sha256(content).hexdigest()
    line = known.find(wanted.kind, digest)
    entry = _entry(wanted, digest, line) if line is not None else None
    return (entry, ()) if entry is not None else _Unread(wanted, content, digest)


def _entry(wanted: Wanted, digest: str, line: bytes) -> Entry[Record] | None:
    """Return the record that a line's values make, None if the models refuse them."""
    try:
        places, values = line.decode().split("\t")
        record = wanted.model.of(json.loads(values))
    # Nobody knows what stands in a line that was not written here.
    except (ValueError, RecursionError):
        return None
    return Entry(wanted.identifier, record, wanted.file.path, outline(places), digest=digest)


def _lines(unread: Sequence[_Unread], processes: int) -> Iterator[bytes | None]:
    """Yield the line each file gives, None for one in which something is wrong."""
    jobs = [unread[start : start + _TOGETHER] for start in range(0, len(unread), _TOGETHER)]
    if len(unread) < _WORTH_SPREADING:
        processes = 1
    return chain.from_iterable(spread(jobs, _lines_of, processes))


def _lines_of(unread: Sequence[_Unread]) -> list[bytes | None]:
    return [_line(each.content, each.wanted.file.path) for each in unread]


def _line(content: bytes, path: str) -> bytes | None:
    """Return where the values of a file stand, and the values; JSON has no tab of its own."""
    text, _ = decode(content, path)
    if text is None:
        return None
    root, problems = strict_yaml.parse(text, path)
    if problems or not isinstance(root, MapNode):
        return None
    values = json.dumps(plain(root), ensure_ascii=False, separators=(",", ":"))
    return f"{outline_of(root).text}\t{values}".encode()


def _parsed(
    unread: _Unread,
    line: bytes | None,
    kept: Remembering,
    parse: Callable[[bytes, Wanted], Outcome],
) -> Outcome:
    wanted = unread.wanted
    entry = _entry(wanted, unread.digest, line) if line is not None else None
    if entry is None or line is None:
        return parse(unread.content, wanted)
    kept.add(wanted.kind, unread.digest, line)
    return entry, ()


def _keep_again(
    wanted: Sequence[Wanted], found: Sequence[Outcome], known: Remembered, kept: Remembering
) -> None:
    """Keep what was remembered beside what is new."""
    for one, (entry, _) in zip(wanted, found, strict=True):
        line = known.find(one.kind, entry.digest) if entry is not None else None
        if entry is not None and line is not None:
            kept.add(one.kind, entry.digest, line)
