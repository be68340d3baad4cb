"""Records to the ledger on small data: repeats, withdrawals, gaps, sums; worked by hand."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.period import Period
from tongbao.model.scalars import ClauseId, ColumnId, UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import Scored, score
from tongbao.source.load import load

Scores = Callable[..., Scored]

OFFICE = {
    "bureau.yaml": """
        name: 某市医疗保障局
        short: 某市医保局
        head: [某市医疗保障局文件]
        number_prefix: 某医保办发
        office: 某市医疗保障局办公室
        categories: [动态信息, 经验总结]
    """,
    "units.yaml": """
        groups: [各县]
        units:
          - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县}
          - {id: nanxian, name: 南县医疗保障局, short: 南县, group: 各县}
    """,
    "outlets.yaml": """
        levels: [国家, 本局]
        outlets:
          - {id: xinxi, name: 医保信息, level: 本局}
          - {id: guanwang, name: 局官网, level: 本局}
          - {id: dongtai, name: 医保动态, level: 国家}
    """,
    "rules/2021.yaml": """
        title: 某市考评办法
        in_force: {from: 2021-01-01, to: 2021-12-31}
        columns:
          - {id: filing, name: 报送}
          - {id: adopted, name: 采用}
          - {id: extra, name: 另加}
        clauses:
          - id: filing
            citation: 第一条
            text: 每月报送满2条得1分，每多1条加0.2分，封顶2分。
            column: filing
            event: submission
            award: per-period
            period: month
            quota: {count: 2, points: 1}
            beyond: 0.2
            cap: 2
          - id: xinxi
            citation: 第二条
            text: 医保信息采用的，经验总结2分，动态信息0.5分。
            column: adopted
            event: adoption
            where: {outlet: [xinxi]}
            award: per-event
            cases:
              - {where: {category: [经验总结]}, points: 2}
              - {where: {category: [动态信息]}, points: 0.5}
            repeat: {pool: own}
          - id: guanwang
            citation: 第三条
            text: 官网采用的0.5分，同题不重复计分。
            column: adopted
            event: adoption
            where: {outlet: [guanwang]}
            award: per-event
            points: 0.5
            repeat: {pool: own}
          - id: commission
            citation: 第四条
            text: 约稿每条另加3分。
            column: extra
            event: adoption
            where: {commissioned: true}
            on_top: true
            mark: {sign: ★, label: 约稿任务}
            award: per-event
            points: 3
            repeat: {pool: commission}
    """,
    "commissions/2021/0101-1.yaml": """
        title: 约稿
        asked: 2021-01-01
        deadline: 2021-01-31
        openness: 公开
        units: [beixian]
    """,
    "submissions/beixian/2021/0105-1.yaml": """
        unit: beixian
        date: 2021-01-05
        title: 北县经验
        category: 经验总结
        openness: 公开
    """,
}


def filed(day: str, more: str = "", unit: str = "beixian", category: str = "动态信息") -> str:
    """Write a submission of one line a field; `more` is a further line."""
    lines = [
        f"unit: {unit}",
        f"date: {day}",
        f"title: {unit}{day}的信息",
        f"category: {category}",
        "openness: 公开",
        more,
    ]
    return "\n".join(lines)


def adopted(day: str, outlet: str, submission: str = "beixian/2021/0105-1") -> str:
    """Write an adoption of one line a field."""
    return f"submission: {submission}\noutlet: {outlet}\ndate: {day}\n"


@pytest.fixture(name="scores")
def fixture_scores(tmp_path: Path) -> Scores:
    """Return what scores the small office with further files (a path below it, its text)."""

    def scores(files: Mapping[str, str] | None = None) -> Scored:
        for path, text in {**OFFICE, **(files or {})}.items():
            target = tmp_path / "data" / "moushi" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dedent(text), encoding="utf-8")
        loaded = load(tmp_path / "data")
        assert loaded.diagnostics == ()
        return score(loaded.datasets[0])

    return scores


def of_clause(ledger: Ledger, clause: str) -> list[tuple[str, str, str]]:
    """Return a clause's awards as day, points, reason."""
    return [
        (str(award.date), shown(award.points), award.reason)
        for award in ledger.under(ClauseId(clause))
    ]


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


