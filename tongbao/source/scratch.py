"""Temporary folders of the program, and those that killed runs have left."""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "tongbao-scratch-"
# The names that tempfile gives: a folder that somebody called so himself is not ours.
_OWN_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_OWN_MODE = 0o700

_SURELY_DEAD_SECONDS = 24 * 3600.0
"""No run takes so long: what is older was left by one that was killed."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder that is removed when the context ends."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield Path(folder)


def sweep(place: Path | None = None) -> None:
    """Remove what killed runs of this user have left, a day later, as far as that is possible.

    `place` is the system's folder for temporary files unless it is named. Several may sweep at
    once: what one has removed already the others pass over, and no link is followed.
    """
    try:
        found = list((place or Path(tempfile.gettempdir())).iterdir())
    except OSError:
        return
    for folder in found:
        if _OWN_NAME.fullmatch(folder.name) and _is_left(folder):
            # It removes folders alone: neither a link nor a file by such a name.
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    try:
        known = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_IMODE(known.st_mode) == _OWN_MODE
        and known.st_uid == os.getuid()
        and time.time() - known.st_mtime > _SURELY_DEAD_SECONDS
    )
