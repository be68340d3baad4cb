"""A row of a register to the submission it registers: the fields, each from its cell."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.register.columns import OWN_UNIT, REVIEW_STEPS, YES
from tongbao.documents.register.phrases import (
    Partner,
    PhraseError,
    Step,
    listed,
    read_partners,
    read_phrases,
    read_steps,
)
from tongbao.exchange.names import Names
from tongbao.exchange.row import Row
from tongbao.model.joint import JointRole
from tongbao.model.register_map import RegisterMap
from tongbao.source.writing import Value

_MARKS = {YES: True, "√": True, "✓": True, "有": True, "否": False, "无": False}
_NAME = re.compile(r"[^（）()\n]+")


class Filing:
    """Reads submissions by one map; whatever can't be read is refused on the row."""

    def __init__(self, given: RegisterMap, names: Names) -> None:
        self._map = given
        self._names = names

    def fields(self, row: Row) -> Mapping[str, Value]:
        """Return a submission's fields in the order of the model, without those left blank."""
        day = self._day(row)
        found: dict[str, Value | None] = {
            "unit": self._unit(row),
            "date": day.isoformat() if day else None,
            "title": self._title(row),
            "category": self._category(row),
            "openness": self._openness(row),
            "authors": [{"name": name} for name in listed(row.text("authors"))],
            "sensitive": row.read("sensitive", _yes, "是，或空着") or None,
            "review": self._review(row, day),
            "commission": row.read("commission", self._names.commission, "登记过的约稿"),
            "duty": row.read("duty", self._names.duty, "登记过的任务"),
            "joint": self._joint(row),
            **self._handled(row),
            "note": row.text("note"),
        }
        return {name: value for name, value in found.items() if value}

    def _unit(self, row: Row) -> str | None:
        row.required("unit", "报送单位")
        return row.read("unit", self._names.unit, "登记过的单位") if row.has("unit") else None

    def _day(self, row: Row) -> date | None:
        row.required("date", "报送日期")
        return row.day("date") if row.has("date") else None

    def _title(self, row: Row) -> str:
        title = row.required("title", "信息标题")
        if title == NOT_PUBLIC:
            advice = "公开版的台账不能导入，用 --audience internal 导出的"
            row.refuse("title", title, "信息标题", advice)
        return title

    def _category(self, row: Row) -> str:
        text = row.text("category")
        return self._map.words.categories.get(text, text) or self._default(row, "category")

    def _openness(self, row: Row) -> str:
        text = row.text("openness")
        word = self._map.words.openness.get(text)
        return (word.value if word else text) or self._default(row, "openness")

    def _default(self, row: Row, field: str) -> str:
        """Return what holds for a blank cell, or refuse the blank."""
        default = getattr(self._map.defaults, field)
        if default is None:
            row.required(field, "不为空的格子，或对照文件里的 defaults")
            return ""
        return str(default)

    def _review(self, row: Row, filed: date | None) -> Mapping[str, Value]:
        """Return the sign-offs; a bare name is left out where the day of filing can't be read."""

        def read(text: str) -> Mapping[str, str]:
            if self._map.defaults.signed and _NAME.fullmatch(text):
                return {"name": text, "date": filed.isoformat()} if filed else {}
            return _signed(text, row.year)

        found = {step: row.read(step, read, "姓名（2020-07-03）") for step in REVIEW_STEPS}
        return {step: signed for step, signed in found.items() if signed}

    def _joint(self, row: Row) -> Mapping[str, Value]:
        partners = row.read("partners", lambda text: tuple(read_partners(text)), "单位、单位") or ()
        own = next((each.people for each in partners if each.unit == OWN_UNIT), "")
        found: dict[str, Value] = {
            "mark": row.text("mark"),
            "units": [
                fields
                for each in partners
                if each.unit != OWN_UNIT and (fields := self._partner(row, each))
            ],
            "people": own,
            "parts": listed(row.text("parts")),
        }
        return {name: value for name, value in found.items() if value}

    def _partner(self, row: Row, partner: Partner) -> Mapping[str, str]:
        unit = row.read("partners", lambda _: self._names.unit(partner.unit), "登记过的单位")
        role = JointRole.LEAD.value if partner.role == JointRole.LEAD.value else ""
        found = {"unit": unit or "", "role": role, "people": partner.people}
        return {name: value for name, value in found.items() if value} if unit else {}

    def _handled(self, row: Row) -> Mapping[str, Value]:
        """Return what became of the item in the office, from one cell."""
        expected = "2020-07-06退回：原因，或 重报、转报、撤回"
        found = row.read("handling", lambda text: _handled(read_steps(text, row.year)), expected)
        return found or {}


def _yes(text: str) -> bool:
    if text not in _MARKS:
        raise PhraseError(text)
    return _MARKS[text]


def _signed(text: str, year: int | None) -> Mapping[str, str]:
    (signed, *others) = read_phrases(text, year)
    if others:
        raise PhraseError(text)
    found = {
        "name": signed.head,
        "date": signed.day.isoformat(),
        "opinion": "，".join(signed.more),
    }
    return {name: value for name, value in found.items() if value}


def _handled(steps: Sequence[Step]) -> Mapping[str, Value]:
    """Return the steps of an item's way through the office as fields of its record."""
    returns: list[dict[str, str]] = []
    forwarded: list[dict[str, str]] = []
    withdrawn: dict[str, str] = {}
    for step in steps:
        day = step.day.isoformat()
        if step.what == "重报":
            if not returns or "revised" in returns[-1]:
                raise PhraseError(str(step))
            returns[-1]["revised"] = day
        elif not step.text:
            raise PhraseError(str(step))
        elif step.what == "退回":
            returns.append({"date": day, "reason": step.text})
        elif step.what == "转报":
            forwarded.append({"date": day, "level": step.text})
        else:
            withdrawn = {"date": day, "reason": step.text}
    return {"returns": returns, "forwarded": forwarded, "withdrawn": withdrawn}
