"""Clauses that look at a whole period: whom they count, up to which day, and in which words."""

from datetime import date

from tests.unit.clauses import book, given, reasons
from tests.unit.office import OFFICE, Scores, adopted, filed
from tongbao.model.scalars import ClauseId, UnitId

JANUARY_31 = date(2021, 1, 31)
MARCH_31 = date(2021, 3, 31)
JUNE_30 = date(2021, 6, 30)
RATIO = "award: ratio\nperiod: quarter\nbelow: 0.3\npoints: -1"
MONTHLY = "event: submission\naward: per-period\nperiod: month\n"


def items(unit: str, *days: str) -> dict[str, str]:
    """Return submissions of a unit, one a day given as MMDD."""
    return {
        f"submissions/{unit}/2021/{day}-1.yaml": filed(f"2021-{day[:2]}-{day[2:]}", unit=unit)
        for day in days
    }


def with_tasks(*tasks: str) -> dict[str, str]:
    """Return the registry of units with tasks, a line each."""
    units = OFFICE["units.yaml"].rstrip(" ") + "        tasks:\n"
    return {"units.yaml": units + "".join(f"          - {{{task}}}\n" for task in tasks)}


def test_an_adoption_rate_is_judged_for_each_unit_and_quarter(scores: Scores) -> None:
    """北县: 1 of 4 in the first quarter; 南县: none filed then, 1 of 2 and none of 1 after it."""
    scored = scores(
        {
            **book(ratio=RATIO),
            **items("beixian", "0106", "0107", "0108"),
            **items("nanxian", "0401", "0402", "0701"),
            "adoptions/2021/a.yaml": adopted("2021-02-01", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-04-20", "guanwang", "nanxian/2021/0402-1"),
        },
        date(2021, 12, 31),
    )
    assert reasons(scored.ledger) == [
        ("beixian", "2021-03-31", "一季度报送4条，采用1条，采用率低于30%，扣1分"),
        ("nanxian", "2021-06-30", "二季度报送2条，采用1条，采用率不低于30%，计0分"),
        ("nanxian", "2021-09-30", "三季度报送1条，采用0条，采用率低于30%，扣1分"),
    ]
    assert scored.ledger.awards[0].records == (
        "submissions/beixian/2021/0105-1",
        "submissions/beixian/2021/0106-1",
        "submissions/beixian/2021/0107-1",
        "submissions/beixian/2021/0108-1",
        "adoptions/2021/a",
    )


def test_a_unit_of_which_nothing_was_ever_adopted_has_a_rate_of_nothing(scores: Scores) -> None:
    scored = scores(book(ratio=RATIO), MARCH_31)
    assert reasons(scored.ledger) == [
        ("beixian", "2021-03-31", "一季度报送1条，采用0条，采用率低于30%，扣1分")
    ]


def test_points_to_begin_with_say_so(scores: Scores) -> None:
    scored = scores(book(base="award: base\nperiod: month\npoints: 6"), JANUARY_31)
    assert reasons(scored.ledger) == [
        ("beixian", "2021-01-01", "1月基础分，计6分"),
        ("nanxian", "2021-01-01", "1月基础分，计6分"),
    ]


def test_items_beyond_a_task_are_counted_from_the_task_on(scores: Scores) -> None:
    """The task is 2 a month. 北县 files 3 (1 + 0.5), 南县 1 of 2, which costs 3."""
    clause = f"{MONTHLY}quota: {{task: true, points: 1}}\nbeyond: 0.5\nshort: {{each: -3}}"
    scored = scores(
        {
            **book(filed=clause),
            **with_tasks("group: 各县, period: month, count: 2, from: 2021-01-01"),
            **items("beixian", "0106", "0107"),
            **items("nanxian", "0106"),
        },
        JANUARY_31,
    )
    assert reasons(scored.ledger) == [
        (
            "beixian",
            "2021-01-31",
            "1月报送3条，满2条得1分，超出1条每条加0.5分得0.5分，计1.5分",
        ),
        ("nanxian", "2021-01-31", "1月报送1条，不足2条，缺1条，每条扣3分，扣3分"),
    ]


def test_a_unit_without_a_task_is_not_measured_by_one(scores: Scores) -> None:
    """南县 has no task in January, one in February: 2, of which it files 2."""
    scored = scores(
        {
            **book(filed=f"{MONTHLY}quota: {{task: true, points: 1}}\nshort: {{points: -3}}"),
            **with_tasks("units: [nanxian], period: month, count: 2, from: 2021-02-01"),
            **items("nanxian", "0201", "0202"),
        },
        date(2021, 2, 28),
    )
    assert reasons(scored.ledger) == [("nanxian", "2021-02-28", "2月报送2条，满2条得1分")]


def test_a_clause_for_one_category_looks_at_the_task_for_that_category(scores: Scores) -> None:
    """Owed: 2 of any kind and 1 经验总结. The one there is meets the second, not the first."""
    scored = scores(
        {
            **book(
                filed=(
                    f"{MONTHLY}where: {{category: [经验总结], unit: [beixian]}}\n"
                    "quota: {task: true, points: 5}"
                )
            ),
            **with_tasks(
                "group: 各县, period: month, count: 2, from: 2021-01-01",
                "group: 各县, period: month, count: 1, categories: [经验总结], from: 2021-01-01",
            ),
        },
        JANUARY_31,
    )
    assert reasons(scored.ledger) == [("beixian", "2021-01-31", "1月报送1条，满1条得5分")]


def test_more_of_one_category_does_not_help_the_task_of_another(scores: Scores) -> None:
    """Owed: 2 动态信息 and 1 经验总结. 北县 files 4 and none: 2 of 3 count. 南县 none of 3."""
    scored = scores(
        {
            **book(filed=f"{MONTHLY}quota: {{task: true, points: 5}}\nshort: {{each: -1}}"),
            **with_tasks(
                "group: 各县, period: month, count: 2, categories: [动态信息], from: 2021-01-01",
                "group: 各县, period: month, count: 1, categories: [经验总结], from: 2021-01-01",
            ),
            **items("beixian", "0201", "0202", "0203", "0204"),
        },
        date(2021, 2, 28),
    )
    february = scored.ledger.awards[1::2]
    assert [(award.unit, award.reason) for award in february] == [
        ("beixian", "2月报送2条，不足3条，缺1条，每条扣1分，扣1分"),
        ("nanxian", "2月报送0条，不足3条，缺3条，每条扣1分，扣3分"),
    ]


def test_any_of_several_ways_meets_a_quota(scores: Scores) -> None:
    """1 经验总结 or 2 动态信息: 北县 files the one, 南县 the two, in February both one 动态信息."""
    clause = (
        f"{MONTHLY}quota:\n  points: 4\n  any_of:\n"
        "    - {where: {category: [经验总结]}, count: 1}\n"
        "    - {where: {category: [动态信息]}, count: 2}"
    )
    scored = scores(
        {
            **book(filed=clause),
            **items("nanxian", "0106", "0107", "0201"),
            **items("beixian", "0201"),
        },
        date(2021, 2, 28),
    )
    assert reasons(scored.ledger) == [
        ("beixian", "2021-01-31", "1月满足其中一种条件，计4分"),
        ("beixian", "2021-02-28", "2月几种条件都不满足，计0分"),
        ("nanxian", "2021-01-31", "1月满足其中一种条件，计4分"),
        ("nanxian", "2021-02-28", "2月几种条件都不满足，计0分"),
    ]


def test_a_quota_of_several_ways_without_points_only_says_that_it_is_met(scores: Scores) -> None:
    clause = (
        f"{MONTHLY}where: {{unit: [beixian]}}\n"
        "quota: {any_of: [{where: {category: [经验总结]}, count: 1}]}\nshort: {points: -3}"
    )
    scored = scores(book(filed=clause), JANUARY_31)
    assert reasons(scored.ledger) == [("beixian", "2021-01-31", "1月满足其中一种条件，计0分")]


def test_a_cap_holds_for_what_a_period_gives(scores: Scores) -> None:
    """2 points a month, 3 a quarter at most: 2, then 1, then nothing; a new quarter begins anew."""
    scored = scores(
        {
            **book(
                filed=f"{MONTHLY}quota: {{count: 1, points: 2}}\n"
                "caps: [{period: quarter, points: 3}]"
            ),
            **items("beixian", "0201", "0301", "0401"),
        },
        JUNE_30,
    )
    own = scored.ledger.of_unit(UnitId("beixian"))
    assert given(own) == [
        ("beixian", "2021-01-31", "2"),
        ("beixian", "2021-02-28", "1"),
        ("beixian", "2021-04-30", "2"),
    ]
    assert own.awards[1].reason == "2月报送1条，满1条得2分，一季度封顶3分，实计1分"


def test_what_is_missing_in_a_row_costs_once(scores: Scores) -> None:
    """北县 files in January and April only; two months in a row cost 5, which is known in March."""
    clause = f"{MONTHLY}quota: {{count: 1}}\nshort: {{points: -5, consecutive: 2}}"
    scored = scores({**book(filed=clause), **items("beixian", "0401")}, date(2021, 4, 30))
    assert given(scored.ledger) == [
        ("beixian", "2021-03-31", "-5"),
        ("nanxian", "2021-02-28", "-5"),
        ("nanxian", "2021-04-30", "-5"),
    ]


def test_a_shortfall_is_known_on_the_last_day_of_a_rulebook(scores: Scores) -> None:
    """In force to 15 February: the month ends there, and not before."""
    rules = book(filed=f"{MONTHLY}quota: {{count: 1}}\nshort: {{points: -5}}")["rules/2021.yaml"]
    files = {"rules/2021.yaml": rules.replace("2021-01-01}", "2021-01-01, to: 2021-02-15}")}
    before = scores(files, date(2021, 2, 14)).ledger
    assert given(before) == [("nanxian", "2021-01-31", "-5")]
    after = scores(files, date(2021, 2, 15)).ledger
    assert given(after) == [
        ("beixian", "2021-02-15", "-5"),
        ("nanxian", "2021-01-31", "-5"),
        ("nanxian", "2021-02-15", "-5"),
    ]
    late = scores(files, JUNE_30).ledger
    assert given(late) == given(after)


def test_without_a_day_nothing_is_missing_yet(scores: Scores) -> None:
    scored = scores(book(filed=f"{MONTHLY}quota: {{count: 1}}\nshort: {{points: -5}}"))
    assert given(scored.ledger) == []


def test_a_clause_that_only_counts_reaches_as_far_as_the_records(scores: Scores) -> None:
    """Two months of records, looked at in June: January and February, not March to June."""
    clause = f"{MONTHLY}quota: {{count: 1, points: 1}}\nwhere: {{unit: [beixian]}}"
    scored = scores({**book(filed=clause), **items("nanxian", "0201")}, JUNE_30)
    assert [str(award.date) for award in scored.ledger] == ["2021-01-31", "2021-02-28"]


def test_units_are_counted_while_they_are_scored(scores: Scores) -> None:
    """北县 from February on, 南县 to the end of January."""
    units = OFFICE["units.yaml"].replace("short: 北县,", "short: 北县, from: 2021-02-01,")
    units = units.replace("short: 南县,", "short: 南县, to: 2021-01-31,")
    scored = scores(
        {
            **book(base="award: base\nperiod: month\npoints: 6"),
            "units.yaml": units,
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "withdrawn: {date: 2021-01-06, reason: 误}"
            ),
        },
        MARCH_31,
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-02-01", "6"),
        ("beixian", "2021-03-01", "6"),
        ("nanxian", "2021-01-01", "6"),
    ]


