"""A git repository with an office's data, whose branches are made without a work tree."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE

FOLDER = "data/moushi"
DAY = "2021-04-30"
_MOMENT = 1619740800  # the same day, noon in UTC+8 and its morning in UTC
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "某某",
    "GIT_AUTHOR_EMAIL": "n@example.invalid",
    "GIT_COMMITTER_NAME": "某某",
    "GIT_COMMITTER_EMAIL": "n@example.invalid",
    "GIT_AUTHOR_DATE": f"{_MOMENT} +0000",
    "GIT_COMMITTER_DATE": f"{_MOMENT} +0000",
}

Files = Mapping[str, str | None]
"""What a branch writes: texts by path below the bureau's folder; None deletes."""


@dataclass(frozen=True)
class GitOffice:
    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    def git(self, *arguments: str, given: bytes = b"") -> str:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=self.root,
            check=True,
            capture_output=True,
            input=given,
            env=ENVIRONMENT,
        )
        return done.stdout.decode().strip()

    def branches(self, branches: Mapping[str, Files], start: str | None = "main") -> None:
        """Make one commit on each branch: on top of it, or where it is new, of `start`."""
        known = self.git("for-each-ref", "--format=%(refname:short)").splitlines()
        stream = b"".join(
            _commit(name, files, name if name in known else start)
            for name, files in branches.items()
        )
        self.git("fast-import", "--quiet", given=stream)

    def checkout(self, name: str) -> None:
        self.git("checkout", "--quiet", "--force", name)


def _commit(name: str, files: Files, start: str | None) -> bytes:
    lines = [
        f"commit refs/heads/{name}\ncommitter n <n@example.invalid> {_MOMENT} +0000\ndata 1\nm\n",
        f"from refs/heads/{start}^0\n" if start else "",
    ]
    for path, text in files.items():
        if text is None:
            lines.append(f"D {FOLDER}/{path}\n")
        else:
            content = dedent(text)
            size = len(content.encode())
            lines.append(f"M 100644 inline {FOLDER}/{path}\ndata {size}\n{content}\n")
    return "".join(lines).encode()


def git_office(root: Path, files: Files | None = None) -> GitOffice:
    """Return a repository whose branch main has the office with tasks and deadlines, and more."""
    office = GitOffice(root)
    root.mkdir(parents=True, exist_ok=True)
    office.git("init", "--quiet", "--initial-branch=main")
    office.branches({"main": {**OFFICE, **CYCLE, **(files or {})}}, start=None)
    return office
