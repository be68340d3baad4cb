"""What git knows of the data: the day it last changed, which stands for today."""

import subprocess
from datetime import date
from pathlib import Path


def last_change(data: Path) -> date | None:
    """Return the committer's day of the last commit that touched the data; None outside git."""
    command = ["git", "log", "-1", "--format=%cs", "--", "."]
    try:
        result = subprocess.run(  # noqa: S603  # a constant command, run in the data folder
            command, cwd=data, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    written = result.stdout.strip()
    return date.fromisoformat(written) if written else None