def test_a_joint_item_counts_for_the_unit_that_filed_it(scores: Scores) -> None:
    """The filing is 北县's alone; the adoption is of both."""
    counting = "award: per-period\nperiod: month\nquota: {count: 1, points: 1}\n"
    scored = scores(
        {
            **book(filed=f"event: submission\n{counting}", taken=f"event: adoption\n{counting}"),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "joint: {mark: 综, units: [{unit: nanxian}]}"
            ),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
        },
        JANUARY_31,
    )
    filings = scored.ledger.under(ClauseId("filed"))
    assert reasons(filings) == [
        ("beixian", "2021-01-31", "1月报送1条，满1条得1分"),
        ("nanxian", "2021-01-31", "1月报送0条，不足1条，计0分"),
    ]
    assert reasons(scored.ledger.under(ClauseId("taken"))) == [
        ("beixian", "2021-01-31", "1月采用1条，满1条得1分"),
        ("nanxian", "2021-01-31", "1月采用1条，满1条得1分"),
    ]


def test_without_any_item_no_number_is_missing_of_several_ways(scores: Scores) -> None:
    clause = (
        f"{MONTHLY}where: {{unit: [nanxian]}}\n"
        "quota: {any_of: [{where: {category: [经验总结]}, count: 1}]}\nshort: {points: -3}"
    )
    scored = scores(book(filed=clause), JANUARY_31)
    assert reasons(scored.ledger) == [("nanxian", "2021-01-31", "1月几种条件都不满足，扣3分")]


def test_only_what_a_clause_selects_is_counted(scores: Scores) -> None:
    """北县 files one 经验总结 and one 动态信息; the clause counts the first kind."""
    clause = f"{MONTHLY}where: {{category: [经验总结], unit: [beixian]}}\nquota: {{count: 1, points: 5}}\nbeyond: 1"
    scored = scores({**book(filed=clause), **items("beixian", "0106")}, JANUARY_31)
    assert reasons(scored.ledger) == [("beixian", "2021-01-31", "1月报送1条，满1条得5分")]
