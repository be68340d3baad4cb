"""Builds the same records with this program and with its peers, in turn, and prints what it took.

    make benchmark                                  1,000 submissions, three rounds
    make benchmark ARGS='--sizes 1000,10000,50000'

A round builds with every tool, in turn: full (no site, no cache), again without a change, again
after one submission was changed. Medians of one run on one machine are compared; only their ratios
mean anything elsewhere.
"""

import argparse
import json
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from benchmarks import corpus, looks, peers
from benchmarks.measure import Command, Run, RunError, peak_memory, timed
from benchmarks.peers import Tool
from benchmarks.places import KEPT, machine, work_folder

ResultT = TypeVar("ResultT")

CASES = ("full", "no change", "one file")
REFERENCE = "Hugo"
# Of this size and above one round is enough, unless rounds are asked for.
_LARGE = 50_000
# Bytes a submission: its records in three copies and in git, three sites, and a copy of one.
_ROOM_EACH = 150_000
# Steps from one changed submission to the next.
_STEP = 997
_MAKERS: dict[str, Callable[[Path, Path], Tool]] = {
    "tongbao": peers.tongbao,
    "hugo": lambda bureau, work: peers.hugo(bureau, work, KEPT),
    "eleventy": lambda bureau, work: peers.eleventy(bureau, work, KEPT),
}


@dataclass(slots=True)
class Found:
    """What was found of a tool: its runs by case, its floor, its peaks of memory, its pages."""

    version: str
    pages: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)
    floor: list[Run] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)

    def wall(self, case: str) -> float:
        """Return the median of a case, in seconds."""
        return statistics.median(run.wall for run in self.runs[case])


class Bench:
    """The tools with their copies of the records of one size, and what was found of each."""

    def __init__(self, work: Path, size: int, names: Sequence[str]) -> None:
        data = work / "office" / "data"
        corpus.write(data, size)
        bureau = data / corpus.BUREAU
        self._size = size
        self._work = work
        self._expected = looks.expected(bureau)
        self._tools = [_MAKERS[name](bureau, work) for name in names]
        self._changes = 0
        self.found = {tool.name: Found(tool.version) for tool in self._tools}

    def timed_round(self) -> None:
        """Time every tool; whoever is first after a pause is so in turn."""
        turn = self._changes % len(self._tools)
        for tool in (*self._tools[turn:], *self._tools[:turn]):
            found = self.found[tool.name]
            for case, run in self._cases(tool, timed):
                found.runs.setdefault(case, []).append(run)
                _say(f"{self._size:,} {tool.name}, {case}: {run.wall:.2f} s")
            found.floor.append(floor(tool, self._work / "floor"))
        self._changes += 1

    def memory_round(self) -> None:
        """Find every tool's peak of memory, in builds of their own."""
        for tool in self._tools:
            for case, peak in self._cases(tool, peak_memory):
                self.found[tool.name].memory[case] = peak
                _say(f"{self._size:,} {tool.name}, {case}: {peak:.0f} MiB")
        self._changes += 1

    def _cases(
        self, tool: Tool, measure: Callable[[Command], ResultT]
    ) -> Iterator[tuple[str, ResultT]]:
        """Yield each case with what was measured, once its pages were seen to be right."""
        tool.forget()
        yield CASES[0], measure(tool.command)
        pages = looks.pages_of(tool, self._expected)
        self.found[tool.name].pages = pages
        yield CASES[1], measure(tool.command)
        _same(pages, looks.pages_of(tool, self._expected))
        submission, sign = self._changed(tool)
        tool.settle()
        yield CASES[2], measure(tool.command)
        _same(pages, looks.pages_of(tool, self._expected))
        looks.shows(tool, submission, sign)

    def _changed(self, tool: Tool) -> tuple[str, str]:
        """Add a line to one submission, another one in each round; return its id and the line."""
        names = sorted(
            file.relative_to(tool.submissions).with_suffix("").as_posix()
            for file in tool.submissions.rglob(f"*{tool.suffix}")
        )
        name = names[(self._changes * _STEP) % len(names)]
        file = tool.submissions / f"{name}{tool.suffix}"
        sign = f"第{self._changes + 1}轮改动的一行"
        indent = "  " if tool.suffix == ".yaml" else ""
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\n{indent}{sign}\n", encoding="utf-8")
        return name, sign


