"""Which issued bulletins a change would print differently."""

from dataclasses import dataclass

from tongbao.documents.figures import FigureChange
from tongbao.documents.issued import errata
from tongbao.documents.issued_checks import result_changes
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class BulletinChange:
    """An issued bulletin that would not be the same: what changes, or that it is deleted.

    `erratum` is the draft that corrects it; without one the change is refused.
    """

    id: str
    number: str
    is_deleted: bool
    figures: tuple[FigureChange, ...]
    erratum: str | None


def bulletin_changes(before: Scored, after: Scored) -> tuple[BulletinChange, ...]:
    """Return the bulletins issued before a change that it affects; one with a number is issued.

    All points of both states must be known: there is no telling what a bulletin says otherwise.
    """
    found = []
    for name, old in before.dataset.bulletins.items():
        number, new = old.record.number, after.dataset.bulletins.get(name)
        if number is None:
            continue
        figures = _figures(before, after, old) if new else ()
        if new is None or figures:
            drafts = [
                each.id
                for each in errata(after.dataset, name)
                if each.id not in after.dataset.issued
            ]
            draft = drafts[0] if drafts else None
            found.append(BulletinChange(name, number, new is None, figures, draft))
    return tuple(found)


def _figures(before: Scored, after: Scored, entry: Entry[Bulletin]) -> tuple[FigureChange, ...]:
    """Return what today's results change of a bulletin that the base does not change already."""
    known = result_changes(before.dataset, before.ledger, entry)
    found = result_changes(after.dataset, after.ledger, after.dataset.bulletins[entry.id])
    return tuple(figure for figure in found if figure not in known)
