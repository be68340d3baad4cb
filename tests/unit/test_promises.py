"""Promises of docs/threat-model.md that no other test would see broken."""

import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
import yaml
from click.testing import CliRunner
from jinja2 import DictLoader

from scripts import fetch_fonts
from tests.cases.case import edited, read_case
from tongbao.command_line import main
from tongbao.documents import prose
from tongbao.render.environment import environment

CASES = Path(__file__).parents[1] / "cases" / "invalid"
PLACE = re.compile(
    r"^(data(?:/[^:]*)?):([0-9]+):([0-9]+): (错误|提醒) \[[a-z0-9-]+\] ", re.MULTILINE
)
SENT = "data/shili/submissions/donghe/2026"


def test_every_refusal_names_a_line_that_its_file_has(example_data: Path) -> None:
    """In every case: a place above each finding, a line of the file, as many as are counted."""
    seen = 0
    for path in sorted(CASES.glob("*.txt")):
        case = read_case(path)
        places = PLACE.findall(case.expected)
        seen += len(places)
        counted = re.findall(r"([0-9]+) 处", case.expected.splitlines()[-1])
        assert sum(map(int, counted)) == len(places) == case.expected.count("\n  发现："), path.name
        for found, line, column, _ in places:
            name = found.removeprefix("data/")
            assert int(column) >= 1, (path.name, found)
            # Made on the spot, of many lines.
            if name.endswith("/issued.json"):
                continue
            source = example_data / name
            text = case.files.get(name, source.read_bytes() if source.is_file() else b"")
            # What is issued has its number on a line of its own.
            if (number := case.issued.get(name.removesuffix("/bulletin.md"))) is not None:
                text = text.replace(b"\nperiod:", f"\nnumber: {number}\nperiod:".encode())
            if name in case.edits:
                text = edited(text.decode(), case.edits[name]).encode()
            lines = text.count(b"\n") + 1
            assert 1 <= int(line) <= lines, (path.name, found)
    assert seen > 500


MERGE = "k0: &k0 {x: 1}\n" + "".join(
    f"k{i}: &k{i} {{<<: [*k{i - 1}, *k{i - 1}]}}\n" for i in range(1, 26)
)
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30))
BODY = "unit: donghe\ndate: 2026-04-20\ntitle: 甲{}\ncategory: 动态信息\nopenness: 公开\nbody: |\n  {}\n"
BOMBS = {
    "merge": (MERGE, "yaml-alias"),
    "laughs": (LAUGHS, "yaml-alias"),
    "of-itself": ("a: &a [*a]\n", "yaml-alias"),
    "list-signs": ("- " * 32_000, "yaml-depth"),
    "braces": ("{" * 64_000, "yaml-depth"),
    "object": ("a: !!python/object/apply:os.abort []\n", "yaml-tag"),
    "repeated": ("k: 1\n" * 12_000, "yaml-duplicate-key"),
    "nul": ("\0" * 65_000, "text-control"),
    "too-large": ("- " * 100_000, "file-size"),
    "brackets": (BODY.format(1, "[" * 5_000), "field-value"),
    "lists": (BODY.format(2, "- " * 2_000), "field-value"),
    "divisions": (BODY.format(3, "<div>" * 500), "field-value"),
}


