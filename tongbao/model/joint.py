"""Items behind which several units stand."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from tongbao.model.record import Record
from tongbao.model.scalars import Count, SubmissionRef, Text, UnitRef


class JointRole(StrEnum):
    """What a unit does in a joint item."""

    LEAD = "牵头"
    OTHER = "参与"


class JointUnit(Record):
    """A further unit of a joint item."""

    unit: UnitRef = Field(description="单位的编号")
    role: JointRole = Field(JointRole.OTHER, description="选填：牵头、参与；不写是参与")
    people: Count = Field(1, description="选填：撰稿人数，按人数分时用；不写是 1")


class Joint(Record):
    """Who stands behind a joint item: further units, or the submissions it was compiled from."""

    mark: Text | None = Field(
        None, description="选填：办公室评定的标记，如 单、综，须在考评办法的 joint_marks 中"
    )
    units: tuple[JointUnit, ...] = Field((), description="联合报送的其他单位；与 parts 只写一个")
    people: Count = Field(1, description="选填：本单位的撰稿人数，按人数分时用；不写是 1")
    parts: tuple[SubmissionRef, ...] = Field(
        (), description="办公室由哪几条报送综合而成；综合稿本身不算报送，不计报送分和任务"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        advice = "几个单位联合报送的写 units，办公室综合几条报送的写 parts"
        self.require_one("units", "parts", advice=advice)
        return self
