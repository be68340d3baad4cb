"""The published table of 宁医保办发〔2021〕28号, cell by cell, from the records.

Everything expected here is transcribed from the published document, not from the program's output;
a blank cell is 0. Ranks are not printed there: they are worked out by hand from the totals.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.published.ningxia_2021_q1 import (
    CITIES,
    COLUMNS,
    COUNTIES,
    OFFICES,
    PRINTED,
    ROWS,
    TABLE,
    TITLES,
)
from tongbao.checks import check
from tongbao.diagnostic import Diagnostic
from tongbao.documents.score_table import score_table
from tongbao.model.period import Period
from tongbao.model.scalars import ColumnId, UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import leading, standings
from tongbao.scoring.score import score
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

DATA = Path(__file__).parents[2] / "data"
QUARTER = Period(2021, 1, 3)

SAMPLE = "〔示例〕"


@pytest.fixture(scope="module")
def ningxia() -> Dataset:
    loaded = load(DATA)
    return next(dataset for dataset in loaded.datasets if dataset.id == "ningxia")


@pytest.fixture(scope="module")
def quarter(ningxia: Dataset) -> Ledger:
    return score(ningxia).ledger.within(QUARTER)


@pytest.fixture(scope="module")
def by_name(ningxia: Dataset) -> dict[str, UnitId]:
    return {unit.name: unit.id for unit in ningxia.units.values()}


def points(cell: str | int) -> Decimal:
    """Read a cell of the table; a blank one is 0."""
    return Decimal(cell or 0)


def test_nothing_to_report(ningxia: Dataset) -> None:
    found: list[Diagnostic] = [
        *load(DATA).diagnostics,
        *check(ningxia, today=date(2021, 4, 8)),
        *score(ningxia).diagnostics,
    ]
    assert found == []


def test_units_stand_in_the_tables_order(ningxia: Dataset) -> None:
    printed = [(group, row[0]) for group, rows in TABLE.items() for row in rows]
    assert len(printed) == 36
    assert [(unit.group, unit.name) for unit in ningxia.units.values()] == printed
    assert ningxia.registry.record.groups == tuple(TABLE)


def test_columns_are_the_tables(ningxia: Dataset) -> None:
    columns = ningxia.rulebooks["2021"].record.columns
    assert [(column.id, column.name) for column in columns] == [
        ("filing", "报送数量计分"),
        ("journal", "《宁夏医疗保障信息》采用计分"),
        ("higher", "国家、自治区采用计分"),
        ("commission", "约稿完成情况计分"),
        ("instruction", "领导批示计分"),
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_published_row(
    row: tuple[str, str, str, str, str, str, str, int],
    quarter: Ledger,
    by_name: dict[str, UnitId],
) -> None:
    """36 units × 6 figures: each column's sum and the total, as printed."""
    name, *cells, total, _ = row
    of_unit = quarter.of_unit(by_name[name])
    scores = [of_unit.in_column(ColumnId(column)).total for column in COLUMNS]
    assert scores == [points(cell) for cell in cells]
    assert of_unit.total == points(total)
    assert shown(of_unit.total) == total


@pytest.mark.parametrize("group", TABLE)
def test_ranks_in_the_group(
    group: str, ningxia: Dataset, quarter: Ledger, by_name: dict[str, UnitId]
) -> None:
    units = [unit.id for unit in ningxia.units.values() if unit.group == group]
    ranked = standings({unit: quarter.of_unit(unit).total for unit in units})
    assert {standing.unit: standing.rank for standing in ranked} == {
        by_name[row[0]]: row[-1] for row in TABLE[group]
    }


@pytest.mark.parametrize(
    ("group", "named"),
    [
        (OFFICES, [["区局办公室"], ["监控信息中心"], ["待遇保障处"]]),
        (CITIES, [["固原市"], ["银川市", "中卫市"]]),
        (
            COUNTIES,
            [
                ["盐池县"],
                ["金凤区"],
                ["青铜峡市"],
                ["惠农区"],
                ["兴庆区", "西夏区", "中宁县"],
                ["平罗县"],
            ],
        ),
    ],
)
def test_commended_units(
    group: str, named: list[list[str]], ningxia: Dataset, quarter: Ledger
) -> None:
    """The three lists of the text, by score; inside a tie the official order is ours."""
    commendations = ningxia.rulebooks["2021"].record.commendations
    (top,) = [
        commendation.top or 0 for commendation in commendations if commendation.group == group
    ]
    units = [unit.id for unit in ningxia.units.values() if unit.group == group]
    ranked = standings({unit: quarter.of_unit(unit).total for unit in units})
    assert [
        [ningxia.units[standing.unit].short for standing in tied]
        for tied in leading(ranked, top)
    ] == named  # fmt: skip


def adopted_in(quarter: Ledger) -> set[str]:
    """Return the submissions that have an adoption in the period, as `submissions/...`."""
    return {
        award.records[-1]
        for award in quarter
        if award.records and award.records[0].startswith("adoptions/")
    }


