"""What looks at points already given: vetoes, caps, floors, ceilings, targets; in order of time."""

from datetime import date
from textwrap import indent

from tests.unit.clauses import book, given, reasons
from tests.unit.office import OFFICE, Scores, adopted, filed
from tongbao.model.scalars import ClauseId, UnitId
from tongbao.scoring.award import shown

TODAY = date(2021, 12, 31)
FILED = "event: submission\naward: per-event\npoints: 1"
ADOPTED = "event: adoption\naward: per-event\npoints: 20"
FALSE = "event: entry\naward: per-event\nveto: item"
ITEM = "beixian/2021/0105-1"


def entry(clause: str, day: str, more: str = f"about: submissions/{ITEM}") -> str:
    """Write a manual entry for 北县; `more` is a further line."""
    return (
        f"unit: beixian\ndate: {day}\nclause: {clause}\nreason: 认定\nsigner: 某某\n"
        f"openness: 公开\n{more}\n"
    )


def test_a_veto_of_an_item_says_what_it_takes_and_is_of_that_item(scores: Scores) -> None:
    """1 and 20 for the item, 1 for another one, which stays."""
    scored = scores(
        {
            **book(filed=FILED, adopted=ADOPTED, false=FALSE),
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "entries/2021/a.yaml": entry("false", "2021-03-01"),
        },
        TODAY,
    )
    vetoed = scored.ledger.under(ClauseId("false")).awards
    assert [(award.reason, award.submission, award.records) for award in vetoed] == [
        ("办公室登记，计0分", ITEM, ("entries/2021/a", f"submissions/{ITEM}")),
        ("本条信息一票否决，扣21分", ITEM, ("entries/2021/a", f"submissions/{ITEM}")),
    ]
    assert shown(scored.ledger.total) == "1"


def test_an_item_vetoed_twice_is_taken_back_once(scores: Scores) -> None:
    scored = scores(
        {
            **book(filed=FILED, adopted=ADOPTED, false=FALSE, copied=FALSE),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "entries/2021/a.yaml": entry("false", "2021-03-01"),
            "entries/2021/b.yaml": entry("copied", "2021-03-02"),
        },
        TODAY,
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-01-20", "20"),
        ("beixian", "2021-03-01", "-21"),
    ]


def test_a_veto_of_a_span_names_it(scores: Scores) -> None:
    """The month of the entry: 1 of the 5th of March; what is of February and April stays."""
    scored = scores(
        {
            **book(filed=FILED, leak="event: entry\naward: per-event\nveto: month"),
            **{
                f"submissions/beixian/2021/{day}-1.yaml": filed(f"2021-{day[:2]}-{day[2:]}")
                for day in ("0228", "0301", "0331", "0401")
            },
            "entries/2021/a.yaml": entry("leak", "2021-03-10", ""),
        },
        TODAY,
    )
    taken = scored.ledger.under(ClauseId("leak"))
    assert reasons(taken) == [
        ("beixian", "2021-03-10", "办公室登记，计0分"),
        ("beixian", "2021-03-31", "3月一票否决，扣2分"),
    ]
    last = taken.awards[1]
    assert (last.rulebook, last.column, last.submission) == ("2021", "points", None)


def test_vetoes_of_items_come_before_those_of_spans(scores: Scores) -> None:
    """The item of January (1) is false, which is found on 20 March; March is vetoed on the 10th.

    March has 1 point and loses 1; the item's point is taken back as well, on its own day.
    """
    scored = scores(
        {
            **book(filed=FILED, false=FALSE, leak="event: entry\naward: per-event\nveto: month"),
            "submissions/beixian/2021/0301-1.yaml": filed("2021-03-01"),
            "entries/2021/a.yaml": entry("leak", "2021-03-10", ""),
            "entries/2021/b.yaml": entry("false", "2021-03-20"),
        },
        TODAY,
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-03-01", "1"),
        ("beixian", "2021-03-20", "-1"),
    ]


