"""Whose forge account may change what: correspondents file for a unit, the office does the rest."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from tongbao.diagnostic import Rule
from tongbao.model.record import Record
from tongbao.model.scalars import AccountName, Day, Flag, UnitRef, refusal


class Account(Record):
    """What one forge account stands for, for a time; one that stands for more has more entries."""

    name: AccountName = Field(description="账号名，不分大小写", examples=["zhang-san"])
    unit: UnitRef | None = Field(
        None, description="信息员的账号：为哪个单位报送；与 office 只写一个"
    )
    office: Flag = Field(False, description="办公室的账号写 true")
    from_: Day = Field(alias="from", description="从哪一天起")
    to: Day | None = Field(None, description="选填：到哪一天为止")

    @model_validator(mode="after")
    def _one_role(self) -> Self:
        self.require_one("unit", "office", advice="信息员的账号写 unit，办公室的写 office: true")
        if self.to is not None and self.to < self.from_:
            found = f"{self.from_} 至 {self.to}"
            raise refusal(Rule.DATE_ORDER, "to 不早于 from", "请核对日期", found)
        return self

    def belongs_to(self, actor: str) -> bool:
        """Whether a name the forge gives is this account's; forges take no notice of case."""
        # Outside ASCII, letters such as the Kelvin sign would be folded into those of a name.
        return actor.isascii() and actor.lower() == self.name.lower()

    def is_in_force_on(self, day: date) -> bool:
        """Whether the account stands for its unit or the office on a day."""
        return self.from_ <= day <= (self.to or date.max)


class AccountRegistry(Record):
    """accounts.yaml: which forge accounts may propose what; shown nowhere, not even internally."""

    accounts: tuple[Account, ...] = Field(min_length=1, description="账号")
