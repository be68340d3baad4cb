"""Persons as the subject of scoring: an item's points credited to those who wrote it."""

from collections import defaultdict
from decimal import Decimal

from tongbao.model.rulebook import Authors
from tongbao.model.scalars import UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.primitives import divided
from tongbao.source.dataset import Dataset


def by_author(dataset: Dataset, ledger: Ledger) -> tuple[tuple[str, UnitId, Decimal], ...]:
    """Return each author's name, unit and points over a selection of awards, the best first.

    Each award for an item of the author's unit counts in full or in equal parts, as the award's
    rulebook says; rulebooks that do not score persons give nothing. Names are private.
    """
    totals: dict[tuple[str, UnitId], Decimal] = defaultdict(Decimal)
    for award in ledger:
        book = dataset.rulebooks[award.rulebook].record
        if book.authors is None or award.submission is None:
            continue
        submission = dataset.submissions[award.submission].record
        if submission.unit != award.unit:
            continue
        for author in submission.authors:
            points = award.points
            if book.authors is Authors.EQUAL:
                points = divided(points, len(submission.authors), book.rounding)
            totals[author.name, award.unit] += points
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return tuple((name, unit, points) for (name, unit), points in ranked)
