"""`build.py form`: which submission it finds, what it writes, what it says."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner, Result

from tongbao import commands
from tongbao.command_line import main

NAME = "donghe/2026/0112-1"
PRIVATE = "含个人信息，仅供内部使用。\n"

Run = Callable[..., Result]


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


@pytest.fixture
def run(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def form(*arguments: object) -> Result:
        texts = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, ["form", *texts, "--data", str(data)])

    return form


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_form_is_written_into_the_current_folder(run: Run, tmp_path: Path) -> None:
    result = run(NAME)
    assert (result.exit_code, result.output) == (0, f"已生成 0112-1.pdf。{PRIVATE}")
    content = (tmp_path / "here" / "0112-1.pdf").read_bytes()
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        (page,) = pdf.pages
        text = page.extract_text()
    assert "东河县推行医保业务一窗通办" in text
    assert "13800000001" in text


@pytest.mark.parametrize(
    "path",
    [
        "shili/submissions/donghe/2026/0112-1.yaml",
        "submissions/donghe/2026/0112-1",
        "donghe/2026/0112-1.yaml",
    ],
)
def test_a_path_names_a_submission_too(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(data if path.startswith("shili") else data / "shili" / "submissions")
    out = tmp_path / "here" / "one.pdf"
    result = run(path, "--out", out)
    assert (result.exit_code, result.output) == (0, f"已生成 {out}。{PRIVATE}")
    assert out.read_bytes().startswith(b"%PDF-")


def test_an_unknown_id_gets_the_nearest_ones(run: Run) -> None:
    result = run("donghe/2026/0112-2")
    assert result.exit_code == 1
    assert result.output.startswith("没有报送 donghe/2026/0112-2，最接近的是：donghe/2026/0112-1")
    assert result.output.endswith("。没有生成审核表。\n")


def test_what_is_no_id_is_told_how_one_is_written(run: Run) -> None:
    result = run("一窗通办")
    assert result.exit_code == 1
    assert result.output == (
        "没有报送 一窗通办。编号写作“单位/年/名称”，如 donghe/2026/0112-1。没有生成审核表。\n"
    )


class TestSeveralBureaus:
    @pytest.fixture(autouse=True)
    def twin(self, data: Path) -> None:
        """A second bureau with the same records."""
        shutil.copytree(data / "shili", data / "twin")

    def test_the_bureau_is_asked_for(self, run: Run) -> None:
        result = run(NAME)
        assert result.exit_code == 1
        assert result.output == (
            f"{NAME} 在几个机关里都有：shili、twin，请用 --bureau 写明是哪一个。没有生成审核表。\n"
        )

    @pytest.mark.parametrize(
        "arguments", [(NAME, "--bureau", "twin"), (f"twin/submissions/{NAME}",)]
    )
    def test_one_that_is_named_is_taken(self, run: Run, arguments: tuple[str, ...]) -> None:
        assert run(*arguments).exit_code == 0

    def test_an_unknown_bureau_is_told_which_there_are(self, run: Run) -> None:
        result = run(NAME, "--bureau", "other")
        assert result.exit_code == 1
        assert result.output == "没有机关 other，现有的是：shili、twin。没有生成审核表。\n"


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (
            "bureau.yaml",
            ("form: 示例市医疗保障系统信息报送审核表\n", ""),
            "data/shili/bureau.yaml 没有写 form，示例市医保局没有审核表，请写上 form（审核表的标题）",
        ),
        (
            "units.yaml",
            (
                "  - {group: 各县医疗保障局, layout: unit, mark: 附件1-2, note: （各县医疗保障局）}\n",
                "",
            ),
            "data/shili/units.yaml 的 forms 没有写“各县医疗保障局”用哪种审核表，请补上这个分组",
        ),
        (
            f"submissions/{NAME}.yaml",
            ("name: 示例甲", "name: 示例😀"),
            "“示例市医疗保障系统信息报送审核表”没有排成 PDF：仿宋体及其后备字体都没有“😀”（U+1F600 GRINNING FACE），请改用别的字，或在 bureau.yaml 的 fonts 里指定有这个字的字体",
        ),
    ],
)
def test_what_stands_in_the_way_is_said(
    run: Run, data: Path, file: str, change: tuple[str, str], message: str
) -> None:
    replaced(data / "shili" / file, *change)
    result = run(NAME)
    assert (result.exit_code, result.output) == (1, f"{message}。没有生成审核表。\n")


def test_a_fault_in_the_data_is_reported(run: Run, data: Path) -> None:
    replaced(data / "shili" / f"submissions/{NAME}.yaml", "title: ", "title：")
    result = run(NAME)
    assert result.exit_code == 1
    assert f"data/shili/submissions/{NAME}.yaml:4:6: 错误 [yaml-colon]" in result.output
    assert result.output.endswith("\n没有生成审核表。\n")


def test_missing_fonts_are_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "FONTS", tmp_path / "no-fonts")
    result = run(NAME)
    assert result.exit_code == 1
    assert "NotoSansSymbols2-Regular.ttf 不存在" in result.output


def test_a_file_that_cannot_be_written_is_named(run: Run) -> None:
    result = run(NAME, "--out", "nowhere/one.pdf")
    assert result.exit_code == 1
    assert result.output == (
        "nowhere/one.pdf 写不了（No such file or directory）。没有生成审核表。\n"
    )
