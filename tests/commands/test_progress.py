"""Long work shows on a terminal how far it is, and nothing elsewhere; times when asked."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

STAGES = [
    "读取、检查和计分",
    "核对公文的版面",
    "读取数据的版本历史",
    "写出网站",
    "生成网页和文件",
    "换上新的网站",
    "记下这次生成",
]
LINE_REDRAWN = "\r\x1b[K"


def command(root: Path, data: Path, out: Path) -> list[str]:
    arguments = ["build", "--data", str(data), "--out", str(out), "--today", "2026-05-01"]
    return [sys.executable, str(root / "build.py"), *arguments, "--verbose"]


def on_a_terminal(asked: list[str]) -> str:
    """Run a command whose standard error is a terminal; return what it wrote there."""
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(asked, stderr=theirs) as running:  # noqa: S603 - our own program
            os.close(theirs)
            written = b""
            while True:
                try:
                    piece = os.read(ours, 65536)
                except OSError:  # what Linux says when the other side is closed
                    break
                if not piece:
                    break
                written += piece
        assert running.returncode == 0
    finally:
        os.close(ours)
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_sees_the_stages_and_a_pipe_does_not(
    root: Path, example_data: Path, tmp_path: Path
) -> None:
    asked = command(root, example_data, tmp_path / "site")
    drawn = on_a_terminal(asked)
    begun = [text for text in re.findall(r"\r\x1b\[K([^\r\n]+)…", drawn) if text in STAGES]
    assert list(dict.fromkeys(begun)) == STAGES
    last = drawn.rpartition(LINE_REDRAWN)[2]
    assert f"已生成 {tmp_path / 'site'}：" in last

    again = command(root, example_data, tmp_path / "other")
    done = subprocess.run(again, capture_output=True, text=True, check=True)  # noqa: S603
    assert LINE_REDRAWN not in done.stderr
    assert done.stdout == ""
    times = re.findall(r"(?m)^(\S.*?) +\d+\.\d\d 秒$", done.stderr)
    assert times == [*STAGES, "合计"]
