"""The counts of a run of mutation testing."""

from scripts.mutation_table import table

RESULTS = """
    tongbao.source.text.x_read__mutmut_1: killed
    tongbao.scoring.award.x_shown__mutmut_1: killed
    tongbao.scoring.award.x_shown__mutmut_2: survived
    tongbao.scoring.claims.x_claims__mutmut_1: timeout
    tongbao.scoring.claims.x_claims__mutmut_2: not checked
    tongbao.scoring.claims.x_claims__mutmut_3: no tests
"""


def test_what_was_not_run_is_in_no_sum() -> None:
    """scoring: 4 were run, of which a test noticed 2; source: 1 of 1."""
    assert table(RESULTS.splitlines()).split("\n") == [
        "| package | mutants | killed | timeout | survived | no tests | suspicious | segfault | score |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| scoring | 4 | 1 | 1 | 1 | 1 | 0 | 0 | 50.0% |",
        "| source | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 100.0% |",
        "",
        "- `tongbao.scoring.award.x_shown__mutmut_2`: survived",
        "- `tongbao.scoring.claims.x_claims__mutmut_3`: no tests",
    ]
