"""Which issued bulletins a change would print differently."""

from dataclasses import dataclass

from tongbao.documents.composing import bulletin_view
from tongbao.documents.figures import Figure, FigureChange, figure_changes
from tongbao.documents.results import results
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class BulletinChange:
    """An issued bulletin that would not be the same: what changes, or that it is deleted."""

    id: str
    number: str
    is_deleted: bool
    figures: tuple[FigureChange, ...]


def bulletin_changes(before: Scored, after: Scored) -> tuple[BulletinChange, ...]:
    """Return the bulletins issued before a change that it affects; one with a number is issued.

    Both states must be free of errors: there is no telling what a bulletin says otherwise.
    """
    found = []
    for name, old in before.dataset.bulletins.items():
        number, new = old.record.number, after.dataset.bulletins.get(name)
        if number is None:
            continue
        figures = figure_changes(_said(before, old), _said(after, new)) if new else ()
        if new is None or figures:
            found.append(BulletinChange(name, number, new is None, figures))
    return tuple(found)


def _said(scored: Scored, entry: Entry[Bulletin]) -> tuple[Figure, ...]:
    view = bulletin_view(scored.dataset, scored.ledger, entry)
    remarks = (Figure("备注", remark.heading, remark.text) for remark in view.annex.remarks)
    return (*results(scored.dataset, scored.ledger, entry, view), *remarks)
