"""Whatever is done to a data folder, `check` and `build` say the same of it, and never crash.

A refused build leaves the published site as it was; one that is not refused publishes. PDFs are
laid out but not rendered. `make fuzz` tries many more.
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tongbao import build_command, commands
from tongbao.build_command import BuildOrder

TODAY = date(2026, 5, 1)
NOTHING_FOUND = "检查通过，没有发现问题。\n"
REFUSED = "网站没有重新生成。\n"
Change = Callable[[Path], None]

NASTY = st.sampled_from(
    ["", "\0", "\r", "\t", "\ufeff", "\u202e", "\u200b", "\u2028", "\x85", "\ud7ff", "\ue000", "\U000e0041",
     "{{ 7 * 7 }}", "{采用条数}", "｛", "<script>", "&a *a", "!!python/object", "%TAG", "---", "...", "<<: *a",
     "：", "，", "- " * 20, "[" * 20, "{" * 20, "'", '"', "\\", "#", " #", "|", ">", "? ", ": ", "~", "null",
     "9" * 400, "0x1F", "1e9", "-0", ".inf", "0.00001", "2026-02-30", "2099-12-31", "2026-q5", "no", "true",
     "../../etc/passwd", "/dev/zero", "CON", "con", "a" * 300, "字" * 300, "😀", "𠮷", "é", "=1+1",
     "donghe", "xishan/2026/0203-1", "donghe/2026/0112-1", "2026/0413-1", "省", "公开", "不公开", "综"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["con.yaml", "A.yaml", "x.yml", "x.yaml.txt", ".x", "é.yaml", "yaml.py", "conftest.py", "README.md",
     "0120-1.yaml", "0101-1.yaml", "2027", "a" * 120 + ".yaml", "bulletin.md", "units.yaml"]
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """The sound data, the folder that is damaged, and the site that was built before."""

    sound: Path
    data: Path
    site: Path


@pytest.fixture(scope="module")
def office(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("fuzz")
    made = Office(example_data, folder / "data", folder / "site")

    def unrendered(sources: Sequence[object], *_: object) -> tuple[bytes, ...]:
        return tuple(b"%PDF-" for _ in sources)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tongbao.render.documents.render_pdfs", unrendered)
        shutil.copytree(made.sound, made.data)
        assert build(made) == (0, "")
        yield made


def check(office: Office) -> tuple[int, str]:
    report = io.StringIO()
    with redirect_stdout(report):
        code = commands.check(office.data, TODAY, "text")
    said = report.getvalue()
    return code, "" if said == NOTHING_FOUND else said


def build(office: Office) -> tuple[int, str]:
    """Return the exit code and what is reported of the data."""
    said = io.StringIO()
    with redirect_stderr(said):
        code = build_command.build(BuildOrder(office.data, office.site, TODAY, names_fonts=False))
    return code, "".join(said.getvalue().splitlines(keepends=True)[:-1])


def tree(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def files(data: Path) -> list[Path]:
    return sorted(path for path in data.rglob("*") if path.is_file() and not path.is_symlink())


def rewritten(index: int, change: Callable[[bytes], bytes]) -> Change:
    def damage(data: Path) -> None:
        found = files(data)
        path = found[index % len(found)]
        path.write_bytes(change(path.read_bytes()))

    return damage


def of_lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    return lambda raw: b"\n".join(change(raw.split(b"\n")))


def flipped(at: int, by: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw[: at % (len(raw) + 1)] + by + raw[at % (len(raw) + 1) + len(by) :]


def doubled(at: int, times: int) -> Callable[[bytes], bytes]:
    def change(lines: list[bytes]) -> list[bytes]:
        index = at % len(lines)
        return lines[:index] + [lines[index]] * times + lines[index + 1 :]

    return of_lines(change)


def exchanged(at: int, other: int) -> Callable[[bytes], bytes]:
    def change(lines: list[bytes]) -> list[bytes]:
        first, second = at % len(lines), other % len(lines)
        lines[first], lines[second] = lines[second], lines[first]
        return lines

    return of_lines(change)


def with_value(at: int, value: str) -> Callable[[bytes], bytes]:
    def change(lines: list[bytes]) -> list[bytes]:
        index = at % len(lines)
        name, colon, _ = lines[index].partition(b": ")
        lines[index] = name + colon + value.encode()
        return lines

    return of_lines(change)


def moved(index: int, other: int, *, keeps: bool) -> Change:
    """Put a file in the place of another, or a copy of it."""

    def damage(data: Path) -> None:
        found = files(data)
        source, target = found[index % len(found)], found[other % len(found)]
        if source != target:
            shutil.copyfile(source, target)
            if not keeps:
                source.unlink()

    return damage


def renamed(index: int, name: str) -> Change:
    def damage(data: Path) -> None:
        found = files(data)
        source = found[index % len(found)]
        target = source.with_name(name)
        if not target.exists():
            source.rename(target)

    return damage


def replaced(index: int, make: Callable[[Path], None]) -> Change:
    """Put something else in a file's place."""

    def damage(data: Path) -> None:
        found = files(data)
        path = found[index % len(found)]
        path.unlink()
        make(path)

    return damage


PLACE = st.integers(0, 2000)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(rewritten, PLACE, st.builds(flipped, PLACE, st.binary(min_size=1, max_size=3))),
    st.builds(rewritten, PLACE, st.builds(with_value, PLACE, NASTY)),
    st.builds(rewritten, PLACE, st.builds(doubled, PLACE, st.sampled_from([0, 2, 3]))),
    st.builds(rewritten, PLACE, st.builds(exchanged, PLACE, PLACE)),
    st.builds(rewritten, PLACE, NASTY.map(lambda text: lambda raw: raw + text.encode())),
    st.builds(rewritten, PLACE, PLACE.map(lambda end: lambda raw: raw[:end])),
    st.builds(moved, PLACE, PLACE, keeps=st.booleans()),
    st.builds(renamed, PLACE, NAMES),
    st.builds(
        replaced,
        PLACE,
        st.sampled_from(
            [lambda _: None, Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")]
        ),
    ),
)


def into_the_future(data: Path) -> None:
    """A change that is only warned of."""
    path = data / "shili/submissions/donghe/2026/0120-1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("date: 2026-01-20\ntitle", "date: 2026-12-20\ntitle"))


@example(changes=[])
@example(changes=[into_the_future])
@settings(max_examples=settings().max_examples // 3)
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_check_and_build_agree_on_damaged_data(office: Office, changes: list[Change]) -> None:
    shutil.rmtree(office.data)
    shutil.copytree(office.sound, office.data)
    for damage in changes:
        damage(office.data)
    before = tree(office.site)
    code, report = check(office)
    built, said = build(office)
    assert built == code
    assert said == report
    if code:
        assert tree(office.site) == before
    else:
        assert (office.site / "index.html").is_file()
