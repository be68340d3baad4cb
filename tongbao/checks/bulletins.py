"""Bulletins: their dates, what they correct, the clause they take an example from."""

from collections.abc import Iterator
from datetime import date

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.bulletin import AnnexTable, Bulletin
from tongbao.source.dataset import Dataset, Entry

CORRECTING = frozenset({AnnexTable.CHANGES, AnnexTable.CAUSES})
"""The tables that only an erratum has."""


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield days out of order, errata of nothing issued, examples of nothing."""
    yield from _cutoffs(dataset)
    for entry in dataset.bulletins.values():
        yield from _corrected(dataset, entry)
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
    # What is issued can't be changed any more: a draft is told.
    drafts_last = sorted(dataset.bulletins.values(), key=lambda each: each.id not in dataset.issued)
    for entry in drafts_last:
        other = first.setdefault(entry.record.period.end, entry)
        if entry.record.cutoff != other.record.cutoff:
            yield Diagnostic(
                entry.at("cutoff"),
                Rule.CUTOFF_DIFFERS,
                str(entry.record.cutoff),
                f"{other.record.cutoff}，与通报 {other.id} 相同",
                "两期通报在同一天结束，截止日期要一致：改正其中一个",
            )


def _corrected(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    """Yield an erratum that corrects nothing issued, or says another period or cut-off."""
    name = entry.record.corrects
    is_erratum = not CORRECTING.isdisjoint(entry.record.annex.tables)
    if name is None:
        if is_erratum:
            advice = "删去 changes、causes，或写明 corrects"
            place = entry.at("annex", "tables")
            expected = "只有更正通报有更正的表"
            yield Diagnostic(place, Rule.ERRATUM, "没有 corrects", expected, advice)
        return
    known = dataset.bulletins.get(name)
    if known is None or known.record.number is None or known.record.corrects is not None:
        if f"bulletins/{name}" not in dataset.unreadable:
            advice = "没有印发的通报直接改；更正过的再更正，仍写最初的那一期"
            place = entry.at("corrects")
            yield Diagnostic(place, Rule.ERRATUM, name, "印发过的通报，不是更正通报", advice)
        return
    if not CORRECTING.issubset(entry.record.annex.tables):
        place = entry.at("annex", "tables")
        found = "、".join(entry.record.annex.tables)
        advice = "更正通报要列出更正前后的内容和依据：补上 changes 和 causes"
        yield Diagnostic(place, Rule.ERRATUM, found, "有 changes 和 causes", advice)
    for field in ("period", "cutoff", "openness"):
        found, expected = str(getattr(entry.record, field)), str(getattr(known.record, field))
        if found != expected:
            advice = "期间、截止日期和公开属性照所更正的通报写"
            yield Diagnostic(entry.at(field), Rule.ERRATUM, found, expected, advice)
    if entry.record.date < known.record.date:
        expected = f"不早于所更正的通报 {known.record.date}"
        advice = "核对更正通报的成文日期"
        yield Diagnostic(
            entry.at("date"), Rule.DATE_ORDER, str(entry.record.date), expected, advice
        )
    drafts = [
        other.id
        for other in dataset.bulletins.values()
        if other.record.corrects == name and other.record.number is None
    ]
    if entry.record.number is None and entry.id != drafts[0]:
        advice = "一次只准备一份更正通报：并成一份，删去另一份"
        yield Diagnostic(
            entry.at("corrects"), Rule.ERRATUM, name, f"没有别的草稿 {drafts[0]}", advice
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
    if example is None or entry.id in dataset.issued:
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
