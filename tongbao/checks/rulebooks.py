"""Rulebooks: clauses that name what exists, and never two rulebooks on one day."""

from collections.abc import Iterator
from datetime import date

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.rulebook import ClauseBase, EventClause, PeriodClause, Rulebook, Where
from tongbao.source.dataset import Dataset, Entry


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield repeated ids, unknown columns, names no registry knows, and overlapping periods."""
    for entry in dataset.rulebooks.values():
        yield from _ids(entry)
        for index, clause in enumerate(entry.record.clauses):
            yield from _clause(dataset, entry, index, clause)
        groups = dataset.registry.record.groups
        for index, commendation in enumerate(entry.record.commendations):
            if commendation.group not in groups:
                place = entry.at("commendations", index, "group")
                name, registry = commendation.group, "units.yaml"
                yield unregistered(place, Rule.GROUP_UNKNOWN, name, groups, registry)
    yield from _overlaps(dataset)
    yield from _midway(dataset)


def _ids(entry: Entry[Rulebook]) -> Iterator[Diagnostic]:
    for field in ("columns", "clauses"):
        first: dict[str, int] = {}
        for index, part in enumerate(getattr(entry.record, field)):
            place = entry.at(field, index, "id")
            if part.id in first:
                advice = f"第 {first[part.id]} 行已经用了 {part.id}，换一个编号"
                yield Diagnostic(place, Rule.NAME_TWICE, part.id, "每个编号只用一次", advice)
            first.setdefault(part.id, place.line)


def _clause(
    dataset: Dataset, entry: Entry[Rulebook], index: int, clause: ClauseBase
) -> Iterator[Diagnostic]:
    columns = [column.id for column in entry.record.columns]
    if clause.column not in columns:
        place = entry.at("clauses", index, "column")
        yield unregistered(place, Rule.COLUMN_UNKNOWN, clause.column, columns, " columns ")
    selectors: list[tuple[Where, tuple[str | int, ...]]] = [
        (clause.where, ("clauses", index, "where"))
    ]
    if isinstance(clause, EventClause):
        selectors.extend(
            (case.where, ("clauses", index, "cases", number, "where"))
            for number, case in enumerate(clause.cases)
        )
    for where, location in selectors:
        yield from _where(dataset, entry, where, location)


def _where(
    dataset: Dataset, entry: Entry[Rulebook], where: Where, location: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    registries = (
        (
            "category",
            where.category,
            dataset.bureau.record.categories,
            Rule.CATEGORY_UNKNOWN,
            "bureau.yaml",
        ),
        (
            "level",
            where.level,
            dataset.outlets.record.levels,
            Rule.LEVEL_UNKNOWN,
            "outlets.yaml",
        ),
        (
            "outlet",
            where.outlet,
            tuple(dataset.outlet_by_id),
            Rule.OUTLET_UNKNOWN,
            "outlets.yaml",
        ),
    )
    for field, names, known, rule, registry in registries:
        for number, name in enumerate(names or ()):
            if name not in known:
                place = entry.at(*location, field, number)
                yield unregistered(place, rule, name, known, registry)


def _overlaps(dataset: Dataset) -> Iterator[Diagnostic]:
    books = sorted(
        dataset.rulebooks.values(), key=lambda book: (book.record.in_force.from_, book.id)
    )
    latest: Entry[Rulebook] | None = None
    for book in books:
        if latest is not None and book.record.in_force.from_ <= _last_day(latest):
            yield Diagnostic(
                book.at("in_force", "from"),
                Rule.RULEBOOK_OVERLAP,
                str(book.record.in_force.from_),
                f"晚于 {latest.path} 的最后施行日期",
                f"改这个日期，或在 {latest.path} 的 in_force 里写明 to",
            )
        if latest is None or _last_day(book) > _last_day(latest):
            latest = book


def _midway(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield rulebooks that take over inside a span which both would count and cap by themselves."""
    for book in dataset.rulebooks.values():
        start = book.record.in_force.from_
        spans = {
            clause.period.around(start)
            for clause in book.record.clauses
            if isinstance(clause, PeriodClause)
        }
        for span in sorted(spans):
            earlier = [other for other in dataset.rulebooks_in(span) if _last_day(other) < start]
            if earlier:
                yield Diagnostic(
                    book.at("in_force", "from"),
                    Rule.RULEBOOK_MIDWAY,
                    str(start),
                    f"{span.year}年{span.name}的第一天",
                    f"{span.name}的条数不能分属两部办法：改为从期间的第一天起换办法",
                )


def _last_day(entry: Entry[Rulebook]) -> date:
    return entry.record.in_force.to or date.max
