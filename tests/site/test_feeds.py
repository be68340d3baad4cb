"""Feeds and calendars: as RFC 4287 and RFC 5545 want them, public, and the same for good.

Days are worked out by hand from the records of Ganzhou.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

import pytest
from icalendar import Alarm, Calendar, Event

from tests.site.conftest import build
from tests.site.offices import OFFICE, write
from tests.site.private_office import RECORDS
from tests.site.reading import Site
from tongbao.documents.audience import Audience

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00\+08:00")
TAG = re.compile(r"tag:[a-z0-9-]+\.tongbao\.invalid,2000:[a-z0-9./+-]+")


def read_feed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  # the program's own output


def feeds_of(site: Site) -> Iterator[tuple[str, ET.Element]]:
    for path, content in site.files.items():
        if path.endswith("feed.xml"):
            yield path, read_feed(content)


def one(parent: ET.Element, tag: str) -> str:
    """Return the text of the only child of a kind."""
    (found,) = parent.findall(ATOM + tag)
    assert found.text
    return found.text


def events(content: bytes) -> list[Event]:
    return [
        event for event in Calendar.from_ical(content).walk("VEVENT") if isinstance(event, Event)
    ]


def test_every_feed_has_what_the_standard_requires(site: Site) -> None:
    seen = 0
    for path, feed in feeds_of(site):
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        for element in (feed, *entries):
            assert TAG.fullmatch(one(element, "id")), path
            assert one(element, "title")
            assert MOMENT.fullmatch(one(element, "updated"))
        (author,) = feed.findall(f"{ATOM}author")
        assert one(author, "name")
        moments = [one(entry, "updated") for entry in entries]
        assert moments == sorted(moments, reverse=True)
        assert one(feed, "updated") == max(moments, default="2000-01-01T00:00:00+08:00")
        seen += len(entries)
    assert seen > 0


def test_links_of_a_feed_are_relative_to_it_and_lead_to_pages(site: Site) -> None:
    for path, feed in feeds_of(site):
        for link in feed.iter(f"{ATOM}link"):
            file, _, anchor = link.attrib["href"].partition("#")
            target = normpath(join(dirname(path), file))
            assert target in site.files
            if link.attrib["rel"] == "self":
                assert target == path
            if anchor:
                page = site.pages[target]
                assert anchor in {each.attributes.get("id") for each in page.walk()}


def test_no_feed_has_an_id_twice(site: Site) -> None:
    names = set()
    for path, feed in feeds_of(site):
        ids = [one(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids)), path
        names.add(one(feed, "id"))
    assert len(names) == len(list(feeds_of(site)))


def test_every_page_offers_the_bureaus_feed_and_a_unit_its_own(ganzhou: Site) -> None:
    def offered(address: str) -> list[str]:
        return [
            normpath(join(address, link.attributes["href"]))
            for link in ganzhou.page(address).all("link")
            if link.attributes.get("type") == "application/atom+xml"
        ]

    assert offered("ganzhou/rules/2020/") == ["ganzhou/feed.xml"]
    assert offered("ganzhou/units/zhanggong/") == [
        "ganzhou/feed.xml",
        "ganzhou/units/zhanggong/feed.xml",
    ]
    visible = [link.attributes["href"] for link in ganzhou.page("ganzhou/units/zhanggong/").links()]
    assert {"feed.xml", "deadlines.ics"} <= set(visible)


def test_the_bureaus_feed_names_what_was_issued(ganzhou: Site) -> None:
    feed = read_feed(ganzhou.files["ganzhou/feed.xml"])
    found = [
        (one(entry, "id").rpartition(":")[2], one(entry, "updated")[:10])
        for entry in feed.findall(f"{ATOM}entry")
    ]
    assert ("bulletins/2020-07", "2020-08-07") in found
    assert found[0] == ("bulletins/2020-q3", "2020-10-14")


def test_drafts_and_what_is_not_public_are_not_in_the_bureaus_feed(small: Site) -> None:
    feed = read_feed(small.files["moushi/feed.xml"])
    ids = [one(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
    assert ids == ["tag:moushi.tongbao.invalid,2000:bulletins/2021-q1"]


def news(site: Site, unit: str) -> dict[str, tuple[str, str, str]]:
    """Return a unit's entries by what their ids name: day, title, summary."""
    feed = read_feed(site.files[f"{unit}feed.xml"])
    return {
        one(entry, "id").rpartition(":")[2]: (
            one(entry, "updated")[:10],
            one(entry, "title"),
            one(entry, "summary"),
        )
        for entry in feed.findall(f"{ATOM}entry")
    }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("office") / "data"
    write(data / "moushi", RECORDS)
    return data