def test_a_cap_cuts_what_came_last_whatever_it_was_counted_beside(scores: Scores) -> None:
    """4 points a month, repeats of one item add up to the best.

    动态信息 in one place and then another: 1 on the 10th, 3 on the 30th, which adds 2. Another item
    on the 20th has 2. Until the 20th that is 3, so that of the last 2 points 1 is left.
    """
    clause = (
        "event: adoption\naward: per-event\nrepeat: {pool: all}\n"
        "caps: [{period: month, points: 4}]\ncases:\n"
        "  - {where: {outlet: [guanwang]}, points: 1}\n"
        "  - {where: {outlet: [dongtai]}, points: 3}\n"
        "  - {where: {outlet: [xinxi]}, points: 2}"
    )
    scored = scores(
        {
            **book(adopted=clause),
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
            "adoptions/2021/a.yaml": adopted("2021-01-10", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-01-30", "dongtai"),
            "adoptions/2021/c.yaml": adopted("2021-01-20", "xinxi", "beixian/2021/0106-1"),
        },
        TODAY,
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-01-10", "1"),
        ("beixian", "2021-01-20", "2"),
        ("beixian", "2021-01-30", "1"),
    ]
    assert scored.ledger.awards[2].reason == (
        "医保动态采用（经验总结），同题已计分，补计差额2分，1月封顶4分，实计1分"
    )


def test_of_two_caps_the_shorter_span_comes_first(scores: Scores) -> None:
    """3 a month and 4 a quarter: 2 + 2 in January give 3, the next in February 1."""
    clause = (
        "event: submission\naward: per-event\npoints: 2\nwhere: {category: [动态信息]}\n"
        "caps: [{period: quarter, points: 4}, {period: month, points: 3}]"
    )
    days = ("0106", "0107", "0208")
    files = {
        f"submissions/beixian/2021/{day}-1.yaml": filed(f"2021-{day[:2]}-{day[2:]}") for day in days
    }
    scored = scores({**book(filed=clause), **files}, TODAY)
    assert [(str(award.date), award.reason) for award in scored.ledger] == [
        ("2021-01-06", "报送（动态信息），计2分"),
        ("2021-01-07", "报送（动态信息），计2分，1月封顶3分，实计1分"),
        ("2021-02-08", "报送（动态信息），计2分，一季度封顶4分，实计1分"),
    ]


def test_a_cap_is_for_each_unit_and_leaves_other_clauses_alone(scores: Scores) -> None:
    scored = scores(
        {
            **book(
                filed="event: submission\naward: per-event\npoints: 3\n"
                "caps: [{period: month, points: 2}]",
                other="event: submission\naward: per-event\npoints: 5",
            ),
            "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", unit="nanxian"),
        },
        TODAY,
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-01-05", "2"),
        ("beixian", "2021-01-05", "5"),
        ("nanxian", "2021-01-06", "2"),
        ("nanxian", "2021-01-06", "5"),
    ]


def bounded(clause: str) -> dict[str, str]:
    """Return the small office's rulebook (columns 报送, 采用, 另加) with one more clause."""
    rules = OFFICE["rules/2021.yaml"].rstrip(" ") + (
        "          - id: bounds\n"
        "            citation: 第九条\n"
        "            text: 原文\n"
        "            column: extra\n"
        "            award: total\n"
    )
    rules += indent(clause, " " * 12) + "\n"
    return {"rules/2021.yaml": rules}


def test_a_ceiling_of_a_column_looks_at_that_column(scores: Scores) -> None:
    """报送 1.2 for three items, 采用 2: only 采用 is cut, to 1.5."""
    scored = scores(
        {
            **bounded("period: month\ncolumns: [adopted]\nmost: 1.5"),
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
            "submissions/beixian/2021/0107-1.yaml": filed("2021-01-07"),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "xinxi"),
        }
    )
    (award,) = scored.ledger.under(ClauseId("bounds"))
    assert (award.unit, str(award.date), shown(award.points)) == ("beixian", "2021-01-31", "-0.5")
    assert award.reason == "1月合计2分，不高于1.5分，减0.5分"
    assert (award.column, award.rulebook, award.records, award.submission) == (
        "extra",
        "2021",
        (),
        None,
    )


def test_a_floor_of_several_columns_looks_at_their_sum(scores: Scores) -> None:
    """北县: 报送 0 + 采用 2, which is above 1.5. 南县: nothing, so 1.5 is added."""
    scored = scores(
        {
            **bounded("period: month\ncolumns: [filing, adopted]\nleast: 1.5"),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "xinxi"),
        }
    )
    found = scored.ledger.under(ClauseId("bounds"))
    assert reasons(found) == [("nanxian", "2021-01-31", "1月合计0分，不低于1.5分，补1.5分")]
    assert given(found) == [("nanxian", "2021-01-31", "1.5")]


def test_a_floor_lifts_those_who_have_no_award_at_all(scores: Scores) -> None:
    """The rulebook gives nothing but the floor; the last record is of January."""
    scored = scores(book(least="award: total\nperiod: month\nleast: 1"), TODAY)
    assert given(scored.ledger) == [
        ("beixian", "2021-01-31", "1"),
        ("nanxian", "2021-01-31", "1"),
    ]


