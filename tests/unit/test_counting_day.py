"""The day an adoption counts on: 截至4月5日."""

from datetime import date

import pytest

from tongbao.diagnostic import Place
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.events import counting_day
from tongbao.source.dataset import Entry
from tongbao.source.nodes import Scalar


def bulletin(period: str, cutoff: str) -> Entry[Bulletin]:
    """Return a bulletin of which only period and cut-off matter."""
    fields = {"title": "通报", "date": cutoff, "recipients": "各县", "openness": "公开"}
    annex = {"title": "通报表"}
    fields |= {"period": period, "cutoff": cutoff, "text": "正文"}
    path = f"data/moushi/bulletins/{period}/bulletin.md"
    record = Bulletin.model_validate({**fields, "annex": annex})
    return Entry(period, record, path, Scalar(Place(path), ""))


@pytest.mark.parametrize(
    ("filed", "adopted", "counts"),
    [
        ((3, 20), (3, 31), (3, 31)),  # in the quarter: on its own day
        ((3, 20), (4, 1), (3, 31)),  # after it and by the cut-off: on the quarter's last day
        ((3, 20), (4, 5), (3, 31)),
        ((3, 20), (4, 6), (4, 6)),  # after the cut-off: in the next quarter
        ((4, 1), (4, 2), (4, 2)),  # filed after the quarter
        ((1, 4), (2, 10), (2, 10)),
    ],
)
def test_counting_day(
    filed: tuple[int, int], adopted: tuple[int, int], counts: tuple[int, int]
) -> None:
    """截至4月5日: a bulletin takes in what was filed in its period and adopted by its cut-off."""
    bulletins = {"2021-q1": bulletin("2021-q1", "2021-04-05")}
    found = counting_day(date(2021, *adopted), date(2021, *filed), bulletins)
    assert found == date(2021, *counts)


def test_without_a_bulletin_an_adoption_counts_on_its_own_day() -> None:
    assert counting_day(date(2021, 4, 1), date(2021, 3, 20), {}) == date(2021, 4, 1)


def test_of_two_bulletins_the_one_that_ends_first_takes_the_adoption_in() -> None:
    """A month's and a quarter's bulletin both reach back: the month's last day is in both."""
    bulletins = {
        "2021-q1": bulletin("2021-q1", "2021-04-05"),
        "2021-02": bulletin("2021-02", "2021-04-02"),
    }
    days = [date(2021, 3, 5), date(2021, 4, 2), date(2021, 4, 3)]
    found = [counting_day(day, date(2021, 2, 26), bulletins) for day in days]
    assert found == [date(2021, 2, 28), date(2021, 2, 28), date(2021, 3, 31)]
