"""Records to the ledger on small data: repeats, withdrawals, gaps, sums; worked by hand."""

from datetime import date
from decimal import Decimal

from tests.unit.office import OFFICE, Scores, adopted, filed, of_clause
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.period import Period
from tongbao.model.scalars import ClauseId, ColumnId, UnitId
from tongbao.scoring.award import shown


def test_a_period_counts_what_was_filed_in_it(scores: Scores) -> None:
    """Three items in January, none in February, one in March; the other unit files nothing."""
    scored = scores(
        {
            "submissions/beixian/2021/0120-1.yaml": filed("2021-01-20"),
            "submissions/beixian/2021/0131-1.yaml": filed("2021-01-31"),
            "submissions/beixian/2021/0301-1.yaml": filed("2021-03-01"),
        }
    )
    assert scored.diagnostics == ()
    assert of_clause(scored.ledger.of_unit(UnitId("beixian")), "filing") == [
        ("2021-01-31", "1.2", "1月报送3条，满2条得1分，超出1条每条加0.2分得0.2分，计1.2分"),
        ("2021-02-28", "0", "2月报送0条，不足2条，计0分"),
        ("2021-03-31", "0", "3月报送1条，不足2条，计0分"),
    ]
    assert scored.ledger.awards[0].records == (
        "submissions/beixian/2021/0105-1",
        "submissions/beixian/2021/0120-1",
        "submissions/beixian/2021/0131-1",
    )
    nothing = of_clause(scored.ledger.of_unit(UnitId("nanxian")), "filing")
    assert [points for _, points, _ in nothing] == ["0", "0", "0"]


def test_empty_months_of_a_bulletins_period_are_counted(scores: Scores) -> None:
    """One item in January; a bulletin on the first quarter: three months for each unit."""
    bulletin = """\
        ---
        title: 一季度通报
        period: 2021-q1
        cutoff: 2021-04-05
        date: 2021-04-08
        recipients: 各县
        openness: 公开
        annex: {title: 通报表}
        ---
        采用{采用条数}条。
    """
    days = [award.date for award in scores({"bulletins/2021-q1/bulletin.md": bulletin}).ledger]
    assert days == [date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31)] * 2


def test_a_rulebook_that_ends_inside_a_month_counts_to_its_last_day(scores: Scores) -> None:
    """In force to 15 February: one item on the 15th, one on the 16th, which no rulebook covers."""
    book = OFFICE["rules/2021.yaml"].replace("to: 2021-12-31", "to: 2021-02-15")
    scored = scores(
        {
            "rules/2021.yaml": book,
            "submissions/beixian/2021/0215-1.yaml": filed("2021-02-15"),
            "submissions/beixian/2021/0216-1.yaml": filed("2021-02-16"),
        }
    )
    filing = of_clause(scored.ledger.of_unit(UnitId("beixian")), "filing")
    assert filing[1:] == [("2021-02-15", "0", "2月报送1条，不足2条，计0分")]
    assert [problem.rule for problem in scored.diagnostics] == [Rule.RULEBOOK_NONE]


def test_the_category_of_the_item_gives_the_value(scores: Scores) -> None:
    scored = scores(
        {
            "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", unit="nanxian"),
            "adoptions/2021/xinxi-1.yaml": adopted("2021-01-29", "xinxi"),
            "adoptions/2021/xinxi-2.yaml": adopted("2021-01-29", "xinxi", "nanxian/2021/0106-1"),
        }
    )
    assert of_clause(scored.ledger, "xinxi") == [
        ("2021-01-29", "2", "医保信息采用（经验总结），计2分"),
        ("2021-01-29", "0.5", "医保信息采用（动态信息），计0.5分"),
    ]
    assert scored.ledger.under(ClauseId("xinxi")).awards[0].records == (
        "adoptions/2021/xinxi-1",
        "submissions/beixian/2021/0105-1",
    )


def test_a_withdrawn_submission_earns_nothing(scores: Scores) -> None:
    """Neither its filing nor its adoption counts, and nothing is reported as lacking a value."""
    withdrawn = "withdrawn: {date: 2021-01-08, reason: 内容有误}"
    scored = scores(
        {
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06", withdrawn),
            "adoptions/2021/a.yaml": adopted("2021-01-07", "dongtai", "beixian/2021/0106-1"),
        }
    )
    assert scored.diagnostics == ()
    assert scored.ledger.from_record("submissions/beixian/2021/0106-1").awards == ()
    assert [points for _, points, _ in of_clause(scored.ledger, "filing")] == ["0", "0"]


def test_an_adoption_no_clause_gives_a_value_is_reported(scores: Scores) -> None:
    """The rulebook is silent on 医保动态; that the item is commissioned (+3) is no value."""
    item = filed("2021-01-20", "commission: 2021/0101-1")
    scored = scores(
        {
            "submissions/beixian/2021/0120-1.yaml": item,
            "adoptions/2021/a.yaml": adopted("2021-01-25", "dongtai", "beixian/2021/0120-1"),
        }
    )
    assert scored.diagnostics == (
        Diagnostic(
            Place("data/moushi/adoptions/2021/a.yaml", 2, 9),
            Rule.POINTS_MISSING,
            "医保动态采用（动态信息）",
            "data/moushi/rules/2021.yaml 的条款给出它的分值",
            "核对刊物、级别和信息类别；无误的，请办公室在考评办法里补上分值",
        ),
    )


