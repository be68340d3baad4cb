"""An issued bulletin (定稿): frozen when it got its number, and shown from that for good.

The file is JSON that only the program writes: what the office wrote, the document as composed,
every figure, every award behind it, what all this was made from, a digest of the lines before it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from tongbao.checks.numbers import NumberParts, number_parts
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.circumstances import Circumstances
from tongbao.documents.figures import Figure
from tongbao.documents.results import TEXT, table_figures
from tongbao.model.bulletin import Bulletin
from tongbao.scoring.award import Award
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_DIGEST = b'\n"digest": '
_SHORT = 500
_DIGITS = 9
_KEPT = 64
"""How many frozen records are kept parsed: more than one page is made from each."""


_Commit = Annotated[str, Field(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")]
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_ADDRESS = re.compile(r"(?!/)(?!.*\.\.)[a-z0-9_./#-]+")
"""An address below the bureau's folder: a link of the document leads nowhere else."""


class IssuedFileError(Exception):
    """A frozen record can't be used; the message (Chinese) says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a bulletin was made from.

    The data's revision (a commit), the day deadlines were judged on, SHA-256 digests of the
    bureau's folder and of each rulebook of the period, the program's version.
    """

    revision: _Commit
    today: date
    data: _Digest
    rulebooks: Mapping[str, _Digest]
    program: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF as it was printed: its SHA-256 digest, and the versions and fonts that shaped it."""

    sha256: _Digest
    made_with: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Issued:
    """A frozen bulletin.

    `record` are the fields of bulletin.md, `results` the figures of the bulletin, of an erratum
    those of the bulletin it corrects; `awards` are the year's up to the end of the period.
    """

    format: Literal[1]
    bureau: str
    bulletin: str
    record: Mapping[str, Any]
    made_from: MadeFrom
    printed: Printed
    document: BulletinView
    results: tuple[Figure, ...]
    circumstances: Circumstances
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
    whole = head.rstrip(b",") + b"\n}"
    try:
        issued = _ISSUED.validate_json(whole)
        given = json.loads(whole, object_pairs_hook=_once)
        is_whole = _holds(_ISSUED.dump_python(issued, mode="json"), given)
        if is_whole and _is_sound(issued) and all(map(_ADDRESS.fullmatch, _targets(given))):
            return issued
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise IssuedFileError("不是这个版本的程序读得懂的定稿") from error
    raise IssuedFileError("里面的表格、结果和计分不一致，不是程序写的")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _holds(written: Any, given: Any) -> bool:  # noqa: ANN401  # parts of JSON
    """Whether all that is given was understood; the program may know more fields than the file."""
    if isinstance(given, dict):
        return isinstance(written, dict) and all(
            name in written and _holds(written[name], part) for name, part in given.items()
        )
    if isinstance(given, list):
        return (
            isinstance(written, list)
            and len(written) == len(given)
            and all(_holds(*pair) for pair in zip(written, given, strict=True))
        )
    return bool(written == given)


def _targets(given: Any) -> Iterator[str]:  # noqa: ANN401  # parts of JSON
    """Yield the addresses that links lead to, wherever they stand."""
    parts = given if isinstance(given, list) else ()
    if isinstance(given, dict):
        parts = tuple(given.values())
        if isinstance(target := given.get("target"), str):
            yield target
    for part in parts:
        yield from _targets(part)


def _is_sound(issued: Issued) -> bool:
    """Whether its parts fit: tables, figures to compare with, awards, units.

    Raises:
        ValueError: a row of a table is shorter than its head.
    """
    printed = set(table_figures(issued.document))
    compared = {figure for figure in issued.results if figure.where != TEXT}
    rows = issued.document.scores.rows
    return (
        ("corrects" in issued.record or printed == compared)
        and all(len(row.cells) == len(issued.document.scores.columns) for row in rows)
        and all(award.unit in issued.circumstances.units for award in issued.awards)
        and all(
            award.points.is_finite() and abs(award.points.adjusted()) <= _DIGITS
            for award in issued.awards
        )
    )


def issued_of(dataset: Dataset, bulletin: str) -> Issued | None:
    """Return the frozen record of a bulletin; None if there is none that can be used."""
    try:
        return read_issued(dataset, bulletin)
    except IssuedFileError:
        return None


def errata(dataset: Dataset, bulletin: str) -> tuple[Entry[Bulletin], ...]:
    """Return the errata of a bulletin in the order of their numbers, drafts last."""
    found = (entry for entry in dataset.bulletins.values() if entry.record.corrects == bulletin)
    return tuple(
        sorted(
            found,
            key=lambda entry: (
                entry.id not in dataset.issued,
                number_parts(entry.record.number or "") or NumberParts(),
                entry.id,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of an issued bulletin as last issued: figures, awards, circumstances, origin."""

    results: tuple[Figure, ...]
    ledger: Ledger
    circumstances: Circumstances
    made_from: MadeFrom


def standing(dataset: Dataset, bulletin: str, before: str | None = None) -> Standing | None:
    """Return what holds of a bulletin after its issued errata; None if it was not issued.

    With `before`, an erratum's id, only what was issued before that one counts.
    """
    last = None
    for name in _chain(dataset, bulletin):
        if name == before:
            break
        last = issued_of(dataset, name) or last
    if last is None:
        return None
    return Standing(last.results, last.ledger, last.circumstances, last.made_from)


def _chain(dataset: Dataset, bulletin: str) -> Iterator[str]:
    yield bulletin
    for entry in errata(dataset, bulletin):
        yield entry.id
