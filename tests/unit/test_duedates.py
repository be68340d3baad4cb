"""Deadlines as of a day: on time, late, missing, still open; worked by hand."""

from datetime import date

import pytest

from tests.unit.office import OFFICE, Scores, filed
from tongbao.scoring.duedates import commission_states, duty_deadline, duty_states, is_timely
from tongbao.source.dataset import Dataset

# The commission of the small office was asked on 1 January for 31 January 2021.
ASKED = "commission: 2021/0101-1"
BOOK = OFFICE["rules/2021.yaml"].rstrip(" ") + (
    "        duties:\n"
    "          - {kind: 会议, days: 5}\n"
    "          - {kind: 部署, days: 5, count: working}\n"
)
RETURNED = "returns: [{date: 2021-02-02, reason: 短}]"
REVISED = "returns: [{date: 2021-02-02, reason: 短, revised: 2021-02-10}]"
TWICE = "{date: 2021-02-02, reason: 短, revised: 2021-02-03}"
REFUSED = f"returns: [{TWICE}, {TWICE}, {{date: 2021-02-05, reason: 短}}]"


def answers(*items: tuple[str, str]) -> dict[str, str]:
    """Return answers to the commission: the day each was filed, and a further line."""
    return {
        f"submissions/beixian/2021/{day[5:7]}{day[8:]}-9.yaml": filed(day, f"{ASKED}\n{more}")
        for day, more in items
    }


@pytest.mark.parametrize(
    ("filings", "today", "state", "since"),
    [
        ([], "2021-01-31", None, "2021-01-31"),
        ([], "2021-02-01", "未报", "2021-02-01"),
        ([("2021-01-31", "")], "2021-02-20", "按期", "2021-01-31"),
        ([("2021-01-31", "")], "2021-01-30", None, "2021-01-31"),
        ([("2021-02-01", "")], "2021-02-20", "逾期", "2021-02-01"),
        ([("2021-02-15", "")], "2021-02-14", "未报", "2021-02-01"),
        ([("2021-02-15", "")], "2021-02-15", "逾期", "2021-02-01"),
        ([("2021-01-31", RETURNED)], "2021-02-20", None, "2021-01-31"),
        ([("2021-01-31", REVISED)], "2021-02-20", "按期", "2021-02-10"),
        ([("2021-01-31", REFUSED)], "2021-02-20", "未报", "2021-02-05"),
        ([("2021-01-31", REFUSED), ("2021-02-08", "")], "2021-02-20", "逾期", "2021-02-05"),
        ([("2021-01-30", "withdrawn: {date: 2021-02-09, reason: 误}")], "2021-02-20", "未报", "2021-02-09"),
        ([("2021-01-30", "withdrawn: {date: 2021-01-31, reason: 误}")], "2021-02-20", "未报", "2021-02-01"),
        ([("2021-01-20", ""), ("2021-02-08", "")], "2021-02-20", "按期", "2021-01-20"),
    ],
)  # fmt: skip
def test_how_a_unit_met_a_commission(
    scores: Scores, filings: list[tuple[str, str]], today: str, state: str | None, since: str
) -> None:
    dataset = scores(answers(*filings)).dataset
    (due,) = commission_states(dataset, date.fromisoformat(today))
    assert (due.state, str(due.since)) == (state, since)
    assert (due.record, due.unit, str(due.deadline)) == (
        "commissions/2021/0101-1",
        "beixian",
        "2021-01-31",
    )


def test_before_it_was_asked_nothing_is_due(scores: Scores) -> None:
    assert commission_states(scores().dataset, date(2020, 12, 31)) == ()
    assert len(commission_states(scores().dataset, date(2021, 1, 1))) == 1


def test_a_joint_item_answers_for_all_its_units(scores: Scores) -> None:
    commission = OFFICE["commissions/2021/0101-1.yaml"].replace("[beixian]", "[beixian, nanxian]")
    joint = filed("2021-01-20", f"{ASKED}\njoint: {{units: [{{unit: nanxian}}]}}")
    dataset = scores(
        {
            "commissions/2021/0101-1.yaml": commission,
            "submissions/beixian/2021/0120-1.yaml": joint,
        }
    ).dataset
    found = commission_states(dataset, date(2021, 2, 1))
    assert [(due.unit, due.state) for due in found] == [("beixian", "按期"), ("nanxian", "按期")]


def with_duty(scores: Scores, day: str, kind: str, more: str = "") -> Dataset:
    """Return the small office with one duty of 北县, and the days off of 2021 (not of 2022)."""
    duty = f"title: 事项\nkind: {kind}\ndate: {day}\nopenness: 公开\nunits: [beixian]\n{more}\n"
    return scores(
        {
            "rules/2021.yaml": BOOK,
            "duties/2021/a.yaml": duty,
            "calendar/2021.yaml": (
                "holidays: [2021-05-03, 2021-05-04, 2021-05-05]\nworkdays: [2021-05-08]\n"
            ),
        }
    ).dataset


@pytest.mark.parametrize(
    ("day", "kind", "deadline"),
    [
        ("2021-07-24", "会议", "2021-07-29"),
        ("2021-12-30", "会议", "2022-01-04"),
        ("2021-07-26", "部署", "2021-08-02"),  # from Monday: Tuesday to Friday, Monday
        ("2021-07-24", "部署", "2021-07-30"),  # from Saturday: Monday to Friday
        ("2021-04-29", "部署", "2021-05-10"),  # 30 April, 6, 7, 8 (worked), 10 May
        ("2021-12-29", "部署", None),  # no calendar for 2022
    ],
)
def test_the_day_after_the_event_is_day_1(
    scores: Scores, day: str, kind: str, deadline: str | None
) -> None:
    dataset = with_duty(scores, day, kind)
    found = duty_deadline(dataset, dataset.duties["2021/a"].record)
    assert found == (None if deadline is None else date.fromisoformat(deadline))


def test_the_office_may_set_another_deadline(scores: Scores) -> None:
    dataset = with_duty(scores, "2021-07-24", "会议", "deadline: 2021-08-09")
    assert duty_deadline(dataset, dataset.duties["2021/a"].record) == date(2021, 8, 9)


@pytest.mark.parametrize(("today", "state"), [("2021-07-29", None), ("2021-07-30", "未报")])
def test_a_duty_is_missed_on_the_day_after_its_last(
    scores: Scores, today: str, state: str | None
) -> None:
    """Worked example 5: the meeting closes on 24 July, 5 days."""
    dataset = with_duty(scores, "2021-07-24", "会议")
    (due,) = duty_states(dataset, date.fromisoformat(today))
    assert due.state == state


@pytest.mark.parametrize(
    ("day", "more", "timely"),
    [
        ("2021-01-31", ASKED, True),
        ("2021-02-01", ASKED, False),
        ("2021-02-01", "", None),
        ("2021-07-29", "duty: 2021/a", True),
        ("2021-07-30", "duty: 2021/a", False),
    ],
)
def test_the_day_of_filing_decides_what_is_in_time(
    scores: Scores,
    day: str,
    more: str,
    timely: bool | None,  # noqa: FBT001  # a row of the table
) -> None:
    scores({"submissions/beixian/2021/x.yaml": filed(day, more)})
    dataset = with_duty(scores, "2021-07-24", "会议")
    assert is_timely(dataset, dataset.submissions["beixian/2021/x"].record) is timely
