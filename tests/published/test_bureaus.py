"""What holds for every bureau in data/: the program knows none of them."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from tests.unit.office import OFFICE
from tongbao.pipeline import examine
from tongbao.source.load import load

PROGRAM = ("build.py", "tongbao/**/*.py", "templates/**/*.*", "scripts/*.py")


def test_no_module_names_a_bureau(root: Path) -> None:
    names = {
        name
        for dataset in load(root / "data").datasets
        for bureau in [dataset.bureau.record]
        for name in (dataset.id, bureau.name, bureau.short, bureau.number_prefix, bureau.short[:2])
    }
    assert {"ganzhou", "ningxia", "赣州", "宁夏"} <= names
    files = [path for pattern in PROGRAM for path in root.glob(pattern)]
    assert len(files) > 100
    found = {
        (str(path.relative_to(root)), name)
        for path in files
        for name in names
        if name in path.read_text(encoding="utf-8").lower()
    }
    assert found == set()


@pytest.mark.parametrize(
    ("until", "today", "judged"),
    [
        ("2021-10-14", date(2021, 12, 1), date(2021, 10, 14)),
        ("2021-10-14", date(2021, 8, 1), date(2021, 8, 1)),
        (None, date(2021, 12, 1), date(2021, 12, 1)),
        (None, None, None),
    ],
)
def test_deadlines_are_judged_as_of_the_day_the_records_end(
    tmp_path: Path, until: str | None, today: date | None, judged: date | None
) -> None:
    """Without a day the newest record's stands for it: the item of 5 January."""
    folder = tmp_path / "data" / "moushi"
    for path, text in OFFICE.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        more = f"until: {until}\n" if until and path == "bureau.yaml" else ""
        target.write_text(dedent(text) + more, encoding="utf-8")
    (scored,) = examine(tmp_path / "data", today).bureaus
    assert scored.today == (judged or date(2021, 1, 5))
