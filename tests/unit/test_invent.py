"""The script that wrote the invented records: counts, titles, adoptions, signatures, refusals."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.invent import Office, invent, main

REGISTRIES: dict[str, Any] = {
    "bureau.yaml": {"review": {"head_for": ["省"]}},
    "units.yaml": {
        "units": [
            {"id": "bangongshi", "name": "办公室", "group": "科室"},
            {"id": "beixian", "name": "北县医疗保障局", "group": "各县"},
        ],
        "forms": [
            {"group": "科室", "layout": "bureau"},
            {"group": "各县", "layout": "unit"},
        ],
    },
    "outlets.yaml": {
        "outlets": [{"id": "wangzhan", "level": "市局"}, {"id": "gongzuo", "level": "省"}]
    },
    "correspondents.yaml": {
        "correspondents": [
            {"unit": unit, "name": name, "landline": "1", "mobile": "2", "from": start, **end}
            for unit, name, start, end in (
                ("bangongshi", "甲", date(2020, 7, 1), {}),
                ("beixian", "乙", date(2020, 7, 1), {"to": date(2020, 7, 31)}),
                ("beixian", "丙", date(2020, 8, 1), {}),
            )
        ]
    },
}
NEWS = {
    7: {"工作动态类": ["{unit}甲"]},
    8: {"工作动态类": ["{unit}乙", "{unit}丙"], "其他": ["{unit}丁"]},
}


def plan(**beixian: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a plan in which one unit files an item a month; more fields for the other unit."""
    return {
        "year": 2020,
        "months": [7, 8],
        "holidays": [],
        "sample": {
            "prefix": "〔示例〕",
            "openness": {"工作动态类": "公开", "其他": "不公开"},
            "body_every": 2,
            "body": {"工作动态类": "（示例）{unit}的做法。", "其他": "（示例）"},
        },
        "adopting": [{"every": 1, "outlet": "gongzuo", "after": 2}],
        "issues": {"gongzuo": {"2020年第1期": date(2020, 7, 1), "2020年第2期": date(2020, 9, 1)}},
        "signers": {
            "second": "复核人",
            "office": "核稿人",
            "third": "分管领导",
            "head": "主要领导",
        },
        "pools": {"bangongshi": NEWS, "counties": NEWS},
        "units": {
            "bangongshi": {"filed": [1, 0]},
            "beixian": {"called": "北县医保局", "pool": "counties", "filed": [0, 2], **beixian},
        },
    }


@pytest.fixture(name="bureau")
def fixture_bureau(tmp_path: Path) -> Path:
    """Return the folder of a bureau that has only what the script reads."""
    for name, fields in REGISTRIES.items():
        (tmp_path / name).write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return tmp_path


def test_titles_come_from_the_pool_of_the_month_up_to_the_number(bureau: Path) -> None:
    files = invent(plan(), Office.read(bureau))
    assert [
        (fields["unit"], fields["title"], fields["category"], fields["openness"])
        for path, fields in files.items()
        if path.startswith("submissions/")
    ] == [
        ("bangongshi", "〔示例〕办公室甲", "工作动态类", "公开"),
        ("beixian", "〔示例〕北县医保局乙", "工作动态类", "公开"),
        ("beixian", "〔示例〕北县医保局丁", "其他", "不公开"),
    ]  # fmt: skip


def test_only_open_samples_are_adopted_in_the_next_issue(bureau: Path) -> None:
    files = invent(plan(), Office.read(bureau))
    adopted = {path: fields for path, fields in files.items() if path.startswith("adoptions/")}
    assert list(adopted) == ["adoptions/2020/gongzuo-02-1.yaml", "adoptions/2020/gongzuo-02-2.yaml"]
    assert [fields["date"] for fields in adopted.values()] == [date(2020, 9, 1)] * 2


def item(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an item of the plan, filed in July."""
    return {"title": "经验", "category": "工作动态类", "date": date(2020, 7, 8), **more}


@pytest.mark.parametrize(
    ("more", "is_signed"),
    [
        ({}, False),
        ({"adopted": [{"outlet": "wangzhan", "date": date(2020, 7, 9)}]}, False),
        ({"adopted": [{"outlet": "gongzuo", "issue": "2020年第2期"}]}, True),
        ({"instructed": [{"level": "省", "date": date(2020, 7, 9)}]}, True),
        ({"sensitive": True}, True),
    ],
)
def test_the_head_signs_what_is_sensitive_or_goes_far_up(
    bureau: Path, more: dict[str, Any], *, is_signed: bool
) -> None:
    files = invent(plan(filed=[1, 0], items=[item(**more)]), Office.read(bureau))
    review = files["submissions/beixian/2020/0708-1.yaml"]["review"]
    signed = {"first": "乙", "second": "复核人", "third": "分管领导"}
    if is_signed:
        signed["head"] = "主要领导"
    assert review == {
        step: {"name": name, "date": date(2020, 7, 8)} for step, name in signed.items()
    }


def test_the_office_signs_the_bureaus_own_form(bureau: Path) -> None:
    files = invent(plan(), Office.read(bureau))
    (own,) = [fields for path, fields in files.items() if "/bangongshi/" in path]
    assert list(own["review"]) == ["first", "second", "office", "third", "head"]
    assert own["authors"] == [{"name": "甲", "landline": "1", "mobile": "2"}]


def test_an_item_of_the_plan_keeps_its_fields(bureau: Path) -> None:
    returned = [{"date": date(2020, 7, 9), "reason": "空泛"}]
    instructed = [{"level": "省", "date": date(2020, 7, 10)}]
    more = {"returns": returned, "duty": "2020/0701-1", "instructed": instructed}
    files = invent(plan(filed=[1, 0], items=[item(**more)]), Office.read(bureau))
    written = files["submissions/beixian/2020/0708-1.yaml"]
    assert (written["returns"], written["duty"]) == (returned, "2020/0701-1")
    assert files["instructions/2020/0710-1.yaml"] == {
        "submission": "beixian/2020/0708-1",
        "level": "省",
        "date": date(2020, 7, 10),
    }


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"filed": [2, 0]}, "北县医保局: 2 titles wanted in month 7"),
        ({"filed": [0, 0], "items": [item()]}, "北县医保局: -1 titles wanted in month 7"),
        (
            {"filed": [0, 0], "items": [item(date=date(2020, 9, 1))]},
            "北县医保局: items outside the months",
        ),
    ],
)
def test_numbers_that_do_not_fit_the_titles_are_refused(
    bureau: Path, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(SystemExit, match=message):
        invent(plan(**given), Office.read(bureau))


def test_text_is_written_in_paragraphs_and_days_are_never_shared(
    bureau: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"filed": [1, 0], "items": [item(body="一。\n\n二。\n")]}
    path = bureau / "plan.yaml"
    path.write_text(yaml.safe_dump(plan(**given), allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["invent.py", str(path), str(bureau)])
    main()
    written = (bureau / "submissions/beixian/2020/0708-1.yaml").read_text(encoding="utf-8")
    assert written.endswith("body: |\n  一。\n\n  二。\n")
    assert "date: 2020-07-08\n" in written
    assert "&" not in written
