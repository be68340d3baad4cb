"""The office's working page of a bulletin: what it should know before it issues the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.chat_lists import ChatList, adopted_list, behind_list
from tongbao.documents.pages.awards import AwardLine, ClauseLink, award_lines, clause_link
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.pages.working_checks import WorkingChecks, working_checks
from tongbao.documents.score_table import Cell, ScoreTable, UnitRow, score_table
from tongbao.documents.words import full_date
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId
from tongbao.scoring.score import ReadingResult
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class ReadingHead:
    """An alternative reading over its columns: what it is called, its basis, what it replaces."""

    name: str
    basis: str
    clauses: tuple[ClauseLink, ...]
    changed: int


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """A unit's points and place under a reading, and whether they differ from the default."""

    total: str
    place: str
    differs: bool
    moves: bool


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A unit under the default reading and under each other one."""

    unit: Link
    total: Cell
    place: str
    cells: tuple[ReadingCell, ...]


@dataclass(frozen=True, slots=True)
class ReadingGroup:
    """A group's units by rank."""

    name: str
    rows: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class PendingItem:
    """An item that was sent back and not yet filed again."""

    unit: Link
    title: Link
    returned: str
    times: int


@dataclass(frozen=True, slots=True)
class LateAdoption:
    """An adoption after the period's end that the bulletin takes in, or comes too late for."""

    day: str
    outlet: Link
    title: Link


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A thing to look at before the bulletin is issued: how many there are, and where they stand.

    Where there are none, nothing is to be done and nowhere to go.
    """

    name: str
    count: int
    target: str


@dataclass(frozen=True, slots=True)
class WorkingPage:
    """A bulletin's working page; only an internal site has it.

    `summary` leads to the parts, what changes points first. `proposed` do not count, `pending` do
    not count yet, `late` were adopted after the period's end up to the cut-off and count, `missed`
    were adopted after it and do not count in this period. `lists` are for the chat group.
    """

    head: PageHead
    bulletin: Link
    cutoff: str
    summary: tuple[CheckLine, ...]
    checks: WorkingChecks
    readings: tuple[ReadingHead, ...]
    groups: tuple[ReadingGroup, ...]
    proposed: tuple[AwardLine, ...]
    pending: tuple[PendingItem, ...]
    late: tuple[LateAdoption, ...]
    missed: tuple[LateAdoption, ...]
    lists: tuple[ChatList, ...]


def working_page(source: PageSource, entry: Entry[Bulletin]) -> WorkingPage:
    """Return a bulletin's working page."""
    record = entry.record
    title = record.title_line
    bulletin = Link(title, addresses.bulletin(entry.id))
    chosen = _readings(source, record.period)
    tables = [score_table(source.dataset, each.ledger, record.period) for each in chosen]
    default = score_table(source.dataset, source.ledger, record.period)
    groups = _groups(source, default, tables)
    checks = working_checks(source, record)
    proposed = award_lines(source, source.scored.proposed.within(record.period))
    pending = tuple(_pending(source, record))
    return WorkingPage(
        in_section(
            addresses.BULLETINS,
            addresses.working(entry.id),
            f"{full_name(record.period)}通报工作页",
            bulletin,
        ),
        bulletin,
        full_date(record.cutoff),
        tuple(_summary(entry.id, checks, len(proposed), len(pending))),
        checks,
        tuple(
            _reading(source, each, sum(row.cells[index].differs for row in _rows(groups)))
            for index, each in enumerate(chosen)
        ),
        groups,
        proposed,
        pending,
        tuple(_adoptions(source, record, is_late=False)),
        tuple(_adoptions(source, record, is_late=True)),
        tuple(_lists(source, record.period)),
    )


def _summary(name: str, checks: WorkingChecks, proposed: int, pending: int) -> Iterator[CheckLine]:
    parts: list[tuple[str, str, int | None]] = [
        ("拟扣，待认定", "proposed", proposed),
        ("退回修改中", "pending", pending),
        ("没有按期报送的约稿和任务", "missed", len(checks.missed)),
        ("检查提示", "findings", len(checks.findings)),
        ("刊物没有登记的采用", "unlisted", len(checks.unlisted)),
        ("没有报送的单位", "silent", len(checks.silent)),
        ("没有完成任务的单位", "chat", checks.behind),
    ]
    for what, part, count in parts:
        if count is not None:
            yield CheckLine(what, count, addresses.working(name, part))


def _lists(source: PageSource, period: Period) -> Iterator[ChatList]:
    behind = behind_list(source.dataset, period, source.scored.today)
    if behind is not None:
        yield behind
    yield adopted_list(source.dataset, source.ledger, period)


def _readings(source: PageSource, period: Period) -> list[ReadingResult]:
    books = {book.id for book in source.dataset.rulebooks_in(period)}
    return [each for each in source.scored.readings if each.rulebook in books]


def _reading(source: PageSource, result: ReadingResult, changed: int) -> ReadingHead:
    reading = result.reading
    return ReadingHead(
        reading.name,
        reading.basis,
        tuple(
            clause_link(result.rulebook, source.clauses[result.rulebook, clause.id])
            for clause in reading.clauses
        ),
        changed,
    )


def _rows(groups: Sequence[ReadingGroup]) -> Iterator[ReadingRow]:
    for group in groups:
        yield from group.rows


def _groups(
    source: PageSource, default: ScoreTable, others: Sequence[ScoreTable]
) -> tuple[ReadingGroup, ...]:
    found = [{row.unit: row for row in table.rows} for table in others]
    return tuple(
        ReadingGroup(
            group.name,
            tuple(
                ReadingRow(
                    source.unit_link(row.unit),
                    row.total,
                    _place(row),
                    tuple(_cell(row, rows[row.unit]) for rows in found),
                )
                for row in group.by_rank
            ),
        )
        for group in default.groups
        if group.rows
    )


def _place(row: UnitRow) -> str:
    return "" if row.rank is None else str(row.rank)


def _cell(default: UnitRow, other: UnitRow) -> ReadingCell:
    moves = default.rank != other.rank
    differs = moves or default.total.text != other.total.text
    return ReadingCell(other.total.text, _place(other), differs, moves)


def _pending(source: PageSource, record: Bulletin) -> Iterator[PendingItem]:
    """Yield the items of the period that are being revised."""
    for unit, items in source.filed.items():
        for name, submission in items:
            if (
                submission.date in record.period
                and submission.accepted is None
                and not submission.is_refused
            ):
                yield PendingItem(
                    source.unit_link(unit),
                    source.title_link(name),
                    full_date(submission.returns[-1].date),
                    len(submission.returns),
                )


def _adoptions(source: PageSource, record: Bulletin, *, is_late: bool) -> Iterator[LateAdoption]:
    """Yield the adoptions of the period's items after its end, up to the cut-off or later."""
    entries = sorted(source.dataset.adoptions.values(), key=lambda entry: entry.record.date)
    for entry in entries:
        adoption = entry.record
        submission = source.dataset.submissions[adoption.submission].record
        if (
            submission.date in record.period
            and submission.accepted is not None
            and adoption.date > record.period.end
            and (adoption.date > record.cutoff) is is_late
        ):
            yield LateAdoption(
                full_date(adoption.date),
                source.outlet_link(adoption),
                source.title_link(SubmissionId(adoption.submission)),
            )
