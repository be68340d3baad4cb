"""What pages are made from: a dataset, its ledger, and look-ups that many pages share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tongbao.documents import addresses
from tongbao.documents.items import is_public, public_title
from tongbao.documents.pages.page import Link
from tongbao.documents.score_table import ScoreTable, UnitRow, score_table
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.model.rulebook import Clause
from tongbao.model.scalars import OutletId, SubmissionId, UnitId
from tongbao.model.submission import Openness, Submission
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True)
class PageSource:
    """A bureau's dataset and whole ledger, and the day its data is from, None if unknown."""

    dataset: Dataset
    ledger: Ledger
    data_date: date | None

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
        """Each unit's submissions by day, without those withdrawn; units in official order."""
        found: dict[UnitId, list[tuple[SubmissionId, Submission]]] = {
            unit: [] for unit in self.dataset.units
        }
        for name, entry in self.dataset.submissions.items():
            if entry.record.withdrawn is None and entry.record.unit in found:
                found[entry.record.unit].append((SubmissionId(name), entry.record))
        return {
            unit: tuple(sorted(items, key=lambda item: (item[1].date, item[0])))
            for unit, items in found.items()
        }

    def filed_in(self, unit: UnitId, period: Period) -> tuple[tuple[SubmissionId, Submission], ...]:
        """Return a unit's submissions of a period by day."""
        return tuple(item for item in self.filed[unit] if item[1].date in period)

    @cached_property
    def adoptions(self) -> Mapping[SubmissionId, tuple[Adoption, ...]]:
        """The adoptions of each submission, the highest outlet first."""
        order = {outlet: index for index, outlet in enumerate(self.dataset.outlet_by_id)}
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
            if submission.withdrawn is None:
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
        """The bulletins the public may see, the latest first."""
        shown = (
            entry
            for entry in self.dataset.bulletins.values()
            if entry.record.openness is Openness.OPEN
        )
        return tuple(sorted(shown, key=lambda entry: (entry.record.date, entry.id), reverse=True))

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
        if self.bulletins:
            return self.bulletins[0].record.period
        return self.quarters[-1] if self.quarters else None

    def title_link(self, name: SubmissionId) -> Link:
        """Return a submission's title with its page, or what stands for it if it is not public."""
        submission = self.dataset.submissions[name].record
        target = addresses.submission(name) if is_public(submission) else None
        return Link(public_title(submission), target)

    def outlet_link(self, adoption: Adoption) -> Link:
        """Return the outlet and issue of an adoption with the outlet's page."""
        outlet = self.dataset.outlet_by_id[adoption.outlet]
        return Link(outlet.name + (adoption.issue or ""), addresses.outlet(outlet.id))

    def outlet_links(self, name: SubmissionId) -> tuple[Link, ...]:
        """Return the outlets that adopted a submission."""
        return tuple(self.outlet_link(adoption) for adoption in self.adoptions.get(name, ()))

    def marks(self, name: SubmissionId) -> str:
        """Return the marks printed before a submission's title: （★约稿任务）."""
        marks = [
            self.clause_of(award).mark
            for award in self.awards_from(name)
            if award.submission == name and award.points
        ]
        return "".join(f"（{mark.sign}{mark.label}）" for mark in dict.fromkeys(marks) if mark)

    def unit_link(self, unit: UnitId) -> Link:
        """Return a unit's name with its page."""
        return Link(self.dataset.units[unit].name, addresses.unit(unit))


def place_text(row: UnitRow) -> str:
    """Write a place in the group: 第3名, or 第3名（并列） where it is shared."""
    return f"第{row.rank}名（并列）" if row.is_tied else f"第{row.rank}名"


def full_name(period: Period) -> str:
    """Write a period with its year: 2021年一季度, 2021年1月; a whole year is 2021年."""
    return f"{period.year}年{period.name}".removesuffix("全年")
