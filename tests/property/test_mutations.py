"""Any one or two values of sound data exchanged, removed or repeated end in a report."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbao.documents.composing import bulletin_view
from tongbao.documents.prose import blocks
from tongbao.model.scalars import prose
from tongbao.pipeline import examine

TODAY = date(2026, 5, 1)
INSIDE_BRACES = re.compile(r"[^\s,:{}\[\]]+(?=[,}\]])")
OTHER_VALUES = [
    "", "公开", "2026-03-31", "9", "-1", "donghe", "各县", "[]", "{}", "[a, b]", "{a: b}", "true",
    "2026-q2", "per-event", "per-period", "submission", "adoption", "own-outlets", '"\\u202e"', "x: y",
    "duty", "entry", "commission", "ratio", "base", "total", "week", "year", "0", "0.5", "综", "working",
    "{task: true}", "{split: people}", "{points: -1}", "[{split: equal}]", "2026/0413-1", "donghe/2026/0415-1",
    "duties/2026/0413-1", "submissions/donghe/2026/0112-1", "meeting", "error", "9999", "2099-12-31",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("mutations") / "data"
    shutil.copytree(example_data, target)
    return target


@st.composite
def mutated(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Change one line: its value, its key, whether it is there, how often."""
    index = draw(st.integers(0, len(lines) - 1))
    line = lines[index]
    key, colon, value = line.partition(": ")
    change = draw(st.sampled_from(["value", "swap", "drop", "repeat", "key", "inside"]))
    if change == "drop":
        return lines[:index] + lines[index + 1 :]
    if change == "repeat":
        return lines[: index + 1] + lines[index:]
    if change == "key" and colon:
        return [*lines[:index], f"{key}x: {value}", *lines[index + 1 :]]
    other = draw(st.sampled_from(OTHER_VALUES))
    inside = [found.span() for found in INSIDE_BRACES.finditer(line)]
    if change == "inside" and inside:
        start, end = draw(st.sampled_from(inside))
        return [*lines[:index], line[:start] + other + line[end:], *lines[index + 1 :]]
    if change == "swap":
        other = draw(st.sampled_from(lines)).partition(": ")[2] or other
    return [*lines[:index], f"{key}: {other}" if colon else other, *lines[index + 1 :]]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_changed_data_is_sound_or_reported(folder: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(folder.rglob("*.yaml")) + sorted(folder.rglob("*.md"))))
    whole = path.read_text(encoding="utf-8")
    lines = whole.split("\n")
    for _ in range(data.draw(st.integers(1, 2))):
        lines = data.draw(mutated(lines))
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        examined = examine(folder, TODAY)
        if examined.is_sound:
            for bureau in examined.bureaus:
                for entry in bureau.dataset.bulletins.values():
                    view = bulletin_view(bureau.dataset, bureau.ledger, entry)
                    assert view.id == entry.id
    finally:
        path.write_text(whole, encoding="utf-8")


@given(
    st.lists(
        st.sampled_from(["1. ", "- ", "> ", "# ", "    ", "\t", "*", "_", "`", "[", "\n", "\n\n", "甲", "a", "---\n", "==="]),
        max_size=80,
    ).map("".join)
)  # fmt: skip
def test_every_accepted_prose_becomes_blocks(text: str) -> None:
    try:
        accepted = prose(text)
    except Exception:  # noqa: BLE001  # whatever is refused is refused
        return
    assert isinstance(blocks(accepted), tuple)
