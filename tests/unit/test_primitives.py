"""The primitives that clauses are composed of, each from a table."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from tongbao.model.clause import (
    Case,
    JointShare,
    Multiplier,
    PeriodClause,
    Shortfall,
    Span,
    Steps,
    Where,
)
from tongbao.model.joint import JointRole
from tongbao.model.rulebook import Rounding
from tongbao.model.scalars import UnitId
from tongbao.scoring import primitives
from tongbao.scoring.award import counted, shown
from tongbao.scoring.events import Fact, Party


def numbers(*points: str) -> list[Decimal]:
    """Return exact numbers."""
    return [Decimal(each) for each in points]


def period_clause(**fields: object) -> PeriodClause:
    """Return a monthly clause: 2 items earn 1 point."""
    base = {"id": "c", "citation": "第一条", "text": "原文", "column": "k", "event": "submission"}
    quota = {"count": "2", "points": "1"}
    fixed = {"award": "per-period", "period": "month", "quota": quota}
    return PeriodClause.model_validate({**base, **fixed, **fields})


@pytest.mark.parametrize(
    ("points", "text"),
    [("6.0", "6"), ("0.50", "0.5"), ("13", "13"), ("100", "100"), ("-0.0", "0"), ("-9", "-9")],
)
def test_points_print_as_the_office_prints_them(points: str, text: str) -> None:
    assert shown(Decimal(points)) == text


@pytest.mark.parametrize(
    ("where", "facts", "fits"),
    [
        ({}, {}, True),
        ({"category": ["动态信息"]}, {"category": "动态信息"}, True),
        ({"category": ["动态信息", "经验总结"]}, {"category": "经验总结"}, True),
        ({"category": ["动态信息"]}, {"category": "经验总结"}, False),
        ({"category": ["动态信息"]}, {}, False),
        ({"commissioned": "true"}, {"commissioned": True}, True),
        ({"commissioned": "true"}, {"commissioned": False}, False),
        ({"commissioned": "false"}, {"commissioned": False}, True),
        ({"commissioned": "false"}, {"commissioned": True}, False),
        ({"level": ["国家"], "outlet": ["a"]}, {"level": "国家", "outlet": "a"}, True),
        ({"level": ["国家"], "outlet": ["a"]}, {"level": "国家", "outlet": "b"}, False),
        ({"level": ["国家"], "outlet": ["a"]}, {"level": "本局", "outlet": "a"}, False),
    ],
)
def test_a_selector_takes_events_with_every_fact_it_names(
    where: dict[str, object],
    facts: Mapping[str, Fact],
    fits: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert primitives.selected(facts, Where.model_validate(where)) is fits


@pytest.mark.parametrize(
    ("points", "words"),
    [("3", "计3分"), ("0", "计0分"), ("0.50", "计0.5分"), ("-10", "扣10分"), ("-0.5", "扣0.5分")],
)
def test_a_deduction_is_said_without_its_sign(points: str, words: str) -> None:
    assert counted(Decimal(points)) == words


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({"category": "经验总结", "outlet": "a"}, "2"),
        ({"category": "动态信息", "outlet": "a"}, "0.5"),
        ({"category": "动态信息", "outlet": "b"}, "1"),
        ({"category": "经验总结", "outlet": "b"}, "2"),
        ({"category": "调研报告", "outlet": "a"}, None),
    ],
)
def test_the_first_line_that_fits_gives_the_value(
    facts: dict[str, Fact], points: str | None
) -> None:
    table = [("category", "经验总结", "2"), ("outlet", "b", "1"), ("category", "动态信息", "0.5")]
    cases = [
        Case.model_validate({"where": {fact: [value]}, "points": points})
        for fact, value, points in table
    ]
    expected = None if points is None else Decimal(points)
    assert primitives.tabled(facts, cases) == expected


@pytest.mark.parametrize(("number", "points"), [(1, -2), (2, -4), (3, -8), (4, -8), (9, -8)])
def test_the_last_step_repeats(number: int, points: int) -> None:
    steps = Steps.model_validate({"period": "year", "points": ["-2", "-4", "-8"]})
    assert primitives.stepped(steps, number) == points


@pytest.mark.parametrize(
    ("facts", "factors"),
    [
        ({}, []),
        ({"placement": "头版头条"}, ["2"]),
        ({"category": "调研报告"}, ["1.5"]),
        ({"category": "调研报告", "placement": "头版头条"}, ["2", "1.5"]),
        ({"category": "动态信息", "placement": "二版"}, []),
    ],
)
def test_every_multiplier_that_fits_counts(facts: dict[str, Fact], factors: list[str]) -> None:
    rows = [
        {"where": {"placement": ["头版头条"]}, "factor": "2"},
        {"where": {"category": ["调研报告"]}, "factor": "1.5"},
    ]
    multipliers = [Multiplier.model_validate(row) for row in rows]
    assert list(primitives.multiplied(facts, multipliers)) == numbers(*factors)


LEAD = Party(UnitId("a"), JointRole.LEAD, 3)
OTHER = Party(UnitId("b"), JointRole.OTHER, 1)
THIRD = Party(UnitId("c"), JointRole.OTHER, 2)


@pytest.mark.parametrize(
    ("share", "party", "points", "words"),
    [
        ({"split": "full"}, OTHER, "20", ""),
        ({"factor": "0.5"}, LEAD, "10", "×0.5"),
        ({"points": "3"}, LEAD, "3", "联合信息每个单位3分"),
        ({"split": "equal"}, LEAD, "6.67", "÷3个单位"),
        ({"split": "people"}, LEAD, "10", "×3人÷6人"),
        ({"split": "people"}, OTHER, "3.33", "×1人÷6人"),
        ({"split": "people"}, THIRD, "6.67", "×2人÷6人"),
    ],
)
def test_a_units_part_of_a_joint_item(
    share: dict[str, str], party: Party, points: str, words: str
) -> None:
    """Worth 20, three units with 3, 1 and 2 writers: 20 ÷ 3, 20 × 3 ÷ 6, 20 ÷ 6, 20 × 2 ÷ 6."""
    rounding = Rounding.model_validate({"places": "2"})
    part = primitives.joint_part(
        Decimal(20), JointShare.model_validate(share), party, (LEAD, OTHER, THIRD), rounding
    )
    assert part == primitives.Part(Decimal(points), words)


@pytest.mark.parametrize(
    ("points", "parts", "up", "down"),
    [
        ("2", 3, "0.7", "0.6"),
        ("1", 3, "0.3", "0.3"),
        ("-2", 3, "-0.7", "-0.6"),
        ("1", 4, "0.25", "0.25"),  # comes out even: never rounded
        ("3", 8, "0.375", "0.375"),
        ("40", 4, "10", "10"),
    ],
)
def test_a_division_that_does_not_come_out_even_is_rounded_as_stated(
    points: str, parts: int, up: str, down: str
) -> None:
    half_up = Rounding.model_validate({"places": "1"})
    cut_off = Rounding.model_validate({"places": "1", "up": "false"})
    assert primitives.divided(Decimal(points), parts, half_up) == Decimal(up)
    assert primitives.divided(Decimal(points), parts, cut_off) == Decimal(down)


@pytest.mark.parametrize(
    ("points", "places", "up", "expected"),
    [
        ("0.25", "1", "true", "0.3"),
        ("0.25", "1", "false", "0.2"),
        ("-0.25", "1", "true", "-0.3"),
        ("-0.25", "1", "false", "-0.2"),
        ("2.5", "0", "true", "3"),
        ("0.12345", "4", "true", "0.1235"),
    ],
)
def test_halves_are_rounded_away_from_zero_or_cut_off(
    points: str, places: str, up: str, expected: str
) -> None:
    rounding = Rounding.model_validate({"places": places, "up": up})
    assert primitives.rounded(Decimal(points), rounding) == Decimal(expected)


@pytest.mark.parametrize(
    ("points", "added"),
    [
        ([], []),
        (["4", "4", "4", "4"], ["4", "4", "2", "0"]),
        (["12"], ["10"]),
        (["10", "0.5"], ["10", "0"]),
        (["-3", "12", "5"], ["-3", "12", "1"]),  # a deduction makes room: -3 + 12 + 1 = 10
        (["10", "-4", "6"], ["10", "-4", "4"]),
        (["0", "0"], ["0", "0"]),
    ],
)
def test_a_cap_cuts_what_goes_over_it(points: list[str], added: list[str]) -> None:
    assert list(primitives.capped(numbers(*points), Decimal(10))) == numbers(*added)


@pytest.mark.parametrize(
    ("missing", "short", "points", "words"),
    [
        (1, {"each": "-1"}, "-1", "缺1条，每条扣1分，扣1分"),
        (3, {"each": "-0.5"}, "-1.5", "缺3条，每条扣0.5分，扣1.5分"),
        (3, {"points": "-5"}, "-5", "缺3条，扣5分"),
        (0, {"points": "-5"}, "-5", "扣5分"),  # of several ways none is met
    ],
)
def test_what_is_missing_costs_by_the_item_or_at_once(
    missing: int, short: dict[str, str], points: str, words: str
) -> None:
    found = primitives.shortfall(missing, Shortfall.model_validate(short))
    assert found == (Decimal(points), words)


@pytest.mark.parametrize(
    ("row", "needed", "falls"),
    [
        ("xx.x", 1, "xx.x"),
        ("xxx", 3, "..x"),
        ("xx.xxx", 3, ".....x"),
        ("xxxxxxx", 3, "..x..x."),
        ("....", 2, "...."),
        ("", 3, ""),
    ],
)
def test_a_row_of_short_periods_is_counted_anew_after_it_cost(
    row: str, needed: int, falls: str
) -> None:
    found = primitives.falls_in_a_row([each == "x" for each in row], needed)
    assert found == [each == "x" for each in falls]


@pytest.mark.parametrize(
    ("total", "least", "most", "kept"),
    [
        ("-2", "0", None, "0"),
        ("0", "0", None, "0"),
        ("3", "0", "10", "3"),
        ("12", "0", "10", "10"),
        ("10", None, "10", "10"),
        ("-7", None, "10", "-7"),
        ("99", "0", None, "99"),
    ],
)
def test_a_sum_is_brought_into_its_bounds(
    total: str, least: str | None, most: str | None, kept: str
) -> None:
    bounds = [None if each is None else Decimal(each) for each in (least, most)]
    assert primitives.bounded(Decimal(total), *bounds) == Decimal(kept)


@pytest.mark.parametrize(
    ("total", "taken"), [("21", "-21"), ("0.5", "-0.5"), ("0", "0"), ("-3", "0")]
)
def test_a_veto_takes_a_sum_to_zero_and_leaves_one_below_it(total: str, taken: str) -> None:
    assert primitives.vetoed(Decimal(total)) == Decimal(taken)


@pytest.mark.parametrize(
    ("points", "added"),
    [
        (["1"], ["1"]),
        (["0.5", "2"], ["0.5", "1.5"]),
        (["2", "2", "1"], ["2", "0", "0"]),
        (["0.5", "2", "0.5", "5"], ["0.5", "1.5", "0", "3"]),
        (["-1", "0"], ["-1", "1"]),
        ([], []),
    ],
)
def test_repeats_add_up_to_the_best_of_them(points: list[str], added: list[str]) -> None:
    assert list(primitives.beyond_best(map(Decimal, points))) == [Decimal(each) for each in added]


@pytest.mark.parametrize(
    ("count", "points", "words"),
    [
        (0, "0", "报送0条，不足2条，计0分"),
        (1, "0", "报送1条，不足2条，计0分"),
        (2, "1", "报送2条，满2条得1分"),
        (3, "1.2", "报送3条，满2条得1分，超出1条每条加0.2分得0.2分，计1.2分"),
        (6, "1.8", "报送6条，满2条得1分，超出4条每条加0.2分得0.8分，计1.8分"),
        (7, "2", "报送7条，满2条得1分，超出5条每条加0.2分得1分，计2分"),
        (8, "2", "报送8条，满2条得1分，超出6条每条加0.2分得1.2分，合计2.2分，封顶2分，计2分"),
    ],
)
def test_quota_beyond_and_cap(count: int, points: str, words: str) -> None:
    """Ningxia's 第五条: 2 items 1, each further 0.2, at most 2 a month."""
    found = primitives.quota(count, 2, period_clause(beyond="0.2", cap="2"))
    assert found == (Decimal(points), words)