def test_files_made_to_hang_or_crash_are_refused_at_once(
    root: Path, example_data: Path, tmp_path: Path
) -> None:
    """All of them in one run of the command, in less processor time than a page's rendering."""
    data = shutil.copytree(example_data, tmp_path / "data")
    for name, (text, _) in BOMBS.items():
        (tmp_path / SENT / f"0420-{name}.yaml").write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    checked = subprocess.run(  # noqa: S603
        # The limit ends what would never end.
        ["/bin/sh", "-c", 'ulimit -t 30; exec "$@"', "sh", sys.executable, root / "build.py",
         "check", "--data", data, "--today", "2026-05-01"],
        capture_output=True,
        check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = checked.stdout.decode()
    assert (checked.returncode, checked.stderr.decode()) == (1, "")
    for name, (_, rule) in BOMBS.items():
        assert re.search(
            f"^{SENT}/0420-{name}.yaml:[0-9]+:[0-9]+: 错误 \\[{rule}\\]", said, re.MULTILINE
        ), name
    assert after.ru_utime - before.ru_utime < 10


@pytest.mark.parametrize("folder", ["site", "documents"])
@pytest.mark.parametrize("ending", ["html", "xml", "txt", "svg", "css", "md"])
def test_every_template_escapes_whatever_its_ending(folder: str, ending: str) -> None:
    name = f"x.{ending}"
    engine = environment(folder).overlay(loader=DictLoader({name: "{{ value }}"}))
    printed = engine.get_template(name).render(value="<b>{{ 7 * 7 }}&'\"")
    assert printed == "&lt;b&gt;{{ 7 * 7 }}&amp;&#39;&#34;"


def test_no_template_takes_a_value_as_markup(root: Path) -> None:
    """The one exception writes a number of rows."""
    raw = re.compile(r"\|\s*safe\b|autoescape|Markup")
    found = [
        line.strip()
        for path in sorted((root / "templates").rglob("*.*"))
        if path.suffix in {".html", ".xml", ".svg", ".txt"}
        for line in path.read_text(encoding="utf-8").splitlines()
        if raw.search(line)
    ]
    allowed = """{%- set span = ' rowspan="%d"' | format(rows) | safe if rows > 1 else "" -%}"""
    assert found == [allowed]


def test_what_a_converter_lets_through_is_still_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the Markdown library that passes HTML on would change no page."""

    class Passing:
        def reset(self) -> Self:
            return self

        def convert(self, text: str) -> str:
            return text

    monkeypatch.setattr(prose, "_converter", Passing)
    html = (
        '<p onclick="x()">甲<script>alert(1)</script><style>p{}</style><a href="javascript:x()">乙</a>'
        '<img src="http://example.org/x" onerror="x()"><strong style="x">丙</strong></p>'
    )
    (block,) = prose.blocks(html)
    assert [(run.text, run.strong, run.target) for run in block.runs] == [
        ("甲乙", False, None),
        ("丙", True, None),
    ]


@pytest.fixture(scope="module")
def workflows(root: Path) -> dict[str, dict[str, Any]]:
    # YAML 1.1 reads the key `on` as true.
    return {
        path.name: {
            "on" if key is True else key: value
            for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        }
        for path in sorted((root / ".github" / "workflows").iterdir())
    }


def rights(workflow: dict[str, Any]) -> Iterator[str]:
    yield from workflow["permissions"].values()
    for job in workflow["jobs"].values():
        yield from job["permissions"].values()


def test_nothing_that_writes_starts_from_a_proposal(workflows: dict[str, dict[str, Any]]) -> None:
    of_the_office = {"push", "schedule", "workflow_dispatch", "workflow_call", "workflow_run"}
    for name, workflow in workflows.items():
        assert "pull_request_target" not in workflow["on"], name
        if set(rights(workflow)) - {"read"}:
            assert set(workflow["on"]) <= of_the_office, name
    assert workflows["publish.yml"]["on"] == {"push": {"branches": ["main"]}}


def test_the_comment_is_written_by_code_of_main_alone(workflows: dict[str, dict[str, Any]]) -> None:
    (job,) = workflows["comment.yml"]["jobs"].values()
    checkout, comment = job["steps"]
    # For `workflow_run` the default is the branch of the forge's own, never the proposal.
    assert checkout["with"] == {"persist-credentials": False}
    assert comment["run"] == "python3 -m tongbao.review.comment"


def test_the_queue_checks_what_main_would_become(workflows: dict[str, dict[str, Any]]) -> None:
    job = workflows["check.yml"]["jobs"]["queue"]
    assert job["if"] == "github.event_name == 'merge_group'"
    checkout, check = job["steps"]
    assert "ref" not in checkout["with"]
    assert check["run"].startswith("make check ")
    assert "if" not in check


def test_with_an_error_nothing_goes_online(workflows: dict[str, dict[str, Any]]) -> None:
    """A step after one that failed is left out, unless it says otherwise."""
    for name in ("publish.yml", "reminder.yml", "site.yml"):
        for job in workflows[name]["jobs"].values():
            assert "if" not in job, name
            for step in (job, *job.get("steps", [])):
                assert not {"if", "continue-on-error"} & step.keys(), name
    assert workflows["site.yml"]["jobs"]["deploy"]["needs"] == "build"


def test_two_who_file_from_the_same_state_take_two_names(
    example_data: Path, tmp_path: Path
) -> None:
    """In one folder the next free number would do, too; in two it is taken twice."""
    options = ("--unit", "donghe", "--category", "经验总结", "--openness", "公开", "--title", "试点",
               "--first", "甲", "--second", "乙", "--third", "丙")  # fmt: skip
    names = set()
    for person in ("one", "other"):
        data = shutil.copytree(example_data, tmp_path / person / "data")
        given = ("new", "submission", *options, "--data", str(data), "--today", "2026-04-20")
        assert CliRunner().invoke(main, given).exit_code == 0
        names |= {path.name for path in data.glob("shili/submissions/donghe/2026/0420-*.yaml")}
    assert len(names) == 2


def test_everything_installed_has_a_digest(root: Path) -> None:
    assert "--require-hashes" in (root / "scripts" / "setup.sh").read_text(encoding="utf-8")
    for path in sorted((root / "requirements").glob("*.txt")):
        text = re.sub(r"^ *#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        pins = re.split(r"\n(?=\S)", text.strip().replace("\\\n", ""))
        assert text.count("==") >= len(pins) > 0, path.name
        for pin in pins:
            assert re.match(r"[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin), pin[:60]


def test_another_font_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_fonts, "FONTS", tmp_path / "fonts")
    digest = fetch_fonts.WHEEL_FONTS["NotoSansSC-Regular.otf"]
    with pytest.raises(fetch_fonts.FontError, match="is not the file this version was tested with"):
        fetch_fonts.put("NotoSansSC-Regular.otf", b"other", digest, "somewhere")
    assert not (tmp_path / "fonts").exists()