def test_fifty_four_items_are_adopted_two_by_the_autonomous_region(
    ningxia: Dataset, quarter: Ledger
) -> None:
    assert len(adopted_in(quarter)) == 54
    by_region = {
        award.records[-1]
        for award in quarter.in_column(ColumnId("higher"))
        for adoption in [ningxia.adoptions[award.records[0].removeprefix("adoptions/")].record]
        if (outlet := ningxia.outlet_of(adoption)) is not None and outlet.level == "自治区"
    }
    titles = {
        ningxia.submissions[name.removeprefix("submissions/")].record.title for name in by_region
    }
    assert titles == {
        "宁夏出台《关于深化医疗保障制度改革的实施意见》",
        "自治区医保局出台宁夏“互联网+”医疗服务医保支付管理办法",
    }


@pytest.mark.parametrize(("group", "count"), [(OFFICES, 28), (CITIES, 11), (COUNTIES, 15)])
def test_adopted_items_of_the_group(
    group: str, count: int, ningxia: Dataset, quarter: Ledger
) -> None:
    units = [name.split("/")[1] for name in adopted_in(quarter)]
    assert sum(ningxia.units[UnitId(unit)].group == group for unit in units) == count


def test_every_published_title_is_adopted_as_printed(ningxia: Dataset) -> None:
    found: dict[str, tuple[str, str, set[str]]] = {}
    for entry in ningxia.adoptions.values():
        item = ningxia.submissions[entry.record.submission].record
        outlet = ningxia.outlet_of(entry.record)
        assert outlet is not None
        name = ningxia.units[item.unit].name
        printed = outlet.name + (entry.record.issue or "")
        found.setdefault(item.title, (name, item.category, set()))[2].add(printed)
    assert len(TITLES) == 54
    assert found == {title: (unit, category, outlets) for unit, category, title, outlets in TITLES}


def test_every_other_item_is_visibly_a_sample(ningxia: Dataset) -> None:
    published = {title for _, _, title, _ in TITLES}
    for entry in ningxia.submissions.values():
        item = entry.record
        assert item.title.startswith(SAMPLE) != (item.title in published)
        if item.title in published:
            assert item.body is None
            assert "重建" in (item.note or "")
        else:
            assert "示例" in (item.body or "")


def test_the_one_commissioned_item(ningxia: Dataset, quarter: Ledger) -> None:
    (entry,) = [item for item in ningxia.submissions.values() if item.record.commission]
    assert entry.record.title == "固原市医保局建立五项制度提升医疗保障监管服务能力"
    (award,) = quarter.in_column(ColumnId("commission"))
    assert (award.unit, award.points, award.records[-1]) == (
        "guyuan",
        Decimal(3),
        f"submissions/{entry.id}",
    )


def test_the_annexs_own_example(ningxia: Dataset, quarter: Ledger) -> None:
    """备注: 盐池县 files 8, 16, 22 items in the three months; each month gives 2, the quarter 6."""
    of_yanchi = quarter.of_unit(UnitId("yanchi"))
    filed = Counter(
        entry.record.date.month
        for entry in ningxia.submissions.values()
        if entry.record.unit == "yanchi"
    )
    assert filed == {1: 8, 2: 16, 3: 22}
    months = [of_yanchi.within(month).in_column(ColumnId("filing")) for month in QUARTER.months]
    assert [month.total for month in months] == [Decimal(2)] * 3
    assert months[0].awards[0].reason == (
        "1月报送8条，满2条得1分，超出6条每条加0.2分得1.2分，合计2.2分，封顶2分，计2分"
    )


def test_one_item_on_the_site_and_on_wechat_counts_once(ningxia: Dataset, quarter: Ledger) -> None:
    """机关党委's last title is printed with 局官网 and 宁夏医保动态; its column holds 5 × 0.5."""
    (name,) = [
        f"submissions/{entry.id}"
        for entry in ningxia.submissions.values()
        if entry.record.title.startswith("出台医保好政策")
    ]
    awards = [award for award in quarter.from_record(name) if award.column == "journal"]
    assert sorted(award.points for award in awards) == [Decimal(0), Decimal("0.5")]


def test_the_fifth_issue_appeared_after_the_quarter_and_counts_in_it(
    ningxia: Dataset, quarter: Ledger
) -> None:
    """（截至4月5日）: an issue after 31 March and by the cut-off belongs to the quarter."""
    bulletin = ningxia.bulletins["2021-q1"].record
    assert (bulletin.period, bulletin.cutoff) == (QUARTER, date(2021, 4, 5))
    fifth = [
        name for name, entry in ningxia.adoptions.items() if entry.record.issue == "2021年第5期"
    ]
    assert len(fifth) == 12
    for name in fifth:
        assert ningxia.adoptions[name].record.date > QUARTER.end
        (award,) = quarter.from_record(f"adoptions/{name}")
        assert award.date == QUARTER.end


def test_inferred_clauses_say_so(ningxia: Dataset) -> None:
    inferred = {
        clause.id: clause.remark
        for clause in ningxia.rulebooks["2021"].record.clauses
        if clause.inferred
    }
    assert inferred == {"higher": "国家、自治区采用评分（推定）", "instruction": None}


@pytest.mark.parametrize("unit", PRINTED)
def test_items_stand_as_the_annex_prints_them(unit: str, ningxia: Dataset, quarter: Ledger) -> None:
    """Category, marks, title and outlets, in the printed order."""
    table = score_table(ningxia, quarter, Period(2021, 1, 3))
    (row,) = (row for row in table.rows if row.name == unit)
    assert [
        (item.category, item.mark_text + item.title, " ".join(line.text for line in item.outlets))
        for item in row.items
    ] == PRINTED[unit]
