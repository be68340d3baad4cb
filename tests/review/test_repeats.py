"""Near repeats: a story told twice in almost the same words, and what only looks like it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tongbao.checks.repeats import near_repeats
from tongbao.model.submission import Withdrawal
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.load import load

OLD, NEW = "donghe/2026/0501-1", "donghe/2026/0515-1"
TITLE = "东河县开展打击欺诈骗保专项行动取得实效"


@pytest.fixture
def shili(example_data: Path) -> Dataset:
    return load(example_data).datasets[0]


def titled(shili: Dataset, *titles: tuple[str, str, date]) -> Dataset:
    entry = shili.submissions["donghe/2026/0120-1"]
    return replace(
        shili,
        submissions={
            name: Entry(
                name,
                entry.record.model_copy(update={"title": title, "date": day}),
                entry.path,
                entry.node,
            )
            for name, title, day in titles
        },
    )


def found(dataset: Dataset, *fresh: str) -> list[str]:
    return [diagnostic.found for diagnostic in near_repeats(dataset, fresh)]


@pytest.mark.parametrize(
    ("title", "is_near"),
    [
        # The old title has 18 pairs of letters. Two letters more: 17 of 18 and 20 in common.
        ("东河县深入开展打击欺诈骗保专项行动取得实效", True),
        ("东河县开展“打击欺诈骗保”专项行动，取得明显实效", True),
        # Six letters of another: 12 of 18 and 18 in common, 24 of 36.
        ("东河县开展打击欺诈骗保宣传月活动启动", False),
        # The same words are an error of another rule.
        ("东河县开展“打击欺诈骗保”专项行动取得实效", False),
        # Another unit, or another number: another story.
        ("西山县开展打击欺诈骗保专项行动取得实效", False),
        ("东河县开展第二次打击欺诈骗保专项行动取得实效", False),
        ("实", False),
    ],
)
def test_how_alike_titles_are(shili: Dataset, title: str, *, is_near: bool) -> None:
    day = date(2026, 5, 1)
    dataset = titled(shili, (OLD, TITLE, day), (NEW, title, day))
    assert found(dataset, NEW) == ([title] if is_near else [])


@pytest.mark.parametrize(("days", "is_near"), [(60, True), (61, False), (-60, True), (-61, False)])
def test_only_titles_of_60_days_around_are_compared(
    shili: Dataset, days: int, *, is_near: bool
) -> None:
    day = date(2026, 5, 1)
    near = f"{TITLE}显著"
    dataset = titled(shili, (OLD, TITLE, day), (NEW, near, day + timedelta(days=days)))
    assert found(dataset, NEW) == ([near] if is_near else [])


def test_only_new_titles_are_reported_and_of_two_the_second(shili: Dataset) -> None:
    day = date(2026, 5, 1)
    near = f"{TITLE}显著"
    dataset = titled(shili, (OLD, TITLE, day), (NEW, near, day))
    assert found(dataset) == []
    assert found(dataset, OLD) == [TITLE]
    assert found(dataset, OLD, NEW) == [near]


def test_what_is_withdrawn_is_not_repeated(shili: Dataset) -> None:
    day = date(2026, 5, 1)
    dataset = titled(shili, (OLD, TITLE, day), (NEW, f"{TITLE}显著", day))
    old = dataset.submissions[OLD]
    withdrawal = Withdrawal.model_validate({"date": "2026-05-01", "reason": "有误"})
    gone = old.record.model_copy(update={"withdrawn": withdrawal})
    submissions = {**dataset.submissions, OLD: replace(old, record=gone)}
    assert found(replace(dataset, submissions=submissions), NEW) == []


def test_a_bureau_s_real_titles_raise_no_false_alarm(root: Path) -> None:
    datasets = load(root / "data").datasets
    assert [found(dataset, *dataset.submissions) for dataset in datasets] == [[], []]
