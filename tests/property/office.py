"""An office with every kind of record, and strategies that draw what happens in its year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tongbao.diagnostic import Place
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.commission import Commission
from tongbao.model.duty import Duty
from tongbao.model.entry import ManualEntry
from tongbao.model.record import Record
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.nodes import MapNode

NOWHERE = MapNode(Place("f"), {}, {})
UNITS = ("bangongshi", "donghe", "xishan")
COMMISSION, DUTY = "2026/yuegao", "2026/huiyi"
YEAR_END = date(2026, 12, 31)
DAYS = st.integers(0, 334).map(lambda number: date(2026, 1, 1) + timedelta(days=number))

FILES = {
    "bureau.yaml": """
        name: 某市医疗保障局
        short: 某市医保局
        head: [某市医疗保障局文件]
        number_prefix: 某医保办发
        office: 某市医疗保障局办公室
        categories: [动态信息, 经验总结]
    """,
    "units.yaml": """
        groups: [科室, 各县]
        units:
          - {id: bangongshi, name: 办公室, short: 办公室, group: 科室}
          - {id: donghe, name: 东河县局, short: 东河县, group: 各县}
          - {id: xishan, name: 西山县局, short: 西山县, group: 各县}
        tasks:
          - {group: 各县, period: month, count: 1, from: 2026-01-01}
          - {group: 科室, period: month, count: 2, from: 2026-03-01}
    """,
    "outlets.yaml": """
        levels: [省, 本局]
        outlets:
          - {id: shengxinxi, name: 省医保信息, level: 省}
          - {id: shiyibao, name: 示例医保, level: 本局}
          - {id: guanwang, name: 局官网, level: 本局}
    """,
    "rules/2026.yaml": """
        title: 办法
        in_force: {from: 2026-01-01}
        columns: [{id: filed, name: 报送}, {id: adopted, name: 采用}, {id: minus, name: 扣分}]
        duties: [{kind: 会议, days: 5}]
        joint_marks: [{sign: 综, label: 综合}]
        rounding: {places: 1}
        clauses:
          - {id: filed, citation: 一, text: 原文, column: filed, event: submission, award: per-event, points: 1}
          - {id: excess, citation: 一, text: 原文, column: filed, event: submission, award: per-event, points: 5, beyond_task: month}
          - {id: monthly, citation: 一, text: 原文, column: filed, event: submission, award: per-period, period: month, quota: {count: 2, points: 1}, beyond: 0.2, cap: 2}
          - {id: own, citation: 二, text: 原文, column: adopted, event: adoption, where: {level: [本局]}, award: per-event, cases: [{where: {outlet: [guanwang]}, points: 0.5}, {where: {}, points: 2}], joint: [{split: full}], repeat: {pool: own}}
          - {id: province, citation: 二, text: 原文, column: adopted, event: adoption, where: {level: [省]}, award: per-event, points: 20, joint: [{where: {mark: [综]}, factor: 0.5}, {split: equal}], caps: [{period: month, points: 30}]}
          - {id: leader, citation: 二, text: 原文, column: adopted, event: instruction, award: per-event, points: 10, joint: [{split: people}]}
          - {id: late, citation: 三, text: 原文, column: minus, event: commission, where: {state: [逾期, 未报]}, award: per-event, points: -10, automatic: true}
          - {id: duty, citation: 三, text: 原文, column: minus, event: duty, where: {state: [逾期, 未报]}, award: per-event, points: -50}
          - {id: blunder, citation: 四, text: 原文, column: minus, event: entry, award: per-event, steps: {period: year, points: [-2, -4, -8]}}
          - {id: judged, citation: 四, text: 原文, column: minus, event: entry, award: per-event, range: {least: -50, most: 100}}
          - {id: false-item, citation: 五, text: 原文, column: minus, event: entry, award: per-event, veto: item}
          - {id: negative, citation: 五, text: 原文, column: minus, event: entry, award: per-event, veto: month}
          - {id: floor, citation: 六, text: 原文, column: minus, award: total, period: month, least: -40}
    """,
    f"commissions/{COMMISSION}.yaml": """
        title: 约稿
        asked: 2026-03-01
        deadline: 2026-03-20
        openness: 公开
        units: [donghe, xishan]
    """,
    f"duties/{DUTY}.yaml": """
        title: 会议
        kind: 会议
        date: 2026-05-06
        openness: 公开
        units: [donghe, xishan]
    """,
}


@dataclass(frozen=True, slots=True)
class Year:
    """What happened: records by kind and name."""

    submissions: tuple[tuple[str, Submission], ...]
    adoptions: tuple[tuple[str, Adoption], ...] = ()
    instructions: tuple[tuple[str, Instruction], ...] = ()
    entries: tuple[tuple[str, ManualEntry], ...] = ()
    commissions: tuple[tuple[str, Commission], ...] = ()
    duties: tuple[tuple[str, Duty], ...] = ()

    def rearranged(self, shuffle: Callable[[list[Any]], None]) -> "Year":
        """Return the same records in another order."""
        changes = {}
        for kind in ("submissions", "adoptions", "instructions", "entries"):
            rows = list(getattr(self, kind))
            shuffle(rows)
            changes[kind] = tuple(rows)
        return replace(self, **changes)

    def of(self, office: Dataset) -> Dataset:
        """Return the office in which this happened."""
        return replace(
            office,
            submissions=_entries(self.submissions),
            adoptions=_entries(self.adoptions),
            instructions=_entries(self.instructions),
            entries=_entries(self.entries),
            commissions={**office.commissions, **_entries(self.commissions)},
            duties={**office.duties, **_entries(self.duties)},
        )


def _entries(rows: tuple[tuple[str, Any], ...]) -> Mapping[str, Any]:
    return {name: entry(name, record) for name, record in rows}


def entry(name: str, record: Record) -> Entry[Record]:
    """Return a record that stands in no file."""
    return Entry(name, record, "f", NOWHERE)


def submission(unit: str, day: date, title: str, **fields: object) -> Submission:
    """Return a submission with the fields that differ from the usual."""
    usual = {"unit": unit, "date": str(day), "title": title, "category": "动态信息"}
    return Submission.model_validate({**usual, "openness": "公开", **fields})


@st.composite
def years(draw: st.DrawFn) -> Year:
    """Draw a year of the office."""
    submissions: list[tuple[str, Submission]] = []
    for number in range(draw(st.integers(0, 10))):
        unit, day = draw(st.sampled_from(UNITS)), draw(DAYS)
        fields: dict[str, object] = draw(
            st.fixed_dictionaries(
                {"category": st.sampled_from(["动态信息", "经验总结"])},
                optional={
                    "commission": st.just(COMMISSION),
                    "duty": st.just(DUTY),
                    "returns": _returns(day),
                },
            )
        )
        fields |= draw(_joint(unit, [name for name, _ in submissions]))
        name = f"{unit}/2026/{number}"
        submissions.append((name, submission(unit, day, f"第{number}条", **fields)))
    adoptions: list[tuple[str, Adoption]] = []
    instructions: list[tuple[str, Instruction]] = []
    for name, record in submissions:
        serial = name.replace("/", "-")
        for index, outlet in enumerate(draw(st.lists(_OUTLETS, max_size=3))):
            above = {"submission": name, "date": str(_after(draw, record.date))}
            adoptions.append(
                (f"2026/{serial}-{index}", Adoption.model_validate({**above, "outlet": outlet}))
            )
        if draw(st.booleans()):
            above = {"submission": name, "date": str(_after(draw, record.date)), "level": "省"}
            instructions.append((f"2026/{serial}", Instruction.model_validate(above)))
    entries = draw(st.lists(_manual(tuple(submissions)), max_size=4))
    return Year(
        tuple(submissions),
        tuple(adoptions),
        tuple(instructions),
        tuple((f"2026/{number}", each) for number, each in enumerate(entries)),
    )


_OUTLETS = st.sampled_from(["shiyibao", "guanwang", "shengxinxi"])


def _after(draw: st.DrawFn, day: date) -> date:
    return min(day + timedelta(days=draw(st.integers(0, 40))), YEAR_END)


@st.composite
def _returns(draw: st.DrawFn, day: date) -> list[dict[str, str]]:
    """Draw one to three returns, the last of which may not be answered yet."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        day = min(day + timedelta(days=draw(st.integers(0, 9))), YEAR_END)
        found.append({"date": str(day), "reason": "短", "revised": str(day)})
    if len(found) > 2 or draw(st.booleans()):
        del found[-1]["revised"]
    return found


