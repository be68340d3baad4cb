"""A scoring clause, composed of named primitives.

It reads left to right: which events (`event`, `where`) → how many points (`points`, `cases`,
`steps` or `range`) → times what (`multipliers`) → to which units of a joint item (`joint`) → what
repeats count (`repeat`) → up to which limit (`caps`). Other kinds of clause look at a whole period:
how many events there were, which part of them was adopted, what the sum is.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tongbao.diagnostic import Rule
from tongbao.model.adoption import Leader, Route
from tongbao.model.joint import JointRole
from tongbao.model.period import Period, Stretch, Week
from tongbao.model.record import Record
from tongbao.model.scalars import (
    ClauseRef,
    ColumnRef,
    Count,
    Factor,
    Flag,
    NegativePoints,
    OutletRef,
    Points,
    PositivePoints,
    Prose,
    Share,
    Text,
    UnitRef,
    refusal,
)


class EventKind(StrEnum):
    """What can earn or cost points."""

    SUBMISSION = "submission"
    FORWARDING = "forwarding"
    ADOPTION = "adoption"
    INSTRUCTION = "instruction"
    COMMISSION = "commission"
    DUTY = "duty"
    ENTRY = "entry"


class DueState(StrEnum):
    """How a unit met a commission or a duty; nothing is said before the deadline has passed."""

    ON_TIME = "按期"
    LATE = "逾期"
    MISSING = "未报"


class Span(StrEnum):
    """How long a count runs before it starts again."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def around(self, day: date) -> Stretch:
        """Return the span of this length that a day lies in."""
        if self is Span.WEEK:
            return Week.of(day)
        length = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}[self]
        first = (day.month - 1) // length * length + 1
        return Period(day.year, first, first + length - 1)


class VetoScope(StrEnum):
    """What a veto sets to zero: the item's points, or the unit's of a whole span."""

    ITEM = "item"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Where(Record):
    """Selector: an event passes if each named fact has one of the values listed."""

    category: tuple[Text, ...] | None = Field(None, description="信息类别")
    level: tuple[Text, ...] | None = Field(None, description="刊物、转报或批示领导的级别")
    outlet: tuple[OutletRef, ...] | None = Field(None, description="采用刊物的编号")
    commissioned: Flag | None = Field(None, description="是否约稿")
    timely: Flag | None = Field(None, description="应约稿、应任务的报送是否按期")
    state: tuple[DueState, ...] | None = Field(
        None, description="约稿、任务完成得怎样：按期、逾期、未报"
    )
    duty: tuple[Text, ...] | None = Field(None, description="任务的种类，须在 duties 中")
    leader: tuple[Leader, ...] | None = Field(None, description="批示的领导：主要领导、其他领导")
    route: tuple[Route, ...] | None = Field(
        None, description="采用的途径：经办公室报送、单位直接报送"
    )
    placement: tuple[Text, ...] | None = Field(None, description="登载的位置，如 头版头条")
    joint: Flag | None = Field(None, description="是否多个单位联合的信息")
    compiled: Flag | None = Field(None, description="是否办公室由几条报送综合而成的")
    mark: tuple[Text, ...] | None = Field(None, description="联合信息的标记，如 单、综")
    role: tuple[JointRole, ...] | None = Field(
        None, description="单位在联合信息里的角色：牵头、参与"
    )
    group: tuple[Text, ...] | None = Field(None, description="单位所属的分组")
    unit: tuple[UnitRef, ...] | None = Field(None, description="单位的编号")


_ITEM = frozenset(
    {"category", "commissioned", "timely", "joint", "compiled", "mark", "role", "group", "unit"}
)
_DUE = frozenset({"state", "group", "unit"})
FACTS: dict[EventKind, frozenset[str]] = {
    EventKind.SUBMISSION: _ITEM,
    EventKind.FORWARDING: _ITEM | {"level"},
    EventKind.ADOPTION: _ITEM | {"level", "outlet", "route", "placement"},
    EventKind.INSTRUCTION: _ITEM | {"level", "leader", "outlet"},
    EventKind.COMMISSION: _DUE,
    EventKind.DUTY: _DUE | {"duty"},
    EventKind.ENTRY: frozenset({"group", "unit"}),
}
"""The facts each kind of event can have: a clause that selects by another one can never apply."""


class Case(Record):
    """One line of a table of values: the first line whose `where` fits gives the points."""

    where: Where = Field(description="适用条件")
    points: Points = Field(description="分值")


class Steps(Record):
    """A value by running count: the first event of a span, the second, …; the last one repeats."""

    period: Span = Field(description="在什么期间里累计次数")
    points: tuple[Points, ...] = Field(min_length=1, description="第一次、第二次……的分值")


