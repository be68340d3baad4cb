"""Builds the same records with this program and with its peers, in turn, and prints what it took.

    make benchmark                                  1,000 submissions, three rounds
    make benchmark ARGS='--sizes 1000,10000,50000'

A round builds with every tool, in turn: full (no site, no cache), again without a change, again
after one submission was changed. Medians of one run on one machine are compared; only their ratios
mean anything elsewhere.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, peers
from benchmarks.peers import Tool

CASES = ("full", "no change", "one file")
_WORK = Path(__file__).parents[1] / ".cache" / "benchmarks"
# Six pages of each tool are read through; the rest is counted.
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: seconds on the clock, seconds of processor, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


class WrongSiteError(Exception):
    """A tool did not produce its pages: its time would mean nothing."""


def timed(tool: Tool) -> Run:
    """Run a tool once.

    Memory is that of the largest process, as the system counts it.

    Raises:
        WrongSiteError: it failed.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        tool.command,
        env={**os.environ, **tool.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        raise WrongSiteError(f"{tool.name}: {said.decode(errors='replace')[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def rounds(tools: Iterable[Tool], number: int) -> Iterator[tuple[str, str, Run]]:
    """Yield tool, case and what it took, for each build of one round."""
    for tool in tools:
        for folder in (tool.site, *tool.caches):
            shutil.rmtree(folder, ignore_errors=True)
        yield tool.name, CASES[0], timed(tool)
        looked_through(tool)
        yield tool.name, CASES[1], timed(tool)
        name, sign = _changed(tool, number)
        yield tool.name, CASES[2], timed(tool)
        if sign not in tool.page(name).read_text(encoding="utf-8"):
            raise WrongSiteError(f"{tool.name}: the changed text of {name} is not on its page")


def looked_through(tool: Tool) -> None:
    """See that a page is there for each submission, unit and month, with title and adoptions.

    Raises:
        WrongSiteError: one is missing.
    """
    names = sorted(_names(tool))
    pages = len(names) + corpus.UNITS + 12 * len(corpus.YEARS)
    found = sum(1 for _ in tool.site.rglob("*.html"))
    if found < pages:
        raise WrongSiteError(f"{tool.name}: {found} pages instead of at least {pages}")
    for name in names[:: max(1, len(names) // _LOOKED_AT)]:
        text = tool.page(name).read_text(encoding="utf-8")
        if "号信息" not in text or "<li>" not in text:
            raise WrongSiteError(f"{tool.name}: {name} has no title or no list")


def _names(tool: Tool) -> Iterator[str]:
    for file in tool.records.rglob(f"*{tool.suffix}"):
        yield file.relative_to(tool.records).with_suffix("").as_posix()


def _changed(tool: Tool, number: int) -> tuple[str, str]:
    """Add a line to one submission, another one in each round; return its id and the line."""
    names = sorted(_names(tool))
    name = names[(number * 997) % len(names)]
    file = tool.records / f"{name}{tool.suffix}"
    sign = f"第{number + 1}轮改动的一行"
    indent = "  " if tool.suffix == ".yaml" else ""
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{indent}{sign}\n", encoding="utf-8")
    return name, sign


def floor(bureau: Path, site: Path, work: Path) -> Run:
    """Read every record and write a copy of every file of a site: less than that nobody can do."""
    copy = work / "floor"
    shutil.rmtree(copy, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    for file in bureau.rglob("*.yaml"):
        file.read_bytes()
    for file in site.rglob("*"):
        if file.is_file():
            target = copy / file.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    shutil.rmtree(copy)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, 0.0)


def measured(size: int, count: int) -> dict[str, dict[str, list[Run]]]:
    """Return the runs of every tool and case for one size."""
    work = _WORK / str(size)
    shutil.rmtree(work, ignore_errors=True)
    data = work / "data"
    corpus.write(data, size)
    bureau = data / corpus.BUREAU
    tools = [
        peers.tongbao(bureau, work),
        peers.hugo(bureau, work, _WORK),
        peers.eleventy(bureau, work, _WORK),
    ]
    found: dict[str, dict[str, list[Run]]] = {}
    for number in range(count):
        # Whoever is first after a pause is at no advantage: the order turns.
        turn = number % len(tools)
        for name, case, run in rounds([*tools[turn:], *tools[:turn]], number):
            found.setdefault(name, {}).setdefault(case, []).append(run)
            print(f"{size:6} {number + 1} {name:9} {case:10} {run.wall:7.2f} s", file=sys.stderr)
        found.setdefault("floor", {}).setdefault(CASES[0], []).append(
            floor(bureau, tools[0].site, work)
        )
    return found


def table(size: int, found: dict[str, dict[str, list[Run]]]) -> str:
    """Write medians, and their ratios to Hugo's full build, as a Markdown table."""
    unit = _wall(found["Hugo"][CASES[0]])
    heads = ["tool", "case", "seconds", "to Hugo's full build", "to Hugo's same", "cpu", "MiB"]
    lines = [f"N = {size:,}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for name, cases in found.items():
        for case, runs in cases.items():
            wall = _wall(runs)
            same = wall / _wall(found["Hugo"][case])
            cells = [
                name, case, f"{wall:.2f}", f"{wall / unit:.2f}", f"{same:.3f}",
                f"{statistics.median(run.cpu for run in runs):.2f}",
                f"{max(run.memory for run in runs):.0f}",
            ]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _wall(runs: Iterable[Run]) -> float:
    return statistics.median(run.wall for run in runs)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000", help="numbers of submissions, with commas")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    results = {}
    for size in map(int, asked.sizes.split(",")):
        found = measured(size, asked.rounds)
        print(table(size, found), end="\n\n", flush=True)
        results[size] = {
            name: {case: [run.wall for run in runs] for case, runs in cases.items()}
            for name, cases in found.items()
        }
    (_WORK / "last.json").write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    _main()