@pytest.mark.parametrize(
    ("on_site", "in_journal", "site", "journal"),
    [
        (
            "2021-01-30",
            "2021-01-29",
            ("0", "局官网采用（经验总结），同题已计分，不重复计"),
            ("2", "医保信息采用（经验总结），计2分"),
        ),
        (
            "2021-01-29",
            "2021-01-29",
            ("0", "局官网采用（经验总结），同题已计分，不重复计"),
            ("2", "医保信息采用（经验总结），计2分"),
        ),
        (
            "2021-01-10",
            "2021-02-10",
            ("0.5", "局官网采用（经验总结），计0.5分"),
            ("1.5", "医保信息采用（经验总结），同题已计分，补计差额1.5分"),
        ),
    ],
)
def test_in_the_journal_and_on_the_site_counts_once_and_the_highest(
    scores: Scores,
    on_site: str,
    in_journal: str,
    site: tuple[str, str],
    journal: tuple[str, str],
) -> None:
    """2 in the journal and 0.5 on the site are 2; what was counted first stays as it was."""
    scored = scores(
        {
            "adoptions/2021/guanwang-1.yaml": adopted(on_site, "guanwang"),
            "adoptions/2021/xinxi-1.yaml": adopted(in_journal, "xinxi"),
        }
    )
    assert of_clause(scored.ledger, "xinxi") == [(in_journal, *journal)]
    assert of_clause(scored.ledger, "guanwang") == [(on_site, *site)]
    assert scored.ledger.in_column(ColumnId("adopted")).total == 2


def test_the_same_title_next_year_adds_only_the_difference(scores: Scores) -> None:
    """On the site in December under one rulebook (0.5), in the journal in January (2): 0.5 + 1.5."""
    book = OFFICE["rules/2021.yaml"]
    scored = scores(
        {
            "rules/2022.yaml": book.replace("2021-01-01", "2022-01-01").replace(
                "2021-12-31", "2022-12-31"
            ),
            "submissions/beixian/2021/1220-1.yaml": filed("2021-12-20", category="经验总结"),
            "adoptions/2021/a.yaml": adopted("2021-12-24", "guanwang", "beixian/2021/1220-1"),
            "adoptions/2022/b.yaml": adopted("2022-01-07", "xinxi", "beixian/2021/1220-1"),
        }
    )
    awards = scored.ledger.from_record("submissions/beixian/2021/1220-1").in_column(
        ColumnId("adopted")
    )
    assert [(award.rulebook, shown(award.points)) for award in awards] == [
        ("2021", "0.5"),
        ("2022", "1.5"),
    ]


def test_among_equal_repeats_the_earliest_counts(scores: Scores) -> None:
    """A news item is worth 0.5 in either place; which came first does."""
    scored = scores(
        {
            "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", unit="nanxian"),
            "adoptions/2021/a.yaml": adopted("2021-01-29", "xinxi", "nanxian/2021/0106-1"),
            "adoptions/2021/b.yaml": adopted("2021-01-08", "guanwang", "nanxian/2021/0106-1"),
        }
    )
    assert [points for _, points, _ in of_clause(scored.ledger, "guanwang")] == ["0.5"]
    assert [points for _, points, _ in of_clause(scored.ledger, "xinxi")] == ["0"]


def test_items_of_their_own_do_not_compete(scores: Scores) -> None:
    """Two items in the journal and on the site, one each: 2 + 0.5."""
    scored = scores(
        {
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
            "adoptions/2021/a.yaml": adopted("2021-01-29", "xinxi"),
            "adoptions/2021/b.yaml": adopted("2021-01-29", "guanwang", "beixian/2021/0106-1"),
        }
    )
    assert scored.ledger.in_column(ColumnId("adopted")).total == Decimal("2.5")


def test_a_commission_is_added_on_top_once(scores: Scores) -> None:
    """Adopted in the journal and on the site: 2 + 3, whatever the number of adoptions."""
    item = filed("2021-01-20", "commission: 2021/0101-1", category="经验总结")
    scored = scores(
        {
            "submissions/beixian/2021/0120-1.yaml": item,
            "adoptions/2021/a.yaml": adopted("2021-01-25", "guanwang", "beixian/2021/0120-1"),
            "adoptions/2021/b.yaml": adopted("2021-01-29", "xinxi", "beixian/2021/0120-1"),
        }
    )
    assert of_clause(scored.ledger, "commission") == [
        ("2021-01-25", "3", "约稿任务，局官网采用（经验总结），另加3分"),
        ("2021-01-29", "0", "约稿任务，医保信息采用（经验总结），同题已计分，不重复计"),
    ]
    assert scored.ledger.in_column(ColumnId("adopted")).total == 2
    assert scored.ledger.total == 2 + 3 + 1


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
