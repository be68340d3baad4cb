"""Bytes to text: UTF-8 only, nothing that hides or reorders what a reviewer sees."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from tongbao.diagnostic import Diagnostic, Place, Rule

BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd")
"""Letters and signs that show nothing, or stand where a program lost what was written."""

# With those above and the format characters: what Unicode lets programs leave out of a line
# (Default_Ignorable_Code_Point), variation selectors among them, which may carry whole messages.
_IGNORABLE = "\u180b-\u180f\u2065\ufe00-\ufe0f\ufff0-\ufff8\U000e0000-\U000e0fff"
_UNSEEN = re.compile(f"[{''.join(sorted(BLANK_LETTERS))}{_IGNORABLE}]")
_MOST_REPORTED = 20
_BOMS = (
    (b"\xef\xbb\xbf", "UTF-8 带 BOM"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE_ADVICE = "另存为 UTF-8 编码（记事本：文件 → 另存为 → 编码选 UTF-8）"


def decode(raw: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a file with LF line ends, or None and why it was refused.

    Characters that a reader can't see are reported one by one with their line, up to a number that
    only a file that is no text exceeds; the file's text is then not given on, so that nothing
    downstream trusts it.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return None, [_wrong_encoding(Place(path), name)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        found = f"字节 0x{raw[error.start]:02X}" + _likely_encoding(raw)
        return None, [_wrong_encoding(Place(path, line, column), found)]
    text = text.replace("\r\n", "\n")
    problems = list(_forbidden_characters(text, path))
    return (None if problems else text), _at_most(problems)


def _wrong_encoding(place: Place, found: str) -> Diagnostic:
    return Diagnostic(place, Rule.TEXT_ENCODING, found, "UTF-8 编码，不带 BOM", _SAVE_ADVICE)


def _at_most(problems: list[Diagnostic]) -> list[Diagnostic]:
    """Return the first problems of a file; where there are more, the next one counts the rest."""
    rest = len(problems) - _MOST_REPORTED
    if rest <= 0:
        return problems
    further = problems[_MOST_REPORTED]
    found = f"{further.found}，连同后面共 {rest} 处"
    advice = "这样的字符太多，多半不是文本文件：把内容另存为 UTF-8 编码的文本"
    return [*problems[:_MOST_REPORTED], replace(further, found=found, advice=advice)]


def _likely_encoding(raw: bytes) -> str:
    # Names of fields are ASCII: in UTF-16 every other byte of theirs is 0.
    if raw.count(0) * 8 >= len(raw):
        return "（像是 UTF-16 编码）"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GBK 编码）"


def _forbidden_characters(text: str, path: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if _is_plain(line):
            continue
        for column, character in enumerate(line, 1):
            yield from forbidden(character, Place(path, number, column))


def _is_plain(text: str) -> bool:
    """Whether every character can be printed and seen; true of nearly every text, and fast."""
    return text.isprintable() and not _UNSEEN.search(text)


def forbidden(text: str, place: Place) -> Iterator[Diagnostic]:
    """Yield each character of a text that may not stand in data, all at one place."""
    if _is_plain(text.replace("\n", "")):
        return
    for character in text:
        refused = _refusal(character)
        if refused is not None:
            rule, expected, advice = refused
            name = unicodedata.name(character, "")
            found = f"U+{ord(character):04X} {name}".rstrip()
            yield Diagnostic(place, rule, found, expected, advice)


def _is_noncharacter(code: int) -> bool:
    """Whether Unicode keeps the code point free for good (the last two of a plane, FDD0-FDEF)."""
    return code & 0xFFFE == 0xFFFE or code in range(0xFDD0, 0xFDF0)  # noqa: PLR2004  # as named


def _refusal(character: str) -> tuple[Rule, str, str] | None:
    category = unicodedata.category(character)
    if category == "Cc" and character not in "\t\n":
        advice = "删去这个字符；换行请用编辑器的普通换行"
        return Rule.TEXT_CONTROL, "只有换行，没有其他控制字符", advice
    hidden = category in {"Cf", "Co", "Cs", "Zl", "Zp"} or _UNSEEN.match(character)
    if hidden or _is_noncharacter(ord(character)):
        advice = "删去这个字符，重新键入它前后的字（多半是从网页或聊天软件粘贴来的）"
        return Rule.TEXT_HIDDEN, "看得见的文字", advice
    return None
