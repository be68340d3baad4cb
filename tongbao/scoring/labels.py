"""Words printed beside a unit (评语): below a mark, or behind its task, some periods in a row."""

from datetime import timedelta

from tongbao.model.clause import Span
from tongbao.model.period import Stretch
from tongbao.model.rulebook import Label
from tongbao.model.scalars import UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Dataset

_DAY = timedelta(days=1)


def labels(dataset: Dataset, ledger: Ledger, unit: UnitId, period: Stretch) -> tuple[str, ...]:
    """Return the words a unit earned by the end of a period, by the rulebook in force then.

    A label that looks at months is judged on the last months of a quarter, too: what counts is the
    row of its own spans that ends with the period.
    """
    book = dataset.rulebook_on(period.end)
    if book is None:
        return ()
    own = ledger.of_unit(unit)
    return tuple(
        label.name
        for label in book.record.labels
        if all(
            _applies(dataset, own, unit, label, span)
            for span in _row(label.period, period, label.consecutive)
        )
    )


def _row(span: Span, period: Stretch, count: int) -> list[Stretch]:
    """Return the last `count` spans up to the one a period ends in."""
    found = [span.around(period.end)]
    while len(found) < count:
        found.append(span.around(found[-1].start - _DAY))
    return found


def _applies(dataset: Dataset, own: Ledger, unit: UnitId, label: Label, span: Stretch) -> bool:
    if not dataset.units[unit].is_scored_in(span):
        return False
    if label.below_task:
        task = progress(dataset, unit, span)
        return task is not None and not task.is_met
    if dataset.rulebook_on(span.end) is None:
        return False
    total = own.within(span).total
    if label.below is not None:
        return total < label.below
    return label.at_least is not None and total >= label.at_least