@pytest.fixture(scope="module")
def public(office: Path) -> Site:
    return Site.of(build(office))


def test_a_units_feed_tells_of_filings_returns_adoptions_and_points(public: Site) -> None:
    found = news(public, "moushi/units/beixian/")
    item = "submissions/beixian/2021/0105-1"
    # Filed on the 5th, back on the 6th, revised on the 7th: then it is news again, and counts.
    assert found[item] == (
        "2021-01-07",
        "报送：采用的信息",
        "经验总结，2021年1月5日报送，已采用",
    )
    assert found[f"{item}/returns/1"] == (
        "2021-01-06",
        "退回修改：采用的信息",
        "第1次退回，1月7日改好重报",
    )
    assert found["adoptions/2021/guanwang-1"] == (
        "2021-01-20",
        "采用：采用的信息",
        "局官网采用，2021年1月20日",
    )
    assert found[f"awards/beixian/2021/filing/{item}"][:2] == ("2021-01-07", "计1分：采用的信息")
    other = news(public, "moushi/units/nanxian/")
    assert other["submissions/nanxian/2021/0109-1/returns/1"][2] == "第1次退回，请改好后重报"
    assert other["submissions/nanxian/2021/0110-1/returns/3"][2] == "第3次退回，不计分"
    assert other["awards/nanxian/2021/late/commissions/2021/open"][:2] == (
        "2021-01-21",
        "扣10分：公开的约稿",
    )


def test_what_is_not_public_is_news_only_inside(office: Path, public: Site) -> None:
    private = "submissions/beixian/2021/qs04"
    outside = news(public, "moushi/units/beixian/")
    assert not any("qs" in name for name in outside)
    assert "（不公开信息）" not in str(outside)
    calendars = [content for path, content in public.files.items() if path.endswith(".ics")]
    assert len(calendars) == 4
    assert not any(b"qs" in content.lower() for content in calendars)
    inside = news(Site.of(build(office, audience=Audience.INTERNAL)), "moushi/units/beixian/")
    assert inside[private][1] == "报送：QS01"
    assert "QS17" not in str(inside)


def test_an_entry_stays_the_same_when_a_record_is_added(tmp_path: Path, small: Site) -> None:
    more = """
        unit: nanxian
        date: 2021-01-01
        title: 又一条信息
        category: 动态信息
        openness: 公开
    """
    files = {**OFFICE, "submissions/nanxian/2021/0101-1.yaml": more}
    write(tmp_path / "data" / "moushi", files)
    later = Site.of(build(tmp_path / "data"))
    before, after = (news(site, "moushi/units/nanxian/") for site in (small, later))
    # Only the count of the month that the new one is filed in says something else.
    (counted,) = (name for name in before if before[name] != after[name])
    assert counted == "awards/nanxian/2021/filing/2021-01-31"
    assert set(before) < set(after)
    assert "submissions/nanxian/2021/0101-1" in set(after) - set(before)
    for unit in ("beixian", "bangongshi"):
        path = f"moushi/units/{unit}/feed.xml"
        assert later.files[path] == small.files[path]
    path = "moushi/deadlines.ics"
    assert later.files[path] == small.files[path]


def test_links_are_whole_addresses_where_the_site_has_one(tmp_path: Path) -> None:
    bureau = (
        OFFICE["bureau.yaml"].rstrip() + "\n        site: https://tongbao.example.gov.cn/yibao/\n"
    )
    write(tmp_path / "data" / "moushi", {**OFFICE, "bureau.yaml": bureau})
    site = Site.of(build(tmp_path / "data"))
    root = "https://tongbao.example.gov.cn/yibao/moushi/"
    for _, feed in feeds_of(site):
        assert all(link.attrib["href"].startswith(root) for link in feed.iter(f"{ATOM}link"))
    (event,) = (
        event
        for event in events(site.files["moushi/units/beixian/deadlines.ics"])
        if "公开约稿的题目" in event.summary
    )
    assert event.url == f"{root}due/commissions/2021/gongkai/"
    for page, file in (
        ("units/beixian/", "units/beixian/deadlines.ics"),
        ("due/", "deadlines.ics"),
    ):
        assert site.page(f"moushi/{page}").one("code", "address").text == root + file
    ids = [one(feed, "id") for _, feed in feeds_of(site)]
    assert "tag:moushi.tongbao.invalid,2000:units/beixian/feed.xml" in ids


