"""What makes the renderer quick changes nothing else: no program is asked, no document stays."""

from pathlib import Path

import pytest

from tongbao.render.pdf import process
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import Source, library_versions, render_pdfs

WORKER = Path(process.__file__).with_name("worker.py")
# One attribute means different things: what is inherited, and what the sheet says, differ.
STYLED = """<html lang="zh-CN"><title>文</title><style>{sheet}</style>
<body style="font-family: fangsong"><p style="margin: 1em 0; color: var(--ink, red)">中文</p>
<div><p style="margin: 1em 0; color: var(--ink, red)">中文</p></div>"""
SMALL = STYLED.format(sheet="html { font-size: 9pt } div { --ink: blue }")
LARGE = STYLED.format(sheet="html { font-size: 30pt } p { margin: 0 !important }")


def test_no_other_program_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "alone.py"
    program.write_text(
        "import subprocess, sys\n"
        "def refuse(*_, **__): sys.exit('a program was run')\n"
        "subprocess.Popen = refuse\n"
        f"exec(open({str(WORKER)!r}).read())",
        encoding="utf-8",
    )
    monkeypatch.setattr(process, "_WORKER", program)
    assert set(library_versions()) == {"pango", "harfbuzz", "harfbuzz-subset"}


def test_a_document_is_the_same_whatever_came_before(faces: Faces) -> None:
    (small,) = render_pdfs([Source("小", SMALL)], faces)
    (large,) = render_pdfs([Source("大", LARGE)], faces)
    assert small != large
    together = [Source("小", SMALL), Source("大", LARGE), Source("小", SMALL)]
    assert render_pdfs(together, faces) == (small, large, small)


def test_equal_styles_keep_their_place(faces: Faces) -> None:
    """Two paragraphs with the same attribute, one inside what sets its colour: red, then blue."""
    (content,) = render_pdfs([Source("小", SMALL)], faces)
    assert content != render_pdfs([Source("小", SMALL.replace("blue", "red"))], faces)[0]
