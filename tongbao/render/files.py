"""The files of a site while they are made: each by its path, with what it follows from."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pydantic_core import to_json


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path below the site's root, with `/`, and what it holds.

    `key` stands for everything that its body follows from but the program itself: the same program
    makes the same body for the same key. `foot` is the end that it shares with other pages.
    """

    path: str
    key: str
    body: bytes
    foot: bytes = b""

    @property
    def content(self) -> bytes:
        """The whole file."""
        return self.body + self.foot


class Keep(Protocol):
    """Asked before a file is made, whether the one that was made last time is taken over."""

    def __call__(self, path: str, key: str, foot: bytes = b"", /) -> bool:
        """Take over a file, with another foot where that has changed; False if there is none."""


Group = Callable[[Keep], Iterator[Page]]
"""Makes the files of a part of the site, but for those that are taken over."""


def keep_nothing(_path: str, _key: str, _foot: bytes = b"", /) -> bool:
    """Take over no file: all are made."""
    return False


def all_made(groups: Iterable[Group]) -> Iterator[Page]:
    """Yield every file of some groups, made one after the other."""
    for group in groups:
        yield from group(keep_nothing)


def key_of(*parts: object) -> str:
    """Return what stands for some values: the same key for the same values, in whatever run.

    They are dataclasses and records, and what these are made of, down to texts, numbers, days and
    choices; none is markup. A number and the text it is written as count as the same.
    """
    return digest(to_json(parts))


def digest(content: bytes) -> str:
    """Return what stands for some bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def file(path: str, view: object, make: Callable[[], bytes], keep: Keep) -> Iterator[Page]:
    """Yield a file that follows from its path and a view alone, unless it is taken over."""
    key = key_of(path, view)
    if not keep(path, key):
        yield Page(path, key, make())


def ready(path: str, content: bytes, keep: Keep) -> Iterator[Page]:
    """Yield a file that was made already, unless the same is taken over."""
    key = digest(content)
    if not keep(path, key):
        yield Page(path, key, content)
