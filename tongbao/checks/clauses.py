"""Clauses: what they select by can hold, and what they name exists."""

from collections.abc import Iterator, Sequence

from tongbao.checks import registered
from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.clause import (
    FACTS,
    Clause,
    EventClause,
    EventKind,
    PeriodClause,
    RatioClause,
    TotalClause,
    Where,
)
from tongbao.model.rulebook import Rulebook
from tongbao.source.dataset import Dataset, Entry

Location = tuple[str | int, ...]
_OF_A_UNIT = frozenset({"group", "unit"})


def clauses_of(book: Rulebook) -> Iterator[tuple[Clause, Location]]:
    """Yield every clause of a rulebook and of its readings, with its location."""
    for index, clause in enumerate(book.clauses):
        yield clause, ("clauses", index)
    for number, reading in enumerate(book.readings):
        for index, clause in enumerate(reading.clauses):
            yield clause, ("readings", number, "clauses", index)


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield columns, facts and names in clauses that are not there."""
    for entry in dataset.rulebooks.values():
        for clause, location in clauses_of(entry.record):
            yield from _columns(entry, clause, location)
            for where, inside in _selectors(clause, location):
                yield from _facts(entry, clause, where, inside)
                yield from _names(dataset, entry, where, inside)
                yield from _terms(entry, where, inside)


def _columns(entry: Entry[Rulebook], clause: Clause, location: Location) -> Iterator[Diagnostic]:
    known = [column.id for column in entry.record.columns]
    named = [(clause.column, entry.at(*location, "column"))]
    if isinstance(clause, TotalClause):
        named.extend(
            (column, entry.at(*location, "columns", index))
            for index, column in enumerate(clause.columns)
        )
    for column, place in named:
        if column not in known:
            yield unregistered(place, Rule.COLUMN_UNKNOWN, column, known, "columns")


def _selectors(clause: Clause, location: Location) -> Iterator[tuple[Where, Location]]:
    yield clause.where, (*location, "where")
    tables: list[tuple[Location, Sequence[Where]]] = []
    if isinstance(clause, EventClause):
        tables.append((("cases",), [case.where for case in clause.cases]))
        tables.append((("multipliers",), [each.where for each in clause.multipliers]))
        tables.append((("joint",), [share.where for share in clause.joint]))
    if isinstance(clause, PeriodClause):
        tables.append((("quota", "any_of"), [way.where for way in clause.quota.any_of]))
    for field, wheres in tables:
        for number, where in enumerate(wheres):
            yield where, (*location, *field, number, "where")


def _facts(
    entry: Entry[Rulebook], clause: Clause, where: Where, location: Location
) -> Iterator[Diagnostic]:
    """Yield the facts a clause selects by that its events never have."""
    possible, what = _OF_A_UNIT, f"award: {clause.award}"
    if isinstance(clause, EventClause | PeriodClause):
        possible, what = FACTS[clause.event], f"event: {clause.event}"
    elif isinstance(clause, RatioClause):
        possible = FACTS[EventKind.SUBMISSION]
    for fact in Where.model_fields:
        if getattr(where, fact) is not None and fact not in possible:
            shown = "、".join(name for name in Where.model_fields if name in possible)
            yield Diagnostic(
                entry.at(*location, fact),
                Rule.CLAUSE_FACT,
                fact,
                f"{what} 的条款只能用 {shown}",
                f"删去 {fact}，或核对条款是按什么计分的：这样写永远计不到分",
            )


def _names(
    dataset: Dataset, entry: Entry[Rulebook], where: Where, location: Location
) -> Iterator[Diagnostic]:
    """Yield names in a selector that no registry has."""
    for number, category in enumerate(where.category or ()):
        place = entry.at(*location, "category", number)
        yield from registered.category(dataset, category, place)
    for number, level in enumerate(where.level or ()):
        yield from registered.level(dataset, level, entry.at(*location, "level", number))
    for number, outlet in enumerate(where.outlet or ()):
        yield from registered.outlet(dataset, outlet, entry.at(*location, "outlet", number))
    for number, group in enumerate(where.group or ()):
        yield from registered.group(dataset, group, entry.at(*location, "group", number))
    for number, unit in enumerate(where.unit or ()):
        yield from registered.unit(dataset, unit, entry.at(*location, "unit", number))


def _terms(entry: Entry[Rulebook], where: Where, location: Location) -> Iterator[Diagnostic]:
    """Yield kinds of duties and joint marks in a selector that the rulebook does not have."""
    kinds = [duty.kind for duty in entry.record.duties]
    for number, kind in enumerate(where.duty or ()):
        if kind not in kinds:
            place = entry.at(*location, "duty", number)
            yield unregistered(place, Rule.DUTY_KIND, kind, kinds, "duties")
    signs = [mark.sign for mark in entry.record.joint_marks]
    for number, sign in enumerate(where.mark or ()):
        if sign not in signs:
            place = entry.at(*location, "mark", number)
            yield unregistered(place, Rule.MARK_UNKNOWN, sign, signs, "joint_marks")
