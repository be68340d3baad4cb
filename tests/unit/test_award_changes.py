"""Which lines of points a change gives and takes, and what is one change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.office import OFFICE, Scores
from tongbao.model.scalars import ClauseId, ColumnId, SubmissionId, UnitId
from tongbao.scoring.award import Award, shown
from tongbao.scoring.award_changes import AwardChange, award_changes
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset

LINE = Award(
    unit=UnitId("beixian"),
    date=date(2021, 1, 20),
    rulebook="2021",
    clause=ClauseId("xinxi"),
    column=ColumnId("adopted"),
    submission=SubmissionId("beixian/2021/0105-1"),
    points=Decimal(2),
    records=("adoptions/2021/a", "submissions/beixian/2021/0105-1"),
    reason="医保信息采用（经验总结），计2分",
)


@pytest.fixture(name="office")
def fixture_office(scores: Scores) -> Dataset:
    """Return the small office: 第二条 is the clause xinxi, 第三条 guanwang."""
    return scores().dataset


def changes(
    before: Dataset, after: Dataset, old: Iterable[Award], new: Iterable[Award]
) -> tuple[AwardChange, ...]:
    return award_changes((before, Ledger(tuple(old))), (after, Ledger(tuple(new))))


def rows(found: Iterable[AwardChange]) -> list[tuple[str, str, str | None, str | None]]:
    """Return changes as unit, citation, points before and after."""
    return [
        (
            each.unit,
            each.citation,
            None if each.before is None else shown(each.before.points),
            None if each.after is None else shown(each.after.points),
        )
        for each in found
    ]


def test_what_stays_the_same_is_no_change(office: Dataset) -> None:
    """Other files behind it, and the same points written otherwise, are no change."""
    other = replace(LINE, records=("adoptions/2021/b",), points=Decimal("2.0"))
    assert changes(office, office, [LINE], [LINE]) == ()
    assert changes(office, office, [LINE], [other]) == ()


def test_a_line_comes_goes_or_is_another_one(office: Dataset) -> None:
    better = replace(LINE, points=Decimal(3), reason="计3分")
    found = changes(office, office, [], [LINE])
    assert rows(found) == [("北县", "第二条", None, "2")]
    assert found[0].award == LINE
    found = changes(office, office, [LINE], [])
    assert rows(found) == [("北县", "第二条", "2", None)]
    assert found[0].award == LINE
    found = changes(office, office, [LINE], [better])
    assert rows(found) == [("北县", "第二条", "2", "3")]
    assert found[0].award == better


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # One change: the same unit, day, clause and item.
        ({"reason": "别的说法"}, [("北县", "第二条", "2", "2")]),
        ({"column": ColumnId("extra")}, [("北县", "第二条", "2", "2")]),
        # Two: another day, item, clause or unit.
        (
            {"date": date(2021, 1, 21)},
            [("北县", "第二条", "2", None), ("北县", "第二条", None, "2")],
        ),
        (
            {"submission": SubmissionId("beixian/2021/0106-1"), "points": Decimal(1)},
            [("北县", "第二条", "2", None), ("北县", "第二条", None, "1")],
        ),
        (
            {"clause": ClauseId("guanwang")},
            [("北县", "第三条", None, "2"), ("北县", "第二条", "2", None)],
        ),
        (
            {"unit": UnitId("nanxian")},
            [("北县", "第二条", "2", None), ("南县", "第二条", None, "2")],
        ),
    ],
)
def test_what_goes_and_comes_for_one_thing_is_one_change(
    office: Dataset,
    other: dict[str, object],
    expected: list[tuple[str, str, str | None, str | None]],
) -> None:
    after = replace(LINE, **other)  # type: ignore[arg-type]  # a row of the table
    assert rows(changes(office, office, [LINE], [after])) == expected


def test_a_line_that_is_there_less_often_has_gone_once(office: Dataset) -> None:
    assert rows(changes(office, office, [LINE, LINE, LINE], [LINE])) == [
        ("北县", "第二条", "2", None),
        ("北县", "第二条", "2", None),
    ]
    assert rows(changes(office, office, [LINE], [LINE, LINE])) == [("北县", "第二条", None, "2")]


def test_nothing_for_nothing_is_left_out(office: Dataset) -> None:
    """0 points without a record; with a record, or with points without one, it is told."""
    nothing = replace(LINE, points=Decimal(0), records=(), submission=None)
    refused = replace(LINE, points=Decimal(0))
    base = replace(LINE, records=(), submission=None)
    assert changes(office, office, [], [nothing]) == ()
    assert changes(office, office, [nothing], []) == ()
    assert rows(changes(office, office, [], [refused])) == [("北县", "第二条", None, "0")]
    assert rows(changes(office, office, [base], [])) == [("北县", "第二条", "2", None)]
    assert rows(changes(office, office, [nothing], [base])) == [("北县", "第二条", "0", "2")]


def test_changes_stand_by_unit_day_clause_and_item(office: Dataset) -> None:
    """By the order of the registry: 北县 before 南县, and a unit that is in none last."""
    lines = [
        replace(LINE, unit=UnitId("aaa")),
        replace(LINE, unit=UnitId("nanxian"), date=date(2021, 1, 1)),
        replace(LINE, submission=SubmissionId("beixian/2021/0106-1")),
        LINE,
        replace(LINE, submission=None),
        replace(LINE, clause=ClauseId("guanwang")),
        replace(LINE, date=date(2021, 1, 19)),
    ]
    found = changes(office, office, [], lines)
    assert [
        (each.unit, str(each.award.date), each.award.clause, each.award.submission)
        for each in found
    ] == [
        ("北县", "2021-01-19", "xinxi", "beixian/2021/0105-1"),
        ("北县", "2021-01-20", "guanwang", "beixian/2021/0105-1"),
        ("北县", "2021-01-20", "xinxi", None),
        ("北县", "2021-01-20", "xinxi", "beixian/2021/0105-1"),
        ("北县", "2021-01-20", "xinxi", "beixian/2021/0106-1"),
        ("南县", "2021-01-01", "xinxi", "beixian/2021/0105-1"),
        ("aaa", "2021-01-20", "xinxi", "beixian/2021/0105-1"),
    ]


def test_names_and_citations_are_those_after_the_change(scores: Scores, office: Dataset) -> None:
    """北县 and 第二条 are called otherwise; 南县 and 第三条 are registered no more."""
    units = """
        groups: [各县]
        units:
          - {id: dongxian, name: 东县医疗保障局, short: 东县, group: 各县}
          - {id: beixian, name: 北县医疗保障局, short: 北城, group: 各县}
    """
    first, site = OFFICE["rules/2021.yaml"].split("          - id: guanwang\n")
    _, commission = site.split("          - id: commission\n")
    rules = f"{first}          - id: commission\n{commission}".replace("第二条", "第七条")
    after = scores({"units.yaml": units, "rules/2021.yaml": rules}).dataset
    lines = [
        LINE,
        replace(LINE, unit=UnitId("nanxian"), clause=ClauseId("guanwang")),
        replace(LINE, unit=UnitId("nanxian"), clause=ClauseId("none")),
        replace(LINE, unit=UnitId("dongxian"), rulebook="2020"),
    ]
    assert rows(changes(office, after, lines, [])) == [
        ("东县", "xinxi", "2", None),
        ("北城", "第七条", "2", None),
        ("南县", "第三条", "2", None),
        ("南县", "none", "2", None),
    ]
