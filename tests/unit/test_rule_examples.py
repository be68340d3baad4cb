"""The guide's examples: every primitive, scored as worked by hand, and none left out."""

import ast
import operator
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from inspect import getmembers, isclass
from pathlib import Path

import pytest
from pydantic import BaseModel, TypeAdapter

from tests.conftest import ROOT
from tests.unit.rule_office import write_case
from tongbao.diagnostic import Diagnostic
from tongbao.documents.items import joint_mark, mark_text, marks_of
from tongbao.model import adoption, clause, joint, rulebook
from tongbao.model.period import Period
from tongbao.model.record import Record
from tongbao.model.rulebook import Commendation
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.pipeline import examine
from tongbao.reference.rule_examples import RuleCase, RuleExample, read_examples, read_office
from tongbao.reference.rule_guide import guide_text
from tongbao.scoring.authors import by_author
from tongbao.scoring.conversion import converted
from tongbao.scoring.labels import labels
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import barred_units, group_standings, leading, places
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset
from tongbao.source.load import load
from tongbao.source.nodes import plain
from tongbao.source.strict_yaml import parse

OFFICE = read_office(ROOT)
FILES = read_examples(ROOT)
CASES = [
    pytest.param(file.example, case, id=f"{file.name}-{number}")
    for file in FILES
    for number, case in enumerate(file.example.cases, 1)
]

PRIMITIVES = {
    "outlet registry",
    "points by level × outlet × category",
    "points per submission even if not adopted",
    "route",
    "instruction by the leader's level",
    "multiplier",
    "repeated adoption",
    "joint items",
    "quotas by unit or class, by week, month, quarter, year",
    "quota reward",
    "quota shortfall",
    "alternative fulfilment",
    "commission",
    "duty",
    "manual entry with clause, reason, signer",
    "escalating deduction by running count",
    "veto",
    "consecutive periods",
    "ratio rule",
    "starting base, floor, ceiling",
    "unit target points, conversion to annual assessment points",
    "ranking groups, unranked units, top N or top %, ties",
    "two dates",
    "return and rejection states",
    "the subject is a person",
    "thresholds → labels",
    "display marks with a legend",
    "exact decimals, stated rounding",
    "clause id and quoted text, alternative readings",
    "in-force dates of a rulebook",
}

# The scale of a number is not part of it: 2.50 and 2.5 are the same points.
Points = Mapping[str, Decimal]
_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def test_every_primitive_has_an_example() -> None:
    assert {file.example.primitive for file in FILES} == PRIMITIVES


@pytest.mark.parametrize(("example", "case"), CASES)
def test_a_case_comes_out_as_worked_by_hand(
    tmp_path: Path, example: RuleExample, case: RuleCase
) -> None:
    write_case(tmp_path / "data" / "moushi", OFFICE, example, case)
    examined = examine(tmp_path / "data", date.fromisoformat(case.today))
    errors = [problem for problem in examined.diagnostics if problem.is_error]
    if case.problems:
        assert {problem.rule.identifier for problem in errors} == set(case.problems)
        return
    assert errors == []
    (scored,) = examined.bureaus
    assert outcome(scored, case) == expected(case)
    assert _is_warned_of_deductions(examined.diagnostics) is bool(case.proposed)


def outcome(scored: Scored, case: RuleCase) -> dict[str, object]:
    """Return what a case looks at, and no more."""
    dataset, ledger = scored.dataset, scored.ledger
    period = Period.parse(case.period) if case.period else None
    found: dict[str, object] = {
        "points": of_units(ledger, period),
        "proposed": of_units(scored.proposed, period),
        "readings": {
            result.reading.id: of_units(result.ledger, period)
            for result in scored.readings
            if result.reading.id in case.readings
        },
        "authors": sorted((name, points) for name, _, points in by_author(dataset, ledger)),
        "marks": {name: marks(scored, SubmissionId(name)) for name in case.marks},
    }
    if period is not None:
        found["labels"] = {
            unit: labels(dataset, ledger, UnitId(unit), period) for unit in case.labels
        }
        found["converted"] = dict(converted(dataset, ledger, period))
        found["ranks"] = [
            (standing.unit, standing.rank)
            for standing in group_standings(dataset, ledger, "各县", period)
            if case.ranks
        ]
        found["commended"] = commended(dataset, ledger, period)
    return found


def expected(case: RuleCase) -> dict[str, object]:
    """Return what a case says of the same."""
    found: dict[str, object] = {
        "points": worked_points(case.points),
        "proposed": worked_points(case.proposed),
        "readings": {name: worked_points(points) for name, points in case.readings.items()},
        "authors": sorted((name, worked(points)) for name, points in case.authors.items()),
        "marks": dict(case.marks),
    }
    if case.period is not None:
        found["labels"] = dict(case.labels)
        found["converted"] = {unit: worked(points) for unit, points in case.converted.items()}
        found["ranks"] = [(unit, int(rank)) for unit, rank in case.ranks.items()]
        found["commended"] = [tied.split("=") for tied in case.commended or ()]
    return found


