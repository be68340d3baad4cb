"""One submission: what was filed, who adopted it, which awards it stands behind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tongbao.documents import addresses
from tongbao.documents.items import joint_mark
from tongbao.documents.pages.awards import AwardLine, award_lines, total
from tongbao.documents.pages.office_record import OfficeRecord, office_record
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, state_text
from tongbao.documents.prose import Block, blocks
from tongbao.documents.words import full_date
from tongbao.model.clause import DueState, EventClause
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Submission
from tongbao.scoring.duedates import duty_deadline, is_timely


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What an item was filed for: its name, its days, and whether it came in time."""

    kind: str
    title: Link
    days: str
    state: str


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """One adoption: when, by which outlet and issue, of which level, where in it, with a remark."""

    day: str
    outlet: Link
    level: str
    placement: str
    note: str


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """One instruction: when, by whom, on which outlet; `note` is the office's own."""

    day: str
    leader: str
    outlet: str
    note: str


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission; on a public site a withdrawn one keeps its address and shows only `notice`.

    `units` are all that stand behind it, the one that filed it first; `parts` are the submissions
    it was compiled from. `awards` are its own, without the item they all come from, `total` their
    sum; `counted` are the awards it was counted for together with others. `office` is what only
    the bureau and the unit may see.
    """

    head: PageHead
    units: tuple[Link, ...]
    parts: tuple[Link, ...]
    is_joint: bool
    day: str
    category: str
    notice: str
    marks: str
    legend: str
    answers: tuple[AnswerLine, ...]
    returns: str
    forwarded: str
    adoptions: tuple[AdoptionLine, ...]
    instructions: tuple[InstructionLine, ...]
    awards: tuple[AwardLine, ...]
    total: str
    counted: tuple[AwardLine, ...]
    body: tuple[Block, ...]
    note: str
    is_empty: bool
    office: OfficeRecord | None


def submission_page(
    source: PageSource, name: SubmissionId, submission: Submission
) -> SubmissionPage:
    """Return one submission's page."""
    is_internal = source.audience.is_internal
    if submission.withdrawn is not None and not is_internal:
        return _withdrawn(source, name, submission)
    awards = source.awards_from(name)
    own = [a for a in awards if isinstance(source.clause_of(a), EventClause)]
    counted = [a for a in awards if not isinstance(source.clause_of(a), EventClause)]
    mark = joint_mark(source.dataset, submission)
    return SubmissionPage(
        head=_head(source, name, submission, source.audience.title(submission)),
        units=_units(source, submission),
        parts=_parts(source, submission),
        is_joint=submission.joint is not None,
        day=full_date(submission.date),
        category=submission.category,
        notice=_notice(submission),
        marks=source.marks(name),
        legend=f"（{mark.sign}）：{mark.label}" if mark and mark.label != mark.sign else "",
        answers=tuple(_answers(source, submission)),
        returns=f"{len(submission.returns)}次" if submission.returns else "",
        forwarded="、".join(
            f"{full_date(each.date)}转报{each.level}" for each in submission.forwarded
        ),
        adoptions=_adoptions(source, name),
        instructions=_instructions(source, name),
        awards=tuple(_without(source, name, line) for line in award_lines(source, own)),
        total=total(own),
        counted=award_lines(source, counted),
        body=blocks(source.audience.body(submission)),
        note=submission.note or "",
        is_empty=False,
        office=office_record(source.dataset, name, submission) if is_internal else None,
    )


def _head(source: PageSource, name: SubmissionId, submission: Submission, title: str) -> PageHead:
    unit = source.unit_link(submission.unit)
    return in_section(addresses.UNITS, addresses.submission(name), title, unit)


def _withdrawn(source: PageSource, name: SubmissionId, submission: Submission) -> SubmissionPage:
    """Return what stays at a withdrawn item's address: neither title, body nor reason."""
    return SubmissionPage(
        head=_head(source, name, submission, "已撤回的信息"),
        units=(source.unit_link(submission.unit),),
        parts=(),
        is_joint=False,
        day=full_date(submission.date),
        category=submission.category,
        notice=f"{_notice(submission)}内容不再公开。",
        marks="",
        legend="",
        answers=(),
        returns="",
        forwarded="",
        adoptions=(),
        instructions=(),
        awards=(),
        total="0",
        counted=(),
        body=(),
        note="",
        is_empty=True,
        office=None,
    )


def _notice(submission: Submission) -> str:
    """Write why an item does not count, if it does not."""
    if submission.withdrawn is not None:
        return f"本条信息已于{full_date(submission.withdrawn.date)}撤回，不计分。"
    state = state_text(submission)
    if not state:
        return ""
    return f"本条信息{state}。" if submission.is_refused else f"本条信息{state}，还没有计分。"


def _units(source: PageSource, submission: Submission) -> tuple[Link, ...]:
    joint = submission.joint.units if submission.joint else ()
    units = [submission.unit, *(each.unit for each in joint)]
    return tuple(source.unit_link(unit) for unit in units)


def _parts(source: PageSource, submission: Submission) -> tuple[Link, ...]:
    parts = submission.joint.parts if submission.joint else ()
    return tuple(source.title_link(part) for part in parts)


def _answers(source: PageSource, submission: Submission) -> Iterator[AnswerLine]:
    dataset = source.dataset
    timely = is_timely(dataset, submission)
    state = "" if timely is None else str(DueState.ON_TIME if timely else DueState.LATE)
    if submission.commission is not None:
        commission = dataset.commissions[submission.commission].record
        days = f"{full_date(commission.asked)}约稿，{full_date(commission.deadline)}截稿"
        title = source.due_link(f"commissions/{submission.commission}")
        yield AnswerLine("约稿", title, days, state)
    if submission.duty is not None:
        duty = dataset.duties[submission.duty].record
        deadline = duty_deadline(dataset, duty)
        days = f"{duty.kind}，{full_date(deadline)}前报送" if deadline else duty.kind
        yield AnswerLine("任务", source.due_link(f"duties/{submission.duty}"), days, state)


def _without(source: PageSource, name: SubmissionId, line: AwardLine) -> AwardLine:
    """Return a line without the item whose page it stands on."""
    own = source.title_link(name)
    return replace(line, records=tuple(record for record in line.records if record != own))


def _adoptions(source: PageSource, name: SubmissionId) -> tuple[AdoptionLine, ...]:
    found = []
    for adoption in source.adoptions.get(name, ()):
        outlet = source.dataset.outlet_of(adoption)
        assert outlet is not None
        found.append(
            AdoptionLine(
                full_date(adoption.date),
                source.outlet_link(adoption),
                outlet.level,
                adoption.placement or "",
                adoption.note or "",
            )
        )
    return tuple(found)


def _instructions(source: PageSource, name: SubmissionId) -> tuple[InstructionLine, ...]:
    outlets = source.dataset.outlet_by_id
    return tuple(
        InstructionLine(
            full_date(each.date),
            f"{each.level}{each.leader or '领导'}批示",
            outlets[each.outlet].name if each.outlet else "",
            (each.note or "") if source.audience.is_internal else "",
        )
        for each in source.instructions.get(name, ())
    )
