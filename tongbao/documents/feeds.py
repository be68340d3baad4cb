"""What can be subscribed to (订阅): what came of a unit's items, what the bureau issued.

Only what the reader may see gets an entry. Ids and days follow from the records alone, so that a
new record never makes an old entry look new. See RFC 4287 (Atom) and RFC 4151 (tag URIs).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tongbao.documents import addresses
from tongbao.documents.audience import openness_of
from tongbao.documents.pages.awards import award_line, counts_items
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.unit_filed import filed_item
from tongbao.documents.words import full_date, short_date
from tongbao.model.adoption import Adoption
from tongbao.model.bulletin import Bulletin
from tongbao.model.scalars import YEARS, SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.model.unit import Unit
from tongbao.scoring.award import Award, counted
from tongbao.source.dataset import Entry

_Adoptions = Mapping[SubmissionId, Sequence[tuple[str, Adoption]]]
"""The adoptions of each item, each with its record's name."""

MOST = 50
"""How many entries a feed has: the latest."""

BEGINNING = date(min(YEARS), 1, 1)
"""When a feed without entries was last changed: before any record can be dated."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One piece of news: `id` is a tag URI for good, `updated` the record's day."""

    id: str
    title: str
    updated: date
    summary: str
    target: str


_News = tuple[date, Callable[[], FeedEntry]]
"""An entry that is only made if its day is late enough for the feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at an address, about the page `home`, by `author`; the latest entry first."""

    id: str
    title: str
    subtitle: str
    author: str
    address: str
    home: str
    updated: date
    entries: tuple[FeedEntry, ...]


def authority(source: PageSource) -> str:
    """Return the name under which the bureau's ids are unique.

    It is no address of the network (RFC 2606, section 2): ids stay the same wherever the site is.
    """
    return f"{source.dataset.id}.tongbao.invalid"


def feeds(source: PageSource) -> Iterator[Feed]:
    """Yield the bureau's feed, then those of its units."""
    yield _feed(
        source,
        bureau_feed(source),
        "印发的通报和更正通报",
        addresses.BULLETINS,
        [
            (entry.record.date, partial(_bulletin, source, entry))
            for entry in source.bulletins
            if entry.record.number
        ],
    )
    adopted = _adoptions_of(source)
    for unit in source.dataset.units.values():
        yield _feed(
            source,
            unit_feed(source, unit),
            "报送、采用、退回修改和计分",
            addresses.unit(unit.id),
            [*_items(source, unit.id, adopted), *_awards(source, unit.id)],
        )


def bureau_feed(source: PageSource) -> Link:
    """Return the name and the address of the bureau's feed."""
    return Link(f"{source.dataset.bureau.record.short}政务信息通报", addresses.FEED)


def unit_feed(source: PageSource, unit: Unit) -> Link:
    """Return the name and the address of a unit's feed."""
    short = source.dataset.bureau.record.short
    return Link(f"{unit.name}的动态（{short}）", addresses.unit_feed(unit.id))


def _feed(source: PageSource, named: Link, subtitle: str, home: str, news: list[_News]) -> Feed:
    assert named.target is not None
    days = sorted((day for day, _ in news), reverse=True)[:MOST]
    entries = [make() for day, make in news if day >= days[-1]]
    latest = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:MOST]
    return Feed(
        _tag(source, named.target),
        named.text,
        subtitle,
        source.dataset.bureau.record.name,
        named.target,
        home,
        max((entry.updated for entry in latest), default=BEGINNING),
        tuple(latest),
    )


def _tag(source: PageSource, name: str) -> str:
    return f"tag:{authority(source)},{min(YEARS)}:{name}"


def _bulletin(source: PageSource, entry: Entry[Bulletin]) -> FeedEntry:
    record = entry.record
    kind = "通报" if record.corrects is None else "更正通报"
    return FeedEntry(
        _tag(source, f"bulletins/{entry.id}"),
        record.title_line,
        record.date,
        f"{kind}，{record.number}，{full_date(record.date)}印发",
        addresses.bulletin(entry.id),
    )


