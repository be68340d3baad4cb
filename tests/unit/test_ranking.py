"""Ranks inside a group, with ties, and who is named for them."""

from decimal import Decimal

import pytest

from tongbao.model.scalars import UnitId
from tongbao.scoring.ranking import Standing, leading, standings


def of_totals(*totals: str) -> tuple[Standing, ...]:
    """Rank units a, b, c … with these totals."""
    names = "abcdefgh"
    return standings({UnitId(names[i]): Decimal(total) for i, total in enumerate(totals)})


@pytest.mark.parametrize(
    ("totals", "ranks"),
    [
        ((), []),
        (("3", "1", "2"), [("a", 1), ("c", 2), ("b", 3)]),
        (("7.5", "4", "7.5", "13"), [("d", 1), ("a", 2), ("c", 2), ("b", 4)]),
        (("6.0", "6"), [("a", 1), ("b", 1)]),
        (("0", "-10", "0"), [("a", 1), ("c", 1), ("b", 3)]),
    ],
)
def test_equal_totals_share_a_rank(totals: tuple[str, ...], ranks: list[tuple[str, int]]) -> None:
    assert [(standing.unit, standing.rank) for standing in of_totals(*totals)] == ranks


@pytest.mark.parametrize(
    ("totals", "top", "named"),
    [
        (("9", "8", "7", "6"), 3, ["a", "b", "c"]),
        (("9", "8", "8", "6"), 2, ["a", "bc"]),
        (("9", "8", "8", "8"), 3, ["a", "bcd"]),
        (("9", "8", "8", "7"), 3, ["a", "bc"]),
        (("9", "9", "9", "7"), 1, ["abc"]),
        (("9", "8"), 5, ["a", "b"]),
        (("2", "0", "0"), 3, ["a"]),
        (("0", "0"), 1, []),
    ],
)
def test_all_tied_at_the_cut_are_named(totals: tuple[str, ...], top: int, named: list[str]) -> None:
    found = leading(of_totals(*totals), top)
    assert ["".join(standing.unit for standing in tied) for tied in found] == named
