"""Without WeasyPrint, Pango or whole fonts: one plain line, and what is published stays."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from tests.commands.printed_office import FILES
from tongbao import build_command
from tongbao.command_line import main
from tongbao.publish import publish
from tongbao.render.pdf import process
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import (
    MissingLibraryError,
    RenderError,
    Source,
    library_versions,
    render_pdfs,
)

WORKER = Path(process.__file__).with_name("worker.py")
PACKAGES = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"
PANGO = f"请安装 Pango 和 HarfBuzz（{PACKAGES}）"
# What is put in front of the program that renders, and what is then said.
POISONED = {
    "no WeasyPrint": (
        "import sys; sys.modules['weasyprint'] = None",
        (
            "排版要用的 WeasyPrint 没有装好（import of weasyprint halted; None in sys.modules），"
            "请先运行 make"
        ),
    ),
    "half of WeasyPrint": (
        "import sys; sys.modules['pydyf'] = None",
        "排版要用的 WeasyPrint 没有装好（import of pydyf halted; None in sys.modules），请先运行 make",
    ),
    "no Pango": (
        (
            "import cffi; load = cffi.FFI.dlopen\n"
            "def absent(self, name, flags=0):\n"
            "    if 'pango' in str(name):\n"
            "        raise OSError(f\"cannot load library '{name}': {name}: no such file\")\n"
            "    return load(self, name, flags)\n"
            "cffi.FFI.dlopen = absent"
        ),
        f"排版要用的系统库 libpango-1.0-0 没有安装或者已经损坏，{PANGO}",
    ),
    "a Pango that is none": (
        (
            "import cffi; load = cffi.FFI.dlopen\n"
            "cffi.FFI.dlopen = lambda self, name, flags=0: load(self, 'libc.so.6', flags)"
        ),
        f"排版要用的系统库 libc.so.6 没有安装或者已经损坏，{PANGO}",
    ),
}


def poison(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put something in front of the program that renders; return what is to be said."""
    code, said = POISONED[name]
    program = folder / "poisoned.py"
    program.write_text(f"{code}\nexec(open({str(WORKER)!r}).read())", encoding="utf-8")
    monkeypatch.setattr(process, "_WORKER", program)
    return said


@pytest.mark.parametrize("name", POISONED)
def test_what_is_missing_is_named(
    name: str, faces: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = poison(name, tmp_path, monkeypatch)
    with pytest.raises(MissingLibraryError) as raised:
        library_versions()
    assert str(raised.value) == said
    # Where a document is rendered without asking first, no document is blamed either.
    with pytest.raises(RenderError) as refused:
        render_pdfs([Source("通报", "<p>")], faces)
    assert str(refused.value) == said


def test_a_library_that_crashes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "worker.py").write_text("import os; os.kill(os.getpid(), 11)", encoding="utf-8")
    monkeypatch.setattr(process, "_WORKER", tmp_path / "worker.py")
    with pytest.raises(
        MissingLibraryError, match=r"一加载就出错（排版程序崩溃（信号 11）.*请重新安装"
    ):
        library_versions()


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder, and a site that is published already."""
    site = tmp_path / "site"
    publish({"index.html": b"old"}, site)
    for name, text in FILES.items():
        path = tmp_path / "data" / "moushi" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return tmp_path / "data", site


def built(office: tuple[Path, Path]) -> Result:
    data, site = office
    arguments = ["build", "--data", str(data), "--out", str(site), "--today", "2021-04-30"]
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("name", POISONED)
def test_nothing_is_published_without_them(
    name: str, office: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = poison(name, tmp_path, monkeypatch)
    result = built(office)
    assert (result.exit_code, result.output) == (1, f"{said}。网站没有重新生成。\n")
    assert (office[1] / "index.html").read_bytes() == b"old"


def test_a_truncated_system_library_is_named(
    office: tuple[Path, Path], root: Path, tmp_path: Path
) -> None:
    """As after a full disk: the loader finds a file that is no library."""
    data, site = office
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries" / "libpango-1.0.so.0").write_bytes(b"\x7fELF")
    done = subprocess.run(  # noqa: S603
        [sys.executable, root / "build.py", "build", "--data", data, "--out", site],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": str(tmp_path / "libraries")},
    )
    said = POISONED["no Pango"][1]
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"{said}。网站没有重新生成。\n"
    assert (site / "index.html").read_bytes() == b"old"


@pytest.mark.parametrize("left", [0, 3, 100, 100_000, -10])
def test_a_truncated_font_is_named(
    office: tuple[Path, Path],
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    left: int,
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for path in (root / ".fonts").glob("*.[ot]tf"):
        (fonts / path.name).symlink_to(path)
    (fonts / "FandolKai-Regular.otf").unlink()
    whole = (root / ".fonts" / "FandolKai-Regular.otf").read_bytes()
    (fonts / "FandolKai-Regular.otf").write_bytes(whole[:left])
    monkeypatch.setattr(build_command, "FONTS", fonts)
    result = built(office)
    # A few bytes are not even known for a font.
    problem = "不是字体" if 0 <= left <= 100 else "不完整"
    advice = "请运行 make（坏的文件先删去），或把字体放进 fonts 文件夹再运行"
    assert (result.exit_code, result.output) == (
        1,
        f"字体文件不能用：FandolKai-Regular.otf {problem}。{advice}。网站没有重新生成。\n",
    )
    assert (office[1] / "index.html").read_bytes() == b"old"
