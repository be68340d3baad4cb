"""The commands of build.py, run as people run them."""

import json
import os
import shutil
import subprocess
import sys
import threading
import urllib.request
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner, Result

from tongbao import build_command, commands
from tongbao.command_line import main

TODAY = "2026-05-01"
RECORD = "shili/submissions/donghe/2026/0120-1.yaml"


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_check_says_that_all_is_well(data: Path) -> None:
    result = run("check", "--data", data, "--today", TODAY)
    assert (result.exit_code, result.output) == (0, "检查通过，没有发现问题。\n")


def test_check_of_a_fault_exits_with_1_in_every_format(data: Path) -> None:
    (data / RECORD).write_text("title：一窗通办\n", encoding="utf-8")
    for style, beginning in (
        ("text", f"data/{RECORD}:1:6: 错误 [yaml-colon]"),
        ("json", "[\n  {"),
        ("github", f"::error file=data/{RECORD},line=1,col=6,"),
    ):
        result = run("check", "--data", data, "--today", TODAY, "--format", style)
        assert result.exit_code == 1
        assert result.output.startswith(beginning)


def test_a_warning_is_no_failure(data: Path) -> None:
    result = run("check", "--data", data, "--today", "2026-02-01", "--format", "json")
    assert result.exit_code == 0
    assert {row["severity"] for row in json.loads(result.output)} == {"warning"}


def test_without_git_or_option_the_newest_record_is_today(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(data.parent))
    result = run("check", "--data", data)
    assert (result.exit_code, result.output) == (0, "检查通过，没有发现问题。\n")


def test_a_day_that_is_none_is_refused(data: Path) -> None:
    result = run("check", "--data", data, "--today", "2026-02-30")
    assert result.exit_code == 2
    assert "日期写作 2021-04-08" in result.output


@dataclass(frozen=True)
class Built:
    """A site of the example data, and what its maker was told."""

    site: Path
    result: Result


@pytest.fixture(scope="module")
def built(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    data = shutil.copytree(example_data, folder / "data")
    site = folder / "site"
    result = run("build", "--data", data, "--out", site, "--today", TODAY)
    assert result.exit_code == 0, result.output
    return Built(site, result)


def test_build_publishes_every_file_of_a_bulletin(built: Built) -> None:
    folder = built.site / "shili" / "bulletins" / "2026-q1"
    assert sorted(path.name for path in folder.iterdir()) == [
        "awards.csv",
        "bulletin.docx",
        "bulletin.json",
        "bulletin.pdf",
        "index.html",
        "scores.csv",
    ]
    assert (folder / "bulletin.pdf").read_bytes().startswith(b"%PDF-")
    assert "仿宋体：" in built.result.output
    assert built.result.output.endswith("个文件。\n")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("bulletins/2026-q1/bulletin.pdf", "示例市医保局关于2026年一季度信息工作情况的通报"),
        ("tasks/renwu/form.pdf", "示例市医疗保障系统信息报送任务表"),
        ("reminders/2026-01-15/reminder.pdf", "关于2026年1月上半月信息报送情况的提醒"),
        ("reminders/2026-04-30/reminder.pdf", "关于2026年4月信息报送情况的提醒"),
    ],
)
def test_each_pdf_is_the_document_of_its_page(built: Built, path: str, title: str) -> None:
    """One process renders them all."""
    with pdfplumber.open(built.site / "shili" / path) as pdf:
        assert pdf.metadata["Title"] == title


def test_a_fault_leaves_the_published_site_alone(data: Path, built: Built, tmp_path: Path) -> None:
    site = Path(shutil.copytree(built.site, tmp_path / "site"))
    before = tree(site)
    (data / RECORD).write_text("title：一窗通办\n", encoding="utf-8")
    result = run("build", "--data", data, "--out", site, "--today", TODAY)
    assert result.exit_code == 1
    assert f"data/{RECORD}:1:6: 错误 [yaml-colon]" in result.output
    assert result.output.endswith("网站没有重新生成。\n")
    assert tree(site) == before


