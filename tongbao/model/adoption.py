"""What becomes of a submission above the unit: adopted by an outlet, instructed on by a leader."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from tongbao.model.record import Record
from tongbao.model.scalars import Day, Issue, OutletRef, SubmissionRef, Text


class Route(StrEnum):
    """How an item reached the outlet."""

    OFFICE = "经办公室报送"
    DIRECT = "单位直接报送"


class Leader(StrEnum):
    """Who gave an instruction, among the leaders of a level."""

    CHIEF = "主要领导"
    OTHER = "其他领导"


class Unlisted(Record):
    """An outlet that is not registered; the rulebook says how its adoption is taken."""

    name: Text = Field(description="刊物名称")
    level: Text = Field(description="级别，须在 outlets.yaml 的 levels 中")


class Adoption(Record):
    """adoptions/<year>/<name>.yaml: an outlet published a submission (采用)."""

    submission: SubmissionRef = Field(
        description="被采用报送的编号，即它在 submissions 里的路径，不带 .yaml",
        examples=["donghe/2021/0105-1"],
    )
    outlet: OutletRef | None = Field(
        None, description="采用刊物的编号，须在 outlets.yaml 中；与 unlisted 只写一个"
    )
    unlisted: Unlisted | None = Field(
        None, description="没有登记的刊物；考评办法的 unlisted 写明怎样计分"
    )
    issue: Issue | None = Field(None, description="选填：期号", examples=["2021年第2期"])
    date: Day = Field(description="采用日期；年份与所在文件夹一致")
    placement: Text | None = Field(None, description="选填：登载的位置，如 头版头条")
    route: Route = Field(
        Route.OFFICE, description="选填：经办公室报送、单位直接报送；不写是经办公室报送"
    )
    note: Text | None = Field(None, description="选填：备注，随条目公开")

    @model_validator(mode="after")
    def _one_outlet(self) -> Self:
        self.require_one(
            "outlet", "unlisted", advice="登记过的刊物写 outlet，没有登记的写 unlisted"
        )
        return self


class Instruction(Record):
    """instructions/<year>/<name>.yaml: a leader's written instruction (领导批示)."""

    submission: SubmissionRef = Field(description="被批示报送的编号")
    level: Text = Field(description="批示领导的级别，须在 outlets.yaml 的 levels 中")
    leader: Leader | None = Field(
        None, description="选填：主要领导、其他领导；考评办法按此计分的才要写"
    )
    outlet: OutletRef | None = Field(None, description="选填：领导在哪种刊物上批示，刊物编号")
    date: Day = Field(description="批示日期；年份与所在文件夹一致")
    note: Text | None = Field(None, description="选填：备注，只给办公室看")