@st.composite
def _joint(draw: st.DrawFn, unit: str, earlier: list[str]) -> dict[str, object]:
    """Draw an item of one unit, of several, or compiled from earlier ones."""
    ways = ["alone", "alone", "units", *(["parts"] if earlier else [])]
    way = draw(st.sampled_from(ways))
    mark = {"mark": "综"} if draw(st.booleans()) else {}
    if way == "units":
        others = [each for each in UNITS if each != unit]
        units = [{"unit": each, "people": "2"} for each in draw(st.permutations(others))]
        return {"joint": {**mark, "units": units[: draw(st.integers(1, 2))]}}
    if way == "parts":
        parts = draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=3, unique=True))
        return {"joint": {**mark, "parts": parts}}
    return {}


@st.composite
def _manual(draw: st.DrawFn, submissions: tuple[tuple[str, Submission], ...]) -> ManualEntry:
    """Draw a judgement, a veto, or the confirmation of a missed duty."""
    clauses = ["blunder", "judged", "negative", "duty", *(["false-item"] if submissions else [])]
    clause = draw(st.sampled_from(clauses))
    unit, day = draw(st.sampled_from(UNITS)), draw(DAYS)
    more: dict[str, str] = {}
    if clause == "judged":
        more = {"points": draw(st.sampled_from(["-50", "-0.5", "0", "7", "100"]))}
    elif clause == "duty":
        more = {"about": f"duties/{DUTY}"}
    elif clause == "false-item":
        name, record = draw(st.sampled_from(submissions))
        unit, more = record.unit, {"about": f"submissions/{name}"}
    fields = {"unit": unit, "date": str(day), "clause": clause, "reason": "评定", "signer": "某某"}
    return ManualEntry.model_validate({**fields, "openness": "公开", **more})
