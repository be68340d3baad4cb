"""What the office has built upon: submissions with a result, and days that are closed."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.bulletin import Bulletin
from tongbao.model.submission import Submission
from tongbao.scoring.events import accepted_on
from tongbao.source.dataset import Dataset, Entry


def user_of(dataset: Dataset, name: str) -> str | None:
    """Return the first record (`kind/id`) that says something of a submission; None if none does.

    Adoptions, instructions, entries by hand, and pieces the office compiled from it.
    """
    return next(_users(dataset, name), None)


def _users(dataset: Dataset, name: str) -> Iterator[str]:
    for kind, records in (
        ("adoptions", dataset.adoptions),
        ("instructions", dataset.instructions),
    ):
        for entry in records.values():
            if entry.record.submission == name:
                yield f"{kind}/{entry.id}"
    for manual in dataset.entries.values():
        if manual.record.about == f"submissions/{name}":
            yield f"entries/{manual.id}"
    for other in dataset.submissions.values():
        if other.record.joint is not None and name in other.record.joint.parts:
            yield f"submissions/{other.id}"


def bulletin_with(dataset: Dataset, submission: Submission) -> Entry[Bulletin] | None:
    """Return an issued bulletin that a submission counts in, or would; None if in none."""
    day = accepted_on(dataset, submission)
    if day is None:
        return None
    counting = (
        issued
        for issued in _issued(dataset)
        if day in issued.record.period and day <= closing_day(issued)
    )
    return next(counting, None)


def last_bulletin(dataset: Dataset) -> Entry[Bulletin] | None:
    """Return the issued bulletin that closed the latest days; None before the first."""
    return max(_issued(dataset), key=closing_day, default=None)


def closing_day(bulletin: Entry[Bulletin]) -> date:
    """Return the last day an issued bulletin leaves nothing to be filed for."""
    # One issued before its period is over leaves the rest of it open.
    return min(bulletin.record.period.end, bulletin.record.date)


def _issued(dataset: Dataset) -> tuple[Entry[Bulletin], ...]:
    """Return the bulletins with a document number; one without is a draft."""
    return tuple(entry for entry in dataset.bulletins.values() if entry.record.number is not None)
