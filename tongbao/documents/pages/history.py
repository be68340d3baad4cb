"""How a record came about: on its page, the commits that touched it and what followed from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongbao.documents import addresses
from tongbao.documents.pages.source import PageSource
from tongbao.documents.provenance import ForgeLink, commit_link, request_link
from tongbao.documents.words import enumerated, full_date
from tongbao.model.scalars import SubmissionId
from tongbao.source.dataset import Entry
from tongbao.source.history import Commit, History

MOST = 50
"""How many commits a page lists: the first and the latest."""

_NO_DAY = "日期不明"

File = tuple[str, str]
"""A file by its path, with the word before what was done to it: 采用 for 采用登记."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A commit: its day, what it did, its id, the request it names.

    `said` is who wrote it and what about; empty but for the bureau's own eyes.
    """

    day: str
    deeds: str
    commit: ForgeLink
    request: ForgeLink | None
    said: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The history of a record, the oldest commit first.

    `first` is set apart where commits between it and `lines` are left out, `omitted` of them.
    """

    first: HistoryLine | None
    omitted: int
    lines: tuple[HistoryLine, ...]
    is_complete: bool


class Histories:
    """The history of each page that shows a record, by the page's address."""

    def __init__(self, source: PageSource, history: History) -> None:
        self._source = source
        self._history = history
        self._outcomes = _outcomes(source)
        self._others = dict(_files_by_address(source))

    def get(self, address: str) -> HistoryView | None:
        """Return the history to show on a page; None if there is nothing to say."""
        files = self._files(address)
        if not files:
            return None
        view = _view(self._source, self._history, files)
        return view if view.lines or not view.is_complete else None

    def _files(self, address: str) -> list[File]:
        name = address.removeprefix(addresses.SUBMISSIONS).rstrip("/")
        entry = self._source.dataset.submissions.get(SubmissionId(name))
        if entry is None or addresses.submission(name) != address:
            return self._others.get(address, [])
        # Of a withdrawn item the public page says no more than that.
        is_bare = entry.record.withdrawn is not None and not self._source.audience.is_internal
        further = () if is_bare else self._outcomes.get(SubmissionId(name), ())
        return [(entry.path, ""), *further]


def _files_by_address(source: PageSource) -> Iterator[tuple[str, list[File]]]:
    """Yield the files behind every page that shows a record, but for the submissions'."""
    dataset = source.dataset
    for kind, records in (("commissions", dataset.commissions), ("duties", dataset.duties)):
        for name, asked in records.items():
            yield addresses.due(f"{kind}/{name}"), [(asked.path, "")]
    for book in dataset.rulebooks.values():
        yield addresses.rulebook(book.id), [(book.path, "")]
    for bulletin in dataset.bulletins.values():
        frozen = dataset.issued.get(bulletin.id)
        further = [(frozen.path, "定稿")] if frozen else []
        yield addresses.bulletin(bulletin.id), [(bulletin.path, ""), *further]


def _outcomes(source: PageSource) -> Mapping[SubmissionId, list[File]]:
    """Return the files of each submission's adoptions and instructions."""
    dataset = source.dataset
    kinds: tuple[tuple[str, Iterable[Entry[Any]]], ...] = (
        ("采用", dataset.adoptions.values()),
        ("批示", dataset.instructions.values()),
    )
    found: dict[SubmissionId, list[File]] = {}
    for word, entries in kinds:
        for entry in entries:
            found.setdefault(entry.record.submission, []).append((entry.path, word))
    return found


def _view(source: PageSource, history: History, files: Iterable[File]) -> HistoryView:
    commits: dict[int, Commit] = {}
    deeds: dict[int, dict[str, None]] = {}
    for path, word in files:
        for change in history.changes.get(path, ()):
            age = change.commit.age
            commits[age] = change.commit
            deeds.setdefault(age, {})[f"{word}{change.deed}"] = None
    lines = tuple(
        _line(source, commits[age], enumerated(deeds[age])) for age in sorted(commits, reverse=True)
    )
    if len(lines) <= MOST:
        return HistoryView(None, 0, lines, history.is_complete)
    return HistoryView(lines[0], len(lines) - MOST, lines[1 - MOST :], history.is_complete)


def _line(source: PageSource, commit: Commit, deeds: str) -> HistoryLine:
    forge = source.dataset.bureau.record.forge
    said = (commit.author, commit.subject)
    return HistoryLine(
        full_date(commit.day) if commit.day else _NO_DAY,
        deeds,
        commit_link(commit.id, forge),
        request_link(commit.number, forge) if commit.number else None,
        "：".join(filter(None, said)) if source.audience.is_internal else "",
    )