def test_bounds_that_are_just_met_change_nothing(scores: Scores) -> None:
    """The item has 1: neither a floor nor a ceiling of 1 has anything to correct."""
    clauses = {
        "least": "award: total\nperiod: month\nleast: 1\nwhere: {unit: [beixian]}",
        "most": "award: total\nperiod: month\nmost: 1\nwhere: {group: [各县]}",
    }
    scored = scores(book(filed=FILED, **clauses), TODAY)
    assert given(scored.ledger) == [("beixian", "2021-01-05", "1")]


def with_target(points: str) -> dict[str, str]:
    """Return the registry with points that 北县 is to reach each month."""
    task = f"{{units: [beixian], period: month, points: {points}, from: 2021-01-01}}"
    return {
        "units.yaml": OFFICE["units.yaml"].rstrip(" ") + f"        tasks:\n          - {task}\n"
    }


def test_a_target_missed_costs_a_multiple_of_what_is_missing(scores: Scores) -> None:
    """The target is 2.5 and 1 is there: 1.5 missing, twice that is 3. 南县 has no target."""
    scored = scores(
        {
            **book(filed=FILED, target="award: total\nperiod: month\ntarget: 2"),
            **with_target("2.5"),
        },
        date(2021, 1, 31),
    )
    assert reasons(scored.ledger.under(ClauseId("target"))) == [
        ("beixian", "2021-01-31", "1月合计1分，少于目标2.5分，差额的2倍，扣3分")
    ]
    assert shown(scored.ledger.of_unit(UnitId("beixian")).total) == "-2"


def test_a_target_that_is_just_met_costs_nothing(scores: Scores) -> None:
    scored = scores(
        {**book(filed=FILED, target="award: total\nperiod: month\ntarget: 2"), **with_target("1")},
        date(2021, 1, 31),
    )
    assert given(scored.ledger) == [("beixian", "2021-01-05", "1")]


def test_a_target_is_looked_at_behind_the_last_record(scores: Scores) -> None:
    """The only record is of January; February is over, March is not."""
    scored = scores(
        {**book(filed=FILED, target="award: total\nperiod: month\ntarget: 2"), **with_target("1")},
        date(2021, 3, 30),
    )
    assert given(scored.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-02-28", "-2"),
    ]


def test_a_correction_ends_with_the_rulebook(scores: Scores) -> None:
    """In force to 15 January: the month's sum is corrected on that day, and no later month's."""
    rules = book(
        base="award: base\nperiod: month\npoints: 6", most="award: total\nperiod: month\nmost: 4"
    )["rules/2021.yaml"]
    scored = scores(
        {"rules/2021.yaml": rules.replace("2021-01-01}", "2021-01-01, to: 2021-01-15}")},
        TODAY,
    )
    assert given(scored.ledger.of_unit(UnitId("beixian"))) == [
        ("beixian", "2021-01-01", "6"),
        ("beixian", "2021-01-15", "-2"),
    ]


def test_a_unit_is_corrected_while_it_is_scored(scores: Scores) -> None:
    """南县 is scored in January alone: no floor for it in February."""
    units = OFFICE["units.yaml"].replace("short: 南县,", "short: 南县, to: 2021-01-31,")
    scored = scores(
        {
            **book(filed=FILED, least="award: total\nperiod: month\nleast: 1"),
            "units.yaml": units,
            "submissions/beixian/2021/0201-1.yaml": filed("2021-02-01"),
        },
        TODAY,
    )
    assert given(scored.ledger.under(ClauseId("least"))) == [("nanxian", "2021-01-31", "1")]


def test_corrections_follow_each_other_in_the_rulebooks_order(scores: Scores) -> None:
    """6 cut to 4, then raised to 5: the second looks at what the first has left."""
    scored = scores(
        book(
            base="award: base\nperiod: month\npoints: 6\nwhere: {unit: [beixian]}",
            most="award: total\nperiod: month\nmost: 4\nwhere: {unit: [beixian]}",
            least="award: total\nperiod: month\nleast: 5\nwhere: {unit: [beixian]}",
        ),
        date(2021, 1, 31),
    )
    assert reasons(scored.ledger)[1:] == [
        ("beixian", "2021-01-31", "1月合计4分，不低于5分，补1分"),
        ("beixian", "2021-01-31", "1月合计6分，不高于4分，减2分"),
    ]
