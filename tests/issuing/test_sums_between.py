"""Sums since January, with a month between that no bulletin was about.

January and March are issued, February is not, and an erratum of January is drafted. In
tests/unit/cycle.py 北县 has 2 points of January, 16 of February and none of March: 18 since January.
"""

from pathlib import Path

import pytest

from tests.issuing.test_later_sums import ERRATUM, JANUARY, monthly, refused
from tests.review.git_office import Files
from tests.review.states import with_issued
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE, filed

MARCH = (
    monthly(1)
    .replace("2021-01-31", "2021-03-31")
    .replace("period: 2021-01", "period: 2021-03")
    .replace("date: 2021-03-05", "date: 2021-04-02")
    .replace("〔2021〕1号", "〔2021〕2号")
)


@pytest.fixture
def issued(tmp_path: Path) -> Files:
    files = {
        **OFFICE,
        **CYCLE,
        "bulletins/2021-01/bulletin.md": monthly(1),
        "bulletins/2021-03/bulletin.md": MARCH,
    }
    known = with_issued(tmp_path / "issued", files)
    return {**known, "bulletins/2021-01-erratum/bulletin.md": ERRATUM}


def test_the_erratum_is_for_january(issued: Files, tmp_path: Path) -> None:
    assert refused(tmp_path / "after", {**issued, JANUARY: filed("2021-01-12")}) == []


def test_it_is_not_for_february(issued: Files, tmp_path: Path) -> None:
    """One item less in February: no bulletin says so but March's."""
    said = refused(tmp_path / "after", {**issued, "submissions/beixian/2021/0202-1.yaml": None})
    assert len(said) == 1
    assert "累计得分 18 → 17" in said[0]


def test_it_is_not_for_both_at_once(issued: Files, tmp_path: Path) -> None:
    """18 + 1 of January - 1 of February would be the sum of before: 南县 shows what is asked."""
    files = {
        **issued,
        JANUARY: filed("2021-01-12"),
        "submissions/nanxian/2021/0213-1.yaml": filed("2021-02-13", unit="nanxian"),
    }
    said = refused(tmp_path / "after", files)
    assert len(said) == 1
    assert "南县医疗保障局：累计得分" in said[0]
    assert "北县" not in said[0]
