"""Numbers of a series that other documents share: gaps are theirs, all else is told as ever."""

from pathlib import Path

import pytest

from tests.issuing.test_later_sums import monthly
from tests.review.states import TODAY, laid_out, with_issued
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE
from tongbao.diagnostic import Rule
from tongbao.pipeline import examine

SHARED = OFFICE["bureau.yaml"].rstrip() + "\n        numbering: {shared: true}\n"


@pytest.mark.parametrize(
    ("january", "february", "expected"),
    [
        ((1, "2021-03-05"), (7, "2021-03-05"), []),
        ((7, "2021-03-05"), (7, "2021-03-05"), [Rule.NUMBER_TWICE]),
        ((7, "2021-03-04"), (1, "2021-03-05"), [Rule.NUMBER_ORDER]),
        ((1, "2021-03-05"), (7, "2021-03-04"), [Rule.NUMBER_ORDER]),
    ],
    ids=["a gap", "a repeat", "January's after February's", "a later number of an earlier day"],
)
def test_a_shared_series(
    tmp_path: Path,
    january: tuple[int, str],
    february: tuple[int, str],
    expected: list[Rule],
) -> None:
    files = {**OFFICE, **CYCLE, "bureau.yaml": SHARED}
    for month, (serial, day) in ((1, january), (2, february)):
        files[f"bulletins/2021-0{month}/bulletin.md"] = (
            monthly(month)
            .replace(f"〔2021〕{month}号", f"〔2021〕{serial}号")
            .replace("date: 2021-03-05", f"date: {day}")
        )
    data = laid_out(tmp_path / "after", with_issued(tmp_path / "issued", files))
    assert [each.rule for each in examine(data, TODAY).diagnostics if each.is_error] == expected
