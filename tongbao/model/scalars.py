"""Typed scalars of the records: text in, value out, or a Chinese refusal and how to mend it.

Every scalar reaches the models as text (YAML types nothing), so a date or a number means here
exactly what its digits say: no octal, no sexagesimal, no binary floats.
"""

import re
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, NewType

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from tongbao.diagnostic import Rule
from tongbao.model.period import Period

UnitId = NewType("UnitId", str)
OutletId = NewType("OutletId", str)
SubmissionId = NewType("SubmissionId", str)
CommissionId = NewType("CommissionId", str)
DutyId = NewType("DutyId", str)
ClauseId = NewType("ClauseId", str)
ColumnId = NewType("ColumnId", str)

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PATH_ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
RECORD_PATH_PATTERN = re.compile(rf"(submissions|commissions|duties)/{PATH_ID_PATTERN.pattern}")
DAY_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
POINTS_PATTERN = re.compile(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?")
# Pages have the folders that ids name, on every system.
MAX_ID = 64
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
FACTOR_PATTERN = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,4})?")
MAX_FACTOR = 100
SEVERAL_PATTERN = re.compile(r"[a-z0-9-]+ *[，、；;,]")
COUNT_PATTERN = re.compile(r"0|[1-9][0-9]{0,5}")
FONT_FILE_PATTERN = re.compile(r"[^/\\]+\.(?:otf|ttf)", re.IGNORECASE)
# These are columns of the open data beside those of the rulebook.
COLUMN_ID_PATTERN = re.compile(rf"(?!(?:unit|group|total|rank)$){ID_PATTERN.pattern}")
ACCOUNT_PATTERN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
ISSUE_PATTERN = re.compile(r"([0-9]{4}年)?第[1-9][0-9]{0,3}期")

MAX_TEXT = 200
_WORD = 12
MAX_PROSE = 30_000
MAX_TITLE_LINES = 4
YEARS = range(2000, 2100)
MAX_SIGNS = 400
# Markdown's cost grows with the square of these, or with its nesting.
MARKDOWN_SIGNS = "[]*_`<>!\\&"
TOO_DEEP = re.compile(r"^\s*(?:(?:(?:[-*+]|[0-9]+[.)])\s+|>)\s*){5}|^ {16}", re.MULTILINE)
MAX_LINES = 1000


def refusal(rule: Rule, expected: str, advice: str, found: str = "") -> PydanticCustomError:
    """Build the error a validator raises, in Chinese; `found` where the value itself won't do."""
    return PydanticCustomError(
        "refused",
        "{rule}",
        {"rule": rule.name, "expected": expected, "advice": advice, "found": found},
    )


def _text_of(value: object) -> str:
    if not isinstance(value, str):
        raise refusal(Rule.FIELD_SHAPE, "一个值", "冒号后面直接写值，不要写成列表（-）或下一级字段")
    if not value.strip():
        raise refusal(Rule.FIELD_VALUE, "不为空的值", "补上内容；选填的字段没有内容就删去这一行")
    return value


def line_of_text(value: object) -> str:
    """Return a single line of text without surrounding space, at most 200 characters."""
    text = _text_of(value)
    if "\n" in text or "\t" in text:
        raise refusal(Rule.FIELD_VALUE, "一行文字", "删去换行和制表符，写在同一行里")
    if text != text.strip():
        raise refusal(Rule.FIELD_VALUE, "首尾没有空格的文字", "删去首尾的空格")
    if len(text) > MAX_TEXT:
        raise refusal(Rule.FIELD_VALUE, f"不超过{MAX_TEXT}个字", f"现有{len(text)}个字，请删减")
    # Words such as categories and levels stand in thousands of records, and once in memory.
    return sys.intern(text) if len(text) <= _WORD else text


def recipients(value: object) -> str:
    """Return the names of recipients (主送机关): the colon after them is printed by itself."""
    return _unended(value, "：:", "主送机关，末尾不带冒号")


def copies(value: object) -> str:
    """Return the names of those who get a copy (抄送机关): the full stop is printed by itself."""
    return _unended(value, "。.", "抄送机关，末尾不带句号")


def _unended(value: object, signs: str, expected: str) -> str:
    text = line_of_text(value)
    if text.endswith(tuple(signs)):
        advice = f"删去末尾的“{text[-1]}”，印的时候自动加上"
        raise refusal(Rule.FIELD_VALUE, expected, advice)
    return text


