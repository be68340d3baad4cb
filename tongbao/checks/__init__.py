"""What must hold between records: one family of rules a module, all listed here.

Each check is a generator over one dataset that yields diagnostics; none changes anything, none
depends on another. Records that were refused when read are left out of the dataset, and what
refers to them is not reported again.
"""

from collections.abc import Callable, Iterator
from datetime import date

from tongbao.checks import (
    bulletins,
    calendars,
    clauses,
    dates,
    entries,
    identity,
    joint,
    numbers,
    personal,
    references,
    registries,
    review,
    rulebooks,
    tasks,
)
from tongbao.diagnostic import Diagnostic
from tongbao.source.dataset import Dataset

Check = Callable[[Dataset], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    registries.check,
    tasks.check,
    calendars.check,
    references.check,
    joint.check,
    review.check,
    entries.check,
    rulebooks.check,
    clauses.check,
    identity.check,
    dates.check,
    bulletins.check,
    numbers.check,
    personal.check,
)


def check(dataset: Dataset, today: date | None) -> list[Diagnostic]:
    """Run every check on one bureau; `today` is the day later than which no record is expected."""
    found = [diagnostic for family in CHECKS for diagnostic in family(dataset)]
    if today is not None:
        found.extend(dates.check_future(dataset, today))
    return found
