"""Reports: nothing from a file steers a terminal or a forge."""

import json

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.review.reporters import as_github, as_json, as_text

ERROR = Diagnostic(Place("data/a.yaml", 3, 7), Rule.FIELD_DATE, "1:30", "日期", "改正")
HOSTILE = Diagnostic(
    Place("data/a,b:c.yaml"), Rule.DATE_FUTURE, "\x1b[2J\u202e100%\r\n::error::x", "晚", "看"
)


def test_text_says_where_what_and_how() -> None:
    assert as_text([ERROR]) == (
        "data/a.yaml:3:7: 错误 [field-date] 日期写法有误\n"
        "  发现：1:30\n"
        "  应为：日期\n"
        "  改法：改正\n"
        "\n"
        "共 1 处错误。"
    )


def test_text_counts_errors_and_warnings_apart() -> None:
    assert as_text([]) == "检查通过，没有发现问题。"
    assert as_text([ERROR, HOSTILE]).endswith("共 1 处错误、1 处提醒。")


def test_text_strips_what_steers_a_terminal() -> None:
    text = as_text([HOSTILE])
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\r" not in text
    assert len(text.split("\n")) == 6


def test_json_names_every_part() -> None:
    assert json.loads(as_json([ERROR])) == [
        {
            "path": "data/a.yaml",
            "line": 3,
            "column": 7,
            "severity": "error",
            "rule": "field-date",
            "title": "日期写法有误",
            "found": "1:30",
            "expected": "日期",
            "advice": "改正",
        }
    ]


def test_github_encodes_what_its_syntax_uses() -> None:
    assert as_github([ERROR]) == (
        "::error file=data/a.yaml,line=3,col=7,title=日期写法有误 [field-date]"
        "::发现：1:30%0A应为：日期%0A改法：改正"
    )
    (line,) = as_github([HOSTILE]).split("\n")
    assert line.startswith("::warning file=data/a%2Cb%3Ac.yaml,")
    assert "100%25%0D%0A::error::x" in line
