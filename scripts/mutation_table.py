"""Counts what `mutmut results --all true` prints, by package; the survivors by name."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

# How mutmut calls the ways in which a test run can end. What it did not run is in no sum.
_NOTICED = ("killed", "timeout")
_MISSED = ("survived", "no tests", "suspicious", "segfault")


def table(results: Iterable[str]) -> str:
    """Return the counts of lines `name: state` as a Markdown table, and the names of survivors."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed: list[str] = []
    for line in results:
        name, _, state = line.strip().partition(": ")
        if state in {*_NOTICED, *_MISSED}:
            counts[name.split(".")[1]][state] += 1
        if state in _MISSED:
            missed.append(f"- `{name}`: {state}")
    heads = ["package", "mutants", *_NOTICED, *_MISSED, "score"]
    rows = [heads, ["---"] * len(heads)]
    for package, found in sorted(counts.items()):
        score = sum(found[state] for state in _NOTICED) / found.total()
        states = [str(found[state]) for state in (*_NOTICED, *_MISSED)]
        rows.append([package, str(found.total()), *states, f"{score:.1%}"])
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", *missed])


if __name__ == "__main__":
    print(table(sys.stdin))
