"""The issued document: what the office writes itself; scores and lists come from the ledger."""

from enum import StrEnum

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import (
    BulletinRef,
    ClauseRef,
    Copies,
    Day,
    Flag,
    PeriodOf,
    Prose,
    Recipients,
    Text,
    TitleLines,
    UnitRef,
)
from tongbao.model.submission import Openness


class Example(Record):
    """A unit whose scoring under one clause the remarks work out as an example."""

    unit: UnitRef = Field(description="举例单位的编号")
    clause: ClauseRef = Field(description="举例条款的编号")


class AnnexTable(StrEnum):
    """What a table of the annex shows."""

    SCORES = "scores"
    RANKING = "ranking"
    ITEMS = "items"
    CHANGES = "changes"
    CAUSES = "causes"


class Annex(Record):
    """The tables behind the text (附件)."""

    title: Text = Field(description="附件标题")
    tables: tuple[AnnexTable, ...] = Field(
        (AnnexTable.SCORES,),
        min_length=1,
        description=(
            "选填：表格。scores 按单位次序列各栏得分和采用条目、ranking 按名次列得分和任务完成、"
            "items 列采用条目；更正通报用 changes 列更正前后的内容、causes 列增减的计分和依据；"
            "不写是 scores"
        ),
    )
    example: Example | None = Field(None, description="选填：备注里举例说明的单位和条款")


class Bulletin(Record):
    """bulletins/<name>/bulletin.md: one bulletin (通报): front matter, then the text."""

    title: TitleLines = Field(description="标题；可按词意分行，每行一段")
    number: Text | None = Field(
        None,
        description="发文字号，如 某医保办发〔2021〕28号；草稿不写，印发时由 build.py issue 写上",
    )
    corrects: BulletinRef | None = Field(
        None, description="选填：更正通报写它更正哪一期，即那一期的文件夹名"
    )
    period: PeriodOf = Field(description="通报的期间：2021-01、2021-q1 或 2021")
    cutoff: Day = Field(description="采用截止日期：期间内报送、截止日前采用的计入本期")
    date: Day = Field(description="成文日期")
    recipients: Recipients = Field(description="主送机关，不带冒号")
    cc: Copies | None = Field(None, description="选填：抄送机关，不带句号")
    openness: Openness = Field(description="公开属性，印为附注")
    sealed: Flag = Field(True, description="选填：是否加盖印章，决定署名的排法；默认 true")
    annex: Annex = Field(description="附件")
    text: Prose = Field(description="正文（Markdown），写在文件头之后；数字用字段，如 {采用条数}")

    @property
    def title_line(self) -> str:
        """The title in one line."""
        return "".join(self.title.split("\n"))
