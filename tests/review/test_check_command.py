"""`build.py check --base` as a forge's job runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.review.repository import Repository
from tongbao.command_line import main

ADOPTION = "data/shili/adoptions/2026/guanwang-0430.yaml"
OWN_ADOPTION = {ADOPTION: "submission: donghe/2026/0428-1\noutlet: guanwang\ndate: 2026-04-30\n"}
NEW = "data/shili/submissions/donghe/2026/0501-1.yaml"
TITLE_LESS = {NEW: "unit: donghe\ndate: 2026-05-01\ncategory: 动态信息\nopenness: 公开\n"}


def check(made: Repository, *arguments: str) -> Result:
    options = ("--data", str(made.data), "--today", "2026-05-01", *arguments)
    return CliRunner().invoke(main, ["check", *options])


@pytest.mark.parametrize(
    ("style", "beginning"),
    [
        (
            "text",
            f"{ADOPTION}:1:1: 错误 [change-refused] 这个账号不能这样改动\n  发现：新增 {ADOPTION}\n",
        ),
        ("json", f'[\n  {{\n    "path": "{ADOPTION}",\n    "line": 1,\n'),
        (
            "github",
            f"::error file={ADOPTION},line=1,col=1,title=这个账号不能这样改动 [change-refused]::发现：",
        ),
    ],
)
def test_what_is_refused_is_said_in_every_format(
    desk: Repository, style: str, beginning: str
) -> None:
    desk.branch("mine", OWN_ADOPTION)
    options = ("--base", "main", "--head", "mine", "--actor", "shili-donghe", "--format", style)
    result = check(desk, *options)
    assert result.exit_code == 1
    assert result.output.startswith(beginning)


def test_what_the_office_may_do_passes(desk: Repository) -> None:
    desk.branch("mine", OWN_ADOPTION)
    result = check(desk, "--base", "main", "--head", "mine", "--actor", "SHILI-office")
    assert (result.exit_code, result.output) == (0, "检查通过，没有发现问题。\n")


def test_faults_of_the_data_and_of_the_actor_come_in_one_run(desk: Repository) -> None:
    desk.branch("mine", {**OWN_ADOPTION, **TITLE_LESS})
    options = ("--base", "main", "--head", "mine", "--actor", "shili-donghe", "--format", "json")
    rows = json.loads(check(desk, *options).output)
    assert [(row["path"], row["rule"]) for row in rows] == [
        (ADOPTION, "change-refused"),
        (NEW, "field-missing"),
    ]


def test_the_work_tree_is_left_as_it_was(desk: Repository) -> None:
    desk.branch("mine", OWN_ADOPTION)
    desk.write({NEW: "draft\n"})
    check(desk, "--base", "main", "--head", "mine", "--actor", "shili-donghe")
    assert desk.git("status", "--porcelain") == f"?? {NEW}\n"
    assert desk.git("branch", "--show-current") == "main\n"


@pytest.mark.parametrize(
    "options", [("--base", "main"), ("--actor", "shili-donghe"), ("--head", "main")]
)
def test_base_and_actor_go_together(desk: Repository, options: tuple[str, ...]) -> None:
    result = check(desk, *options)
    assert result.exit_code == 2
    assert "--base 和 --actor 要一起写，--head 只同它们一起写" in result.output


def test_a_revision_that_is_none_is_said_in_one_line(desk: Repository) -> None:
    result = check(desk, "--base", "nowhere", "--actor", "shili-donghe")
    assert result.exit_code == 1
    assert result.output.startswith("git 读不出版本")
    assert result.output.count("\n") == 1


def test_outside_a_repository_it_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "data").mkdir()
    made = Repository(tmp_path)
    result = check(made, "--base", "main", "--actor", "shili-donghe")
    assert result.exit_code == 1
    assert result.output.startswith("git 读不出版本")
    gone = check(Repository(tmp_path / "gone"), "--base", "main", "--actor", "shili-donghe")
    assert "没有数据文件夹" in gone.output


def test_nothing_that_lies_in_the_data_is_run(root: Path, desk: Repository) -> None:
    """Modules named like the program's own, in the branch, in the work tree and where it runs."""
    trap = "from pathlib import Path\nPath(__file__).with_name('sprung').touch()\n"
    planted = [
        f"{folder}{name}"
        for folder in ("", "data/", "data/shili/")
        for name in ("yaml.py", "conftest.py", "sitecustomize.py", "tongbao/__init__.py")
    ]
    desk.branch("mine", dict.fromkeys(planted, trap))
    for head in ((), ("--head", "mine")):
        if not head:
            desk.git("checkout", "--quiet", "mine")
        asked = ("--base", "main", *head, "--actor", "shili-donghe", "--format", "json")
        done = subprocess.run(  # noqa: S603
            [sys.executable, root / "build.py", "check", "--data", ".", *asked],
            cwd=desk.data,
            capture_output=True,
            check=False,
            env={"PATH": os.environ["PATH"]},
        )
        assert done.returncode == 1
        told = {(row["path"], row["rule"]) for row in json.loads(done.stdout)}
        assert told >= {(path, "change-refused") for path in planted}
        assert told >= {("data/yaml.py", "file-stray"), ("data/shili/yaml.py", "file-stray")}
    assert list(desk.root.rglob("sprung")) == []
