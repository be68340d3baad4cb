"""A rulebook (考评办法): its clauses, and what is made of the points they give.

There is no code and no expression in a rulebook. What the clauses are composed of stands in
`clause`; here is what holds them together: columns, in-force period, alternative readings, who is
named, labelled, and how points become points of the annual assessment.
"""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from tongbao.diagnostic import Rule
from tongbao.model.clause import Clause, EventClause, Mark, Span, Split
from tongbao.model.record import Record
from tongbao.model.scalars import (
    ClauseRef,
    ColumnRef,
    Count,
    Day,
    Factor,
    Flag,
    Places,
    Points,
    PositivePoints,
    Share,
    Text,
    refusal,
)


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

    def __contains__(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.from_ <= day <= (self.to or date.max)


class Column(Record):
    """A column of the score table (计分栏)."""

    id: ColumnRef = Field(description="计分栏的编号")
    name: Text = Field(description="计分栏的名称，照通报表格印发")
    heading: Text | None = Field(
        None, description="选填：评分表里盖在几栏之上的表头，如 国家级；得分排名表按它合并"
    )


class Commendation(Record):
    """How many units of a group the text names; all tied at the cut are named."""

    group: Text = Field(description="分组，须在 units.yaml 的 groups 中")
    top: Count | None = Field(None, description="名次在前多少位的；与 share 只写一个")
    share: Share | None = Field(
        None, description="名次在前多大比例的，如 0.3；不足一个的舍去，至少一个"
    )

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        self.require_one("top", "share", advice="写明点名的名额")
        return self


class DayCount(StrEnum):
    """Which days count towards a deadline."""

    CALENDAR = "calendar"
    WORKING = "working"


class DutyKind(Record):
    """A kind of event that obliges units to file within some days; the day after it is day 1."""

    kind: Text = Field(description="任务的种类，如 重大会议")
    days: Count = Field(description="多少天内报送；事发次日为第一天，最后一天报送不算逾期")
    count: DayCount = Field(
        DayCount.CALENDAR,
        description="选填：calendar 自然日、working 工作日（须有 calendar 文件）；不写是自然日",
    )


class UnlistedOutlet(StrEnum):
    """How an adoption by an outlet that is not registered is taken."""

    ERROR = "error"
    SAME_LEVEL = "same-level"
    LEVEL_DOWN = "level-down"


class TieOrder(StrEnum):
    """The order in which units of one rank are printed."""

    OFFICIAL = "official"
    ADOPTED = "adopted"
    FILED = "filed"


class Rounding(Record):
    """How points that do not come out even are rounded."""

    places: Places = Field(description="保留几位小数，0 到 4")
    up: Flag = Field(True, description="选填：true 四舍五入，false 舍去尾数；不写是四舍五入")


class Label(Record):
    """A word printed beside a unit whose points or task stay behind, some periods in a row."""

    name: Text = Field(description="评语，如 不达标、连续三个月未完成任务")
    period: Span = Field(description="按什么期间看")
    below: Points | None = Field(None, description="得分低于多少；与下面两种只选一种")
    at_least: Points | None = Field(None, description="得分达到多少")
    below_task: Flag = Field(False, description="true 表示没有完成任务")
    consecutive: Count = Field(1, description="选填：连续几个期间；不写是 1")

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        self.require_one("below", "at_least", "below_task", advice="写明评语的条件")
        return self


class Conversion(Record):
    """How a period's points become points of the annual assessment (折算)."""

    name: Text = Field(description="折算成什么，如 年度考核折算分")
    period: Span = Field(description="折算哪个期间的得分")
    groups: tuple[Text, ...] = Field((), description="选填：只折算哪些分组；不写是全部")
    factor: Factor | None = Field(None, description="按比例：每得1分折算多少；三种只选一种")
    by_rank: tuple[Points, ...] = Field(
        (), description="按名次：第一名、第二名……各折算多少，其后为0"
    )
    by_completion: PositivePoints | None = Field(
        None, description="按完成率：完成任务的折算满分，其余按比例"
    )
    most: PositivePoints | None = Field(None, description="选填：折算后的最高分")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        self.require_one("factor", "by_rank", "by_completion", advice="写明怎样折算")
        return self


class Authors(StrEnum):
    """How an item's points are credited to the persons who wrote it."""

    FULL = "full"
    EQUAL = "equal"


class Reading(Record):
    """An alternative reading (口径): clauses that take the place of those with the same id."""

    id: ClauseRef = Field(description="口径的编号")
    name: Text = Field(description="口径的名称，如 附件2：市领导批示10分")
    basis: Text = Field(description="依据：为什么可以这样理解")
    clauses: tuple[Clause, ...] = Field(
        min_length=1, description="换用的条款，编号与被替换的条款相同"
    )


class Rulebook(Record):
    """rules/<name>.yaml: one rulebook (考评办法) with its in-force period."""

    title: Text = Field(description="考评办法的名称")
    sheet: Text | None = Field(None, description="选填：考核评分表的标题；写了就生成评分表")
    sheet_mark: Text | None = Field(None, description="选填：评分表左上角的附件标记，如 附件2")
    in_force: InForce = Field(description="施行期")
    columns: tuple[Column, ...] = Field(min_length=1, description="计分栏，按印发顺序")
    clauses: tuple[Clause, ...] = Field(min_length=1, description="条款")
    duties: tuple[DutyKind, ...] = Field((), description="选填：重大会议、重大部署等任务的期限")
    joint_marks: tuple[Mark, ...] = Field((), description="选填：联合信息的标记，如 单、综")
    unlisted: UnlistedOutlet = Field(
        UnlistedOutlet.ERROR,
        description="选填：没有登记的刊物：error 报错、same-level 按同级、level-down 降一级",
    )
    rounding: Rounding | None = Field(None, description="选填：除不尽的分值怎样取舍")
    commendations: tuple[Commendation, ...] = Field((), description="选填：正文点名的名额")
    ties: TieOrder = Field(
        TieOrder.OFFICIAL,
        description="选填：同分的次序：official 单位次序、adopted 采用多的在前、filed 报送多的在前",
    )
    labels: tuple[Label, ...] = Field((), description="选填：评语")
    conversions: tuple[Conversion, ...] = Field((), description="选填：折算")
    authors: Authors | None = Field(
        None, description="选填：个人得分：full 每位作者全分、equal 作者平均；不写则不计个人"
    )
    readings: tuple[Reading, ...] = Field((), description="选填：可以有别的理解的条款（口径）")

    @model_validator(mode="after")
    def _stated_rounding(self) -> Self:
        """Refuse divisions that do not come out even without a stated rounding."""
        if self.rounding is None:
            for name, divides in self._divisions():
                if divides:
                    advice = "补上 rounding，如 rounding: {places: 2}"
                    expected = f"必须有 rounding：{name} 的分值可能除不尽"
                    raise refusal(Rule.FIELD_MISSING, expected, advice, "没有 rounding")
        return self

    def _divisions(self) -> "list[tuple[str, bool]]":
        splits = any(
            share.split in {Split.EQUAL, Split.PEOPLE}
            for clause in (*self.clauses, *(each for way in self.readings for each in way.clauses))
            if isinstance(clause, EventClause)
            for share in clause.joint
        )
        completion = any(each.by_completion is not None for each in self.conversions)
        return [
            ("joint", splits),
            ("conversions", completion),
            ("authors", self.authors is Authors.EQUAL),
        ]

    def read_as(self, reading: Reading) -> "Rulebook":
        """Return the rulebook as an alternative reading has it."""
        replaced = {clause.id: clause for clause in reading.clauses}
        clauses = tuple(replaced.get(clause.id, clause) for clause in self.clauses)
        return self.model_copy(update={"clauses": clauses})