class Range(Record):
    """Bounds between which the office sets the value of a manual entry."""

    least: Points = Field(description="最小的分值")
    most: Points = Field(description="最大的分值")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.most < self.least:
            found = f"{self.least} 至 {self.most}"
            raise refusal(Rule.FIELD_VALUE, "most 不小于 least", "核对两个分值", found)
        return self


class Multiplier(Record):
    """Points are multiplied by the factor of each multiplier that fits."""

    where: Where = Field(description="适用条件")
    factor: Factor = Field(description="倍数")


class Split(StrEnum):
    """How the points of a joint item are divided among its units."""

    FULL = "full"
    EQUAL = "equal"
    PEOPLE = "people"


class JointShare(Record):
    """What a unit of a joint item gets; the first line that fits the item and the unit holds."""

    where: Where = Field(default_factory=Where, description="选填：适用条件，可写 mark、role 等")
    split: Split | None = Field(
        None, description="full 各得全分、equal 平均分、people 按人数分；三种写法只选一种"
    )
    factor: Factor | None = Field(None, description="各得几倍，如 0.5 对半")
    points: Points | None = Field(None, description="各得固定的分值")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        self.require_one("split", "factor", "points", advice="写明联合信息的各单位怎样得分")
        return self


class Repeat(Record):
    """What repeats count: all awards in one pool for one submission add up to the highest."""

    pool: Text = Field(
        description="互不重复计分的条款写同一个名字：同一条信息只计最高的一次，后来更高的补计差额"
    )
    each_level: Flag = Field(
        False, description="选填：true 表示同一级别内只计最高的一次，不同级别累加"
    )


class Cap(Record):
    """A limit on what a clause gives a unit in a span."""

    period: Span = Field(description="多长的期间")
    points: PositivePoints = Field(description="封顶的分值")


class Mark(Record):
    """A mark printed before the title of an item that earned points under the clause."""

    sign: Text = Field(description="标记，如 ★")
    label: Text = Field(description="标记的说明，如 约稿任务")


class ClauseBase(Record):
    """What every clause states: its source and its column."""

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
    where: Where = Field(default_factory=Where, description="选填：只计符合条件的")
    caps: tuple[Cap, ...] = Field((), description="选填：一个单位在一段期间里按本条最多得多少分")


class EventClause(ClauseBase):
    """One award for each event."""

    event: EventKind = Field(
        description=(
            "计什么：submission 报送、forwarding 转报、adoption 采用、instruction 领导批示、"
            "commission 约稿、duty 任务、entry 手工登记"
        )
    )
    award: Literal["per-event"] = Field(description="per-event：逐条计分")
    points: Points | None = Field(None, description="每条的分值；与下面三种只选一种")
    cases: tuple[Case, ...] = Field((), description="按条件给的分值")
    steps: Steps | None = Field(None, description="按次数递增的分值，如 -2、-4、-8")
    range: Range | None = Field(None, description="手工登记的分值范围")
    beyond_task: Span | None = Field(
        None, description="选填：只计超过任务数的报送；写明任务按月、季还是年数"
    )
    multipliers: tuple[Multiplier, ...] = Field((), description="选填：符合条件的乘以倍数")
    joint: tuple[JointShare, ...] = Field((), description="选填：联合信息的各单位怎样得分")
    repeat: Repeat | None = Field(None, description="选填：同题不重复计分")
    on_top: Flag = Field(
        False, description="选填：另加分，在采用分之外；只有另加分的刊物仍算没有分值"
    )
    mark: Mark | None = Field(None, description="选填：条目标题前的标记")
    automatic: Flag = Field(
        False, description="选填：约稿、任务的扣分不经办公室认定即生效；不写则先列为拟扣分"
    )
    veto: VetoScope | None = Field(
        None, description="选填：一票否决：item 该条信息、month 当月、quarter 当季、year 当年计零分"
    )
    bars: Span | None = Field(None, description="选填：取消评先评优资格：多长的期间内不点名表扬")

    @model_validator(mode="after")
    def _one_value(self) -> Self:
        given = {
            "points": self.points is not None,
            "cases": bool(self.cases),
            "steps": self.steps is not None,
            "range": self.range is not None,
        }
        named = [name for name, is_given in given.items() if is_given]
        if len(named) > 1:
            expected = f"{'、'.join(named[:-1])} 与 {named[-1]} 只写一个"
            raise refusal(Rule.FIELD_VALUE, expected, "删去其中一个", " 和 ".join(named))
        return self

    @model_validator(mode="after")
    def _fields_of_the_event(self) -> Self:
        """Refuse what can't apply to the kind of event."""
        due = self.event in {EventKind.COMMISSION, EventKind.DUTY}
        misplaced = {
            "beyond_task": bool(self.beyond_task) and self.event is not EventKind.SUBMISSION,
            "range": self.range is not None and self.event is not EventKind.ENTRY,
            "joint": bool(self.joint) and "joint" not in FACTS[self.event],
            "repeat": self.repeat is not None and "category" not in FACTS[self.event],
            "automatic": self.automatic and not due,
        }
        for name, is_misplaced in misplaced.items():
            if is_misplaced:
                advice = f"删去 {name}，或核对 event"
                expected = f"event: {self.event} 的条款没有 {name}"
                raise refusal(Rule.FIELD_VALUE, expected, advice, name)
        return self


