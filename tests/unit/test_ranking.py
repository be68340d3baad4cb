"""Ranks inside a group, with ties, and who is named for them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.cycle import CYCLE
from tests.unit.office import Scores, filed
from tongbao.model.period import Period
from tongbao.model.rulebook import Commendation
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ranking import (
    Standing,
    barred_units,
    group_standings,
    leading,
    places,
    standings,
)


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


def test_barred_units_are_left_out_and_nobody_moves_up() -> None:
    found = leading(of_totals("9", "8", "8", "7"), 3, {UnitId("a"), UnitId("c")})
    assert ["".join(standing.unit for standing in tied) for tied in found] == ["b"]


@pytest.mark.parametrize(
    ("share", "count", "named"),
    [("0.3", 10, 3), ("0.3", 12, 3), ("0.3", 2, 1), ("0.5", 3, 1), ("1", 4, 4), ("0.3", 0, 1)],
)
def test_places_of_a_share_are_whole_and_one_at_least(share: str, count: int, named: int) -> None:
    assert places(Commendation.model_construct(group="各县", share=Decimal(share)), count) == named


def test_places_of_a_number_are_that_number() -> None:
    assert places(Commendation.model_construct(group="各县", top=3), 20) == 3


FEBRUARY = Period(2021, 2, 2)
TIED = {
    "submissions/nanxian/2021/0210-1.yaml": filed("2021-02-10", unit="nanxian"),
    "adoptions/2021/b.yaml": "submission: dongxian/2021/0211-1\noutlet: guanwang\ndate: 2021-02-20\n",
    "submissions/dongxian/2021/0211-1.yaml": filed("2021-02-11", unit="dongxian"),
    **{
        f"submissions/nanxian/2021/021{day}-1.yaml": filed(f"2021-02-1{day}", unit="nanxian")
        for day in range(1, 8)
    },
    **{
        f"submissions/nanxian/2021/022{day}-1.yaml": filed(f"2021-02-2{day}", unit="nanxian")
        for day in range(1, 4)
    },
}
"""东县 has 1 + 10 points from an adopted item, 南县 has 11 points from 11 items."""


@pytest.mark.parametrize(
    ("ties", "order"),
    [
        ("official", ["beixian", "nanxian", "dongxian"]),
        ("adopted", ["beixian", "dongxian", "nanxian"]),
        ("filed", ["beixian", "nanxian", "dongxian"]),
    ],
)
def test_units_of_one_rank_stand_in_the_rulebooks_order(
    scores: Scores, ties: str, order: list[str]
) -> None:
    rules = CYCLE["rules/2021.yaml"] + f"\n        ties: {ties}\n"
    scored = scores({**CYCLE, **TIED, "rules/2021.yaml": rules})
    ranked = group_standings(scored.dataset, scored.ledger, "各县", FEBRUARY)
    assert [standing.unit for standing in ranked] == order
    assert [(standing.rank, shown(standing.total)) for standing in ranked] == [
        (1, "16"),
        (2, "11"),
        (2, "11"),
    ]


def test_more_filed_items_come_first_whatever_the_official_order(scores: Scores) -> None:
    rules = CYCLE["rules/2021.yaml"] + "\n        ties: filed\n"
    more = {
        "submissions/nanxian/2021/0210-1.yaml": CYCLE[
            "submissions/dongxian/2021/0211-1.yaml"
        ].replace("dongxian", "nanxian"),
        "adoptions/2021/b.yaml": "submission: nanxian/2021/0210-1\noutlet: guanwang\ndate: 2021-02-20\n",
        **{
            f"submissions/dongxian/2021/022{day}-1.yaml": filed(f"2021-02-2{day}", unit="dongxian")
            for day in range(9)
        },
        "submissions/dongxian/2021/0218-1.yaml": filed("2021-02-18", unit="dongxian"),
    }
    scored = scores({**CYCLE, **more, "rules/2021.yaml": rules})
    ranked = group_standings(scored.dataset, scored.ledger, "各县", FEBRUARY)
    assert [(standing.unit, standing.rank) for standing in ranked] == [
        ("beixian", 1),
        ("dongxian", 2),
        ("nanxian", 2),
    ]


@pytest.mark.parametrize(
    ("period", "barred"),
    [
        (Period(2021, 2, 2), set()),
        (Period(2021, 3, 3), {"nanxian"}),
        (Period(2021, 1, 3), {"nanxian"}),
        (Period(2021, 4, 4), set()),
        (Period(2021, 1, 12), {"nanxian"}),
    ],
)
def test_who_may_not_be_commended(scores: Scores, period: Period, barred: set[str]) -> None:
    """The award of 5 March bars for its quarter, but not what was before it."""
    scored = scores(CYCLE, date(2021, 6, 30))
    assert barred_units(scored.dataset, scored.ledger, period) == barred
