"""Single things that a document says, and in which of them two states differ."""

from dataclasses import dataclass


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
