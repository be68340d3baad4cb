"""The lists of the leader's page: what was adopted above the bureau, who is behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tongbao.documents import addresses
from tongbao.documents.items import adopted_submissions
from tongbao.documents.pages.due import kind_of, missed_in, state_of
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.running import is_running
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import short_date
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.tasks import progress

_SHOWN = 12

_Line = TypeVar("_Line")


def folded(lines: Sequence[_Line]) -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
    """Return the first 12 lines and the rest, to be folded away; a single line is not."""
    cut = _SHOWN if len(lines) > _SHOWN + 1 else len(lines)
    return tuple(lines[:cut]), tuple(lines[cut:])


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit and, where more is to be said, a figure: 差2条, -25分."""

    unit: Link
    figure: Link | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Units in a list and what they have in common: the first ones, and the rest, folded away."""

    label: str
    shown: tuple[NamedUnit, ...]
    rest: tuple[NamedUnit, ...]

    @classmethod
    def of(cls, label: str, units: Sequence[NamedUnit]) -> "Names":
        """Return a list of units, a long one folded."""
        return cls(label, *folded(units))

    @property
    def count(self) -> int:
        """How many units there are."""
        return len(self.shown) + len(self.rest)


@dataclass(frozen=True, slots=True)
class HigherLine:
    """An adoption or an instruction: when, by whom, of what, and what each unit got for it.

    `note` says why one of a later day counts in the period.
    """

    day: str
    note: str
    by: Link
    level: str
    title: Link
    units: tuple[NamedUnit, ...]


@dataclass(frozen=True, slots=True)
class Higher:
    """What outlets above the bureau adopted, the highest level first.

    `count` is the number of items; `lines` are the first adoptions of them, `rest` says how many
    items are in none of these. `levels` lead to the items of each level.
    """

    count: int
    lines: tuple[HigherLine, ...]
    rest: int
    levels: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """How many of a group's units met their tasks (3/5家完成), and who did not."""

    group: str
    met: str
    behind: Names


@dataclass(frozen=True, slots=True)
class Overdue:
    """A commission or duty that fell due in the period and the units that were late or silent."""

    deadline: str
    kind: str
    title: Link
    units: tuple[NamedUnit, ...]


def unit_name(source: PageSource, unit: UnitId) -> Link:
    """Return a unit's short name with its page."""
    return Link(source.dataset.units[unit].short, addresses.unit(unit))


def higher(source: PageSource, period: Period, ledger: Ledger) -> Higher:
    """Return what was adopted above the bureau in a period; `ledger` are the period's awards.

    The lowest level of the registry is the bureau's own.
    """
    levels = source.dataset.outlets.record.levels
    above = levels[:-1]
    found: list[tuple[tuple[int, int, str], SubmissionId, HigherLine]] = []
    counts = {}
    items: set[SubmissionId] = set()
    for place, level in enumerate(above):
        adopted = adopted_submissions(source.dataset, ledger, level)
        counts[level] = len(adopted)
        items.update(adopted)
        for item, name, day, line in _adoptions(source, period, ledger, level):
            found.append(((place, -day.toordinal(), name), item, line))
    found.sort(key=lambda each: each[0])
    first, _ = folded(found)
    named = {item for _, item, _ in first}
    links = tuple(
        Link(f"{level}{count}条", addresses.adopted(period, levels, level))
        for level, count in counts.items()
        if count
    )
    lines = tuple(line for _, _, line in first)
    return Higher(len(items), lines, len(items - named), links)


def _adoptions(
    source: PageSource, period: Period, ledger: Ledger, level: str
) -> Iterator[tuple[SubmissionId, str, date, HigherLine]]:
    """Yield each adoption by a level's outlets with its item and its record's name and day."""
    records = dict.fromkeys(
        record.removeprefix("adoptions/")
        for award in ledger
        for record in award.records
        if record.startswith("adoptions/")
    )
    for name in records:
        adoption = source.dataset.adoptions[name].record
        outlet = source.dataset.outlet_of(adoption)
        if outlet is not None and outlet.level == level:
            item = SubmissionId(adoption.submission)
            line = HigherLine(
                short_date(adoption.date),
                "截止日前采用，计入本期" if adoption.date > period.end else "",
                source.outlet_link(adoption),
                level,
                source.title_link(item),
                _earned(source, ledger.from_record(f"adoptions/{name}"), item),
            )
            yield item, name, adoption.date, line


def _earned(source: PageSource, ledger: Ledger, item: SubmissionId) -> tuple[NamedUnit, ...]:
    """Return what each unit got for a record on an item, with the place where it stands.

    A unit whose item was only counted with others is named without a figure.
    """
    found = []
    for unit in dict.fromkeys(award.unit for award in ledger):
        own = ledger.of_unit(unit).for_item(item)
        if not len(own):
            found.append(NamedUnit(unit_name(source, unit)))
            continue
        columns = {award.column for award in own}
        months = {Period.month_of(award.date) for award in own}
        target = addresses.unit_awards(
            unit, max(months), columns.pop() if len(columns) == 1 else None
        )
        found.append(NamedUnit(unit_name(source, unit), Link(f"{shown(own.total)}分", target)))
    return tuple(found)


def instructions(source: PageSource, period: Period, ledger: Ledger) -> tuple[HigherLine, ...]:
    """Return the instructions of a period on items that stand, the highest level first."""
    levels = source.dataset.outlets.record.levels
    found = []
    for name, entry in source.dataset.instructions.items():
        record = entry.record
        submission = source.dataset.submissions[record.submission].record
        if record.date not in period or submission.withdrawn is not None:
            continue
        item = SubmissionId(record.submission)
        earned = _earned(source, ledger.from_record(f"instructions/{name}"), item)
        line = HigherLine(
            short_date(record.date),
            "",
            Link(f"{record.leader or '领导'}批示"),
            record.level,
            source.title_link(item),
            earned or (NamedUnit(unit_name(source, submission.unit)),),
        )
        found.append(((levels.index(record.level), record.date, name), line))
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))


def task_standings(source: PageSource, period: Period) -> tuple[TaskStanding, ...]:
    """Return by group how the tasks of a period were met; groups without a task are left out."""
    found = []
    running = is_running(source, period)
    label = "还没有结束，还差：" if running else "没有完成："
    for group in source.dataset.registry.record.groups:
        asked = [
            (unit, task)
            for unit in source.dataset.units_in(period)
            if unit.group == group
            and (task := progress(source.dataset, unit.id, period)) is not None
        ]
        behind = sorted(
            ((unit, task) for unit, task in asked if not task.is_met),
            key=lambda pair: -pair[1].missing,
        )
        if asked:
            names = [
                NamedUnit(
                    unit_name(source, unit.id),
                    Link(f"差{task.missing}条", addresses.unit_submissions(unit.id, period)),
                )
                for unit, task in behind
            ]
            met = f"{len(asked) - len(behind)}/{len(asked)}家{'已完成' if running else '完成'}"
            found.append(TaskStanding(group, met, Names.of(label, names)))
    return tuple(found)


def overdue(source: PageSource, period: Period) -> tuple[Overdue, ...]:
    """Return what fell due in a period and was filed late or not at all, the earliest first."""
    return tuple(
        Overdue(
            short_date(dues[0].deadline),
            kind_of(source, record),
            source.due_link(record),
            tuple(NamedUnit(unit_name(source, due.unit), Link(state_of(due).name)) for due in dues),
        )
        for record, dues in missed_in(source, period).items()
    )
