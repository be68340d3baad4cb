"""Awards as pages list them: what was given, under which clause, from which records, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tongbao.documents import addresses
from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.clause_words import short_name
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import short_date
from tongbao.model.clause import Clause, EventClause
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Submission
from tongbao.scoring.award import Award, shown
from tongbao.source.dataset import Entry


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

    `records` are what is behind it: the item's title, the commission or duty, the reason of a
    manual entry; the days of filing where items were counted. `day` is the day the points count
    on, `counted` says why where the item was adopted later, `target` where the award stands among
    its unit's.
    """

    day: str
    counted: str
    unit: Link
    clause: ClauseLink
    reason: str
    points: str
    records: tuple[Link, ...]
    is_count: bool
    target: str


GONE = "（记录已删除）"
"""What stands for a record that an issued bulletin was made from and that is no more."""

_REMOVED_CLAUSE = ClauseLink("（条款已修改）", addresses.RULEBOOKS, inferred=False, text="")


def clause_link(book: str, clause: Clause) -> ClauseLink:
    """Return a clause's short name (第五条) and its place."""
    text = "".join(clause.text.split("\n"))
    return ClauseLink(
        short_name(clause),
        addresses.rulebook(book, clause.id),
        clause.inferred is not None,
        text,
    )


def counts_items(source: PageSource, award: Award) -> bool:
    """Whether an award was given for several items that were counted together."""
    clause = source.clauses.get((award.rulebook, award.clause))
    return clause is not None and not isinstance(clause, EventClause)


def award_line(source: PageSource, award: Award) -> AwardLine:
    """Return one award as a line."""
    clause = source.clauses.get((award.rulebook, award.clause))
    is_count = counts_items(source, award)
    return AwardLine(
        day=short_date(award.date),
        counted="" if is_count else _counted(source, award),
        unit=source.unit_link(award.unit),
        clause=_REMOVED_CLAUSE if clause is None else clause_link(award.rulebook, clause),
        reason=award.reason,
        points=shown(award.points),
        records=_days(source, award) if is_count else _records(source, award),
        is_count=is_count,
        target=addresses.unit_awards(award.unit, Period.month_of(award.date), award.column),
    )


def _counted(source: PageSource, award: Award) -> str:
    """Write that an adoption by the cut-off counts in the period before; else nothing."""
    adoptions = source.dataset.adoptions
    days = [
        entry.record.date
        for record in award.records
        for kind, _, name in [record.partition("/")]
        if kind == "adoptions" and (entry := adoptions.get(name)) is not None
    ]
    late = max((day for day in days if day > award.date), default=None)
    return f"（{short_date(late)}采用，计入本期）" if late else ""


def _days(source: PageSource, award: Award) -> tuple[Link, ...]:
    submissions = source.dataset.submissions
    return tuple(
        _day_link(source, entry)
        for record in award.records
        for kind, _, name in [record.partition("/")]
        if kind == "submissions" and (entry := submissions.get(name)) is not None
    )


def _records(source: PageSource, award: Award) -> tuple[Link, ...]:
    """Return what is behind an award; an adoption is shown by its item."""
    found = []
    for record in award.records:
        kind, _, name = record.partition("/")
        if source.dataset.find(record) is None:
            found.append(Link(GONE))
        elif kind == "submissions":
            found.append(source.title_link(SubmissionId(name)))
        elif kind in {"commissions", "duties"}:
            found.append(source.due_link(record))
        elif kind == "entries":
            found.append(Link(_entry_text(source, name)))
    return tuple(found)


def _entry_text(source: PageSource, name: str) -> str:
    entry = source.dataset.entries[name].record
    if not source.audience.shows(entry.openness):
        return "（理由不公开）"
    signer = f"（签批：{entry.signer}）" if source.audience.is_internal else ""
    return f"理由：{entry.reason}{signer}"


def award_lines(source: PageSource, awards: Iterable[Award]) -> tuple[AwardLine, ...]:
    """Return awards as lines, in their order."""
    return tuple(award_line(source, award) for award in awards)


def total(awards: Iterable[Award]) -> str:
    """Return the sum of awards as printed."""
    return shown(sum((award.points for award in awards), Decimal(0)))


def _day_link(source: PageSource, entry: Entry[Submission]) -> Link:
    if not source.has_page(entry.record):
        return Link(NOT_PUBLIC)
    return Link(short_date(entry.record.date), addresses.submission(entry.id))
