"""What each typed scalar takes and refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tongbao.model import scalars
from tongbao.model.period import Period

ACCEPTED = [
    (TypeAdapter(scalars.Day), "2021-03-05", date(2021, 3, 5)),
    (TypeAdapter(scalars.Day), "2024-02-29", date(2024, 2, 29)),
    (TypeAdapter(scalars.Points), "0.2", Decimal("0.2")),
    (TypeAdapter(scalars.Points), "-50", Decimal(-50)),
    (TypeAdapter(scalars.Points), "0", Decimal(0)),
    (TypeAdapter(scalars.PositivePoints), "2", Decimal(2)),
    (TypeAdapter(scalars.Count), "12", 12),
    (TypeAdapter(scalars.Flag), "true", True),
    (TypeAdapter(scalars.Flag), "false", False),
    (TypeAdapter(scalars.PeriodOf), "2021-q1", Period(2021, 1, 3)),
    (TypeAdapter(scalars.Issue), "2021年第2期", "2021年第2期"),
    (TypeAdapter(scalars.Issue), "第36期", "第36期"),
    (TypeAdapter(scalars.UnitRef), "wu-zhong2", "wu-zhong2"),
    (TypeAdapter(scalars.SubmissionRef), "yanchi/2021/0105-1", "yanchi/2021/0105-1"),
    (TypeAdapter(scalars.TitleLines), "一\n二\n", "一\n二"),
]

REFUSED = [
    (
        TypeAdapter(scalars.Day),
        [
            "2021-02-29",
            "1999-12-31",
            "2100-01-01",
            "9999-12-31",
            "2021-3-5",
            "21-03-05",
            "２０２１-03-05",
            "2021-03-05 ",
            "",
            "明天",
        ],
    ),
    (
        TypeAdapter(scalars.Points),
        ["1e3", "1_0", "01", "+1", ".5", "1.", "1.00000", "NaN", "１", "1234567"],
    ),
    (TypeAdapter(scalars.PositivePoints), ["0", "-1", "0.0"]),
    (TypeAdapter(scalars.Count), ["0", "-1", "1.0", "01", "٣", "1000000"]),
    (TypeAdapter(scalars.Flag), ["yes", "是", "True", "1"]),
    (
        TypeAdapter(scalars.PeriodOf),
        ["2021-Q1", "2021-q5", "2021-13", "2021-1", "0021", "2021-q1 "],
    ),
    (TypeAdapter(scalars.Issue), ["第2 期", "2021第2期", "第0期", "第２期"]),
    (TypeAdapter(scalars.NewUnitId), ["Yanchi", "盐池", "a_b", "-a", "a--b", "a/b", "../x"]),
    (TypeAdapter(scalars.SubmissionRef), ["../x", "/a", "a/", "a//b", "A/b"]),
    (TypeAdapter(scalars.Text), ["", " ", " a", "a ", "a\nb", "字" * 201, ["a"], {"a": "b"}]),
    (TypeAdapter(scalars.TitleLines), ["a\n\nb", "a\n b", "a\nb\nc\nd\ne"]),
    (TypeAdapter(scalars.Prose), ["", "[" * 401, "> > > > > 深", "字" * 30_001]),
]


@pytest.mark.parametrize(
    ("kind", "written", "value"), ACCEPTED, ids=[str(index) for index in range(len(ACCEPTED))]
)
def test_accepts(kind: TypeAdapter[Any], written: str, value: object) -> None:
    assert kind.validate_python(written) == value


@pytest.mark.parametrize(
    ("kind", "texts"), REFUSED, ids=[str(index) for index in range(len(REFUSED))]
)
def test_refuses(kind: TypeAdapter[Any], texts: list[object]) -> None:
    for written in texts:
        with pytest.raises(ValidationError) as caught:
            kind.validate_python(written)
        assert caught.value.errors()[0]["type"] == "refused", written


def test_the_longest_text_fits() -> None:
    assert TypeAdapter(scalars.Text).validate_python("字" * 200) == "字" * 200
