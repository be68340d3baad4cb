"""An issued bulletin (定稿): frozen when it got its number, and shown from that for good.

The file is JSON that only the program writes: what the office wrote, the document as composed,
every figure, every award behind it, what all this was made from, a digest of the lines before it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from tongbao.documents.bulletin import BulletinView
from tongbao.documents.figures import Figure
from tongbao.model.bulletin import Bulletin
from tongbao.model.scalars import OutletId, UnitId
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_DIGEST = b'\n"digest": '
_SHORT = 500
_KEPT = 32
"""How many frozen records are kept parsed: more than one page is made from each."""


class IssuedFileError(Exception):
    """A frozen record can't be used; the message (Chinese) says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a bulletin was made from.

    The data's revision (a commit), the day deadlines were judged on, SHA-256 digests of the
    bureau's folder and of each rulebook of the period, the program's version.
    """

    revision: str
    today: date
    data: str
    rulebooks: Mapping[str, str]
    program: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF as it was printed: its SHA-256 digest, and the versions and fonts that shaped it."""

    sha256: str
    made_with: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's names."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Names:
    """What units and outlets are called: a new name later is no other result."""

    units: Mapping[UnitId, UnitName]
    outlets: Mapping[OutletId, str]

    @classmethod
    def of(cls, dataset: Dataset) -> "Names":
        """Return the names that are registered."""
        return cls(
            {unit.id: UnitName(unit.name, unit.short) for unit in dataset.units.values()},
            {outlet.id: outlet.name for outlet in dataset.outlet_by_id.values()},
        )

    def given_to(self, dataset: Dataset) -> Dataset:
        """Return the records with units and outlets called by these names."""
        registry, outlets = dataset.registry.record, dataset.outlets.record
        units = tuple(
            unit.model_copy(update={"name": known.name, "short": known.short})
            if (known := self.units.get(unit.id)) is not None
            else unit
            for unit in registry.units
        )
        called = tuple(
            outlet.model_copy(update={"name": self.outlets.get(outlet.id, outlet.name)})
            for outlet in outlets.outlets
        )
        return replace(
            dataset,
            registry=replace(dataset.registry, record=registry.model_copy(update={"units": units})),
            outlets=replace(dataset.outlets, record=outlets.model_copy(update={"outlets": called})),
        )


@dataclass(frozen=True, slots=True)
class Issued:
    """A frozen bulletin.

    `record` are the fields of bulletin.md, `results` the figures of the bulletin, of an erratum
    those of the bulletin it corrects; `awards` are the year's up to the end of the period, `names`
    what units and outlets were called.
    """

    format: Literal[1]
    bureau: str
    bulletin: str
    record: Mapping[str, Any]
    made_from: MadeFrom
    printed: Printed
    document: BulletinView
    results: tuple[Figure, ...]
    names: Names
    awards: tuple[Award, ...]

    @property
    def ledger(self) -> Ledger:
        """The awards at that time."""
        return Ledger(self.awards)


_ISSUED = TypeAdapter(Issued)


def record_fields(record: Bulletin) -> dict[str, Any]:
    """Return the fields of bulletin.md that are given, as JSON holds them."""
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def written(issued: Issued) -> bytes:
    """Return the frozen record as its file holds it: about a line a row, a figure, an award."""
    fields = _ISSUED.dump_python(issued, mode="json")
    parts = ",\n".join(f"{_json(name)}: {_lines(value)}" for name, value in fields.items())
    head = f"{{\n{parts},".encode()
    return head + _DIGEST + _json(f"sha256:{_sha256(head)}").encode() + b"\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(value: object, indent: str = "\n") -> str:
    """Write a value on one line where that is short, so that people can read a difference."""
    short = _json(value)
    deeper = f"{indent} "
    if len(short) <= _SHORT or not isinstance(value, list | dict):
        return short
    if isinstance(value, list):
        return f"[{','.join(deeper + _lines(part, deeper) for part in value)}{indent}]"
    parts = (f"{deeper}{_json(name)}: {_lines(part, deeper)}" for name, part in value.items())
    return f"{{{','.join(parts)}{indent}}}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_issued(dataset: Dataset, bulletin: str) -> Issued | None:
    """Return the frozen record of a bulletin; None if it was not issued.

    Raises:
        IssuedFileError: the file was changed after it was written, or is of another bulletin.
    """
    file = dataset.issued.get(bulletin)
    if file is None:
        return None
    issued = _parsed(file.content)
    if (issued.bureau, issued.bulletin) != (dataset.id, bulletin):
        raise IssuedFileError(f"这是 {issued.bureau}/{issued.bulletin} 的定稿")
    return issued


@lru_cache(maxsize=_KEPT)
def _parsed(content: bytes) -> Issued:
    head, _, digest = content.rpartition(_DIGEST)
    if digest.strip() != f'"sha256:{_sha256(head)}"\n}}'.encode():
        raise IssuedFileError("内容与文件末尾的摘要不符，印发之后有人改过")
    try:
        return _ISSUED.validate_json(head.rstrip(b",") + b"\n}")
    except ValidationError as error:
        raise IssuedFileError("不是这个版本的程序读得懂的定稿") from error


def issued_of(dataset: Dataset, bulletin: str) -> Issued | None:
    """Return the frozen record of a bulletin; None if there is none that can be used."""
    try:
        return read_issued(dataset, bulletin)
    except IssuedFileError:
        return None


def errata(dataset: Dataset, bulletin: str) -> tuple[Entry[Bulletin], ...]:
    """Return the errata of a bulletin, the earliest first, those not issued yet last."""
    found = (entry for entry in dataset.bulletins.values() if entry.record.corrects == bulletin)
    return tuple(
        sorted(
            found,
            key=lambda entry: (entry.id not in dataset.issued, entry.record.date, entry.id),
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of an issued bulletin as last issued: figures, the awards behind them, names."""

    results: tuple[Figure, ...]
    ledger: Ledger
    names: Names


def standing(dataset: Dataset, bulletin: str, before: str | None = None) -> Standing | None:
    """Return what holds of a bulletin after its issued errata; None if it was not issued.

    With `before`, an erratum's id, only what was issued before that one counts.
    """
    last = None
    for name in _chain(dataset, bulletin):
        if name == before:
            break
        last = issued_of(dataset, name) or last
    return Standing(last.results, last.ledger, last.names) if last is not None else None


def _chain(dataset: Dataset, bulletin: str) -> Iterator[str]:
    yield bulletin
    for entry in errata(dataset, bulletin):
        yield entry.id
