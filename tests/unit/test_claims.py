"""What events are worth beyond the guide's examples: confirmations, gaps, limits, records behind."""

from datetime import date
from textwrap import dedent

import pytest

from tests.unit.office import Scores, filed
from tongbao.diagnostic import Rule
from tongbao.model.scalars import ClauseId, UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import Scored

TODAY = date(2021, 12, 31)
BEIXIAN, NANXIAN = UnitId("beixian"), UnitId("nanxian")
HEAD = """\
title: 办法
in_force: {from: 2021-01-01}
columns: [{id: points, name: 得分}]
rounding: {places: 1}
joint_marks: [{sign: 综, label: 综合}]
clauses:
"""
FILED = "event: submission\naward: per-event\npoints: 1"
ADOPTED = "event: adoption\naward: per-event\npoints: 20\njoint: [{split: equal}]"
LATE = "event: commission\naward: per-event\nwhere: {state: [逾期, 未报]}\n"


def book(**clauses: str) -> dict[str, str]:
    """Return a rulebook with clauses given as the lines that tell them apart."""
    text = HEAD
    for name, lines in clauses.items():
        head = f"id: {name}\ncitation: 第一条\ntext: 原文\ncolumn: points\n"
        block = dedent(head + lines).strip().replace("\n", "\n    ")
        text += f"  - {block}\n"
    return {"rules/2021.yaml": text}


