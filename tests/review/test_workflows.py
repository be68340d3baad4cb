"""The workflows: what zizmor does not look at, and that the commands they call exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tongbao.command_line import main

PINNED = re.compile(r"uses: (\$/\.github/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)")
WRITING = {
    "comment.yml": {"pull-requests"},
    "publish.yml": {"pages", "id-token"},
    "reminder.yml": {"pages", "id-token"},
    "site.yml": {"pages", "id-token"},
}


@pytest.fixture(scope="module")
def workflows(root: Path) -> dict[str, dict[str, Any]]:
    # YAML 1.1 reads the key `on` as true.
    folder = root / ".github" / "workflows"
    return {
        path.name: {
            "on" if key is True else key: value
            for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        }
        for path in sorted(folder.iterdir())
    }


def _scripts(workflow: dict[str, Any]) -> Iterator[str]:
    for job in workflow["jobs"].values():
        for step in job.get("steps", []):
            yield step.get("run", "")


def test_every_action_is_pinned_with_its_version(root: Path) -> None:
    for path in (root / ".github" / "workflows").iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                assert PINNED.search(line), f"{path.name}: {line}"


def test_only_those_write_that_comment_or_publish(workflows: dict[str, dict[str, Any]]) -> None:
    for name, workflow in workflows.items():
        assert workflow["permissions"] == {}, name
        written = {
            scope
            for job in workflow["jobs"].values()
            for scope, right in job["permissions"].items()
            if right != "read"
        }
        assert written == WRITING.get(name, set()), name


def test_no_secret_is_named(root: Path) -> None:
    for path in (root / ".github" / "workflows").iterdir():
        assert "secrets" not in path.read_text(encoding="utf-8")


def test_no_script_is_filled_in_by_the_forge(workflows: dict[str, dict[str, Any]]) -> None:
    """Names of people and branches come as environment, never as part of a script."""
    assert not any("${{" in script for each in workflows.values() for script in _scripts(each))


def test_a_proposal_is_never_checked_out(workflows: dict[str, dict[str, Any]]) -> None:
    check = workflows["check.yml"]
    assert set(check["on"]) == {"pull_request", "merge_group"}
    first, *others = check["jobs"]["proposal"]["steps"]
    assert first["with"]["ref"] == "${{ github.base_ref }}"
    assert not any("checkout" in step.get("uses", "") for step in others)
    assert not re.search(r"git (checkout|switch|merge|pull)", "\n".join(_scripts(check)))


def test_the_comment_follows_the_check(workflows: dict[str, dict[str, Any]]) -> None:
    comment, check = workflows["comment.yml"], workflows["check.yml"]
    assert comment["on"] == {"workflow_run": {"workflows": [check["name"]], "types": ["completed"]}}
    left = [
        step for step in check["jobs"]["proposal"]["steps"] if "artifact" in step.get("uses", "")
    ]
    assert [step["with"]["name"] for step in left] == ["comment"]


def test_two_never_publish_at_once(workflows: dict[str, dict[str, Any]]) -> None:
    groups = [workflows[name]["concurrency"] for name in ("publish.yml", "reminder.yml")]
    assert groups == [{"group": "pages", "cancel-in-progress": False}] * 2
    assert set(workflows["site.yml"]["on"]) == {"workflow_call"}


def test_what_is_published_was_tested(workflows: dict[str, dict[str, Any]]) -> None:
    assert workflows["publish.yml"]["jobs"]["site"]["needs"] == "test"
    *_, last = workflows["ci.yml"]["jobs"]["test"]["steps"]
    assert last["run"] == ".ci/run"


def test_what_builds_has_the_whole_history(
    root: Path, workflows: dict[str, dict[str, Any]]
) -> None:
    """Pages list how records came about; a shallow clone does not know."""
    for name, workflow in workflows.items():
        for job in workflow["jobs"].values():
            steps = job.get("steps", [])
            if any(
                "make " in step.get("run", "") or ".ci/run" in step.get("run", "") for step in steps
            ):
                assert steps[0]["with"]["fetch-depth"] == 0, name
    gitlab = yaml.safe_load((root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["variables"]["GIT_DEPTH"] == 0


def _calls(text: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of build.py in a script."""
    joined = re.sub(r"\\\n\s*", " ", text)
    for match in re.finditer(r"build\.py ([^\n>]+)", joined):
        yield shlex.split(match[1].replace("$today", "2026-03-05"))


def test_the_commands_take_the_options_they_are_given(
    root: Path, workflows: dict[str, dict[str, Any]]
) -> None:
    gitlab = yaml.safe_load((root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    scripts = [script for workflow in workflows.values() for script in _scripts(workflow)]
    scripts += [line for job in gitlab.values() if "script" in job for line in job["script"]]
    calls = [call for script in scripts for call in _calls(script)]
    assert sorted(command for command, *_ in calls) == ["check", "check", "diff", "diff"]
    for command, *arguments in calls:
        assert "--today" in arguments or "--base" not in arguments
        main.commands[command].make_context(command, arguments, resilient_parsing=False)


@pytest.mark.parametrize("template", ["pull_request_template.md", "PULL_REQUEST_TEMPLATE"])
def test_no_template_leads_nowhere(root: Path, template: str) -> None:
    """What the templates name exists: folders, files, commands, other templates."""
    place = root / ".github" / template
    for path in [place] if place.is_file() else sorted(place.iterdir()):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"\?template=(\S+?\.md)", text):
            assert (root / ".github" / "PULL_REQUEST_TEMPLATE" / name).is_file()
        for target in re.findall(r"`make ([a-z]+)`", text):
            assert f"\n{target}:" in (root / "Makefile").read_text(encoding="utf-8")