def reference(value: object) -> str:
    """Return what refers to an id: any line of text but several ids in one."""
    text = line_of_text(value)
    if SEVERAL_PATTERN.match(text):
        advice = "列表里的几个编号用半角逗号和空格隔开，如 [donghe, xishan]"
        raise refusal(Rule.FIELD_ID, "一个编号", advice)
    return sys.intern(text)


def broken_line(value: object) -> str:
    """Return text of one to four lines; the line ends are the office's line breaks of a title."""
    text = _text_of(value).rstrip("\n")
    lines = text.split("\n")
    if len(lines) > MAX_TITLE_LINES or any(not line or line != line.strip() for line in lines):
        raise refusal(
            Rule.FIELD_VALUE,
            "一至四行文字，每行首尾没有空格",
            "标题按词意分行，每行一段，不留空行",
        )
    if len(text) > MAX_TEXT:
        raise refusal(Rule.FIELD_VALUE, f"不超过{MAX_TEXT}个字", f"现有{len(text)}个字，请删减")
    return text


def prose(value: object) -> str:
    """Return running text (Markdown) of at most 30,000 characters."""
    text = _text_of(value)
    if len(text) > MAX_PROSE:
        raise refusal(Rule.FIELD_VALUE, f"不超过{MAX_PROSE}个字", f"现有{len(text)}个字，请删减")
    if text.count("\n") > MAX_LINES:
        raise refusal(Rule.FIELD_VALUE, f"不超过{MAX_LINES}行", "一段写成一行，段落之间空一行")
    if _has_many_signs(text) or TOO_DEEP.search(text):
        raise refusal(
            Rule.FIELD_VALUE,
            f"同一种标记符号不超过{MAX_SIGNS}个，引用和列表不超过四层",
            "正文用普通文字写，不要堆叠 [ * _ ` > 等符号",
        )
    return text


def _has_many_signs(text: str) -> bool:
    # Most texts are too short for it.
    return len(text) > MAX_SIGNS and any(text.count(sign) > MAX_SIGNS for sign in MARKDOWN_SIGNS)


def day(value: object) -> date:
    """Return the day written `YYYY-MM-DD` in ASCII digits; from 2000 to 2099, that exists."""
    return _day(_text_of(value))


# Records share their days.
@lru_cache(4096)
def _day(text: str) -> date:
    expected = "日期，写作 年-月-日，如 2021-03-05"
    if not DAY_PATTERN.fullmatch(text):
        advice = "用半角数字和短横线写，月和日各两位"
        raise refusal(Rule.FIELD_DATE, expected, advice)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise refusal(Rule.FIELD_DATE, expected, "日历上没有这一天，请核对") from None
    # Periods are counted up to the last day there is: a slip such as 9021 must not make millions.
    if found.year not in YEARS:
        raise refusal(Rule.FIELD_DATE, expected, "年份在 2000 到 2099 之间，请核对")
    return found


def points(value: object) -> Decimal:
    """Return an exact decimal number of points, at most four decimal places."""
    text = _text_of(value)
    if not POINTS_PATTERN.fullmatch(text):
        raise refusal(
            Rule.FIELD_NUMBER,
            "分值，如 2 或 0.5",
            "用半角数字写，最多四位小数，不要单位、逗号和多余的零",
        )
    return Decimal(text)


def positive_points(value: object) -> Decimal:
    """Return an exact decimal number of points above zero."""
    number = points(value)
    if number <= 0:
        raise refusal(Rule.FIELD_NUMBER, "大于 0 的分值", "核对办法原文；这里不写扣分")
    return number


def negative_points(value: object) -> Decimal:
    """Return an exact decimal number of points below zero: a deduction."""
    number = points(value)
    if number >= 0:
        raise refusal(Rule.FIELD_NUMBER, "小于 0 的分值，如 -5", "这里写扣分，前面加负号 -")
    return number


def factor(value: object) -> Decimal:
    """Return an exact decimal factor above zero, at most 100."""
    text = _text_of(value)
    if not FACTOR_PATTERN.fullmatch(text) or not 0 < Decimal(text) <= MAX_FACTOR:
        raise refusal(Rule.FIELD_NUMBER, "大于 0 的倍数，如 2 或 0.5", "用半角数字写，最大 100")
    return Decimal(text)


