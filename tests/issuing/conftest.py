"""The example bureau in a repository, with its bulletin ready to be issued."""

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.review.repository import Repository, repository
from tests.unit.freezing import ORIGIN, issue
from tongbao.command_line import main

BULLETIN = "data/shili/bulletins/2026-q1/bulletin.md"
ISSUED = "data/shili/bulletins/2026-q1/issued.json"
ADOPTION = "data/shili/adoptions/2026/shengxinxi-9-1.yaml"
RULES = "data/shili/rules/2026.yaml"
NUMBER = "示医保发〔2026〕6号"
TODAY = "2026-05-01"

Run = Callable[..., Result]


@dataclass(frozen=True)
class Office:
    """A repository and the program run on its data."""

    repository: Repository

    def run(self, command: str, *arguments: object) -> Result:
        options = ("--data", self.repository.data, "--today", TODAY)
        given = (*command.split(), *arguments, *options)
        return CliRunner().invoke(main, [str(argument) for argument in given])

    def done(self, command: str, *arguments: object) -> str:
        """Run a command that must succeed; return what it says."""
        result = self.run(command, *arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def commit(self) -> None:
        self.repository.git("add", "--all")
        self.repository.git("commit", "--quiet", "--allow-empty", "--message", "m")

    @property
    def head(self) -> str:
        return self.repository.git("rev-parse", "HEAD").strip()

    def path(self, name: str) -> Path:
        return self.repository.root / name

    def text(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert text.count(old) == 1
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def issue(self, bulletin: str = "2026-q1", number: str = "6") -> str:
        """Issue a bulletin and commit that."""
        said = self.done("issue shili", bulletin, "--number", number)
        self.commit()
        return said

    def freeze(self, bulletin: str = "2026-q1", serial: str = "6", number: str = "") -> None:
        """Do what `issue` does without the PDF, and take any number."""
        folder = self.repository.data / "shili" / "bulletins" / bulletin
        rules = hashlib.sha256(self.path(RULES).read_bytes()).hexdigest()
        made_from = replace(ORIGIN.made_from, revision=self.head, rulebooks={"2026": rules})
        issue(
            folder,
            number or NUMBER.replace("6号", f"{serial}号"),
            date.fromisoformat(TODAY),
            replace(ORIGIN, made_from=made_from),
        )

    def built(self, folder: Path) -> dict[str, bytes]:
        """Build the site; return its files."""
        self.done("build", "--out", folder)
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory, example_data: Path) -> Path:
    """The example bureau after its bulletin was issued; to be copied."""
    office = Office(repository(tmp_path_factory.mktemp("issued") / "repository", example_data))
    office.issue()
    return office.repository.root


@pytest.fixture
def issued(issued_once: Path, tmp_path: Path) -> Office:
    """The example bureau, its bulletin issued."""
    return Office(Repository(Path(shutil.copytree(issued_once, tmp_path / "repository"))))


@pytest.fixture
def office(tmp_path: Path, example_data: Path) -> Office:
    """The example bureau, committed, its bulletin a draft."""
    return Office(repository(tmp_path / "repository", example_data))


def digest_of(said: str) -> str:
    """Return the digest of the PDF that `issue` names."""
    match = re.search(r"SHA-256 ([0-9a-f]{64})", said)
    assert match is not None
    return match[1]
