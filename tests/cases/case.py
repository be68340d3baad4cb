"""A case is a text file: what is put into the example data, then what is reported of it.

Its sections begin with `@@ path` and hold the whole file. `@@ path (escaped)` holds bytes written
as escapes, line ends included. `@@ path (edit)` holds changes of the example's file, as a diff
without line numbers: groups of lines that begin with `-`, `+` or a space. `@@ expected`, the last
section, is the whole report.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.pipeline import examine
from tongbao.review.reporters import as_text

TODAY = date(2026, 5, 1)


@dataclass(frozen=True)
class Case:
    files: dict[str, bytes]
    edits: dict[str, str]
    given: str
    expected: str


def read_case(path: Path) -> Case:
    given, _, expected = path.read_text(encoding="utf-8").partition("@@ expected\n")
    files: dict[str, bytes] = {}
    edits: dict[str, str] = {}
    for section in given.split("@@ ")[1:]:
        head, _, body = section.partition("\n")
        name, _, form = head.partition(" ")
        if form == "(edit)":
            edits[name] = body
        elif form == "(escaped)":
            body = body.replace("\n", "").encode("ascii").decode("unicode_escape")
            files[name] = body.encode("latin-1")
        else:
            files[name] = body.encode()
    return Case(files, edits, given, expected)


def edited(text: str, edits: str) -> str:
    for group in edits.removesuffix("\n").split("\n\n"):
        lines = [(line[:1], f"{line[1:]}\n") for line in group.split("\n")]
        old = "".join(line for sign, line in lines if sign != "+")
        new = "".join(line for sign, line in lines if sign != "-")
        assert text.count(old) == 1, f"not once in the file: {old}"
        text = text.replace(old, new)
    return text


def report(case: Case, example_data: Path, folder: Path) -> str:
    data = folder / "data"
    shutil.copytree(example_data, data)
    for name, content in case.files.items():
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for name, edits in case.edits.items():
        text = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(edited(text, edits), encoding="utf-8")
    return as_text(examine(data, TODAY).diagnostics) + "\n"
