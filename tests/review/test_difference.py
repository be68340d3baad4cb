"""What a change of the data moves; the office's figures are counted in tests/unit/cycle.py.

For the whole quarter, by hand: 北县 18, 南县 6 - 100 = -94, 东县 6 - 10 = -4, 西县 1 (not ranked).
"""

from pathlib import Path

import pytest

from tests.cases.case import TODAY as CASES_TODAY
from tests.cases.case import data_of, read_case
from tests.review.git_office import Files
from tests.review.states import bulletin, changed, merge_of, of_bureau
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE, adopted, filed
from tongbao.pipeline import examine
from tongbao.review.difference import difference
from tongbao.review.difference_text import STYLES, as_text
from tongbao.scoring.award import shown

ITEM = "submissions/nanxian/2021/0212-1.yaml"
CASES = sorted((Path(__file__).parents[1] / "cases" / "invalid").glob("*.txt"))
PROPOSING = {"rules/2021.yaml": CYCLE["rules/2021.yaml"].replace("automatic: true", "")}
COMMISSION = """
    title: 新的约稿
    asked: 2021-04-01
    deadline: 2021-04-10
    openness: 不公开
    units: [beixian]
"""
CONFIRMED = """
    unit: dongxian
    date: 2021-04-20
    clause: late
    about: commissions/2021/0101-1
    reason: 没有报
    signer: 甲
    openness: 公开
"""
WITHDRAWN = filed("2021-02-02", "withdrawn: {date: 2021-02-03, reason: 重复}")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            {"submissions/beixian/2021/0105-1.yaml": "# 说明\n" + filed("2021-01-05")},
            [],
            id="a comment is no change",
        ),
        pytest.param(
            {ITEM: filed("2021-02-12", unit="nanxian")},
            [("new", "submissions", "nanxian/2021/0212-1", "nanxian2021-02-12的信息", ())],
            id="a new submission",
        ),
        pytest.param(
            {ITEM: filed("2021-02-12", unit="nanxian").replace("公开", "不公开")},
            [("new", "submissions", "nanxian/2021/0212-1", "（不公开信息）", ())],
            id="one that is not public",
        ),
        pytest.param(
            {"submissions/beixian/2021/0202-1.yaml": WITHDRAWN},
            [("withdrawn", "submissions", "beixian/2021/0202-1", "（不公开信息）", ("withdrawn",))],
            id="a withdrawn submission",
        ),
        pytest.param(
            {"submissions/beixian/2021/0202-1.yaml": None},
            [("deleted", "submissions", "beixian/2021/0202-1", "beixian2021-02-02的信息", ())],
            id="a deleted submission",
        ),
        pytest.param(
            {"submissions/beixian/2021/0202-1.yaml": "title：全角冒号\n"},
            [("unreadable", "submissions", "beixian/2021/0202-1", "beixian2021-02-02的信息", ())],
            id="a submission that is refused now is not deleted",
        ),
        pytest.param(
            {"adoptions/2021/c.yaml": adopted("2021-02-21", "xinxi", "beixian/2021/0202-1")},
            [("new", "adoptions", "2021/c", "医保信息，beixian2021-02-02的信息", ())],
            id="an adoption",
        ),
        pytest.param(
            {
                "instructions/2021/0222-1.yaml": "submission: beixian/2021/0202-1\nlevel: 国家\nleader: 主要领导\ndate: 2021-02-22\n"
            },
            [("new", "instructions", "2021/0222-1", "国家主要领导，beixian2021-02-02的信息", ())],
            id="an instruction",
        ),
        pytest.param(
            {
                "commissions/2021/0101-1.yaml": CYCLE["commissions/2021/0101-1.yaml"].replace(
                    "2021-03-10", "2021-03-12"
                )
            },
            [("changed", "commissions", "2021/0101-1", "（不公开信息）", ("deadline",))],
            id="a commission that is not public",
        ),
        pytest.param(
            {
                "entries/2021/0420-1.yaml": CONFIRMED.replace("late", "blunder").replace(
                    "about: commissions/2021/0101-1", ""
                )
            },
            [("new", "entries", "2021/0420-1", "东县，blunder", ())],
            id="a manual entry never shows its reason",
        ),
        pytest.param(
            {"bulletins/2021-02/bulletin.md": bulletin("[ranking]")},
            [("new", "bulletins", "2021-02", "2月通报", ())],
            id="a bulletin",
        ),
        pytest.param(
            {"units.yaml": CYCLE["units.yaml"].replace("count: 2", "count: 3")},
            [("changed", "units", "units", "", ("tasks",))],
            id="a registry",
        ),
    ],
)
def test_records(change: Files, expected: list[tuple[object, ...]], tmp_path: Path) -> None:
    bureaus = changed(tmp_path, change).bureaus
    found = [
        (each.status, each.kind, each.id, each.title, each.fields)
        for bureau in bureaus
        for each in bureau.records
    ]
    assert found == expected


