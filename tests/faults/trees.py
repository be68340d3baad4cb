"""What the programs of this folder share: small trees, what a folder really holds, running them."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tongbao.publish import MARKER

ROOT = Path(__file__).resolve().parents[2]

# Some paths are in both, some in one: a mixture of two trees is none of them.
OLD = {
    "index.html": b"old",
    "ningxia/index.html": b"old",
    "ningxia/2021/gone.html": b"old",
    "ganzhou/index.html": b"old",
    "style.css": b"old",
    "icon.svg": b"same",
    "ningxia/logo.svg": b"same",
    "gone/feed.xml": b"old",
}
NEW = {
    "index.html": b"new",
    "ningxia/index.html": b"new",
    "ningxia/2021/q1.html": b"new",
    "ganzhou/index.html": b"new",
    "style.css": b"new",
    "icon.svg": b"same",
    "ningxia/logo.svg": b"same",
    "added/feed.xml": b"new",
}
LAST = {"index.html": b"last", "ningxia/index.html": b"last"}


def whole(files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Return what a folder holds if these files are published there: content, None for folders."""
    folders = {str(parent) for path in files for parent in Path(path).parents if parent.name}
    return {MARKER: b"", **files, **dict.fromkeys(folders)}


def held(folder: Path) -> dict[str, bytes | None] | None:
    """Return what a folder holds, to compare with `whole`; None if there is no folder."""
    if not folder.is_dir():
        return None
    return {
        str(path.relative_to(folder)): (
            None if path.is_dir() else b"" if path.name == MARKER else path.read_bytes()
        )
        for path in folder.rglob("*")
    }


def no_exchange(one: Path, other: Path) -> None:
    """Do as a file system that can't exchange two names."""
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(one), None, str(other))


def run(module: str, *arguments: str, wrapper: tuple[str, ...] = ()) -> dict[str, Any]:
    """Run a program of this folder and return the JSON it prints."""
    done = subprocess.run(  # noqa: S603  # our own programs
        [*wrapper, sys.executable, "-m", f"tests.faults.{module}", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report
