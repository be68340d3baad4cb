"""A record as it is going to be written, and the cells of the register that it comes from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tongbao.exchange.row import Row
from tongbao.source.writing import Value, field_lines, schema_line

_KEY = re.compile(r"([a-z_]+):")
_KEY_BELOW = re.compile(r"  ([a-z_]+):")
# Fields of a record that stand in a column of another name.
_COLUMNS = {
    "joint": "partners",
    "returns": "handling",
    "forwarded": "handling",
    "withdrawn": "handling",
}


@dataclass(frozen=True)
class Planned:
    """A new record: kind, id, fields; the row it comes from, and the column if it is but one."""

    kind: str
    id: str
    fields: Mapping[str, Value]
    row: Row
    column: str | None = None

    @property
    def path(self) -> str:
        """The file's path below the bureau's folder."""
        return f"{self.kind}/{self.id}.yaml"

    @property
    def shown(self) -> str:
        """What a person knows the record by: title, outlet, level of an instruction."""
        found = (self.fields.get(name) for name in ("title", "outlet", "level"))
        return next((each for each in found if isinstance(each, str)), "没有登记的刊物")

    @cached_property
    def text(self) -> str:
        """The file's text."""
        lines = [schema_line(self.kind, self.path.count("/") + 1)]
        for name, value in self.fields.items():
            lines.extend(field_lines(name, value))
        return "\n".join(lines) + "\n"

    def column_at(self, line: int) -> str:
        """Return the column that a line of the file (from 1) comes from; else the title's."""
        if self.column is not None:
            return self.column
        above = self.text.split("\n")[line - 1 :: -1]
        field = _first(_KEY, above)
        if field == "review":
            return _first(_KEY_BELOW, above) or "first"
        return _COLUMNS.get(field, field) or "title"


def _first(key: re.Pattern[str], lines: Iterable[str]) -> str:
    """Return the first key, stopping at the one of the whole record."""
    for line in lines:
        match = key.match(line)
        if match is not None:
            return match[1]
        if _KEY.match(line):
            break
    return ""
