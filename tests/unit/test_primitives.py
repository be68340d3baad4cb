"""The primitives that clauses are composed of, and the day an adoption counts on."""

from datetime import date
from decimal import Decimal

import pytest

from tongbao.diagnostic import Place
from tongbao.model.bulletin import Bulletin
from tongbao.model.rulebook import EventClause, EventKind, PeriodClause, Span, Where
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.scoring import primitives
from tongbao.scoring.award import shown
from tongbao.scoring.events import Event, counting_day
from tongbao.source.dataset import Entry
from tongbao.source.nodes import Scalar


def event(**facts: str | bool) -> Event:
    """Return an adoption with the given facts and nothing else of interest."""
    name = SubmissionId("beixian/2021/0105-1")
    day = date(2021, 1, 5)
    return Event(EventKind.ADOPTION, UnitId("beixian"), day, name, "r", ("r",), facts, "采用")


def event_clause(**fields: object) -> EventClause:
    """Return a clause of one award an event."""
    base = {"id": "c", "citation": "第一条", "text": "原文", "column": "k", "event": "adoption"}
    return EventClause.model_validate({**base, "award": "per-event", **fields})


def period_clause(**fields: object) -> PeriodClause:
    """Return a monthly clause: 2 items earn 1 point."""
    base = {"id": "c", "citation": "第一条", "text": "原文", "column": "k", "event": "submission"}
    quota = {"count": "2", "points": "1"}
    fixed = {"award": "per-period", "period": "month", "quota": quota}
    return PeriodClause.model_validate({**base, **fixed, **fields})


@pytest.mark.parametrize(
    ("points", "text"),
    [("6.0", "6"), ("0.50", "0.5"), ("13", "13"), ("100", "100"), ("-0.0", "0"), ("-9", "-9")],
)
def test_points_print_as_the_office_prints_them(points: str, text: str) -> None:
    assert shown(Decimal(points)) == text


@pytest.mark.parametrize(
    ("where", "facts", "fits"),
    [
        ({}, {}, True),
        ({"category": ["动态信息"]}, {"category": "动态信息"}, True),
        ({"category": ["动态信息", "经验总结"]}, {"category": "经验总结"}, True),
        ({"category": ["动态信息"]}, {"category": "经验总结"}, False),
        ({"category": ["动态信息"]}, {}, False),
        ({"commissioned": "true"}, {"commissioned": True}, True),
        ({"commissioned": "true"}, {"commissioned": False}, False),
        ({"commissioned": "false"}, {"commissioned": False}, True),
        ({"commissioned": "false"}, {"commissioned": True}, False),
        ({"level": ["国家"], "outlet": ["a"]}, {"level": "国家", "outlet": "a"}, True),
        ({"level": ["国家"], "outlet": ["a"]}, {"level": "国家", "outlet": "b"}, False),
        ({"level": ["国家"], "outlet": ["a"]}, {"level": "本局", "outlet": "a"}, False),
    ],
)
def test_a_selector_takes_events_with_every_fact_it_names(
    where: dict[str, object],
    facts: dict[str, str | bool],
    fits: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert primitives.selected(event(**facts), Where.model_validate(where)) is fits


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({"category": "经验总结", "outlet": "a"}, "2"),
        ({"category": "动态信息", "outlet": "a"}, "0.5"),
        ({"category": "动态信息", "outlet": "b"}, "1"),
        ({"category": "调研报告", "outlet": "a"}, None),
    ],
)
def test_the_first_case_that_fits_gives_the_value(
    facts: dict[str, str | bool], points: str | None
) -> None:
    clause = event_clause(
        cases=[
            {"where": {"category": ["经验总结"]}, "points": "2"},
            {"where": {"outlet": ["b"]}, "points": "1"},
            {"where": {"category": ["动态信息"]}, "points": "0.5"},
        ]
    )
    expected = None if points is None else Decimal(points)
    assert primitives.value(event(**facts), clause) == expected


def test_a_clause_without_a_value_gives_none() -> None:
    assert primitives.value(event(), event_clause()) is None
    assert primitives.value(event(), event_clause(points="3")) == 3


@pytest.mark.parametrize(
    ("points", "added"),
    [
        (["1"], ["1"]),
        (["0.5", "2"], ["0.5", "1.5"]),
        (["2", "2", "1"], ["2", "0", "0"]),
        (["0.5", "2", "0.5", "5"], ["0.5", "1.5", "0", "3"]),
        (["-1", "0"], ["-1", "1"]),
        ([], []),
    ],
)
def test_repeats_add_up_to_the_best_of_them(points: list[str], added: list[str]) -> None:
    assert list(primitives.beyond_best(map(Decimal, points))) == [Decimal(each) for each in added]


@pytest.mark.parametrize(
    ("count", "points", "words"),
    [
        (0, "0", "报送0条，不足2条，计0分"),
        (1, "0", "报送1条，不足2条，计0分"),
        (2, "1", "报送2条，满2条得1分"),
        (3, "1.2", "报送3条，满2条得1分，超出1条每条加0.2分得0.2分，计1.2分"),
        (6, "1.8", "报送6条，满2条得1分，超出4条每条加0.2分得0.8分，计1.8分"),
        (7, "2", "报送7条，满2条得1分，超出5条每条加0.2分得1分，计2分"),
        (8, "2", "报送8条，满2条得1分，超出6条每条加0.2分得1.2分，合计2.2分，封顶2分，计2分"),
    ],
)
def test_quota_beyond_and_cap(count: int, points: str, words: str) -> None:
    """Ningxia's 第五条: 2 items 1, each further 0.2, at most 2 a month."""
    found = primitives.quota(count, period_clause(beyond="0.2", cap="2"))
    assert found == (Decimal(points), words)


def test_a_quota_alone_is_all_or_nothing() -> None:
    earned = [primitives.quota(count, period_clause())[0] for count in (1, 2, 30)]
    assert earned == [0, 1, 1]
    assert primitives.quota(30, period_clause(beyond="0.2"))[0] == Decimal("6.6")


@pytest.mark.parametrize(
    ("span", "first", "last", "names"),
    [
        (Span.MONTH, date(2021, 1, 1), date(2021, 3, 31), ["2021-01", "2021-02", "2021-03"]),
        (Span.MONTH, date(2020, 12, 31), date(2021, 1, 1), ["2020-12", "2021-01"]),
        (Span.QUARTER, date(2021, 2, 10), date(2021, 4, 1), ["2021-q1", "2021-q2"]),
        (Span.YEAR, date(2020, 7, 1), date(2021, 1, 1), ["2020", "2021"]),
        (Span.MONTH, date(2021, 2, 1), date(2021, 1, 31), []),
    ],
)
def test_spans_reach_from_the_first_day_to_the_last(
    span: Span, first: date, last: date, names: list[str]
) -> None:
    assert [str(period) for period in primitives.spans(span, first, last)] == names


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
