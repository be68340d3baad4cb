"""What is asked for a submission, and the record that comes of the answers."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tongbao.desk.answers import Choices, RefusedError, as_field
from tongbao.desk.asking import Desk, one_day, one_line
from tongbao.desk.draft import Draft
from tongbao.model.naming import drawn, name_on
from tongbao.model.scalars import UnitId, prose
from tongbao.source.dataset import Dataset
from tongbao.source.writing import Value, tidy

_SIGNED = re.compile(r"(?P<name>.+?)(?:\s+(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}))?")
STEPS = {"first": "初审", "second": "复核", "office": "核稿", "third": "审核", "head": "签发"}


def submission(desk: Desk) -> Draft:
    """Ask for a submission."""
    answers, dataset = desk.answers, desk.dataset
    categories = dataset.bureau.record.categories
    unit = UnitId(answers.choice("unit", desk.unit_choices))
    on = desk.day("date", "报送日期")
    fields: dict[str, Value] = {
        "unit": unit,
        "date": str(on),
        "title": answers.text("title", "信息标题", one_line),
        "category": answers.choice(
            "category", Choices("信息类别", dict(zip(categories, categories, strict=True)))
        ),
        "openness": desk.openness(),
    }
    authors = [{"name": name} for name in answers.all_given("author")]
    if authors:
        fields["authors"] = authors
    if answers.flag("sensitive", "涉及重大、敏感社会事件，须主要负责人签发？"):
        fields["sensitive"] = True
    fields.update(_review(desk, on, is_sensitive="sensitive" in fields))
    for name, dues in _asked(dataset, unit).items():
        chosen = answers.optional_choice(name, dues)
        if chosen:
            fields[name] = chosen
    body = answers.optional("body", "正文的文件", _read_body)
    if body:
        fields["body"] = body
    return Draft(
        "submissions", ("submissions", unit, f"{on:%Y}", f"{name_on(on, drawn())}.yaml"), fields
    )


def _asked(dataset: Dataset, unit: UnitId) -> Mapping[str, Choices]:
    """Return the commissions and duties that ask a unit, by the field that names one."""
    commissions = {
        name: f"{entry.record.title}，{entry.record.deadline} 截稿"
        for name, entry in sorted(dataset.commissions.items(), reverse=True)
        if unit in entry.record.units
    }
    duties = {
        name: f"{entry.record.title}，{entry.record.date}"
        for name, entry in sorted(dataset.duties.items(), reverse=True)
        if unit in entry.record.units
    }
    return {"commission": Choices("约稿", commissions), "duty": Choices("任务", duties)}


def _review(desk: Desk, on: date, *, is_sensitive: bool) -> Mapping[str, Value]:
    """Ask for the sign-offs that the bureau wants before filing; others only where given."""
    policy = desk.dataset.bureau.record.review
    wanted = {step.value for step in policy.steps} - {"office"} if policy else set()
    if policy and is_sensitive:
        wanted.add("head")
    review: dict[str, Value] = {}
    for step, name in STEPS.items():
        signed = desk.answers.given(step)
        if step in wanted:
            signed = desk.answers.text(step, f"{name}签名人（姓名，可加日期）", _signed)
        if signed:
            match = _SIGNED.fullmatch(signed.strip())
            assert match is not None
            review[step] = {"name": match["name"], "date": match["date"] or str(on)}
    return {"review": review} if review else {}


def _signed(text: str) -> str:
    match = _SIGNED.fullmatch(text.strip())
    one_line(match["name"] if match else "")
    if match and match["date"]:
        one_day(match["date"])
    return text


def _read_body(path: str) -> str:
    try:
        text = tidy(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RefusedError(f"{path} 读不出（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"{path} 不是 UTF-8 编码，请另存为 UTF-8") from error
    return as_field(prose)(text)
