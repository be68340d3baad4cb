"""What pages are made from: a dataset, its ledger, and look-ups that many pages share."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tongbao.checks import check
from tongbao.diagnostic import Diagnostic, in_order
from tongbao.documents import addresses
from tongbao.documents.audience import Audience, openness_of
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.composing import bulletin_ledger, bulletin_view
from tongbao.documents.issued import errata, issued_of
from tongbao.documents.items import joint_mark, mark_text
from tongbao.documents.pages.page import MENU, Link
from tongbao.documents.relinking import relinked
from tongbao.documents.reminder import ReminderView, reminder_days, reminder_view
from tongbao.documents.score_table import ScoreTable, UnitRow, score_table
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.bulletin import Bulletin
from tongbao.model.clause import Clause, EventClause
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import OutletId, SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.scoring.award import Award
from tongbao.scoring.duedates import Due, commission_states, duty_states
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset, Entry

# Only the working pages ask for it.
_NOT_FOR_MANY = {"diagnostics"}


@dataclass(frozen=True)
class PageSource:
    """A bureau's records and scores, the day its data is from (None if unknown), and the reader."""

    scored: Scored
    data_date: date | None
    audience: Audience = Audience.PUBLIC

    def prepare(self) -> None:
        """Look up at once what pages would look up when they are made, each process for itself."""
        for name, value in vars(PageSource).items():
            if isinstance(value, cached_property) and name not in _NOT_FOR_MANY:
                getattr(self, name)

    @property
    def dataset(self) -> Dataset:
        """The bureau's records."""
        return self.scored.dataset

    @property
    def ledger(self) -> Ledger:
        """The whole ledger."""
        return self.scored.ledger

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the checks and the scoring remark on the records, in the order of the files."""
        return in_order([*check(self.dataset, self.scored.today), *self.scored.diagnostics])

    @cached_property
    def clauses(self) -> Mapping[tuple[str, str], Clause]:
        """The clauses by rulebook and clause id."""
        return {
            (book.id, clause.id): clause
            for book in self.dataset.rulebooks.values()
            for clause in book.record.clauses
        }

    def clause_of(self, award: Award) -> Clause:
        """Return the clause an award was given under."""
        return self.clauses[award.rulebook, award.clause]

    @cached_property
    def filed(self) -> Mapping[UnitId, tuple[tuple[SubmissionId, Submission], ...]]:
        """Each unit's submissions by day; units in official order.

        Withdrawn ones and pieces that the office compiled from others are left out.
        """
        filed = self.dataset.submissions_of
        return {
            unit: tuple(
                (SubmissionId(entry.id), entry.record)
                for entry in filed.get(unit, ())
                if entry.record.withdrawn is None and not entry.record.is_compiled
            )
            for unit in self.dataset.units
        }

    @cached_property
    def together(self) -> Mapping[UnitId, tuple[tuple[SubmissionId, Submission], ...]]:
        """The items each unit stands behind without having filed them alone, by day.

        Joint items under the units that did not file them; compiled pieces under the office and
        under the units of their parts.
        """
        found: dict[UnitId, list[tuple[SubmissionId, Submission]]] = {}
        for name, entry in self.dataset.submissions.items():
            if entry.record.withdrawn is None:
                for unit in self._also_behind(entry.record):
                    found.setdefault(unit, []).append((SubmissionId(name), entry.record))
        return {
            unit: tuple(sorted(items, key=lambda item: (item[1].date, item[0])))
            for unit, items in found.items()
        }

    def _also_behind(self, submission: Submission) -> tuple[UnitId, ...]:
        if submission.joint is None:
            return ()
        if submission.joint.parts:
            parts = (self.dataset.submissions[part].record for part in submission.joint.parts)
            return tuple(dict.fromkeys([submission.unit, *(part.unit for part in parts)]))
        return tuple(each.unit for each in submission.joint.units)

    def filed_in(self, unit: UnitId, period: Period) -> tuple[tuple[SubmissionId, Submission], ...]:
        """Return a unit's submissions of a period by day."""
        filed = self.filed[unit]
        first = bisect_left(filed, period.start, key=_day_filed)
        return filed[first : bisect_right(filed, period.end, first, key=_day_filed)]

    @cached_property
    def adoptions(self) -> Mapping[SubmissionId, tuple[Adoption, ...]]:
        """The adoptions of each submission in registry order, by unlisted outlets at the end."""
        order: dict[OutletId | None, int] = {
            outlet: index for index, outlet in enumerate(self.dataset.outlet_by_id)
        }
        order[None] = len(order)
        found: dict[SubmissionId, list[Adoption]] = {}
        for entry in self.dataset.adoptions.values():
            found.setdefault(entry.record.submission, []).append(entry.record)
        return {
            name: tuple(sorted(records, key=lambda record: (order[record.outlet], record.date)))
            for name, records in found.items()
        }

    @cached_property
    def adoptions_by(self) -> Mapping[OutletId, tuple[Adoption, ...]]:
        """The adoptions of each outlet by day, without those of withdrawn submissions."""
        found: dict[OutletId, list[tuple[date, str, Adoption]]] = {
            outlet: [] for outlet in self.dataset.outlet_by_id
        }
        for name, entry in self.dataset.adoptions.items():
            submission = self.dataset.submissions[entry.record.submission].record
            if submission.withdrawn is None and entry.record.outlet is not None:
                found[entry.record.outlet].append((entry.record.date, name, entry.record))
        return {
            outlet: tuple(record for _, _, record in sorted(records, key=lambda item: item[:2]))
            for outlet, records in found.items()
        }

    @cached_property
    def instructions(self) -> Mapping[SubmissionId, tuple[Instruction, ...]]:
        """The instructions on each submission by day."""
        found: dict[SubmissionId, list[Instruction]] = {}
        for entry in self.dataset.instructions.values():
            found.setdefault(entry.record.submission, []).append(entry.record)
        return {
            name: tuple(sorted(records, key=lambda record: record.date))
            for name, records in found.items()
        }

    @cached_property
    def bulletins(self) -> tuple[Entry[Bulletin], ...]:
        """The bulletins the reader may see, the latest first."""
        shown = (
            entry
            for entry in self.dataset.bulletins.values()
            if self.audience.shows(entry.record.openness)
        )
        return tuple(sorted(shown, key=lambda entry: (entry.record.date, entry.id), reverse=True))

    @cached_property
    def bulletin_views(self) -> Mapping[str, BulletinView]:
        """These bulletins as issued: the same document for every reader."""
        return {
            entry.id: relinked(bulletin_view(self.dataset, self.ledger, entry), self._leads_to)
            for entry in self.bulletins
        }

    def _leads_to(self, target: str) -> str | None:
        """Return where an address in an issued bulletin leads today; None without a page."""
        name = target.removeprefix(addresses.SUBMISSIONS)
        if name == target:
            return addresses.moved(target)
        entry = self.dataset.submissions.get(SubmissionId(name.rstrip("/")))
        return target if entry is not None and self.has_page(entry.record) else None

    def bulletin_awards(self, entry: Entry[Bulletin]) -> Ledger:
        """Return the awards behind a bulletin: those at the time it was issued."""
        return bulletin_ledger(self.dataset, self.ledger, entry)

    def bulletin_units(self, entry: Entry[Bulletin]) -> Mapping[UnitId, str]:
        """Return the units' names by id, in a bulletin that was issued those of that time."""
        issued = issued_of(self.dataset, entry.id)
        if issued is None:
            return {unit.id: unit.name for unit in self.dataset.units.values()}
        return {unit: known.name for unit, known in issued.circumstances.units.items()}

    def is_closed(self, entry: Entry[Bulletin], record: str) -> bool:
        """Whether a record behind a bulletin may not be named to the reader.

        What was public when it was issued is named for good, unless it is closed now.
        """
        issued = issued_of(self.dataset, entry.id)
        if self.audience.is_internal:
            return False
        is_gone = self.dataset.find(record) is None
        if issued is not None and is_gone:
            return record in issued.circumstances.closed
        was_closed = issued is not None and record in issued.circumstances.closed
        return was_closed or not self.audience.shows(openness_of(self.dataset, record))

    def correction_of(self, entry: Entry[Bulletin]) -> tuple[Entry[Bulletin], ...]:
        """Return the issued errata of a bulletin that the reader may see, the earliest first."""
        return tuple(
            erratum
            for erratum in errata(self.dataset, entry.id)
            if erratum.record.number is not None and self.audience.shows(erratum.record.openness)
        )

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """The months in which anything was filed or scored, or that a bulletin covers, in order."""
        months = {Period.month_of(award.date) for award in self.ledger}
        for items in self.filed.values():
            months.update(Period.month_of(submission.date) for _, submission in items)
        for entry in self.dataset.bulletins.values():
            months.update(entry.record.period.months)
        return tuple(sorted(months))

    @cached_property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters these months lie in, in order."""
        return tuple(dict.fromkeys(Period.quarter_of(month.start) for month in self.months))

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """The years these months lie in, in order."""
        return tuple(dict.fromkeys(Period(month.year, 1, 12) for month in self.months))

    @cached_property
    def list_periods(self) -> tuple[Period, ...]:
        """The quarters and the bulletins' periods: for them adopted items and counts are listed."""
        periods = [*self.quarters, *(entry.record.period for entry in self.bulletins)]
        return tuple(sorted(set(periods)))

    @cached_property
    def tables(self) -> Mapping[Period, ScoreTable]:
        """The score tables of every month, quarter and year."""
        periods = (*self.months, *self.quarters, *self.years)
        return {period: score_table(self.dataset, self.ledger, period) for period in periods}

    @cached_property
    def standing(self) -> Mapping[tuple[Period, UnitId], UnitRow]:
        """Each unit's row of each table."""
        return {
            (period, row.unit): row for period, table in self.tables.items() for row in table.rows
        }

    def awards_from(self, name: SubmissionId) -> Ledger:
        """Select the awards a submission stands behind."""
        return self.ledger.from_record(f"submissions/{name}")

    @property
    def current(self) -> Period | None:
        """The period to show first: the latest bulletin's, without any the last quarter."""
        for entry in self.bulletins:
            if entry.record.corrects is None:
                return entry.record.period
        return self.quarters[-1] if self.quarters else None

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """How each unit met each commission and duty, the latest deadline first."""
        today = self.scored.today
        if today is None:
            return ()
        found = (*commission_states(self.dataset, today), *duty_states(self.dataset, today))
        return tuple(sorted(found, key=lambda due: due.deadline, reverse=True))

    @property
    def has_tasks(self) -> bool:
        """Whether there is anything about what is asked of units: tasks, commissions, duties."""
        dataset = self.dataset
        registry = dataset.registry.record
        persons = self.audience.is_internal and dataset.correspondents is not None
        asked = registry.tasks or registry.task_tables or dataset.commissions or dataset.duties
        return bool(asked) or persons

    @property
    def menu(self) -> tuple[Link, ...]:
        """The main menu."""
        return tuple(link for link in MENU if self.has_tasks or link.target != addresses.TASKS)

    @cached_property
    def task_periods(self) -> tuple[Period, ...]:
        """The years, quarters and months up to the last filing, each before those inside it."""
        filed = [submission.date for items in self.filed.values() for _, submission in items]
        last = max(filed, default=date.min)
        periods = (*self.months, *self.quarters, *self.years)
        return tuple(
            sorted(
                (period for period in periods if period.start <= last),
                key=lambda period: (period.year, period.first_month, -period.last_month),
            )
        )

    @cached_property
    def reminders(self) -> tuple[ReminderView, ...]:
        """The reminders, the latest first."""
        days = reminder_days(self.dataset, self.scored.today)
        return tuple(reminder_view(self.dataset, day, self.audience) for day in reversed(days))

    def due_link(self, record: str) -> Link:
        """Return the title of a commission or duty with its page, or what stands for it."""
        kind, _, name = record.partition("/")
        dataset = self.dataset
        asked = (dataset.commissions if kind == "commissions" else dataset.duties)[name].record
        if not self.audience.shows(asked.openness):
            return Link("不公开的约稿" if kind == "commissions" else "不公开的任务")
        return Link(asked.title, addresses.due(record))

    def published(self, target: str) -> str:
        """Return the whole address of a page or file; blank where the bureau names no site."""
        site = self.dataset.bureau.record.site
        return f"{site}{addresses.bureau(self.dataset.id)}{target}" if site else ""

    def has_page(self, submission: Submission) -> bool:
        """Whether a submission has a page; a withdrawn one keeps its address."""
        return self.audience.shows(submission.openness)

    def title_link(self, name: SubmissionId) -> Link:
        """Return a submission's title with its page, or what stands for it."""
        submission = self.dataset.submissions[name].record
        target = addresses.submission(name) if self.has_page(submission) else None
        return Link(self.audience.title(submission), target)

    def outlet_link(self, adoption: Adoption) -> Link:
        """Return the outlet and issue of an adoption with the page of a registered outlet."""
        outlet = self.dataset.outlet_of(adoption)
        assert outlet is not None
        target = addresses.outlet(outlet.id) if outlet.id else None
        return Link(outlet.name + (adoption.issue or ""), target)

    def outlet_links(self, name: SubmissionId) -> tuple[Link, ...]:
        """Return the outlets that adopted a submission."""
        return tuple(self.outlet_link(adoption) for adoption in self.adoptions.get(name, ()))

    def marks(self, name: SubmissionId) -> str:
        """Return the marks printed before a submission's title: （★约稿任务）（综）."""
        clauses = (
            self.clause_of(award)
            for award in self.awards_from(name)
            if award.submission == name and award.points
        )
        marks = dict.fromkeys(
            clause.mark for clause in clauses if isinstance(clause, EventClause) and clause.mark
        )
        return mark_text(marks, joint_mark(self.dataset, self.dataset.submissions[name].record))

    def unit_link(self, unit: UnitId) -> Link:
        """Return a unit's name with its page."""
        return Link(self.dataset.units[unit].name, addresses.unit(unit))


def _day_filed(item: tuple[SubmissionId, Submission]) -> date:
    return item[1].date


HELD_STATES = ("退回修改中", "退回三次，不计分", "已撤回")
"""Why a submission does not count, or not yet."""


def state_text(submission: Submission) -> str:
    """Write why a submission does not count, or not yet: 已撤回, 退回修改中; else nothing."""
    in_revision, refused, withdrawn = HELD_STATES
    if submission.withdrawn is not None:
        return withdrawn
    if submission.is_refused:
        return refused
    return "" if submission.accepted else in_revision


def column_title(column: Column) -> str:
    """Write a column's name behind its heading, where that says more: 省级·采用."""
    if column.heading is None or column.heading == column.name:
        return column.name
    return f"{column.heading}·{column.name}"


def full_name(period: Period) -> str:
    """Write a period with its year: 2021年一季度, 2021年1月; a whole year is 2021年."""
    return f"{period.year}年{period.name}".removesuffix("全年")
