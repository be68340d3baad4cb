"""The program that runs WeasyPrint, alone in a limited process: HTML in, PDF out, nothing else.

It is run as a file by `tongbao.render.pdf.process` and imports nothing of the package. It reads
one JSON job from its input and writes, for each document, a line of JSON and then its bytes; for a
job without documents, a line with the versions of the libraries behind WeasyPrint.
"""

import ctypes.util
import functools
import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

# No part of a version is larger.
MOST = 999


def limit(memory: int, file_size: int) -> None:
    """Limit what the process may ever use: memory and a file's size in bytes, no core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent() -> None:
    """End when whoever asked has ended: nobody would read what is set."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def allow_seconds(seconds: int) -> None:
    """Allow so many more seconds of processor time, from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def ask_no_compiler() -> None:
    """Let libraries be found by the names that the loader knows.

    WeasyPrint tries `gobject-2.0-0` before `libgobject-2.0.so.0`; for each that the loader does not
    know, Python runs ldconfig, gcc and ld, which takes as long as all imports together.
    """
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005


def missing() -> str | None:
    """Import the renderer; return why that fails, None if it is there."""
    ask_no_compiler()
    try:
        import weasyprint  # noqa: F401, PLC0415 - late, so that a failure is reported
    except (ImportError, OSError, AttributeError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return None


def parse_each_style_once() -> None:
    """Let equal `style` attributes be parsed once, of which a table has hundreds.

    WeasyPrint also shares computed styles between elements, if their declarations are the same
    objects. Nothing changes them.
    """
    import tinycss2  # noqa: PLC0415

    parse = tinycss2.parse_blocks_contents
    parse_text = functools.lru_cache(maxsize=4096)(parse)

    def parse_once(source: Any, *options: Any, **named: Any) -> Any:  # noqa: ANN401
        # The rules of style sheets come as lists of tokens.
        is_plain = isinstance(source, str) and not options and not named
        return parse_text(source) if is_plain else parse(source, *options, **named)

    tinycss2.parse_blocks_contents = parse_once


def versions() -> Mapping[str, str]:
    """Return the versions of the libraries that shape and cut fonts."""
    from weasyprint.text import ffi  # noqa: PLC0415

    number = ffi.pango.pango_version()
    shaper = harfbuzz(ffi.harfbuzz.hb_version_atleast)
    return {
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "harfbuzz": shaper,
        "harfbuzz-subset": shaper if ffi.harfbuzz_subset else "none",
    }


def harfbuzz(is_at_least: Callable[..., int]) -> str:
    """Return HarfBuzz's version, of which WeasyPrint can only ask whether it is old enough."""
    found: list[int] = []
    for place in range(3):
        number = 0
        while number < MOST and is_at_least(*found, number + 1, *[0] * (2 - place)):
            number += 1
        found.append(number)
    return ".".join(map(str, found))


def pdf_of(html: str) -> bytes:
    """Render a document to PDF/UA-1.

    Raises:
        ValueError: a character was set in a face that lacks it, or in a face not asked for.
    """
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class NothingFetcher(URLFetcher):  # type: ignore[misc]
        """Refuses every address, also `data:` and `file:`."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401, ARG002
            raise ValueError(f"documents fetch nothing: {url[:80]}")

    document = HTML(string=html, url_fetcher=NothingFetcher()).render()
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    missing = {chr(code) for font in document.fonts.values() for code in font.missing}
    if missing:
        raise ValueError(f"no glyph for {''.join(sorted(missing))!r}")
    return content


def run(job: Mapping[str, Any], output: BinaryIO) -> None:
    """Render each document of a job; one that fails is reported and the next one goes on."""
    gc.disable()
    allow_seconds(job["seconds"])
    absent = missing()
    if absent or not job["documents"]:
        found = {"size": 0, "error": absent, "is_missing": True} if absent else dict(versions())
        output.write(json.dumps(found).encode("ascii") + b"\n")
        return
    parse_each_style_once()
    # What the imports left lives as long as the process: no collection need look at it.
    gc.freeze()
    last = len(job["documents"]) - 1
    for place, html in enumerate(job["documents"]):
        allow_seconds(job["seconds"])
        content, error = b"", None
        try:
            content = pdf_of(html)
        except (Exception, RecursionError) as problem:  # noqa: BLE001 - reported to the parent
            error = f"{type(problem).__name__}: {problem}"
        header = json.dumps({"size": len(content), "error": error})
        output.write(header.encode("ascii") + b"\n" + content)
        output.flush()
        if place < last:
            gc.collect()


def main() -> None:
    """Read the job, give up everything that is not needed, render."""
    end_with_parent()
    job = json.load(sys.stdin.buffer)
    # What libraries print must not get between the documents.
    with os.fdopen(os.dup(1), "wb") as output:
        os.dup2(2, 1)
        limit(job["memory"], job["file_size"])
        run(job, output)
    sys.stderr.flush()
    # Everything is said; freeing a document's hundred thousand objects one by one helps nobody.
    os._exit(0)


if __name__ == "__main__":
    main()
