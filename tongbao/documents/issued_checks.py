"""Issued bulletins never change silently: today's results are held against what was issued."""

from collections.abc import Iterable, Iterator

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.composing import Correction, composed, correction
from tongbao.documents.figures import FigureChange
from tongbao.documents.issued import (
    Issued,
    IssuedFileError,
    errata,
    issued_of,
    read_issued,
    record_fields,
)
from tongbao.documents.ranking_table import TO_DATE
from tongbao.documents.results import printed_items, table_figures
from tongbao.documents.words import enumerated
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_FIGURES = 6
"""How many of the other figures a message names."""

_RESTORE = "恢复印发时的文件；内容有误的，用 build.py erratum 另发更正通报"


def check_issued(dataset: Dataset, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield where a bureau's issued bulletins, their frozen records and today's results part."""
    for name, file in dataset.issued.items():
        if name not in dataset.bulletins and f"bulletins/{name}" not in dataset.unreadable:
            yield Diagnostic(
                Place(file.path),
                Rule.ISSUED_BROKEN,
                "没有它的 bulletin.md",
                "定稿和通报在一起",
                "恢复同一个文件夹里的 bulletin.md",
            )
    for entry in dataset.bulletins.values():
        yield from _check(dataset, ledger, entry)


def _check(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    number = entry.record.number
    if entry.id not in dataset.issued:
        if number is not None and f"bulletins/{entry.id}" not in dataset.unreadable:
            yield Diagnostic(
                entry.at("number"),
                Rule.ISSUED_MISSING,
                number,
                "草稿不写 number；印发的通报有定稿",
                f"删去 number，运行 build.py issue {dataset.id} {entry.id}，由它写上字号并定稿",
            )
        return
    place = Place(dataset.issued[entry.id].path)
    try:
        issued = read_issued(dataset, entry.id)
    except IssuedFileError as problem:
        yield Diagnostic(place, Rule.ISSUED_BROKEN, str(problem), "程序写的原样", _RESTORE)
        return
    assert issued is not None
    if entry.record.corrects is None and not _is_consistent(issued):
        yield Diagnostic(place, Rule.ISSUED_BROKEN, "表格与结果不一致", "程序写的原样", _RESTORE)
        return
    yield from _changed_fields(entry, issued)
    if entry.record.corrects is None and not dataset.unreadable:
        yield from _changed_results(dataset, ledger, entry)


def _is_consistent(issued: Issued) -> bool:
    """Whether the figures to compare with are those that are printed."""
    return set(table_figures(issued.document)) <= set(issued.results)


def _changed_fields(entry: Entry[Bulletin], issued: Issued) -> Iterator[Diagnostic]:
    now = record_fields(entry.record)
    for name in {**issued.record, **now}:
        if issued.record.get(name) != now.get(name):
            yield Diagnostic(
                entry.at(name),
                Rule.ISSUED_RECORD,
                name,
                f"印发时的内容（{issued.record.get('number')}）",
                _RESTORE,
            )


def _changed_results(
    dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]
) -> Iterator[Diagnostic]:
    """Yield what differs from a bulletin as last issued, unless an erratum is being prepared."""
    if any(each.id not in dataset.issued for each in errata(dataset, entry.id)):
        return
    found = correction(dataset, ledger, entry)
    rest = list(_own_figures(dataset, entry, found))
    for name in dict.fromkeys(change.unit for change in found.awards):
        full = _full_name(dataset, name)
        own = [each for each in rest if each.where == full]
        if own:
            rest = [each for each in rest if each not in own]
            yield _refusal(dataset, entry, own, _records(found, name))
    if rest:
        yield _refusal(dataset, entry, rest, _changed_items(dataset, ledger, entry))


def _own_figures(
    dataset: Dataset, entry: Entry[Bulletin], found: Correction
) -> Iterator[FigureChange]:
    """Yield what differs, but for sums since January that follow from an earlier erratum."""
    period = entry.record.period
    corrected = any(
        errata(dataset, other.id)
        for other in dataset.bulletins.values()
        if other.record.period.year == period.year and other.record.period.start < period.start
    )
    own = {
        _full_name(dataset, change.unit) for change in found.awards if change.award.date in period
    }
    for figure in found.figures:
        if not (corrected and figure.what == TO_DATE and figure.where not in own):
            yield figure


def _changed_items(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> tuple[str, ...]:
    """Return the submissions that a bulletin printed otherwise than today."""
    issued = issued_of(dataset, entry.id)
    assert issued is not None
    printed = printed_items(issued.document)
    today = printed_items(composed(issued.names.given_to(dataset), ledger, entry))
    return tuple(
        target.rstrip("/") for target, said in printed.items() if today.get(target, said) != said
    )


def _full_name(dataset: Dataset, short: str) -> str:
    return next((unit.name for unit in dataset.units.values() if unit.short == short), short)


def _records(found: Correction, unit: str) -> tuple[str, ...]:
    """Return the records behind a unit's points before or now; if all are behind both, all."""
    changes = [change for change in found.awards if change.unit == unit]
    before = _behind(change.before for change in changes)
    after = _behind(change.after for change in changes)
    differing = [name for name in {**before, **after} if (name in before) != (name in after)]
    return tuple(differing or before)


def _behind(awards: Iterable[Award | None]) -> dict[str, None]:
    return {name: None for award in awards if award is not None for name in award.records}


def _refusal(
    dataset: Dataset,
    entry: Entry[Bulletin],
    figures: list[FigureChange],
    records: tuple[str, ...],
) -> Diagnostic:
    first = figures[0].where
    said = "，".join(_said(each, first) for each in figures[:_FIGURES])
    more = f"等{len(figures)}处" if len(figures) > _FIGURES else ""
    behind = f"；依据 {enumerated(records)}" if records else ""
    place = _place(dataset, records) or dataset.issued[entry.id].path
    return Diagnostic(
        Place(place),
        Rule.ISSUED_RESULT,
        f"{first}：{said}{more}{behind}",
        f"与印发的 {entry.record.number} 相同",
        f"恢复这次改动的记录；确实要更正的，运行 build.py erratum {dataset.id} {entry.id}，"
        "把更正通报的草稿同这次改动一起提交",
    )


def _said(change: FigureChange, first: str) -> str:
    where = "" if change.where == first else change.where
    return f"{where}{change.what.strip('{}')} {change.before or '空'} → {change.after or '空'}"


def _place(dataset: Dataset, records: tuple[str, ...]) -> str | None:
    """Return the file of the first of some records that is still there."""
    found = (dataset.find(record) for record in records)
    return next((entry.path for entry in found if entry is not None), None)
