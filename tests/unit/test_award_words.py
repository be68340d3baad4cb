"""What an award says of itself: the arithmetic, what was counted already, who confirmed it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.clauses import book, given, reasons
from tests.unit.office import OFFICE, Scores, adopted, filed
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.scalars import ClauseId, UnitId
from tongbao.scoring.award import shown

TODAY = date(2021, 12, 31)
FILED = "event: submission\naward: per-event\n"
LATE = "event: commission\naward: per-event\nwhere: {state: [逾期, 未报]}\npoints: -10\n"
COMMISSION = "commissions/2021/0101-1"
BEIXIAN = UnitId("beixian")


def entry(clause: str, day: str, more: str = "", unit: str = "beixian") -> str:
    """Write a manual entry; `more` is a further line."""
    return (
        f"unit: {unit}\ndate: {day}\nclause: {clause}\nreason: 认定\nsigner: 某某\n"
        f"openness: 公开\n{more}\n"
    )


def test_points_on_top_name_their_mark(scores: Scores) -> None:
    item = filed("2021-01-20", "commission: 2021/0101-1")
    scored = scores(
        {
            "submissions/beixian/2021/0120-1.yaml": item,
            "adoptions/2021/a.yaml": adopted("2021-01-25", "xinxi", "beixian/2021/0120-1"),
        }
    )
    (award,) = scored.ledger.under(ClauseId("commission"))
    assert award.reason == "约稿任务，医保信息采用（动态信息），另加3分"
    assert (award.unit, award.rulebook, award.column, award.submission, award.records) == (
        "beixian",
        "2021",
        "extra",
        "beixian/2021/0120-1",
        ("adoptions/2021/a", "submissions/beixian/2021/0120-1"),
    )


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("guanwang", "xinxi", ["局官网采用（经验总结），计0.5分", "医保信息采用（经验总结），同题已计分，补计差额1.5分"]),
        ("xinxi", "guanwang", ["医保信息采用（经验总结），计2分", "局官网采用（经验总结），同题已计分，不重复计"]),
    ],
)  # fmt: skip
def test_a_repeat_says_what_it_adds(
    scores: Scores, first: str, second: str, words: list[str]
) -> None:
    """0.5 on the site and 2 in the journal, in either order, are 2."""
    ledger = scores(
        {
            "adoptions/2021/b.yaml": adopted("2021-01-20", first),
            "adoptions/2021/a.yaml": adopted("2021-01-21", second),
        }
    ).ledger
    own = [award for award in ledger if award.column == "adopted"]
    assert [award.reason for award in own] == words
    assert sum(award.points for award in own) == 2


def test_of_one_day_the_better_one_counts(scores: Scores) -> None:
    """Both of 20 January; by record the site (a) would come before the journal (b)."""
    ledger = scores(
        {
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-01-20", "xinxi"),
        }
    ).ledger
    own = [award for award in ledger if award.column == "adopted"]
    assert {award.reason for award in own} == {
        "医保信息采用（经验总结），计2分",
        "局官网采用（经验总结），同题已计分，不重复计",
    }


def test_items_of_different_units_and_levels_are_no_repeats(scores: Scores) -> None:
    """10 for each adoption, once within a level: 医保动态 is of the State, the others are not."""
    clause = (
        "event: adoption\naward: per-event\npoints: 10\njoint: [{split: full}]\n"
        "repeat: {pool: all, each_level: true}"
    )
    scored = scores(
        {
            **book(adopted=clause),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "joint: {mark: 综, units: [{unit: nanxian}]}"
            ),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-01-21", "dongtai"),
            "adoptions/2021/c.yaml": adopted("2021-01-22", "xinxi"),
        }
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-01-20", "10"),
        ("beixian", "2021-01-21", "10"),
        ("nanxian", "2021-01-20", "10"),
        ("nanxian", "2021-01-21", "10"),
    ]


def test_items_beyond_the_task_say_which_one_they_are(scores: Scores) -> None:
    """The task is 1 a month: the second and third of January, the second of 南县's in February."""
    units = OFFICE["units.yaml"].rstrip(" ") + (
        "        tasks:\n          - {group: 各县, period: month, count: 1, from: 2021-01-01}\n"
    )
    days = ("2021-01-06", "2021-01-07", "2021-02-08")
    scored = scores(
        {
            **book(excess=f"{FILED}points: 5\nbeyond_task: month"),
            "units.yaml": units,
            **{f"submissions/beixian/2021/{day[5:7]}{day[8:]}-1.yaml": filed(day) for day in days},
            "submissions/nanxian/2021/0201-1.yaml": filed("2021-02-01", unit="nanxian"),
            "submissions/nanxian/2021/0202-1.yaml": filed("2021-02-02", unit="nanxian"),
        }
    )
    assert reasons(scored.ledger) == [
        ("beixian", "2021-01-06", "报送（动态信息），1月第2条，任务1条，计5分"),
        ("beixian", "2021-01-07", "报送（动态信息），1月第3条，任务1条，计5分"),
        ("nanxian", "2021-02-02", "报送（动态信息），2月第2条，任务1条，计5分"),
    ]


