"""The ranking and the list of items of an annex, on figures counted by hand (see cycle.py)."""

from datetime import date

import pytest

from tests.unit.cycle import CYCLE
from tests.unit.office import Scores, filed
from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.item_table import ItemTable, item_table
from tongbao.documents.ranking_table import RankingTable, ranking_table
from tongbao.model.period import Period

FEBRUARY = Period(2021, 2, 2)
MARCH = Period(2021, 3, 3)
QUARTER = Period(2021, 1, 3)
YEAR = Period(2021, 1, 12)
END = date(2021, 3, 31)

HEADINGS = ("报送", "采用", "领导批示", "扣分")


def ranking(scores: Scores, period: Period, more: dict[str, str] | None = None) -> RankingTable:
    scored = scores({**CYCLE, **(more or {})}, END)
    return ranking_table(scored.dataset, scored.ledger, period, "tongbao")


def rows_of(table: RankingTable, group: str) -> list[tuple[str, ...]]:
    (found,) = (each for each in table.groups if each.name == group)
    return [(row.rank, row.name[:2], *table.figures_of(row)) for row in found.rows]


@pytest.mark.parametrize(
    ("period", "rows"),
    [
        pytest.param(
            FEBRUARY,
            [
                ("1", "北县", "6", "10", "", "", "16", "18", "3/2"),
                ("2", "南县", "1", "5", "", "", "6", "6", "1/2"),
                ("2", "东县", "1", "5", "", "", "6", "6", "1/2"),
                ("", "西县", "1", "", "", "", "1", "1", "1/2"),
            ],
            id="a month; ties share a rank, the unit outside the ranking comes last",
        ),
        pytest.param(
            MARCH,
            [
                ("1", "北县", "", "", "", "", "0", "18", "0/2"),
                ("2", "东县", "", "", "", "-10", "-10", "-4", "0/2"),
                ("3", "南县", "", "", "", "-100", "-100", "-94", "0/2"),
                ("", "西县", "", "", "", "", "0", "1", "0/2"),
            ],
            id="deductions, nothing filed",
        ),
        pytest.param(
            QUARTER,
            [
                ("1", "北县", "8", "10", "", "", "18", "18", "5/6"),
                ("2", "东县", "1", "5", "", "-10", "-4", "-4", "1/6"),
                ("3", "南县", "1", "5", "", "-100", "-94", "-94", "1/6"),
                ("", "西县", "1", "", "", "", "1", "1", "1/6"),
            ],
            id="a quarter",
        ),
        pytest.param(
            YEAR,
            [
                ("1", "北县", "8", "10", "", "", "18", "5/24"),
                ("2", "东县", "1", "5", "", "-10", "-4", "1/24"),
                ("3", "南县", "1", "5", "", "-100", "-94", "1/24"),
                ("", "西县", "1", "", "", "", "1", "1/24"),
            ],
            id="a year has no points to date",
        ),
    ],
)
def test_rows_by_rank(scores: Scores, period: Period, rows: list[tuple[str, ...]]) -> None:
    assert rows_of(ranking(scores, period), "各县") == rows


@pytest.mark.parametrize(
    ("period", "headings"),
    [
        (FEBRUARY, (*HEADINGS, "2月得分", "累计得分", "任务完成")),
        (QUARTER, (*HEADINGS, "一季度得分", "累计得分", "任务完成")),
        (YEAR, (*HEADINGS, "全年得分", "任务完成")),
    ],
)
def test_headings(scores: Scores, period: Period, headings: tuple[str, ...]) -> None:
    assert ranking(scores, period).figures == headings


def test_a_unit_without_a_task_has_a_blank(scores: Scores) -> None:
    assert rows_of(ranking(scores, FEBRUARY), "科室") == [
        ("1", "办公", "", "", "", "", "0", "0", "")
    ]


