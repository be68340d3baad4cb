"""What the scoring sheet of a rulebook says, against the notice 赣市医保字〔2020〕33号 and its annexes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.documents.forms.form_office import read, table
from tongbao.documents.forms.scoring_sheet import scoring_sheet
from tongbao.model.rulebook import Rulebook
from tongbao.source.dataset import Dataset

LEVELS = (
    ("级别", 1),
    ("国家级", 2),
    ("省级", 2),
    ("省局", 1),
    ("市级", 2),
    ("市局", 1),
    ("报送", 2),
    ("约稿", 2),
    ("扣分", 2),
)
NAMES = (
    *("信息状态", "采用", "领导批示", "采用", "领导批示", "采用", "采用", "领导批示", "采用"),
    *(
        "常规报送",
        "超额报送",
        "及时报送",
        "未及时报",
        "重大会议及重点工作未及时报送的",
        "重大失误",
    ),
)
PRINTED = "分值/篇 200 100 100 50 50 20 {} 10 1 5 10 -10 -50 -100"


def test_the_head_is_as_printed(ganzhou: Dataset) -> None:
    form = scoring_sheet(ganzhou, ganzhou.rulebooks["2020"])
    assert (form.mark, form.title) == (
        "附件2",
        "2020年赣州市医疗保障系统信息宣传工作考核评分表",
    )
    levels, names = form.head
    assert tuple((cell.text, cell.colspan) for cell in levels) == LEVELS
    assert tuple(cell.text for cell in names) == NAMES
    assert form.is_landscape


def test_the_values_follow_from_the_clauses(ganzhou: Dataset) -> None:
    """The text of the notice gives 20 for a city leader's instruction, its annex 10."""
    book = ganzhou.rulebooks["2020"]
    (annex,) = (each for each in book.record.readings if each.id == "annex-2")
    readings = {"20": book.record, "10": book.record.read_as(annex)}
    for instruction, rulebook in readings.items():
        (row,) = scoring_sheet(ganzhou, replace(book, record=rulebook)).rows
        assert " ".join(cell.text for cell in row) == PRINTED.format(instruction)


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ({"award": "per-event", "points": "0.5"}, "0.5"),
        (
            {
                "award": "per-event",
                "cases": [
                    {"where": {"category": ["其他"]}, "points": 2},
                    {"where": {"commissioned": True}, "points": "0.5"},
                    {"where": {"commissioned": False}, "points": 2},
                ],
            },
            "2/0.5",
        ),
        ({"award": "per-event", "steps": {"period": "year", "points": [-2, -4]}}, "-2/-4"),
        (
            {"award": "per-event", "event": "entry", "range": {"least": -10, "most": -1}},
            "-10～-1",
        ),
        ({"award": "per-event", "veto": "month"}, "/"),
        (
            {
                "award": "per-period",
                "period": "month",
                "quota": {"count": 2, "points": 1},
                "beyond": "0.2",
                "short": {"each": -1},
            },
            "1/0.2/-1",
        ),
        (
            {
                "award": "ratio",
                "event": None,
                "period": "year",
                "below": "0.3",
                "points": -5,
            },
            "-5",
        ),
        ({"award": "base", "event": None, "period": "year", "points": 60}, "60"),
        ({"award": "total", "event": None, "period": "year", "least": 0}, "/"),
    ],
)
def test_each_kind_of_clause(ganzhou: Dataset, clause: Mapping[str, Any], value: str) -> None:
    whole = {
        "id": "one",
        "citation": "第一条",
        "text": "得分。",
        "column": "left",
        "event": "submission",
        **clause,
    }
    book = {
        "title": "办法",
        "sheet": "评分表",
        "in_force": {"from": "2020-01-01"},
        "columns": [{"id": "left", "name": "左栏"}, {"id": "right", "name": "右栏"}],
        "clauses": [{name: part for name, part in whole.items() if part is not None}],
    }
    record = Rulebook.model_validate(read(book))
    form = scoring_sheet(ganzhou, replace(ganzhou.rulebooks["2020"], record=record))
    assert table(form) == [["级别", "左栏", "右栏"], ["信息状态"], ["分值/篇", value, "/"]]
    assert [cell.rowspan for cell in form.head[0]] == [1, 2, 2]
