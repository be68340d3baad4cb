"""One run over the data: read, check, score, compose; the same for `check` and for `build`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.checks import check
from tongbao.diagnostic import ABOUT_ISSUED, Diagnostic, has_errors, in_order
from tongbao.documents.composing import check_bulletin
from tongbao.documents.issued_checks import check_issued
from tongbao.scoring.score import Scored, score
from tongbao.source.dataset import Dataset
from tongbao.source.load import load
from tongbao.source.parsed import PLAIN_READING, Reading


@dataclass(frozen=True, slots=True)
class Examined:
    """What a data folder holds, everything that is wrong with it, and the day it is from."""

    bureaus: tuple[Scored, ...]
    diagnostics: tuple[Diagnostic, ...]
    data_date: date | None

    @property
    def is_sound(self) -> bool:
        """Whether there is no error, so that it may be published."""
        return not has_errors(self.diagnostics)

    @property
    def is_scored(self) -> bool:
        """Whether all points are known: at most issued bulletins say something else."""
        wrong = (problem.rule for problem in self.diagnostics if problem.is_error)
        return all(rule in ABOUT_ISSUED for rule in wrong)


def examine(data: Path, today: date | None, reading: Reading = PLAIN_READING) -> Examined:
    """Read, check and score a data folder; all problems of all stages in one run.

    `today` is the day the data is from, later than which no record is expected. Without one, it is
    the newest day in the data, and nothing can be in the future. `reading` says how the files are
    read, and changes no result.
    """
    loaded = load(data, reading)
    newest = [day for dataset in loaded.datasets if (day := dataset.newest_day) is not None]
    today = today or max(newest, default=None)
    diagnostics = list(loaded.diagnostics)
    bureaus: list[Scored] = []
    for dataset in loaded.datasets:
        day = _last_day(dataset, today)
        scored = score(dataset, day)
        bureaus.append(scored)
        found = [*check(dataset, day), *scored.diagnostics]
        for entry in dataset.bulletins.values():
            found.extend(check_bulletin(dataset, scored.ledger, entry))
        is_sound = not dataset.unreadable and not has_errors(found)
        found.extend(check_issued(dataset, scored.ledger, are_points_known=is_sound))
        diagnostics.extend(found)
    return Examined(tuple(bureaus), in_order(diagnostics), today)


def _last_day(dataset: Dataset, today: date | None) -> date | None:
    """Return the day a bureau's deadlines are judged on: today, or when its records end."""
    until = dataset.bureau.record.until
    return min(today, until) if today and until else today