def test_a_calendar_has_a_countys_deadlines_by_day(ganzhou: Site) -> None:
    found = events(ganzhou.files["ganzhou/units/zhanggong/deadlines.ics"])
    # Months from July on; a meeting of 24 July and five days, a decision of 3 August and twenty.
    assert [(event.start, event.summary.partition("：")[0]) for event in found] == [
        (date(2020, 7, 29), "重大会议截止"),
        (date(2020, 7, 31), "7月报送任务5条截止"),
        (date(2020, 8, 23), "重大部署截止"),
        (date(2020, 8, 31), "8月报送任务5条截止"),
        (date(2020, 9, 30), "9月报送任务5条截止"),
        (date(2020, 10, 31), "10月报送任务5条截止"),
        (date(2020, 11, 30), "11月报送任务5条截止"),
        (date(2020, 12, 31), "12月报送任务5条截止"),
    ]
    meeting = found[0]
    assert meeting.stamp == datetime(2020, 7, 24, tzinfo=UTC)
    assert meeting.end == date(2020, 7, 30)
    assert meeting.uid == "duties-2020-0724-1-zhanggong@ganzhou.tongbao.invalid"
    assert found[1].stamp == datetime(2020, 7, 1, tzinfo=UTC)


def test_a_commission_that_is_not_public_is_in_the_calendar_without_its_name(
    ganzhou: Site, inside: Site
) -> None:
    path = "ganzhou/units/daiyu/deadlines.ics"
    day = date(2020, 10, 16)
    (outer,) = (event for event in events(ganzhou.files[path]) if event.start == day)
    (inner,) = (event for event in events(inside.files[path]) if event.start == day)
    assert outer.summary == "约稿截止：不公开的约稿"
    assert outer.uid == "commissions-d3a34b6008cd-daiyu@ganzhou.tongbao.invalid"
    assert inner.summary == "约稿截止：〔示例〕对“十四五”全民医疗保障规划的意见建议"
    assert inner.uid == "commissions-2020-0928-1-daiyu@ganzhou.tongbao.invalid"


def test_the_bureaus_calendar_has_each_deadline_once(ganzhou: Site) -> None:
    found = events(ganzhou.files["ganzhou/deadlines.ics"])
    # Five commissions, two duties, six months.
    assert len(found) == 13
    (asked,) = (event for event in found if event.start == date(2020, 9, 22))
    assert asked.description == "4个单位要报。"


def test_every_calendar_is_as_the_standard_wants_it(site: Site) -> None:
    for path, content in site.files.items():
        if not path.endswith(".ics"):
            continue
        lines = content.split(b"\r\n")
        assert b"\n" not in b"".join(lines), path
        assert max(map(len, lines)) <= 75
        content.decode()
        for line in lines:
            line.decode()
        calendar = Calendar.from_ical(content)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        found = events(content)
        assert len({event.uid for event in found}) == len(found) > 0
        for event in found:
            assert event.end - event.start == timedelta(days=1)
            assert type(event.start) is date


def test_each_deadline_reminds_three_days_and_one_day_before(ganzhou: Site) -> None:
    for path, content in ganzhou.files.items():
        if not path.endswith(".ics"):
            continue
        for event in events(content):
            alarms = [each for each in event.walk("VALARM") if isinstance(each, Alarm)]
            assert [str(alarm["ACTION"]) for alarm in alarms] == ["DISPLAY"] * 2
            assert [str(alarm["DESCRIPTION"]) for alarm in alarms] == [
                f"还有3天：{event.summary}",
                f"还有1天：{event.summary}",
            ]
            # At nine in the morning: the day itself begins at midnight.
            midnight = datetime.combine(event.start, time())
            assert [midnight + alarm.TRIGGER for alarm in alarms] == [
                datetime.combine(event.start - timedelta(days=days), time(9)) for days in (3, 1)
            ]
    assert b"TRIGGER:-P2DT15H\r\n" in ganzhou.files["ganzhou/deadlines.ics"]


@pytest.mark.parametrize("page", ["ganzhou/units/zhanggong/", "ganzhou/due/"])
def test_a_calendar_is_to_be_subscribed_to(ganzhou: Site, page: str) -> None:
    text = ganzhou.page(page).text
    assert "不要打开文件导入" in text
    # Where the site will be is not known.
    assert "选“复制链接”" in text


def test_where_there_is_no_deadline_there_is_no_calendar(ningxia: Site) -> None:
    assert "ningxia/units/yanchi/deadlines.ics" not in ningxia.files
    assert "期限日历" not in ningxia.page("ningxia/units/yanchi/").text
