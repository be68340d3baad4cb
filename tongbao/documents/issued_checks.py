"""Issued bulletins never change silently: today's results are held against what was issued."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.composing import Correction, composed, correction
from tongbao.documents.field_changes import field_changes
from tongbao.documents.figures import FigureChange
from tongbao.documents.issued import (
    Issued,
    IssuedFileError,
    errata,
    issued_of,
    read_issued,
    record_fields,
    standing,
)
from tongbao.documents.later_errata import errata_before
from tongbao.documents.ranking_table import TO_DATE
from tongbao.documents.results import TEXT, printed_items
from tongbao.documents.words import NOTHING, enumerated
from tongbao.model.bulletin import Bulletin
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_LONGEST = 200
_UNITS = 3
"""How many units a message says all of; of the others it names the first."""

_FIGURES = 6
"""How many figures of a place, records and further units a message names."""

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
    for change in field_changes(issued.record, record_fields(entry.record)):
        yield Diagnostic(
            entry.at(*change.location),
            Rule.ISSUED_RECORD,
            f"{change.name} {change.before} → {change.after}",
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
    figures = tuple(_own_figures(dataset, issued, found))
    if not figures:
        return
    places = {figure.where for figure in figures}
    units = {
        unit: name
        for unit in dict.fromkeys(change.award.unit for change in found.awards)
        if (name := issued.circumstances.name_of(dataset, unit)) in places
    }
    items: tuple[str, ...] = ()
    if not places.issubset(units.values()):
        items = _changed_items(dataset, ledger, entry, issued)
    yield _Refusal(dataset, entry, issued, _causes(dataset, entry, found, units, items)).of(
        figures, tuple(units.values())
    )


def _own_figures(dataset: Dataset, issued: Issued, found: Correction) -> Iterator[FigureChange]:
    period = issued.document.period
    corrected = [erratum.record.period for erratum in errata_before(dataset, period)]
    own = {
        issued.circumstances.name_of(dataset, change.award.unit)
        for change in found.awards
        if (day := change.award.date) in period or not any(day in each for each in corrected)
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


@dataclass(frozen=True, slots=True)
class _Causes:
    """What is behind other results: records, and the paths of rulebooks changed since.

    `place` is the file to begin with; None if none of them is there.
    """

    records: tuple[str, ...]
    rulebooks: tuple[str, ...]
    place: str | None


def _causes(
    dataset: Dataset,
    entry: Entry[Bulletin],
    found: Correction,
    units: Iterable[UnitId],
    items: tuple[str, ...],
) -> _Causes:
    """Return what is behind the points of some units that are others now, and behind items."""
    own = {unit: _records(found, unit) for unit in units}
    records = tuple(
        dict.fromkeys((*(name for each in own.values() for name in each.names), *items))
    )
    books = tuple(_changed_rulebooks(dataset, entry))
    are_kept = not items and all(each.are_kept for each in own.values())
    files = [known.path for name in records if (known := dataset.find(name)) is not None]
    return _Causes(records, books, next(iter([*books, *files] if are_kept else files), None))


def _changed_rulebooks(dataset: Dataset, entry: Entry[Bulletin]) -> Iterator[str]:
    """Yield the files of the rulebooks that are not what they were when it was last issued."""
    last = standing(dataset, entry.id)
    for name, digest in (last.made_from.rulebooks if last is not None else {}).items():
        book = dataset.rulebooks.get(name)
        if book is None or book.digest != digest:
            folder = dataset.bureau.path.rpartition("/")[0]
            yield book.path if book is not None else f"{folder}/rules/{name}.yaml"


@dataclass(frozen=True, slots=True)
class _Records:
    """The records behind a unit's points before or now; `are_kept` if all are behind both."""

    names: tuple[str, ...]
    are_kept: bool


def _records(found: Correction, unit: UnitId) -> _Records:
    """Return those that are behind its points only before or only now; without any, all."""
    changes = [change for change in found.awards if change.award.unit == unit]
    before = _behind(change.before for change in changes)
    after = _behind(change.after for change in changes)
    differing = [name for name in {**before, **after} if (name in before) != (name in after)]
    return _Records(tuple(differing or before), not differing)


def _behind(awards: Iterable[Award | None]) -> dict[str, None]:
    return {name: None for award in awards if award is not None for name in award.records}


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What is said of results that are not those of a bulletin."""

    dataset: Dataset
    entry: Entry[Bulletin]
    issued: Issued
    causes: _Causes

    def of(self, figures: Iterable[FigureChange], first: Iterable[str]) -> Diagnostic:
        """Return what is said of a bulletin's figures, those of the units named first before."""
        places: dict[str, list[FigureChange]] = {where: [] for where in (*first, TEXT)}
        for figure in figures:
            places.setdefault(figure.where, []).append(figure)
        draft = next(
            (
                each.id
                for each in errata(self.dataset, self.entry.id)
                if each.id not in self.dataset.issued
            ),
            None,
        )
        return Diagnostic(
            Place(self.causes.place or self.dataset.issued[self.entry.id].path),
            Rule.ISSUED_RESULT if draft is None else Rule.ISSUED_CORRECTED,
            "；".join((*_said_of(places), *self._behind())),
            f"与印发的 {self.entry.record.number} 相同",
            self._advice(places) if draft is None else f"核对更正通报的草稿 {draft} 里列的更正",
        )

    def _behind(self) -> Iterator[str]:
        records, rulebooks = self.causes.records, self.causes.rulebooks
        if records:
            more = f"等{len(records)}条记录" if len(records) > _FIGURES else ""
            yield f"依据 {enumerated(records[:_FIGURES])}{more}"
        if rulebooks:
            yield f"印发以后改过的考评办法 {enumerated(rulebooks)}"

    def _advice(self, places: Iterable[str]) -> str:
        names = {name.name for name in self.issued.circumstances.units.values()}
        new = [
            unit.name
            for unit in self.dataset.units.values()
            if unit.name not in names and unit.name in places
        ]
        if new:
            return f"{enumerated(new)}是新设的，在 units.yaml 写上 from（从哪一天起考评）"
        changed = "记录和考评办法，新办法另写一个文件" if self.causes.rulebooks else "记录"
        return (
            f"恢复这次改动的{changed}；确实要更正的，运行 "
            f"build.py erratum {self.dataset.id} {self.entry.id}，"
            "把更正通报的草稿同这次改动一起提交"
        )


def _said_of(places: Mapping[str, list[FigureChange]]) -> Iterator[str]:
    """Yield what is said of the text and of the first units, and how many units there are more."""
    rest = [where for where, figures in places.items() if figures and where != TEXT][_UNITS:]
    for where, figures in places.items():
        if figures and where not in rest:
            said = "，".join(_said(each) for each in figures[:_FIGURES])
            more = f"等{len(figures)}处" if len(figures) > _FIGURES else ""
            yield f"{_cut(where)}：{said}{more}"
    if rest:
        names = enumerated(_cut(where) for where in rest[:_FIGURES])
        yield f"还有{names}{'等' if len(rest) > _FIGURES else ''}{len(rest)}家"


def _said(change: FigureChange) -> str:
    before, after = (_cut(text or NOTHING) for text in (change.before, change.after))
    return f"{change.name} {before} → {after}"


def _cut(text: str) -> str:
    """Return a text, cut where it is longer than anybody reads."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
