"""Feeds as Atom (RFC 4287), deadlines as iCalendar (RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta
from xml.etree import ElementTree as ET

from icalendar import Alarm, Calendar, Event

from tongbao.documents.deadlines import CalendarDay, DeadlineCalendar
from tongbao.documents.feeds import Feed, FeedEntry
from tongbao.render.relative import relative

_ATOM = "http://www.w3.org/2005/Atom"
_MIDNIGHT = "T00:00:00+08:00"
_FILE = "application/atom+xml"
_PAGE = "text/html"
_REMINDED = (3, 1)
# A whole day begins at midnight, when nobody wants to be reminded.
_REMINDED_AT = timedelta(hours=9)


def atom(feed: Feed, base: str, site: str | None) -> bytes:
    """Return a feed as an Atom document.

    `base` is the bureau's folder; `site` the address the site is published at, None if unknown:
    then links are relative to the feed.
    """
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    here = (feed.address.rpartition("/")[0] + "/").lstrip("/")
    for rel, kind, target in (("self", _FILE, feed.address), ("alternate", _PAGE, feed.home)):
        _link(root, rel, kind, _address(here, target, base, site))
    for entry in feed.entries:
        _entry(root, entry, _address(here, entry.target, base, site))
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(root: ET.Element, entry: FeedEntry, address: str) -> None:
    element = ET.SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", _PAGE, address)
    _text(element, "summary", entry.summary)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _link(parent: ET.Element, rel: str, kind: str, address: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})


def _moment(day: date) -> str:
    return f"{day}{_MIDNIGHT}"


def _address(here: str, target: str, base: str, site: str | None) -> str:
    return relative(base + here, base + target) if site is None else f"{site}{base}{target}"


def ics(calendar: DeadlineCalendar, base: str, site: str | None) -> bytes:
    """Return deadlines as a calendar of whole days; pages are named where `site` is known."""
    found = Calendar()
    found.add("prodid", "-//tongbao//deadlines//ZH")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", calendar.name)
    found.add("x-wr-calname", calendar.name)
    for day in calendar.days:
        found.add_component(_event(day, base, site))
    content: bytes = found.to_ical()
    return content


def _event(day: CalendarDay, base: str, site: str | None) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", datetime.combine(day.stamp, time(), UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", day.summary)
    event.add("description", day.description)
    event.add("transp", "TRANSPARENT")
    if site is not None:
        event.add("url", f"{site}{base}{day.target}")
    for days in _REMINDED:
        event.add_component(_alarm(days, day.summary))
    return event


def _alarm(days: int, summary: str) -> Alarm:
    """Return what reminds of a whole day so many days before (RFC 5545, 3.6.6)."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"还有{days}天：{summary}")
    alarm.add("trigger", _REMINDED_AT - timedelta(days=days))
    return alarm
