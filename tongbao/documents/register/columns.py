"""The columns of the register, and what they say of a submission.

What a column says can be read back (`tongbao.exchange`): the texts follow the grammar of `phrases`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongbao.documents.register.phrases import OutletName, Partner, Phrase, Step
from tongbao.model.adoption import Adoption, Instruction, Route
from tongbao.model.joint import Joint, JointRole
from tongbao.model.submission import SignOff, Submission
from tongbao.source.dataset import Dataset

OWN_UNIT = "本单位"
"""Names the unit that filed a joint item among its partners, where its number of people counts."""
YES = "是"
REVIEW_STEPS = ("first", "second", "office", "third", "head")


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column: its name in code and maps, its head, its width in characters, who may read it."""

    field: str
    title: str
    width: int
    is_private: bool = False


COLUMNS = (
    RegisterColumn("id", "编号", 26),
    RegisterColumn("unit", "报送单位", 24),
    RegisterColumn("date", "报送日期", 12),
    RegisterColumn("title", "信息标题", 52),
    RegisterColumn("category", "信息类别", 12),
    RegisterColumn("openness", "是否公开", 12),
    RegisterColumn("state", "状态", 14),
    RegisterColumn("adoptions", "采用情况", 34),
    RegisterColumn("instructions", "领导批示", 24),
    RegisterColumn("points", "得分", 8),
    RegisterColumn("commission", "约稿编号", 14),
    RegisterColumn("duty", "任务编号", 14),
    RegisterColumn("partners", "联合单位", 24),
    RegisterColumn("mark", "联合标记", 10),
    RegisterColumn("parts", "综合自", 26, is_private=True),
    RegisterColumn("authors", "拟稿人", 14, is_private=True),
    RegisterColumn("sensitive", "敏感信息", 10, is_private=True),
    RegisterColumn("first", "初审", 22, is_private=True),
    RegisterColumn("second", "复核", 22, is_private=True),
    RegisterColumn("office", "办公室核稿", 22, is_private=True),
    RegisterColumn("third", "审核", 22, is_private=True),
    RegisterColumn("head", "签发", 22, is_private=True),
    RegisterColumn("handling", "办理情况", 34, is_private=True),
    RegisterColumn("note", "备注", 34),
)


def said_of(dataset: Dataset, submission: Submission) -> Mapping[str, str | date]:
    """Return what the register says of a submission itself, by column; blank where nothing."""
    joint = submission.joint
    return {
        "unit": dataset.units[submission.unit].name,
        "date": submission.date,
        "title": submission.title,
        "category": submission.category,
        "openness": submission.openness.value,
        "commission": submission.commission or "",
        "duty": submission.duty or "",
        "partners": "、".join(str(partner) for partner in _partners(dataset, joint)),
        "mark": joint.mark or "" if joint else "",
        "parts": "\n".join(joint.parts) if joint else "",
        "authors": "、".join(author.name for author in submission.authors),
        "sensitive": YES if submission.sensitive else "",
        **{step: _sign_off(submission, step) for step in REVIEW_STEPS},
        "handling": "\n".join(str(step) for step in _steps(submission)),
        "note": submission.note or "",
    }


def _partners(dataset: Dataset, joint: Joint | None) -> Iterator[Partner]:
    if joint is None:
        return
    if joint.people > 1:
        yield Partner(OWN_UNIT, people=str(joint.people))
    for each in joint.units:
        role = each.role.value if each.role is JointRole.LEAD else ""
        people = str(each.people) if each.people > 1 else ""
        yield Partner(dataset.units[each.unit].name, role, people)


def _sign_off(submission: Submission, step: str) -> str:
    found: SignOff | None = getattr(submission.review, step) if submission.review else None
    if found is None:
        return ""
    return str(Phrase(found.name, found.date, (found.opinion,) if found.opinion else ()))


def _steps(submission: Submission) -> Iterator[Step]:
    for each in submission.returns:
        yield Step(each.date, "退回", each.reason)
        if each.revised is not None:
            yield Step(each.revised, "重报")
    for forwarding in submission.forwarded:
        yield Step(forwarding.date, "转报", forwarding.level)
    if submission.withdrawn is not None:
        yield Step(submission.withdrawn.date, "撤回", submission.withdrawn.reason)


def outlet_name(dataset: Dataset, adoption: Adoption) -> str:
    """Return the outlet and issue of an adoption; of an unlisted outlet also the level."""
    outlet = dataset.outlet_of(adoption)
    assert outlet is not None
    level = outlet.level if outlet.id is None else ""
    return str(OutletName(outlet.name, adoption.issue or "", level))


def adoption_phrase(dataset: Dataset, adoption: Adoption) -> str:
    """Return an adoption as the register says it: 市局网站（2020-07-15）."""
    direct = adoption.route.value if adoption.route is Route.DIRECT else None
    more = tuple(filter(None, (adoption.placement, direct)))
    return str(Phrase(outlet_name(dataset, adoption), adoption.date, more))


def instruction_phrase(dataset: Dataset, instruction: Instruction) -> str:
    """Return an instruction as the register says it: 市（2020-07-20，主要领导，《每日要情》）."""
    outlet = dataset.outlet_by_id[instruction.outlet].name if instruction.outlet else None
    leader = instruction.leader.value if instruction.leader else None
    more = tuple(filter(None, (leader, outlet)))
    return str(Phrase(instruction.level, instruction.date, more))


def lines(phrases: Iterable[str]) -> str:
    """Return phrases as they stand in a cell."""
    return "\n".join(phrases)
