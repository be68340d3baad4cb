"""CONTRIBUTING.md: every refusal has its line, and what it names is there."""

import re
from pathlib import Path

import pytest
import yaml

from tongbao.diagnostic import Rule

RULES = list(Rule)
# The section of `Rule` on who may change what.
OF_AUTHORITY = RULES[RULES.index(Rule.MERGE_CONFLICT) : RULES.index(Rule.TITLE_NEAR) + 1]


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_refusal_and_reminder_is_explained_once(text: str) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (提醒：)?", text, re.MULTILINE)
    assert sorted(rows) == sorted(
        (rule.identifier, "" if rule.severity.value == "error" else "提醒：")
        for rule in OF_AUTHORITY
    )


def test_every_link_leads_somewhere(root: Path, text: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert targets
    assert [target for target in targets if not (root / target).exists()] == []


def test_the_checks_it_requires_are_jobs(root: Path, text: str) -> None:
    jobs = {
        job.get("name")
        for path in (root / ".github" / "workflows").iterdir()
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    }
    required = re.search(r"必须通过((?:“[^”]+”)+)", text)
    assert required is not None
    assert set(re.findall(r"“([^”]+)”", required[1])) <= jobs
