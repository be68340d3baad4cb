"""Each file in invalid/ is a fault, `<rule>.<what>.txt`; how it is written: case.py.

`pytest --bless` writes the reports anew.
"""

from pathlib import Path

import pytest

from tests.cases.case import TODAY, read_case, report
from tongbao.diagnostic import Rule
from tongbao.pipeline import examine

CASES = sorted((Path(__file__).parent / "invalid").glob("*.txt"))
IN_DOCUMENTS = {Rule.LAYOUT.identifier, Rule.TEXT_GLYPH.identifier}
# These need more than a text file: test_files.py, tests/review for those of who may change what.
ELSEWHERE = {
    Rule.FILE_KIND,
    Rule.FILE_SIZE,
    Rule.FILE_MISSING,
    Rule.FILE_UNREADABLE,
    Rule.MERGE_CONFLICT,
    Rule.ACTOR_UNKNOWN,
    Rule.CHANGE_REFUSED,
    Rule.RECORD_DELETED,
    Rule.RECORD_SETTLED,
    Rule.FIELD_OFFICE,
    Rule.DATE_BACK,
    Rule.DATE_STALE,
    Rule.BULLETIN_ISSUED,
    Rule.TITLE_NEAR,
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_fault_gets_its_line_and_advice(
    path: Path, example_data: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    case = read_case(path)
    rule = path.stem.partition(".")[0]
    found = report(case, example_data, tmp_path, in_documents=rule in IN_DOCUMENTS)
    if pytestconfig.getoption("--bless"):
        path.write_text(f"{case.given}@@ expected\n{found}", encoding="utf-8")
    else:
        assert found == case.expected
    assert rule == "many" or f"[{rule}]" in found


def test_the_example_data_has_no_fault(example_data: Path) -> None:
    assert examine(example_data, TODAY).diagnostics == ()


def test_every_rule_has_a_case() -> None:
    covered = {path.stem.partition(".")[0] for path in CASES}
    missing = {rule.identifier for rule in Rule if rule not in ELSEWHERE} - covered
    assert not missing
