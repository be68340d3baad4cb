"""The reference of the data format: every kind of record, its fields and an example of it."""

import json
from collections.abc import Iterator
from pathlib import Path

from tongbao.diagnostic import Rule, Severity
from tongbao.documents.fields import FIELDS
from tongbao.reference.tables import field_tables
from tongbao.source.load import KINDS, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EXAMPLES = "docs/examples/data/shili"

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

考评办法能写哪些条款，每一种怎样写、怎样算，见 [考评办法怎么写](rules.md)。
"""


def schema_text(kind: Kind) -> str:
    """Return the JSON Schema of a kind of record, for editors."""
    schema = {"$schema": _DIALECT, **kind.model.model_json_schema(by_alias=True)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def format_text(root: Path) -> str:
    """Return the reference of the data format."""
    kinds = ("\n".join(_kind_lines(kind, root)) for kind in KINDS.values())
    return "\n".join((_INTRODUCTION, *kinds, _PROSE, *_field_lines(), *_rule_lines()))


def _kind_lines(kind: Kind, root: Path) -> Iterator[str]:
    yield f"## {kind.shown}\n"
    yield from field_tables(kind.model)
    example = _example(kind, root)
    language = "yaml" if example.suffix == ".yaml" else "markdown"
    yield f"\n例：`{example.relative_to(root / _EXAMPLES)}`\n"
    yield f"```{language}"
    yield example.read_text(encoding="utf-8").rstrip("\n")
    yield "```\n"


def _example(kind: Kind, root: Path) -> Path:
    folder = root / _EXAMPLES
    if kind.is_single:
        return folder / kind.shown
    return min(path for path in (folder / kind.name).rglob("*") if path.is_file())


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
