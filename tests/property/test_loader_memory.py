"""What is kept of a file is what parsing it gives, whatever stands in it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongbao.source import nodes, strict_yaml
from tongbao.source.load import load
from tongbao.source.nodes import ListNode, MapNode, Node
from tongbao.source.outline import locate, outline_of
from tongbao.source.parsed import Reading, remembered, remembering

PIECES = st.sampled_from(
    ["unit", "title", "a", ": ", ":\n  ", "- ", "\n", "\n  ", "\n    - ", "[", "]", "{", "}", ", ",
     '"\\t\\n\\u2028"', "'", "|\n", ">-\n", "1.50", "null", "~", "true", "\u2028", "\x85", "中", "😀"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)
STEPS = st.sampled_from(["unit", "title", "a", "", 0, 1, 2, "0"])


@given(TEXTS, st.lists(STEPS, max_size=4), st.booleans())
def test_an_outline_places_fields_as_the_tree_does(
    text: str,
    steps: list[str | int],
    key: bool,  # noqa: FBT001  # drawn
) -> None:
    root, _ = strict_yaml.parse(text, "f")
    if root is None:
        return
    outline = outline_of(root)
    for location in (steps, *locations(root)):
        expected = nodes.locate(root, location, key=key)
        assert locate(outline, "f", location, key=key) == expected


def locations(node: Node) -> Iterator[tuple[str | int, ...]]:
    yield ()
    inner: list[tuple[str | int, Node]] = []
    if isinstance(node, ListNode):
        inner = list(enumerate(node.items))
    elif isinstance(node, MapNode):
        inner = list(node.values.items())
    for step, value in inner:
        for rest in locations(value):
            yield (step, *rest)


LINES = st.dictionaries(
    st.tuples(st.sampled_from(["submissions", "adoptions"]), st.binary(max_size=32)),
    st.binary().map(lambda line: line.replace(b"\n", b"")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, key=st.text())
def test_what_is_written_is_found(
    tmp_path: Path, lines: dict[tuple[str, bytes], bytes], key: str
) -> None:
    path = tmp_path / "f"
    named = {(kind, digest.ljust(32).hex()): line for (kind, digest), line in lines.items()}
    with remembering(path, key) as kept:
        for (kind, digest), line in named.items():
            kept.add(kind, digest, line)
    with remembered(path, key) as known:
        assert {name: known.find(*name) for name in named} == named
        assert known.find("submissions", "0" * 64) is None
    with remembered(path, f"{key}x") as known:
        assert all(known.find(*name) is None for name in named)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, place=st.integers(0), value=st.integers(1, 255))
def test_one_changed_byte_is_noticed(
    tmp_path: Path, lines: dict[tuple[str, bytes], bytes], place: int, value: int
) -> None:
    path = tmp_path / "f"
    with remembering(path, "k") as kept:
        for (kind, digest), line in lines.items():
            kept.add(kind, digest.ljust(32).hex(), line)
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= value
    path.write_bytes(content)
    with remembered(path, "k") as known:
        assert all(known.find(kind, digest.ljust(32).hex()) is None for kind, digest in lines)


@pytest.fixture(scope="module")
def folder(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(example_data, tmp_path_factory.mktemp("memory") / "data"))


FIELD_TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["null", "~", "1e3", "01", "1.50", "-0", "2026-01-02", "true", "\t", "\u2028", "",
                     "-2.50", "-0.0001", "-3", "文字", "两行\n文字\n"]),
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(note=FIELD_TEXTS, points=FIELD_TEXTS, body=FIELD_TEXTS)
def test_a_remembered_record_is_the_parsed_one(
    folder: Path, note: str, points: str, body: str
) -> None:
    cache = folder.parent / "cache"
    submission = folder / "shili/submissions/donghe/2026/0415-1.yaml"
    entry = folder / "shili/entries/2026/0420-1.yaml"
    before = {path: path.read_text() for path in (submission, entry)}
    added = f"{before[submission]}\nnote: {json.dumps(note)}\n"
    changed = {
        submission: added if "body:" in added else f"{added}body: {json.dumps(body)}\n",
        entry: before[entry].replace("points: -1", f"points: {json.dumps(points)}"),
    }
    try:
        for path, text in changed.items():
            path.write_text(text)
        plain = load(folder)
        assert [load(folder, Reading(cache, "k")) == plain for _ in range(2)] == [True, True]
    finally:
        for path, text in before.items():
            path.write_text(text)
