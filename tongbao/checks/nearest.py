"""Advice for a name that is not registered: the nearest one that is."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from tongbao.diagnostic import Diagnostic, Place, Rule

_SHOWN = 8


def unregistered(  # noqa: PLR0913  # the parts of one message
    place: Place,
    rule: Rule,
    found: str,
    known: Iterable[str],
    registry: str,
    *,
    spoken: Mapping[str, str] = MappingProxyType({}),
) -> Diagnostic:
    """Return the diagnostic for a name missing from a registry (`registry` names its file).

    `spoken` gives the registered name for what people write instead of it: a unit's name or alias.
    """
    names = list(dict.fromkeys(known))
    if found in spoken:
        advice = f"{found}的编号是 {spoken[found]}，改为 {spoken[found]}"
        return Diagnostic(place, rule, found, spoken[found], advice)
    close = get_close_matches(found, names, n=1)
    expected = "、".join(names[:_SHOWN]) + (" 等" if len(names) > _SHOWN else "")
    advice = f"是不是想写 {close[0]}？" if close else f"改为 {registry} 里登记的，或先在那里登记"
    return Diagnostic(place, rule, found, expected or f"{registry} 里登记的", advice)
