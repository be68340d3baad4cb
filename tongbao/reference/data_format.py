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

_ISSUING = """\
## 印发、定稿和更正

草稿不写 `number`。草稿合并以后，办公室运行 `build.py issue 机关 通报 --number 序号`：
它在 `bulletin.md` 里写上 `number` 和 `date`，在旁边写 `issued.json`（定稿）。
两个文件一起提交、合并。

`issued.json` 只由程序写。里面是印发时的公文全文、每个数字、当年到期末的每笔计分、
单位和刊物当时的名称、哪些记录不公开，以及由哪个版本的数据、哪部考评办法、哪些程序库和字体生成；
末行是全文的摘要，手改过就不能用。
网页、PDF 和数据文件从此都由它生成。

印发以后：

- `bulletin.md` 的字段和正文一个也不能改，`issued.json` 不能改，两个文件都不能删。
- 记录和考评办法可以改，但不能改变印发过的得分、名次、条目和正文里的数字。
  单位、刊物改名，信息改变公开属性，不算改变。
- 要改变的，运行 `build.py erratum 机关 通报 --reason 原因`：它写一份更正通报的草稿。
  把草稿同改正的记录一起提交、合并，再运行 `build.py issue` 给更正通报编号。

更正通报也是一份 `bulletin.md`：

| 字段 | 更正通报里 |
|---|---|
| `corrects` | 所更正的通报的文件夹名；更正过又更正的，仍写最初那一期 |
| `period`、`cutoff`、`openness` | 与所更正的通报相同，不能改 |
| `date` | 不早于所更正的通报 |
| `number` | 草稿不写，由 `build.py issue` 写上，与别的通报一个序列 |
| `annex.tables` | 要有 changes 和 causes；表里的内容由程序比较得出 |
| `title`、`recipients`、`cc`、`sealed`、`annex.title`、正文 | 由办公室定 |
"""


def schema_text(kind: Kind) -> str:
    """Return the JSON Schema of a kind of record, for editors."""
    schema = {"$schema": _DIALECT, **kind.model.model_json_schema(by_alias=True)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def format_text(root: Path) -> str:
    """Return the reference of the data format."""
    kinds = ("\n".join(_kind_lines(kind, root)) for kind in KINDS.values())
    parts = (_INTRODUCTION, *kinds, _ISSUING, _PROSE, *_field_lines(), *_rule_lines())
    return "\n".join(parts)


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
