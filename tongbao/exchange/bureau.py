"""Which bureau is meant: the one that is named, or the only one."""

from collections.abc import Sequence

from tongbao.documents.words import enumerated
from tongbao.scoring.score import Scored


class BureauError(Exception):
    """It is not clear what to work on; the message is Chinese."""


def chosen(bureaus: Sequence[Scored], name: str | None) -> Scored:
    """Return the bureau of a name, without one the only bureau.

    Raises:
        BureauError: there is none of that name, or more than one without a name.
    """
    known = enumerated(scored.dataset.id for scored in bureaus)
    if name is None and len(bureaus) == 1:
        return bureaus[0]
    if name is None:
        raise BureauError(f"有几个机关：{known}，请用 --bureau 写明是哪一个")
    for scored in bureaus:
        if scored.dataset.id == name:
            return scored
    raise BureauError(f"没有机关 {name}，现有的是：{known}")
