"""The first and the last day on which something holds, and points just above nothing."""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.clauses import book
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE, Scores, adopted, filed
from tongbao.diagnostic import Place
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.duedates import commission_states, duty_deadline, duty_states, is_timely
from tongbao.scoring.places import place_of
from tongbao.scoring.ranking import barred_units, group_standings, leading, standings
from tongbao.scoring.tasks import tasks_of

BEIXIAN, NANXIAN = UnitId("beixian"), UnitId("nanxian")
BARS = "event: entry\naward: per-event\nbars: "
ENTRY = "unit: beixian\ndate: {}\nclause: fault\nreason: 认定\nsigner: 某某\nopenness: 公开\n"


@pytest.mark.parametrize(
    ("span", "day", "month", "is_barred"),
    [
        ("month", "2021-03-31", 3, True),  # the last day of the period
        ("month", "2021-03-31", 4, False),
        ("quarter", "2021-03-31", 2, False),  # what happens later bars nobody
        # The week of Tuesday 27 July ends on Sunday 1 August, that of 24 August on the 29th.
        ("week", "2021-07-27", 8, True),
        ("week", "2021-08-24", 9, False),
    ],
)
def test_a_bar_holds_from_its_day_to_the_end_of_its_span(
    scores: Scores,
    span: str,
    day: str,
    month: int,
    is_barred: bool,  # noqa: FBT001  # a row of the table
) -> None:
    scored = scores({**book(fault=BARS + span), "entries/2021/a.yaml": ENTRY.format(day)})
    found = barred_units(scored.dataset, scored.ledger, Period(2021, month, month))
    assert found == ({BEIXIAN} if is_barred else set())


def test_a_clause_that_does_not_bar_bars_nobody(scores: Scores) -> None:
    fault = "event: entry\naward: per-event\npoints: -5"
    scored = scores({**book(fault=fault), "entries/2021/a.yaml": ENTRY.format("2021-03-31")})
    assert barred_units(scored.dataset, scored.ledger, Period(2021, 1, 3)) == set()


def test_less_than_a_point_is_enough_to_lead() -> None:
    ranked = standings({BEIXIAN: Decimal("0.2"), NANXIAN: Decimal(0)})
    assert [[each.unit for each in tied] for tied in leading(ranked, 2)] == [["beixian"]]


def test_where_no_rulebook_is_in_force_the_official_order_holds(scores: Scores) -> None:
    """In December 2020 旧县 is still scored, 西县 is not ranked, and nobody has points."""
    scored = scores(CYCLE)
    ranked = group_standings(scored.dataset, scored.ledger, "各县", Period(2020, 12, 12))
    assert [(each.unit, each.rank, shown(each.total)) for each in ranked] == [
        ("beixian", 1, "0"),
        ("nanxian", 1, "0"),
        ("dongxian", 1, "0"),
        ("jiuxian", 1, "0"),
    ]


@pytest.mark.parametrize(
    ("group", "own", "spans"),
    [
        # The unit's own task leaves one day before it, one behind it, or both.
        ("from: 2021-01-01", "from: 2021-01-02", ["01-02 None", "01-01 01-01"]),
        (
            "from: 2021-01-01, to: 2021-03-31",
            "from: 2021-01-01, to: 2021-03-30",
            ["01-01 03-30", "03-31 03-31"],
        ),
        (
            "from: 2021-01-01, to: 2021-03-31",
            "from: 2021-01-02, to: 2021-03-30",
            ["01-02 03-30", "01-01 01-01", "03-31 03-31"],
        ),
        # It takes all of the group's, or none of it.
        ("from: 2021-01-01, to: 2021-03-31", "from: 2021-01-01, to: 2021-03-31", ["01-01 03-31"]),
        (
            "from: 2021-02-01, to: 2021-03-31",
            "from: 2021-01-01, to: 2021-01-31",
            ["01-01 01-31", "02-01 03-31"],
        ),
        (
            "from: 2021-02-01, to: 2021-03-31",
            "from: 2021-04-01, to: 2021-04-30",
            ["04-01 04-30", "02-01 03-31"],
        ),
    ],
)
def test_a_groups_task_holds_on_the_days_beside_the_units_own(
    scores: Scores, group: str, own: str, spans: list[str]
) -> None:
    units = OFFICE["units.yaml"].rstrip(" ") + (
        "        tasks:\n"
        f"          - {{group: 各县, period: month, count: 2, {group}}}\n"
        f"          - {{units: [beixian], period: month, count: 5, {own}}}\n"
    )
    dataset = scores({"units.yaml": units}).dataset
    found = [
        f"{task.from_:%m-%d} {f'{task.to:%m-%d}' if task.to else None}"
        for task in tasks_of(dataset, BEIXIAN)
    ]
    assert found == spans


@pytest.mark.parametrize(
    ("scored", "spans"),
    [
        ("from: 2021-03-31", ["2021-03-31 2021-03-31"]),
        ("from: 2021-04-01", []),
        ("to: 2021-01-01", ["2021-01-01 2021-01-01"]),
        ("to: 2020-12-31", []),
    ],
)
def test_a_task_holds_while_the_unit_is_scored(
    scores: Scores, scored: str, spans: list[str]
) -> None:
    """The group's task is of the first quarter."""
    units = OFFICE["units.yaml"].replace("short: 北县,", f"short: 北县, {scored},").rstrip(" ")
    units += (
        "        tasks:\n"
        "          - {group: 各县, period: month, count: 2, from: 2021-01-01, to: 2021-03-31}\n"
    )
    files = {"units.yaml": units}
    dataset = scores(files).dataset
    assert [f"{task.from_} {task.to}" for task in tasks_of(dataset, BEIXIAN)] == spans


