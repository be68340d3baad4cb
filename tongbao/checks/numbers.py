"""Document numbers (发文字号): their form, and that they run in series a year."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.bulletin import Bulletin
from tongbao.source.dataset import Dataset, Entry

_NUMBER = re.compile(r"(.+)〔([12][0-9]{3})〕([1-9][0-9]{0,3})号")


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield numbers not in the official form, of another year, after a gap, against the dates."""
    for entry in dataset.bulletins.values():
        yield from _number(dataset, entry)
    yield from _series(dataset)
    yield from _skipped(dataset)


class NumberParts(NamedTuple):
    """A document number in the official form; its default sorts last."""

    year: int = 9999
    serial: int = 9999
    prefix: str = ""


def number_parts(number: str) -> NumberParts | None:
    """Return the parts of a document number; None if it is not in the official form."""
    match = _NUMBER.fullmatch(number)
    return NumberParts(int(match[2]), int(match[3]), match[1]) if match else None


def is_own(dataset: Dataset, number: str) -> bool:
    """Whether a number is in the official form and has the prefix that the bureau gives now."""
    parts = number_parts(number)
    return parts is not None and parts.prefix == dataset.bureau.record.number_prefix


def _series(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield numbers that leave a gap in their year's series, or run against the dates.

    A series has one prefix: a bureau that is called otherwise begins a new one.
    """
    numbering = dataset.bureau.record.numbering
    skipped = {number_parts(each.number) for each in numbering.skipped}
    numbered = sorted(
        ((parts.prefix, parts.year, parts.serial), entry.id)
        for entry in dataset.bulletins.values()
        if (parts := number_parts(entry.record.number or "")) is not None
    )
    for (before, earlier), (after, later) in pairwise(numbered):
        if before[:2] != after[:2]:
            continue
        prefix, year, last = after
        entry, other = dataset.bulletins[later], dataset.bulletins[earlier]
        missing = [
            serial
            for serial in range(before[2] + 1, last)
            if NumberParts(year, serial, prefix) not in skipped
        ]
        if missing and not numbering.shared:
            yield Diagnostic(
                entry.at("number"),
                Rule.NUMBER_GAP,
                entry.record.number or "",
                f"接着 {other.record.number}，用 {missing[0]}号",
                "改用接着的号；删去了通报的，恢复它；空出的号另有去处的，"
                "在 bureau.yaml 的 numbering.skipped 里写明",
            )
        if entry.record.date < other.record.date:
            yield Diagnostic(
                entry.at("number"),
                Rule.NUMBER_ORDER,
                f"{entry.record.number}，{entry.record.date}",
                f"成文日期不早于 {other.record.number}的 {other.record.date}",
                "字号按成文的先后编：核对字号和成文日期",
            )


def _skipped(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield numbers left out that are none, or that a bulletin has."""
    used = {entry.record.number for entry in dataset.bulletins.values()}
    for index, each in enumerate(dataset.bureau.record.numbering.skipped):
        place = dataset.bureau.at("numbering", "skipped", index, "number")
        if number_parts(each.number) is None:
            yield _malformed(dataset, place, each.number, "2021")
        elif each.number in used:
            advice = "删去这一项：有通报用了这个字号"
            yield Diagnostic(place, Rule.NUMBER_TWICE, each.number, "没有用在通报上的字号", advice)


def _number(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    number = entry.record.number
    if number is None:
        return
    parts = number_parts(number)
    # What was issued under an earlier prefix keeps its number.
    if parts is None or not (entry.id in dataset.issued or is_own(dataset, number)):
        yield _malformed(dataset, entry.at("number"), number, f"{entry.record.date:%Y}")
    elif parts.year != entry.record.date.year:
        yield Diagnostic(
            entry.at("number"),
            Rule.NUMBER_ORDER,
            f"{number}，{entry.record.date}",
            f"成文日期那一年的字号：〔{entry.record.date.year}〕",
            "核对字号和成文日期",
        )


def _malformed(dataset: Dataset, place: Place, number: str, year: str) -> Diagnostic:
    prefix = dataset.bureau.record.number_prefix
    return Diagnostic(
        place,
        Rule.FIELD_VALUE,
        number,
        f"{prefix}、〔四位年份〕、序号、号，如 {prefix}〔{year}〕1号",
        "年份用六角括号〔〕，序号不编虚位、不加“第”字",
    )
