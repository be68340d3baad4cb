"""Where a line of Chinese may end (避头尾): GB/T 15834-2011, 5.1, and CLREQ 3.1.3."""

import re

CLOSING = frozenset("，。、；：？！）》〉」』】〕〗”’")
"""Full-width marks with a blank right half: not at a line's start; the blank hangs at its end."""

NOT_FIRST = CLOSING | frozenset("·・～–％‰℃°%),.:;?!]}々+＋")
"""Characters that may not begin a line."""

NOT_LAST = frozenset("（《〈「『【〔〖“‘([{￥$№★☆")
"""Characters that may not end a line."""

WELCOME = -4.0
FREE = 0.0
AVOIDED = 12.0
IN_WORD = 1e5
FORBIDDEN = 1e7

_PAIRS = frozenset("—…⸺")
_WORD = re.compile(
    r"(?:(?<![A-Za-z0-9])-(?=[0-9]))?"  # a minus
    r"[A-Za-z0-9]+(?:[-.,:'+_@%/&=?#~*]+[A-Za-z0-9]+)*[%/]?"
)
_NUMBER_WITH_UNIT = re.compile(
    r"第?[0-9][0-9.,]*(?:[年月日号条项个家次期篇名人分元点时]|[万亿]元?)?"
)
# A longer word is an address, which may be divided after these.
_ADDRESS = 16
_ADDRESS_MARKS = "/?&=_-."


def is_space(char: str) -> bool:
    """Whether a character is a blank that vanishes at a line's end."""
    return char in " \u3000"


def break_costs(text: str) -> list[float]:
    """Return what it costs to begin a line at each index of a text; index 0 costs nothing.

    Costs are added to the squared tightness of lines (see typesetting): WELCOME after a space,
    FREE, AVOIDED where a number would lose its unit, IN_WORD inside words and numbers, FORBIDDEN
    by 避头尾.
    """
    costs = [FREE] * len(text)
    for match in _NUMBER_WITH_UNIT.finditer(text):
        for index in range(match.start() + 1, match.end()):
            costs[index] = AVOIDED
    for match in _WORD.finditer(text):
        is_address = match.end() - match.start() > _ADDRESS
        for index in range(match.start() + 1, match.end()):
            divisible = is_address and text[index - 1] in _ADDRESS_MARKS
            costs[index] = AVOIDED if divisible else IN_WORD
    for index in range(1, len(text)):
        if _is_forbidden(text[index - 1], text[index]):
            costs[index] = FORBIDDEN
        elif is_space(text[index - 1]):
            costs[index] = WELCOME
    return costs


def _is_forbidden(before: str, after: str) -> bool:
    return (
        after in NOT_FIRST
        or before in NOT_LAST
        or is_space(after)
        or (before == after and before in _PAIRS)
    )
