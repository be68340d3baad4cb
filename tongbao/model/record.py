"""The base of every record: frozen, and closed to fields it does not know."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A record or a part of one, as one YAML mapping holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
