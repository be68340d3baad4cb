"""Writes a bureau of any size in the project's own record format, from a seed, for the benchmarks.

N submissions in three years by 100 units, N/4 adoptions by eight
outlets, three rulebooks, no two titles alike. The same arguments give the same bytes.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

UNITS = 100
YEARS = (2021, 2022, 2023)
BUREAU = "jizhun"
_GROUPS = ("机关处室", "市医疗保障局", "县（市、区）医疗保障局", "定点医疗机构")
_CATEGORIES = ("动态信息", "经验总结", "调研报告")
OUTLETS = (
    ("guojia-dongtai", "国家局医保动态", "国家"),
    ("zonghe-xinxi", "综合信息", "省"),
    ("yaoqing", "要情通报", "省"),
    ("sheng-jianbao", "全省医保工作简报", "省"),
    ("xinxi", "医疗保障信息", "本局"),
    ("guanwang", "局官网", "本局"),
    ("gongzhonghao", "医保微讯", "本局"),
    ("neican", "工作内参", "本局"),
)
_VERBS = ("推进", "规范", "优化", "开展", "健全", "落实", "完善", "深化")
_THINGS = (
    "门诊共济保障",
    "异地就医直接结算",
    "医保基金监管",
    "药品集中带量采购",
    "长期护理保险试点",
    "城乡居民参保缴费",
    "定点机构协议管理",
    "按病种分值付费改革",
    "医疗救助托底",
    "经办服务下沉",
)
_SENTENCES = (
    "该单位把这项工作列为本季度重点，成立专班，逐项明确责任人和完成时限。",
    "截至月底，共受理群众申请1326件，办结1298件，平均办理时间缩短到2.4个工作日。",
    "通过政策进社区、进企业、进校园，发放宣传资料8600余份，解答咨询2100人次。",
    "对发现的问题建立台账，逐条销号，涉及违规资金全部追回并向社会公开曝光典型案例。",
    "下一步将总结试点经验，完善配套措施，在全辖区推广。",
    "群众普遍反映手续少了、跑腿少了、报销快了。",
)


def records(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield every file of a bureau with `count` submissions: its path and its text."""
    chance = random.Random(seed)  # noqa: S311 - figures for a benchmark
    yield "bureau.yaml", _bureau()
    yield "units.yaml", _units()
    yield "outlets.yaml", _outlets()
    for year in YEARS:
        yield f"rules/{year}.yaml", _rules(year)
    filed: list[tuple[str, date]] = []
    number: Counter[tuple[str, date]] = Counter()
    for index in range(count):
        unit = _unit(chance.randrange(UNITS))
        year = YEARS[index * len(YEARS) // count]
        day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        number[unit, day] += 1
        name = f"{unit}/{year}/{day:%m%d}-{number[unit, day]}"
        yield f"submissions/{name}.yaml", _submission(chance, index, unit, day)
        filed.append((name, day))
    for index, (name, day) in enumerate(chance.sample(filed, count // 4)):
        outlet = chance.choice(OUTLETS)[0]
        adopted = min(day + timedelta(days=chance.randrange(1, 15)), date(day.year, 12, 31))
        text = f"submission: {name}\noutlet: {outlet}\ndate: {adopted}\n"
        yield f"adoptions/{adopted.year}/{outlet}-{index}.yaml", text


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write a data folder with one bureau; return how many files it has."""
    number = 0
    for path, text in records(count, seed):
        target = folder / BUREAU / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        number += 1
    return number


def _unit(index: int) -> str:
    return f"unit-{index:03}"


def _bureau() -> str:
    return f"""name: 基准省医疗保障局
short: 基准省医保局
head: [基准省医疗保障局文件]
number_prefix: 基医保发
office: 基准省医疗保障局办公室
categories: [{", ".join(_CATEGORIES)}]
"""


def _units() -> str:
    lines = ["groups:", *(f"  - {group}" for group in _GROUPS), "units:"]
    for index in range(UNITS):
        group = _GROUPS[index * len(_GROUPS) // UNITS]
        lines += [f"  - id: {_unit(index)}", f"    name: 第{index + 1}单位医疗保障局"]
        lines += [f"    short: 第{index + 1}单位", f"    group: {group}"]
    return "\n".join(lines) + "\n"


def _outlets() -> str:
    lines = ["levels: [国家, 省, 本局]", "outlets:"]
    for name, title, level in OUTLETS:
        lines += [f"  - id: {name}", f"    name: {title}", f"    level: {level}"]
    return "\n".join(lines) + "\n"


def _rules(year: int) -> str:
    return f"""title: 政务信息报送考评办法（{year}年）
in_force:
  from: {year}-01-01
  to: {year}-12-31
columns:
  - id: filing
    name: 报送计分
  - id: own
    name: 本局采用计分
  - id: higher
    name: 上级采用计分
clauses:
  - id: filing
    citation: 考评办法第五条
    text: 每月报送不少于2条，完成得1分，每多报送1条加0.2分，2分封顶。
    column: filing
    event: submission
    award: per-period
    period: month
    quota:
      count: 2
      points: 1
    beyond: 0.2
    cap: 2
  - id: own
    citation: 考评办法第六条
    text: 调研报告、经验总结每条2分，动态信息每条0.5分。
    column: own
    event: adoption
    where:
      level: [本局]
    award: per-event
    cases:
      - where:
          category: [调研报告, 经验总结]
        points: 2
      - where:
          category: [动态信息]
        points: 0.5
    repeat:
      pool: own
  - id: higher
    citation: 考评办法第七条
    text: 国家级采用每条5分，省级采用每条2分。
    column: higher
    event: adoption
    award: per-event
    cases:
      - where:
          level: [国家]
        points: 5
      - where:
          level: [省]
        points: 2
"""


def _submission(chance: random.Random, index: int, unit: str, day: date) -> str:
    title = f"{chance.choice(_VERBS)}{chance.choice(_THINGS)}第{index + 1}号信息"
    paragraphs = (
        "".join(chance.choices(_SENTENCES, k=chance.randint(2, 4)))
        for _ in range(chance.randint(2, 5))
    )
    body = "\n\n".join(f"  {text}" for text in paragraphs)
    first, second = chance.sample(_THINGS, 2)
    return (
        f"unit: {unit}\ndate: {day}\ntitle: {title}\ncategory: {chance.choice(_CATEGORIES)}\n"
        f"openness: 公开\nbody: |\n{body}\n\n  - {first}\n  - {second}\n"
    )


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(write(asked.folder, asked.count, asked.seed))


if __name__ == "__main__":
    _main()
