"""The models written out for people and editors: JSON Schema files and the format's reference."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tongbao.diagnostic import Rule, Severity
from tongbao.documents.fields import FIELDS
from tongbao.source.load import KINDS, Kind

_SCHEMA_FOLDER = "docs/schema"
_FORMAT_FILE = "docs/data-format.md"
_EXAMPLES = "docs/examples/data/shili"

_REFERENCE = re.compile(r'"#/\$defs/(\w+)"')

_INTRODUCTION = """\
# 数据格式

<!-- 本文件由 build.py schema 依据 tongbao/model 生成，不要手改。 -->

每条记录一个文件，一律 UTF-8 编码。文件在文件夹里的路径就是它的编号，例如
`data/<机关>/submissions/donghe/2021/0105-1.yaml` 的编号是 `donghe/2021/0105-1`。
文件夹和文件的名字只用小写字母、数字和短横线。**涉密信息严禁录入。**

写法只有一种：`字段名: 内容`，冒号是半角，后面空一格；
下一级字段缩进两个空格；列表每项以 `- ` 开头。
日期写 `2021-03-05`。不用锚点、别名和标签。
写得不对的地方，`make check` 会指出是哪个文件、哪一行、怎么改。

文件第一行的 `# yaml-language-server` 让编辑器（如 VS Code 的 YAML 插件）边写边提示。
"""

_PROSE = """\
## 正文怎么写

报送和通报的正文用普通文字，段落之间空一行。可以用的记号只有：标题（`# 一、……`、`## （一）……`）、
列表（`1. ……`、`- ……`）和加重（`**……**`）。表格、图片、链接和 HTML 不起作用，照写的样子印出来。

考评办法现在能写的条款：逐条计分、按类别或级别计分、同题只计最高、按期间的条数计分（满额、超额、封顶）、
约稿等另加分。扣分、倍数、联合报送分摊、一票否决还不能写。
"""


def reference_files(root: Path) -> dict[str, str]:
    """Return every generated file: path below the repository's root → text."""
    files = {f"{_SCHEMA_FOLDER}/{kind.name}.json": _schema_text(kind) for kind in KINDS.values()}
    files[_FORMAT_FILE] = _format_text(root)
    return files


def _schema(kind: Kind) -> dict[str, Any]:
    schema = kind.model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _schema_text(kind: Kind) -> str:
    return json.dumps(_schema(kind), ensure_ascii=False, indent=2) + "\n"


def _format_text(root: Path) -> str:
    kinds = ("\n".join(_kind_lines(kind, root)) for kind in KINDS.values())
    return "\n".join((_INTRODUCTION, *kinds, _PROSE, *_field_lines(), *_rule_lines()))


def _kind_lines(kind: Kind, root: Path) -> Iterator[str]:
    schema = _schema(kind)
    parts = schema.get("$defs", {})
    yield f"## {kind.shown}\n"
    yield from _table(schema, parts)
    for name in _parts_in_order(schema, parts):
        yield f"\n{name}：\n"
        yield from _table(parts[name], parts)
    example = _example(kind, root)
    language = "yaml" if example.suffix == ".yaml" else "markdown"
    yield f"\n例：`{example.relative_to(root / _EXAMPLES)}`\n"
    yield f"```{language}"
    yield example.read_text(encoding="utf-8").rstrip("\n")
    yield "```\n"


def _parts_in_order(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, None]:
    """Return the names of the parts with fields of their own, as the tables first mention them."""
    found: dict[str, None] = {}
    for name in _REFERENCE.findall(json.dumps(schema["properties"])):
        if "properties" in parts[name]:
            found.setdefault(name)
            found.update(_parts_in_order(parts[name], parts))
    return found


def _example(kind: Kind, root: Path) -> Path:
    folder = root / _EXAMPLES
    if kind.is_single:
        return folder / kind.shown
    return min(path for path in (folder / kind.name).rglob("*") if path.is_file())


def _table(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    required = schema.get("required", [])
    yield "| 字段 | 必填 | 内容 | 说明 |"
    yield "|---|---|---|---|"
    for name, field in schema["properties"].items():
        needed = "是" if name in required else ""
        description = field.get("description", "")
        yield f"| `{name}` | {needed} | {_content(field, parts)} | {description} |"


_CONTENT = {
    "string": "文字",
    "number": "分值",
    "integer": "正整数",
    "boolean": "true 或 false",
}


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


def _field_lines() -> Iterator[str]:
    yield "## 通报正文里的字段\n"
    yield "| 字段 | 参数 | 意思 |"
    yield "|---|---|---|"
    for name, field in FIELDS.items():
        yield f"| `{{{name}}}` | {field.parameter or '无'} | {field.meaning} |"
    yield ""


def _rule_lines() -> Iterator[str]:
    yield "## 检查规则\n"
    yield "| 规则 | 说明 | 后果 |"
    yield "|---|---|---|"
    for rule in Rule:
        effect = "不能发布" if rule.severity is Severity.ERROR else "提醒"
        yield f"| `{rule.identifier}` | {rule.title} | {effect} |"
    yield ""
