"""An item the office asks named units for."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import Day, Text, UnitRef
from tongbao.model.submission import Openness


class Commission(Record):
    """commissions/<year>/<name>.yaml: one commission (约稿)."""

    title: Text = Field(description="约稿题目")
    asked: Day = Field(description="约稿日期；年份与所在文件夹一致")
    deadline: Day = Field(description="截稿日期")
    openness: Openness = Field(description="是否公开：只有 公开 的题目会出现在网站上")
    units: tuple[UnitRef, ...] = Field(min_length=1, description="所约单位的编号")
    note: Text | None = Field(None, description="选填：备注，只给办公室看")
