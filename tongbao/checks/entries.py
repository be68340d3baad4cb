"""Manual entries: under a clause that people judge, about the right record, with its value."""

from collections.abc import Iterator, Mapping
from datetime import date

from tongbao.checks import items, registered
from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.clause import Clause, EventClause, EventKind, VetoScope
from tongbao.model.entry import ManualEntry
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import ClauseId, SubmissionId
from tongbao.source.dataset import Dataset, Entry

_FOLDERS = {EventKind.COMMISSION: "commissions", EventKind.DUTY: "duties"}
_SHOWN = {"submissions": "报送", "commissions": "约稿", "duties": "任务"}


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield entries under clauses that are scored from records, about nothing, without a value."""
    for entry in dataset.entries.values():
        record = entry.record
        yield from registered.unit_on(dataset, record.unit, record.date, entry.at("unit"))
        yield from _about(dataset, entry)
        books = _books(dataset, entry)
        clauses = {clause.id: clause for book in books for clause in book.record.clauses}
        clause = clauses.get(record.clause)
        if clause is None:
            yield from _unknown(dataset, entry, books)
        elif isinstance(clause, EventClause) and _is_enterable(clause):
            yield from _purpose(dataset, entry, clause)
            yield from _points(entry, clause)
            yield from _selected(dataset, entry, clause)
        else:
            yield _scored_from_records(entry, clause, clauses)
    yield from _confirmed_twice(dataset)


def _books(dataset: Dataset, entry: Entry[ManualEntry]) -> list[Entry[Rulebook]]:
    """Return the rulebooks an entry's clause may stand in, the latest last.

    A deduction stands under the rulebook of its deadline, which may be an earlier one than that of
    the day it is confirmed on.
    """
    day = entry.record.date
    kind, _, name = (entry.record.about or "").partition("/")
    start = day
    if kind == "commissions" and name in dataset.commissions:
        start = dataset.commissions[name].record.asked
    elif kind == "duties" and name in dataset.duties:
        start = dataset.duties[name].record.date
    return sorted(
        (
            book
            for book in dataset.rulebooks.values()
            if book.record.in_force.from_ <= day and (book.record.in_force.to or date.max) >= start
        ),
        key=lambda book: book.record.in_force.from_,
    )


def _unknown(
    dataset: Dataset, entry: Entry[ManualEntry], books: list[Entry[Rulebook]]
) -> Iterator[Diagnostic]:
    if not books or dataset.is_unreadable("rules"):
        return
    clauses = {clause.id: clause for book in books for clause in book.record.clauses}
    known = [name for name, clause in clauses.items() if _is_enterable(clause)]
    place, name = entry.at("clause"), entry.record.clause
    yield unregistered(place, Rule.CLAUSE_UNKNOWN, name, known, books[-1].path)


def _is_enterable(clause: Clause) -> bool:
    """Whether people decide on a clause, so that entries may name it."""
    return isinstance(clause, EventClause) and (
        clause.event is EventKind.ENTRY or (clause.event in _FOLDERS and not clause.automatic)
    )


def _scored_from_records(
    entry: Entry[ManualEntry], clause: Clause, clauses: Mapping[ClauseId, Clause]
) -> Diagnostic:
    known = "、".join(name for name, other in clauses.items() if _is_enterable(other))
    is_due = isinstance(clause, EventClause) and clause.event in _FOLDERS
    how = "到期自动计分" if is_due else "由报送、采用等记录自动计分"
    return Diagnostic(
        entry.at("clause"),
        Rule.ENTRY_CLAUSE,
        f"{clause.id}（{clause.citation}）",
        f"办公室登记的条款：{known or '这部考评办法现在没有'}",
        f"这一条{how}，不用手工登记：删去这个文件，或改正 clause",
    )


def _about(dataset: Dataset, entry: Entry[ManualEntry]) -> Iterator[Diagnostic]:
    """Yield the record an entry is about if there is no such record."""
    kind, _, name = (entry.record.about or "").partition("/")
    place = entry.at("about")
    if kind == "submissions":
        yield from items.existing(dataset, SubmissionId(name), place)
    elif kind:
        asked = dataset.asked_by(f"{kind}/{name}")
        units = frozenset((entry.record.unit,) if asked is None else asked)
        yield from items.due(dataset, kind, name, units, place)


def _purpose(
    dataset: Dataset, entry: Entry[ManualEntry], clause: EventClause
) -> Iterator[Diagnostic]:
    """Yield entries that are about nothing, or about a kind of record their clause isn't for."""
    kind, _, name = (entry.record.about or "").partition("/")
    wanted = _FOLDERS.get(clause.event, "submissions")
    is_needed = clause.event in _FOLDERS or clause.veto is VetoScope.ITEM
    if kind != wanted and (kind or is_needed):
        cited = f"{clause.id}（{clause.citation}）"
        advice = f"写明 {cited}针对哪一条{_SHOWN[wanted]}"
        if not is_needed:
            advice = f"{cited}不是认定拟扣分：删去 about，或写报送的路径"
        yield Diagnostic(
            entry.at("about"),
            Rule.ENTRY_ABOUT,
            entry.record.about or "没有 about",
            f"{_SHOWN[wanted]}的路径，{wanted}/……",
            advice,
        )
    elif kind in _FOLDERS.values() and dataset.asked_by(f"{kind}/{name}") is not None:
        units = frozenset({entry.record.unit})
        yield from items.due(dataset, kind, name, units, entry.at("about"))
    elif kind == "submissions" and is_needed:
        yield from _of_the_unit(dataset, entry, SubmissionId(name))


