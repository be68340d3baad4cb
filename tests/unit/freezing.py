"""Bulletins issued without a repository: what `build.py issue` writes, from a made-up revision."""

from datetime import date
from pathlib import Path

from tongbao.documents.freezing import Origin, frozen
from tongbao.documents.issued import MadeFrom, Printed, written
from tongbao.pipeline import examine

REVISION = "5" * 40
ORIGIN = Origin(
    MadeFrom(REVISION, date(2021, 1, 1), "0" * 64, {}, "0"),
    Printed("0" * 64, {}),
)


def issue(folder: Path, number: str, today: date, origin: Origin = ORIGIN) -> None:
    """Give the bulletin of a folder its number, and freeze it."""
    path = folder / "bulletin.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nperiod:", f"\nnumber: {number}\nperiod:", 1), encoding="utf-8")
    freeze(folder.parents[2], today, origin)


def freeze(data: Path, today: date, origin: Origin = ORIGIN) -> None:
    """Freeze every bulletin of a data folder that has a number and is not frozen."""
    for scored in examine(data, today).bureaus:
        for name, entry in scored.dataset.bulletins.items():
            if entry.record.number is not None and name not in scored.dataset.issued:
                path = data / scored.dataset.id / "bulletins" / name / "issued.json"
                path.write_bytes(written(frozen(scored, entry, origin)))
