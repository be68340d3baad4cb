"""The example data in a real git repository, and proposals to it on branches."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DAY = "2026-05-01"
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "n",
    "GIT_AUTHOR_EMAIL": "n@example.invalid",
    "GIT_COMMITTER_NAME": "n",
    "GIT_COMMITTER_EMAIL": "n@example.invalid",
}


@dataclass(frozen=True)
class Link:
    """A symbolic link, where others are texts."""

    target: str


# None deletes a file.
Files = Mapping[str, str | Link | None]


@dataclass(frozen=True)
class Repository:
    """A repository with the branch `main`, and others that began there."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    def git(self, *arguments: str, day: str = DAY) -> str:
        moment = f"{day}T10:00:00+08:00"
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=self.root,
            check=True,
            capture_output=True,
            text=True,
            env={**_ENVIRONMENT, "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment},
        )
        return done.stdout

    def write(self, files: Files) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Link):
                path.unlink(missing_ok=True)
                path.symlink_to(content.target)
            elif content is None:
                path.unlink()
            else:
                path.write_text(content, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def commit(self, files: Files, day: str = DAY) -> None:
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change", day=day)

    def branch(self, name: str, files: Files, day: str = DAY, start: str = "main") -> None:
        """Commit files on a new branch, and come back to main."""
        self.git("checkout", "--quiet", "-b", name, start)
        self.commit(files, day)
        self.git("checkout", "--quiet", "main")


def repository(folder: Path, example_data: Path) -> Repository:
    """Lay out the example data, a program and a workflow, committed to main."""
    shutil.copytree(example_data, folder / "data")
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit({"build.py": "print('build')\n", ".github/workflows/check.yml": "on: push\n"})
    return made
