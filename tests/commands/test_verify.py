"""`build.py verify` on real sites: made again elsewhere, under other settings, they are the same."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner, Result

from tests.commands.printed_office import FILES
from tests.review.git_office import FOLDER, GitOffice
from tongbao import commands
from tongbao.command_line import main

PDF = "moushi/rules/2021/sheet/form.pdf"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> GitOffice:
    """A repository with its site in `site`."""
    office = GitOffice(tmp_path_factory.mktemp("office"))
    office.git("init", "--quiet", "--initial-branch=main")
    office.branches({"main": FILES}, start=None)
    office.checkout("main")
    result = run("build", "--data", office.data, "--out", office.root / "site")
    assert result.exit_code == 0, result.output
    return office


def test_the_manifest_lists_every_file(built: GitOffice) -> None:
    site = built.root / "site"
    written = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert written["files"].keys() == found - {"manifest.json", ".tongbao"}
    assert PDF in found
    assert written["revision"] == {"commit": built.git("rev-parse", "HEAD"), "dirty": False}
    assert (written["today"], written["audience"]) == ("2021-04-30", "public")
    assert len(written["program"]["fonts"]) == 8
    assert {"pango", "harfbuzz"} <= written["program"]["libraries"].keys()


def test_the_build_names_the_revision_everywhere(built: GitOffice) -> None:
    site = built.root / "site"
    commit = built.git("rev-list", "--max-parents=0", "main")
    named = f"数据版本 {commit[:12]}"
    for page in ("index.html", "404.html", "moushi/submissions/beixian/2021/0105-1/index.html"):
        assert named in (site / page).read_text(encoding="utf-8"), page
    # On a record's page also as the commit that brought it.
    assert f"版本 {commit[:12]}</span>" in (site / page).read_text(encoding="utf-8")
    with pdfplumber.open(site / PDF) as pdf:
        assert pdf.metadata["Keywords"] == named


def test_it_is_the_same_again_under_other_settings(built: GitOffice, root: Path) -> None:
    """After a further commit, in another time zone, locale, home, with another hash seed, umask."""
    name = "submissions/beixian/2021/0105-1.yaml"
    changed = FILES[name].replace("北县经验", "北县做法")
    built.branches({"main": {name: changed}})
    built.checkout("main")
    done = subprocess.run(  # noqa: S603
        [sys.executable, root / "build.py", "verify", "site", "--data", "data"],
        cwd=built.root,
        capture_output=True,
        check=False,
        umask=0o077,
        env={
            "PATH": os.environ["PATH"],
            "TZ": "America/Los_Angeles",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "7",
            "HOME": "/nonexistent",
        },
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    *_, same, verdict = done.stdout.decode().splitlines()
    assert (same, verdict) == ("按清单的数据版本重新生成，每个文件都一样。", "核对通过。")


def test_a_manifest_that_was_made_to_fit_does_not_pass(built: GitOffice, tmp_path: Path) -> None:
    """Whoever changes a page and the manifest with it is found out by the data."""
    site = Path(shutil.copytree(built.root / "site", tmp_path / "site"))
    (site / "404.html").write_text("other", encoding="utf-8")
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    # sha256sum of the five letters
    manifest["files"]["404.html"] = (
        "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa"
    )
    (site / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = run("verify", site, "--data", built.data)
    assert result.exit_code == 1
    assert result.output.splitlines()[1:] == [
        "网站的文件同清单一致。",
        "重新生成的同清单不同：",
        "  改动　404.html",
        "核对没有通过。",
    ]


def test_without_a_manifest_it_says_so_in_one_line(built: GitOffice, tmp_path: Path) -> None:
    result = run("verify", tmp_path, "--data", built.data)
    assert result.exit_code == 1
    assert result.output == (
        f"{tmp_path} 里没有 manifest.json：它不是本程序生成的网站，或者由早先的程序生成，没有核对。\n"
    )


def test_missing_fonts_are_named_as_the_reason(
    built: GitOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "FONTS", tmp_path)
    result = run("verify", built.root / "site", "--data", built.data)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[2] == "生成网站的程序、程序库或字体同这里的不同，文件的差别多半由此而来："
    named = [line.partition("：")[0] for line in lines[3:-2]]
    assert [name for name in named if name.endswith("tf")] == [
        "  FandolFang-Regular.otf",
        "  FandolHei-Regular.otf",
        "  FandolKai-Regular.otf",
        "  FandolSong-Bold.otf",
        "  FandolSong-Regular.otf",
        "  NotoSansSC-Regular.otf",
        "  NotoSansSymbols2-Regular.ttf",
        "  NotoSerifSC-Regular.otf",
    ]
    assert lines[-2].startswith("字体文件不能用：")
    assert lines[-1] == "核对没有通过。"


def test_a_printed_form_names_the_revision(built: GitOffice, tmp_path: Path) -> None:
    commit = built.git("log", "-1", "--first-parent", "--format=%H", "main", "--", "data")
    target = tmp_path / "form.pdf"
    result = run("form", "beixian/2021/0105-1", "--data", built.data, "--out", target)
    assert result.exit_code == 0, result.output
    with pdfplumber.open(target) as pdf:
        assert pdf.metadata["Keywords"] == f"数据版本 {commit[:12]}"


def test_data_with_errors_gives_no_site(built: GitOffice, tmp_path: Path) -> None:
    """A manifest that names a revision whose data is refused."""
    built.branches({"broken": {"bureau.yaml": "name: 某局\n"}})
    site = Path(shutil.copytree(built.root / "site", tmp_path / "site"))
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    manifest["revision"]["commit"] = built.git("rev-parse", "broken")
    (site / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = run("verify", site, "--data", built.data)
    assert result.exit_code == 1
    assert f"{FOLDER}/bureau.yaml:1:1: 错误 [field-missing]" in result.output
    assert result.output.endswith("这个版本的数据这样就不能生成网站。\n核对没有通过。\n")
