"""The verdict on a site: its files, its data, and what made it."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests.review.git_office import FOLDER, GitOffice
from tongbao.documents.audience import Audience
from tongbao.manifest import Manifest, ManifestError, Program, digests, manifest_of
from tongbao.source.history import Provenance, Revision, provenance
from tongbao.verify import MOST, RebuildError, Verdict, verify

SITE = {"index.html": b"1", "moushi/index.html": b"2", "moushi/a.pdf": b"%PDF"}
HERE = Program(
    version="0.2.0",
    sha256="b" * 64,
    libraries={"python": "3.13.1", "pango": "1.56.0"},
    fonts={"a.otf": "c" * 64},
)


@dataclass
class Case:
    """A repository with a site beside it, and what making it again gives."""

    office: GitOffice
    site: Path
    remade: Mapping[str, bytes] = field(default_factory=lambda: SITE)
    seen: list[tuple[str, str, date | None, Provenance]] = field(default_factory=list)

    @property
    def commit(self) -> str:
        return self.office.git("rev-parse", "HEAD")

    def write(self, origin: Provenance | None = None, made_by: Program = HERE) -> None:
        """Write the site and a manifest of it."""
        for path, content in SITE.items():
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_bytes(content)
        known = origin or provenance(self.office.data)
        made = manifest_of(digests(SITE), known, date(2021, 4, 30), Audience.INTERNAL, made_by)
        (self.site / "manifest.json").write_bytes(made.to_bytes())
        (self.site / ".tongbao").write_text("ours")

    def verdict(self) -> Verdict:
        def describe(fonts: Iterable[str]) -> Program:
            assert set(fonts) <= {"a.otf", "b.otf"}
            return HERE

        def rebuild(data: Path, manifest: Manifest, origin: Provenance) -> Mapping[str, bytes]:
            text = (data / "moushi" / "bureau.yaml").read_text(encoding="utf-8")
            self.seen.append((text, manifest.audience, manifest.today, origin))
            if text == "broken":
                raise RebuildError("数据有错")
            return self.remade

        return verify(self.site, self.office.data, describe, rebuild)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    office = GitOffice(tmp_path)
    office.git("init", "--quiet", "--initial-branch=main")
    office.branches({"main": {"bureau.yaml": "first"}}, start=None)
    office.checkout("main")
    made = Case(office, tmp_path / "site")
    made.write()
    return made


def head(case: Case, commit: str = "") -> str:
    return f"清单：内部网站，数据版本 {(commit or case.commit)[:12]}，日期 2021-04-30，3 个文件，清单自己不算。"


def test_a_site_that_is_what_the_data_gives_passes(case: Case) -> None:
    assert case.verdict() == Verdict(
        (
            head(case),
            "网站的文件同清单一致。",
            "按清单的数据版本重新生成，每个文件都一样。",
            "核对通过。",
        ),
        is_sound=True,
    )


def test_the_named_revision_is_what_is_built_again(case: Case) -> None:
    """Not what lies in the folder, nor what was committed since."""
    first = case.commit
    case.office.branches({"main": {"bureau.yaml": "second"}})
    case.office.checkout("main")
    (case.office.root / FOLDER / "bureau.yaml").write_text("third")
    assert case.verdict().is_sound
    ((text, audience, today, origin),) = case.seen
    assert (text, audience, today) == ("first", "internal", date(2021, 4, 30))
    assert origin.revision == Revision(first)
    (changes,) = origin.history.changes.values()
    assert [change.commit.id for change in changes] == [first]


def test_changed_missing_and_further_files_are_named(case: Case, tmp_path: Path) -> None:
    (case.site / "index.html").write_text("other")
    (case.site / "moushi" / "a.pdf").unlink()
    (case.site / "moushi" / "a\x1b[31m").write_text("1")
    (case.site / "folder").symlink_to(tmp_path)
    os.mkfifo(case.site / "pipe")
    assert case.verdict() == Verdict(
        (
            head(case),
            "网站的文件同清单不符：",
            "  改动　index.html",
            "  缺少　moushi/a.pdf",
            "  多出　folder",
            "  多出　moushi/a\N{REPLACEMENT CHARACTER}[31m",
            "  多出　pipe",
            (
                "按清单的数据版本重新生成，每个文件都同清单一致：清单没有错，是网站的文件后来变了。"
                "重新生成网站就能恢复。"
            ),
            "核对没有通过。",
        ),
        is_sound=False,
    )


def test_a_link_to_the_same_content_is_a_change(case: Case, tmp_path: Path) -> None:
    (case.site / "index.html").rename(tmp_path / "elsewhere")
    (case.site / "index.html").symlink_to(tmp_path / "elsewhere")
    assert "  改动　index.html" in case.verdict().lines


def test_many_files_are_counted(case: Case) -> None:
    for number in range(MOST + 5):
        (case.site / f"{number:02}").write_text("1")
    lines = case.verdict().lines
    assert [line for line in lines if line.startswith("  多出")] == [
        *(f"  多出　{number:02}" for number in range(MOST)),
        f"  多出　……共 {MOST + 5} 个",
    ]


def test_what_the_data_does_not_give_is_named(case: Case) -> None:
    case.remade = {"index.html": b"1", "moushi/index.html": b"3", "moushi/b": b""}
    assert case.verdict() == Verdict(
        (
            head(case),
            "网站的文件同清单一致。",
            "重新生成的同清单不同：",
            "  改动　moushi/index.html",
            "  缺少　moushi/a.pdf",
            "  多出　moushi/b",
            "核对没有通过。",
        ),
        is_sound=False,
    )


def test_another_program_is_named_first_as_the_likely_reason(case: Case) -> None:
    there = Program(
        version="0.1.0",
        sha256="a" * 64,
        libraries={"python": "3.13.1", "pango": "1.50.12", "new\x1b": "1"},
        fonts={"a.otf": "c" * 64, "b.otf": "d" * 64},
    )
    case.write(made_by=there)
    assert case.verdict().is_sound
    case.remade = {**SITE, "moushi/a.pdf": b"%PDF-2"}
    assert case.verdict().lines[2:] == (
        "生成网站的程序、程序库或字体同这里的不同，文件的差别多半由此而来：",
        "  程序：清单 0.1.0（aaaaaaaaaaaa），这里 0.2.0（bbbbbbbbbbbb）",
        "  new\N{REPLACEMENT CHARACTER}：清单 1，这里 none",
        "  pango：清单 1.50.12，这里 1.56.0",
        "  b.otf：清单 dddddddddddd，这里 none",
        "重新生成的同清单不同：",
        "  改动　moushi/a.pdf",
        "核对没有通过。",
    )


def test_a_shallow_repository_is_named_as_the_reason(case: Case, tmp_path: Path) -> None:
    case.office.branches({"main": {"bureau.yaml": "second"}})
    case.office.checkout("main")
    case.write()
    clone = tmp_path / "clone"
    case.office.git("clone", "--quiet", "--depth=1", tmp_path.as_uri(), str(clone))
    case.remade = {**SITE, "moushi/index.html": b"3"}
    shallow = Case(GitOffice(clone), case.site, case.remade)
    reason = "本仓库历史不完整（浅克隆），记录的登记和修改因此列得不同。"
    assert shallow.verdict().lines[2] == reason
    shallow.write()
    reason = "生成网站的仓库历史不完整（浅克隆），记录的登记和修改因此列得不同。"
    assert case.verdict().lines[2] == reason


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        (Provenance(), "清单没有写数据版本，不能重新生成来核对。"),
        (
            Provenance(Revision("a" * 40, is_dirty=True)),
            "网站由有未提交改动的数据生成，不能重新生成来核对。",
        ),
        (
            Provenance(Revision("a" * 40)),
            "清单写的数据版本 aaaaaaaaaaaa 不在本仓库里，请在有它的仓库里核对，或先取得完整的历史（git fetch，浅克隆的加 --unshallow）。",
        ),
    ],
)
def test_what_cannot_be_built_again_does_not_pass(
    case: Case, origin: Provenance, reason: str
) -> None:
    case.write(origin)
    verdict = case.verdict()
    assert verdict.lines[1:] == ("网站的文件同清单一致。", reason, "核对没有通过。")
    assert not verdict.is_sound


def test_data_that_gives_no_site_does_not_pass(case: Case) -> None:
    case.office.branches({"main": {"bureau.yaml": "broken"}})
    case.office.checkout("main")
    case.write()
    verdict = case.verdict()
    assert verdict.lines[2:] == ("数据有错。", "核对没有通过。")
    assert not verdict.is_sound


def test_data_outside_a_repository_does_not_pass(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / ".git").rename(tmp_path / "git")
    verdict = case.verdict()
    assert "git 读不出版本" in verdict.lines[2]
    assert not verdict.is_sound


def test_a_site_without_a_manifest_is_refused(case: Case) -> None:
    (case.site / "manifest.json").unlink()
    with pytest.raises(ManifestError, match="没有核对"):
        case.verdict()
