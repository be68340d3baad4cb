"""What was changed in the file of an issued bulletin, field by field, as its message says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongbao.documents.words import NOTHING, enumerated
from tongbao.model.bulletin import Annex, Bulletin
from tongbao.model.period import Period

FIELD_NAMES: Mapping[tuple[str, ...], str] = {
    ("title",): "标题",
    ("number",): "发文字号",
    ("corrects",): "更正哪一期",
    ("period",): "期间",
    ("cutoff",): "采用截止日期",
    ("date",): "成文日期",
    ("recipients",): "主送机关",
    ("cc",): "抄送机关",
    ("openness",): "公开属性",
    ("sealed",): "加盖印章",
    ("annex", "title"): "附件标题",
    ("annex", "tables"): "附件的表格",
    ("annex", "example", "unit"): "举例的单位",
    ("annex", "example", "clause"): "举例的条款",
    ("text",): "正文",
}
"""What people call the fields of bulletin.md, by their place in the file."""

# A frozen record leaves out what is as it is without being written.
_UNWRITTEN: Mapping[tuple[str, ...], Any] = {
    ("sealed",): Bulletin.model_fields["sealed"].default,
    ("annex", "tables"): [table.value for table in Annex.model_fields["tables"].default],
}

_AROUND = 6
"""How many characters are shown before and after what differs."""

_LONGEST = 60
"""How many characters of a value are shown."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not as it was: its place in the file, its name, both values, shortened."""

    location: tuple[str, ...]
    name: str
    before: str
    after: str


def field_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Yield the fields that differ between two bulletins, as frozen records hold their fields."""
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            known = [location for location in FIELD_NAMES if location[0] == name]
            found = [each for location in known if (each := _change(location, old, new))]
            yield from found or [FieldChange((name,), name, *_shortened(str(old), str(new)))]


def _change(
    location: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]
) -> FieldChange | None:
    before, after = _value(location, old), _value(location, new)
    if before == after:
        return None
    return FieldChange(location, FIELD_NAMES[location], *_shortened(before, after))


def _value(location: tuple[str, ...], fields: Mapping[str, Any]) -> str:
    value: Any = fields
    for step in location:
        value = value.get(step) if isinstance(value, Mapping) else None
    if value is None:
        value = _UNWRITTEN.get(location)
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case list():
            return enumerated(str(part) for part in value)
        case {"year": int(year), "first_month": int(first), "last_month": int(last)}:
            return str(Period(year, first, last))
    return str(value)


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Return two texts; long ones without most of what both begin and end with."""
    if max(len(before), len(after)) <= _LONGEST:
        return _part(before, 0, 0), _part(after, 0, 0)
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    return _part(before, start, end), _part(after, start, end)


def _same(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next(
        (index for index, (a, b) in pairs if a != b),
        min(len(one), len(other)),
    )


def _part(text: str, start: int, end: int) -> str:
    """Return a text from a little before `start` to a little after its last `end` characters."""
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    last = min(last, first + _LONGEST)
    part = " ".join(text[first:last].split("\n")).strip()
    head, tail = "……" if first else "", "……" if last < len(text) else ""
    return f"{head}{part}{tail}" if part else NOTHING
