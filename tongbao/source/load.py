"""A data folder to datasets: every file read once, every problem reported in one run."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from tongbao.diagnostic import Diagnostic, Place, Rule, has_errors
from tongbao.model.account import AccountRegistry
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.bulletin import Bulletin
from tongbao.model.bureau import Bureau
from tongbao.model.calendar import Calendar
from tongbao.model.commission import Commission
from tongbao.model.correspondent import CorrespondentRegistry
from tongbao.model.duty import Duty
from tongbao.model.entry import ManualEntry
from tongbao.model.outlet import OutletRegistry
from tongbao.model.record import Record
from tongbao.model.rulebook import Rulebook
from tongbao.model.submission import Submission
from tongbao.model.unit import UnitRegistry
from tongbao.source import strict_yaml
from tongbao.source.dataset import Dataset, Entry, IssuedFile, outlined
from tongbao.source.fields import read_record
from tongbao.source.folder import ISSUED, FoundFile, bureau_folders, read, walk
from tongbao.source.nodes import Scalar
from tongbao.source.parsed import PLAIN_READING, Reading
from tongbao.source.prose_file import split_front_matter
from tongbao.source.reading import Outcome, Wanted, outcomes
from tongbao.source.text import decode


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the folder it lives in, the steps below, the model it must fit.

    `steps` are what stands between the kind's folder and the file: a unit, a year, a name.
    """

    name: str
    model: type[Record]
    steps: tuple[str, ...]
    shown: str
    is_optional: bool = False
    """Whether a bureau may do without such a file, where it has at most one."""

    @property
    def is_many(self) -> bool:
        """Whether the files are sorted by years, as there are ever more."""
        return "year" in self.steps

    @property
    def is_single(self) -> bool:
        """Whether a bureau has at most one such file."""
        return not self.steps


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("bureau", Bureau, (), "bureau.yaml"),
        Kind("units", UnitRegistry, (), "units.yaml"),
        Kind("outlets", OutletRegistry, (), "outlets.yaml"),
        Kind(
            "correspondents",
            CorrespondentRegistry,
            (),
            "correspondents.yaml",
            is_optional=True,
        ),
        Kind("accounts", AccountRegistry, (), "accounts.yaml", is_optional=True),
        Kind("calendar", Calendar, ("name",), "calendar/<年>.yaml"),
        Kind("rules", Rulebook, ("name",), "rules/<名称>.yaml"),
        Kind(
            "submissions",
            Submission,
            ("unit", "year", "name"),
            "submissions/<单位>/<年>/<名称>.yaml",
        ),
        Kind("adoptions", Adoption, ("year", "name"), "adoptions/<年>/<名称>.yaml"),
        Kind("instructions", Instruction, ("year", "name"), "instructions/<年>/<名称>.yaml"),
        Kind("commissions", Commission, ("year", "name"), "commissions/<年>/<名称>.yaml"),
        Kind("duties", Duty, ("year", "name"), "duties/<年>/<名称>.yaml"),
        Kind("entries", ManualEntry, ("year", "name"), "entries/<年>/<名称>.yaml"),
        Kind("bulletins", Bulletin, ("name", "bulletin.md"), "bulletins/<名称>/bulletin.md"),
    )
}


_YEAR = re.compile(r"[0-9]{4}")
# Of two states of a folder, and of one that is read again, most files are the same.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Loaded:
    """The datasets that could be read, and everything that is wrong with the files."""

    datasets: tuple[Dataset, ...]
    diagnostics: tuple[Diagnostic, ...]


def load(data: Path, reading: Reading = PLAIN_READING) -> Loaded:
    """Read every bureau below the data folder; `reading` says how, and changes no result.

    A bureau without its three registries gives no dataset, only diagnostics; any other file that
    is refused is left out and named in `unreadable`.
    """
    if not data.is_dir():
        problem = Diagnostic(
            Place(data.name),
            Rule.FILE_MISSING,
            "没有这个文件夹",
            "数据文件夹",
            "在仓库的根目录运行，或用 --data 指明数据文件夹",
        )
        return Loaded((), (problem,))
    folders, diagnostics = bureau_folders(data)
    if not folders and not diagnostics:
        advice = "照 docs/examples/data 的样子，给机关建一个文件夹"
        place = Place(data.name)
        problem = Diagnostic(place, Rule.FILE_MISSING, "空的文件夹", "至少一个机关", advice)
        diagnostics.append(problem)
    datasets: list[Dataset] = []
    for folder in folders:
        dataset, found = load_bureau(folder, f"{data.name}/{folder.name}", reading)
        diagnostics.extend(found)
        if dataset is not None:
            datasets.append(dataset)
    return Loaded(tuple(datasets), tuple(diagnostics))