def test_a_quota_alone_is_all_or_nothing() -> None:
    earned = [primitives.quota(count, 2, period_clause())[0] for count in (1, 2, 30)]
    assert earned == [0, 1, 1]
    assert primitives.quota(30, 2, period_clause(beyond="0.2"))[0] == Decimal("6.6")


@pytest.mark.parametrize(
    ("span", "first", "last", "names"),
    [
        (Span.MONTH, date(2021, 1, 1), date(2021, 3, 31), ["2021-01", "2021-02", "2021-03"]),
        (Span.MONTH, date(2020, 12, 31), date(2021, 1, 1), ["2020-12", "2021-01"]),
        (Span.QUARTER, date(2021, 2, 10), date(2021, 4, 1), ["2021-q1", "2021-q2"]),
        (Span.YEAR, date(2020, 7, 1), date(2021, 1, 1), ["2020", "2021"]),
        (Span.MONTH, date(2021, 2, 1), date(2021, 1, 31), []),
        (Span.YEAR, date(2020, 12, 31), date(2020, 12, 31), ["2020"]),
    ],
)
def test_spans_reach_from_the_first_day_to_the_last(
    span: Span, first: date, last: date, names: list[str]
) -> None:
    assert [str(period) for period in primitives.spans(span, first, last)] == names


def test_weeks_run_from_monday_to_sunday() -> None:
    """From Friday 1 January to Monday 11 January 2021: three weeks, the first one in December."""
    weeks = primitives.spans(Span.WEEK, date(2021, 1, 1), date(2021, 1, 11))
    assert [(str(week.start), str(week.end), week.name) for week in weeks] == [
        ("2020-12-28", "2021-01-03", "12月28日至1月3日"),
        ("2021-01-04", "2021-01-10", "1月4日至1月10日"),
        ("2021-01-11", "2021-01-17", "1月11日至1月17日"),
    ]


def test_a_quota_that_is_a_task_may_earn_nothing_by_itself() -> None:
    clause = period_clause(quota={"task": "true"}, beyond="5")
    assert primitives.quota(2, 3, clause) == (Decimal(0), "报送2条，不足3条，计0分")
    assert primitives.quota(3, 3, clause) == (Decimal(0), "报送3条，已满3条，计0分")
    assert primitives.quota(5, 3, clause) == (
        Decimal(10),
        "报送5条，已满3条，超出2条每条加5分得10分，计10分",
    )
