"""Document numbers (发文字号): their form, and that they run in series a year."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.bulletin import Bulletin
from tongbao.source.dataset import Dataset, Entry

_YEAR_AND_SERIAL = re.compile(r"〔([12][0-9]{3})〕([1-9][0-9]{0,3})号")


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield numbers not in the official form, of another year, after a gap, against the dates."""
    for entry in dataset.bulletins.values():
        yield from _number(dataset, entry)
    yield from _series(dataset)


def number_parts(dataset: Dataset, number: str) -> tuple[int, int] | None:
    """Return year and serial of a document number; None if it is not in the official form."""
    prefix = dataset.bureau.record.number_prefix
    match = _YEAR_AND_SERIAL.fullmatch(number, len(prefix)) if number.startswith(prefix) else None
    return (int(match[1]), int(match[2])) if match else None


def next_number(dataset: Dataset, year: int) -> str | None:
    """Return the number that follows the last one of a year; None where nobody can know."""
    numbering = dataset.bureau.record.numbering
    used = [
        parts[1]
        for number in (
            *(entry.record.number or "" for entry in dataset.bulletins.values()),
            *(each.number for each in numbering.skipped),
        )
        if (parts := number_parts(dataset, number)) is not None and parts[0] == year
    ]
    if numbering.shared or not used:
        return None
    return f"{dataset.bureau.record.number_prefix}〔{year}〕{max(used) + 1}号"


def _series(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield numbers that leave a gap in their year's series, or run against the dates."""
    numbering = dataset.bureau.record.numbering
    skipped = {number_parts(dataset, each.number) for each in numbering.skipped}
    numbered = sorted(
        (parts, entry.id)
        for entry in dataset.bulletins.values()
        if (parts := number_parts(dataset, entry.record.number or "")) is not None
    )
    for (before, earlier), (after, later) in pairwise(numbered):
        if before[0] != after[0]:
            continue
        entry, other = dataset.bulletins[later], dataset.bulletins[earlier]
        missing = [
            serial for serial in range(before[1] + 1, after[1]) if (after[0], serial) not in skipped
        ]
        if missing and not numbering.shared:
            yield Diagnostic(
                entry.at("number"),
                Rule.NUMBER_GAP,
                entry.record.number or "",
                f"接着 {other.record.number}，用 {missing[0]}号",
                "改用接着的号；空出的号另有去处的，在 bureau.yaml 的 numbering.skipped 里写明",
            )
        if entry.record.date < other.record.date:
            yield Diagnostic(
                entry.at("number"),
                Rule.NUMBER_ORDER,
                f"{entry.record.number}，{entry.record.date}",
                f"成文日期不早于 {other.record.number}的 {other.record.date}",
                "字号按成文的先后编：核对字号和成文日期",
            )


def _number(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    number, prefix = entry.record.number, dataset.bureau.record.number_prefix
    if number is None:
        return
    parts = number_parts(dataset, number)
    if parts is None:
        yield Diagnostic(
            entry.at("number"),
            Rule.FIELD_VALUE,
            number,
            f"{prefix}、〔四位年份〕、序号、号，如 {prefix}〔{entry.record.date:%Y}〕1号",
            "年份用六角括号〔〕，序号不编虚位、不加“第”字",
        )
    elif parts[0] != entry.record.date.year:
        yield Diagnostic(
            entry.at("number"),
            Rule.NUMBER_ORDER,
            f"{number}，{entry.record.date}",
            f"成文日期那一年的字号：〔{entry.record.date.year}〕",
            "核对字号和成文日期",
        )
