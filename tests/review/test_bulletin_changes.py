"""Issued bulletins that a change would print differently.

In February 南县 files one item more than counted in tests/unit/cycle.py: 6 → 7 points, 2 of 2 items.
"""

from pathlib import Path

import pytest

from tests.review.states import bulletin, changed, of_bureau
from tests.unit.office import adopted, filed

ITEM = "submissions/nanxian/2021/0212-1.yaml"
FIGURES = {
    "[ranking]": [
        ("正文", "{报送条数}", "6", "7"),
        ("正文", "{未完成任务名单：各县}", "南县、东县、西县", "东县、西县"),
        ("南县医疗保障局", "报送", "1", "2"),
        ("南县医疗保障局", "2月得分", "6", "7"),
        ("南县医疗保障局", "累计得分", "6", "7"),
        ("南县医疗保障局", "任务完成", "1/2", "2/2"),
        ("东县医疗保障局", "名次", "2", "3"),
    ],
    "[scores]": [
        ("正文", "{报送条数}", "6", "7"),
        ("正文", "{未完成任务名单：各县}", "南县、东县、西县", "东县、西县"),
        ("南县医疗保障局", "报送常规报送", "1", "2"),
        ("南县医疗保障局", "2月得分", "6", "7"),
        ("东县医疗保障局", "名次", "2", "3"),
    ],
    "[items]": [
        ("正文", "{报送条数}", "6", "7"),
        ("正文", "{未完成任务名单：各县}", "南县、东县、西县", "东县、西县"),
    ],
}


@pytest.mark.parametrize("tables", FIGURES)
def test_an_issued_bulletin_says_what_would_change(tables: str, tmp_path: Path) -> None:
    base = {"bulletins/2021-02/bulletin.md": bulletin(tables)}
    found = of_bureau(changed(tmp_path, {ITEM: filed("2021-02-12", unit="nanxian")}, base))
    assert found.bulletins is not None
    (issued,) = found.bulletins
    assert (issued.id, issued.number, issued.is_deleted) == (
        "2021-02",
        "某医保办发〔2021〕1号",
        False,
    )
    assert [(each.where, each.what, each.before, each.after) for each in issued.figures] == FIGURES[
        tables
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-02-25", [("北县医疗保障局", "采用条目", "", "beixian2021-02-02的信息（医保信息）")]),
        ("2021-03-25", []),
    ],
    ids=["in the period", "after it"],
)
def test_an_issued_bulletin_names_items_that_come(
    day: str, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    base = {"bulletins/2021-02/bulletin.md": bulletin("[items]")}
    change = {"adoptions/2021/c.yaml": adopted(day, "xinxi", "beixian/2021/0202-1")}
    found = of_bureau(changed(tmp_path, change, base))
    assert [
        (figure.where, figure.what, figure.before, figure.after)
        for issued in found.bulletins or ()
        for figure in issued.figures
    ] == expected


def test_a_draft_may_change(tmp_path: Path) -> None:
    base = {"bulletins/2021-02/bulletin.md": bulletin("[ranking]", number="")}
    found = of_bureau(changed(tmp_path, {ITEM: filed("2021-02-12", unit="nanxian")}, base))
    assert found.bulletins == ()


def test_an_issued_bulletin_that_is_deleted_is_named(tmp_path: Path) -> None:
    base = {"bulletins/2021-02/bulletin.md": bulletin("[ranking]")}
    found = of_bureau(changed(tmp_path, {"bulletins/2021-02/bulletin.md": None}, base))
    assert [(each.id, each.is_deleted) for each in found.bulletins or ()] == [("2021-02", True)]
