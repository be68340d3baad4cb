"""One submission: what was filed, who adopted it, which awards it stands behind."""

from dataclasses import dataclass, replace

from tongbao.documents import addresses
from tongbao.documents.items import is_public
from tongbao.documents.pages.awards import AwardLine, award_lines, total
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource
from tongbao.documents.prose import Block, blocks
from tongbao.documents.words import full_date
from tongbao.model.rulebook import PeriodClause
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Openness, Submission


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """One adoption: when, by which outlet and issue, of which level, with a remark."""

    day: str
    outlet: Link
    level: str
    note: str


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """One instruction: when, and the leader's level."""

    day: str
    level: str


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One public submission; a withdrawn one keeps its address and shows only `withdrawn`.

    `awards` are its own, without the item they all come from, `total` their sum; `counted` are the
    awards it was counted for together with others.
    """

    head: PageHead
    unit: Link
    day: str
    category: str
    withdrawn: str
    marks: str
    commission: str
    adoptions: tuple[AdoptionLine, ...]
    instructions: tuple[InstructionLine, ...]
    awards: tuple[AwardLine, ...]
    total: str
    counted: tuple[AwardLine, ...]
    body: tuple[Block, ...]
    note: str


def submission_pages(source: PageSource) -> "tuple[SubmissionPage, ...]":
    """Return the page of every submission the public may see."""
    return tuple(
        submission_page(source, SubmissionId(name), entry.record)
        for name, entry in source.dataset.submissions.items()
        if is_public(entry.record)
    )


def submission_page(
    source: PageSource, name: SubmissionId, submission: Submission
) -> SubmissionPage:
    """Return one submission's page."""
    unit = source.unit_link(submission.unit)
    if submission.withdrawn is not None:
        return _withdrawn(name, unit, submission)
    awards = source.awards_from(name)
    own = [a for a in awards if not isinstance(source.clause_of(a), PeriodClause)]
    counted = [a for a in awards if isinstance(source.clause_of(a), PeriodClause)]
    return SubmissionPage(
        head=in_section(addresses.UNITS, addresses.submission(name), submission.title, unit),
        unit=unit,
        day=full_date(submission.date),
        category=submission.category,
        withdrawn="",
        marks=source.marks(name),
        commission=_commission(source, submission),
        adoptions=_adoptions(source, name),
        instructions=tuple(
            InstructionLine(full_date(instruction.date), instruction.level)
            for instruction in source.instructions.get(name, ())
        ),
        awards=tuple(replace(line, records=()) for line in award_lines(source, own)),
        total=total(own),
        counted=award_lines(source, counted),
        body=blocks(submission.body or ""),
        note=submission.note or "",
    )


def _withdrawn(name: SubmissionId, unit: Link, submission: Submission) -> SubmissionPage:
    """Return what stays at a withdrawn item's address: neither title, body nor reason."""
    day = full_date(submission.withdrawn.date) if submission.withdrawn else ""
    title = "已撤回的信息"
    return SubmissionPage(
        head=in_section(addresses.UNITS, addresses.submission(name), title, unit),
        unit=unit,
        day=full_date(submission.date),
        category=submission.category,
        withdrawn=day,
        marks="",
        commission="",
        adoptions=(),
        instructions=(),
        awards=(),
        total="0",
        counted=(),
        body=(),
        note="",
    )


def _commission(source: PageSource, submission: Submission) -> str:
    if submission.commission is None:
        return ""
    commission = source.dataset.commissions[submission.commission].record
    asked, deadline = full_date(commission.asked), full_date(commission.deadline)
    title = commission.title if commission.openness is Openness.OPEN else "不公开的题目"
    return f"{title}（{asked}约稿，{deadline}截稿）"


def _adoptions(source: PageSource, name: SubmissionId) -> tuple[AdoptionLine, ...]:
    return tuple(
        AdoptionLine(
            full_date(adoption.date),
            source.outlet_link(adoption),
            source.dataset.outlet_by_id[adoption.outlet].level,
            adoption.note or "",
        )
        for adoption in source.adoptions.get(name, ())
    )
