"""Where the record behind an event or an award stands in the files."""

from tongbao.diagnostic import Place
from tongbao.source.dataset import Dataset


def place_of(dataset: Dataset, record: str, field: str) -> Place:
    """Return the place of a field of a record, given by its path below the bureau's folder."""
    entry = dataset.find(record)
    assert entry is not None
    return entry.at(field)
