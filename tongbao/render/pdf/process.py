"""Rendering in a process of its own, with limits: documents in, PDFs or a named failure out."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.fontconfig import stage_fonts
from tongbao.source.scratch import scratch_folder

_WORKER = Path(__file__).with_name("worker.py")
_MIB = 1024 * 1024
_ABSENT_LIBRARY = re.compile(r"library '([\w.+-]+)'")
_PACKAGES = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"
_NO_FACES = Faces({}, frozenset())
# Where systems without a linker cache are told about Pango; no other variable is passed on.
_PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Limits:
    """What rendering may use."""

    seconds: int = 120
    """Processor time and, twice as much, waiting time of a document."""

    memory: int = 2048 * _MIB
    """Address space in bytes."""

    file_size: int = 64 * _MIB
    """Largest file, in bytes."""


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Source:
    """A document to render: its name for messages, its HTML."""

    name: str
    html: str


class RenderError(Exception):
    """A document could not be rendered; the message (Chinese) names it and says why."""

    @classmethod
    def of(cls, name: str, reason: str) -> "RenderError":
        """Return the error of a document; as one text, it can be passed between processes."""
        return cls(f"“{name}”没有排成 PDF：{reason}")


class MissingLibraryError(RenderError):
    """What renders is not installed or is broken; the message (Chinese) says what to install."""


def _absent(error: str) -> str:
    """Say what to install after a failed import, by Python's words for it."""
    kind, _, detail = error.partition(":")
    said = "".join(letter for letter in detail.strip()[:200] if letter.isprintable())
    absent = _ABSENT_LIBRARY.search(error)
    if kind == "OSError" or (absent and kind == "AttributeError"):
        name = absent[1] if absent else said
        return (
            f"排版要用的系统库 {name} 没有安装或者已经损坏，请安装 Pango 和 HarfBuzz（{_PACKAGES}）"
        )
    return f"排版要用的 WeasyPrint 没有装好（{said}），请先运行 make"


def library_versions(limits: Limits = DEFAULT_LIMITS) -> Mapping[str, str]:
    """Return the versions of what makes PDFs from documents: of programs that shape and cut fonts.

    Raises:
        MissingLibraryError: one of them is missing or broken.
    """
    with scratch_folder() as folder:
        answer = _run((), _NO_FACES, limits, folder)
    if not answer.output.endswith(b"\n"):
        raise MissingLibraryError(
            f"排版要用的程序库一加载就出错（{_ending(answer, limits)}），"
            f"请重新安装 Pango 和 HarfBuzz（{_PACKAGES}）"
        )
    found = json.loads(answer.output)
    if found.get("is_missing"):
        raise MissingLibraryError(_absent(found["error"]))
    return {str(name): str(version) for name, version in found.items()}


def render_pdfs(
    sources: Sequence[Source], faces: Faces, limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, ...]:
    """Return the PDF of each document, in order; one process renders them all.

    Raises:
        RenderError: a document failed or broke a limit; the first one is named.
        MissingLibraryError: what renders is missing or broken.
    """
    if not sources:
        return ()
    with scratch_folder() as folder:
        answer = _run(sources, faces, limits, folder)
        return tuple(_checked(answer, sources, limits))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back: the process's output and how it ended (None: out of time)."""

    output: bytes
    errors: bytes
    status: int | None


def _run(sources: Sequence[Source], faces: Faces, limits: Limits, folder: Path) -> _Answer:
    job = {
        "documents": [source.html for source in sources],
        "seconds": limits.seconds,
        "memory": limits.memory,
        "file_size": limits.file_size,
    }
    environment = {
        "FONTCONFIG_FILE": str(stage_fonts(faces, folder)),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TMPDIR": str(folder),
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, no argument from data
            [sys.executable, "-I", str(_WORKER)],
            input=json.dumps(job).encode("ascii"),
            capture_output=True,
            check=False,
            cwd=folder,
            env=environment,
            timeout=2 * limits.seconds * max(len(sources), 1),
        )
    except subprocess.TimeoutExpired as late:
        return _Answer(late.stdout or b"", late.stderr or b"", None)
    return _Answer(done.stdout, done.stderr, done.returncode)


def _checked(answer: _Answer, sources: Sequence[Source], limits: Limits) -> Iterator[bytes]:
    position = 0
    for source in sources:
        end = answer.output.find(b"\n", position) + 1
        if not end:
            raise RenderError.of(source.name, _ending(answer, limits))
        header = json.loads(answer.output[position:end])
        if header.get("is_missing"):
            raise MissingLibraryError(_absent(header["error"]))
        if header["error"]:
            raise RenderError.of(source.name, _explained(header["error"], limits))
        position = end + header["size"]
        if position > len(answer.output):
            raise RenderError.of(source.name, _ending(answer, limits))
        yield answer.output[end:position]


def _ending(answer: _Answer, limits: Limits) -> str:
    """Say how the process ended without an answer for a document."""
    if answer.status is None:
        return f"等了 {2 * limits.seconds} 秒仍未排完，文档可能过长"
    if answer.status == -signal.SIGXCPU:
        return f"运算超过 {limits.seconds} 秒，文档可能过长"
    if answer.status < 0:
        return f"排版程序崩溃（信号 {-answer.status}），文档可能嵌套过深、过长，或者内存不够"
    last = ["没有说明", *answer.errors.decode("utf-8", "replace").strip().splitlines()][-1]
    # Where memory runs out while the failure is reported, the process ends with the same error.
    return _known(last, limits) or f"排版程序异常退出（代码 {answer.status}）：{last}"


def _explained(error: str, limits: Limits) -> str:
    kind, _, detail = error.partition(":")
    return _known(error, limits) or f"排版程序报错（{kind}）：{detail.strip() or '没有说明'}"


def _known(error: str, limits: Limits) -> str | None:
    """Return what an error of Python's means for the document, if that is known."""
    return {
        "RecursionError": "文档嵌套过深",
        "MemoryError": f"内存超过 {limits.memory // _MIB} MiB，文档可能过长",
    }.get(error.partition(":")[0])
