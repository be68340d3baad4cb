"""Rulebooks: parts that fit together, and never two rulebooks on one day."""

from collections.abc import Iterator, Sequence
from datetime import date

from tongbao.checks import registered
from tongbao.checks.clauses import Location, clauses_of
from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.clause import (
    Clause,
    EventClause,
    EventKind,
    PeriodClause,
    Span,
    TotalClause,
    Where,
)
from tongbao.model.outlet import Outlet
from tongbao.model.period import Stretch
from tongbao.model.rulebook import Conversion, Rulebook
from tongbao.source.dataset import Dataset, Entry


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield repeated ids, names no registry has, tasks and values that are missing, overlaps."""
    for entry in dataset.rulebooks.values():
        yield from _repeated(entry)
        yield from _readings(entry)
        yield from _groups(dataset, entry)
        yield from _conversions(entry)
        yield from _tasks(dataset, entry)
    yield from _outlets(dataset)
    yield from _overlaps(dataset)
    yield from _midway(dataset)


def _repeated(entry: Entry[Rulebook]) -> Iterator[Diagnostic]:
    for location, field, names in _identifiers(entry.record):
        first: dict[str, int] = {}
        for index, name in enumerate(names):
            place = entry.at(*location, index, field)
            if name in first:
                what = "编号" if field == "id" else "名称"
                advice = f"第 {first[name]} 行已经用了 {name}，换一个{what}"
                yield Diagnostic(place, Rule.NAME_TWICE, name, f"每个{what}只用一次", advice)
            first.setdefault(name, place.line)


def _identifiers(book: Rulebook) -> Iterator[tuple[Location, str, Sequence[str]]]:
    """Yield the lists whose items each have a name of their own: where, in which field, which."""
    yield ("columns",), "id", [column.id for column in book.columns]
    yield ("clauses",), "id", [clause.id for clause in book.clauses]
    yield ("duties",), "kind", [duty.kind for duty in book.duties]
    yield ("joint_marks",), "sign", [mark.sign for mark in book.joint_marks]
    yield ("readings",), "id", [reading.id for reading in book.readings]
    for number, reading in enumerate(book.readings):
        yield ("readings", number, "clauses"), "id", [clause.id for clause in reading.clauses]


def _readings(entry: Entry[Rulebook]) -> Iterator[Diagnostic]:
    """Yield clauses of readings that take no clause's place."""
    known = [clause.id for clause in entry.record.clauses]
    for number, reading in enumerate(entry.record.readings):
        for index, clause in enumerate(reading.clauses):
            if clause.id not in known:
                place = entry.at("readings", number, "clauses", index, "id")
                yield unregistered(place, Rule.CLAUSE_UNKNOWN, clause.id, known, "clauses")


def _groups(dataset: Dataset, entry: Entry[Rulebook]) -> Iterator[Diagnostic]:
    for index, commendation in enumerate(entry.record.commendations):
        place = entry.at("commendations", index, "group")
        yield from registered.group(dataset, commendation.group, place)
    for index, conversion in enumerate(entry.record.conversions):
        for number, group in enumerate(conversion.groups):
            place = entry.at("conversions", index, "groups", number)
            yield from registered.group(dataset, group, place)


def _conversions(entry: Entry[Rulebook]) -> Iterator[Diagnostic]:
    """Yield conversions of a period and group that an earlier one converts already."""
    earlier: list[Conversion] = []
    for index, conversion in enumerate(entry.record.conversions):
        groups = set(conversion.groups)
        for other in earlier:
            shared = not (groups and other.groups) or groups & set(other.groups)
            if conversion.period is other.period and shared:
                yield Diagnostic(
                    entry.at("conversions", index, "name"),
                    Rule.NAME_TWICE,
                    f"{conversion.name}，{other.name}",
                    "一个分组的一种期间只折算一次",
                    "删去其中一个，或用 groups 分开",
                )
        earlier.append(conversion)


def _tasks(dataset: Dataset, entry: Entry[Rulebook]) -> Iterator[Diagnostic]:
    """Yield what looks at tasks where no unit has one."""
    tasks = dataset.registry.record.tasks
    has_count = any(task.count is not None for task in tasks)
    has_points = any(task.points is not None for task in tasks)
    for location, is_target in _task_fields(entry.record):
        if not (has_points if is_target else has_count):
            what = "目标分（points）" if is_target else "条数（count）"
            yield Diagnostic(
                entry.at(*location),
                Rule.TASK_NONE,
                str(location[-1]),
                f"units.yaml 的 tasks 里有单位的任务{what}",
                "请办公室在 units.yaml 里登记 tasks；没有任务的，删去这一项",
            )


