"""A build in several processes gives what one gives, and survives the death of any."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building.workshop import Workshop, tree, working_in
from tongbao.documents.audience import Audience
from tongbao.making import Inspected, groups_of
from tongbao.render.files import Group, Page
from tongbao.render.pdf.process import RenderError
from tongbao.source.history import Provenance


@pytest.fixture
def several(example_data_copy: Path, tmp_path: Path) -> Iterator[Workshop]:
    """A workshop of three processes."""
    with working_in(tmp_path, example_data_copy, processes=3) as workshop:
        yield workshop


def test_the_same_bytes_come_from_three_as_from_one(
    several: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert several.build()[0] == 0
    monkeypatch.setattr("tongbao.build_command.usable_cores", lambda: 1)
    code, clean = several.clean()
    assert code == 0
    assert tree(several.site()) == clean


def changed(workshop: Workshop) -> None:
    path = workshop.data / "shili" / "bureau.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}notice: 说明\n", encoding="utf-8")


def failing(monkeypatch: pytest.MonkeyPatch, fail: Group) -> None:
    """Let the third group of files go wrong."""

    def groups(found: Inspected, audience: Audience, origin: Provenance) -> Iterator[Group]:
        for number, group in enumerate(groups_of(found, audience, origin)):
            yield fail if number == 2 else group

    monkeypatch.setattr("tongbao.building.groups_of", groups)


def killed(*_: object) -> Iterator[Page]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


def unset(*_: object) -> Iterator[Page]:
    raise RenderError.of("某通报", "文档嵌套过深")


def full(*_: object) -> Iterator[Page]:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("fail", "message"),
    [
        (killed, "生成网页的进程中途被系统结束，多半是内存不够。网站没有重新生成。"),
        (unset, "“某通报”没有排成 PDF：文档嵌套过深。网站没有重新生成。"),
        (full, "磁盘满了，请腾出空间后再运行。网站没有重新生成。"),
    ],
)
def test_a_killed_process_leaves_the_site_as_it_was(
    several: Workshop, monkeypatch: pytest.MonkeyPatch, fail: Group, message: str
) -> None:
    """One plain line, no leftovers, and the next build works."""
    assert several.build()[0] == 0
    before = tree(several.site())
    changed(several)
    with monkeypatch.context() as patch:
        failing(patch, fail)
        code, said = several.build()
    assert code == 1
    assert message in said
    assert "Traceback" not in said
    assert tree(several.site()) == before
    assert not [path for path in several.folder.iterdir() if path.name.startswith(".")]
    assert several.build()[0] == 0
    assert tree(several.site()) == several.clean()[1]


def test_where_nothing_can_be_remembered_the_site_is_built(several: Workshop) -> None:
    several.cache.write_text("in the way", encoding="utf-8")
    assert several.build()[0] == 0
    assert tree(several.site()) == several.clean()[1]
