"""What becomes of a submission above the unit: adopted by an outlet, instructed on by a leader."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import Day, Issue, OutletRef, SubmissionRef, Text


class Adoption(Record):
    """adoptions/<year>/<name>.yaml: an outlet published a submission (采用)."""

    submission: SubmissionRef = Field(
        description="被采用报送的编号，即它在 submissions 里的路径，不带 .yaml",
        examples=["donghe/2021/0105-1"],
    )
    outlet: OutletRef = Field(description="采用刊物的编号，须在 outlets.yaml 中")
    issue: Issue | None = Field(None, description="选填：期号", examples=["2021年第2期"])
    date: Day = Field(description="采用日期；年份与所在文件夹一致")
    note: Text | None = Field(None, description="选填：备注，随条目公开")


class Instruction(Record):
    """instructions/<year>/<name>.yaml: a leader's written instruction (领导批示)."""

    submission: SubmissionRef = Field(description="被批示报送的编号")
    level: Text = Field(description="批示领导的级别，须在 outlets.yaml 的 levels 中")
    date: Day = Field(description="批示日期；年份与所在文件夹一致")
    note: Text | None = Field(None, description="选填：备注，只给办公室看")
