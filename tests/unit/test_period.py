"""Periods: their days, months and names."""

from datetime import date

import pytest

from tongbao.model.period import Period


@pytest.mark.parametrize(
    ("written", "start", "end", "name"),
    [
        ("2021-q1", date(2021, 1, 1), date(2021, 3, 31), "一季度"),
        ("2021-q4", date(2021, 10, 1), date(2021, 12, 31), "四季度"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2月"),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31), "12月"),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "全年"),
    ],
)
def test_reads_and_writes(written: str, start: date, end: date, name: str) -> None:
    period = Period.parse(written)
    assert period is not None
    assert (str(period), period.start, period.end, period.name) == (written, start, end, name)
    assert start in period
    assert end in period
    assert date(2020, 12, 31) not in period


def test_spans_of_other_lengths_have_names() -> None:
    assert Period.parse("2021-05") is not None
    to_date = Period(2021, 5, 5).year_to_date
    assert (str(to_date), to_date.name) == ("2021-01..05", "1至5月")
    assert Period(2021, 2, 3).name == "2至3月"


def test_a_day_lies_in_its_month_and_quarter() -> None:
    assert Period.month_of(date(2021, 3, 31)) == Period(2021, 3, 3)
    assert [Period.quarter_of(date(2021, month, 1)) for month in (1, 3, 4, 12)] == [
        Period(2021, 1, 3),
        Period(2021, 1, 3),
        Period(2021, 4, 6),
        Period(2021, 10, 12),
    ]


def test_months_are_in_order() -> None:
    assert [str(month) for month in Period(2021, 1, 3).months] == ["2021-01", "2021-02", "2021-03"]


@pytest.mark.parametrize(
    ("written", "previous"),
    [
        ("2021-02", "2021-01"),
        ("2021-01", "2020-12"),
        ("2021-q2", "2021-q1"),
        ("2021-q1", "2020-q4"),
        ("2021", "2020"),
    ],
)
def test_the_period_right_before(written: str, previous: str) -> None:
    period = Period.parse(written)
    assert period is not None
    assert str(period.previous) == previous


def test_a_span_that_would_reach_into_another_year_has_none_before() -> None:
    assert Period(2021, 4, 8).previous is None
