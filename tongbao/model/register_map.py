"""How an office's own Excel register is to be read: which column holds what, in whose words.

A column is named by the text in its head, or by its letter.
"""

from typing import Self

from pydantic import Field, model_validator

from tongbao.diagnostic import Rule
from tongbao.model.record import Record
from tongbao.model.scalars import Count, Flag, OutletRef, Text, UnitRef, refusal
from tongbao.model.submission import Openness


class RegisterColumns(Record):
    """Where each thing that is said of a submission stands."""

    unit: Text = Field(description="报送单位：编号、名称、简称或别的叫法")
    date: Text = Field(description="报送日期")
    title: Text = Field(description="信息标题")
    category: Text | None = Field(None, description="选填：信息类别；没有这一列的写 defaults")
    openness: Text | None = Field(None, description="选填：是否公开；没有这一列的写 defaults")
    id: Text | None = Field(None, description="选填：报送的编号，如 donghe/2021/0105-1")
    adoptions: Text | None = Field(
        None, description="选填：采用情况，每次一行，如 医保信息2021年第1期（2021-01-29）"
    )
    instructions: Text | None = Field(
        None, description="选填：领导批示，每次一行，如 市（2021-01-29，主要领导）"
    )
    commission: Text | None = Field(None, description="选填：所应约稿的编号或题目")
    duty: Text | None = Field(None, description="选填：所应任务的编号或名称")
    partners: Text | None = Field(None, description="选填：联合报送的其他单位，用顿号隔开")
    mark: Text | None = Field(None, description="选填：联合信息的标记，如 单、综")
    parts: Text | None = Field(None, description="选填：由哪几条报送综合而成，每行一个编号")
    authors: Text | None = Field(None, description="选填：拟稿人，用顿号隔开")
    sensitive: Text | None = Field(None, description="选填：敏感信息，写 是")
    first: Text | None = Field(None, description="选填：初审，如 张三（2021-01-05）")
    second: Text | None = Field(None, description="选填：复核")
    office: Text | None = Field(None, description="选填：办公室核稿")
    third: Text | None = Field(None, description="选填：审核")
    head: Text | None = Field(None, description="选填：签发")
    handling: Text | None = Field(
        None, description="选填：退回、重报、撤回、转报，每步一行，如 2021-01-06退回：缺数据"
    )
    note: Text | None = Field(None, description="选填：备注，随条目公开")


class OutletColumn(Record):
    """A column of its own for one outlet."""

    column: Text = Field(description="这种刊物的列")
    outlet: OutletRef = Field(description="刊物的编号")
    date: Text | None = Field(
        None, description="选填：采用日期所在的列；不写，就是刊物这一列里写采用日期"
    )


class RegisterWords(Record):
    """The register's own words, and what they stand for."""

    units: dict[Text, UnitRef] = Field(default_factory=dict, description="选填：单位 → 编号")
    categories: dict[Text, Text] = Field(default_factory=dict, description="选填：信息类别")
    openness: dict[Text, Openness] = Field(default_factory=dict, description="选填：是否公开")
    outlets: dict[Text, OutletRef] = Field(default_factory=dict, description="选填：刊物 → 编号")


class RegisterDefaults(Record):
    """What holds where the register says nothing."""

    category: Text | None = Field(None, description="选填：信息类别")
    openness: Openness | None = Field(None, description="选填：是否公开")
    signed: Flag = Field(False, description="选填：true 表示签名只写了姓名的，签名日期就是报送日期")


class RegisterMap(Record):
    """MAP.yaml: how to read one office's register (台账)."""

    sheet: Text | None = Field(None, description="选填：工作表的名字；只有一张表的不必写")
    head: Count = Field(1, description="选填：表头在第几行，两行表头的写下面一行；不写是 1")
    year: Count | None = Field(None, description="选填：只写了月和日的日期是哪一年")
    columns: RegisterColumns = Field(description="哪一列是什么：表头的文字，或列的字母")
    outlets: tuple[OutletColumn, ...] = Field((), description="选填：每种刊物各占一列的")
    words: RegisterWords = Field(
        default_factory=RegisterWords, description="选填：台账里的叫法各是什么"
    )
    defaults: RegisterDefaults = Field(
        default_factory=RegisterDefaults, description="选填：台账里空着的按什么算"
    )
    skip: tuple[Text, ...] = Field((), description="选填：以这些字开头的行不是报送，如 合计")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for name in ("category", "openness"):
            if getattr(self.columns, name) is None and getattr(self.defaults, name) is None:
                raise refusal(
                    Rule.FIELD_MISSING,
                    f"columns 或 defaults 里有 {name}",
                    f"台账里有这一列的，在 columns 里写 {name}；没有的，在 defaults 里写一律是什么",
                    f"没有 {name}",
                )
        return self