def test_an_instruction_without_a_value_is_reported(scores: Scores) -> None:
    """A clause that names instructions and states no points is no value either."""
    clause = """\
          - id: instruction
            citation: 第五条
            text: 领导批示另计分。
            column: extra
            event: instruction
            award: per-event
    """
    instruction = "submission: beixian/2021/0105-1\nlevel: 国家\ndate: 2021-02-01\n"
    scored = scores(
        {
            "rules/2021.yaml": OFFICE["rules/2021.yaml"].rstrip(" ") + clause,
            "instructions/2021/0201-1.yaml": instruction,
        }
    )
    (problem,) = scored.diagnostics
    assert problem.rule is Rule.POINTS_MISSING
    assert problem.place == Place("data/moushi/instructions/2021/0201-1.yaml", 2, 8)
    assert problem.found == "国家领导批示（经验总结）"
    assert scored.ledger.under(ClauseId("instruction")).awards == ()


def test_a_day_without_a_rulebook_is_reported(scores: Scores) -> None:
    """Filed on the day before the rulebook, on its last day, and on the day after."""
    scored = scores(
        {
            "submissions/beixian/2020/1231-1.yaml": filed("2020-12-31"),
            "submissions/beixian/2021/1231-1.yaml": filed("2021-12-31"),
            "submissions/beixian/2022/0101-1.yaml": filed("2022-01-01"),
        }
    )
    assert [(problem.rule, problem.place.path, problem.found) for problem in scored.diagnostics] == [
        (
            Rule.RULEBOOK_NONE,
            f"data/moushi/submissions/beixian/{day[:4]}/{day[5:7]}{day[8:]}-1.yaml",
            day,
        )
        for day in ("2020-12-31", "2022-01-01")
    ]  # fmt: skip
    days = {award.date for award in scored.ledger}
    assert (min(days), max(days)) == (date(2021, 1, 31), date(2021, 12, 31))


def test_each_rulebook_scores_its_own_days(scores: Scores) -> None:
    """From July another rulebook gives 1 on the site: June's adoption keeps its 0.5."""
    book = OFFICE["rules/2021.yaml"]
    second = book.replace("from: 2021-01-01", "from: 2021-07-01").replace(
        "points: 0.5\n            repeat", "points: 1\n            repeat"
    )
    scored = scores(
        {
            "rules/2021.yaml": book.replace("to: 2021-12-31", "to: 2021-06-30"),
            "rules/2021-july.yaml": second,
            "submissions/beixian/2021/0601-1.yaml": filed("2021-06-01"),
            "adoptions/2021/a.yaml": adopted("2021-06-30", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-07-01", "guanwang", "beixian/2021/0601-1"),
        }
    )
    assert scored.diagnostics == ()
    assert [
        (award.rulebook, shown(award.points)) for award in scored.ledger.under(ClauseId("guanwang"))
    ] == [("2021", "0.5"), ("2021-july", "1")]
    filing = scored.ledger.of_unit(UnitId("nanxian")).under(ClauseId("filing"))
    assert [award.rulebook for award in filing] == ["2021"] * 6 + ["2021-july"]


# The ledger: selections and sums


def test_sums_are_sums_over_the_same_awards(scores: Scores) -> None:
    """January: 2 items (1) and the journal (2); February: the site (0.5); March: nothing."""
    ledger = scores(
        {
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
            "submissions/nanxian/2021/0301-1.yaml": filed("2021-03-01", unit="nanxian"),
            "adoptions/2021/a.yaml": adopted("2021-01-29", "xinxi"),
            "adoptions/2021/b.yaml": adopted("2021-02-03", "guanwang", "beixian/2021/0106-1"),
        }
    ).ledger
    quarter = Period(2021, 1, 3)
    assert len(ledger) == 2 * 3 + 2
    assert ledger.total == ledger.within(quarter).total == Decimal("3.5")
    assert [ledger.within(month).total for month in quarter.months] == [3, Decimal("0.5"), 0]
    assert ledger.in_column(ColumnId("filing")).total == 1
    assert ledger.in_column(ColumnId("adopted")).total == Decimal("2.5")
    assert ledger.of_unit(UnitId("beixian")).total == Decimal("3.5")
    assert ledger.of_unit(UnitId("nanxian")).total == 0
    assert ledger.of_unit(UnitId("xixian")).total == 0
    assert ledger.from_record("adoptions/2021/a").total == 2
    assert ledger.from_record("submissions/beixian/2021/0105-1").total == 1 + 2
    assert [award.unit for award in ledger] == ["beixian"] * 5 + ["nanxian"] * 3
