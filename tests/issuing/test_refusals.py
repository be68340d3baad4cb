"""One message for an issued bulletin whose results would be others, however much is.

In February of tests/unit/cycle.py 北县 files 3 items (3 points more for one of them), 南县, 东县 and
西县 one each; in January 北县 files 2. An item has 1 point; here it gets 2.
"""

import pytest

from tests.review.states import TODAY, bulletin, laid_out, with_issued
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.pipeline import examine

RULES = "rules/2021.yaml"


@pytest.fixture(scope="module")
def refusal(tmp_path_factory: pytest.TempPathFactory) -> Diagnostic:
    folder = tmp_path_factory.mktemp("office")
    files = {**OFFICE, **CYCLE, "bulletins/2021-02/bulletin.md": bulletin("[ranking]")}
    issued = with_issued(folder / "issued", files)
    rules = CYCLE[RULES].replace("points: 1\n", "points: 2\n", 1)
    assert rules != CYCLE[RULES]
    found = examine(laid_out(folder / "after", {**issued, RULES: rules}), TODAY).diagnostics
    (error,) = (each for each in found if each.is_error)
    return error


def test_the_first_units_are_said_in_full_and_the_others_named(refusal: Diagnostic) -> None:
    assert refusal.rule is Rule.ISSUED_RESULT
    assert refusal.found.startswith(
        "北县医疗保障局：报送 6 → 9，2月得分 16 → 19，累计得分 18 → 23；"
        "南县医疗保障局：报送 1 → 2，2月得分 6 → 7，累计得分 6 → 7；"
        "东县医疗保障局：报送 1 → 2，2月得分 6 → 7，累计得分 6 → 7；"
        "还有西县医疗保障局1家；依据 submissions/beixian/"
    )


def test_the_first_records_are_named_and_all_are_counted(refusal: Diagnostic) -> None:
    """5 items of 北县, 3 of the others."""
    records = refusal.found.rpartition("；依据 ")[2]
    assert records.endswith("等8条记录")
    assert records.count("submissions/") == 6
