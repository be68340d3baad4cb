"""Bulletins issued without a repository: what `build.py issue` writes, from a made-up revision."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tongbao.documents.composing import composed
from tongbao.documents.issued import Issued, MadeFrom, Names, Printed, record_fields, written
from tongbao.documents.results import results
from tongbao.pipeline import examine
from tongbao.scoring.score import Scored

REVISION = "5" * 40


def frozen(scored: Scored, bulletin: str) -> bytes:
    """Return the frozen record of a bulletin as the data has it."""
    dataset, ledger = scored.dataset, scored.ledger
    entry = dataset.bulletins[bulletin]
    about = dataset.bulletins[entry.record.corrects or bulletin]
    return written(
        Issued(
            format=1,
            bureau=dataset.id,
            bulletin=bulletin,
            record=record_fields(entry.record),
            made_from=MadeFrom(REVISION, entry.record.date, "0" * 64, {}, "0"),
            printed=Printed("0" * 64, {}),
            document=replace(composed(dataset, ledger, entry), revision=REVISION),
            results=results(dataset, ledger, about, composed(dataset, ledger, about)),
            names=Names.of(dataset),
            awards=ledger.within(about.record.period.year_to_date).awards,
        )
    )


def issue(folder: Path, number: str, today: date) -> None:
    """Give the bulletin of a folder its number, and freeze it."""
    path = folder / "bulletin.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nperiod:", f"\nnumber: {number}\nperiod:", 1), encoding="utf-8")
    freeze(folder.parents[2], today)


def freeze(data: Path, today: date) -> None:
    """Freeze every bulletin of a data folder that has a number and is not frozen."""
    for scored in examine(data, today).bureaus:
        for name, entry in scored.dataset.bulletins.items():
            if entry.record.number is not None and name not in scored.dataset.issued:
                path = data / scored.dataset.id / "bulletins" / name / "issued.json"
                path.write_bytes(frozen(scored, name))
