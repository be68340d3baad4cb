"""Text to nodes: scalars stay text, positions are kept, line numbers may start later."""

import pytest

from tongbao.diagnostic import Place, Rule
from tongbao.source.nodes import Node, locate, plain
from tongbao.source.strict_yaml import MAX_DEPTH, parse


def root_of(text: str, first_line: int = 1) -> Node:
    node, diagnostics = parse(text, "f", first_line)
    assert diagnostics == []
    assert node is not None
    return node


@pytest.mark.parametrize(
    "written",
    [
        "yes",
        "no",
        "null",
        "~",
        "012",
        "1:30",
        "1_000",
        "1.10",
        "2021-02-30",
        ".inf",
        "0x1F",
        "9" * 5000,
    ],
)
def test_no_scalar_is_typed(written: str) -> None:
    assert plain(root_of(f"key: {written}\n")) == {"key": written}


def test_blocks_quotes_and_lists_are_read() -> None:
    text = "a: |\n  一\n  二\nb: \"x: y\"\nc: [1, 'q']\nd:\n  - e: f\n"
    assert plain(root_of(text)) == {
        "a": "一\n二\n",
        "b": "x: y",
        "c": ["1", "q"],
        "d": [{"e": "f"}],
    }


def test_positions_are_those_of_the_values() -> None:
    node = root_of("标题: 甲\nlist:\n  - x: 1\n  - x: 二\n", first_line=5)
    assert locate(node, ["标题"]) == Place("f", 5, 5)
    assert locate(node, ["list", 1, "x"]) == Place("f", 8, 8)
    assert locate(node, ["list", 1, "x"], key=True) == Place("f", 8, 5)
    assert locate(node, ["list", "per-event", 0, "missing"]) == Place("f", 7, 5)
    assert locate(node, ["absent"]) == Place("f", 5, 1)


def test_an_empty_text_has_no_root() -> None:
    assert parse("# nothing\n", "f") == (None, [])


def test_depth_is_allowed_up_to_the_limit_and_no_further() -> None:
    fits = "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH
    assert parse(fits, "f")[1] == []
    (too_deep,) = parse(f"[{fits}]", "f")[1]
    assert (too_deep.rule, too_deep.place.column) == (Rule.YAML_DEPTH, MAX_DEPTH + 1)


@pytest.mark.parametrize("bomb", ["- " * 30_000, "{" * 60_000, "[" * 60_000, "? " * 30_000])
def test_nesting_bombs_are_refused_at_once(bomb: str) -> None:
    (found,) = parse(bomb, "f")[1]
    assert found.rule is Rule.YAML_DEPTH


def test_every_repeated_key_is_reported_and_the_first_kept() -> None:
    node, found = parse("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f")
    assert [(item.rule, item.place.line) for item in found] == [
        (Rule.YAML_DUPLICATE_KEY, 2),
        (Rule.YAML_DUPLICATE_KEY, 3),
    ]
    assert node is not None
    assert plain(node) == {"a": "1", "b": {"c": "1"}}
