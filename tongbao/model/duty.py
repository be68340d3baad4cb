"""An event that obliges units to file."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import Day, Text, UnitRef
from tongbao.model.submission import Openness


class Duty(Record):
    """duties/<year>/<name>.yaml: one event that obliges units to file (重大会议、重大部署)."""

    title: Text = Field(description="会议或部署的名称")
    kind: Text = Field(description="种类，须在考评办法的 duties 中，如 重大会议")
    date: Day = Field(description="会议结束、部署或政策出台的日期；年份与所在文件夹一致")
    deadline: Day | None = Field(
        None, description="选填：办公室另定的最后报送日期；不写按考评办法的天数算"
    )
    openness: Openness = Field(description="是否公开：只有 公开 的名称会出现在网站上")
    units: tuple[UnitRef, ...] = Field(min_length=1, description="要报送的单位")
    note: Text | None = Field(None, description="选填：备注，只给办公室看")
