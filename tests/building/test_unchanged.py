"""Where nothing has changed nothing is done, and that is known before anything heavy is loaded."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.building.workshop import TODAY, Workshop, submission, tree
from tests.review.git_office import GitOffice
from tongbao import last_build
from tongbao.command_line import main
from tongbao.documents.audience import Audience
from tongbao.making import Inspected, program_of
from tongbao.manifest import Program

HEAVY = ("jinja2", "pydantic", "weasyprint", "markdown", "yaml")
NOTHING_TO_DO = "没有改动，{} 不用重新生成。\n"


def built(data: Path, site: Path, *options: str) -> str:
    """Build by the command line; return what is said."""
    arguments = ["build", "--data", str(data), "--out", str(site), *options]
    if "--today" not in options:
        arguments += ["--today", str(TODAY)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def moments(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_ctime_ns for path in [folder, *folder.rglob("*")]}


def test_nothing_is_written_and_nothing_heavy_is_loaded(workshop: Workshop, root: Path) -> None:
    before = moments(workshop.site())
    assert built(workshop.data, workshop.site()) == NOTHING_TO_DO.format(workshop.site())
    assert moments(workshop.site()) == before
    program = (
        "import sys; from pathlib import Path; from tongbao import last_build;"
        "from tongbao.command_line import main;"
        f"last_build.CACHE = Path({str(workshop.cache)!r});"
        f"sys.argv[1:] = ['build', '--data', {str(workshop.data)!r},"
        f" '--out', {str(workshop.site())!r}, '--today', '{TODAY}', '--verbose'];"
        f"main(standalone_mode=False); print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr
    assert "查看有没有改动" in done.stderr
    assert done.stderr.endswith(NOTHING_TO_DO.format(workshop.site()))


def test_what_a_build_had_to_say_is_said_again(workshop: Workshop) -> None:
    """A warning stands as long as what it warns of."""
    path = workshop.data / "shili" / "submissions" / "donghe" / "2026" / "0502-1.yaml"
    path.write_text(submission("2026-05-02", "明天的信息", "正文。"), encoding="utf-8")
    first = built(workshop.data, workshop.site())
    assert "提醒 [" in first
    again = built(workshop.data, workshop.site())
    assert again.endswith(NOTHING_TO_DO.format(workshop.site()))
    warning = again.removesuffix(NOTHING_TO_DO.format(workshop.site()))
    assert warning
    assert warning in first


def edited(workshop: Workshop) -> None:
    path = workshop.data / "shili" / "bureau.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}notice: 说明\n", encoding="utf-8")


def tampered(workshop: Workshop) -> None:
    (workshop.site() / "404.html").write_text("假的", encoding="utf-8")


def lost(workshop: Workshop) -> None:
    (workshop.site() / "404.html").unlink()


def forgotten(workshop: Workshop) -> None:
    shutil.rmtree(workshop.cache)


@pytest.mark.parametrize("deed", [edited, tampered, lost, forgotten])
def test_any_change_is_work(workshop: Workshop, deed: Callable[[Workshop], None]) -> None:
    deed(workshop)
    assert "已生成" in built(workshop.data, workshop.site())
    assert tree(workshop.site()) == workshop.clean()[1]
    assert built(workshop.data, workshop.site()) == NOTHING_TO_DO.format(workshop.site())


def test_another_day_is_work(workshop: Workshop) -> None:
    assert "已生成" in built(workshop.data, workshop.site(), "--today", "2026-05-02")


def test_another_reader_has_another_site(workshop: Workshop) -> None:
    said = built(workshop.data, workshop.site(Audience.INTERNAL), "--audience", "internal")
    assert "已生成" in said
    again = built(workshop.data, workshop.site(Audience.INTERNAL), "--audience", "internal")
    assert again.endswith(NOTHING_TO_DO.format(workshop.site(Audience.INTERNAL)))
    assert "请勿外传" in again


@pytest.mark.parametrize("place", ["program", "template", "library"])
def test_another_program_makes_everything_anew(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The version is part of the digest over the program; so are templates and libraries."""
    version = {"program": "version", "template": "sha256", "library": "libraries"}[place]
    changed = {"version": "9.9", "sha256": "f" * 64, "libraries": {"pango": "9.9"}}[version]

    def another(found: Inspected) -> Program:
        return program_of(found).model_copy(update={version: changed})

    monkeypatch.setattr("tongbao.building.program_of", another)
    edited(workshop)
    code, said = workshop.build()
    assert code == 0
    assert "没有变化" not in said


