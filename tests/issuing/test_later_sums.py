"""Sums since January in later bulletins: an erratum of the earlier bulletin stands for them.

In tests/unit/cycle.py 北县 has 2 points of January and 16 of February; here it files one item more in
January: 3, and 19 since January. Without that item: 2 and 18, and nothing else of February changes.
"""

from pathlib import Path

import pytest

from tests.review.git_office import Files
from tests.review.states import TODAY, bulletin, laid_out, with_issued
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE, filed
from tongbao.diagnostic import Rule
from tongbao.pipeline import examine

JANUARY = "submissions/beixian/2021/0112-1.yaml"
ERRATUM = """---
title: 更正通报
corrects: 2021-01
period: 2021-01
cutoff: 2021-01-31
date: 2021-03-06
recipients: 各县
openness: 公开
annex: {title: 对照表, tables: [changes, causes]}
---

现更正如下。
"""


def monthly(month: int) -> str:
    text = bulletin("[ranking]", f"number: 某医保办发〔2021〕{month}号")
    return text.replace("2021-02-28", f"2021-0{month}-{31 if month == 1 else 28}").replace(
        "period: 2021-02", f"period: 2021-0{month}"
    )


@pytest.fixture
def issued(tmp_path: Path) -> Files:
    """The office with the bulletins on January and February, both issued."""
    files = {
        **OFFICE,
        **CYCLE,
        "bulletins/2021-01/bulletin.md": monthly(1),
        "bulletins/2021-02/bulletin.md": monthly(2),
        JANUARY: filed("2021-01-12"),
    }
    return with_issued(tmp_path / "issued", files)


def refused(folder: Path, files: Files) -> list[str]:
    """Return the bulletins whose results would not be the same, with what was found."""
    found = examine(laid_out(folder, files), TODAY).diagnostics
    assert {each.rule for each in found if each.is_error} <= {Rule.ISSUED_RESULT}
    return [each.found for each in found if each.is_error]


def test_a_change_in_january_is_refused_for_both(issued: Files, tmp_path: Path) -> None:
    said = refused(tmp_path / "after", {**issued, JANUARY: None})
    assert any("1月得分 3 → 2" in each for each in said)
    assert any(each.startswith("北县医疗保障局：累计得分 19 → 18；") for each in said)


def test_an_erratum_of_january_is_enough(issued: Files, tmp_path: Path) -> None:
    files = {**issued, JANUARY: None, "bulletins/2021-01-erratum/bulletin.md": ERRATUM}
    assert refused(tmp_path / "after", files) == []


def test_it_is_not_for_what_february_says_itself(issued: Files, tmp_path: Path) -> None:
    files = {
        **issued,
        JANUARY: None,
        "submissions/beixian/2021/0212-1.yaml": filed("2021-02-12"),
        "bulletins/2021-01-erratum/bulletin.md": ERRATUM,
    }
    said = refused(tmp_path / "after", files)
    assert any("2月得分 16 → 17" in each for each in said)


def test_nothing_is_wrong_before(issued: Files, tmp_path: Path) -> None:
    assert refused(tmp_path / "after", issued) == []