def share(value: object) -> Decimal:
    """Return an exact decimal share above zero, at most 1; 30 % is written 0.3."""
    text = _text_of(value)
    if not FACTOR_PATTERN.fullmatch(text) or not 0 < Decimal(text) <= 1:
        raise refusal(
            Rule.FIELD_NUMBER, "大于 0、不超过 1 的比例，如 0.3", "用半角数字写；30% 写作 0.3"
        )
    return Decimal(text)


def places(value: object) -> int:
    """Return a number of decimal places, 0 to 4."""
    text = _text_of(value)
    if text not in {"0", "1", "2", "3", "4"}:
        raise refusal(Rule.FIELD_NUMBER, "小数位数，0 到 4", "用一个半角数字写")
    return int(text)


def count(value: object) -> int:
    """Return a whole number from 1 to 999,999."""
    text = _text_of(value)
    if not COUNT_PATTERN.fullmatch(text) or text == "0":
        raise refusal(Rule.FIELD_NUMBER, "正整数，如 2", "用半角数字写，不要小数、单位和前导的零")
    return int(text)


def flag(value: object) -> bool:
    """Return a truth value written `true` or `false`."""
    text = _text_of(value)
    if text not in {"true", "false"}:
        raise refusal(Rule.FIELD_VALUE, "true（是）或 false（否）", "改为 true 或 false")
    return text == "true"


def period(value: object) -> Period:
    """Return a year, quarter or month written `2021`, `2021-q1` or `2021-01`."""
    found = Period.parse(_text_of(value))
    if found is None:
        raise refusal(
            Rule.FIELD_VALUE,
            "期间：月写 2021-01，季写 2021-q1，年写 2021",
            "照这三种写法之一改",
        )
    return found


def matching(pattern: re.Pattern[str], rule: Rule, expected: str, advice: str) -> BeforeValidator:
    """Return the reader of a text that a pattern matches as a whole."""

    def check(value: object) -> str:
        text = _text_of(value)
        if not pattern.fullmatch(text):
            raise refusal(rule, expected, advice, _with_lookalike(text))
        return text

    return BeforeValidator(check)


def _with_lookalike(text: str) -> str:
    """Return a text with a word on its first letter that only looks Latin; empty if it has none."""
    for letter in text:
        name = unicodedata.name(letter, "")
        if letter.isalpha() and not letter.isascii() and not name.startswith("CJK"):
            return f"{text[:MAX_ID]}（其中的 {letter} 是 U+{ord(letter):04X} {name}）"
    return ""


def _typed(
    read: Callable[[object], object], schema: dict[str, object]
) -> tuple[BeforeValidator, WithJsonSchema]:
    return BeforeValidator(read), WithJsonSchema(schema)


def identifier(value: object) -> str:
    """Return an id: lower-case letters, digits and hyphens, no longer than a file's name may be."""
    text = _text_of(value)
    if not ID_PATTERN.fullmatch(text):
        raise refusal(
            Rule.FIELD_ID,
            "编号：小写字母、数字和短横线，如 donghe",
            "编号里不用汉字、大写字母、下划线和空格",
            _with_lookalike(text),
        )
    if len(text) > MAX_ID:
        expected = f"不超过{MAX_ID}个字符的编号"
        raise refusal(Rule.FIELD_ID, expected, f"现有{len(text)}个字符，换一个短的")
    if RESERVED.fullmatch(text):
        raise refusal(Rule.FIELD_ID, "不是 Windows 保留的名字", "换一个编号")
    return text


_ID = BeforeValidator(identifier)
_PATH_ID = matching(
    PATH_ID_PATTERN,
    Rule.FIELD_ID,
    "记录的编号，即它在文件夹里的路径，不带 .yaml",
    "照文件的路径写，如 donghe/2021/0105-1",
)
_RECORD_PATH = matching(
    RECORD_PATH_PATTERN,
    Rule.FIELD_ID,
    "记录的路径，如 commissions/2020/0715-1",
    "以 submissions、commissions 或 duties 开头，照文件的路径写，不带 .yaml",
)
_FONT_FILE = matching(
    FONT_FILE_PATTERN, Rule.FIELD_VALUE, "字体文件名，如 FZXBSJW.TTF", "只写文件名，不写文件夹"
)
_COLUMN_ID = matching(
    COLUMN_ID_PATTERN,
    Rule.FIELD_ID,
    "计分栏的编号：小写字母、数字和短横线，不用 unit、group、total、rank",
    "换一个编号，如 filing",
)
_ISSUE = matching(
    ISSUE_PATTERN, Rule.FIELD_VALUE, "期号，如 2021年第2期 或 第36期", "用半角数字写，不留空格"
)
_ACCOUNT = matching(
    ACCOUNT_PATTERN,
    Rule.FIELD_ID,
    "账号名：字母、数字、短横线、下划线和点",
    "照代码托管平台上的账号名写，不写 @，不写昵称",
)

