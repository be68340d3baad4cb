"""Scoring of the small office with further records."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from tests.unit.office import OFFICE, Scores
from tongbao.scoring.score import Scored, score
from tongbao.source.load import load


@pytest.fixture(name="scores")
def fixture_scores(tmp_path: Path) -> Scores:
    """Return what scores the small office with further files (a path below it, its text)."""

    def scores(files: Mapping[str, str] | None = None, today: date | None = None) -> Scored:
        for path, text in {**OFFICE, **(files or {})}.items():
            target = tmp_path / "data" / "moushi" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dedent(text), encoding="utf-8")
        loaded = load(tmp_path / "data")
        assert loaded.diagnostics == ()
        return score(loaded.datasets[0], today)

    return scores
