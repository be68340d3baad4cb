"""docs/coverage.md names files and tests that exist."""

import re
from pathlib import Path

SHORT = {
    "P": "tests/published/test_ganzhou_2020.py",
    "N": "tests/published/test_ningxia_2021_q1.py",
}
NAMED = re.compile(r"([PN])?`((?:tests|docs)/[^`:]*)?(?:::(\w+))?`")


def test_every_file_and_test_named_exists(root: Path) -> None:
    text = (root / "docs" / "coverage.md").read_text(encoding="utf-8")
    missing = []
    count = 0
    for short, path, test in NAMED.findall(text):
        file = SHORT[short] if short else path
        if not file:
            continue
        count += 1
        if not (root / file).exists():
            missing.append(file)
        elif test and f"def {test}(" not in (root / file).read_text(encoding="utf-8"):
            missing.append(f"{file}::{test}")
    assert missing == []
    assert count > 50
