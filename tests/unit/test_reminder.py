"""The half-monthly reminder, on the small office of cycle.py with further records."""

from datetime import date

import pytest

from tests.unit.cycle import CYCLE
from tests.unit.office import Scores, filed
from tongbao.documents.audience import Audience
from tongbao.documents.reminder import ReminderView, reminder_days, reminder_view


def reminder(
    scores: Scores,
    day: str,
    more: dict[str, str] | None = None,
    audience: Audience = Audience.PUBLIC,
) -> ReminderView:
    dataset = scores({**CYCLE, **(more or {})}).dataset
    return reminder_view(dataset, date.fromisoformat(day), audience)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        pytest.param(None, [], id="no day"),
        pytest.param("2021-01-14", [], id="before the 15th"),
        pytest.param("2021-01-15", ["01-15"], id="the 15th"),
        pytest.param("2021-02-27", ["01-15", "01-31", "02-15"], id="before a month's end"),
        pytest.param(
            "2021-03-15", ["01-15", "01-31", "02-15", "02-28", "03-15"], id="nobody filed in March"
        ),
    ],
)
def test_days(scores: Scores, today: str | None, days: list[str]) -> None:
    """The tasks begin on 1 January; the last filing is of 12 February, which ends nothing."""
    dataset = scores(CYCLE).dataset
    found = reminder_days(dataset, date.fromisoformat(today) if today else None)
    assert [f"{day:%m-%d}" for day in found] == days


def test_no_task_no_reminder(scores: Scores) -> None:
    assert reminder_days(scores().dataset, date(2021, 3, 1)) == ()


@pytest.mark.parametrize(
    ("day", "behind"),
    [
        # 2 are owed: 1 of 2 is half of it.
        ("2021-02-15", []),
        ("2021-02-10", [("东县", 2, 0, 2), ("西县", 2, 0, 2)]),
        ("2021-02-28", [("南县", 2, 1, 1), ("东县", 2, 1, 1), ("西县", 2, 1, 1)]),
        ("2021-01-15", [("南县", 2, 0, 2), ("东县", 2, 0, 2), ("西县", 2, 0, 2)]),
    ],
)
def test_who_is_behind(scores: Scores, day: str, behind: list[tuple[object, ...]]) -> None:
    view = reminder(scores, day)
    assert [
        (row.name[:2], row.due, row.done, row.missing)
        for group in view.behind
        for row in group.rows
    ] == behind


@pytest.mark.parametrize(
    ("record", "is_behind"),
    [
        pytest.param("", False, id="accepted"),
        pytest.param(
            "returns: [{date: 2021-02-12, reason: 太短, revised: 2021-02-14}]",
            False,
            id="revised in time",
        ),
        pytest.param(
            "returns: [{date: 2021-02-12, reason: 太短, revised: 2021-02-16}]",
            True,
            id="revised later",
        ),
        pytest.param(
            "returns: [{date: 2021-02-16, reason: 太短}]", False, id="sent back only later"
        ),
        pytest.param(
            "returns: [{date: 2021-02-15, reason: 太短}]", True, id="sent back on the day"
        ),
        pytest.param(
            "withdrawn: {date: 2021-02-16, reason: 重复}", False, id="withdrawn only later"
        ),
        pytest.param("withdrawn: {date: 2021-02-15, reason: 重复}", True, id="withdrawn"),
    ],
)
def test_what_is_dated_later_does_not_count(
    scores: Scores, record: str, *, is_behind: bool
) -> None:
    path = "submissions/dongxian/2021/0211-1.yaml"
    view = reminder(scores, "2021-02-15", {path: filed("2021-02-11", record, "dongxian")})
    assert bool(view.behind) is is_behind


def test_more_for_one_task_does_not_make_up_half_of_all(scores: Scores) -> None:
    """Owed are 1 动态信息 and 3 经验总结: 2 and 0 by the 15th are 1 of 4."""
    tasks = """tasks:
          - {group: 各县, period: month, count: 1, categories: [动态信息], from: 2021-01-01}
          - {group: 各县, period: month, count: 3, categories: [经验总结], from: 2021-01-01}
    """
    units = CYCLE["units.yaml"].partition("tasks:")[0] + tasks
    (group,) = reminder(scores, "2021-01-15", {"units.yaml": units}).behind
    row = next(row for row in group.rows if row.unit == "beixian")
    assert (row.due, row.done, row.missing) == (4, 2, 3)


@pytest.mark.parametrize(("day", "count"), [("2021-01-04", 4), ("2021-01-05", 3)])
def test_an_item_that_is_filed_later_is_not_there_yet(scores: Scores, day: str, count: int) -> None:
    """北县 files on 5 January."""
    (group,) = reminder(scores, day).behind
    assert len(group.rows) == count