def test_without_a_task_nothing_is_beyond_it(scores: Scores) -> None:
    scored = scores(book(excess=f"{FILED}points: 5\nbeyond_task: month"))
    assert scored.ledger.awards == ()


def test_factors_stand_behind_the_points(scores: Scores) -> None:
    """2 × 1.5 × 2 for the joint 经验总结, of which each unit has half: 3."""
    clause = (
        f"{FILED}points: 2\njoint: [{{factor: 0.5}}]\nmultipliers:\n"
        "  - {where: {category: [经验总结]}, factor: 1.5}\n"
        "  - {where: {category: [动态信息]}, factor: 7}\n"
        "  - {where: {joint: true}, factor: 2}"
    )
    scored = scores(
        {
            **book(filed=clause),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05",
                "joint: {mark: 综, units: [{unit: nanxian}]}",
                category="经验总结",
            ),
        }
    )
    words = "报送（经验总结），计3分（2×1.5×2×0.5）"
    assert reasons(scored.ledger) == [
        ("beixian", "2021-01-05", words),
        ("nanxian", "2021-01-05", words),
    ]


def test_running_counts_are_of_each_unit_and_span(scores: Scores) -> None:
    """-2, -4, then -4 again; 南县 and February begin anew."""
    clause = "event: entry\naward: per-event\nsteps: {period: month, points: [-2, -4]}"
    scored = scores(
        {
            **book(fault=clause),
            "entries/2021/a.yaml": entry("fault", "2021-01-08"),
            "entries/2021/b.yaml": entry("fault", "2021-01-09"),
            "entries/2021/c.yaml": entry("fault", "2021-01-10"),
            "entries/2021/d.yaml": entry("fault", "2021-02-01"),
            "entries/2021/e.yaml": entry("fault", "2021-01-31", unit="nanxian"),
        }
    )
    assert [(award.unit, award.reason) for award in scored.ledger] == [
        ("beixian", "办公室登记，扣2分"),
        ("beixian", "办公室登记，扣4分"),
        ("beixian", "办公室登记，扣4分"),
        ("beixian", "办公室登记，扣2分"),
        ("nanxian", "办公室登记，扣2分"),
    ]


def test_the_office_sets_a_value_within_a_range(scores: Scores) -> None:
    scored = scores(
        {
            **book(fault="event: entry\naward: per-event\nrange: {least: -5, most: -1}"),
            "entries/2021/a.yaml": entry("fault", "2021-01-08", "points: -3"),
        }
    )
    assert reasons(scored.ledger) == [("beixian", "2021-01-08", "办公室登记，扣3分")]


