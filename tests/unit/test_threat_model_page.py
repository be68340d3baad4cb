"""docs/threat-model.md names tests, cases and decisions that exist, for each of its promises."""

import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`(tests/[^`:]+)(?:::(\w+))?`")
LINKED = re.compile(r"\]\((?!http)([^)#]+)\)")


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "threat-model.md").read_text(encoding="utf-8")


def test_every_test_and_case_named_exists(root: Path, text: str) -> None:
    named = NAMED.findall(text)
    missing = []
    for file, test in named:
        path = root / file
        if not path.is_file():
            missing.append(file)
        elif test and f"def {test}(" not in path.read_text(encoding="utf-8"):
            missing.append(f"{file}::{test}")
        elif not test and path.suffix != ".txt":
            missing.append(f"{file}: which test?")
    assert missing == []
    assert text.count("`tests/") == len(named)
    assert len(named) > 100


def test_every_link_leads_somewhere(root: Path, text: str) -> None:
    linked = LINKED.findall(text)
    assert [link for link in linked if not (root / "docs" / link).exists()] == []
    assert len(linked) > 5


def test_every_promise_has_a_test(text: str) -> None:
    """The last cell of every row names one; only what a maintainer may do has none."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    heads = {"| who ", "| promise ", "| threat ", "| fault "}
    bare = [
        row
        for row in rows
        if not any(row.startswith(head) for head in heads) and not NAMED.search(row)
    ]
    assert [row.split(":")[0] for row in bare] == ["| **maintainer**"]
    numbers = re.findall(r"^\| ([0-9])\. ", text, re.MULTILINE)
    assert numbers == list("1234567")
