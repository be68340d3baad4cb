"""What must stand on a tool's pages for its time to mean anything."""

import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks import corpus
from benchmarks.measure import RunError
from benchmarks.peers import Tool

# So many adopted and so many other submissions are read through; all pages are counted.
_LOOKED_AT = 20
_SEED = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """A submission as its records have it: what its page must show."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    adoptions: tuple[tuple[str, str], ...]
    """Two ways to show each: day and outlet's id, as the peers do, or the outlet's name."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What every tool's site must have: pages at least, and what some of them show."""

    pages: int
    samples: tuple[Sample, ...]


def expected(bureau: Path) -> Expected:
    """Look through the records: for units and months in use, some adopted items, some others."""
    adopted: dict[str, list[tuple[str, str]]] = {}
    names = {name: title for name, title, _ in corpus.OUTLETS}
    for file in sorted((bureau / "adoptions").rglob("*.yaml")):
        record = yaml.safe_load(file.read_bytes())
        outlet = record["outlet"]
        shown = (f"{record['date']} {outlet}", names[outlet])
        adopted.setdefault(record["submission"], []).append(shown)
    root = bureau / "submissions"
    ids = sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.yaml"))
    chance = random.Random(_SEED)  # noqa: S311 - a choice of pages to look at
    others = [name for name in ids if name not in adopted]
    chosen = [
        *chance.sample(sorted(adopted), min(_LOOKED_AT, len(adopted))),
        *chance.sample(others, min(_LOOKED_AT, len(others))),
    ]
    # An id is unit/year/MMDD-number.
    units = {name.split("/")[0] for name in ids}
    months = {name.partition("/")[2][: len("2021/01")] for name in ids}
    return Expected(
        len(ids) + len(units) + len(months),
        tuple(_sample(root, name, tuple(adopted.get(name, ()))) for name in chosen),
    )


def _sample(root: Path, name: str, adoptions: tuple[tuple[str, str], ...]) -> Sample:
    record = yaml.safe_load((root / f"{name}.yaml").read_bytes())
    lines = (line.removeprefix("- ") for line in record["body"].splitlines())
    return Sample(name, record["title"], tuple(line for line in lines if line), adoptions)


def pages_of(tool: Tool, wanted: Expected) -> int:
    """Return how many pages a tool made.

    Raises:
        RunError: there are fewer than submissions, units and months, or one lacks its title, a
            paragraph of its body, a heading or an adoption.
    """
    found = sum(1 for _ in tool.site.rglob("*.html"))
    if found < wanted.pages:
        raise RunError(f"{found} pages instead of at least {wanted.pages}")
    for sample in wanted.samples:
        text = tool.page(sample.id).read_text(encoding="utf-8")
        body = text.partition("<body")[2]
        absent = [part for part in (sample.title, *sample.paragraphs) if part not in body]
        absent += [
            dated for dated, named in sample.adoptions if dated not in body and named not in body
        ]
        if absent or "<h1" not in body:
            raise RunError(f"the page of {sample.id} lacks {absent or 'its heading'}")
    return found


def shows(tool: Tool, submission: str, sign: str) -> None:
    """See that a change has come to its page.

    Raises:
        RunError: it hasn't.
    """
    if sign not in tool.page(submission).read_text(encoding="utf-8"):
        raise RunError(f"the changed text of {submission} is not on its page")