def test_missing_fonts_are_named_before_anything_is_rendered(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_command, "FONTS", tmp_path / "no-fonts")
    result = run("build", "--data", data, "--out", tmp_path / "site", "--today", TODAY)
    assert result.exit_code == 1
    assert "FandolFang-Regular.otf" in result.output
    assert not (tmp_path / "site").exists()


def test_a_folder_of_somebody_else_is_refused_in_one_line(data: Path, tmp_path: Path) -> None:
    result = run("build", "--data", data, "--out", tmp_path, "--today", TODAY)
    assert result.exit_code == 1
    assert "不会覆盖它" in result.output
    assert (data / RECORD).is_file()


def test_schema_says_what_is_behind_and_writes_it(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "docs", tmp_path / "docs")
    assert commands.schema(tmp_path, only_check=True) == 0
    stale = tmp_path / "docs" / "schema" / "units.json"
    stale.write_text("{}", encoding="utf-8")
    assert commands.schema(tmp_path, only_check=True) == 1
    assert stale.read_text(encoding="utf-8") == "{}"
    assert commands.schema(tmp_path, only_check=False) == 0
    assert commands.schema(tmp_path, only_check=True) == 0


def test_the_same_data_gives_the_same_bytes_anywhere(
    root: Path, data: Path, tmp_path: Path
) -> None:
    """Two time zones, locales, hash seeds, umasks and homes."""
    surroundings = (
        {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": str(tmp_path)},
    )
    trees = []
    for number, environment in enumerate(surroundings):
        site = tmp_path / f"site-{number}"
        subprocess.run(  # noqa: S603
            [sys.executable, root / "build.py", "build", "--data", data, "--out", site],
            check=True,
            capture_output=True,
            cwd=tmp_path,
            umask=0o027 if number else 0o022,
            env={"PATH": os.environ["PATH"], **environment},
        )
        trees.append(tree(site))
    assert trees[0] == trees[1]


def test_serve_shows_the_site_and_builds_it_again_on_change(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    stop = threading.Event()
    today = date(2026, 5, 1)
    serving = threading.Thread(
        target=commands.serve, args=(data, site, today, 0, stop), daemon=True
    )
    serving.start()
    page = "shili/submissions/donghe/2026/0120-1/"

    def shown() -> str:
        address = said.partition("http://")[2].partition(" ")[0]
        with urllib.request.urlopen(f"http://{address}{page}", timeout=5) as answer:
            return str(answer.read().decode())

    said = ""
    for _ in range(300):
        said += capsys.readouterr().err
        if "http://" in said:
            break
        stop.wait(0.1)
    assert "东河县开展医保政策进乡村活动" in shown()
    text = (data / RECORD).read_text(encoding="utf-8")
    (data / RECORD).write_text(text.replace("进乡村", "进社区"), encoding="utf-8")
    for _ in range(300):
        if "东河县开展医保政策进社区活动" in shown():
            break
        stop.wait(0.1)
    else:
        pytest.fail("the change was not built")
    stop.set()
    serving.join(timeout=10)
    assert not serving.is_alive()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("bureau.yaml", "示例市医疗保障局文件", "示例市医疗保障局" * 8), "layout"),
        (("units.yaml", "name: 办公室", "name: 办公室\N{GRINNING FACE}"), "text-glyph"),
    ],
)
def test_check_refuses_what_build_could_not_print(
    data: Path, tmp_path: Path, change: tuple[str, str, str], rule: str
) -> None:
    name, old, new = change
    path = data / "shili" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    checked = run("check", "--data", data, "--today", TODAY)
    built = run("build", "--data", data, "--out", tmp_path / "site", "--today", TODAY)
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert f"[{rule}]" in checked.output
    assert built.output == checked.output + "网站没有重新生成。\n"
    assert not (tmp_path / "site").exists()


def test_check_without_fonts_says_what_build_says(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "FONTS", tmp_path / "no-fonts")
    result = run("check", "--data", data, "--today", TODAY)
    assert result.exit_code == 1
    assert "FandolFang-Regular.otf" in result.output
