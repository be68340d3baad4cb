"""The registry of outlets: where items are adopted, and at which level."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import NewOutletId, Text


class Outlet(Record):
    """One outlet (采用刊物): a journal, site or internal bulletin."""

    id: NewOutletId = Field(description="刊物编号", examples=["dongtai"])
    name: Text = Field(description="刊物名称，照通报表格印发")
    level: Text = Field(description="级别，须在 levels 中")
    aliases: tuple[Text, ...] = Field((), description="选填：别的叫法")
    note: Text | None = Field(None, description="选填：备注，随条目公开")


class OutletRegistry(Record):
    """outlets.yaml: the levels from the highest down, and the outlets."""

    levels: tuple[Text, ...] = Field(min_length=1, description="级别，从高到低")
    outlets: tuple[Outlet, ...] = Field(min_length=1, description="采用刊物")
