"""Where the record behind an event or an award stands in the files."""

from collections.abc import Mapping
from typing import Any

from tongbao.diagnostic import Place
from tongbao.source.dataset import Dataset, Entry


def place_of(dataset: Dataset, record: str, field: str) -> Place:
    """Return the place of a field of a record, given by its path below the bureau's folder."""
    kind, _, name = record.partition("/")
    kinds: Mapping[str, Mapping[str, Entry[Any]]] = {
        "submissions": dataset.submissions,
        "adoptions": dataset.adoptions,
        "instructions": dataset.instructions,
        "commissions": dataset.commissions,
        "duties": dataset.duties,
        "entries": dataset.entries,
    }
    return kinds[kind][name].at(field)
