"""An item of information filed by a unit, and its way through the office."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from tongbao.model.joint import Joint
from tongbao.model.record import Record
from tongbao.model.scalars import CommissionRef, Day, DutyRef, Flag, Prose, Text, UnitRef

MAX_RETURNS = 2
"""How often an item may be revised: returned once more, it is refused for good."""


class Openness(StrEnum):
    """是否公开: who may read an item; only the first may ever reach the public site."""

    OPEN = "公开"
    ON_REQUEST = "依申请公开"
    CLOSED = "不公开"


class Withdrawal(Record):
    """A submission is withdrawn with day and reason, never deleted."""

    date: Day = Field(description="撤回日期")
    reason: Text = Field(description="撤回原因")


class Author(Record):
    """Who wrote an item (拟稿人); never on the public site."""

    name: Text = Field(description="姓名")
    landline: Text | None = Field(None, description="选填：座机")
    mobile: Text | None = Field(None, description="选填：手机")


class SignOff(Record):
    """One signature in a box of the review form."""

    name: Text = Field(description="签名人")
    date: Day = Field(description="签名日期")
    opinion: Text | None = Field(None, description="选填：意见，不写印“同意”")


class Review(Record):
    """The sign-offs of an item (三审): who answered for it before it was filed."""

    first: SignOff | None = Field(None, description="初审：信息发布责任人")
    second: SignOff | None = Field(None, description="复核：科室负责人、信息工作负责人")
    office: SignOff | None = Field(None, description="选填：市局办公室核稿")
    third: SignOff | None = Field(None, description="审核：分管信息工作的领导")
    head: SignOff | None = Field(None, description="签发：主要负责人；敏感或报上级刊物的要有")


class Return(Record):
    """An item sent back for revision (退回修改)."""

    date: Day = Field(description="退回日期")
    reason: Text = Field(description="退回原因，只给办公室和报送单位看")
    revised: Day | None = Field(None, description="选填：改好重报的日期；不写表示还没有改好")


class Forwarding(Record):
    """The office passed an item on to a higher authority (转报)."""

    date: Day = Field(description="转报日期")
    level: Text = Field(description="转报到哪一级，须在 outlets.yaml 的 levels 中")


class Submission(Record):
    """submissions/<unit>/<year>/<name>.yaml: one submission (报送)."""

    unit: UnitRef = Field(description="报送单位的编号，与所在文件夹一致")
    date: Day = Field(description="报送日期，年-月-日；年份与所在文件夹一致")
    title: Text = Field(description="信息标题")
    category: Text = Field(description="信息类别，须是 bureau.yaml 的 categories 之一")
    openness: Openness = Field(description="是否公开：公开、依申请公开、不公开")
    authors: tuple[Author, ...] = Field((), description="选填：拟稿人，只给办公室看")
    sensitive: Flag = Field(False, description="选填：涉及重大、敏感社会事件，须主要负责人签发")
    review: Review | None = Field(None, description="选填：三审签名，只给办公室看")
    commission: CommissionRef | None = Field(None, description="选填：所应约稿的编号")
    duty: DutyRef | None = Field(None, description="选填：所应任务（重大会议、重大部署）的编号")
    joint: Joint | None = Field(None, description="选填：几个单位联合的信息")
    returns: tuple[Return, ...] = Field(
        (), max_length=MAX_RETURNS + 1, description="选填：退回修改；第三次退回即不再采用，不计分"
    )
    forwarded: tuple[Forwarding, ...] = Field((), description="选填：办公室转报上级")
    body: Prose | None = Field(None, description="选填：正文（Markdown）。涉密信息严禁录入")
    withdrawn: Withdrawal | None = Field(None, description="选填：撤回")
    note: Text | None = Field(None, description="选填：备注，随条目公开")

    @property
    def is_compiled(self) -> bool:
        """Whether the office compiled it from other submissions: then it is no filing itself."""
        return self.joint is not None and bool(self.joint.parts)

    @property
    def is_refused(self) -> bool:
        """Whether it was sent back once more than it may be revised."""
        return len(self.returns) > MAX_RETURNS

    @property
    def accepted(self) -> dt.date | None:
        """The day it was accepted: filed or last revised; None if withdrawn, refused or pending."""
        if self.withdrawn is not None or self.is_refused:
            return None
        return self.returns[-1].revised if self.returns else self.date
