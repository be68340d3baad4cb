"""The comment below a pull request: where it goes, what it says, what it never believes."""

import json
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tongbao.review.comment import MARK, Run, main, write_comment
from tongbao.review.untrusted import MAX_PACKED, ArtifactError

RUN = Run("7", has_passed=True, head_owner="lisi", head_branch="file&1", head_commit="a" * 40)
PULLS = "pulls?state=open&head=lisi%3Afile%261&per_page=100&page=1"
FILES = "pulls/12/files?per_page=100&page=1"
COMMENTS = "issues/12/comments?per_page=100&page=1"
ARTIFACTS = "actions/runs/7/artifacts?name=comment"
PASSED = f"{MARK}\n\n### ✅ 检查通过\n\n**合并以后**"


class Forge:
    """A forge with one pull request; what is sent to it is kept."""

    def __init__(self, changed: Mapping[str, object] | None = None) -> None:
        """Answer as an ordinary forge would, but for what is changed."""
        self.sent: list[tuple[str, str, str]] = []
        self.answers: dict[str, Any] = {
            PULLS: [{"number": 12, "head": {"sha": "a" * 40}}],
            FILES: [{"filename": "data/shili/submissions/donghe/2026/0301-1.yaml"}],
            COMMENTS: [],
            ARTIFACTS: {"artifacts": [{"id": 5, "size_in_bytes": 400}]},
            **(changed or {}),
        }
        self.artifact = _archive(diff="**合并以后**")

    def __call__(self, method: str, path: str, sent: Mapping[str, str] | None) -> bytes:
        """Answer."""
        if method != "GET":
            assert sent is not None
            self.sent.append((method, path, sent["body"]))
            return b"{}"
        if path == "actions/artifacts/5/zip":
            return self.artifact
        return json.dumps(self.answers[path]).encode()


def _archive(**files: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.md", text)
    return buffer.getvalue()


def _comment(number: int, author: str, body: str) -> dict[str, object]:
    return {"id": number, "user": {"login": author}, "body": body}


def test_the_first_run_writes_a_comment() -> None:
    forge = Forge()
    assert write_comment(RUN, forge) == "Commented on #12."
    assert forge.sent == [("POST", "issues/12/comments", PASSED)]


def test_the_next_run_renews_the_own_comment_alone() -> None:
    """A comment that only looks like the own one is another's, and stays."""
    found = [
        _comment(1, "mallory", f"{MARK} x"),
        _comment(2, "github-actions[bot]", "x"),
        _comment(3, "github-actions[bot]", f"{MARK} old"),
    ]
    forge = Forge({COMMENTS: found})
    assert write_comment(RUN, forge) == "Renewed the comment on #12."
    assert forge.sent == [("PATCH", "issues/comments/3", PASSED)]


def test_a_run_that_is_overtaken_says_nothing() -> None:
    """The pull request has a newer head, or the branch none: the artifact can't choose another."""
    for pulls in ([{"number": 12, "head": {"sha": "b" * 40}}], []):
        forge = Forge({PULLS: pulls})
        write_comment(RUN, forge)
        assert forge.sent == []


def test_a_refusal_says_what_to_do_before_what_is_wrong() -> None:
    forge = Forge()
    forge.artifact = _archive(check="共 1 处错误。\n", diff="**合并以后**")
    write_comment(Run("7", False, "lisi", "file&1", "a" * 40), forge)  # noqa: FBT003
    ((_, _, body),) = forge.sent
    head, check, diff = body.partition("共 1 处错误。")
    assert head.startswith(
        f"{MARK}\n\n### ❌ 检查没有通过\n\n下面逐条写明哪个文件、哪一行、应该怎么改。"
    )
    assert (check, diff.strip()) == ("共 1 处错误。", "**合并以后**")


def test_the_artifact_can_not_speak_as_the_forge() -> None:
    forge = Forge()
    forge.artifact = _archive(check="<!-- x --> @office [批准](https://example.org)", diff="")
    write_comment(RUN, forge)
    ((_, _, body),) = forge.sent
    assert body.removeprefix(MARK).count("<!--") == 0
    assert "＠office [批准］(https：//example.org)" in body


@pytest.mark.parametrize(
    ("names", "is_doubted"),
    [
        (["data/a.yaml"], False),
        (["tongbao/review/authority.py", ".github/ISSUE_TEMPLATE/shili.yml"], False),
        (["data/a.yaml", ".github/workflows/check.yml"], True),
    ],
)
def test_a_changed_check_is_not_believed(names: list[str], is_doubted: bool) -> None:  # noqa: FBT001
    forge = Forge({FILES: [{"filename": name} for name in names]})
    write_comment(RUN, forge)
    ((_, _, body),) = forge.sent
    assert ("这次提交改动了自动检查本身" in body) is is_doubted


def test_more_files_than_the_forge_lists_are_not_believed() -> None:
    page = [{"filename": "data/a.yaml"}] * 100
    forge = Forge({FILES: page})
    for number in range(2, 31):
        forge.answers[f"pulls/12/files?per_page=100&page={number}"] = page
    write_comment(RUN, forge)
    assert "这次提交改动了自动检查本身" in forge.sent[0][2]


def test_a_comment_never_outgrows_the_forge() -> None:
    forge = Forge()
    forge.artifact = _archive(check="一行\n" * 50_000, diff="二行\n" * 50_000)
    write_comment(RUN, forge)
    ((_, _, body),) = forge.sent
    assert len(body) < 65_536
    assert body.count("（太长，其余见运行摘要。）") == 2


@pytest.mark.parametrize(
    "artifacts", [[], [{"id": 5, "size_in_bytes": MAX_PACKED + 1}]], ids=["none", "too large"]
)
def test_without_a_fit_artifact_nothing_is_written(artifacts: list[object]) -> None:
    forge = Forge({ARTIFACTS: {"artifacts": artifacts}})
    with pytest.raises(ArtifactError):
        write_comment(RUN, forge)
    assert forge.sent == []


def test_it_needs_python_alone(root: Path) -> None:
    """`-S` leaves out whatever is installed: nothing is where a token may write."""
    imported = [sys.executable, "-S", "-c", "import tongbao.review.comment"]
    subprocess.run(imported, cwd=root, check=True)  # noqa: S603


def test_the_program_tells_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {
        "GITHUB_REPOSITORY": "ju/tongbao",
        "RUN_ID": "7",
        "RUN_CONCLUSION": "success",
        "HEAD_OWNER": "lisi",
        "HEAD_BRANCH": "file&1",
        "HEAD_SHA": "a" * 40,
    }
    forge = Forge()
    monkeypatch.setattr("tongbao.review.comment.github", lambda _: forge)
    assert main(environment) == 0
    forge.artifact = b""
    assert main(environment) == 1
    assert capsys.readouterr() == (
        "Commented on #12.\n",
        "No comment: not an archive: File is not a zip file.\n",
    )
