"""The invented months of `data/ganzhou`: sound, visibly invented, with each worked example in them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from tongbao.checks import check
from tongbao.documents.composing import check_bulletin
from tongbao.model.period import Period
from tongbao.model.scalars import ClauseId, UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import Scored, score
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Dataset
from tongbao.source.load import load_bureau

JULY, HALF_YEAR = Period(2020, 7, 7), Period(2020, 1, 12)


def test_nothing_to_report(ganzhou: Dataset, scored: Scored) -> None:
    found = [*check(ganzhou, ganzhou.bureau.record.until), *scored.diagnostics]
    for entry in ganzhou.bulletins.values():
        found.extend(check_bulletin(ganzhou, scored.ledger, entry))
    assert found == []


def test_every_record_is_visibly_invented(ganzhou: Dataset) -> None:
    titles = [
        entry.record.title
        for entries in (ganzhou.submissions, ganzhou.commissions, ganzhou.duties)
        for entry in entries.values()
    ]
    assert len(titles) > 480
    assert all(title.startswith("〔示例〕") for title in titles)
    assert all(entry.record.reason.startswith("〔示例〕") for entry in ganzhou.entries.values())
    bodies = [body for entry in ganzhou.submissions.values() if (body := entry.record.body)]
    assert len(bodies) > 100
    assert all(body.startswith("（示例）") for body in bodies)
    assert ganzhou.bureau.record.sample


def test_every_unit_has_a_correspondent_nobody_is(ganzhou: Dataset) -> None:
    registry = ganzhou.correspondents
    assert registry is not None
    people = registry.record.correspondents
    for day in (date(2020, 7, 1), date(2020, 9, 30)):
        assert [each.unit for each in people if each.serves_on(day)] == list(ganzhou.units)
    for each in people:
        assert each.name.startswith("示例")
        assert (each.mobile or "").startswith("138000000")
        assert (each.email or "").endswith("@example.com")


def test_every_clause_has_an_award(ganzhou: Dataset, scored: Scored) -> None:
    clauses = [clause.id for clause in ganzhou.rulebooks["2020"].record.clauses]
    assert [clause for clause in clauses if not len(scored.ledger.under(clause))] == []
    assert len(clauses) == 15


@pytest.mark.parametrize(
    ("records", "unit", "points"),
    [
        ("submissions/xinfeng/2020/0708-1", "xinfeng", 91),
        ("submissions/nankang/2020/0714-1", "nankang", 51),
        ("submissions/nankang/2020/0714-1", "zhanggong", 50),
        ("submissions/nankang/2020/0714-1", "ganxian", 50),
        ("submissions/ruijin/2020/0716-1", "ruijin", 101),
        ("submissions/ruijin/2020/0716-1", "xingguo", 100),
        ("submissions/ruijin/2020/0716-1", "yudu", 100),
        ("submissions/longnan/2020/0714-1", "longnan", 20),
        ("submissions/dingnan/2020/0717-1", "dingnan", -9),
        ("commissions/2020/0706-1", "xunwu", -10),
        ("submissions/dayu/2020/0729-1", "dayu", 1),
        ("submissions/chongyi/2020/0730-1", "chongyi", -49),
        ("duties/2020/0724-1", "rongjiang", -50),
        ("submissions/quannan/2020/0706-1", "quannan", 1),
        ("submissions/huichang/2020/0713-1", "huichang", 0),
        ("submissions/longnan/2020/0928-1", "longnan", 0),
        # 《江西医保工作》 50 and 《近日赣州汇要》 20 to each of the three.
        ("submissions/office/2020/0824-1", "shangyou", 70),
        ("submissions/office/2020/0824-1", "office", 0),
        # 1 + 10 + 200 + 100 and 1 + 10 + 100 + 50.
        ("submissions/daiyu/2020/0806-1", "daiyu", 311),
        ("submissions/jijin-jianguan/2020/0817-1", "jijin-jianguan", 161),
    ],
)
def test_the_worked_examples_stand_in_the_data(
    records: str, unit: str, points: int, scored: Scored
) -> None:
    assert scored.ledger.from_record(records).of_unit(UnitId(unit)).total == points


def test_the_first_example_is_the_offices_july(scored: Scored) -> None:
    """4 items and one of them on the site: 14; by the month's task 5 more."""
    office = UnitId("office")
    assert shown(scored.ledger.within(JULY).of_unit(office).total) == "14"
    by_month = next(found for found in scored.readings if found.reading.id == "by-month")
    assert shown(by_month.ledger.within(JULY).of_unit(office).total) == "19"


@pytest.mark.parametrize(
    ("unit", "items", "points"),
    [("xingguo", 32, 10), ("xinxi-anquan", 13, 5), ("ganzhou-renmin", 8, 10)],
)
def test_units_above_the_years_task(
    unit: str, items: int, points: int, ganzhou: Dataset, scored: Scored
) -> None:
    found = progress(ganzhou, UnitId(unit), HALF_YEAR)
    assert found is not None
    assert found.done == items
    assert scored.ledger.under(ClauseId("excess")).of_unit(UnitId(unit)).total == points


def test_another_record_changes_the_data_by_its_own_points_alone(
    root: Path, scored: Scored, tmp_path: Path
) -> None:
    folder = tmp_path / "ganzhou"
    copytree(root / "data" / "ganzhou", folder)
    target = folder / "submissions" / "youbang" / "2020" / "0930-1.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(
        "unit: youbang\ndate: 2020-09-30\ntitle: 又一条\ncategory: 其他\nopenness: 公开\n",
        encoding="utf-8",
    )
    dataset, _ = load_bureau(folder, "ganzhou")
    assert dataset is not None
    more = score(dataset, dataset.bureau.record.until).ledger
    assert {
        unit: points for unit in dataset.units if (points := gained(scored.ledger, more, unit))
    } == {"youbang": Decimal(1)}


def gained(before: Ledger, after: Ledger, unit: UnitId) -> Decimal:
    """Return how many points a unit has more."""
    return after.of_unit(unit).total - before.of_unit(unit).total
