"""Issued bulletins never change silently: today's results are held against what was issued."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

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
from tongbao.documents.results import printed_items
from tongbao.documents.words import enumerated
from tongbao.model.bulletin import Bulletin
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_LONGEST = 200
_FIGURES = 6
"""How many of the other figures a message names."""

_RESTORE = "恢复印发时的文件；内容有误的，用 build.py erratum 另发更正通报"


def check_issued(
    dataset: Dataset, ledger: Ledger, *, are_points_known: bool
) -> Iterator[Diagnostic]:
    """Yield where a bureau's issued bulletins, their frozen records and today's results part.

    Results are compared only where the data has no fault that leaves points open.
    """
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
        found = tuple(_check_files(dataset, entry))
        yield from found
        is_usable = all(each.rule is Rule.ISSUED_RECORD for each in found)
        if are_points_known and is_usable and entry.id in dataset.issued:
            yield from _changed_results(dataset, ledger, entry)


def _check_files(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    number = entry.record.number
    if entry.id not in dataset.issued:
        if number is not None and f"bulletins/{entry.id}" not in dataset.unreadable:
            yield Diagnostic(
                entry.at("number"),
                Rule.ISSUED_MISSING,
                number,
                "草稿不写 number；印发的通报有定稿",
                f"定稿丢了的，从 git 里恢复 issued.json；还没有印发的，删去 number，"
                f"运行 build.py issue {dataset.id} {entry.id}，由它写上字号并定稿",
            )
        return
    try:
        issued = read_issued(dataset, entry.id)
    except IssuedFileError as problem:
        place = Place(dataset.issued[entry.id].path)
        yield Diagnostic(place, Rule.ISSUED_BROKEN, str(problem), "程序写的原样", _RESTORE)
        return
    assert issued is not None
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


def result_changes(
    dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]
) -> tuple[FigureChange, ...]:
    """Return in what today's results differ from a bulletin as last issued.

    Sums since January that follow from the erratum of an earlier bulletin are left out, and errata
    have no results of their own.
    """
    issued = issued_of(dataset, entry.id)
    if issued is None or entry.record.corrects is not None:
        return ()
    return tuple(_own_figures(dataset, issued, correction(dataset, ledger, entry)))


def _changed_results(
    dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]
) -> Iterator[Diagnostic]:
    """Yield what differs from a bulletin as last issued; a warning while its erratum is drafted."""
    issued = issued_of(dataset, entry.id)
    if issued is None or entry.record.corrects is not None:
        return
    found = correction(dataset, ledger, entry)
    rest = list(_own_figures(dataset, issued, found))
    refusal = _Refusal(dataset, entry, issued)
    name_of = partial(issued.circumstances.name_of, dataset)
    for unit in dict.fromkeys(change.award.unit for change in found.awards):
        own = [each for each in rest if each.where == name_of(unit)]
        if own:
            rest = [each for each in rest if each not in own]
            yield refusal.of(own, _records(found, unit))
    if rest:
        yield refusal.of(rest, _changed_items(dataset, ledger, entry, issued))


def _own_figures(dataset: Dataset, issued: Issued, found: Correction) -> Iterator[FigureChange]:
    period = issued.document.period
    corrected = any(
        errata(dataset, other.id)
        for other in dataset.bulletins.values()
        if other.record.period.year == period.year and other.record.period.start < period.start
    )
    own = {
        issued.circumstances.name_of(dataset, change.award.unit)
        for change in found.awards
        if change.award.date in period
    }
    for figure in found.figures:
        if not (corrected and figure.what == TO_DATE and figure.where not in own):
            yield figure


def _changed_items(
    dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin], issued: Issued
) -> tuple[str, ...]:
    """Return the submissions that a bulletin printed otherwise than today.

    After an erratum nobody can tell: what was printed is not what holds.
    """
    if any(each.id in dataset.issued for each in errata(dataset, entry.id)):
        return ()
    printed = printed_items(issued.document)
    today = printed_items(composed(issued.circumstances.restored(dataset), ledger, entry))
    return tuple(
        target.rstrip("/") for target, said in printed.items() if today.get(target, said) != said
    )


def _records(found: Correction, unit: UnitId) -> tuple[str, ...]:
    """Return the records behind a unit's points before or now; if all are behind both, all."""
    changes = [change for change in found.awards if change.award.unit == unit]
    before = _behind(change.before for change in changes)
    after = _behind(change.after for change in changes)
    differing = [name for name in {**before, **after} if (name in before) != (name in after)]
    return tuple(differing or before)


def _behind(awards: Iterable[Award | None]) -> dict[str, None]:
    return {name: None for award in awards if award is not None for name in award.records}


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What is said of results that are not those of a bulletin."""

    dataset: Dataset
    entry: Entry[Bulletin]
    issued: Issued

    def of(self, figures: list[FigureChange], records: tuple[str, ...]) -> Diagnostic:
        """Return what is said of some figures and the records behind them."""
        first = figures[0].where
        said = "，".join(_said(each, first) for each in figures[:_FIGURES])
        more = f"等{len(figures)}处" if len(figures) > _FIGURES else ""
        behind = f"；依据 {enumerated(records)}" if records else ""
        place = _place(self.dataset, records) or self.dataset.issued[self.entry.id].path
        draft = next(
            (
                each.id
                for each in errata(self.dataset, self.entry.id)
                if each.id not in self.dataset.issued
            ),
            None,
        )
        return Diagnostic(
            Place(place),
            Rule.ISSUED_RESULT if draft is None else Rule.ISSUED_CORRECTED,
            f"{_cut(first)}：{said}{more}{behind}",
            f"与印发的 {self.entry.record.number} 相同",
            self._advice(figures) if draft is None else f"核对更正通报的草稿 {draft} 里列的更正",
        )

    def _advice(self, figures: list[FigureChange]) -> str:
        names = {name.name for name in self.issued.circumstances.units.values()}
        new = [
            unit.name
            for unit in self.dataset.units.values()
            if unit.name not in names and any(each.where == unit.name for each in figures)
        ]
        if new:
            return f"{enumerated(new)}是新设的，在 units.yaml 写上 from（从哪一天起考评）"
        return (
            "恢复这次改动的记录；确实要更正的，运行 "
            f"build.py erratum {self.dataset.id} {self.entry.id}，"
            "把更正通报的草稿同这次改动一起提交"
        )


def _said(change: FigureChange, first: str) -> str:
    where = "" if change.where == first else _cut(change.where)
    before, after = (_cut(text) for text in (change.before or "空", change.after or "空"))
    return f"{where}{change.what.strip('{}')} {before} → {after}"


def _cut(text: str) -> str:
    """Return a text, cut where it is longer than anybody reads."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _place(dataset: Dataset, records: tuple[str, ...]) -> str | None:
    """Return the file of the first of some records that is still there."""
    found = (dataset.find(record) for record in records)
    return next((entry.path for entry in found if entry is not None), None)
