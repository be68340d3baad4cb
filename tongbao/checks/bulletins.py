"""Bulletins: their number, their dates and the clause they take an example from."""

import re
from collections.abc import Iterator
from datetime import date

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.bulletin import Bulletin
from tongbao.source.dataset import Dataset, Entry

_YEAR_AND_SERIAL = re.compile(r"〔[12][0-9]{3}〕[1-9][0-9]{0,3}号")


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield numbers not in the official form, days out of order, examples of nothing."""
    yield from _cutoffs(dataset)
    for entry in dataset.bulletins.values():
        yield from _number(dataset, entry)
        yield from _days(entry)
        yield from _example(dataset, entry)
        if not dataset.rulebooks_in(entry.record.period) and not dataset.is_unreadable("rules"):
            yield Diagnostic(
                entry.at("period"),
                Rule.RULEBOOK_NONE,
                str(entry.record.period),
                "在某部考评办法的施行期内",
                "核对期间；无误的，请办公室在 rules 里补上这一时期的考评办法",
            )


def _cutoffs(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield bulletins that end on one day but take in adoptions until different days.

    An adoption counts on one day, so what one of them takes in stands in the other as well.
    """
    first: dict[date, Entry[Bulletin]] = {}
    for entry in dataset.bulletins.values():
        other = first.setdefault(entry.record.period.end, entry)
        if entry.record.cutoff != other.record.cutoff:
            yield Diagnostic(
                entry.at("cutoff"),
                Rule.CUTOFF_DIFFERS,
                str(entry.record.cutoff),
                f"{other.record.cutoff}，与通报 {other.id} 相同",
                "两期通报在同一天结束，截止日期要一致：改正其中一个",
            )


def _number(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    number, prefix = entry.record.number, dataset.bureau.record.number_prefix
    if number is None:
        return
    if not (number.startswith(prefix) and _YEAR_AND_SERIAL.fullmatch(number, len(prefix))):
        yield Diagnostic(
            entry.at("number"),
            Rule.FIELD_VALUE,
            number,
            f"{prefix}、〔四位年份〕、序号、号，如 {prefix}〔{entry.record.date:%Y}〕1号",
            "年份用六角括号〔〕，序号不编虚位、不加“第”字",
        )


def _days(entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    record = entry.record
    if record.cutoff < record.period.end:
        expected = f"不早于期间的最后一天 {record.period.end}"
        advice = "核对采用截止日期和期间"
        yield Diagnostic(entry.at("cutoff"), Rule.DATE_ORDER, str(record.cutoff), expected, advice)
    if record.date < record.cutoff:
        expected = f"不早于采用截止日期 {record.cutoff}"
        advice = "核对成文日期和采用截止日期"
        yield Diagnostic(entry.at("date"), Rule.DATE_ORDER, str(record.date), expected, advice)


def _example(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    example = entry.record.annex.example
    if example is None:
        return
    if example.unit not in dataset.units:
        place = entry.at("annex", "example", "unit")
        yield unregistered(place, Rule.UNIT_UNKNOWN, example.unit, dataset.units, "units.yaml")
    if dataset.is_unreadable("rules"):
        return
    clauses = [clause.id for book in dataset.rulebooks.values() for clause in book.record.clauses]
    if example.clause not in clauses:
        place = entry.at("annex", "example", "clause")
        yield unregistered(place, Rule.CLAUSE_UNKNOWN, example.clause, clauses, "rules")