def of_units(ledger: Ledger, period: Period | None) -> Points:
    """Return the units' totals that are not 0."""
    selection = ledger.within(period) if period else ledger
    totals = {str(unit): selection.of_unit(unit).total for unit in {a.unit for a in selection}}
    return {unit: total for unit, total in totals.items() if total}


def worked_points(points: Mapping[str, str]) -> Points:
    """Return what the arithmetic of each unit comes to, where that is not 0."""
    found = {unit: worked(arithmetic) for unit, arithmetic in points.items()}
    return {unit: total for unit, total in found.items() if total}


def worked(arithmetic: str) -> Decimal:
    """Return what stands behind the last `=`, once what stands before it comes to the same."""
    sum_of, _, result = arithmetic.rpartition("=")
    total = Decimal(result.strip())
    if sum_of:
        tree = ast.parse(sum_of.strip().replace("×", "*").replace("÷", "/"), mode="eval")
        places = Decimal(total.as_tuple().exponent)
        assert round(calculated(tree.body), -int(places)) == total, arithmetic
    return total


def calculated(node: ast.expr) -> Decimal:
    if isinstance(node, ast.BinOp):
        operation = _OPERATIONS[type(node.op)]
        value: Decimal = operation(calculated(node.left), calculated(node.right))
        return value
    if isinstance(node, ast.UnaryOp):
        return -calculated(node.operand)
    assert isinstance(node, ast.Constant)
    return Decimal(str(node.value))


def marks(scored: Scored, name: SubmissionId) -> str:
    """Return the marks printed before an item's title."""
    own = marks_of(scored.dataset, scored.ledger).get(name, {})
    return mark_text(own, joint_mark(scored.dataset, scored.dataset.submissions[name].record))


def commended(dataset: Dataset, ledger: Ledger, period: Period) -> list[list[str]]:
    """Return the units named of 各县, those tied together."""
    book = dataset.rulebook_on(period.end)
    assert book is not None
    rows: list[Commendation] = [row for row in book.record.commendations if row.group == "各县"]
    ranked = group_standings(dataset, ledger, "各县", period)
    barred = barred_units(dataset, ledger, period)
    return [
        [standing.unit for standing in tied]
        for row in rows
        for tied in leading(ranked, places(row, len(ranked)), barred)
    ]


def _is_warned_of_deductions(diagnostics: tuple[Diagnostic, ...]) -> bool:
    return any(problem.rule.identifier == "deduction-proposed" for problem in diagnostics)


# Nothing a rulebook can say is without an example


def test_every_field_and_every_value_is_in_an_example(tmp_path: Path) -> None:
    used: set[str] = set()
    for number, file in enumerate(FILES):
        for index, case in enumerate(file.example.cases):
            folder = tmp_path / f"{number}-{index}"
            write_case(folder / "moushi", OFFICE, file.example, case)
            (dataset,) = load(folder).datasets
            for book in dataset.rulebooks.values():
                used.update(names_in(book.record))
    assert sorted(names_there_are() - used) == []


def names_in(record: BaseModel) -> Iterator[str]:
    """Yield the fields that are written in a record and its parts, and their fixed values."""
    for name in record.model_fields_set:
        yield f"{_owner(type(record), name)}.{name}"
        values = getattr(record, name)
        for value in values if isinstance(values, tuple) else (values,):
            if isinstance(value, BaseModel):
                yield from names_in(value)
            elif isinstance(value, StrEnum):
                yield f"{type(value).__name__}.{value.name}"


def _owner(model: type[BaseModel], name: str) -> str:
    """Return the model that introduced a field, so that each needs one example only."""
    return [base for base in model.__mro__ if name in getattr(base, "model_fields", {})][
        -1
    ].__name__


def names_there_are() -> set[str]:
    found: set[str] = set()
    for module in (clause, rulebook):
        for _, kind in getmembers(module, isclass):
            if kind.__module__ != module.__name__:
                continue
            if issubclass(kind, Record):
                found.update(f"{_owner(kind, name)}.{name}" for name in kind.model_fields)
            elif issubclass(kind, StrEnum):
                found.update(f"{kind.__name__}.{member.name}" for member in kind)
    for values in (adoption.Leader, adoption.Route, joint.JointRole):
        found.update(f"{values.__name__}.{member.name}" for member in values)
    return found


def test_the_clause_the_guide_begins_with_is_one() -> None:
    text = guide_text(ROOT)
    node, diagnostics = parse(text.partition("```yaml\n")[2].partition("```")[0], "f")
    assert diagnostics == []
    assert node is not None
    (fields,) = TypeAdapter(list[dict[str, object]]).validate_python(plain(node))
    first = TypeAdapter[clause.Clause](clause.Clause).validate_python(fields)
    assert isinstance(first, clause.EventClause)


def test_the_guide_shows_every_case_and_every_field() -> None:
    text = guide_text(ROOT)
    assert all(case.what in text for file in FILES for case in file.example.cases)
    models = [kind for _, kind in getmembers(clause, isclass) if issubclass(kind, Record)]
    fields = {name for kind in models for name in kind.model_fields}
    assert all(f"| `{name}` |" in text for name in fields)
