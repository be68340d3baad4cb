"""Points as points of the annual assessment: in proportion, by rank, by what was done."""

from decimal import Decimal

import pytest

from tongbao.model.rulebook import Rounding
from tongbao.scoring.conversion import by_completion, by_rank, linear


@pytest.mark.parametrize(
    ("total", "factor", "converted"),
    [("60", "0.05", "3"), ("0", "0.05", "0"), ("-9", "0.05", "0"), ("7.5", "2", "15")],
)
def test_in_proportion(total: str, factor: str, converted: str) -> None:
    assert linear(Decimal(total), Decimal(factor)) == Decimal(converted)


@pytest.mark.parametrize(("rank", "converted"), [(1, 5), (2, 3), (3, 1), (4, 0), (23, 0)])
def test_by_rank(rank: int, converted: int) -> None:
    points = [Decimal(5), Decimal(3), Decimal(1)]
    assert by_rank(rank, points) == converted


@pytest.mark.parametrize(
    ("done", "due", "converted"),
    [(0, 3, "0"), (1, 3, "3.33"), (2, 3, "6.67"), (3, 3, "10"), (7, 3, "10"), (1, 8, "1.25")],
)
def test_by_what_was_done(done: int, due: int, converted: str) -> None:
    """Of 10 points: 10 ÷ 3, 20 ÷ 3 and 10 ÷ 8, of which only the last comes out even."""
    rounding = Rounding.model_validate({"places": "2"})
    assert by_completion(done, due, Decimal(10), rounding) == Decimal(converted)