def test_an_entry_counts_under_the_clause_it_names(scores: Scores) -> None:
    fault = "event: entry\naward: per-event\npoints: -5"
    scored = scores(
        {
            **book(blunder=fault, fault=fault),
            "entries/2021/a.yaml": entry("fault", "2021-01-08"),
        }
    )
    assert [award.clause for award in scored.ledger] == ["fault"]


def test_a_deduction_confirmed_says_so_and_names_both_records(scores: Scores) -> None:
    """Of two entries that confirm it, by their days the one of 10 February holds."""
    scored = scores(
        {
            **book(late=LATE),
            "entries/2021/a.yaml": entry("late", "2021-02-20", f"about: {COMMISSION}"),
            "entries/2021/b.yaml": entry("late", "2021-02-10", f"about: {COMMISSION}"),
        },
        TODAY,
    )
    (award,) = scored.ledger
    assert (str(award.date), award.reason, award.records) == (
        "2021-02-10",
        "约稿（1月31日截止）未报，扣10分，办公室已认定",
        (COMMISSION, "entries/2021/b"),
    )
    assert len(scored.proposed) == 0


def test_what_costs_nothing_needs_nobodys_word(scores: Scores) -> None:
    """A late answer without points: counted as 0 at once. One that is met earns at once."""
    scored = scores(
        book(late=LATE.replace("-10", "0")),
        TODAY,
    )
    assert reasons(scored.ledger) == [("beixian", "2021-02-01", "约稿（1月31日截止）未报，计0分")]
    assert len(scored.proposed) == 0


def test_a_deduction_is_proposed_to_the_office_with_what_to_enter(scores: Scores) -> None:
    commission = OFFICE["commissions/2021/0101-1.yaml"].replace("[beixian]", "[nanxian, beixian]")
    scored = scores({**book(late=LATE), "commissions/2021/0101-1.yaml": commission}, TODAY)
    expected = [
        Diagnostic(
            Place("data/moushi/commissions/2021/0101-1.yaml", 6, 8),
            Rule.DEDUCTION_PROPOSED,
            f"{name}：约稿（1月31日截止）未报，扣10分",
            "办公室认定之后才计入得分",
            f"确认扣分的，请办公室在 entries 里登记：unit: {unit}，clause: late，about: {COMMISSION}",
        )
        for unit, name in (("beixian", "北县医疗保障局"), ("nanxian", "南县医疗保障局"))
    ]
    assert list(scored.diagnostics) == expected


def test_awards_stand_in_official_order(scores: Scores) -> None:
    """By unit as registered, day, rulebook, clause, records; south before north here."""
    units = """
        groups: [各县]
        units:
          - {id: nanxian, name: 南县医疗保障局, short: 南县, group: 各县}
          - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县}
    """
    scored = scores(
        {
            **book(b=f"{FILED}points: 1", a=f"{FILED}points: 2"),
            "units.yaml": units,
            "submissions/beixian/2021/0104-1.yaml": filed("2021-01-04"),
            "submissions/nanxian/2021/0106-2.yaml": filed("2021-01-06", unit="nanxian"),
            "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", "note: 一", "nanxian"),
        }
    )
    assert [(award.unit, award.clause, award.records[0][-6:]) for award in scored.ledger] == [
        ("nanxian", "a", "0106-1"),
        ("nanxian", "a", "0106-2"),
        ("nanxian", "b", "0106-1"),
        ("nanxian", "b", "0106-2"),
        ("beixian", "a", "0104-1"),
        ("beixian", "b", "0104-1"),
        ("beixian", "a", "0105-1"),
        ("beixian", "b", "0105-1"),
    ]


@pytest.mark.parametrize(
    ("points", "text"), [("0.0000001", "0.0000001"), ("1E+2", "100"), ("-2E-7", "-0.0000002")]
)
def test_points_are_never_written_with_an_exponent(points: str, text: str) -> None:
    assert shown(Decimal(points)) == text
