"""What an erratum (更正通报) says: what was printed and what should stand there, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tongbao.documents.audience import Audience
from tongbao.documents.figures import FigureChange
from tongbao.documents.words import NOTHING
from tongbao.model.scalars import SubmissionId
from tongbao.scoring.award import Award, shown
from tongbao.scoring.award_changes import AwardChange
from tongbao.source.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Corrected:
    """One thing that is corrected: what it is, as it was, as it should be."""

    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectedGroup:
    """What is corrected in one place: of a unit, or in the text."""

    name: str
    lines: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class CorrectionTable:
    """Corrections by place under their headings; `none` stands in a table without lines."""

    subject: str
    before: str
    after: str
    places: tuple[CorrectedGroup, ...]
    none: str


def changes_table(changes: Iterable[FigureChange]) -> CorrectionTable:
    """Return the figures that are corrected, in the order of the bulletin."""
    places = (
        CorrectedGroup(
            where,
            tuple(
                Corrected(each.name, each.before or NOTHING, each.after or NOTHING)
                for each in found
            ),
        )
        for where, found in groupby(changes, key=lambda change: change.where)
    )
    return CorrectionTable(
        "更正内容", "原为", "更正为", tuple(places), "得分、名次和采用条目没有变化"
    )


def causes_table(dataset: Dataset, changes: Iterable[AwardChange]) -> CorrectionTable:
    """Return the lines of points behind a correction, as anybody may read them."""
    places = (
        CorrectedGroup(
            name,
            tuple(
                Corrected(_cause(dataset, each), _points(each.before), _points(each.after))
                for each in found
            ),
        )
        for name, found in groupby(changes, key=lambda change: change.unit)
    )
    return CorrectionTable("依据", "原计分", "现计分", tuple(places), "计分没有增减")


def _cause(dataset: Dataset, change: AwardChange) -> str:
    award = change.award
    return f"{change.citation}：{award.reason}{_title(dataset, award.submission)}"


def _title(dataset: Dataset, name: SubmissionId | None) -> str:
    if name is None or name not in dataset.submissions:
        return ""
    return f"：{Audience.PUBLIC.title(dataset.submissions[name].record)}"


def _points(award: Award | None) -> str:
    return NOTHING if award is None else shown(award.points)
