"""The registry of units: who files, in official order, in groups, and how much."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from tongbao.diagnostic import Rule
from tongbao.model.clause import Span
from tongbao.model.period import Stretch
from tongbao.model.record import Record
from tongbao.model.scalars import (
    Count,
    Day,
    Flag,
    NewUnitId,
    PositivePoints,
    Text,
    UnitRef,
    refusal,
)


class FormLayout(StrEnum):
    """Which of the two review forms a group fills in."""

    BUREAU = "bureau"
    UNIT = "unit"


class Unit(Record):
    """One unit (单位)."""

    id: NewUnitId = Field(description="单位编号，也是报送文件夹的名字", examples=["donghe"])
    name: Text = Field(description="单位名称，照通报表格印发", examples=["东河县医疗保障局"])
    short: Text = Field(description="单位简称，用于通报正文", examples=["东河县"])
    group: Text = Field(description="所属分组，须在 groups 中")
    aliases: tuple[Text, ...] = Field((), description="选填：别的叫法")
    from_: Day | None = Field(None, alias="from", description="选填：从哪一天起考评")
    to: Day | None = Field(None, description="选填：考评到哪一天为止")
    ranked: Flag = Field(True, description="选填：false 表示计分但不排名")
    pending: Text | None = Field(
        None, description="选填：待核的原因；待核的只印在任务表里，不报送、不计分"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            found = f"{self.from_} 至 {self.to}"
            raise refusal(Rule.DATE_ORDER, "to 不早于 from", "请核对日期", found)
        return self

    def is_scored_in(self, stretch: Stretch) -> bool:
        """Whether the unit is scored on some day of a stretch."""
        first, last = self.from_ or date.min, self.to or date.max
        return self.pending is None and first <= stretch.end and last >= stretch.start


class Task(Record):
    """How much units owe in each period (任务): items, or points where a rulebook sets a target."""

    group: Text | None = Field(None, description="哪个分组的每个单位；与 units 只写一个")
    units: tuple[UnitRef, ...] = Field((), description="哪些单位，每个单位")
    period: Span = Field(description="按月、季还是年：month、quarter、year、week")
    count: Count | None = Field(None, description="条数；与 points 只写一个")
    points: PositivePoints | None = Field(None, description="目标分")
    categories: tuple[Text, ...] = Field((), description="选填：只算哪些信息类别")
    from_: Day = Field(alias="from", description="从哪一天起")
    to: Day | None = Field(None, description="选填：到哪一天为止")

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        self.require_one("group", "units", advice="写明是谁的任务")
        self.require_one("count", "points", advice="写明任务是多少条或多少分")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the task is in effect on a day."""
        return self.from_ <= day <= (self.to or date.max)


class FormChoice(Record):
    """Which review form the units of a group fill in."""

    group: Text = Field(description="分组，须在 groups 中")
    layout: FormLayout = Field(description="bureau 本局科室填的、unit 下级单位和机构填的")
    mark: Text | None = Field(None, description="选填：左上角的附件标记，如 附件1-1")
    note: Text | None = Field(None, description="选填：标题下面的说明，如 （市局）")


class TaskTableLayout(StrEnum):
    """How a task table is printed."""

    BY_GROUP = "by-group"
    IN_PAIRS = "in-pairs"


class TaskTableGroup(Record):
    """A group's rows in a printed task table."""

    group: Text = Field(description="分组，须在 groups 中")
    heading: Text | None = Field(None, description="选填：表里印的名称；不写印分组的名称")
    merged: Flag = Field(False, description="选填：true 表示各单位任务相同，合为一行")
    breaks: tuple[UnitRef, ...] = Field(
        (), description="选填：in-pairs 的表里另起一行的单位，如从医院转到药店处"
    )


class TaskTable(Record):
    """A task table as printed (附件3)."""

    id: NewUnitId = Field(description="表的编号，用于网页地址")
    title: Text = Field(description="标题")
    mark: Text = Field(description="左上角的附件标记，如 附件3-1")
    layout: TaskTableLayout = Field(description="by-group 按分组列出、in-pairs 两个单位一行")
    groups: tuple[TaskTableGroup, ...] = Field(min_length=1, description="印哪些分组")


class UnitRegistry(Record):
    """units.yaml: the groups, the units and their tasks, all in official order."""

    groups: tuple[Text, ...] = Field(min_length=1, description="分组，按印发顺序")
    units: tuple[Unit, ...] = Field(min_length=1, description="单位，按印发顺序")
    tasks: tuple[Task, ...] = Field((), description="选填：任务；写给单位的优先于写给分组的")
    forms: tuple[FormChoice, ...] = Field((), description="选填：各分组用哪种审核表")
    task_tables: tuple[TaskTable, ...] = Field((), description="选填：印发的任务表")
