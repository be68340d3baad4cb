"""The planned records tried out beside a copy of the data, then written: all of them or none."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from tongbao.diagnostic import Diagnostic
from tongbao.exchange.plan import as_refusal
from tongbao.exchange.planned import Planned
from tongbao.exchange.refusal import Refusal
from tongbao.source.scratch import scratch_folder

Inspect = Callable[[Path], Iterable[Diagnostic]]
"""Checks a data folder as the command does."""


class WriteError(Exception):
    """The records can't be written; the message is Chinese, and none of them is there."""


def tried(
    data: Path, bureau: str, new: Sequence[Planned], inspect: Inspect
) -> tuple[tuple[Refusal, ...], tuple[Diagnostic, ...]]:
    """Return what is wrong once the records are in the data: refusals by cell, and the rest.

    The rest are warnings, and errors in other files than the new ones.
    """
    if not new:
        return (), ()
    with scratch_folder() as place:
        copy = place / data.name
        shutil.copytree(data / bureau, copy / bureau, symlinks=True)
        write(copy / bureau, new)
        diagnostics = tuple(inspect(copy))
    by_path: Mapping[str, Planned] = {
        f"{data.name}/{bureau}/{planned.path}": planned for planned in new
    }
    refusals = tuple(
        as_refusal(by_path[each.place.path], each)
        for each in diagnostics
        if each.is_error and each.place.path in by_path
    )
    rest = (each for each in diagnostics if not (each.is_error and each.place.path in by_path))
    return refusals, tuple(rest)


def write(folder: Path, new: Sequence[Planned]) -> None:
    """Write the records below a bureau's folder; a file that is there already is left alone.

    Raises:
        WriteError: one could not be written; those before it are taken back.
    """
    written: list[Path] = []
    target = folder
    try:
        for planned in new:
            target = folder / planned.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(target)
                stream.write(planned.text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise WriteError(f"{target} 写不了（{error.strerror}），一条也没有写入") from error
