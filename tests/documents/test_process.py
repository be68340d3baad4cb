"""The renderer's limits: it fetches nothing, ends in time, names what failed, repeats itself."""

import hashlib
import io
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pdfplumber
import pytest

from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import (
    DEFAULT_LIMITS,
    Limits,
    RenderError,
    Source,
    render_pdfs,
)

HTML = '<html lang="zh-CN"><title>文</title><body style="font-family: fangsong">'
MARKER = "only in the file"


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


FETCHING = """
<link rel="stylesheet" href="{0}/style">
<link rel="attachment" href="{0}/attachment">
<style>@import "{0}/import"; @font-face {{ font-family: x; src: url({0}/font) }}
p {{ background: url({0}/background); list-style-image: url({0}/list) }}</style>
<p style="font-family: x, fangsong">中文 <img src="{0}/image" alt="">
<object data="{0}/object"></object><embed src="{0}/embed"></embed>
<a rel="attachment" href="{0}/link">附件</a>
"""


def test_nothing_is_fetched(faces: Faces, server: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = server
    for name in ("style", "attachment", "import", "image", "object", "embed", "link"):
        (tmp_path / name).write_text(f"p {{ color: red }} /* {MARKER} */", encoding="utf-8")
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    contents = render_pdfs(
        [
            Source("http", HTML + FETCHING.format(address)),
            Source("file", HTML + FETCHING.format(tmp_path.as_uri())),
            Source("data", f'{HTML}<p>中文<img alt="" src="{picture}">'),
        ],
        faces,
    )
    assert asked == []
    for content in contents:
        assert MARKER.encode() not in content
        assert b"EmbeddedFile" not in content
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            assert pdf.pages[0].images == []
            assert "中文" in pdf.pages[0].extract_text()


PARAGRAPHS = HTML + "<p>中文</p>" * 20000


@pytest.mark.parametrize(
    ("html", "limits", "reason"),
    [
        pytest.param(HTML + "<div>" * 2000, DEFAULT_LIMITS, "文档嵌套过深", id="deep"),
        pytest.param(
            PARAGRAPHS, replace(DEFAULT_LIMITS, seconds=4), "运算超过 4 秒，文档可能过长", id="long"
        ),
        pytest.param(
            PARAGRAPHS,
            replace(DEFAULT_LIMITS, memory=400 * 1024 * 1024),
            # Python's own failure, or that of a library that does not ask whether it got memory.
            r"(内存超过 400 MiB，文档可能过长|排版程序崩溃（信号 \d+），.*或者内存不够)",
            id="memory",
        ),
        pytest.param(
            HTML + "<p>中文😀",
            DEFAULT_LIMITS,
            "排版程序报错（ValueError）：no glyph for '😀'",
            id="no glyph",
        ),
    ],
)
def test_a_failure_names_the_document(faces: Faces, html: str, limits: Limits, reason: str) -> None:
    with pytest.raises(RenderError) as raised:
        render_pdfs([Source("好的", HTML + "<p>中文"), Source("坏的", html)], faces, limits)
    assert re.fullmatch(f"“坏的”没有排成 PDF：{reason}", str(raised.value))


def test_waiting_ends(faces: Faces, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A worker that neither computes nor answers is ended by the clock."""
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr("tongbao.render.pdf.process._WORKER", sleeper)
    with pytest.raises(RenderError, match="“文”没有排成 PDF：等了 2 秒仍未排完"):
        render_pdfs([Source("文", HTML)], faces, replace(DEFAULT_LIMITS, seconds=1))


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.kill(os.getpid(), 11)", "排版程序崩溃（信号 11）"),
        ("raise SystemExit('broken')", "排版程序异常退出（代码 1）：broken"),
        ("raise SystemExit", "排版程序异常退出（代码 0）：没有说明"),
        ("raise MemoryError", "内存超过 2048 MiB，文档可能过长"),
        ('print(\'{"size": 9, "error": null}\')', "排版程序异常退出（代码 0）：没有说明"),
        (
            'print(\'{"size": 0, "error": "AssertionError: "}\')',
            "排版程序报错（AssertionError）：没有说明",
        ),
    ],
)
def test_a_crash_names_the_document(
    faces: Faces, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, reason: str
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(program, encoding="utf-8")
    monkeypatch.setattr("tongbao.render.pdf.process._WORKER", worker)
    with pytest.raises(RenderError) as raised:
        render_pdfs([Source("文", HTML)], faces)
    assert reason in str(raised.value)


PROGRAM = """
import hashlib, pathlib
from tests.documents.sample import brief_view
from tongbao.model.bureau import Fonts
from tongbao.render.pdf.document import render_bulletins
from tongbao.render.pdf.faces import load_faces
faces = load_faces(pathlib.Path(".fonts"), Fonts())
print(hashlib.sha256(*render_bulletins([brief_view()], faces)).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes(root: Path) -> None:
    settings = [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    digests = {
        subprocess.run(  # noqa: S603 - a constant program
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONPATH": str(root), **setting},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for setting in settings
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2
