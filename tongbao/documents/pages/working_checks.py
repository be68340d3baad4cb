"""What the office should look at before it issues a bulletin, besides points that are open."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongbao.diagnostic import Rule
from tongbao.documents import addresses
from tongbao.documents.pages.due import missed_in
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import enumerated, full_date, short_date
from tongbao.model.bulletin import Bulletin
from tongbao.model.clause import DueState
from tongbao.model.commission import Commission
from tongbao.model.scalars import SubmissionId
from tongbao.scoring.duedates import Due
from tongbao.scoring.tasks import progress


@dataclass(frozen=True, slots=True)
class UnlistedAdoption:
    """An adoption by an outlet that is not registered."""

    day: str
    outlet: str
    title: Link


@dataclass(frozen=True, slots=True)
class MissedDue:
    """A commission or duty of the period for which some units filed late or not at all."""

    deadline: str
    title: Link
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the checks of the records remark: what it is, what was found, what to do."""

    title: str
    record: Link
    found: str
    advice: str


@dataclass(frozen=True, slots=True)
class WorkingChecks:
    """What concerns a bulletin's period: each part has its list, empty where all is well.

    `silent` are the units that filed nothing; `behind` is how many have not met the task, None
    where there is none.
    """

    unlisted: tuple[UnlistedAdoption, ...]
    missed: tuple[MissedDue, ...]
    silent: tuple[Link, ...]
    behind: int | None
    findings: tuple[Finding, ...]


def working_checks(source: PageSource, bulletin: Bulletin) -> WorkingChecks:
    """Return what to look at before a bulletin is issued."""
    period = bulletin.period
    units = source.dataset.units_in(period)
    tasks = [found for unit in units if (found := progress(source.dataset, unit.id, period))]
    return WorkingChecks(
        tuple(_unlisted(source, bulletin)),
        tuple(_missed(source, bulletin)),
        tuple(source.unit_link(unit.id) for unit in units if not source.filed_in(unit.id, period)),
        sum(not found.is_met for found in tasks) if tasks else None,
        tuple(_findings(source, bulletin)),
    )


def _unlisted(source: PageSource, bulletin: Bulletin) -> Iterator[UnlistedAdoption]:
    entries = source.dataset.adoptions.values()
    for entry in sorted(entries, key=lambda each: (each.record.date, each.id)):
        adoption = entry.record
        submission = source.dataset.submissions[adoption.submission].record
        if adoption.unlisted is not None and submission.date in bulletin.period:
            yield UnlistedAdoption(
                full_date(adoption.date),
                f"{adoption.unlisted.name}（{adoption.unlisted.level}）",
                source.title_link(SubmissionId(adoption.submission)),
            )


def _missed(source: PageSource, bulletin: Bulletin) -> Iterator[MissedDue]:
    """Yield what fell due in the period and was not met, by deadline."""
    for record, dues in missed_in(source, bulletin.period).items():
        yield MissedDue(
            short_date(dues[0].deadline),
            source.due_link(record),
            tuple(_states(source, dues)),
        )


def _states(source: PageSource, dues: list[Due]) -> Iterator[str]:
    """Yield the units in each state: 未报：甲、乙."""
    for state in (DueState.MISSING, DueState.LATE):
        units = [source.dataset.units[due.unit].short for due in dues if due.state is state]
        if units:
            yield f"{state}：{enumerated(units)}"


def _findings(source: PageSource, bulletin: Bulletin) -> Iterator[Finding]:
    """Yield what the checks remark on records of the time the bulletin covers, up to its cut-off.

    Proposed deductions have a list of their own.
    """
    records = _records(source, bulletin)
    for diagnostic in source.diagnostics:
        record = records.get(diagnostic.place.path)
        if record is not None and diagnostic.rule is not Rule.DEDUCTION_PROPOSED:
            yield Finding(diagnostic.rule.title, record, diagnostic.found, diagnostic.advice)


def _records(source: PageSource, bulletin: Bulletin) -> dict[str, Link]:
    """Return what stands for each record of the bulletin's time, by the path of its file."""
    dataset = source.dataset
    records: dict[str, Link] = {}
    kinds = (
        ("submissions", dataset.submissions),
        ("adoptions", dataset.adoptions),
        ("instructions", dataset.instructions),
        ("commissions", dataset.commissions),
        ("duties", dataset.duties),
        ("entries", dataset.entries),
    )
    for kind, entries in kinds:
        for name, entry in entries.items():
            record = entry.record
            day = record.asked if isinstance(record, Commission) else record.date
            if bulletin.period.start <= day <= max(bulletin.cutoff, bulletin.period.end):
                records[entry.path] = Link(f"{kind}/{name}", _page_of(kind, name))
    return records


def _page_of(kind: str, name: str) -> str | None:
    return addresses.submission(name) if kind == "submissions" else None