def load_bureau(
    folder: Path, shown: str, reading: Reading = PLAIN_READING
) -> tuple[Dataset | None, list[Diagnostic]]:
    """Read one bureau's folder; `shown` is its path in messages."""
    files, diagnostics = walk(folder, shown)
    entries: dict[str, dict[str, Entry[Any]]] = {name: {} for name in KINDS}
    issued, found = _issued(files)
    diagnostics.extend(found)
    unreadable = {f"bulletins/{name}" for name, file in issued.items() if file is None}
    kinds = [kind_of(file.steps) for file in files]
    read_files = _outcomes(zip(files, kinds, strict=True), folder.name, reading)
    for file, kind in zip(files, kinds, strict=True):
        if issued_bulletin(file.steps) is not None:
            continue
        if kind is None:
            diagnostics.append(_stray(file))
            continue
        entry, problems = next(read_files)
        diagnostics.extend(problems)
        if entry is None or has_errors(problems):
            unreadable.add(f"{kind.name}/{_identifier(kind, file.steps)}")
        else:
            entries[kind.name][entry.id] = entry
    missing = [
        kind
        for kind in KINDS.values()
        if kind.is_single and not kind.is_optional and not entries[kind.name]
    ]
    diagnostics.extend(
        _missing(kind, shown) for kind in missing if f"{kind.name}/{kind.name}" not in unreadable
    )
    if missing:
        return None, diagnostics
    dataset = replace(
        _dataset(folder.name, entries),
        issued={name: file for name, file in issued.items() if file is not None},
        unreadable=frozenset(unreadable),
    )
    return dataset, diagnostics


def _issued(
    files: Iterable[FoundFile],
) -> tuple[dict[str, IssuedFile | None], list[Diagnostic]]:
    """Return the frozen records by bulletin, None for one that was refused, and why."""
    issued: dict[str, IssuedFile | None] = {}
    diagnostics: list[Diagnostic] = []
    for file in files:
        bulletin = issued_bulletin(file.steps)
        if bulletin is not None:
            content, found = read(file)
            diagnostics.extend(found)
            issued[bulletin] = None if found else IssuedFile(file.path, content)
    return issued, diagnostics


def _dataset(name: str, entries: Mapping[str, Mapping[str, Entry[Any]]]) -> Dataset:
    return Dataset(
        id=name,
        bureau=entries["bureau"]["bureau"],
        registry=entries["units"]["units"],
        outlets=entries["outlets"]["outlets"],
        rulebooks=entries["rules"],
        submissions=entries["submissions"],
        adoptions=entries["adoptions"],
        instructions=entries["instructions"],
        commissions=entries["commissions"],
        duties=entries["duties"],
        entries=entries["entries"],
        bulletins=entries["bulletins"],
        calendars=entries["calendar"],
        correspondents=entries["correspondents"].get("correspondents"),
        accounts=entries["accounts"].get("accounts"),
    )


def _missing(kind: Kind, shown: str) -> Diagnostic:
    return Diagnostic(
        Place(f"{shown}/{kind.shown}"),
        Rule.FILE_MISSING,
        f"没有 {kind.shown}",
        f"每个机关的文件夹里有 {kind.shown}",
        "照 docs/data-format.md 的样例新建",
    )


def issued_bulletin(steps: tuple[str, ...]) -> str | None:
    """Return the bulletin whose frozen record a file is, by its path below the bureau's folder."""
    match steps:
        case ("bulletins", name, last) if last == ISSUED:
            return name
    return None


