"""An item of information filed by a unit."""

from enum import StrEnum

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import CommissionRef, Day, Prose, Text, UnitRef


class Openness(StrEnum):
    """是否公开: who may read an item; only the first may ever reach the public site."""

    OPEN = "公开"
    ON_REQUEST = "依申请公开"
    CLOSED = "不公开"


class Withdrawal(Record):
    """A submission is withdrawn with day and reason, never deleted."""

    date: Day = Field(description="撤回日期")
    reason: Text = Field(description="撤回原因")


class Submission(Record):
    """submissions/<unit>/<year>/<name>.yaml: one submission (报送)."""

    unit: UnitRef = Field(description="报送单位的编号，与所在文件夹一致")
    date: Day = Field(description="报送日期，年-月-日；年份与所在文件夹一致")
    title: Text = Field(description="信息标题")
    category: Text = Field(description="信息类别，须是 bureau.yaml 的 categories 之一")
    openness: Openness = Field(description="是否公开：公开、依申请公开、不公开")
    commission: CommissionRef | None = Field(None, description="选填：所应约稿的编号")
    body: Prose | None = Field(None, description="选填：正文（Markdown）。涉密信息严禁录入")
    withdrawn: Withdrawal | None = Field(None, description="选填：撤回")
    note: Text | None = Field(None, description="选填：备注，随条目公开")