def awards(folder: Path, change: Files, base: Files | None = None) -> list[tuple[str, ...]]:
    bureaus = changed(folder, change, base).bureaus
    return [
        (
            each.unit,
            str(each.award.date),
            each.citation,
            shown(each.before.points) if each.before else "",
            shown(each.after.points) if each.after else "",
        )
        for bureau in bureaus
        for each in bureau.awards
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            {ITEM: filed("2021-02-12", unit="nanxian", category="经验总结")},
            [
                ("南县", "2021-02-12", "第一条", "", "3"),
                ("南县", "2021-02-12", "第一条", "", "1"),
            ],
            id="each clause that gives something",
        ),
        pytest.param(
            {"submissions/beixian/2021/0202-1.yaml": WITHDRAWN},
            [("北县", "2021-02-02", "第一条", "1", "")],
            id="a withdrawn item loses its point",
        ),
        pytest.param(
            {"adoptions/2021/b.yaml": None},
            [
                ("南县", "2021-02-20", "第二条", "5", ""),
                ("东县", "2021-02-20", "第二条", "5", ""),
            ],
            id="an adoption of a joint item costs both their halves",
        ),
        pytest.param(
            {
                "submissions/beixian/2021/0202-1.yaml": None,
                "submissions/beixian/2021/0202-2.yaml": filed("2021-02-02"),
            },
            [],
            id="another file name is no other line",
        ),
        pytest.param(
            {
                "submissions/nanxian/2021/0210-1.yaml": filed(
                    "2021-02-10", "joint: {mark: 综, units: [{unit: xixian}]}", "nanxian"
                )
            },
            [
                ("东县", "2021-02-20", "第二条", "5", ""),
                ("西县", "2021-02-20", "第二条", "", "5"),
            ],
            id="half the points go to another unit",
        ),
        pytest.param(
            {"rules/2021.yaml": CYCLE["rules/2021.yaml"].replace("points: -100", "points: -50")},
            [("南县", "2021-03-05", "第五条", "-100", "-50")],
            id="a rule's value",
        ),
    ],
)
def test_awards(change: Files, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    assert sorted(awards(tmp_path, change)) == sorted(expected)


def test_of_equal_lines_only_the_difference_counts(tmp_path: Path) -> None:
    twin = filed("2021-02-02").replace("的信息", "的另一条信息")
    base = {"submissions/beixian/2021/0202-2.yaml": twin}
    change: Files = {"submissions/beixian/2021/0202-1.yaml": None}
    assert awards(tmp_path, change, base) == [("北县", "2021-02-02", "第一条", "1", "")]


def test_a_count_of_a_month_is_one_line_before_and_after(tmp_path: Path) -> None:
    # Under that rulebook: fewer than 2 items 0, two items 1, each further one 0.2.
    monthly = {"rules/2021.yaml": OFFICE["rules/2021.yaml"], "entries/2021/0305-1.yaml": None}
    change = {"submissions/beixian/2021/0107-1.yaml": filed("2021-01-07")}
    assert awards(tmp_path, change, monthly) == [("北县", "2021-01-31", "第一条", "1", "1.2")]


def positions(folder: Path, change: Files) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for each in of_bureau(changed(folder, change)).positions:
        assert each.before is not None
        assert each.after is not None
        found.append(
            (
                each.name,
                str(each.period),
                f"{shown(each.before.total)} → {shown(each.after.total)}",
                f"{each.before.rank} → {each.after.rank}",
                each.task,
            )
        )
    return found


def test_positions_of_the_months_quarter_and_year_that_move(tmp_path: Path) -> None:
    change = {ITEM: filed("2021-02-12", unit="nanxian")}
    assert positions(tmp_path, change) == [
        ("南县", "2021-02", "6 → 7", "2 → 2", True),
        ("南县", "2021-q1", "-94 → -93", "3 → 3", None),
        ("南县", "2021", "-94 → -93", "3 → 3", None),
        ("东县", "2021-02", "6 → 6", "2 → 3", None),
    ]


def test_a_deleted_record_takes_points_rank_and_task(tmp_path: Path) -> None:
    assert positions(tmp_path, {"submissions/beixian/2021/0106-1.yaml": None}) == [
        ("北县", "2021-01", "2 → 1", "1 → 1", False),
        ("北县", "2021-q1", "18 → 17", "1 → 1", None),
        ("北县", "2021", "18 → 17", "1 → 1", None),
    ]


def test_another_task_moves_no_points_but_who_met_it(tmp_path: Path) -> None:
    change = {"units.yaml": CYCLE["units.yaml"].replace("count: 2", "count: 3")}
    assert positions(tmp_path, change) == [("北县", "2021-01", "2 → 2", "1 → 1", False)]


def test_a_deduction_not_confirmed_is_proposed(tmp_path: Path) -> None:
    found = of_bureau(changed(tmp_path, {"commissions/2021/0401-1.yaml": COMMISSION}, PROPOSING))
    assert [(each.unit, each.before, shown(each.award.points)) for each in found.proposed] == [
        ("北县", None, "-10")
    ]
    assert (found.awards, found.positions) == ((), ())


def test_a_deduction_confirmed_is_no_longer_proposed(tmp_path: Path) -> None:
    found = of_bureau(changed(tmp_path, {"entries/2021/0420-1.yaml": CONFIRMED}, PROPOSING))
    assert [(each.unit, each.after, shown(each.award.points)) for each in found.proposed] == [
        ("东县", None, "-10")
    ]
    assert [
        (each.unit, str(each.award.date), shown(each.award.points)) for each in found.awards
    ] == [("东县", "2021-04-20", "-10")]


def test_new_problems_are_told_from_those_that_remain(tmp_path: Path) -> None:
    broken = {"submissions/xixian/2021/0213-1.yaml": "title：全角冒号\n"}
    again = filed("2021-02-12", unit="nanxian").replace(
        "nanxian2021-02-12的信息", "beixian2021-02-02的信息"
    )
    found = changed(tmp_path, {ITEM: again}, broken)
    assert [
        (each.rule.identifier, each.place.path, each.place.line) for each in found.problems
    ] == [("title-twice", f"data/moushi/{ITEM}", 3)]
    assert (found.remaining, found.solved) == (1, 0)
    bureau = of_bureau(found)
    assert bureau.bulletins is None
    assert [each.id for each in bureau.records] == ["nanxian/2021/0212-1"]


def test_a_bureau_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    found = changed(tmp_path, {"units.yaml": "groups：[]\n"})
    assert (found.bureaus, found.vanished) == ((), ("某市医保局",))
    assert [each.rule.identifier for each in found.problems] == ["yaml-colon"]


def test_a_bureau_that_can_be_read_again_is_named(tmp_path: Path) -> None:
    broken = {"units.yaml": "groups：[]\n"}
    found = changed(tmp_path, {"units.yaml": CYCLE["units.yaml"]}, broken)
    assert (found.bureaus, found.appeared, found.solved) == ((), ("某市医保局",), 1)


def test_a_unit_that_is_new_enters_the_ranking(tmp_path: Path) -> None:
    # 中县 has 0 points in January: behind 北县 (2), beside 南县 and 东县 (0).
    more = "    - {id: zhongxian, name: 中县医疗保障局, short: 中县, group: 各县}\n"
    registry = CYCLE["units.yaml"].replace("        tasks:", f"      {more}        tasks:")
    found = of_bureau(changed(tmp_path, {"units.yaml": registry}))
    january = [each for each in found.positions if str(each.period) == "2021-01"]
    assert [(each.name, each.before) for each in january] == [("中县", None)]
    assert january[0].after is not None
    assert shown(january[0].after.total) == "0"
    assert (january[0].after.rank, january[0].after.is_met) == (2, False)


def test_no_broken_data_stops_the_difference(example_data: Path, tmp_path: Path) -> None:
    good = examine(example_data, CASES_TODAY)
    for path in CASES:
        data = data_of(read_case(path), example_data, tmp_path / path.stem)
        bad = examine(data, CASES_TODAY)
        for found in (difference(good, bad), difference(bad, good)):
            for style in STYLES.values():
                assert style(merge_of(found))
        assert difference(bad, bad).is_empty


def test_nothing_private_is_in_it(tmp_path: Path) -> None:
    secret = filed("2021-02-12", unit="nanxian").replace("公开", "依申请公开")
    twice = {
        ITEM: secret.replace("nanxian2021-02-12的信息", "不能说的事"),
        "submissions/dongxian/2021/0213-1.yaml": filed("2021-02-13", unit="dongxian")
        .replace("dongxian2021-02-13的信息", "不能说的事")
        .replace("公开", "不公开"),
        "adoptions/2021/c.yaml": adopted("2021-02-21", "xinxi", "nanxian/2021/0212-1"),
        "adoptions/2021/d.yaml": adopted("2021-02-21", "xinxi", "nanxian/2021/0212-9"),
        "commissions/2021/0401-1.yaml": COMMISSION,
    }
    found = merge_of(changed(tmp_path, twice))
    for style in STYLES.values():
        assert "不能说的事" not in style(found)
        assert "新的约稿" not in style(found)
    assert "新的错误" in as_text(found)