def kind_of(steps: tuple[str, ...]) -> Kind | None:
    """Return the kind a file belongs to by its path below the bureau's folder, or None."""
    first, *rest = steps
    if not rest:
        kind = KINDS.get(first.removesuffix(".yaml"))
        return kind if kind is not None and kind.is_single and first.endswith(".yaml") else None
    kind = KINDS.get(first)
    if kind is None or len(rest) != len(kind.steps):
        return None
    for step, wanted in zip(rest, kind.steps, strict=True):
        if wanted == "year" and not _YEAR.fullmatch(step):
            return None
        if wanted.endswith(".md") and step != wanted:
            return None
    if kind.steps[-1] == "name" and not rest[-1].endswith(".yaml"):
        return None
    return kind


def _identifier(kind: Kind, steps: tuple[str, ...]) -> str:
    if kind.is_single:
        return kind.name
    if kind.steps[-1] == "name":
        return "/".join(steps[1:]).removesuffix(".yaml")
    return "/".join(steps[1:-1])


def _stray(file: FoundFile) -> Diagnostic:
    return Diagnostic(
        Place(file.path),
        Rule.FILE_STRAY,
        "/".join(file.steps),
        "、".join(kind.shown for kind in KINDS.values()),
        _stray_advice(file.steps[-1]),
    )


def _stray_advice(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    if suffix.lower() in {"yaml", "yml"} and suffix != "yaml":
        return f"把后缀改为 .yaml，即 {stem}.yaml"
    return "移到上面的位置之一，或删去它"


def _outcomes(
    files: Iterable[tuple[FoundFile, Kind | None]], bureau: str, reading: Reading
) -> Iterator[Outcome]:
    """Yield what each file of a kind gives, in order."""
    wanted = [
        Wanted(file, kind.name, kind.model, _identifier(kind, file.steps), is_kept=kind.is_many)
        for file, kind in files
        if kind is not None
    ]
    if reading == PLAIN_READING:
        return map(_read, wanted)
    return iter(outcomes(wanted, bureau, reading, _parse))


def _read(wanted: Wanted) -> Outcome:
    raw, diagnostics = read(wanted.file)
    return (None, diagnostics) if diagnostics else _parse(raw, wanted)


def _parse(raw: bytes, wanted: Wanted) -> Outcome:
    return read_bytes(raw, wanted.file.path, KINDS[wanted.kind], wanted.identifier)


@lru_cache(_REMEMBERED)
def read_bytes(
    raw: bytes, path: str, kind: Kind, identifier: str
) -> tuple[Entry[Record] | None, tuple[Diagnostic, ...]]:
    """Return the record that a file's bytes hold, or none and why; `path` is for messages."""
    text, diagnostics = decode(raw, path)
    if text is None:
        return None, tuple(diagnostics)
    entry, diagnostics = read_text(text, path, kind, identifier)
    if entry is not None:
        if kind.is_many:
            entry = outlined(entry)
        entry = replace(entry, digest=hashlib.sha256(raw).hexdigest())
    return entry, tuple(diagnostics)


def read_text(
    text: str, path: str, kind: Kind, identifier: str
) -> tuple[Entry[Record] | None, list[Diagnostic]]:
    """Return the record that the text of a file holds, or none and why; `path` is for messages."""
    text_line = 1
    if path.endswith(".md"):
        split, problem = split_front_matter(text, path)
        if split is None:
            return None, [problem] if problem else []
        root, diagnostics = strict_yaml.parse(split.head, path, split.head_line)
        root, misplaced = split.with_text(root, path)
        diagnostics = [*diagnostics, *misplaced]
        text_line = split.text_line
    else:
        root, diagnostics = strict_yaml.parse(text, path)
    if root is None or isinstance(root, Scalar):
        return None, diagnostics or [_no_fields(text, path, root)]
    record, found = read_record(root, kind.model)
    diagnostics = [*diagnostics, *found]
    if record is None:
        return None, diagnostics
    return Entry(identifier, record, path, root, text_line), diagnostics


def _no_fields(text: str, path: str, root: Scalar | None) -> Diagnostic:
    slip = strict_yaml.likely_slip(text, path)
    if slip is not None:
        return slip
    found = "没有字段" if root is None else "一段文字"
    return Diagnostic(
        Place(path),
        Rule.FIELD_SHAPE,
        found,
        "“字段名: 内容”，一行一个",
        "照 docs/data-format.md 的样例写",
    )
