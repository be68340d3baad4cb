"""The scoring clauses of an office, composed of named primitives.

A clause reads left to right: which events (`event`, `where`) → how many points (`points` or
`cases`) → what repeats count (`repeat`), or, over a period, which count earns what (`quota`,
`beyond`, `cap`). There is no code and no expression in a rulebook.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tongbao.diagnostic import Rule
from tongbao.model.period import Period
from tongbao.model.record import Record
from tongbao.model.scalars import (
    ClauseRef,
    ColumnRef,
    Count,
    Day,
    Flag,
    OutletRef,
    Points,
    PositivePoints,
    Prose,
    Text,
    refusal,
)


class EventKind(StrEnum):
    """What can earn points."""

    SUBMISSION = "submission"
    ADOPTION = "adoption"
    INSTRUCTION = "instruction"


class Span(StrEnum):
    """How long a count runs before it starts again."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def around(self, day: date) -> Period:
        """Return the span of this length that a day lies in."""
        length = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}[self]
        first = (day.month - 1) // length * length + 1
        return Period(day.year, first, first + length - 1)


class InForce(Record):
    """The days on which a rulebook holds, both inclusive."""

    from_: Day = Field(alias="from", description="施行日期")
    to: Day | None = Field(None, description="选填：最后施行日期；不写表示一直有效")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to < self.from_:
            found = f"{self.from_} 至 {self.to}"
            raise refusal(Rule.DATE_ORDER, "to 不早于 from", "请核对施行日期", found)
        return self


class Column(Record):
    """A column of the score table (计分栏)."""

    id: ColumnRef = Field(description="计分栏的编号")
    name: Text = Field(description="计分栏的名称，照通报表格印发")


class Where(Record):
    """Selector: an event passes if each named fact has one of the values listed."""

    category: tuple[Text, ...] | None = Field(None, description="信息类别")
    level: tuple[Text, ...] | None = Field(None, description="刊物或批示领导的级别")
    outlet: tuple[OutletRef, ...] | None = Field(None, description="采用刊物的编号")
    commissioned: Flag | None = Field(None, description="是否约稿")


class Case(Record):
    """One line of a table of values: the first line whose `where` fits gives the points."""

    where: Where = Field(description="适用条件")
    points: Points = Field(description="分值")


class Repeat(Record):
    """What repeats count: all awards in one pool for one submission add up to the highest."""

    pool: Text = Field(
        description="互不重复计分的条款写同一个名字：同一条信息只计最高的一次，后来更高的补计差额"
    )


class Mark(Record):
    """A mark printed before the title of an item that earned points under the clause."""

    sign: Text = Field(description="标记，如 ★")
    label: Text = Field(description="标记的说明，如 约稿任务")


class Quota(Record):
    """So many events in the period earn so many points; fewer earn none."""

    count: Count = Field(description="条数")
    points: PositivePoints = Field(description="达到条数得的分值")


class ClauseBase(Record):
    """What every clause states: its source, its column, the events it looks at."""

    id: ClauseRef = Field(description="条款的编号")
    citation: Text = Field(description="出处，如 《考评办法》第五条")
    text: Prose = Field(description="条款原文")
    inferred: Text | None = Field(
        None, description="选填：推定的依据。原文没有写明、由别处推出的条款才写"
    )
    remark: Text | None = Field(
        None, description="选填：在通报备注里归入哪一段，如 报送评分；不写则不印"
    )
    column: ColumnRef = Field(description="计入哪个计分栏")
    event: EventKind = Field(
        description="计什么：submission 报送、adoption 采用、instruction 领导批示"
    )
    where: Where = Field(default_factory=Where, description="选填：只计符合条件的")
    on_top: Flag = Field(
        False, description="选填：另加分，在采用分之外；只有另加分的刊物仍算没有分值"
    )
    mark: Mark | None = Field(None, description="选填：条目标题前的标记")


class EventClause(ClauseBase):
    """One award for each event."""

    award: Literal["per-event"] = Field(description="per-event：逐条计分")
    points: Points | None = Field(None, description="每条的分值；与 cases 二选一")
    cases: tuple[Case, ...] = Field((), description="按条件给的分值；与 points 二选一")
    repeat: Repeat | None = Field(None, description="选填：同题不重复计分")

    @model_validator(mode="after")
    def _one_value(self) -> Self:
        if self.points is not None and self.cases:
            found = "points 和 cases"
            raise refusal(Rule.FIELD_VALUE, "points 与 cases 只写一个", "删去其中一个", found)
        return self


class PeriodClause(ClauseBase):
    """One award for each unit and period, from how many events there are."""

    award: Literal["per-period"] = Field(description="per-period：按期间的条数计分")
    period: Span = Field(description="按什么期间数：month 月、quarter 季、year 年")
    quota: Quota = Field(description="达到多少条得多少分")
    beyond: PositivePoints | None = Field(None, description="选填：超出部分每条得的分值")
    cap: PositivePoints | None = Field(None, description="选填：一个期间的封顶分值")


Clause = Annotated[EventClause | PeriodClause, Field(discriminator="award")]


class Commendation(Record):
    """How many units of a group the text names; all tied at the cut are named."""

    group: Text = Field(description="分组，须在 units.yaml 的 groups 中")
    top: Count = Field(description="名次在前多少位的")


class Rulebook(Record):
    """rules/<name>.yaml: one rulebook (考评办法) with its in-force period."""

    title: Text = Field(description="考评办法的名称")
    in_force: InForce = Field(description="施行期")
    columns: tuple[Column, ...] = Field(min_length=1, description="计分栏，按印发顺序")
    clauses: tuple[Clause, ...] = Field(min_length=1, description="条款")
    commendations: tuple[Commendation, ...] = Field((), description="选填：正文点名的名额")
