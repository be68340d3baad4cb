"""Values as YAML: the lines are worked out by hand from what the strict loader takes."""

import pytest

from tongbao.source import strict_yaml
from tongbao.source.nodes import plain
from tongbao.source.writing import Value, field_lines, schema_line, tidy


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("东河县试点", ["f: 东河县试点"]),
        ("2026年4月情况", ["f: 2026年4月情况"]),
        ("〔示例〕一：二", ["f: 〔示例〕一：二"]),
        ("donghe/2026/0420-k3f9x", ["f: donghe/2026/0420-k3f9x"]),
        ("2026-04-20", ["f: 2026-04-20"]),
        ("2026-q1", ["f: 2026-q1"]),
        ("2026/0413-1", ["f: 2026/0413-1"]),
        ("2026", ['f: "2026"']),
        ("no", ['f: "no"']),
        ("东河: 试点", ['f: "东河: 试点"']),
        ("试点 #1", ['f: "试点 #1"']),
        ('说"好"', ['f: 说"好"']),
        ('"好"\\说', ['f: "\\"好\\"\\\\说"']),
        (" 空格", ['f: " 空格"']),
        ("一\n\n二\n", ["f: |", "  一", "", "  二"]),
        ("一\n二", ["f: |-", "  一", "  二"]),
        ("  一\n二\n", ["f: |2", "    一", "  二"]),
        ("\t一\n", ["f: |2", "  \t一"]),
        (True, ["f: true"]),
        (False, ["f: false"]),
        (["甲", "a: b"], ["f:", "  - 甲", '  - "a: b"']),
        ([{"name": "甲", "date": "2026-04-20"}], ["f:", "  - name: 甲", "    date: 2026-04-20"]),
        ({"first": {"name": "甲"}}, ["f:", "  first:", "    name: 甲"]),
    ],
)
def test_a_value_is_written_so_that_it_comes_back(value: Value, lines: list[str]) -> None:
    assert list(field_lines("f", value)) == lines
    node, problems = strict_yaml.parse("\n".join(lines) + "\n", "f.yaml")
    assert problems == []
    assert node is not None
    assert plain(node) == {
        "f": {True: "true", False: "false"}[value] if isinstance(value, bool) else value
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("一", "一\n"),
        ("\n\n一  \r\n\r\n二\t\n\n", "一\n\n二\n"),
        ("　　一\r二", "　　一\n二\n"),
        ("  一", "  一\n"),
        (" \n\t\n", ""),
    ],
)
def test_running_text_is_tidied(given: str, expected: str) -> None:
    assert tidy(given) == expected


def test_the_first_line_leads_from_the_record_to_its_schema() -> None:
    """From data/<bureau>/submissions/<unit>/<year>/ it is five folders up."""
    line = "# yaml-language-server: $schema=../../../../../docs/schema/submissions.json"
    assert schema_line("submissions", 4) == line
