"""One title adopted several times: the awards of a pool add up to the highest of them."""

from decimal import Decimal

import pytest

from tests.unit.office import OFFICE, Scores, adopted, filed, of_clause
from tongbao.model.scalars import ColumnId
from tongbao.scoring.award import shown


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
