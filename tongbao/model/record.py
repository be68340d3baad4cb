"""The base of every record: frozen, and closed to fields it does not know."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from tongbao.diagnostic import Rule
from tongbao.model.scalars import refusal

_GIVEN: dict[frozenset[str], set[str]] = {}


class Record(BaseModel):
    """A record or a part of one, as one YAML mapping holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of(cls, values: object) -> Self:
        """Return the record that values make, as `model_validate` does, in less room.

        Which fields were given is noted once for all records that have the same ones.
        """
        record = cls.model_validate(values)
        given = record.__pydantic_fields_set__
        shared = _GIVEN.setdefault(frozenset(given), given)
        # Nothing ever adds to it: records are frozen, and a copy has a set of its own.
        object.__setattr__(record, "__pydantic_fields_set__", shared)
        return record

    def require_one(self, *names: str, advice: str) -> None:
        """Refuse the record unless just one of the fields is given."""
        given = [name for name in names if _is_given(getattr(self, name))]
        if len(given) != 1:
            expected = f"{'、'.join(names[:-1])} 与 {names[-1]} 写且只写一个"
            found = f"{'、'.join(given)} 都写了" if given else "一个也没有写"
            raise refusal(Rule.FIELD_VALUE, expected, advice, found)


def _is_given(value: object) -> bool:
    return not (value is None or value is False or value == ())
