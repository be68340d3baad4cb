"""Where a short heading or a name may be divided without cutting a word (词意).

Names of units and columns are made of two-character words with few exceptions: a place ends in
市, 县, 区 …, an office in 处, 局, 科 …, which lean on the word before; hospitals and pharmacies are
named by a few words of their own. No dictionary is needed for the rest; where the guess is wrong,
a break is a little less pleasing, never forbidden or lost.
"""

import re
from collections.abc import Iterator

_OPENING = "（《“〔"
_ENDING = "）》”〕、，/ "
_NUMBERED = re.compile(r"第?[0-9]+[0-9.〇年月日号期条]*(?:第[0-9]+期)?")
_SEGMENT = re.compile(f"(?:(?!{_NUMBERED.pattern})[^{_OPENING}{_ENDING}])+")
_PLACE = r"自治[区州]|管?委员?会|[省市县区州盟旗]"
_WHOLE = r"第[一二三四五六七八九十]+|人民医院|附属医院|大药房|药店|零售连锁|连锁|有限公司"
_PARTS = re.compile(
    rf"{_WHOLE}|.+?(?:{_PLACE})(?=[^省市县区州盟旗])|.+?(?={_WHOLE}|医疗保障|[和与及].)|.+"
)
_IS_WHOLE = re.compile(_WHOLE)
_IS_PLACE = re.compile(rf"(?:{_PLACE})$")
_LEANING = tuple("处局科室厅部院所站组类表")
_SHORT_OFFICE = 5


def sense_breaks(text: str) -> frozenset[int]:
    """Return the indexes at which a new line may begin between two words."""
    return frozenset(index for index in _breaks(text) if 0 < index < len(text))


def _breaks(text: str) -> Iterator[int]:
    for index, char in enumerate(text):
        if char in _OPENING:
            yield index
        elif char in _ENDING and text[index + 1 : index + 2] not in tuple(_ENDING):
            yield index + 1
    for number in _NUMBERED.finditer(text):
        yield from number.span()
    for segment in _SEGMENT.finditer(text):
        for part in _PARTS.finditer(segment[0]):
            start = segment.start() + part.start()
            if part.start():
                yield start
            yield from (start + index for index in _word_starts(part[0]))


def _word_starts(part: str) -> Iterator[int]:
    """Yield where words after the first begin: pairs, with a three where the length is odd."""
    is_office = part.endswith(_LEANING)
    if (
        _IS_PLACE.search(part)
        or _IS_WHOLE.fullmatch(part)
        or (is_office and len(part) <= _SHORT_OFFICE)
    ):
        return
    first = 3 if part[0] in "和与及" else 2
    if len(part) % 2 != first % 2 and not is_office:
        first = 3
    last = len(part) - (3 if is_office else 2)
    yield from range(first, last + 1, 2)
