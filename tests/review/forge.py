"""A forge: a bare repository that people push branches to, and the clone in which they are checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from tests.review.repository import Files, Repository, repository
from tongbao.command_line import main


def run(command: str, *arguments: str, data: Path, day: str) -> Result:
    """Run a command of build.py on a day."""
    options = ("--data", str(data), "--today", day)
    return CliRunner().invoke(main, [*command.split(" "), *arguments, *options])


@dataclass(frozen=True)
class Forge:
    """The bare repository, and a clone of it that only the forge's own jobs use."""

    bare: Path
    checkout: Repository

    def clone(self, name: str) -> Repository:
        """Return a person's own copy of everything there is."""
        folder = self.bare.with_name(name)
        self.checkout.git("clone", "--quiet", str(self.bare), str(folder))
        return Repository(folder)

    def propose(self, person: Repository, branch: str, files: Files, day: str) -> None:
        """Push a branch of one commit on main as it is now."""
        with self.proposal(person, branch, day):
            person.write(files)

    @contextmanager
    def proposal(self, person: Repository, branch: str, day: str) -> Iterator[None]:
        """Push what the context does to a person's folder as a branch on main as it is now."""
        person.git("fetch", "--quiet")
        person.git("checkout", "--quiet", "-b", branch, "origin/main")
        yield
        person.git("add", "--all")
        person.git("commit", "--quiet", "--message", branch, day=day)
        person.git("push", "--quiet", "origin", branch)

    def check(self, branch: str, actor: str, day: str) -> Result:
        """Judge a branch as the job of its pull request does."""
        self._fetch()
        asked = ("--base", "main", "--head", f"origin/{branch}", "--actor", actor)
        return run("check", *asked, data=self.checkout.data, day=day)

    def diff(self, branch: str, day: str) -> str:
        """Return the comment on what merging a branch would change."""
        self._fetch()
        asked = ("main", f"origin/{branch}", "--format", "markdown")
        result = run("diff", *asked, data=self.checkout.data, day=day)
        assert result.exit_code == 0, result.output
        return result.output

    def merge(self, branch: str, day: str) -> None:
        """Merge a branch into main, as the forge's button does."""
        self._fetch()
        self.checkout.git("merge", "--quiet", "--no-ff", "--no-edit", f"origin/{branch}", day=day)
        self.checkout.git("push", "--quiet", "origin", "main")

    def tip(self) -> str:
        """Return what main is."""
        return self.checkout.git("ls-remote", str(self.bare), "refs/heads/main")

    def _fetch(self) -> None:
        self.checkout.git("fetch", "--quiet")
        self.checkout.git("merge", "--quiet", "--ff-only", "origin/main")


def forge(folder: Path, example_data: Path) -> Forge:
    """Return a forge whose main has the example data."""
    first = repository(folder / "first", example_data)
    bare = folder / "bare.git"
    first.git("clone", "--quiet", "--bare", str(first.root), str(bare))
    made = Forge(bare, Repository(folder / "checkout"))
    first.git("clone", "--quiet", str(bare), str(made.checkout.root))
    return made
