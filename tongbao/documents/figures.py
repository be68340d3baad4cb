"""Single things that a document says, and in which of them two states differ."""

import re
from dataclasses import dataclass

# As fields are written in the office's text, with signs of either width.
_FIELD = re.compile(r"[{｛](?P<name>[^:：]*)(?:[:：](?P<parameter>.*))?[}｝]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing a bulletin says: `where` is a unit's name or a part of the text."""

    where: str
    what: str
    value: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A thing a bulletin says differently; several of one kind are joined."""

    where: str
    what: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """What it is, as people read it: 采用条数（省） for the field {采用条数：省}."""
        field = _FIELD.fullmatch(self.what)
        if field is None:
            return self.what
        name, parameter = field["name"].strip(), (field["parameter"] or "").strip()
        return f"{name}（{parameter}）" if parameter else name


def figure_changes(old: tuple[Figure, ...], new: tuple[Figure, ...]) -> tuple[FigureChange, ...]:
    """Return what two states say differently, by where; of several things only those that differ.

    A figure that comes or goes without saying anything is no change.
    """
    before, after = _by_subject(old), _by_subject(new)
    keys = {**before, **after}
    order = {where: index for index, where in enumerate(dict.fromkeys(where for where, _ in keys))}
    found = []
    for key in sorted(keys, key=lambda key: order[key[0]]):
        gone = [value for value in before.get(key, {}) if value not in after.get(key, {})]
        come = [value for value in after.get(key, {}) if value not in before.get(key, {})]
        if any((*gone, *come)):
            found.append(FigureChange(*key, "；".join(gone), "；".join(come)))
    return tuple(found)


def _by_subject(figures: tuple[Figure, ...]) -> dict[tuple[str, str], dict[str, None]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for figure in figures:
        found.setdefault((figure.where, figure.what), {})[figure.value] = None
    return found
