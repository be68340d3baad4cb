"""Near repeats: new titles that almost say what another one says, for a person to look at.

Only new titles are compared: whoever approves them has the two items in hand. Exact repeats are an
error of `identity`, whenever they were filed.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from tongbao.checks.identity import folded
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry

_NEAR = Fraction(17, 20)
"""Which share of their pairs of letters two titles have in common (Dice), to be near."""
_WITHIN = timedelta(days=60)
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千两")

Pair = tuple[str, int]
Pairs = frozenset[Pair]


def near_repeats(dataset: Dataset, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each of the `fresh` submissions whose title is near another's of 60 days around.

    Titles with other numbers (批次、月份) or that name other units tell other stories.
    """
    days = [dataset.submissions[name].record.date for name in fresh]
    if not days:
        return
    standing = {
        name: entry
        for name, entry in dataset.submissions.items()
        if entry.record.withdrawn is None
        and min(days) - _WITHIN <= entry.record.date <= max(days) + _WITHIN
    }
    index = _Index(standing)
    for name in sorted(standing.keys() & fresh):
        near = (
            standing[other]
            for other in index.near(name)
            # Of two new ones, the second is the repeat.
            if (other not in fresh or other < name)
            and _tell_alike(dataset, standing[name].record.title, standing[other].record.title)
        )
        found = min(near, key=lambda other: other.id, default=None)
        if found is not None:
            yield _near(standing[name], found)


def _near(entry: Entry[Submission], other: Entry[Submission]) -> Diagnostic:
    return Diagnostic(
        entry.at("title"),
        Rule.TITLE_NEAR,
        entry.record.title,
        f"与 {other.id}《{other.record.title}》不是同一条信息",
        "请办公室核对：是同一条信息的，撤回其中一条；不是的可以不管",
    )


def _pairs(title: str) -> Pairs:
    """Return the pairs of neighbouring letters of a title, each with how often it came before."""
    text = folded(title)
    seen: Counter[str] = Counter()
    found = set()
    for left, right in pairwise(text):
        found.add((left + right, seen[left + right]))
        seen[left + right] += 1
    return frozenset(found)


class _Index:
    """Finds near titles through their rarest pairs, so that not all are compared with all."""

    def __init__(self, entries: Mapping[str, Entry[Submission]]) -> None:
        self._days = {name: entry.record.date for name, entry in entries.items()}
        self._pairs = {name: _pairs(entry.record.title) for name, entry in entries.items()}
        self._count = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        self._with: dict[Pair, list[str]] = {}
        for name in entries:
            for pair in self._rarest(name):
                self._with.setdefault(pair, []).append(name)

    def _rarest(self, name: str) -> list[Pair]:
        """Return so many of a title's pairs that each near title has one of them in its own.

        Near titles have at least NEAR / (2 - NEAR) of either's pairs in common. As all pairs stand
        in one order, the rarest that two have in common is among those either can do without, or
        the next.
        """
        ordered = sorted(self._pairs[name], key=lambda pair: (self._count[pair], pair))
        shared = ceil(len(ordered) * _NEAR / (2 - _NEAR))
        return ordered[: len(ordered) - shared + 1]

    def near(self, name: str) -> Iterator[str]:
        """Yield the other submissions of 60 days around whose titles are near."""
        mine, day = self._pairs[name], self._days[name]
        others = {other for pair in self._rarest(name) for other in self._with[pair]}
        for other in others - {name}:
            theirs = self._pairs[other]
            if abs(self._days[other] - day) <= _WITHIN and _are_near(mine, theirs):
                yield other


def _are_near(mine: Pairs, theirs: Pairs) -> bool:
    common = 2 * len(mine & theirs)
    return common * _NEAR.denominator >= _NEAR.numerator * (len(mine) + len(theirs))


def _tell_alike(dataset: Dataset, title: str, other: str) -> bool:
    """Whether near titles may tell one story, and not just the same words (that is an error)."""
    return (
        folded(title) != folded(other)
        and _numerals(title) == _numerals(other)
        and _named(dataset, title) == _named(dataset, other)
    )


def _numerals(title: str) -> str:
    return "".join(letter for letter in folded(title) if letter in _NUMERALS)


def _named(dataset: Dataset, title: str) -> frozenset[str]:
    """Return the units that a title names."""
    text = folded(title)
    return frozenset(unit for name, unit in dataset.unit_by_name.items() if folded(name) in text)
