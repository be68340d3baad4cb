"""The fields of a model as tables."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tongbao.model.record import Record

_REFERENCE = re.compile(r'"#/\$defs/(\w+)"')
_CONTENT = {
    "string": "文字",
    "number": "分值",
    "integer": "正整数",
    "boolean": "true 或 false",
}


def field_tables(model: type[Record]) -> Iterator[str]:
    """Yield the lines of a table of a model's fields, and of one for each part with its own."""
    schema = model.model_json_schema(by_alias=True)
    parts = schema.get("$defs", {})
    yield from _table(schema, parts)
    for name in _parts_in_order(schema, parts):
        yield f"\n{name}：\n"
        yield from _table(parts[name], parts)


def _parts_in_order(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, None]:
    """Return the names of the parts with fields of their own, as the tables first mention them."""
    found: dict[str, None] = {}
    for name in _REFERENCE.findall(json.dumps(schema["properties"])):
        if "properties" in parts[name]:
            found.setdefault(name)
            found.update(_parts_in_order(parts[name], parts))
    return found


def _table(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    required = schema.get("required", [])
    yield "| 字段 | 必填 | 内容 | 说明 |"
    yield "|---|---|---|---|"
    for name, field in schema["properties"].items():
        needed = "是" if name in required else ""
        description = field.get("description", "")
        yield f"| `{name}` | {needed} | {_content(field, parts)} | {description} |"


def _content(field: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """Say in a word or two what a field holds."""
    if "anyOf" in field:
        options = [option for option in field["anyOf"] if option.get("type") != "null"]
        return _content(options[0], parts)
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[1]
        part = parts[name]
        return "、".join(part["enum"]) if "enum" in part else name
    if "oneOf" in field:
        return " 或 ".join(_content(option, parts) for option in field["oneOf"])
    if field.get("type") == "array":
        return f"列表：{_content(field['items'], parts)}"
    if "const" in field:
        return f"`{field['const']}`"
    return _CONTENT[field["type"]]
