"""What someone proposes: the data as it would be, beside the data that says who may do what.

A revision is judged as git would merge it, so that what two proposals say together is checked and
nothing depends on where a branch began. Who may do what is read from the tip of the base: what a
proposal says of accounts, and what the base said when the branch began, count for nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.source.dataset import Dataset
from tongbao.source.load import load
from tongbao.source.revision import (
    Change,
    RevisionError,
    changes,
    changes_at_work,
    data_of,
    last_change_in,
    merge_base,
    merged,
    root_of,
)

_WORK = "HEAD"


@dataclass(frozen=True, slots=True)
class Request:
    """Who proposes what: the base's name, the head's (None: the work tree), the forge account."""

    base: str
    head: str | None
    actor: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A request read from the repository.

    `data` is the folder as it would be and `folder` its path from the repository's root; `changes`
    are paths from that root, compared with `before`; `policy` is the base. `conflicts` are the
    paths that can't be merged: then nothing else is known.
    """

    actor: str
    day: date | None
    data: Path
    folder: str
    changes: tuple[Change, ...]
    before: tuple[Dataset, ...]
    policy: tuple[Dataset, ...]
    conflicts: tuple[str, ...] = ()


@contextmanager
def opened(data: Path, request: Request, today: date | None) -> Iterator[Proposal]:
    """Read what a request proposes; its data folder is there as long as the context lasts.

    Args:
        data: the data folder in the work tree.
        request: what is proposed.
        today: the day to judge by; without one, the later of the two revisions' last change, so
            that an author can't set the clock back by the date of a commit.

    Raises:
        RevisionError: a revision can't be read.
    """
    if not data.is_dir():
        raise RevisionError(f"没有数据文件夹 {data}，用 --data 指明")
    data = data.resolve()
    repository = root_of(data)
    folder = data.relative_to(repository.resolve()).as_posix()
    if folder == ".":
        raise RevisionError(f"{data} 是仓库的根，数据文件夹要在仓库里面")
    day = today or _day(repository, request, folder)
    policy = _datasets(repository, request.base, folder)
    if request.head is None:
        start = merge_base(repository, request.base, _WORK)
        before = _datasets(repository, start, folder)
        found = changes_at_work(repository, start)
        yield Proposal(request.actor, day, data, folder, found, before, policy)
        return
    result = merged(repository, request.base, request.head)
    found = changes(repository, request.base, result.tree)
    with data_of(repository, result.tree, folder) as place:
        yield Proposal(request.actor, day, place, folder, found, policy, policy, result.conflicts)


def _day(repository: Path, request: Request, folder: str) -> date | None:
    days = (
        last_change_in(repository, name, folder) for name in (request.base, request.head or _WORK)
    )
    return max((day for day in days if day is not None), default=None)


def _datasets(repository: Path, name: str, folder: str) -> tuple[Dataset, ...]:
    with data_of(repository, name, folder) as place:
        return load(place).datasets