def _task_fields(book: Rulebook) -> Iterator[tuple[Location, bool]]:
    """Yield the fields that look at tasks, and whether at their points instead of their count."""
    for clause, location in clauses_of(book):
        if isinstance(clause, EventClause) and clause.beyond_task is not None:
            yield (*location, "beyond_task"), False
        if isinstance(clause, PeriodClause) and clause.quota.task:
            yield (*location, "quota", "task"), False
        if isinstance(clause, TotalClause) and clause.target is not None:
            yield (*location, "target"), True
    for index, label in enumerate(book.labels):
        if label.below_task:
            yield ("labels", index, "below_task"), False
    for index, conversion in enumerate(book.conversions):
        if conversion.by_completion is not None:
            yield ("conversions", index, "by_completion"), False


def _outlets(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield outlets no rulebook gives a value, before anything is adopted by them.

    An outlet that only an earlier rulebook knows stays registered for what it adopted then.
    """
    if not dataset.rulebooks or dataset.is_unreadable("rules"):
        return
    clauses = [
        clause for entry in dataset.rulebooks.values() for clause, _ in clauses_of(entry.record)
    ]
    for index, outlet in enumerate(dataset.outlets.record.outlets):
        if not any(_gives_value(dataset, clause, outlet) for clause in clauses):
            yield Diagnostic(
                dataset.outlets.at("outlets", index, "name"),
                Rule.POINTS_MISSING,
                f"{outlet.name}（{outlet.level}）",
                "考评办法里有采用这种刊物的分值",
                "核对级别；无误的，请办公室在 rules 里补上这种刊物的分值",
            )


def _gives_value(dataset: Dataset, clause: Clause, outlet: Outlet) -> bool:
    """Whether a clause can give an adoption by the outlet its points, not only points on top."""
    if isinstance(clause, PeriodClause):
        return clause.event is EventKind.ADOPTION and _fits(dataset, clause.where, outlet)
    if not isinstance(clause, EventClause) or clause.event is not EventKind.ADOPTION:
        return False
    has_one_value = any((clause.points is not None, clause.steps, clause.veto, clause.bars))
    return (
        not clause.on_top
        and _fits(dataset, clause.where, outlet)
        and (has_one_value or any(_fits(dataset, case.where, outlet) for case in clause.cases))
    )


def _fits(dataset: Dataset, where: Where, outlet: Outlet) -> bool:
    """Whether a selector may let the outlet pass; a name no registry has may be meant for it."""
    levels, outlets = dataset.outlets.record.levels, dataset.outlet_by_id
    return outlet.level not in levels or (
        (
            where.level is None
            or any(level == outlet.level or level not in levels for level in where.level)
        )
        and (
            where.outlet is None
            or any(name == outlet.id or name not in outlets for name in where.outlet)
        )
    )


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
        for span in _counted_around(book.record, start):
            earlier = [other for other in dataset.rulebooks_in(span) if _last_day(other) < start]
            if earlier:
                yield Diagnostic(
                    book.at("in_force", "from"),
                    Rule.RULEBOOK_MIDWAY,
                    str(start),
                    f"{span.start.year}年{span.name}的第一天",
                    f"{span.name}不能分属两部办法：改为从期间的第一天起换办法",
                )


def _counted_around(book: Rulebook, day: date) -> list[Stretch]:
    """Return the spans a day lies in that clauses look at as a whole: count, cap, step through.

    Weeks are left out: no month and no year begins with one, so every new rulebook cuts a week.
    """
    periods: set[Span] = set()
    for clause in book.clauses:
        periods.update(cap.period for cap in clause.caps)
        if not isinstance(clause, EventClause):
            periods.add(clause.period)
        elif clause.steps is not None:
            periods.add(clause.steps.period)
    return [period.around(day) for period in sorted(periods - {Span.WEEK})]


def _last_day(entry: Entry[Rulebook]) -> date:
    return entry.record.in_force.to or date.max
