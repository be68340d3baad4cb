"""Which issued bulletins a change would print differently."""

from dataclasses import dataclass

from tongbao.documents.composing import composed
from tongbao.documents.figures import Figure, FigureChange, figure_changes
from tongbao.documents.issued import errata
from tongbao.documents.results import results
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
        figures = figure_changes(_said(before, old), _said(after, new)) if new else ()
        if new is None or figures:
            drafts = [
                each.id
                for each in errata(after.dataset, name)
                if each.id not in after.dataset.issued
            ]
            draft = drafts[0] if drafts else None
            found.append(BulletinChange(name, number, new is None, figures, draft))
    return tuple(found)


def _said(scored: Scored, entry: Entry[Bulletin]) -> tuple[Figure, ...]:
    view = composed(scored.dataset, scored.ledger, entry)
    remarks = (Figure("备注", remark.heading, remark.text) for remark in view.annex.remarks)
    return (*results(scored.dataset, scored.ledger, entry, view), *remarks)
