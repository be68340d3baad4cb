"""A whole register to the records that are new in it: nothing is written, nothing overwritten.

A submission that the data has already is recognised by its id, or by unit, day and title; what the
register says of it must be what the record says.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tongbao.checks.identity import folded
from tongbao.diagnostic import Diagnostic
from tongbao.documents.register.columns import said_of
from tongbao.exchange.filing import Filing
from tongbao.exchange.heads import columns_of
from tongbao.exchange.names import Names
from tongbao.exchange.outcomes import Outcome, Outcomes
from tongbao.exchange.planned import Planned
from tongbao.exchange.refusal import Refusal
from tongbao.exchange.row import Row
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.naming import name_on
from tongbao.model.record import Record
from tongbao.model.register_map import RegisterMap
from tongbao.model.scalars import PATH_ID_PATTERN
from tongbao.model.submission import Submission
from tongbao.source import strict_yaml
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.fields import read_record
from tongbao.source.workbook import Grid

_MODELS: dict[str, type[Record]] = {
    "submissions": Submission,
    "adoptions": Adoption,
    "instructions": Instruction,
}
_ID_STEPS = 3
RecordT = TypeVar("RecordT", bound=Record)

DrawName = Callable[[str], str]
"""Draws the part of a new record's name that tells it from others, for a cell's address."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is new in a register, what was in the data already, and what can't be taken."""

    new: tuple[Planned, ...]
    known: int
    skipped: int
    refusals: tuple[Refusal, ...]


def plan(dataset: Dataset, grid: Grid, given: RegisterMap, draw: DrawName) -> Plan:
    """Return what importing a sheet comes to.

    Raises:
        HeadError: the sheet has not the columns that the map names.
    """
    return _Planner(dataset, grid, given, draw).plan()


class _Planner:
    """Goes through a sheet row by row."""

    def __init__(self, dataset: Dataset, grid: Grid, given: RegisterMap, draw: DrawName) -> None:
        names = Names(dataset, given.words)
        self._dataset = dataset
        self._grid = grid
        self._map = given
        self._draw = draw
        self._filing = Filing(given, names)
        self._outcomes = Outcomes(given, names)
        self._columns = columns_of(grid, given)
        self._known: dict[tuple[str, date, str], Entry[Submission]] = {
            (entry.record.unit, entry.record.date, folded(entry.record.title)): entry
            for entry in dataset.submissions.values()
        }
        self._new: list[Planned] = []
        self._refusals: list[Refusal] = []
        self._ids: set[str] = set()
        self._seen = 0
        self._skipped = 0

    def plan(self) -> Plan:
        for number in sorted(row for row in self._grid.rows if row > self._map.head):
            row = Row(self._grid, number, self._columns, self._map.year)
            if row.is_blank():
                continue
            if row.begins_with(self._map.skip):
                self._skipped += 1
                continue
            self._take(row)
            self._refusals.extend(row.refusals)
        return Plan(tuple(self._new), self._seen, self._skipped, tuple(self._refusals))

    def _take(self, row: Row) -> None:
        merged = row.merged_across()
        if merged is not None:
            advice = "取消合并；这一行不是报送的，删去它，或在对照文件里写 skip"
            row.refuse(merged, "和旁边的格子合并了", "每一列各有内容", advice)
            return
        fields = self._filing.fields(row)
        if row.refusals:
            return
        unit, day = str(fields["unit"]), date.fromisoformat(str(fields["date"]))
        name = row.text("id")
        known = self._dataset.submissions.get(name) or (
            None if name else self._known.get((unit, day, folded(str(fields["title"]))))
        )
        drawn = name_on(day, self._draw(row.address("title")))
        identifier = known.id if known else name or f"{unit}/{day:%Y}/{drawn}"
        if not _is_id_of(identifier, unit, day) or identifier in self._ids:
            expected = f"单位、年、名称，如 {unit}/{day:%Y}/{day:%m%d}-1，各行不同"
            row.refuse("id", identifier, expected, "编号要与报送单位、报送日期的年份一致，不能重复")
            return
        self._ids.add(identifier)
        planned = Planned("submissions", identifier, fields, row)
        record = _read(planned, Submission)
        outcomes = list(self._outcomes.of(row, identifier))
        if record is None or row.refusals:
            return
        if known is None:
            self._new.append(planned)
        else:
            self._seen += 1
            self._compare(row, known, record)
        self._follow(row, identifier, outcomes)

    def _compare(self, row: Row, known: Entry[Submission], record: Submission) -> None:
        """Refuse what the register says otherwise than the record; a blank says nothing."""
        before, now = said_of(self._dataset, known.record), said_of(self._dataset, record)
        for field, said in now.items():
            if row.has(field) and said != before[field]:
                expected = f"与已登记的 {known.id} 一致：{before[field] or '（空）'}"
                advice = "核对台账；已登记的不对，就改那个文件，导入不会改动它"
                row.refuse(field, str(said), expected, advice)

    def _follow(self, row: Row, submission: str, outcomes: Sequence[Outcome]) -> None:
        """Plan the adoptions and instructions that are not in the data."""
        for number, outcome in enumerate(outcomes):
            rest = self._draw(f"{row.address('title')}.{number}")
            name = f"{outcome.day:%Y}/{name_on(outcome.day, rest)}"
            planned = Planned(outcome.kind, name, outcome.fields, row, outcome.source)
            record = _read(planned, _MODELS[outcome.kind])
            if record is None:
                continue
            other = next(self._same(submission, record), None)
            if other is None:
                self._new.append(planned)
            elif other.date != outcome.day:
                advice = "核对日期；登记的不对，就改那个文件；另一期的，写上期号"
                expected = f"与登记的采用一致：{other.date}"
                row.refuse(outcome.source, str(outcome.day), expected, advice)
            else:
                self._seen += 1

    def _same(self, submission: str, record: Record) -> Iterator[Adoption | Instruction]:
        """Yield what the data has of an adoption or instruction."""
        if isinstance(record, Adoption):
            for entry in self._dataset.adoptions.values():
                known = entry.record
                same = (known.outlet, known.unlisted) == (record.outlet, record.unlisted)
                issue = known.issue == record.issue or (
                    record.issue is None and known.date == record.date
                )
                if known.submission == submission and same and issue:
                    yield known
        elif isinstance(record, Instruction):
            for other in self._dataset.instructions.values():
                found = other.record
                if (found.submission, found.level, found.date) == (
                    submission,
                    record.level,
                    record.date,
                ):
                    yield found


def _is_id_of(name: str, unit: str, day: date) -> bool:
    steps = name.split("/")
    plain = PATH_ID_PATTERN.fullmatch(name) is not None and len(steps) == _ID_STEPS
    return plain and steps[:2] == [unit, f"{day:%Y}"]


def _read(planned: Planned, model: type[RecordT]) -> RecordT | None:
    """Return a planned record as the loader would read it; what is wrong is said of its cells."""
    root, diagnostics = strict_yaml.parse(planned.text, planned.path)
    record = None
    if root is not None:
        record, found = read_record(root, model)
        diagnostics = [*diagnostics, *found]
    planned.row.refusals.extend(as_refusal(planned, each) for each in diagnostics)
    return None if diagnostics else record


def as_refusal(planned: Planned, diagnostic: Diagnostic) -> Refusal:
    """Return what is wrong with a planned record, said of the cell it comes from."""
    column = planned.column_at(diagnostic.place.line)
    found = f"{diagnostic.rule.title}：{diagnostic.found}"
    return planned.row.refusal(column, found, diagnostic.expected, diagnostic.advice)
