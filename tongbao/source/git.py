"""Git, asked: the answer to a command, or none."""

import subprocess
from pathlib import Path


def asked(folder: Path, *arguments: str) -> bytes | None:
    """Return what git answers in a folder; None where it can't."""
    try:
        done = subprocess.run(  # noqa: S603  # constant commands
            ["git", "--no-replace-objects", "--no-optional-locks", *arguments],  # noqa: S607
            cwd=folder,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def status(folder: Path) -> bytes | None:
    """Return in what a folder differs from the last commit; empty where it doesn't."""
    return asked(
        folder,
        "status",
        "--porcelain",
        "--untracked-files=all",
        "--ignored=traditional",
        "--ignore-submodules=none",
        "--no-renames",
        "--",
        ".",
    )
