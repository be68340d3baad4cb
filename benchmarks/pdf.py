"""Sets a quarter's bulletin as a PDF with this program and with headless Chromium, in turn.

    python -m benchmarks.pdf                        five rounds
    python -m benchmarks.pdf --rounds 15

Both get the same HTML and the same faces. Cold is a process that begins with nothing: Python
starts, imports what sets documents, looks at the faces, has the one document rendered by a worker
in its own process, as a build does. Warm are further documents in one worker.
"""

import argparse
import io
import json
import logging
import shutil
import statistics
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from benchmarks.measure import Command, Run, RunError, peak_memory, timed
from benchmarks.peers import ROOT
from benchmarks.places import machine, work_folder
from tongbao.documents.composing import bulletin_view
from tongbao.making import inspected
from tongbao.render.pdf import process
from tongbao.render.pdf.document import bulletin_html
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fontconfig import stage_fonts

BUREAU, BULLETIN = "ningxia", "2021-q1"
_FONTS = ROOT / ".fonts"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
_DOCUMENTS = 10
# What a build does for one document, from nothing: HTML in, PDF out.
_COLD = f"""
import sys
from pathlib import Path
from tongbao.model.bureau import Fonts
from tongbao.render.pdf.faces import load_faces
from tongbao.render.pdf.process import Source, render_pdfs
source = Source("{BULLETIN}", Path(sys.argv[1]).read_text(encoding="utf-8"))
(content,) = render_pdfs([source], load_faces(Path({str(_FONTS)!r}), Fonts()))
Path(sys.argv[2]).write_bytes(content)
"""


@dataclass(frozen=True, slots=True)
class Setter:
    """What sets the document: how to run it, where it writes."""

    name: str
    command: Command
    pdf: Path


def document() -> tuple[str, Faces]:
    """Return the bulletin's HTML and its faces."""
    found = inspected(ROOT / "data", None, _FONTS)
    scored = next(each for each in found.examined.bureaus if each.dataset.id == BUREAU)
    entry = scored.dataset.bulletins[BULLETIN]
    faces = found.faces[BUREAU]
    return bulletin_html(bulletin_view(scored.dataset, scored.ledger, entry), faces), faces


def tongbao(html: Path, work: Path) -> Setter:
    """Set up this program: a Python that has imported nothing yet."""
    pdf = work / "tongbao.pdf"
    arguments = (sys.executable, "-c", _COLD, str(html), str(pdf))
    return Setter("Tongbao", Command(arguments, ROOT, {}), pdf)


def chromium(html: Path, fonts: Path, work: Path) -> Setter:
    """Set up Chromium with the faces and a profile that it keeps, as on its second day.

    Raises:
        RunError: there is none.
    """
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        raise RunError(f"none of {', '.join(_CHROMIUM)} is installed")
    pdf = work / "chromium.pdf"
    arguments = (
        program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--no-first-run",
        f"--user-data-dir={work / 'profile'}", "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}", html.as_uri(),
    )  # fmt: skip
    return Setter("Chromium", Command(arguments, work, {"FONTCONFIG_FILE": str(fonts)}), pdf)


def pages(pdf: Path) -> tuple[str, ...]:
    """Return the letters of each page, sorted.

    Two programs may write a table's cells in another order, and Chromium names letters that look
    like radicals (⼯ for 工).
    """
    with pdfplumber.open(io.BytesIO(pdf.read_bytes())) as opened:
        return tuple(
            "".join(sorted(filter(str.isalnum, unicodedata.normalize("NFKC", text))))
            for text in ("".join(char["text"] for char in page.chars) for page in opened.pages)
        )


def warm(html: str, fonts: Path, work: Path) -> list[float]:
    """Return the seconds of each of some equal documents in one worker; the first waits for it."""
    limits = process.DEFAULT_LIMITS
    job = {
        "documents": [html] * _DOCUMENTS,
        "seconds": limits.seconds,
        "memory": limits.memory,
        "file_size": limits.file_size,
    }
    worker = Path(process.__file__).with_name("worker.py")
    seconds = []
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-I", worker],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=work,
        env={"FONTCONFIG_FILE": str(fonts), "HOME": str(work), "LANG": "C.UTF-8"},
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(job).encode("ascii"))
        running.stdin.close()
        for _ in range(_DOCUMENTS):
            header = json.loads(running.stdout.readline())
            if header["error"]:
                raise RunError(header["error"])
            running.stdout.read(header["size"])
            now = time.perf_counter()
            seconds.append(now - began)
            began = now
    return seconds


def report(setters: Iterable[Setter], runs: dict[str, list[Run]], base: str) -> str:
    """Write the cold figures as a Markdown table."""
    heads = ("program", "seconds", f"of {base}", "from", "to", "peak MiB", "pages", "KiB")
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    unit = statistics.median(run.wall for run in runs[base])
    for setter in setters:
        walls = [run.wall for run in runs[setter.name]]
        wall = statistics.median(walls)
        cells = (
            setter.name, f"{wall:.2f}", f"{wall / unit:.2f}", f"{min(walls):.2f}",
            f"{max(walls):.2f}", f"{peak_memory(setter.command):.0f}",
            str(len(pages(setter.pdf))), f"{setter.pdf.stat().st_size / 1024:.0f}",
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _measured(work: Path, rounds: int) -> None:
    text, faces = document()
    html = work / "bulletin.html"
    html.write_text(text, encoding="utf-8")
    fonts = stage_fonts(faces, work)
    setters = (tongbao(html, work), chromium(html, fonts, work))
    for setter in setters:
        timed(setter.command)
    ours, theirs = (pages(setter.pdf) for setter in setters)
    same = sum(one == other for one, other in zip(ours, theirs, strict=False))
    runs: dict[str, list[Run]] = {setter.name: [] for setter in setters}
    for number in range(rounds):
        for setter in setters if number % 2 else reversed(setters):
            runs[setter.name].append(timed(setter.command))
    print(f"{BUREAU} {BULLETIN}, cold, {rounds} rounds\n")
    print(report(setters, runs, setters[1].name))
    print(f"\n{same} of {len(ours)} pages hold the same letters in both.\n")
    seconds = [warm(text, fonts, work) for _ in range(3)]
    places = {"first, with the worker's start": 0, "second": 1, "tenth": _DOCUMENTS - 1}
    for name, place in places.items():
        print(f"{name}: {statistics.median(each[place] for each in seconds):.2f} s")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path, help="where to work (default in memory, if it fits)")
    asked = parser.parse_args()
    print(machine(), end="\n\n")
    # It remarks on every one of Chromium's fonts.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with work_folder(asked.work) as work:
        _measured(work, asked.rounds)


if __name__ == "__main__":
    try:
        _main()
    except RunError as error:
        sys.exit(f"benchmark: {error}")
