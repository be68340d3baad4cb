"""Joint items: who stands behind them and how they are marked."""

from collections.abc import Iterator

from tongbao.checks import items, registered
from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.joint import Joint
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield units named twice, parts that can't be parts, and marks no rulebook has."""
    for entry in dataset.submissions.values():
        joint = entry.record.joint
        if joint is not None:
            yield from _units(dataset, entry, joint)
            yield from _parts(dataset, entry, joint)
            yield from _mark(dataset, entry, joint)


def _units(dataset: Dataset, entry: Entry[Submission], joint: Joint) -> Iterator[Diagnostic]:
    named = {entry.record.unit: "报送单位自己不写"}
    for index, other in enumerate(joint.units):
        place = entry.at("joint", "units", index, "unit")
        yield from registered.unit_on(dataset, other.unit, entry.record.date, place)
        if other.unit in named:
            expected = "报送单位之外的单位，每个写一次"
            advice = f"{named[other.unit]}，删去这一项"
            yield Diagnostic(place, Rule.JOINT_UNIT, other.unit, expected, advice)
        named.setdefault(other.unit, "前面已经写了这个单位")


def _parts(dataset: Dataset, entry: Entry[Submission], joint: Joint) -> Iterator[Diagnostic]:
    named: set[str] = set()
    for index, part in enumerate(joint.parts):
        place = entry.at("joint", "parts", index)
        found = dataset.submissions.get(part)
        fault = None
        if part == entry.id:
            fault = "这是综合稿自己，写它由哪几条报送综合而成"
        elif part in named:
            fault = "前面已经写了这一条，删去这一项"
        elif found is not None and found.record.is_compiled:
            fault = "它本身是综合稿，改写它的 parts 里的各条"
        if fault is not None:
            expected = "各单位的报送，每条写一次，不含综合稿"
            yield Diagnostic(place, Rule.JOINT_PART, part, expected, fault)
        else:
            yield from items.standing(dataset, part, place, "从 parts 里删去这一项")
        named.add(part)


def _mark(dataset: Dataset, entry: Entry[Submission], joint: Joint) -> Iterator[Diagnostic]:
    book = dataset.rulebook_on(entry.record.date)
    if joint.mark is None or book is None:
        return
    signs = [mark.sign for mark in book.record.joint_marks]
    if joint.mark not in signs:
        place, registry = entry.at("joint", "mark"), f"{book.path} 的 joint_marks"
        yield unregistered(place, Rule.MARK_UNKNOWN, joint.mark, signs, registry)
