"""Alternative readings: the ledger as it would be with other clauses."""

from datetime import date

import pytest

from tests.unit.clauses import book, given
from tests.unit.office import Scores, filed

FILED = "event: submission\naward: per-event\n"
FILED_IN_PERIOD = "event: submission\naward: per-period\nperiod: month\nwhere: {unit: [nanxian]}\n"
LATE = "event: commission\naward: per-event\nwhere: {state: [逾期, 未报]}\npoints: -10\n"


def test_a_reading_replaces_a_clause_of_its_own_rulebook_alone(scores: Scores) -> None:
    """To June 1 an item, from July 1 as well; the second rulebook can be read as 5."""
    first = book(filed=f"{FILED}points: 1")["rules/2021.yaml"]
    reading = (
        "readings:\n  - id: more\n    name: 另一种\n    basis: 没有写明\n    clauses:\n"
        "      - id: filed\n        citation: 第一条\n        text: 原文\n"
        "        column: points\n        event: submission\n        award: per-event\n"
        "        points: 5\n"
    )
    scored = scores(
        {
            "rules/2021.yaml": first.replace("2021-01-01}", "2021-01-01, to: 2021-06-30}"),
            "rules/2021-xia.yaml": first.replace("2021-01-01}", "2021-07-01}") + reading,
            "submissions/beixian/2021/0701-1.yaml": filed("2021-07-01"),
        }
    )
    (found,) = scored.readings
    assert (found.rulebook, found.reading.id) == ("2021-xia", "more")
    assert given(scored.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-07-01", "1"),
    ]
    assert given(found.ledger) == [
        ("beixian", "2021-01-05", "1"),
        ("beixian", "2021-07-01", "5"),
    ]
    assert [award.rulebook for award in found.ledger] == ["2021", "2021-xia"]


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        (
            f"{LATE}automatic: true",
            [],
            [("beixian", "2021-02-01", "-20")],
        ),
        (
            f"{FILED_IN_PERIOD}quota: {{count: 1}}\nshort:\n  points: -10",
            [("nanxian", "2021-01-31", "-20")],
            [("nanxian", "2021-01-31", "-20"), ("nanxian", "2021-02-28", "-20")],
        ),
    ],
)
def test_a_reading_is_judged_as_of_the_same_day(
    scores: Scores,
    clause: str,
    before: list[tuple[str, str, str]],
    after: list[tuple[str, str, str]],
) -> None:
    """Read as 20 instead of 10: the commission of January that is missed, or too few items."""
    other = clause.replace("-10", "-20").replace("\n", "\n        ")
    reading = (
        "readings:\n  - id: more\n    name: 另一种\n    basis: 没有写明\n    clauses:\n"
        "      - id: late\n        citation: 第一条\n        text: 原文\n"
        f"        column: points\n        {other}\n"
    )
    files = {
        "rules/2021.yaml": book(late=clause)["rules/2021.yaml"] + reading,
        "submissions/beixian/2021/0201-1.yaml": filed("2021-02-01"),
    }
    january, february = date(2021, 1, 31), date(2021, 2, 28)
    (found,) = scores(files, january).readings
    assert given(found.ledger) == before
    scored = scores(files, february)
    assert given(scored.readings[0].ledger) == after
    assert scored.today == february
