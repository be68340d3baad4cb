"""The Makefile hands its arguments to the right command."""

import subprocess
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("site", "build.py build --today 2021-04-08"),
        ("check", "build.py check --today 2021-04-08"),
        ("serve", "build.py serve --today 2021-04-08"),
    ],
)
def test_arguments_reach_the_command(root: Path, target: str, command: str) -> None:
    printed = subprocess.run(  # noqa: S603
        ["make", "--dry-run", "--no-print-directory", target, "ARGS=--today 2021-04-08"],  # noqa: S607
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert printed.rstrip().endswith(command)
