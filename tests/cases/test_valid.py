"""Each file in valid/ is a change of the example data that nothing is wrong with; see case.py."""

from pathlib import Path

import pytest

from tests.cases.case import read_case, report

CASES = sorted((Path(__file__).parent / "valid").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_sound_data_is_not_reported(path: Path, example_data: Path, tmp_path: Path) -> None:
    case = read_case(path)
    assert case.edits or case.files or case.issued
    assert report(case, example_data, tmp_path) == "检查通过，没有发现问题。\n"