def test_a_commit_changes_the_foot_of_every_page_and_no_more(
    git_office: GitOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page names the data's revision; what a page shows is not made again for that."""
    monkeypatch.setattr(last_build, "CACHE", tmp_path / "cache")
    office = git_office
    site = tmp_path / "site"
    built(office.data, site)
    assert "没有改动" in built(office.data, site)
    path = office.data / "moushi" / "bureau.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n# 只是注释\n", encoding="utf-8")
    office.git("add", "--all")
    office.git("commit", "--quiet", "--message", "comment")
    said = built(office.data, site)
    commit = office.git("rev-parse", "HEAD")[:12]
    pages = [page.read_text(encoding="utf-8") for page in site.rglob("*.html")]
    assert pages
    assert all(commit in page for page in pages)
    files = sum(1 for path in site.rglob("*") if path.is_file()) - 1
    # Without a foot of its own is 404; PDFs name the revision in their metadata.
    made = {"manifest.json", "404.html", *(path.name for path in site.rglob("*.pdf"))}
    assert f"{files} 个文件，其中 {files - len(made)} 个没有变化" in said
    monkeypatch.setattr(last_build, "CACHE", tmp_path / "other-cache")
    built(office.data, tmp_path / "clean")
    assert tree(site) == tree(tmp_path / "clean")


def test_the_history_of_a_page_is_part_of_it(
    git_office: GitOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment in a record changes nothing on its page but when it was changed, and by what."""
    monkeypatch.setattr(last_build, "CACHE", tmp_path / "cache")
    office = git_office
    site = tmp_path / "site"
    built(office.data, site)
    record = next((office.data / "moushi" / "submissions").rglob("*.yaml"))
    record.write_text(f"{record.read_text(encoding='utf-8')}# 注释\n", encoding="utf-8")
    office.git("add", "--all")
    office.git("commit", "--quiet", "--message", "comment")
    built(office.data, site)
    name = record.relative_to(office.data / "moushi").with_suffix("")
    page = (site / "moushi" / name / "index.html").read_text(encoding="utf-8")
    assert page.count(office.git("rev-parse", "HEAD")[:12]) == 2
    monkeypatch.setattr(last_build, "CACHE", tmp_path / "other-cache")
    built(office.data, tmp_path / "clean")
    assert tree(site) == tree(tmp_path / "clean")


def test_a_public_site_in_the_place_of_an_internal_one_is_all_public(workshop: Workshop) -> None:
    place = workshop.site(Audience.INTERNAL)
    built(workshop.data, place, "--audience", "internal")
    built(workshop.data, place)
    assert tree(place) == workshop.clean()[1]


def test_a_program_that_was_changed_meanwhile_builds_nothing(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What runs is the program of before; what is on the disk would be taken for it."""
    edited(workshop)
    before = tree(workshop.site())
    monkeypatch.setattr(last_build, "_STARTED_AS", "before")
    code, said = workshop.build()
    assert code == 1
    assert "程序在启动之后更新过，请重新运行" in said
    assert tree(workshop.site()) == before


def test_a_template_that_changes_during_a_build_is_not_taken_for_the_old_one(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(workshop)
    stamps = iter(("before", "after"))
    with monkeypatch.context() as patch:
        patch.setattr("tongbao.build_command.program_stamp", lambda: next(stamps, "after"))
        assert workshop.build()[0] == 0
    said = built(workshop.data, workshop.site())
    assert "没有变化" not in said
    assert "没有改动" not in said


def test_nobody_else_publishes_before_a_build_is_remembered(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tree in its place would be taken for the one that was built."""
    seen = []

    def locked(site: Path, *_: object) -> None:
        folder = os.open(site.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            seen.append(sorted(path.name for path in site.parent.iterdir() if path.name[0] == "."))
        finally:
            os.close(folder)

    monkeypatch.setattr("tongbao.build_command.write_last_build", locked)
    edited(workshop)
    assert workshop.build()[0] == 0
    # The old tree is gone already: to remove it changes the stamps of what both had.
    assert seen == [[]]


def test_where_files_cannot_be_linked_they_are_made(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("tongbao.publish.Tree.link", refused)
    edited(workshop)
    assert workshop.build()[0] == 0
    assert tree(workshop.site()) == workshop.clean()[1]
