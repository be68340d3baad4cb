"""What lies between two states of the data: records, points, ranks, tasks, issued bulletins."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.pipeline import Examined
from tongbao.review.bulletin_changes import BulletinChange, bulletin_changes
from tongbao.review.position_changes import PositionChange, position_changes
from tongbao.review.record_changes import RecordChange, record_changes
from tongbao.scoring.award_changes import AwardChange, award_changes
from tongbao.scoring.score import Scored

_LISTED = frozenset({Rule.DEDUCTION_PROPOSED, Rule.ISSUED_RESULT})


@dataclass(frozen=True, slots=True)
class BureauDifference:
    """What changes in one bureau.

    `proposed` are the deductions that the office has not confirmed; `bulletins` is None where
    errors in the data leave open what issued bulletins would say.
    """

    id: str
    name: str
    records: tuple[RecordChange, ...]
    awards: tuple[AwardChange, ...]
    positions: tuple[PositionChange, ...]
    proposed: tuple[AwardChange, ...]
    bulletins: tuple[BulletinChange, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not any((self.records, self.awards, self.positions, self.proposed, self.bulletins))


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes in all bureaus.

    `appeared` and `vanished` are bureaus that only one state has, or that only one could read;
    `problems` are new ones, `remaining` counts the errors that both states have, `solved` the
    problems that only the former has.
    """

    bureaus: tuple[BureauDifference, ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    problems: tuple[Diagnostic, ...]
    remaining: int
    solved: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes; errors that remain are no change."""
        return not any((self.bureaus, self.appeared, self.vanished, self.problems, self.solved))


def difference(before: Examined, after: Examined) -> Difference:
    """Compare two states of the data that were judged on the same day."""
    older = {scored.dataset.id: scored for scored in before.bureaus}
    newer = {scored.dataset.id: scored for scored in after.bureaus}
    is_scored = before.is_scored and after.is_scored
    compared = (
        _bureau(older[name], newer[name], is_scored=is_scored) for name in older if name in newer
    )
    new = _only_in(after.diagnostics, before.diagnostics)
    old = _only_in(before.diagnostics, after.diagnostics)
    errors = sum(problem.is_error and problem.rule not in _LISTED for problem in after.diagnostics)
    return Difference(
        tuple(each for each in compared if not each.is_empty),
        tuple(_name(newer[name]) for name in newer if name not in older),
        tuple(_name(older[name]) for name in older if name not in newer),
        new,
        errors - sum(problem.is_error for problem in new),
        len(old),
    )


def _name(scored: Scored) -> str:
    return scored.dataset.bureau.record.short


def _bureau(before: Scored, after: Scored, *, is_scored: bool) -> BureauDifference:
    records = record_changes(before.dataset, after.dataset)
    awards = award_changes((before.dataset, before.ledger), (after.dataset, after.ledger))
    return BureauDifference(
        after.dataset.id,
        _name(after),
        records,
        awards,
        position_changes(before, after, records, awards),
        award_changes((before.dataset, before.proposed), (after.dataset, after.proposed)),
        bulletin_changes(before, after) if is_scored else None,
    )


def _only_in(
    diagnostics: Iterable[Diagnostic], others: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return the problems that the others don't have, wherever in the file they stand.

    Proposed deductions and changed bulletins are left out: they have lists of their own.
    """
    left = Counter(_said(problem) for problem in others)
    found = []
    for problem in diagnostics:
        if left[_said(problem)]:
            left[_said(problem)] -= 1
        elif problem.rule not in _LISTED:
            found.append(problem)
    return tuple(found)


def _said(problem: Diagnostic) -> tuple[str, Rule, str, str, str]:
    place = problem.place.path
    return place, problem.rule, problem.found, problem.expected, problem.advice