def test_items_and_points_owed_are_tasks_of_two_kinds(scores: Scores) -> None:
    """The unit's own target does not take the place of its group's items."""
    units = OFFICE["units.yaml"].rstrip(" ") + (
        "        tasks:\n"
        "          - {group: 各县, period: month, count: 2, from: 2021-01-01}\n"
        "          - {units: [beixian], period: month, points: 5, from: 2021-01-01}\n"
    )
    dataset = scores({"units.yaml": units}).dataset
    found = [(task.count, task.points) for task in tasks_of(dataset, BEIXIAN)]
    assert found == [(None, 5), (2, None)]


def test_every_kind_of_record_has_its_place(scores: Scores) -> None:
    dataset = scores(
        {
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "instructions/2021/a.yaml": (
                "submission: beixian/2021/0105-1\nlevel: 国家\ndate: 2021-02-01\n"
            ),
            "duties/2021/a.yaml": (
                "title: 会议\nkind: 会议\ndate: 2021-01-01\ndeadline: 2021-01-10\n"
                "openness: 公开\nunits: [beixian]\n"
            ),
            "entries/2021/a.yaml": ENTRY.format("2021-03-31"),
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
        },
        date(2021, 1, 5),
    ).dataset
    for record, field, line, column in [
        ("submissions/beixian/2021/0106-1", "date", 2, 7),
        ("adoptions/2021/a", "outlet", 2, 9),
        ("instructions/2021/a", "level", 2, 8),
        ("commissions/2021/0101-1", "deadline", 4, 11),
        ("duties/2021/a", "units", 6, 8),
        ("entries/2021/a", "clause", 3, 9),
    ]:
        assert place_of(dataset, record, field) == Place(f"data/moushi/{record}.yaml", line, column)


@pytest.mark.parametrize(
    ("revised", "today", "state"),
    [
        ("", "2021-01-31", "按期"),  # on the day it is filed, which is the last one
        ("", "2021-01-30", None),
        ("returns: [{date: 2021-02-02, reason: 短, revised: 2021-02-10}]", "2021-02-09", None),
        ("returns: [{date: 2021-02-02, reason: 短, revised: 2021-02-10}]", "2021-02-10", "按期"),
    ],
)
def test_an_item_in_time_counts_from_the_day_it_is_accepted(
    scores: Scores, revised: str, today: str, state: str | None
) -> None:
    item = filed("2021-01-31", f"commission: 2021/0101-1\n{revised}")
    dataset = scores({"submissions/beixian/2021/x.yaml": item}).dataset
    (due,) = commission_states(dataset, date.fromisoformat(today))
    assert due.state == state


def test_a_duty_the_rulebook_does_not_know_has_no_deadline(scores: Scores) -> None:
    """Nor has one on a day without a rulebook; the rulebook is of 2021 and knows 会议 alone."""
    duty = "title: 事项\nkind: {}\ndate: {}\nopenness: 公开\nunits: [beixian]\n"
    rules = OFFICE["rules/2021.yaml"].rstrip(" ") + "        duties: [{kind: 会议, days: 5}]\n"
    dataset = scores(
        {
            "rules/2021.yaml": rules,
            "duties/2020/a.yaml": duty.format("会议", "2020-12-31"),
            "duties/2021/a.yaml": duty.format("培训", "2021-02-01"),
            "duties/2021/b.yaml": duty.format("会议", "2021-02-01"),
        }
    ).dataset
    deadlines = {name: duty_deadline(dataset, each.record) for name, each in dataset.duties.items()}
    assert deadlines == {"2020/a": None, "2021/a": None, "2021/b": date(2021, 2, 6)}
    found = duty_states(dataset, date(2021, 2, 7))
    assert [(due.record, due.state) for due in found] == [("duties/2021/b", "未报")]


def test_a_duty_is_there_from_its_day_on(scores: Scores) -> None:
    duty = "title: 事项\nkind: 会议\ndate: 2021-02-01\nopenness: 公开\nunits: [beixian]\n"
    rules = OFFICE["rules/2021.yaml"].rstrip(" ") + "        duties: [{kind: 会议, days: 5}]\n"
    dataset = scores({"rules/2021.yaml": rules, "duties/2021/a.yaml": duty}).dataset
    assert duty_states(dataset, date(2021, 1, 31)) == ()
    assert [due.state for due in duty_states(dataset, date(2021, 2, 1))] == [None]


@pytest.mark.parametrize("answered", ["commission: 2021/none", "duty: 2021/none"])
def test_an_answer_to_what_is_not_there_is_neither_in_time_nor_late(
    scores: Scores, answered: str
) -> None:
    item = filed("2021-01-31", answered)
    dataset = scores({"submissions/beixian/2021/x.yaml": item}).dataset
    assert is_timely(dataset, dataset.submissions["beixian/2021/x"].record) is None