def test_numbers_lead_to_the_awards_behind_them(scores: Scores) -> None:
    row = ranking(scores, FEBRUARY).groups[1].rows[0]
    page = "bulletins/tongbao/units/beixian/"
    assert [cell.target for cell in row.points] == [
        f"{page}#_heading-1",
        f"{page}#_heading-2",
        f"{page}#_heading-3",
        f"{page}#_heading-4",
        f"{page}#_period",
        f"{page}#_year",
    ]
    assert row.task.target == "units/beixian/filed/2021/#filed-2021-02"


MORE = """
        labels:
          - {name: 不达标, period: month, below: 5}
          - {name: 未完成任务, period: month, below_task: true}
        conversions:
          - {name: 年度考核折算分, period: month, factor: 0.1, groups: [各县]}
"""


def test_labels_and_conversions(scores: Scores) -> None:
    table = ranking(scores, FEBRUARY, {"rules/2021.yaml": CYCLE["rules/2021.yaml"] + MORE})
    assert table.figures[-1] == "年度考核折算分"
    assert table.labels == "评语"
    assert [
        (row.name[:2], row.converted, row.labels) for group in table.groups for row in group.rows
    ] == [
        ("办公", "", "不达标"),
        ("北县", "1.6", ""),
        ("南县", "0.6", "未完成任务"),
        ("东县", "0.6", "未完成任务"),
        ("西县", "0.1", "不达标、未完成任务"),
    ]


def test_a_label_for_months_in_a_row_waits_for_them(scores: Scores) -> None:
    """东县 is scored from February: one month below 10 is not yet two."""
    label = "{name: 落后, period: month, below: 10, consecutive: 2}"
    more = {
        "rules/2021.yaml": CYCLE["rules/2021.yaml"] + f"\n        labels:\n          - {label}\n",
        "units.yaml": CYCLE["units.yaml"].replace("short: 东县", "short: 东县, from: 2021-02-01"),
    }
    table = ranking(scores, FEBRUARY, more)
    labelled = [row.name[:2] for group in table.groups for row in group.rows if row.labels]
    assert labelled == ["办公", "南县", "西县"]


def items(
    scores: Scores,
    more: dict[str, str] | None = None,
    period: Period = FEBRUARY,
) -> ItemTable:
    scored = scores({**CYCLE, **(more or {})}, END)
    return item_table(scored.dataset, scored.ledger, period)


def test_a_joint_item_stands_under_each_of_its_units(scores: Scores) -> None:
    (group,) = items(scores).groups
    assert [
        (unit.name[:2], item.mark_text, item.title, [outlet.text for outlet in item.outlets])
        for unit in group.units
        for item in unit.items
    ] == [
        ("北县", "", "beixian2021-02-01的信息", ["局官网"]),
        ("南县", "（综）", "nanxian2021-02-10的信息", ["医保动态"]),
        ("东县", "（综）", "nanxian2021-02-10的信息", ["医保动态"]),
    ]


INSTRUCTION = {
    "instructions/2021/0301-1.yaml": """
        submission: beixian/2021/0203-1
        level: 国家
        leader: 主要领导
        date: 2021-03-01
    """,
    "instructions/2021/0302-1.yaml": """
        submission: beixian/2021/0203-1
        level: 本局
        date: 2021-03-02
    """,
}


def test_an_item_that_only_leaders_noticed_is_listed(scores: Scores) -> None:
    table = items(scores, INSTRUCTION, period=MARCH)
    assert table.has_instructions
    assert [(item.title, item.outlets, item.instructions) for item in table.items] == [
        ("beixian2021-02-03的信息", (), ("国家主要领导", "本局领导"))
    ]
    assert not items(scores).has_instructions


CLOSED = {
    "submissions/beixian/2021/0201-1.yaml": filed("2021-02-01", category="经验总结").replace(
        "openness: 公开", "openness: 不公开"
    )
}


def test_an_item_that_is_not_public_has_neither_title_nor_page(scores: Scores) -> None:
    first = next(items(scores, CLOSED).items)
    assert (first.title, first.target) == (NOT_PUBLIC, None)


def test_a_period_without_items(scores: Scores) -> None:
    table = items(scores, period=MARCH)
    assert table.groups == ()
    assert table.none == "本期没有采用条目"
