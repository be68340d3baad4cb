"""A new record as text: its fields, and a comment for each that may be added."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongbao.source.load import KINDS
from tongbao.source.writing import Value, field_lines, schema_line

_BY_COMMANDS = {"bulletins": ("number", "corrects")}
"""Fields that `build.py issue` and `build.py erratum` write: nobody adds them to a draft."""

_HINT = "# 以下选填；要写的，删去行首的“# ”，把内容换成自己的。"


@dataclass(frozen=True, slots=True)
class Draft:
    """A new record: its kind, its path below the bureau's folder, what its fields hold.

    `text` is what stands below the fields of a kind with front matter.
    """

    kind: str
    steps: tuple[str, ...]
    fields: Mapping[str, Value]
    text: str = ""

    @property
    def content(self) -> str:
        """The file."""
        lines = [*self._filled(), *self._open()]
        if self.steps[-1].endswith(".md"):
            return "\n".join(("---", *lines, "---", "", self.text))
        return "\n".join((schema_line(self.kind, len(self.steps)), *lines, ""))

    def _filled(self) -> Iterator[str]:
        for name in _schema(self.kind)["properties"]:
            if name in self.fields:
                yield from field_lines(name, self.fields[name])

    def _open(self) -> Iterator[str]:
        """Yield what may still be written, as comments."""
        schema = _schema(self.kind)
        names = [
            name
            for name in schema["properties"]
            if name not in self.fields
            and name not in schema["required"]
            and name not in _BY_COMMANDS.get(self.kind, ())
        ]
        if names:
            yield _HINT
        for name in names:
            field = schema["properties"][name]
            yield f"# {field['description']}"
            yield from (f"# {line}" for line in _example(name, field, schema))


def _schema(kind: str) -> Mapping[str, Any]:
    return KINDS[kind].model.model_json_schema(by_alias=True)


def _example(name: str, field: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield how a field is written, its description in place of what it holds."""
    field = _resolved(field, schema)
    if field.get("type") == "array":
        yield f"{name}:"
        part = _resolved(field["items"], schema)
        lines = list(_parts(part, schema)) if "properties" in part else ["……"]
        yield from (f"  {'  ' if index else '- '}{line}" for index, line in enumerate(lines))
    elif "properties" in field:
        yield f"{name}:"
        yield from (f"  {line}" for line in _parts(field, schema))
    elif "enum" in field:
        yield f"{name}: {'、'.join(field['enum'])}"
    else:
        yield f"{name}: {'true' if field.get('type') == 'boolean' else '……'}"


def _parts(schema_part: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of a part that it must have; all, where it must have none."""
    for name in schema_part.get("required") or schema_part["properties"]:
        field = schema_part["properties"][name]
        resolved = _resolved(field, schema)
        if "properties" in resolved or resolved.get("type") == "array":
            yield from _example(name, field, schema)
        else:
            yield f"{name}: {field['description']}"


def _resolved(field: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "anyOf" in field:
        options = (option for option in field["anyOf"] if option.get("type") != "null")
        return _resolved(next(options), schema)
    if "$ref" in field:
        part: Mapping[str, Any] = schema["$defs"][field["$ref"].rsplit("/", 1)[1]]
        return part
    return field