@pytest.mark.parametrize(
    ("day", "title", "body"),
    [
        (
            "2021-02-15",
            "关于2021年2月上半月信息报送情况的提醒",
            ("截至2月15日，各单位的报送都达到本月任务的一半。",),
        ),
        (
            "2021-02-28",
            "关于2021年2月信息报送情况的提醒",
            ("截至2月28日，有3个单位没有完成本月任务（见附表），请查找原因，在下月补上。",),
        ),
        (
            "2021-01-15",
            "关于2021年1月上半月信息报送情况的提醒",
            (
                "截至1月15日，有3个单位的报送没有达到本月任务的一半（见附表），请抓紧报送，确保完成本月任务；还差的条数按全月任务计算。",
            ),
        ),
        (
            "2021-03-15",
            "关于2021年3月上半月信息报送情况的提醒",
            (
                "截至3月15日，有4个单位的报送没有达到本月任务的一半（见附表1），请抓紧报送，确保完成本月任务；还差的条数按全月任务计算。",
                "另有约稿等任务还没有报送（见附表2），逾期的请立即补报。",
            ),
        ),
    ],
)
def test_words(scores: Scores, day: str, title: str, body: tuple[str, ...]) -> None:
    view = reminder(scores, day)
    assert (view.title, view.body) == (title, body)
    assert view.recipients == "各单位："
    assert view.signature == "某市医疗保障局办公室"
    assert view.signed == title[2:6] + f"年{int(day[5:7])}月{int(day[8:])}日"
    assert view.target == f"reminders/{day}/"


DUTY = {
    "rules/2021.yaml": CYCLE["rules/2021.yaml"] + "\n        duties: [{kind: 重大会议, days: 5}]\n",
    "duties/2021/0308-1.yaml": """
        title: 全省会议
        kind: 重大会议
        date: 2021-03-08
        openness: 公开
        units: [beixian, nanxian, dongxian]
    """,
    "submissions/beixian/2021/0312-1.yaml": filed("2021-03-12", "duty: 2021/0308-1"),
    "submissions/nanxian/2021/0314-1.yaml": filed(
        "2021-03-14", "duty: 2021/0308-1", unit="nanxian"
    ),
}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2021-02-28", []),
        ("2021-03-05", [("约稿（不公开）", "3月10日", "未到期", "东县", None)]),
        (
            "2021-03-10",
            [
                ("约稿（不公开）", "3月10日", "未到期", "东县", None),
                (
                    "重大会议：全省会议",
                    "3月13日",
                    "未到期",
                    "北县、南县、东县",
                    "due/duties/2021/0308-1/",
                ),
            ],
        ),
        (
            "2021-03-13",
            [
                ("约稿（不公开）", "3月10日", "逾期未报", "东县", None),
                (
                    "重大会议：全省会议",
                    "3月13日",
                    "未到期",
                    "南县、东县",
                    "due/duties/2021/0308-1/",
                ),
            ],
        ),
        (
            "2021-03-31",
            [
                ("约稿（不公开）", "3月10日", "逾期未报", "东县", None),
                ("重大会议：全省会议", "3月13日", "逾期未报", "东县", "due/duties/2021/0308-1/"),
            ],
        ),
        ("2021-04-15", []),
    ],
)
def test_what_is_still_to_be_filed(
    scores: Scores, day: str, due: list[tuple[str | None, ...]]
) -> None:
    """北县 files for the meeting of 8 March on the 12th, 南县 on the 14th, a day late."""
    assert [
        (row.what, row.deadline, row.state, row.unit_names, row.target)
        for row in reminder(scores, day, DUTY).due
    ] == due


@pytest.mark.parametrize(
    ("day", "states"),
    [("2021-03-31", ["未到期"]), ("2021-04-15", ["逾期未报"]), ("2021-05-15", [])],
)
def test_a_deadline_on_a_months_last_day_is_missed_in_the_next(
    scores: Scores, day: str, states: list[str]
) -> None:
    path = "commissions/2021/0101-1.yaml"
    later = CYCLE[path].replace("deadline: 2021-03-10", "deadline: 2021-03-31")
    assert [row.state for row in reminder(scores, day, {path: later}).due] == states


def test_inside_the_bureau_every_title_is_shown(scores: Scores) -> None:
    (row,) = reminder(scores, "2021-03-05", audience=Audience.INTERNAL).due
    assert (row.what, row.target) == ("约稿：旧的约稿", "due/commissions/2021/0101-1/")
