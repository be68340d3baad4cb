"""Awards as pages list them: what was given, under which clause, from which records, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tongbao.documents import addresses
from tongbao.documents.clause_words import short_name
from tongbao.documents.items import NOT_PUBLIC, is_public
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import short_date
from tongbao.model.period import Period
from tongbao.model.rulebook import Clause, PeriodClause
from tongbao.model.scalars import SubmissionId
from tongbao.scoring.award import Award, shown


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause by its short name, with its place in the rulebook and the text it is quoted by."""

    name: str
    target: str
    inferred: bool
    text: str


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award.

    `records` are the items behind it: the title where there is one item, the days of filing where
    items were counted. `day` is the day the points count on, `target` where the award stands among
    its unit's.
    """

    day: str
    unit: Link
    clause: ClauseLink
    reason: str
    points: str
    records: tuple[Link, ...]
    is_count: bool
    target: str


def clause_link(book: str, clause: Clause) -> ClauseLink:
    """Return a clause's short name (第五条) and its place."""
    text = "".join(clause.text.split("\n"))
    return ClauseLink(
        short_name(clause),
        addresses.rulebook(book, clause.id),
        clause.inferred is not None,
        text,
    )


def award_line(source: PageSource, award: Award) -> AwardLine:
    """Return one award as a line."""
    clause = source.clause_of(award)
    is_count = isinstance(clause, PeriodClause)
    names = [
        SubmissionId(record.removeprefix("submissions/"))
        for record in award.records
        if record.startswith("submissions/")
    ]
    return AwardLine(
        day=short_date(award.date),
        unit=source.unit_link(award.unit),
        clause=clause_link(award.rulebook, clause),
        reason=award.reason,
        points=shown(award.points),
        records=tuple(
            _day_link(source, name) if is_count else source.title_link(name) for name in names
        ),
        is_count=is_count,
        target=addresses.unit_awards(award.unit, Period.month_of(award.date), award.column),
    )


def award_lines(source: PageSource, awards: Iterable[Award]) -> tuple[AwardLine, ...]:
    """Return awards as lines, in their order."""
    return tuple(award_line(source, award) for award in awards)


def total(awards: Iterable[Award]) -> str:
    """Return the sum of awards as printed."""
    return shown(sum((award.points for award in awards), Decimal(0)))


def _day_link(source: PageSource, name: SubmissionId) -> Link:
    submission = source.dataset.submissions[name].record
    if not is_public(submission):
        return Link(NOT_PUBLIC)
    return Link(short_date(submission.date), addresses.submission(name))
