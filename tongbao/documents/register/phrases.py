"""What a cell of the register says in words, written and read back: one grammar for both ways.

Adoptions, instructions and sign-offs stand as `刊物（2021-01-29，头版头条）`, a line each; the way
of an item through the office as `2020-07-06退回：原因`, a line each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|(?P<year2>[0-9]{4})年(?P<month2>[0-9]{1,2})月(?P<day2>[0-9]{1,2})日"
    r"|(?P<year3>[0-9]{4})(?P<month3>[0-9]{2})(?P<day3>[0-9]{2})"
)
_DAY_OF_YEAR = re.compile(
    r"(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日|(?P<month2>[0-9]{1,2})[-/.](?P<day2>[0-9]{1,2})"
)
_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_PHRASE = re.compile(
    r"(?P<head>[^\n]*?)\s*[（(](?P<day>[0-9０-９][^，,（）()]*)(?:[，,](?P<more>.*))?[）)]",
    re.DOTALL,
)
_BETWEEN = re.compile(r"\s*\n\s*|(?<=[）)])\s*[；;、]\s*")
_STEP = re.compile(r"(?P<day>[0-9０-９].*?)(?P<what>退回|重报|撤回|转报)(?:[：:](?P<text>.+))?")
_ISSUE = re.compile(r"(?P<outlet>.+?)(?P<issue>(?:[0-9]{4}年)?第[1-9][0-9]{0,3}期)?")
_LEVEL = re.compile(r"(?P<name>.+)[〔\[](?P<level>[^〔〕\[\]]+)[〕\]]")
_PARTNER = re.compile(
    r"(?P<unit>.+?)(?:[（(](?P<role>牵头|参与)?[，,]?(?:(?P<people>[1-9][0-9]*)人)?[）)])?"
)


class PhraseError(ValueError):
    """A piece of a cell does not follow the grammar; the argument is the piece."""


def read_day(text: str, year: int | None = None) -> date | None:
    """Return the day a text says: 2020/7/3, 2020.7.3, 2020-07-03, 2020年7月3日, 20200703.

    A day without a year (7月3日, 7.3) needs `year`. None if it is none of these, or no real day.
    """
    plain = text.strip().translate(_WIDE)
    match = _DAY.fullmatch(plain)
    if match is None and year is not None:
        match = _DAY_OF_YEAR.fullmatch(plain)
    if match is None:
        return None
    numbers = [int(part) for name, part in match.groupdict().items() if part and name != "sign"]
    try:
        return date(*([year] if len(numbers) == 2 and year else []), *numbers)  # noqa: PLR2004
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who or what, on which day, and what else is said of it: `head（day，more，more）`."""

    head: str
    day: date
    more: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the phrase as `read_phrases` reads it."""
        return f"{self.head}（{'，'.join((self.day.isoformat(), *self.more))}）"


def read_phrases(text: str, year: int | None = None) -> tuple[Phrase, ...]:
    """Return the phrases of a cell, one a line or separated by a semicolon after the bracket.

    Raises:
        PhraseError: a piece is no such phrase.
    """
    return tuple(_phrase(piece, year) for piece in _BETWEEN.split(text.strip()) if piece)


def _phrase(piece: str, year: int | None) -> Phrase:
    match = _PHRASE.fullmatch(piece)
    day = read_day(match["day"], year) if match else None
    if match is None or day is None or not match["head"]:
        raise PhraseError(piece)
    more = re.split("[，,]", match["more"]) if match["more"] else []
    return Phrase(match["head"], day, tuple(part.strip() for part in more))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an item's way through the office: 退回, 重报, 撤回 or 转报, and the words to it."""

    day: date
    what: str
    text: str = ""

    def __str__(self) -> str:
        """Write the step as `read_steps` reads it."""
        return f"{self.day}{self.what}{f'：{self.text}' if self.text else ''}"


def read_steps(text: str, year: int | None = None) -> tuple[Step, ...]:
    """Return the steps of a cell, one a line.

    Raises:
        PhraseError: a line is no such step.
    """
    return tuple(_step(line.strip(), year) for line in text.split("\n") if line.strip())


def _step(line: str, year: int | None) -> Step:
    match = _STEP.fullmatch(line)
    day = read_day(match["day"], year) if match else None
    if match is None or day is None:
        raise PhraseError(line)
    return Step(day, match["what"], match["text"] or "")


@dataclass(frozen=True, slots=True)
class OutletName:
    """An outlet as a cell names it: its name, an issue, the level of one that is not registered."""

    name: str
    issue: str = ""
    level: str = ""

    def __str__(self) -> str:
        """Write the name as `read_outlet` reads it."""
        return f"{self.name}{f'〔{self.level}〕' if self.level else ''}{self.issue}"


def read_outlet(text: str) -> OutletName:
    """Return the outlet a text names: 《每日要情》, 医保信息2021年第1期, 某报〔市〕."""
    match = _ISSUE.fullmatch(text)
    if match is None:
        return OutletName(text)
    unlisted = _LEVEL.fullmatch(match["outlet"])
    name, level = (unlisted["name"], unlisted["level"]) if unlisted else (match["outlet"], "")
    return OutletName(name.strip(), match["issue"] or "", level.strip())


@dataclass(frozen=True, slots=True)
class Partner:
    """A unit of a joint item as a cell names it, with its part in it where that is said."""

    unit: str
    role: str = ""
    people: str = ""

    def __str__(self) -> str:
        """Write the unit as `read_partners` reads it."""
        more = "，".join(filter(None, (self.role, f"{self.people}人" if self.people else "")))
        return f"{self.unit}（{more}）" if more else self.unit


def read_partners(text: str) -> Iterator[Partner]:
    """Yield the units of a joint item: 于都县、会昌县（牵头，2人）."""
    for piece in listed(text):
        match = _PARTNER.fullmatch(piece)
        if match is None:
            raise PhraseError(piece)
        yield Partner(match["unit"], match["role"] or "", match["people"] or "")


def listed(text: str) -> Sequence[str]:
    """Return the pieces of a list in a cell: one a line, or with 、；; between them."""
    return [piece.strip() for piece in re.split(r"[、；;\n]", text) if piece.strip()]
