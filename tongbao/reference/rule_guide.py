"""The guide to rulebooks: how a clause reads, then every primitive with worked examples."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tongbao.model.clause import FACTS
from tongbao.model.rulebook import Rulebook
from tongbao.reference.rule_examples import (
    ExampleFile,
    Files,
    RuleCase,
    read_examples,
    read_office,
)
from tongbao.reference.tables import field_tables

_INTRODUCTION = """\
# 考评办法怎么写

<!-- 本文件由 build.py schema 依据 docs/examples/rules 和 tongbao/model 生成，不要手改。 -->

一部考评办法是 `data/<机关>/rules/` 下的一个文件，由条款组成。条款不是程序，没有公式：
每一条是几个固定的词拼起来的，写的就是办法原文的意思，不会编程的人也能读、能改、能核对。
下面每一节讲一种写法，例子都算过：表里的得分是照原文手工算的，程序每次改动都要算出同样的分。

## 一条条款，从左往右读

```yaml
- id: city
  citation: 《考评办法》第六条
  text: 市级刊物采用的，每条20分，头版头条加倍；几个单位合写的对半计分。
  column: points
  event: adoption
  where: {level: [市]}
  award: per-event
  points: 20
  multipliers:
    - {where: {placement: [头版头条]}, factor: 2}
  joint:
    - {factor: 0.5}
  repeat: {pool: city}
  caps:
    - {period: month, points: 100}
```

| 依次问 | 字段 | 例子里的回答 |
|---|---|---|
| 依据哪一条？ | `citation`、`text` | 出处和原文，网站上每一分都能点到这里 |
| 计入哪一栏？ | `column` | 得分 |
| 什么事情？ | `event` | 采用 |
| 哪些才算？ | `where` | 市级刊物 |
| 逐条计，还是按期间计？ | `award` | 逐条 |
| 多少分？ | `points`（或 `cases`、`steps`、`range`） | 20分 |
| 乘几倍？ | `multipliers` | 头版头条两倍 |
| 几个单位合写，各得多少？ | `joint` | 一半 |
| 同一条信息重复采用？ | `repeat` | 只计最高的一次 |
| 最多多少？ | `caps` | 一个月100分 |

不问的就不写。`award` 除了 `per-event`（逐条），还有 `per-period`（按期间的条数）、
`ratio`（采用率）、`base`（基础分）、`total`（调整合计分）。

`event` 有七种，每种能用的条件（`where` 的字段）不同，写了用不上的条件，`make check` 会指出来：

| event | 意思 | where 能用 |
|---|---|---|
"""

_EVENTS = {
    "submission": "报送：信息报来、审核通过",
    "forwarding": "转报：办公室报给上级",
    "adoption": "采用：刊物登载",
    "instruction": "领导批示",
    "commission": "约稿到期：按期、逾期、未报",
    "duty": "任务到期：重大会议、重大部署之后的报送",
    "entry": "手工登记：人来评判的事",
}

_OFFICE = """
列表里的几个值，有一个符合就算；几个字段要同时符合。

## 例子里的机关

下面的例子都发生在同一个小机关：机关科室有**办公室**，各县有**东河县**、**西山县**、**南坪县**。
刊物有国家级《国家要情》、省级《省医保信息》、市级《市日报》，本局的官网和公众号。
没有写到的采用不计分；表里没有写到的单位得0分。除非另外写明，看得分的日子是2021年12月31日。
例子只写考评办法里与这一节有关的部分；完整的一部见 `docs/examples/data/shili/rules`。
"""

_FIELDS = """\
## 全部字段

Rulebook（`rules/<名称>.yaml`）：
"""


def guide_text(root: Path) -> str:
    """Return the guide."""
    office = read_office(root)
    facts = (
        f"| `{event}` | {_EVENTS[event]} | {'、'.join(f'`{fact}`' for fact in sorted(facts))} |\n"
        for event, facts in FACTS.items()
    )
    lines: list[str] = []
    for number, file in enumerate(read_examples(root), 1):
        lines.extend(_section(number, file, {**_names(office), **_names(file.example.office)}))
    return "\n".join(
        (_INTRODUCTION + "".join(facts) + _OFFICE, *lines, _FIELDS, *field_tables(Rulebook), "")
    )


def _names(files: Files) -> dict[str, str]:
    """Return the short names of the units that some files register, by id."""
    units = files.get("units", {}).get("units", ())
    return {str(unit["id"]): str(unit["short"]) for unit in units}


def _section(number: int, file: ExampleFile, names: Mapping[str, str]) -> Iterator[str]:
    example = file.example
    yield f"## {number}. {example.title}\n"
    yield f"{example.explanation.strip()}\n"
    if file.office_text:
        yield "先要在机关的文件夹里登记（文件名后面是要写的内容）：\n"
        yield f"```yaml\n{file.office_text}\n```\n"
        yield "考评办法里写：\n"
    yield f"```yaml\n{file.rules_text}\n```\n"
    yield "| 发生了什么 | 结果 |"
    yield "|---|---|"
    for case in example.cases:
        yield f"| {case.what} | {'；'.join(_outcome(case, names))} |"
    yield f"\n例子的全部记录：`docs/examples/rules/{file.name}`\n"


def _outcome(case: RuleCase, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what comes of a case in words."""
    if case.problems:
        yield f"检查报错：{'、'.join(f'`{rule}`' for rule in case.problems)}"
        return
    yield from (f"{names[unit]} {points}分" for unit, points in case.points.items())
    if not (case.points or case.converted):
        yield "都不得分"
    for unit, points in case.proposed.items():
        yield f"{names[unit]}拟扣，待认定，不计入：{points}分"
    for reading, points_of in case.readings.items():
        for unit, points in points_of.items():
            yield f"按口径 {reading}，{names[unit]} {points}分"
    yield from _beside_points(case, names)


def _beside_points(case: RuleCase, names: Mapping[str, str]) -> Iterator[str]:
    for unit, words in case.labels.items():
        yield f"{names[unit]}的评语：{'、'.join(words) or '没有'}"
    for unit, points in case.converted.items():
        yield f"{names[unit]}折算 {points}分"
    if case.ranks:
        yield "名次：" + "、".join(f"{names[unit]}第{rank}" for unit, rank in case.ranks.items())
    if case.commended is not None:
        named = ("、".join(names[unit] for unit in tied.split("=")) for tied in case.commended)
        yield f"点名表扬：{'；'.join(named) or '没有'}"
    yield from (f"{person} {points}分" for person, points in case.authors.items())
    yield from (f"标题前印 {mark}" for mark in case.marks.values())
