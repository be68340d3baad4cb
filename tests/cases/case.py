"""A case is a text file: what is put into the example data, then what is reported of it.

Its sections begin with `@@ path` and hold the whole file. `@@ path (escaped)` holds bytes written
as escapes, line ends included. `@@ path (edit)` holds changes of the example's file, as a diff
without line numbers: groups of lines that begin with `-`, `+` or a space. `@@ path (deleted)` takes
the example's file or folder away. `@@ path (issued)` issues the bulletin of a folder under the
number in its body: after whole files are put in, before edits. In any of them `⟦U+200B⟧` stands for
the character, `⟦text×9⟧` for the text nine times. `@@ expected`, the last section, is the whole
report, or what is printed.
"""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.unit.freezing import freeze
from tongbao.commands import inspect
from tongbao.pipeline import examine
from tongbao.review.reporters import as_text

TODAY = date(2026, 5, 1)
_CHARACTER = re.compile(r"⟦U\+([0-9A-F]{4,6})⟧")
_REPEATED = re.compile(r"⟦([^⟧]*)×([0-9]+)⟧")


@dataclass(frozen=True)
class Case:
    files: dict[str, bytes]
    edits: dict[str, str]
    issued: dict[str, str]
    deleted: tuple[str, ...]
    given: str
    expected: str


def read_case(path: Path) -> Case:
    given, _, expected = path.read_text(encoding="utf-8").partition("@@ expected\n")
    files: dict[str, bytes] = {}
    edits: dict[str, str] = {}
    issued: dict[str, str] = {}
    deleted: list[str] = []
    for section in given.split("@@ ")[1:]:
        head, body = map(_spelled_out, section.split("\n", 1))
        name, _, form = head.rpartition(" ")
        if form == "(edit)":
            edits[name] = body
        elif form == "(issued)":
            issued[name] = body.strip()
        elif form == "(deleted)":
            deleted.append(name)
        elif form == "(escaped)":
            body = body.replace("\n", "").encode("ascii").decode("unicode_escape")
            files[name] = body.encode("latin-1")
        else:
            files[head] = body.encode()
    return Case(files, edits, issued, tuple(deleted), given, expected)


def _spelled_out(text: str) -> str:
    text = _CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    return _REPEATED.sub(lambda match: match[1] * int(match[2]), text)


def edited(text: str, edits: str) -> str:
    for group in edits.removesuffix("\n").split("\n\n"):
        lines = [(line[:1], f"{line[1:]}\n") for line in group.split("\n")]
        old = "".join(line for sign, line in lines if sign != "+")
        new = "".join(line for sign, line in lines if sign != "-")
        assert text.count(old) == 1, f"not once in the file: {old}"
        text = text.replace(old, new)
    return text


def data_of(case: Case, example_data: Path, folder: Path) -> Path:
    """Write the example data with what the case puts into it."""
    data = folder / "data"
    shutil.copytree(example_data, data)
    for name in case.deleted:
        if (data / name).is_dir():
            shutil.rmtree(data / name)
        else:
            (data / name).unlink()
    for name, content in case.files.items():
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for name, number in case.issued.items():
        path = data / name / "bulletin.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\nperiod:", f"\nnumber: {number}\nperiod:"), encoding="utf-8")
        freeze(data, TODAY)
    for name, edits in case.edits.items():
        text = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(edited(text, edits), encoding="utf-8")
    return data


def report(case: Case, example_data: Path, folder: Path, *, in_documents: bool = False) -> str:
    """Return what is reported of the data, or also what is found while its documents are set."""
    data = data_of(case, example_data, folder)
    found = inspect(data, TODAY) if in_documents else examine(data, TODAY).diagnostics
    return as_text(found) + "\n"
