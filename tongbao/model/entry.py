"""What people judge: points entered by hand, with clause, reason and signer."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import ClauseRef, Day, Points, RecordRef, Text, UnitRef
from tongbao.model.submission import Openness


class ManualEntry(Record):
    """entries/<year>/<name>.yaml: one manual entry (手工登记), or a deduction confirmed."""

    unit: UnitRef = Field(description="单位的编号")
    date: Day = Field(description="登记日期，计分算在这一天；年份与所在文件夹一致")
    clause: ClauseRef = Field(description="依据的条款编号")
    points: Points | None = Field(None, description="选填：分值；条款写了 range 的才写，在范围之内")
    about: RecordRef | None = Field(
        None,
        description="选填：针对哪条记录；认定拟扣分的写约稿或任务，一票否决的写报送",
        examples=["commissions/2021/0301-1"],
    )
    reason: Text = Field(description="理由")
    signer: Text = Field(description="签批人，只给办公室看")
    openness: Openness = Field(description="是否公开：只有 公开 的理由会出现在网站上")
