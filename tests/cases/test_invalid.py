"""Each file in invalid/ is a fault: what it puts into the example data, and the whole report.

A case is `<rule>.<what>.txt`: sections that begin with `@@ path` (`(escaped)`: bytes written as
escapes, line ends included), then `@@ expected`. `pytest --bless` writes the reports anew.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tongbao.diagnostic import Rule
from tongbao.pipeline import examine
from tongbao.review.reporters import as_text

CASES = sorted((Path(__file__).parent / "invalid").glob("*.txt"))
TODAY = date(2026, 5, 1)
# These need more than a text file: test_files.py, and tests/documents for the last two.
ELSEWHERE = {
    Rule.FILE_KIND,
    Rule.FILE_SIZE,
    Rule.FILE_MISSING,
    Rule.FILE_UNREADABLE,
    Rule.LAYOUT,
    Rule.TEXT_GLYPH,
}


@dataclass(frozen=True)
class Case:
    files: dict[str, bytes]
    given: str
    expected: str


def read_case(path: Path) -> Case:
    given, marker, expected = path.read_text(encoding="utf-8").partition("@@ expected\n")
    assert marker, f"{path.name} has no @@ expected"
    files: dict[str, bytes] = {}
    for section in given.split("@@ ")[1:]:
        head, _, body = section.partition("\n")
        name, _, escaped = head.partition(" ")
        if escaped:
            body = body.replace("\n", "").encode("ascii").decode("unicode_escape")
            files[name] = body.encode("latin-1")
        else:
            files[name] = body.encode()
    return Case(files, given, expected)


def report(case: Case, example_data: Path, folder: Path) -> str:
    data = folder / "data"
    shutil.copytree(example_data, data)
    for name, content in case.files.items():
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return as_text(examine(data, TODAY).diagnostics) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_fault_gets_its_line_and_advice(
    path: Path, example_data: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    case = read_case(path)
    found = report(case, example_data, tmp_path)
    if pytestconfig.getoption("--bless"):
        path.write_text(f"{case.given}@@ expected\n{found}", encoding="utf-8")
    else:
        assert found == case.expected
    rule = path.stem.partition(".")[0]
    assert rule == "many" or f"[{rule}]" in found


def test_the_example_data_has_no_fault(example_data: Path) -> None:
    assert examine(example_data, TODAY).diagnostics == ()


def test_every_rule_has_a_case() -> None:
    covered = {path.stem.partition(".")[0] for path in CASES}
    missing = {rule.identifier for rule in Rule if rule not in ELSEWHERE} - covered
    assert not missing