def _of_the_unit(
    dataset: Dataset, entry: Entry[ManualEntry], name: SubmissionId
) -> Iterator[Diagnostic]:
    submission = dataset.submissions.get(name)
    if submission is None:
        return
    units = items.units_behind(dataset, submission.record)
    if entry.record.unit not in units:
        yield Diagnostic(
            entry.at("about"),
            Rule.ENTRY_ABOUT,
            f"{entry.record.unit}，{entry.record.about}",
            "本单位的报送",
            f"这条报送是 {'、'.join(sorted(units))} 的：核对报送的编号和单位",
        )


def _points(entry: Entry[ManualEntry], clause: EventClause) -> Iterator[Diagnostic]:
    """Yield a value where the clause has its own, none where it has a range, one outside it."""
    points, span = entry.record.points, clause.range
    cited = f"{clause.id}（{clause.citation}）"
    place = entry.at("points")
    if span is None:
        if points is not None:
            expected, advice = f"不写 points：{cited}已经写明怎样计分", "删去 points 一行"
            yield Diagnostic(place, Rule.ENTRY_POINTS, f"points: {points}", expected, advice)
    elif points is None or not span.least <= points <= span.most:
        yield Diagnostic(
            place,
            Rule.ENTRY_POINTS,
            "没有 points" if points is None else f"points: {points}",
            f"{span.least} 到 {span.most} 之间的分值",
            f"照 {cited}由办公室定分，写在 points 里",
        )


def _selected(
    dataset: Dataset, entry: Entry[ManualEntry], clause: EventClause
) -> Iterator[Diagnostic]:
    """Yield entries for units the clause does not apply to: they would count for nothing."""
    unit = dataset.units.get(entry.record.unit)
    if unit is None:
        return
    for what, found, allowed in (
        ("单位", unit.id, clause.where.unit),
        ("分组", unit.group, clause.where.group),
    ):
        if allowed is not None and found not in allowed:
            yield Diagnostic(
                entry.at("unit"),
                Rule.ENTRY_CLAUSE,
                found,
                "、".join(allowed),
                f"{clause.id}（{clause.citation}）只用于上面的{what}：核对单位和条款",
            )


def _confirmed_twice(dataset: Dataset) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str, str], str] = {}
    for name, entry in dataset.entries.items():
        record = entry.record
        if record.about is None or record.about.partition("/")[0] not in _FOLDERS.values():
            continue
        key = (record.unit, record.clause, record.about)
        if key in first:
            yield Diagnostic(
                entry.at("about"),
                Rule.ENTRY_TWICE,
                f"{record.unit}，{record.about}",
                "没有认定过的扣分",
                f"与 entries/{first[key]} 是同一项：删去其中一个文件",
            )
        else:
            first[key] = name
