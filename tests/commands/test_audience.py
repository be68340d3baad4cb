"""Where an internal site may be written: only where somebody says, never where a public one is."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tongbao import build_command
from tongbao.command_line import main

TODAY = "2026-05-01"
NO_PLACE = "内部网站要另写输出的文件夹，如 --out ../neibu。网站没有生成。\n"


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


def internal(data: Path, *arguments: object) -> Result:
    given = ("build", "--data", data, "--today", TODAY, "--audience", "internal", *arguments)
    return CliRunner().invoke(main, [str(argument) for argument in given])


def test_an_internal_site_needs_a_folder_of_its_own(data: Path) -> None:
    result = internal(data)
    assert (result.exit_code, result.output) == (1, NO_PLACE)


@pytest.mark.parametrize("inside", ["", "neibu"])
def test_an_internal_site_never_goes_to_the_public_folder(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setattr(build_command, "SITE", tmp_path / "site")
    out = tmp_path / "site" / inside
    result = internal(data, "--out", out)
    assert (result.exit_code, result.output) == (
        1,
        f"{out} 是公开网站的文件夹，不能放内部资料。{NO_PLACE}",
    )
    assert not out.exists()


def test_an_internal_site_never_replaces_a_public_one(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "www"
    arguments = ("build", "--data", str(data), "--today", TODAY, "--out", str(out))
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = (out / "index.html").read_bytes()
    result = internal(data, "--out", out)
    assert result.exit_code == 1
    assert "是公开网站的文件夹" in result.output
    assert (out / "index.html").read_bytes() == before


def test_an_internal_site_says_what_it_is_and_can_be_built_again(
    data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "neibu"
    for _ in range(2):
        result = internal(data, "--out", out)
        assert result.exit_code == 0, result.output
        assert "内部网站含个人信息和不公开信息，请勿外传" in result.output
    assert "内部资料，请勿外传" in (out / "404.html").read_text(encoding="utf-8")