def _adoptions_of(source: PageSource) -> _Adoptions:
    found: dict[SubmissionId, list[tuple[str, Adoption]]] = {}
    for key, entry in source.dataset.adoptions.items():
        found.setdefault(entry.record.submission, []).append((key, entry.record))
    return found


def _items(source: PageSource, unit: UnitId, adopted: _Adoptions) -> Iterator[_News]:
    own = source.filed[unit]
    for name, submission in own:
        if source.has_page(submission):
            yield _changed(submission), partial(_filed, source, name, submission)
            yield from _returns(source, name, submission)
    behind = dict((*own, *source.together.get(unit, ())))
    for name, submission in behind.items():
        for key, adoption in adopted.get(name, ()) if source.has_page(submission) else ():
            yield adoption.date, partial(_adopted, source, key, adoption)


def _adopted(source: PageSource, key: str, adoption: Adoption) -> FeedEntry:
    return FeedEntry(
        _tag(source, f"adoptions/{key}"),
        f"采用：{source.title_link(adoption.submission).text}",
        adoption.date,
        f"{source.outlet_link(adoption).text}采用，{full_date(adoption.date)}",
        addresses.submission(adoption.submission),
    )


def _changed(submission: Submission) -> date:
    """Return when a submission was news last: it is again when it is sent back or revised."""
    days = [submission.date]
    for each in submission.returns:
        days.extend((each.date, each.revised or each.date))
    return max(days)


def _filed(source: PageSource, name: SubmissionId, submission: Submission) -> FeedEntry:
    item = filed_item(source, name, submission)
    return FeedEntry(
        _tag(source, f"submissions/{name}"),
        f"报送：{item.title.text}",
        _changed(submission),
        f"{item.category}，{full_date(submission.date)}报送，{item.state}",
        addresses.submission(name),
    )


def _returns(source: PageSource, name: SubmissionId, submission: Submission) -> Iterator[_News]:
    for number, each in enumerate(submission.returns, 1):
        yield each.date, partial(_returned, source, name, submission, number)


def _returned(
    source: PageSource, name: SubmissionId, submission: Submission, number: int
) -> FeedEntry:
    """Return the entry of one of an item's returns; why it was sent back is not for everybody."""
    each = submission.returns[number - 1]
    revised = f"{short_date(each.revised)}改好重报" if each.revised else "请改好后重报"
    is_last = submission.is_refused and number == len(submission.returns)
    return FeedEntry(
        _tag(source, f"submissions/{name}/returns/{number}"),
        f"退回修改：{source.title_link(name).text}",
        each.date,
        f"第{number}次退回，{'不计分' if is_last else revised}",
        addresses.submission(name),
    )


def _awards(source: PageSource, unit: UnitId) -> Iterator[_News]:
    """Yield the points of a unit; those of a count when its span is over and they are settled."""
    seen: Counter[str] = Counter()
    today = source.scored.today
    for award in source.ledger.of_unit(unit):
        is_count = counts_items(source, award)
        if (today is not None and award.date > today) or not (
            is_count or _is_public(source, award)
        ):
            continue
        records = "+".join(sorted(award.records))
        name = f"awards/{unit}/{award.rulebook}/{award.clause}/"
        name += award.date.isoformat() if is_count else records
        seen[name] += 1
        if seen[name] > 1:
            name += f"/{seen[name]}"
        yield award.date, partial(_award, source, award, name)


def _award(source: PageSource, award: Award, name: str) -> FeedEntry:
    """Return the entry of an award: of a count that many items stand behind, no item is named."""
    line = award_line(source, award)
    what = "" if line.is_count or not line.records else f"：{line.records[0].text}"
    return FeedEntry(
        _tag(source, name),
        f"{counted(award.points)}{what}",
        award.date,
        f"{line.clause.name}，{award.reason}",
        line.target,
    )


def _is_public(source: PageSource, award: Award) -> bool:
    """Whether everything behind an award may be named to the reader."""
    found = (openness_of(source.dataset, record) for record in award.records)
    return all(map(source.audience.shows, found))
