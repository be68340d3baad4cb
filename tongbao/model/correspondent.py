"""The registry of correspondents: private, never part of a public build."""

from datetime import date

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import Day, Text, UnitRef


class Correspondent(Record):
    """One correspondent (信息通讯员) of a unit."""

    unit: UnitRef = Field(description="单位的编号")
    name: Text = Field(description="姓名")
    post: Text | None = Field(None, description="选填：职务")
    mobile: Text | None = Field(None, description="选填：手机")
    landline: Text | None = Field(None, description="选填：固话")
    wechat: Text | None = Field(None, description="选填：微信号")
    email: Text | None = Field(None, description="选填：电子邮箱")
    from_: Day = Field(alias="from", description="从哪一天起")
    to: Day | None = Field(None, description="选填：到哪一天为止")

    def serves_on(self, day: date) -> bool:
        """Whether the person is the unit's correspondent on a day."""
        return self.from_ <= day <= (self.to or date.max)


class CorrespondentRegistry(Record):
    """correspondents.yaml: who files for each unit; only an internal build shows it."""

    title: Text = Field(description="统计表的标题")
    mark: Text | None = Field(None, description="选填：左上角的附件标记，如 附件4")
    remark: Text | None = Field(None, description="选填：表下的备注")
    correspondents: tuple[Correspondent, ...] = Field(min_length=1, description="信息通讯员")
