"""Bytes to text: UTF-8 only, nothing that hides or reorders what a reviewer sees."""

import unicodedata
from collections.abc import Iterator

from tongbao.diagnostic import Diagnostic, Place, Rule

BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_BOMS = (
    (b"\xef\xbb\xbf", "UTF-8 带 BOM"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE_ADVICE = "另存为 UTF-8 编码（记事本：文件 → 另存为 → 编码选 UTF-8）"


def decode(raw: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a file with LF line ends, or None and why it was refused.

    Characters that a reader can't see are reported one by one with their line; the file's text is
    then not given on, so that nothing downstream trusts it.
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
    return (None if problems else text), problems


def _wrong_encoding(place: Place, found: str) -> Diagnostic:
    return Diagnostic(place, Rule.TEXT_ENCODING, found, "UTF-8 编码，不带 BOM", _SAVE_ADVICE)


def _likely_encoding(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GBK 编码）"


def _forbidden_characters(text: str, path: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable() and BLANK_LETTERS.isdisjoint(line):
            continue
        for column, character in enumerate(line, 1):
            yield from forbidden(character, Place(path, number, column))


def forbidden(text: str, place: Place) -> Iterator[Diagnostic]:
    """Yield each character of a text that may not stand in data, all at one place."""
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
    hidden = category in {"Cf", "Co", "Cs", "Zl", "Zp"} or character in BLANK_LETTERS
    if hidden or _is_noncharacter(ord(character)):
        advice = "删去这个字符，重新键入它前后的字（多半是从网页或聊天软件粘贴来的）"
        return Rule.TEXT_HIDDEN, "看得见的文字", advice
    return None
