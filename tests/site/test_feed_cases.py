"""Feeds and calendars where a unit leaves, tasks of several spans stand, records are half public.

The offices are made of the registries of `private_office`; figures are worked out by hand.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.site.offices import OFFICE, write
from tests.site.private_office import RECORDS
from tongbao.documents.audience import Audience
from tongbao.documents.deadlines import CalendarDay, calendars, deadlines_link
from tongbao.documents.feeds import Feed, feeds
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.todo import TodoList, todo_list
from tongbao.documents.pages.unit import unit_page
from tongbao.model.scalars import UnitId
from tongbao.pipeline import examine
from tongbao.scoring.ledger import Ledger

UNITS = """
    groups: [机关, 各县]
    units:
      - {id: bangongshi, name: 办公室, short: 办公室, group: 机关}
      - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县, to: 2021-03-31}
      - {id: nanxian, name: 南县医疗保障局, short: 南县, group: 各县}
    tasks:
      - {group: 各县, period: month, count: 2, from: 2021-01-01}
      - {group: 各县, period: quarter, count: 3, from: 2021-01-01}
      - {group: 各县, period: year, count: 7, from: 2021-01-01}
"""


def filing(unit: str, day: date, more: str = "") -> str:
    return f"""
        unit: {unit}
        date: {day}
        title: {day.month}月{day.day}日的信息
        category: 动态信息
        openness: 公开
        {more}
    """


# Three items of 南县 in January, none later; 北县 is scored up to the end of March.
TASKED = {
    **{name: RECORDS[name] for name in ("bureau.yaml", "outlets.yaml", "rules/2021.yaml")},
    "units.yaml": UNITS,
    **{
        f"submissions/nanxian/2021/010{day}-1.yaml": filing("nanxian", date(2021, 1, day))
        for day in (5, 6, 7)
    },
}


def closed(asked: date, deadline: date) -> str:
    return f"""
        title: 不公开的题目
        asked: {asked}
        deadline: {deadline}
        openness: 不公开
        units: [beixian, nanxian]
    """


def source_of(
    folder: Path, files: Mapping[str, str], day: date, audience: Audience = Audience.PUBLIC
) -> PageSource:
    write(folder / "data" / "moushi", dict(files), day)
    return on(folder, day, audience)


def on(folder: Path, day: date, audience: Audience = Audience.PUBLIC) -> PageSource:
    (scored,) = examine(folder / "data", day).bureaus
    return PageSource(scored, day, audience)


@pytest.fixture(scope="module")
def tasked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tasked")
    write(folder / "data" / "moushi", TASKED)
    return folder


def todo(source: PageSource, unit: str) -> TodoList:
    found = todo_list(source, UnitId(unit))
    assert found is not None
    return found


def days_of(source: PageSource, address: str) -> tuple[CalendarDay, ...]:
    (found,) = (calendar for calendar in calendars(source) if calendar.address == address)
    return found.days


def feed_of(source: PageSource, unit: str) -> Feed:
    (found,) = (feed for feed in feeds(source) if feed.home == f"units/{unit}/")
    return found


def test_a_unit_has_its_tasks_up_to_its_last_day(tasked: Path) -> None:
    on_last = todo(on(tasked, date(2021, 3, 31)), "beixian")
    assert [item.what.text for item in on_last.items] == [
        "3月任务：还差2条",
        "一季度任务：还差3条",
        "全年任务：还差7条",
    ]
    for day in (date(2021, 4, 1), date(2021, 10, 10)):
        later = todo(on(tasked, day), "beixian")
        assert (later.items, later.met) == ((), ())


def test_the_calendar_of_a_unit_that_leaves_ends_with_it(tasked: Path) -> None:
    found = days_of(on(tasked, date(2021, 10, 10)), "units/beixian/deadlines.ics")
    assert [(day.day, day.summary) for day in found] == [
        (date(2021, 1, 31), "1月报送任务2条截止"),
        (date(2021, 2, 28), "2月报送任务2条截止"),
        (date(2021, 3, 31), "3月报送任务2条截止"),
        (date(2021, 3, 31), "一季度报送任务3条截止"),
    ]


def test_the_years_task_is_not_the_sum_of_the_months(tasked: Path) -> None:
    source = on(tasked, date(2021, 2, 10))
    assert [(item.what.text, item.detail) for item in todo(source, "nanxian").items] == [
        ("2月任务：还差2条", "要报2条，已完成0条"),
        ("全年任务：还差4条", "要报7条，已完成3条"),
    ]
    assert todo(source, "nanxian").met == ("一季度任务3条已完成",)


def test_the_calendar_says_what_the_page_says(tasked: Path) -> None:
    days = days_of(on(tasked, date(2021, 2, 10)), "units/nanxian/deadlines.ics")
    # Twelve months, four quarters, the year.
    assert len(days) == 17
    found = {day.summary: day.description for day in days}
    assert found["2月报送任务2条截止"] == ("2021年2月要报2条信息。截至2021年2月10日，已完成0条。")
    assert found["一季度报送任务3条截止"] == (
        "2021年一季度要报3条信息。截至2021年2月10日，已完成3条。"
    )
    assert found["全年报送任务7条截止"] == ("2021年全年要报7条信息。截至2021年2月10日，已完成3条。")


def test_a_task_is_under_way_from_its_first_day(tasked: Path) -> None:
    days = days_of(on(tasked, date(2021, 2, 1)), "units/nanxian/deadlines.ics")
    found = {day.summary: day.description for day in days}
    assert found["2月报送任务2条截止"].endswith("截至2021年2月1日，已完成0条。")
    assert found["3月报送任务2条截止"] == "2021年3月要报2条信息。"


def test_a_unit_leads_to_its_calendar_where_it_has_one(tasked: Path) -> None:
    source = on(tasked, date(2021, 2, 10))
    known = {calendar.address: calendar.name for calendar in calendars(source)}
    links = {unit.id: deadlines_link(source, unit) for unit in source.dataset.units.values()}
    assert links.pop(UnitId("bangongshi")) is None
    assert "units/bangongshi/deadlines.ics" not in known
    assert {link.target: link.text for link in links.values() if link} == {
        address: name for address, name in known.items() if address.startswith("units/")
    }
    assert len(links) == 2


def test_a_closed_commission_keeps_its_days_when_another_is_added(tmp_path: Path) -> None:
    deadline = date(2021, 3, 20)
    files = {**TASKED, "commissions/2021/0302-1.yaml": closed(date(2021, 3, 2), deadline)}
    addresses = ("deadlines.ics", "units/nanxian/deadlines.ics")
    today = date(2021, 4, 1)
    source = source_of(tmp_path / "before", files, today)
    before = {name: {day.uid for day in days_of(source, name)} for name in addresses}
    # Asked earlier, due on the same day: in any order by day and name it comes first.
    files["commissions/2021/0301-1.yaml"] = closed(date(2021, 3, 1), deadline)
    source = source_of(tmp_path / "after", files, today)
    for name in addresses:
        days = days_of(source, name)
        after = {day.uid: day for day in days}
        assert len(after) == len(days)
        assert before[name] < set(after)
        (new,) = set(after) - before[name]
        assert after[new].stamp == date(2021, 3, 1)
        assert "030" not in "".join(uid for uid in after if uid.startswith("commissions"))


def test_the_page_and_the_feed_have_one_title(tasked: Path) -> None:
    source = on(tasked, date(2021, 2, 10))
    unit = source.dataset.units[UnitId("nanxian")]
    feed = feed_of(source, "nanxian")
    (link,) = unit_page(source, unit).head.feeds
    assert (link.text, link.target) == (feed.title, feed.address)
    assert feed.title == "南县医疗保障局的动态（某市医保局）"


def test_points_of_an_open_and_a_closed_record_are_no_news_outside(tmp_path: Path) -> None:
    source = source_of(tmp_path, RECORDS, date(2021, 2, 28))
    mixed = ("submissions/beixian/2021/0105-1", "submissions/beixian/2021/qs04")
    (given,) = (
        award
        for award in source.ledger
        if award.clause == "instruction" and award.records[-1] == mixed[0]
    )
    both = replace(given, records=mixed)
    ledger = Ledger(tuple(both if award is given else award for award in source.ledger))
    name = "/instruction/"
    for audience, count in ((Audience.PUBLIC, 0), (Audience.INTERNAL, 2)):
        half = PageSource(replace(source.scored, ledger=ledger), source.data_date, audience)
        found = [entry for entry in feed_of(half, "beixian").entries if name in entry.id]
        assert len(found) == count
    whole = [entry for entry in feed_of(source, "beixian").entries if name in entry.id]
    assert len(whole) == 1


@pytest.mark.parametrize(
    ("day", "is_news"), [(date(2021, 1, 30), False), (date(2021, 1, 31), True)]
)
def test_a_months_count_is_news_from_the_months_last_day(
    tmp_path: Path, day: date, *, is_news: bool
) -> None:
    records = ("bureau.yaml", "units.yaml", "outlets.yaml", "rules/2021.yaml")
    files = {name: OFFICE[name] for name in records}
    files["submissions/beixian/2021/0105-1.yaml"] = filing("beixian", date(2021, 1, 5))
    found = feed_of(source_of(tmp_path, files, day), "beixian")
    assert any(entry.updated == date(2021, 1, 31) for entry in found.entries) is is_news
