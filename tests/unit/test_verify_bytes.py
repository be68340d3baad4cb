"""A page that was changed without becoming longer or shorter, or later by the clock."""

import os
from pathlib import Path

from tests.review.git_office import GitOffice
from tests.unit.test_verify import SITE, Case


def test_other_bytes_of_the_same_number_are_named(tmp_path: Path) -> None:
    office = GitOffice(tmp_path)
    office.git("init", "--quiet", "--initial-branch=main")
    office.branches({"main": {"bureau.yaml": "first"}}, start=None)
    office.checkout("main")
    case = Case(office, tmp_path / "site")
    case.write()
    page = case.site / "index.html"
    known = page.stat()
    page.write_bytes(b"3")
    os.utime(page, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert len(SITE["index.html"]) == known.st_size == page.stat().st_size
    verdict = case.verdict()
    assert not verdict.is_sound
    assert "  改动　index.html" in verdict.lines
    assert not any("moushi" in line for line in verdict.lines)
