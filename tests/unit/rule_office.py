"""The small office of the rulebook examples, with the records of one case in it."""

import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from tongbao.reference.rule_examples import Files, RuleCase, RuleExample

_BOOK = "rules/2021"
_SEVERAL = re.compile(r"(?P<stem>.*-)(?P<first>\d+)\.\.(?P<last>\d+)")
_REGISTRIES = {"bureau", "units", "outlets", "correspondents"}


def write_case(folder: Path, office: Files, example: RuleExample, case: RuleCase) -> None:
    """Write the bureau's folder in which a case happens."""
    files = deepcopy(office)
    _merge(files, example.office)
    others = files[_BOOK].pop("clauses")
    files[_BOOK].update(deepcopy(example.rules))
    files[_BOOK].update(deepcopy(case.rules))
    files[_BOOK]["clauses"] = [*files[_BOOK].get("clauses", []), *others]
    _merge(files, {name: dict(fields) for name, fields in _records(case.records)})
    for name, fields in files.items():
        _write(folder, name, fields)


def _merge(files: Files, more: Mapping[str, Mapping[str, Any]]) -> None:
    for name, fields in more.items():
        files.setdefault(name, {}).update(deepcopy(dict(fields)))


def _records(records: Files) -> list[tuple[str, dict[str, Any]]]:
    """Return records with what their path says already.

    `0105-1..3` are three records of one day; `*` in their fields stands for the number of each.
    """
    found = []
    for path, fields in records.items():
        several = _SEVERAL.fullmatch(path)
        if several is None:
            found.append((path, {**_said_by_path(path), **fields}))
            continue
        for number in range(int(several["first"]), int(several["last"]) + 1):
            name = f"{several['stem']}{number}"
            own = {field: value.replace("*", str(number)) for field, value in fields.items()}
            found.append((name, {**_said_by_path(name), **own}))
    return found


def _said_by_path(path: str) -> dict[str, Any]:
    kind, _, name = path.partition("/")
    if kind in _REGISTRIES | {"rules", "calendar", "bulletins"}:
        return {}
    *unit, year, last = name.split("/")
    day = f"{year}-{last[:2]}-{last[2:4]}"
    title = {"title": f"{path}的题目"}
    fixed: dict[str, dict[str, Any]] = {
        "submissions": {"unit": "".join(unit), "date": day, "category": "动态信息", **title},
        "adoptions": {"date": day},
        "instructions": {"date": day},
        "commissions": {"asked": day, **title},
        "duties": {"date": day, **title},
        "entries": {"date": day, "reason": "办公室评定", "signer": "某某"},
    }
    open_to_all = {} if kind in {"adoptions", "instructions"} else {"openness": "公开"}
    return {**fixed[kind], **open_to_all}


def _write(folder: Path, name: str, fields: Mapping[str, Any]) -> None:
    text = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False)
    path = folder / f"{name}.yaml"
    if name.startswith("bulletins/"):
        path = folder / name / "bulletin.md"
        text = f"---\n{text}---\n正文。\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
