"""The registry of units: who files, in official order, in groups."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import NewUnitId, Text


class Unit(Record):
    """One unit (单位)."""

    id: NewUnitId = Field(description="单位编号，也是报送文件夹的名字", examples=["donghe"])
    name: Text = Field(description="单位名称，照通报表格印发", examples=["东河县医疗保障局"])
    short: Text = Field(description="单位简称，用于通报正文", examples=["东河县"])
    group: Text = Field(description="所属分组，须在 groups 中")
    aliases: tuple[Text, ...] = Field((), description="选填：别的叫法")


class UnitRegistry(Record):
    """units.yaml: the groups and the units, both in official order."""

    groups: tuple[Text, ...] = Field(min_length=1, description="分组，按印发顺序")
    units: tuple[Unit, ...] = Field(min_length=1, description="单位，按印发顺序")
