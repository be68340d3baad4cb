"""Writes what a check found below its pull request: one comment, renewed at every run.

`python3 -m tongbao.review.comment` is the whole of the trusted workflow. It needs Python and `gh`
alone, believes nothing that the checking run left, and asks the forge itself which pull request the
run was for.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tongbao.review.untrusted import MAX_PACKED, ArtifactError, shortened, texts

Api = Callable[[str, str, Mapping[str, str] | None], bytes]
"""Asks the forge: method, path below the repository, what is sent → what it answers."""

MARK = "<!-- tongbao -->"
_AUTHOR = "github-actions[bot]"
_ARTIFACT = "comment"
_FILES = ("check.md", "diff.md")
# Together below the 65,536 characters that a comment may have.
_ROOM = (20_000, 44_000)
_CUT = "（太长，其余见运行摘要。）"
_PAGE = 100
_MAX_PAGES = 30
_CHECK = (".github/workflows/", ".github/actions/")

_PASSED = "### ✅ 检查通过"
_REFUSED = (
    "### ❌ 检查没有通过\n\n"
    "下面逐条写明哪个文件、哪一行、应该怎么改。改好保存，会自动重新检查；不会改的，在这里留言问办公室。"
)
_CHANGED_CHECK = (
    "> ⚠ **这次提交改动了自动检查本身（`.github/workflows/`），或者改动的文件太多看不全："
    "结论和下面的内容可能是改过的程序写的，不能作为合并的依据。** 请维护程序的人逐行核对后再定。"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the check, as the forge itself describes it."""

    id: str
    has_passed: bool
    head_owner: str
    head_branch: str
    head_commit: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Run":
        """Return the run that the workflow was told of."""
        return cls(
            id=environment["RUN_ID"],
            has_passed=environment["RUN_CONCLUSION"] == "success",
            head_owner=environment["HEAD_OWNER"],
            head_branch=environment["HEAD_BRANCH"],
            head_commit=environment["HEAD_SHA"],
        )


def write_comment(run: Run, api: Api) -> str:
    """Comment on the pull request of a run, or leave it; return what was done, for the log.

    Raises:
        ArtifactError: what the run left can't be taken as text.
    """
    number = _pull_request(run, api)
    if number is None:
        return "No open pull request has this commit as its head; a newer run will comment."
    check, diff = texts(_artifact(run, api), _FILES)
    body = _body(run, number, check, diff, api)
    comment = _own_comment(number, api)
    if comment is None:
        api("POST", f"issues/{number}/comments", {"body": body})
        return f"Commented on #{number}."
    api("PATCH", f"issues/comments/{comment}", {"body": body})
    return f"Renewed the comment on #{number}."


def _pull_request(run: Run, api: Api) -> int | None:
    """Return the open pull request whose head is the run's commit, as the forge has it."""
    head = quote(f"{run.head_owner}:{run.head_branch}", safe="")
    for pull in _pages(f"pulls?state=open&head={head}", api):
        if pull["head"]["sha"] == run.head_commit:
            return int(pull["number"])
    return None


def _artifact(run: Run, api: Api) -> bytes:
    found = json.loads(api("GET", f"actions/runs/{run.id}/artifacts?name={_ARTIFACT}", None))
    for artifact in found["artifacts"]:
        if artifact["size_in_bytes"] > MAX_PACKED:
            raise ArtifactError(f"{artifact['size_in_bytes']} bytes are more than {MAX_PACKED}")
        return api("GET", f"actions/artifacts/{int(artifact['id'])}/zip", None)
    raise ArtifactError("the run left none")


def _body(run: Run, number: int, check: str, diff: str, api: Api) -> str:
    parts = [MARK, _PASSED if run.has_passed else _REFUSED]
    if _may_change_the_check(number, api):
        parts.append(_CHANGED_CHECK)
    parts.extend(
        shortened(text, room, _CUT) for text, room in zip((check, diff), _ROOM, strict=True)
    )
    return "\n\n".join(part for part in parts if part)


def _may_change_the_check(number: int, api: Api) -> bool:
    """Whether a pull request changes workflows, or more files than the forge lists."""
    names = [file["filename"] for file in _pages(f"pulls/{number}/files", api)]
    too_many = len(names) >= _PAGE * _MAX_PAGES
    return too_many or any(name.startswith(_CHECK) for name in names)


def _own_comment(number: int, api: Api) -> int | None:
    for comment in _pages(f"issues/{number}/comments", api):
        if comment["user"]["login"] == _AUTHOR and comment["body"].startswith(MARK):
            return int(comment["id"])
    return None


def _pages(path: str, api: Api) -> Iterator[Any]:
    """Yield the items of a list that the forge gives page by page."""
    joint = "&" if "?" in path else "?"
    for page in range(1, _MAX_PAGES + 1):
        items = json.loads(api("GET", f"{path}{joint}per_page={_PAGE}&page={page}", None))
        yield from items
        if len(items) < _PAGE:
            return


def github(repository: str) -> Api:
    """Return an `Api` that asks GitHub through `gh`, which takes the token from GH_TOKEN."""

    def ask(method: str, path: str, sent: Mapping[str, str] | None) -> bytes:
        command = ["gh", "api", "--method", method, f"repos/{repository}/{path}"]
        given = b"" if sent is None else json.dumps(sent).encode()
        body = [] if sent is None else ["--input", "-"]
        return subprocess.run(  # noqa: S603  # the path is quoted, nothing is an option
            [*command, *body], input=given, stdout=subprocess.PIPE, check=True
        ).stdout

    return ask


def main(environment: Mapping[str, str]) -> int:
    """Comment as the environment says; return the exit code."""
    try:
        done = write_comment(Run.of(environment), github(environment["GITHUB_REPOSITORY"]))
    except (ArtifactError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"No comment: {error}.\n")
        return 1
    sys.stdout.write(f"{done}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
