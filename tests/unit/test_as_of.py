"""The records as they stood on a day: what was dated later is not there yet."""

from datetime import date, timedelta

import pytest

from tests.unit.office import Scores, filed
from tongbao.scoring.as_of import as_of
from tongbao.source.dataset import Dataset

DAY = date(2021, 2, 10)
BEFORE = DAY - timedelta(days=1)
DUTY = (
    "title: 会议\nkind: 会议\ndate: 2021-02-10\ndeadline: 2021-02-20\n"
    "openness: 公开\nunits: [beixian]\n"
)
COMMISSION = (
    "title: 约稿\nasked: 2021-02-10\ndeadline: 2021-02-20\nopenness: 公开\nunits: [beixian]\n"
)
FIRST = "{date: 2021-02-05, reason: 短, revised: 2021-02-06}"


@pytest.fixture(name="office")
def fixture_office(scores: Scores) -> Dataset:
    """Return the small office; to its item of January and its commission come those of DAY."""
    return scores(
        {
            "submissions/beixian/2021/0210-1.yaml": filed("2021-02-10"),
            "commissions/2021/0210-1.yaml": COMMISSION,
            "duties/2021/a.yaml": DUTY,
        }
    ).dataset


def test_what_is_of_the_day_is_there(office: Dataset) -> None:
    found = as_of(office, DAY)
    assert list(found.submissions) == ["beixian/2021/0105-1", "beixian/2021/0210-1"]
    assert list(found.commissions) == ["2021/0101-1", "2021/0210-1"]
    assert list(found.duties) == ["2021/a"]


def test_what_is_of_the_next_day_is_not(office: Dataset) -> None:
    found = as_of(office, BEFORE)
    assert list(found.submissions) == ["beixian/2021/0105-1"]
    assert list(found.commissions) == ["2021/0101-1"]
    assert list(found.duties) == []


@pytest.mark.parametrize(
    ("more", "day", "returns", "withdrawn"),
    [
        (f"returns: [{FIRST}]", date(2021, 2, 4), [], None),
        (f"returns: [{FIRST}]", date(2021, 2, 5), [("02-05", None)], None),
        (f"returns: [{FIRST}]", date(2021, 2, 6), [("02-05", "02-06")], None),
        (
            f"returns: [{FIRST}, {{date: 2021-02-08, reason: 短}}]",
            date(2021, 2, 7),
            [("02-05", "02-06")],
            None,
        ),
        (
            f"returns: [{FIRST}, {{date: 2021-02-08, reason: 短}}]",
            date(2021, 2, 8),
            [("02-05", "02-06"), ("02-08", None)],
            None,
        ),
        ("withdrawn: {date: 2021-02-10, reason: 误}", BEFORE, [], None),
        ("withdrawn: {date: 2021-02-10, reason: 误}", DAY, [], DAY),
    ],
)
def test_an_item_stands_as_it_stood(
    scores: Scores,
    more: str,
    day: date,
    returns: list[tuple[str, str | None]],
    withdrawn: date | None,
) -> None:
    dataset = scores({"submissions/beixian/2021/0204-1.yaml": filed("2021-02-04", more)}).dataset
    record = as_of(dataset, day).submissions["beixian/2021/0204-1"].record
    assert [
        (f"{each.date:%m-%d}", each.revised and f"{each.revised:%m-%d}") for each in record.returns
    ] == returns
    assert (record.withdrawn and record.withdrawn.date) == withdrawn
