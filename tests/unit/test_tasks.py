"""Tasks: what is owed in a stretch, by whom, and what of it came in; worked by hand."""

import pytest

from tests.unit.office import OFFICE, Scores, filed
from tongbao.model.clause import Span
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.tasks import filed_for_tasks, progress, target, tasks_of
from tongbao.source.dataset import Dataset

BEIXIAN, NANXIAN = UnitId("beixian"), UnitId("nanxian")
NO_ITEM = {"submissions/beixian/2021/0105-1.yaml": filed("2021-01-05", "withdrawn: {date: 2021-01-06, reason: 重复}")}  # fmt: skip


def with_tasks(scores: Scores, *tasks: str, files: dict[str, str] | None = None) -> Dataset:
    """Return the small office with tasks (a line each) and further files."""
    units = OFFICE["units.yaml"].rstrip(" ") + "        tasks:\n"
    units += "".join(f"          - {{{task}}}\n" for task in tasks)
    return scores({**NO_ITEM, "units.yaml": units, **(files or {})}).dataset


def due_and_done(dataset: Dataset, unit: UnitId, period: str) -> tuple[int, int] | None:
    stretch = Period.parse(period)
    assert stretch is not None
    found = progress(dataset, unit, stretch)
    return None if found is None else (found.due, found.done)


@pytest.mark.parametrize(
    ("task", "period", "due"),
    [
        ("period: month, count: 3, from: 2021-01-01", "2021-01", 3),
        ("period: month, count: 3, from: 2021-01-01", "2021-q1", 9),
        ("period: month, count: 3, from: 2021-01-01", "2021", 36),
        ("period: month, count: 3, from: 2021-07-01", "2021", 18),
        ("period: month, count: 3, from: 2021-07-01", "2021-06", None),
        ("period: month, count: 3, from: 2021-01-01, to: 2021-05-31", "2021", 15),
        ("period: quarter, count: 2, from: 2021-01-01", "2021-q1", 2),
        ("period: quarter, count: 2, from: 2021-01-01", "2021-01", None),
        ("period: quarter, count: 2, from: 2021-01-01", "2021", 8),
        ("period: year, count: 12, from: 2021-01-01", "2021", 12),
        ("period: year, count: 12, from: 2021-01-01", "2021-q4", None),
        # Weeks inside January 2021 begin on Monday the 4th, 11th, 18th and 25th.
        ("period: week, count: 1, from: 2021-01-01", "2021-01", 4),
        ("period: month, points: 10, from: 2021-01-01", "2021-01", None),
    ],
)
def test_a_task_owes_its_count_for_each_of_its_periods_inside(
    scores: Scores, task: str, period: str, due: int | None
) -> None:
    dataset = with_tasks(scores, f"group: 各县, {task}")
    assert due_and_done(dataset, BEIXIAN, period) == (None if due is None else (due, 0))


@pytest.mark.parametrize(
    ("scored", "due"),
    [
        ("from: 2021-03-01", 20),  # March to December
        ("from: 2021-03-15", 18),  # nothing in the month it joins in
        ("to: 2021-05-31", 10),
        ("from: 2021-03-01, to: 2021-04-30", 4),
    ],
)
def test_a_unit_owes_nothing_while_it_is_not_scored(scores: Scores, scored: str, due: int) -> None:
    """2 items a month."""
    task = "{group: 各县, period: month, count: 2, from: 2021-01-01}"
    units = OFFICE["units.yaml"].replace("short: 北县, ", f"short: 北县, {scored}, ").rstrip(" ")
    units += f"        tasks:\n          - {task}\n"
    dataset = scores({**NO_ITEM, "units.yaml": units}).dataset
    assert due_and_done(dataset, BEIXIAN, "2021") == (due, 0)
    assert due_and_done(dataset, NANXIAN, "2021") == (24, 0)


def test_a_unit_without_a_task_has_no_progress(scores: Scores) -> None:
    dataset = with_tasks(scores, "units: [beixian], period: month, count: 3, from: 2021-01-01")
    assert due_and_done(dataset, BEIXIAN, "2021-01") == (3, 0)
    assert due_and_done(dataset, NANXIAN, "2021-01") is None