def lines(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Return awards that are not 0 as unit, day, points."""
    return [(award.unit, str(award.date), shown(award.points)) for award in ledger if award.points]


def entry(clause: str, about: str, day: str = "2021-02-20") -> str:
    return (
        f"unit: beixian\ndate: {day}\nclause: {clause}\nabout: {about}\n"
        "reason: 认定\nsigner: 某某\nopenness: 公开\n"
    )


COMMISSION = "commissions/2021/0101-1"


def rules_of(scored: Scored) -> list[Rule]:
    return [problem.rule for problem in scored.diagnostics]


@pytest.mark.parametrize(
    ("clause", "files", "counts", "proposed"),
    [
        # A deduction without `automatic`: proposed, then confirmed on the entry's day.
        (f"{LATE}points: -10", {}, [], [("beixian", "2021-02-01", "-10")]),
        (
            f"{LATE}points: -10",
            {"entries/2021/1.yaml": entry("late", COMMISSION)},
            [("beixian", "2021-02-20", "-10")],
            [],
        ),
        (f"{LATE}points: -10\nautomatic: true", {}, [("beixian", "2021-02-01", "-10")], []),
        # What only bars from commendation is a deduction, too.
        (f"{LATE}bars: year", {}, [], [("beixian", "2021-02-01", "0")]),
        # Another clause confirmed is not this one.
        (
            f"{LATE}points: -10",
            {"entries/2021/1.yaml": entry("other", COMMISSION)},
            [],
            [("beixian", "2021-02-01", "-10")],
        ),
    ],
)
def test_a_deduction_counts_once_the_office_has_confirmed_it(
    scores: Scores,
    clause: str,
    files: dict[str, str],
    counts: list[tuple[str, str, str]],
    proposed: list[tuple[str, str, str]],
) -> None:
    scored = scores({**book(late=clause), **files}, TODAY)
    assert lines(scored.ledger) == counts
    assert [
        (award.unit, str(award.date), shown(award.points)) for award in scored.proposed
    ] == proposed
    assert rules_of(scored) == [Rule.DEDUCTION_PROPOSED] * len(proposed)


@pytest.mark.parametrize(
    ("more", "files", "total"),
    [
        ("", {}, "1"),  # not confirmed: nothing is vetoed
        ("", {"entries/2021/1.yaml": entry("late", COMMISSION)}, "0"),
        ("automatic: true", {}, "0"),
    ],
)
def test_a_missed_commission_vetoes_only_once_it_is_confirmed(
    scores: Scores, more: str, files: dict[str, str], total: str
) -> None:
    """北县 filed one item in January and missed the commission: the year is 0."""
    scored = scores({**book(filed=FILED, late=f"{LATE}veto: year\n{more}"), **files}, TODAY)
    assert shown(scored.ledger.of_unit(BEIXIAN).total) == total


def test_an_adoption_counted_by_period_has_its_value(scores: Scores) -> None:
    """Two adoptions a month earn 5; that single ones have no points is no gap."""
    clause = "event: adoption\naward: per-period\nperiod: month\nquota: {count: 2, points: 5}"
    adoption = "submission: beixian/2021/0105-1\noutlet: {}\ndate: 2021-01-20\n"
    scored = scores(
        {
            **book(adopted=clause),
            "adoptions/2021/a.yaml": adoption.format("guanwang"),
            "adoptions/2021/b.yaml": adoption.format("dongtai"),
        },
        TODAY,
    )
    assert rules_of(scored) == []
    assert lines(scored.ledger) == [("beixian", "2021-01-31", "5")]
    (award,) = (award for award in scored.ledger if award.points)
    assert award.records == (
        "adoptions/2021/a",
        "submissions/beixian/2021/0105-1",
        "adoptions/2021/b",
    )


def test_a_piece_compiled_from_nothing_scores_nothing(scores: Scores) -> None:
    """The parts are not there, which the checks say; scoring goes on without it."""
    scored = scores(
        {
            **book(adopted=ADOPTED),
            "submissions/beixian/2021/0110-1.yaml": filed(
                "2021-01-10", "joint: {parts: [beixian/2021/none]}"
            ),
            "adoptions/2021/a.yaml": (
                "submission: beixian/2021/0110-1\noutlet: guanwang\ndate: 2021-01-12\n"
            ),
        },
        TODAY,
    )
    assert scored.ledger.awards == ()


def test_a_joint_award_names_the_one_submission(scores: Scores) -> None:
    """20 in equal parts: 10 each, both from the record of 北县."""
    scored = scores(
        {
            **book(filed=FILED, adopted=ADOPTED),
            "submissions/beixian/2021/0110-1.yaml": filed(
                "2021-01-10", "joint: {mark: 综, units: [{unit: nanxian}]}"
            ),
            "adoptions/2021/a.yaml": (
                "submission: beixian/2021/0110-1\noutlet: guanwang\ndate: 2021-01-12\n"
            ),
        },
        TODAY,
    )
    awards = scored.ledger.under(ClauseId("adopted"))
    assert [(award.unit, shown(award.points), award.submission) for award in awards] == [
        ("beixian", "10", "beixian/2021/0110-1"),
        ("nanxian", "10", "beixian/2021/0110-1"),
    ]
    assert awards.awards[1].reason == "局官网采用（动态信息，综），计10分（20÷2个单位）"
    assert awards.awards[1].records == ("adoptions/2021/a", "submissions/beixian/2021/0110-1")
    assert lines(scored.ledger.under(ClauseId("filed"))) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-01-10", "1"),
    ]


def test_exact_values_are_never_rounded(scores: Scores) -> None:
    """With one place stated: 0.25 × 0.5 stays 0.125; only divisions are rounded."""
    clause = (
        "event: submission\naward: per-event\npoints: 0.25\n"
        "multipliers: [{where: {category: [经验总结]}, factor: 0.5}]"
    )
    scored = scores(book(filed=clause), TODAY)
    assert lines(scored.ledger) == [("beixian", "2021-01-05", "0.125")]


def test_ways_to_meet_a_quota_may_name_units(scores: Scores) -> None:
    """One item is enough for 北县, 南县 needs two: both filed one."""
    clause = (
        "event: submission\naward: per-period\nperiod: month\n"
        "quota:\n  points: 5\n  any_of:\n"
        "    - {where: {unit: [beixian]}, count: 1}\n"
        "    - {where: {group: [各县]}, count: 2}"
    )
    scored = scores(
        {
            **book(filed=clause),
            "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", unit="nanxian"),
        },
        TODAY,
    )
    assert lines(scored.ledger) == [("beixian", "2021-01-31", "5")]


def test_why_a_quota_of_several_ways_was_missed(scores: Scores) -> None:
    clause = (
        "event: submission\naward: per-period\nperiod: month\n"
        "quota: {any_of: [{where: {category: [动态信息]}, count: 1}]}\n"
        "short: {points: -3}\nwhere: {unit: [beixian]}"
    )
    (award,) = scores(book(filed=clause), date(2021, 1, 31)).ledger
    assert award.reason == "1月几种条件都不满足，扣3分"


def test_a_correction_of_sums_is_for_the_units_it_names(scores: Scores) -> None:
    """Both have 6 a month; only 南县's is cut to 4."""
    scored = scores(
        book(
            base="award: base\nperiod: month\npoints: 6",
            most="award: total\nperiod: month\nmost: 4\nwhere: {unit: [nanxian]}",
        ),
        date(2021, 1, 31),
    )
    assert shown(scored.ledger.of_unit(BEIXIAN).total) == "6"
    assert shown(scored.ledger.of_unit(NANXIAN).total) == "4"


def test_a_cap_of_a_week_reaches_over_the_months_end(scores: Scores) -> None:
    """Thursday 28 January and Sunday 31, Monday 1 February: 3 + 2 in the one week, 3 in the next."""
    clause = (
        "event: submission\naward: per-event\npoints: 3\ncaps: [{period: week, points: 5}]\n"
        "where: {category: [动态信息]}"
    )
    days = ("2021-01-28", "2021-01-31", "2021-02-01")
    files = {f"submissions/beixian/2021/{day[5:7]}{day[8:]}-1.yaml": filed(day) for day in days}
    scored = scores({**book(filed=clause), **files}, TODAY)
    assert lines(scored.ledger) == [
        ("beixian", "2021-01-28", "3"),
        ("beixian", "2021-01-31", "2"),
        ("beixian", "2021-02-01", "3"),
    ]
    assert scored.ledger.awards[1].reason == (
        "报送（动态信息），计3分，1月25日至1月31日封顶5分，实计2分"
    )


def test_what_a_unit_earns_in_two_rulebooks_is_vetoed_for_the_year(scores: Scores) -> None:
    """One item in June under the first book, one in July under the second, vetoed in August."""
    veto = "event: entry\naward: per-event\nveto: year"
    first = book(filed=FILED)["rules/2021.yaml"].replace("2021-01-01", "2021-01-01, to: 2021-06-30")
    second = book(filed=FILED, veto=veto)["rules/2021.yaml"].replace("2021-01-01", "2021-07-01")
    scored = scores(
        {
            "rules/2021.yaml": first,
            "rules/2021-xia.yaml": second,
            "submissions/beixian/2021/0701-1.yaml": filed("2021-07-01"),
            "entries/2021/a.yaml": entry("veto", "submissions/beixian/2021/0701-1", "2021-08-01"),
        },
        TODAY,
    )
    assert lines(scored.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-07-01", "1"),
        ("beixian", "2021-12-31", "-2"),
    ]


def test_a_vetoed_item_that_is_adopted_later_earns_nothing_then_either(scores: Scores) -> None:
    """Filed in January (1), false in March, adopted in May (20): -1 in March, -20 in May."""
    veto = "event: entry\naward: per-event\nveto: item"
    scored = scores(
        {
            **book(filed=FILED, adopted=ADOPTED, veto=veto),
            "entries/2021/a.yaml": entry("veto", "submissions/beixian/2021/0105-1", "2021-03-01"),
            "adoptions/2021/a.yaml": (
                "submission: beixian/2021/0105-1\noutlet: guanwang\ndate: 2021-05-07\n"
            ),
        },
        TODAY,
    )
    assert lines(scored.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-03-01", "-1"),
        ("beixian", "2021-05-07", "20"),
        ("beixian", "2021-05-07", "-20"),
    ]


REVISED = "returns: [{date: 2021-01-31, reason: 短, revised: 2021-03-03}]"


def test_what_was_filed_in_time_counts_when_it_is_accepted(scores: Scores) -> None:
    """Filed on 30 January, revised on 3 March: nothing is added to January."""
    scored = scores(
        {
            **book(
                prompt="event: commission\naward: per-event\nwhere: {state: [按期]}\npoints: 10"
            ),
            "submissions/beixian/2021/0130-1.yaml": filed(
                "2021-01-30", f"commission: 2021/0101-1\n{REVISED}"
            ),
        },
        TODAY,
    )
    assert lines(scored.ledger) == [("beixian", "2021-03-03", "10")]


def test_points_to_begin_with_are_there_when_the_rulebook_begins(scores: Scores) -> None:
    rules = book(base="award: base\nperiod: year\npoints: 6")["rules/2021.yaml"]
    scored = scores({"rules/2021.yaml": rules.replace("2021-01-01", "2021-03-15")}, TODAY)
    assert lines(scored.ledger) == [
        ("beixian", "2021-03-15", "6"),
        ("nanxian", "2021-03-15", "6"),
    ]


def test_a_floor_holds_behind_the_last_record(scores: Scores) -> None:
    """The last record is of January; the commission missed in February costs no more than 4."""
    scored = scores(
        book(
            late=f"{LATE}points: -10\nautomatic: true",
            floor="award: total\nperiod: month\nleast: -4",
        ),
        TODAY,
    )
    assert lines(scored.ledger) == [
        ("beixian", "2021-02-01", "-10"),
        ("beixian", "2021-02-28", "6"),
    ]
