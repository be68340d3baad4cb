"""The worked examples of what a rulebook can say: one file a primitive, read as written."""

from pathlib import Path
from textwrap import dedent
from typing import Any

from pydantic import Field

from tongbao.model.record import Record
from tongbao.source.nodes import plain
from tongbao.source.strict_yaml import parse

_FOLDER = Path("docs/examples/rules")

Files = dict[str, dict[str, Any]]
"""Files below a bureau's folder: path without suffix → fields."""


class RuleCase(Record):
    """What happened, and what comes of it; expected values are worked by hand.

    `points` is each unit's total as arithmetic (`2 + 0.5 = 2.5`), or only that of `period`;
    a unit that is not named has 0. What else is expected is said of `period`, too. `records` are
    merged over the small office; `rules` replaces parts of the example's rulebook.
    """

    what: str
    records: Files = Field(default_factory=dict)
    rules: dict[str, Any] = Field(default_factory=dict)
    today: str = "2021-12-31"
    period: str | None = None
    points: dict[str, str] = Field(default_factory=dict)
    proposed: dict[str, str] = Field(default_factory=dict)
    readings: dict[str, dict[str, str]] = Field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    converted: dict[str, str] = Field(default_factory=dict)
    ranks: dict[str, str] = Field(default_factory=dict)
    commended: tuple[str, ...] | None = None
    authors: dict[str, str] = Field(default_factory=dict)
    marks: dict[str, str] = Field(default_factory=dict)
    problems: tuple[str, ...] = ()


class RuleExample(Record):
    """One primitive: what it is for, a rulebook's part as it would be written, cases."""

    title: str
    primitive: str
    explanation: str
    office: Files = Field(default_factory=dict)
    rules: dict[str, Any]
    cases: tuple[RuleCase, ...] = Field(min_length=1)


class ExampleFile(Record):
    """An example with its file's name and the parts that a reader copies, as they stand there."""

    name: str
    example: RuleExample
    rules_text: str
    office_text: str


def read_office(root: Path) -> Files:
    """Return the small office that all cases happen in."""
    found: Files = _read(root / _FOLDER / "office.yaml")
    return found


def read_examples(root: Path) -> tuple[ExampleFile, ...]:
    """Return the examples in reading order."""
    paths = sorted((root / _FOLDER).glob("[0-9][0-9]-*.yaml"))
    return tuple(_example(path) for path in paths)


def _example(path: Path) -> ExampleFile:
    text = path.read_text(encoding="utf-8")
    return ExampleFile(
        name=path.name,
        example=RuleExample.model_validate(_read(path)),
        rules_text=_block(text, "rules"),
        office_text=_block(text, "office"),
    )


def _read(path: Path) -> Any:  # noqa: ANN401  # whatever the file holds: a model looks at it
    node, diagnostics = parse(path.read_text(encoding="utf-8"), path.name)
    if node is None or diagnostics:
        raise ValueError(f"{path}: {diagnostics}")
    return plain(node)


def _block(text: str, key: str) -> str:
    """Return what stands below a key of the outermost mapping, as written; empty without it."""
    lines = text.splitlines()
    if f"{key}:" not in lines:
        return ""
    first = lines.index(f"{key}:") + 1
    last = first
    while last < len(lines) and (not lines[last] or lines[last].startswith(" ")):
        last += 1
    return dedent("\n".join(lines[first:last])).strip("\n")
