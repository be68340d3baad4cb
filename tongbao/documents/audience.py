"""Who a site is for, and what of the records that reader may see: an allow-list for the public."""

from enum import Enum

from tongbao.model.submission import Openness, Submission
from tongbao.scoring.award import Award
from tongbao.source.dataset import Dataset

NOT_PUBLIC = "（不公开信息）"


class Audience(Enum):
    """Who reads the pages: anybody, or only the bureau and its units."""

    PUBLIC = "public"
    INTERNAL = "internal"

    @property
    def is_internal(self) -> bool:
        """Whether the pages stay inside the bureau: then they show persons and everything else."""
        return self is Audience.INTERNAL

    def shows(self, openness: Openness) -> bool:
        """Whether titles, texts and ids of records of an openness may be shown."""
        return self.is_internal or openness is Openness.OPEN

    def title(self, submission: Submission) -> str:
        """Return an item's title, or what stands for it."""
        if not self.is_internal and submission.withdrawn is not None:
            return NOT_PUBLIC
        return submission.title if self.shows(submission.openness) else NOT_PUBLIC

    def body(self, submission: Submission) -> str:
        """Return an item's text; empty if there is none or it may not be shown.

        先审后发: what the office has not accepted is not published.
        """
        is_shown = self.is_internal or (
            submission.accepted is not None and self.shows(submission.openness)
        )
        return (submission.body or "") if is_shown else ""

    def records(self, dataset: Dataset, award: Award) -> tuple[str, ...]:
        """Return the records behind an award; those that may not be shown lose their id."""
        return tuple(
            record if self.shows(openness_of(dataset, record)) else NOT_PUBLIC
            for record in award.records
        )


def openness_of(dataset: Dataset, record: str) -> Openness:
    """Return who may read a record, named by its path; an adoption's is that of the item.

    What is in the data no more, though an issued bulletin was made from it, nobody may read.
    """
    kind, _, name = record.partition("/")
    match kind:
        case "adoptions" if name in dataset.adoptions:
            name = dataset.adoptions[name].record.submission
        case "instructions" if name in dataset.instructions:
            name = dataset.instructions[name].record.submission
        case "commissions" if name in dataset.commissions:
            return dataset.commissions[name].record.openness
        case "duties" if name in dataset.duties:
            return dataset.duties[name].record.openness
        case "entries" if name in dataset.entries:
            return dataset.entries[name].record.openness
    known = dataset.submissions.get(name)
    return known.record.openness if known is not None else Openness.CLOSED
