"""Whatever stands in a file, reading it ends in a record or in diagnostics, never in a crash."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongbao.diagnostic import Rule
from tongbao.pipeline import examine
from tongbao.review.reporters import as_github, as_json, as_text
from tongbao.source import strict_yaml
from tongbao.source.text import decode

TODAY = date(2026, 5, 1)
YAML_PIECES = st.sampled_from(
    ["unit", "title", "date", ": ", ":", "：", "- ", "\n", "\n  ", "\t", "#", "&a", "*a", "!!str ",
     "|", ">", '"', "'", "[", "]", "{", "}", ",", "---", "?", "%", "@", "2026-01-01", "公开", "é", "\r"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(YAML_PIECES, max_size=60).map("".join))


@given(st.one_of(st.binary(max_size=200), TEXTS.map(lambda text: text.encode("utf-8", "replace"))))
def test_reading_text_gives_text_or_a_reason(raw: bytes) -> None:
    text, problems = decode(raw, "f")
    assert (text is None) == bool(problems)


@given(TEXTS)
def test_parsing_gives_nodes_or_a_reason_that_lies_in_the_file(text: str) -> None:
    decoded, _ = decode(text.encode("utf-8", "replace"), "f")
    if decoded is None:
        return
    root, problems = strict_yaml.parse(decoded, "f")
    readable = {Rule.YAML_DUPLICATE_KEY, Rule.YAML_COMMENT}
    assert root is None or all(problem.rule in readable for problem in problems)
    for problem in problems:
        assert 1 <= problem.place.line <= decoded.count("\n") + 1


@pytest.fixture(scope="module")
def folder(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("loader") / "data"
    shutil.copytree(example_data, target)
    return target


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(
        ["bureau.yaml", "units.yaml", "outlets.yaml", "rules/2026.yaml", "adoptions/2026/guanwang-0131.yaml",
         "bulletins/2026-q1/bulletin.md", "correspondents.yaml", "accounts.yaml", "calendar/2026.yaml",
         "duties/2026/0413-1.yaml",
         "entries/2026/0420-1.yaml", "submissions/donghe/2026/0415-1.yaml"]
    ),
    cut=st.integers(0, 400),
    junk=TEXTS,
)  # fmt: skip
def test_any_damage_to_any_file_ends_in_a_report(
    folder: Path, name: str, cut: int, junk: str
) -> None:
    path = folder / "shili" / name
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:cut] + junk.encode("utf-8", "replace") + whole[cut:])
        diagnostics = examine(folder, TODAY).diagnostics
    finally:
        path.write_bytes(whole)
    assert as_text(diagnostics)
    assert as_json(diagnostics)
    assert isinstance(as_github(diagnostics), str)