_ID_SCHEMA = {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$", "maxLength": MAX_ID}
_PATH_ID_SCHEMA = {"type": "string", "pattern": f"^{PATH_ID_PATTERN.pattern}$"}
_RECORD_PATH_SCHEMA = {"type": "string", "pattern": f"^{RECORD_PATH_PATTERN.pattern}$"}
_NUMBER_SCHEMA: dict[str, object] = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{POINTS_PATTERN.pattern}$"}]
}

Text = Annotated[
    str,
    *_typed(line_of_text, {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}),
]
Recipients = Annotated[
    str,
    *_typed(recipients, {"type": "string", "pattern": "[^：:]$", "maxLength": MAX_TEXT}),
]
Copies = Annotated[
    str,
    *_typed(copies, {"type": "string", "pattern": "[^。.]$", "maxLength": MAX_TEXT}),
]
TitleLines = Annotated[
    str,
    *_typed(broken_line, {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}),
]
Prose = Annotated[
    str,
    *_typed(prose, {"type": "string", "minLength": 1, "maxLength": MAX_PROSE}),
]
Day = Annotated[date, *_typed(day, {"type": "string", "pattern": f"^{DAY_PATTERN.pattern}$"})]
Points = Annotated[Decimal, *_typed(points, _NUMBER_SCHEMA)]
PositivePoints = Annotated[Decimal, *_typed(positive_points, _NUMBER_SCHEMA)]
NegativePoints = Annotated[Decimal, *_typed(negative_points, _NUMBER_SCHEMA)]
Factor = Annotated[Decimal, *_typed(factor, _NUMBER_SCHEMA)]
Share = Annotated[Decimal, *_typed(share, _NUMBER_SCHEMA)]
Places = Annotated[int, *_typed(places, {"type": "integer", "minimum": 0, "maximum": 4})]
Count = Annotated[int, *_typed(count, {"type": "integer", "minimum": 1})]
Flag = Annotated[bool, *_typed(flag, {"type": "boolean"})]
PeriodOf = Annotated[
    Period,
    *_typed(period, {"type": "string", "pattern": r"^[0-9]{4}(-(q[1-4]|0[1-9]|1[0-2]))?$"}),
]
Issue = Annotated[
    str, _ISSUE, WithJsonSchema({"type": "string", "pattern": f"^{ISSUE_PATTERN.pattern}$"})
]
AccountName = Annotated[
    str, _ACCOUNT, WithJsonSchema({"type": "string", "pattern": f"^{ACCOUNT_PATTERN.pattern}$"})
]
NewUnitId = Annotated[UnitId, _ID, WithJsonSchema(_ID_SCHEMA)]
NewOutletId = Annotated[OutletId, _ID, WithJsonSchema(_ID_SCHEMA)]
# A reference may be any text here: the checks know the registries and say which id is meant.
UnitRef = Annotated[UnitId, BeforeValidator(reference), WithJsonSchema(_ID_SCHEMA)]
OutletRef = Annotated[OutletId, BeforeValidator(reference), WithJsonSchema(_ID_SCHEMA)]
ClauseRef = Annotated[ClauseId, _ID, WithJsonSchema(_ID_SCHEMA)]
BulletinRef = Annotated[str, _ID, WithJsonSchema(_ID_SCHEMA)]
ColumnRef = Annotated[
    ColumnId,
    _COLUMN_ID,
    WithJsonSchema({"type": "string", "pattern": f"^{COLUMN_ID_PATTERN.pattern}$"}),
]
FontFile = Annotated[
    str,
    _FONT_FILE,
    WithJsonSchema({"type": "string", "pattern": r"\.([oO][tT][fF]|[tT][tT][fF])$"}),
]
SubmissionRef = Annotated[SubmissionId, _PATH_ID, WithJsonSchema(_PATH_ID_SCHEMA)]
CommissionRef = Annotated[CommissionId, _PATH_ID, WithJsonSchema(_PATH_ID_SCHEMA)]
DutyRef = Annotated[DutyId, _PATH_ID, WithJsonSchema(_PATH_ID_SCHEMA)]
RecordRef = Annotated[str, _RECORD_PATH, WithJsonSchema(_RECORD_PATH_SCHEMA)]