def _same(before: int, after: int) -> None:
    if before != after:
        raise RunError(f"{after} pages instead of {before}")


def floor(tool: Tool, copy: Path) -> Run:
    """Read a tool's records and copy its site, file by file: nobody can do with less."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    for folder in tool.inputs:
        for file in folder.rglob("*.*"):
            file.read_bytes()
    for file in tool.site.rglob("*"):
        if file.is_file():
            target = copy / file.relative_to(tool.site)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    shutil.rmtree(copy)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


_HEADS = (
    "tool", "case", "seconds", "of Hugo's full build", "of Hugo's same case", "times its floor",
    "processor seconds", "peak MiB", "pages",
)  # fmt: skip


def table(found: dict[str, Found]) -> str:
    """Write medians, and their ratios to Hugo's and to the floor, as a Markdown table."""
    lines = [f"| {' | '.join(_HEADS)} |", f"|{'---|' * len(_HEADS)}"]
    hugo = found.get(REFERENCE)
    for name, tool in found.items():
        floor_seconds = statistics.median(run.wall for run in tool.floor)
        for case in CASES:
            wall = tool.wall(case)
            cells = [
                name,
                case,
                f"{wall:.2f}",
                f"{wall / hugo.wall(CASES[0]):.3f}" if hugo else "–",
                f"{wall / hugo.wall(case):.3f}" if hugo else "–",
                f"{wall / floor_seconds:.2f}",
                f"{statistics.median(run.cpu for run in tool.runs[case]):.2f}",
                f"{tool.memory[case]:.0f}" if case in tool.memory else "–",
                f"{tool.pages:,}",
            ]
            lines.append(f"| {' | '.join(cells)} |")
        cells = [name, "floor", f"{floor_seconds:.2f}", *["–"] * 2, "1.00", *["–"] * 3]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes", default="1000", help="numbers of submissions, with commas (default 1000)"
    )
    parser.add_argument(
        "--rounds", type=int, help=f"timed rounds (default 3; 1 from {_LARGE:,} submissions on)"
    )
    parser.add_argument(
        "--tools", default=",".join(_MAKERS), help="which, with commas (default %(default)s)"
    )
    parser.add_argument("--no-memory", action="store_true", help="leave out the round for memory")
    parser.add_argument(
        "--work", type=Path, help="where to put records and sites (default in memory, if it fits)"
    )
    asked = parser.parse_args()
    asked.sizes = [int(size) for size in asked.sizes.split(",")]
    asked.tools = asked.tools.split(",")
    unknown = [name for name in asked.tools if name not in _MAKERS]
    if unknown:
        parser.error(f"no such tool: {', '.join(unknown)}")
    return asked


def _main() -> None:
    asked = _asked()
    print(machine(), end="\n\n")
    results = {}
    for size in asked.sizes:
        with work_folder(asked.work, _ROOM_EACH * size) as work:
            _say(f"{size:,} submissions, in {work}")
            bench = Bench(work, size, asked.tools)
            rounds = asked.rounds or (1 if size >= _LARGE else 3)
            for _ in range(rounds):
                bench.timed_round()
            if not asked.no_memory:
                bench.memory_round()
        versions = ", ".join(f"{name} {tool.version}" for name, tool in bench.found.items())
        print(f"N = {size:,}, {rounds} rounds ({versions})\n\n{table(bench.found)}\n", flush=True)
        results[size] = {name: asdict(tool) for name, tool in bench.found.items()}
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / "last.json").write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    try:
        _main()
    except RunError as error:
        sys.exit(f"benchmark: {error}")