def test_the_units_own_task_takes_the_place_of_its_groups(scores: Scores) -> None:
    """北县 owes 5 from March to April instead of 2; a task of another kind stays beside it."""
    dataset = with_tasks(
        scores,
        "group: 各县, period: month, count: 2, from: 2021-01-01",
        "units: [beixian], period: month, count: 5, from: 2021-03-01, to: 2021-04-30",
        "group: 各县, period: month, count: 1, categories: [经验总结], from: 2021-06-01",
    )
    months = [f"2021-{month:02}" for month in range(1, 7)]
    found = [due_and_done(dataset, BEIXIAN, month) for month in months]
    assert found == [(2, 0), (2, 0), (5, 0), (5, 0), (2, 0), (3, 0)]
    assert due_and_done(dataset, NANXIAN, "2021-03") == (2, 0)
    spans = [(task.count, str(task.from_), str(task.to)) for task in tasks_of(dataset, BEIXIAN)]
    assert spans == [
        (5, "2021-03-01", "2021-04-30"),
        (2, "2021-01-01", "2021-02-28"),
        (2, "2021-05-01", "None"),
        (1, "2021-06-01", "None"),
    ]


def test_several_tasks_do_not_help_each_other(scores: Scores) -> None:
    """Three news items for two, no 经验总结 for one: 3 of 3 came in, and one is missing."""
    dataset = with_tasks(
        scores,
        "group: 各县, period: month, count: 2, categories: [动态信息], from: 2021-01-01",
        "group: 各县, period: month, count: 1, categories: [经验总结], from: 2021-01-01",
        files={
            f"submissions/beixian/2021/0110-{number}.yaml": filed("2021-01-10")
            + f"note: {number}\n"
            for number in (1, 2, 3)
        },
    )
    found = progress(dataset, BEIXIAN, Period(2021, 1, 1))
    assert found is not None
    assert (found.due, found.done, found.missing, found.is_met) == (3, 3, 1, False)


def test_what_counts_to_a_task(scores: Scores) -> None:
    """Accepted items on the day they were accepted; nothing refused, pending or compiled."""
    twice = "{date: 2021-01-21, reason: 短, revised: 2021-01-22}"
    returned = f"returns: [{twice}, {{date: 2021-01-30, reason: 短, revised: 2021-02-01}}]"
    refused = f"returns: [{twice}, {twice}, {{date: 2021-01-25, reason: 短}}]"
    dataset = with_tasks(
        scores,
        "group: 各县, period: month, count: 2, from: 2021-01-01",
        files={
            "submissions/beixian/2021/0111-1.yaml": filed("2021-01-11"),
            "submissions/beixian/2021/0120-1.yaml": filed("2021-01-20", returned),
            "submissions/beixian/2021/0120-2.yaml": filed("2021-01-20", refused),
            "submissions/beixian/2021/0120-3.yaml": filed(
                "2021-01-20", "returns: [{date: 2021-01-21, reason: 短}]"
            ),
            "submissions/beixian/2021/0123-1.yaml": filed(
                "2021-01-23", "joint: {parts: [beixian/2021/0111-1]}"
            ),
            "submissions/nanxian/2021/0124-1.yaml": filed(
                "2021-01-24", "joint: {units: [{unit: beixian}]}", "nanxian"
            ),
        },
    )
    january = filed_for_tasks(dataset, BEIXIAN, Period(2021, 1, 1))
    assert [(str(day), name) for day, name in january] == [("2021-01-11", "beixian/2021/0111-1")]
    february = filed_for_tasks(dataset, BEIXIAN, Period(2021, 2, 2))
    assert [(str(day), name) for day, name in february] == [("2021-02-01", "beixian/2021/0120-1")]
    assert due_and_done(dataset, BEIXIAN, "2021-q1") == (6, 2)
    assert due_and_done(dataset, NANXIAN, "2021-q1") == (6, 1)


def test_points_to_reach_add_up(scores: Scores) -> None:
    dataset = with_tasks(scores, "units: [beixian], period: month, points: 2.5, from: 2021-02-01")
    quarter, january = Period(2021, 1, 3), Span.MONTH.around(Period(2021, 1, 1).start)
    assert target(dataset, BEIXIAN, quarter) == 5
    assert target(dataset, BEIXIAN, january) is None
    assert target(dataset, NANXIAN, quarter) is None
