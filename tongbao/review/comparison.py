"""Two revisions of the data compared: what a merge, a branch or the work tree would change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from tongbao.pipeline import examine
from tongbao.review.difference import Difference, difference
from tongbao.review.reporters import printable
from tongbao.source.revision import (
    Merged,
    RevisionError,
    commit_of,
    data_of,
    last_change_in,
    merge_base,
    merged,
    root_of,
)


class Scope(StrEnum):
    """What is compared with what.

    A merge: the base with what git would commit. A branch: where it left the base with its head,
    which is what can be said where git can't merge. The work tree: where its branch left the base
    with what lies in the folder.
    """

    MERGE = "merge"
    BRANCH = "branch"
    WORK_TREE = "work-tree"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes, as of which day; `conflicts` are the paths that git can't merge."""

    scope: Scope
    today: date | None
    conflicts: tuple[str, ...]
    difference: Difference


def compare(data: Path, base: str, head: str | None, today: date | None) -> Comparison:
    """Compare the data of two revisions, both judged on one day; `head` None is the work tree.

    Without `today` it is the day on which the data was last committed on either side.

    Raises:
        RevisionError: git can't read a revision, or the folder is in no repository.
    """
    folder = data.resolve()
    repository = root_of(folder if folder.is_dir() else folder.parent)
    name = folder.relative_to(repository.resolve()).as_posix()
    if name == ".":
        raise RevisionError("数据要放在仓库的一个文件夹里，不能就是仓库的根")
    tip = head or "HEAD"
    left = merge_base(repository, base, tip)
    day = today or _last_day(repository, name, base, tip)
    if head is None:
        with data_of(repository, left, name) as before:
            found = difference(examine(before, day), examine(folder, day))
        return Comparison(Scope.WORK_TREE, day, (), found)
    result = _merged(repository, base, head)
    conflicts = tuple(printable(path) for path in result.conflicts) if result else ()
    scope = Scope.MERGE if result and not conflicts else Scope.BRANCH
    sides = (base, result.tree) if result and not conflicts else (left, head)
    with _both(repository, sides, name) as (before, after):
        found = difference(examine(before, day), examine(after, day))
    return Comparison(scope, day, conflicts, found)


def _last_day(repository: Path, folder: str, *revisions: str) -> date | None:
    days = (last_change_in(repository, revision, folder) for revision in revisions)
    return max((day for day in days if day is not None), default=None)


def _merged(repository: Path, base: str, head: str) -> Merged | None:
    """Return what git makes of two revisions; None where it is too old to say."""
    commit_of(repository, head)
    try:
        return merged(repository, base, head)
    except RevisionError:
        return None


@contextmanager
def _both(repository: Path, revisions: tuple[str, str], folder: str) -> Iterator[tuple[Path, Path]]:
    before, after = revisions
    with (
        data_of(repository, before, folder) as older,
        data_of(repository, after, folder) as newer,
    ):
        yield older, newer
