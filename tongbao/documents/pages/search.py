"""Search: what can be found, in parts that the page loads one after the other.

A part is searched for the letters that were typed, wherever they stand (decision 020), so a record
holds plain text. What the reader may not see is in none of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tongbao.documents import addresses
from tongbao.documents.clause_words import headings, in_words
from tongbao.documents.pages.awards import clause_link
from tongbao.documents.pages.page import Link, PageHead, section_head
from tongbao.documents.pages.source import PageSource
from tongbao.documents.prose import Block, blocks
from tongbao.documents.words import full_date
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry


class Kind(StrEnum):
    """What is found; an earlier kind comes before a later one."""

    UNIT = "单位"
    OUTLET = "刊物"
    BULLETIN = "通报"
    CLAUSE = "办法"
    ITEM = "信息"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One find: where it leads, its title, a line of facts, the text below (blank if none).

    `target` is below the bureau's folder. All three texts are searched.
    """

    kind: Kind
    target: str
    title: str
    facts: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchPart:
    """What a file of the search holds: its name for the reader, its address, its records."""

    name: str
    address: str
    records: tuple[SearchRecord, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page: kinds to choose from, pages to look in otherwise, what its script works by.

    A choice is what the form gives, the place of the kind among the kinds or nothing for all of
    them, and what the reader sees.
    """

    head: PageHead
    choices: tuple[tuple[str, str], ...]
    elsewhere: tuple[Link, ...]
    data: Mapping[str, Any]


_ELSEWHERE = (
    Link("通报", addresses.BULLETINS),
    Link("单位", addresses.UNITS),
    Link("台账", addresses.LEDGERS),
    Link("采用刊物", addresses.OUTLETS),
    Link("考评办法", addresses.RULEBOOKS),
)
_REGISTERS = ("单位、刊物、通报、办法", addresses.search_part("names"))
_SHOWN_AT_ONCE = 20
_WORDS = {
    "found": "找到{count}条。",
    "foundApart": "没有连写的“{query}”，分开写的找到{count}条。",
    "more": "再显示{count}条",
    "none": "没有找到。请少写几个字，或者换个说法。",
    "noneOfKind": "这一类里没有，别的类里有。",
    "loading": "还在查{part}……",
    "failed": "检索用的文件没有取到，查得不全。请检查网络，重新打开本页。",
}


def search_page(source: PageSource) -> SearchPage:
    """Return the page that searches the bureau's texts."""
    parts = (_REGISTERS, *(_part_of(year) for year in searched_years(source)))
    return SearchPage(
        section_head(addresses.SEARCH, "搜索"),
        (("", "全部"), *((str(place), kind) for place, kind in enumerate(Kind))),
        _ELSEWHERE,
        {
            "kinds": list(Kind),
            "parts": [
                {"name": name, "file": address.removeprefix(addresses.SEARCH)}
                for name, address in parts
            ],
            "shownAtOnce": _SHOWN_AT_ONCE,
            "words": _WORDS,
        },
    )


def registers_part(source: PageSource) -> SearchPart:
    """Return what can be found beside the items: units, outlets, bulletins, clauses."""
    return SearchPart(*_REGISTERS, tuple(_registers(source)))


def items_part(source: PageSource, year: int) -> SearchPart:
    """Return the items of a year that the reader can find, the latest first.

    The file stays as it is once nothing of that year changes.
    """
    entries = (each for each in _findable(source) if each.record.date.year == year)
    latest_first = sorted(entries, key=lambda each: (each.record.date, each.id), reverse=True)
    records = tuple(_item(source, SubmissionId(each.id), each.record) for each in latest_first)
    return SearchPart(*_part_of(year), records)


def _part_of(year: int) -> tuple[str, str]:
    return f"{year}年的信息", addresses.search_part(str(year))


def searched_years(source: PageSource) -> tuple[int, ...]:
    """Return the years of the items that the reader can find, the latest first."""
    return tuple(sorted({each.record.date.year for each in _findable(source)}, reverse=True))


def _findable(source: PageSource) -> Iterator[Entry[Submission]]:
    for entry in source.dataset.submissions.values():
        is_told = source.audience.is_internal or entry.record.withdrawn is None
        if is_told and source.has_page(entry.record):
            yield entry


def _item(source: PageSource, name: SubmissionId, submission: Submission) -> SearchRecord:
    joint = submission.joint.units if submission.joint else ()
    behind = (submission.unit, *(each.unit for each in joint))
    outlets = "、".join(link.text for link in source.outlet_links(name))
    return SearchRecord(
        Kind.ITEM,
        addresses.submission(name),
        source.marks(name) + source.audience.title(submission),
        _facts(
            "、".join(source.unit_link(unit).text for unit in behind),
            full_date(submission.date),
            submission.category,
            f"采用：{outlets}" if outlets else "",
        ),
        _plain(blocks(source.audience.body(submission))),
    )


def _registers(source: PageSource) -> Iterator[SearchRecord]:
    for unit in source.dataset.units.values():
        facts = _facts(unit.group, _aliases(unit.aliases))
        yield SearchRecord(Kind.UNIT, addresses.unit(unit.id), unit.name, facts, "")
    for outlet in source.dataset.outlet_by_id.values():
        facts = _facts(outlet.level, _aliases(outlet.aliases))
        yield SearchRecord(Kind.OUTLET, addresses.outlet(outlet.id), outlet.name, facts, "")
    for entry in source.bulletins:
        view = source.bulletin_views[entry.id]
        facts = _facts(view.number, view.date)
        yield SearchRecord(Kind.BULLETIN, view.target, view.title, facts, _plain(view.body))
    for book in source.dataset.rulebooks.values():
        yield from _clauses(source.dataset, book)


def _clauses(dataset: Dataset, book: Entry[Rulebook]) -> Iterator[SearchRecord]:
    names = headings(dataset, book.record)
    for clause in book.record.clauses:
        yield SearchRecord(
            Kind.CLAUSE,
            addresses.rulebook(book.id, clause.id),
            names[clause.id],
            clause.citation,
            f"{clause_link(book.id, clause).text}\n{in_words(dataset, book, clause)}",
        )


def _aliases(names: Sequence[str]) -> str:
    return f"又称：{'、'.join(names)}" if names else ""


def _facts(*facts: str) -> str:
    return "　".join(filter(None, facts))


def _plain(found: Iterable[Block]) -> str:
    return "\n".join(block.text for block in found)