class Fulfilment(Record):
    """One way to meet a quota: so many events of this kind."""

    where: Where = Field(description="算哪些")
    count: Count = Field(description="条数")


class Quota(Record):
    """So many events in the period meet it; meeting it earns the points."""

    count: Count | None = Field(None, description="条数；与下面两种只选一种")
    task: Flag = Field(False, description="true 表示条数是单位的任务数，见 units.yaml 的 tasks")
    any_of: tuple[Fulfilment, ...] = Field(
        (), description="几种条件满足其一，如 1 篇长篇或 2 个案例"
    )
    points: PositivePoints | None = Field(None, description="选填：达到条数得的分值")

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        self.require_one("count", "task", "any_of", advice="写明多少条算达到")
        return self


class Shortfall(Record):
    """What too few events cost: for each one missing, or a fixed number of points."""

    each: NegativePoints | None = Field(None, description="每缺一条扣的分，写负数")
    points: NegativePoints | None = Field(None, description="不论缺几条扣的分，写负数")
    consecutive: Count = Field(1, description="选填：连续几个期间不足才扣；不写是 1")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        self.require_one("each", "points", advice="写明不足怎样扣分")
        return self


class PeriodClause(ClauseBase):
    """One award for each unit and period, from how many events there are."""

    event: EventKind = Field(description="数什么：submission 报送、adoption 采用等")
    award: Literal["per-period"] = Field(description="per-period：按期间的条数计分")
    period: Span = Field(description="按什么期间数：week 周、month 月、quarter 季、year 年")
    quota: Quota = Field(description="达到多少条得多少分")
    beyond: PositivePoints | None = Field(None, description="选填：超出部分每条得的分值")
    cap: PositivePoints | None = Field(None, description="选填：一个期间的封顶分值")
    short: Shortfall | None = Field(None, description="选填：不足怎样扣分；期间结束之后才扣")

    @model_validator(mode="after")
    def _countable(self) -> Self:
        if self.quota.any_of and (self.beyond is not None or (self.short and self.short.each)):
            expected = "any_of 不与 beyond、each 同写"
            advice = "几种条件满足其一的，数不出超出或缺少几条"
            raise refusal(Rule.FIELD_VALUE, expected, advice, "any_of")
        return self


class RatioClause(ClauseBase):
    """One award for each unit and period in which too small a part of what was filed is adopted."""

    award: Literal["ratio"] = Field(description="ratio：按采用率计分，期间结束之后才计")
    period: Span = Field(description="按什么期间算")
    below: Share = Field(description="采用率低于多少，如 0.3")
    points: Points = Field(description="分值，扣分写负数")


class BaseClause(ClauseBase):
    """The same points for every unit at the start of each period."""

    award: Literal["base"] = Field(description="base：每个期间开始时的基础分")
    period: Span = Field(description="多长的期间")
    points: Points = Field(description="基础分")


class TotalClause(ClauseBase):
    """A correction of a unit's sum over a period: a floor, a ceiling, a target missed."""

    award: Literal["total"] = Field(description="total：按期间的合计分调整")
    period: Span = Field(description="按什么期间合计")
    columns: tuple[ColumnRef, ...] = Field((), description="选填：只合计哪几栏；不写是全部")
    least: Points | None = Field(None, description="选填：合计不低于多少，如 0 表示扣完为止")
    most: Points | None = Field(None, description="选填：合计不高于多少")
    target: Factor | None = Field(
        None, description="选填：合计少于目标分的，按差额的几倍扣；目标分见 units.yaml 的 tasks"
    )

    @model_validator(mode="after")
    def _one_correction(self) -> Self:
        has_bound = self.least is not None or self.most is not None
        if has_bound == (self.target is not None):
            expected = "least、most 与 target 写且只写一种"
            advice = "写明怎样调整合计分；两种都要的，分两条写，按先后计算"
            found = "都写了" if has_bound else "一个也没有写"
            raise refusal(Rule.FIELD_VALUE, expected, advice, found)
        if self.caps:
            expected = "award: total 的条款没有 caps"
            raise refusal(Rule.FIELD_VALUE, expected, "合计分的上限写 most", "caps")
        return self


Clause = Annotated[
    EventClause | PeriodClause | RatioClause | BaseClause | TotalClause,
    Field(discriminator="award"),
]
