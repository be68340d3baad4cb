"""One run over the data: read, check, score, compose; the same for `check` and for `build`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.checks import check
from tongbao.diagnostic import Diagnostic, has_errors, in_order
from tongbao.documents.fields import FieldSource, check_fields
from tongbao.scoring.score import Scored, score
from tongbao.source.load import load


@dataclass(frozen=True, slots=True)
class Examined:
    """What a data folder holds, everything that is wrong with it, and the day it is from."""

    bureaus: tuple[Scored, ...]
    diagnostics: tuple[Diagnostic, ...]
    data_date: date

    @property
    def is_sound(self) -> bool:
        """Whether there is no error, so that it may be published."""
        return not has_errors(self.diagnostics)


def examine(data: Path, today: date | None) -> Examined:
    """Read, check and score a data folder; all problems of all stages in one run.

    `today` is the day the data is from, later than which no record is expected. Without one, it is
    the newest day in the data, and nothing can be in the future.
    """
    loaded = load(data)
    today = today or max((dataset.newest_day for dataset in loaded.datasets), default=date.min)
    diagnostics = list(loaded.diagnostics)
    bureaus: list[Scored] = []
    for dataset in loaded.datasets:
        diagnostics.extend(check(dataset, today))
        scored = score(dataset)
        diagnostics.extend(scored.diagnostics)
        bureaus.append(scored)
        for entry in dataset.bulletins.values():
            source = FieldSource(dataset, scored.ledger, entry.record.period)
            diagnostics.extend(check_fields(source, entry))
    return Examined(tuple(bureaus), in_order(diagnostics), today)
