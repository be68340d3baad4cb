"""The summary of a check: every problem, also beyond what a forge shows on the lines."""

import shutil
from pathlib import Path

import pytest

from tongbao import commands
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.review.summary import MAX_LENGTH, SHOWN, as_markdown

WARNING = Diagnostic(Place("data/b.yaml"), Rule.DATE_FUTURE, "2030-01-01", "今天以前", "核对日期")


def _error(number: int, found: str = "1:30") -> Diagnostic:
    return Diagnostic(Place("data/a.yaml", number, 7), Rule.FIELD_DATE, found, "日期", "改正")


def test_nothing_wrong_needs_no_words() -> None:
    assert as_markdown([]) == ""


def test_errors_stand_before_warnings() -> None:
    assert as_markdown([WARNING, _error(3)]) == (
        "共 1 处错误、1 处提醒。\n"
        "\n"
        "<pre>\n"
        "data/a.yaml:3:7: 错误 [field-date] 日期写法有误\n"
        "  发现：1:30\n"
        "  应为：日期\n"
        "  改法：改正\n"
        "\n"
        "data/b.yaml:1:1: 提醒 [date-future] 日期晚于今天\n"
        "  发现：2030-01-01\n"
        "  应为：今天以前\n"
        "  改法：核对日期\n"
        "</pre>\n"
    )


def test_what_annotations_leave_out_is_folded() -> None:
    """GitHub shows 10 errors a step; of 51 here, 41 are folded and none is missing."""
    text = as_markdown([_error(line) for line in range(1, 52)])
    shown, folded = text.split("<details><summary>另外 41 处</summary>\n")
    assert [shown.count("[field-date]"), folded.count("[field-date]")] == [SHOWN, 41]
    assert text.startswith("共 51 处错误。\n")
    assert folded.endswith("</details>\n")


def test_text_from_a_file_is_no_markup() -> None:
    text = as_markdown([_error(1, "</pre><img src=x> **x** [y](https://example.org)\n\n# 标题")])
    assert "&lt;/pre&gt;&lt;img src=x&gt; **x** [y](https://example.org)" in text
    assert [text.count("<"), text.count("</pre>"), text.count("\n# ")] == [2, 1, 0]


def test_it_never_outgrows_the_page_of_a_run() -> None:
    """Each problem takes over 1,000 characters: fewer than 300 fit, and the rest is counted."""
    text = as_markdown([_error(line, "长" * 1000) for line in range(1, 401)])
    kept = text.count("[field-date]")
    assert len(text) < MAX_LENGTH + 2000
    assert 280 < kept < 300
    assert text.endswith(f"还有 {400 - kept} 处没有列出，先改这些。\n")
    assert len(text.encode()) < 1024 * 1024


def test_the_command_adds_it_to_a_file(
    example_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is that of a whole run, to which several steps write."""
    data, file = tmp_path / "data", tmp_path / "summary.md"
    shutil.copytree(example_data, data)
    (data / "shili" / "notes.txt").write_text("x", encoding="utf-8")
    file.write_text("# 检查\n\n", encoding="utf-8")
    assert commands.check(data, None, "github", None, file) == 1
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# 检查\n\n共 1 处错误。\n\n<pre>\ndata/shili/notes.txt:1:1: 错误")
    assert capsys.readouterr().out.startswith("::error file=data/shili/notes.txt,")
