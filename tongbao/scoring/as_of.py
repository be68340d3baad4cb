"""The records as they stood on a day: what was dated later is not there yet."""

from dataclasses import replace
from datetime import date

from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset


def as_of(dataset: Dataset, day: date) -> Dataset:
    """Return the dataset with what was filed, asked, returned and withdrawn up to a day.

    What became of items above their units is left as it is: no deadline and no task depends on it.
    """
    return replace(
        dataset,
        submissions={
            name: replace(entry, record=_submission(entry.record, day))
            for name, entry in dataset.submissions.items()
            if entry.record.date <= day
        },
        commissions={
            name: entry for name, entry in dataset.commissions.items() if entry.record.asked <= day
        },
        duties={name: entry for name, entry in dataset.duties.items() if entry.record.date <= day},
    )


def _submission(record: Submission, day: date) -> Submission:
    returns = tuple(
        each.model_copy(update={"revised": None})
        if each.revised is not None and each.revised > day
        else each
        for each in record.returns
        if each.date <= day
    )
    is_withdrawn = record.withdrawn is not None and record.withdrawn.date <= day
    return record.model_copy(
        update={"returns": returns, "withdrawn": record.withdrawn if is_withdrawn else None}
    )
