"""A site's manifest: what it holds, and that one of anybody's is read with care."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tongbao import manifest
from tongbao.documents.audience import Audience
from tongbao.manifest import (
    Manifest,
    ManifestError,
    digests,
    manifest_of,
    read_manifest,
    this_program,
)
from tongbao.source.history import History, Provenance, Revision

DIGEST = hashlib.sha256(b"x").hexdigest()
VALID: dict[str, Any] = {
    "format": 1,
    "revision": {"commit": "a" * 40, "dirty": False},
    "whole_history": True,
    "today": "2026-05-01",
    "audience": "public",
    "program": {
        "version": "0.1.0",
        "sha256": DIGEST,
        "libraries": {"python": "3.13.0"},
        "fonts": {"方正小标宋.ttf": DIGEST},
    },
    "files": {"index.html": DIGEST, "moushi/index.html": DIGEST},
}


def put(folder: Path, content: bytes | str | dict[str, Any]) -> Path:
    """Write a manifest into a folder, and return that."""
    text = json.dumps(content) if isinstance(content, dict) else content
    (folder / "manifest.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_it_holds_what_the_site_was_made_from() -> None:
    program = this_program({"a.otf": DIGEST}, {"pango": "1.50.12"})
    origin = Provenance(Revision("a" * 40, is_dirty=True), History({}, is_complete=False))
    made = manifest_of(digests({"b": b"x", "a": b"y"}), origin, None, Audience.INTERNAL, program)
    written = json.loads(made.to_bytes())
    assert {**written, "program": None} == {
        "format": 1,
        "revision": {"commit": "a" * 40, "dirty": True},
        "whole_history": False,
        "today": None,
        "audience": "internal",
        "program": None,
        "files": {"a": hashlib.sha256(b"y").hexdigest(), "b": DIGEST},
    }
    assert {"python", "zlib", "weasyprint", "jinja2", "pango"} <= written["program"][
        "libraries"
    ].keys()
    assert written["program"]["fonts"] == {"a.otf": DIGEST}
    assert manifest_of({}, Provenance(), None, Audience.PUBLIC, program).revision is None


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    program = this_program({}, {})
    origin = Provenance(Revision("a" * 64))
    made = manifest_of({"甲/b": DIGEST}, origin, date(2026, 5, 1), Audience.PUBLIC, program)
    assert read_manifest(put(tmp_path, made.to_bytes())) == made
    assert read_manifest(put(tmp_path, VALID)) == Manifest.model_validate_json(json.dumps(VALID))


def test_the_programs_digest_follows_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code and templates count, by content and by name; nothing else does."""
    monkeypatch.setattr(manifest, "_ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "7"\n')
    seen = set()
    for name, text in (
        ("tongbao/a.py", "1"),
        ("tongbao/a.py", "2"),
        ("tongbao/b/c.py", "1"),
        ("templates/site/x.html", "1"),
        ("templates/site/x.html", "2"),
        ("templates/site/style.css", ""),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        seen.add(this_program({}, {}).sha256)
    assert len(seen) == 6
    for name in ("tongbao/__pycache__/a.pyc", "docs/a.py", "pyproject.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    program = this_program({}, {})
    assert program.sha256 in seen
    assert program.version == "7"
    (tmp_path / "tongbao" / "a.py").rename(tmp_path / "tongbao" / "aa.py")
    assert this_program({}, {}).sha256 not in seen


BROKEN = {
    "no JSON": ("{", "不是写对的 JSON"),
    "no text": (b"\xff\xfe", "不是写对的 JSON"),
    "nested": ("[" * 1_000_000, "不是写对的 JSON"),
    "a long number": ('{"format": ' + "1" * 10_000 + "}", "不是写对的 JSON"),
    "twice": ('{"files": {"a": "' + DIGEST + '", "a": "' + DIGEST + '"}}', "不是写对的 JSON"),
    "a list": ("[]", "的内容不对"),
    "empty": ({}, "的内容不对"),
    "another format": ({**VALID, "format": 2}, "的内容不对（format）"),
    "a text for a number": ({**VALID, "format": "1"}, "的内容不对（format）"),
    "further": ({**VALID, "further": 1}, "的内容不对（further）"),
    "no commit": (
        {**VALID, "revision": {"commit": "--upload-pack=x", "dirty": False}},
        "的内容不对（revision、commit）",
    ),
    "a branch": (
        {**VALID, "revision": {"commit": "main", "dirty": False}},
        "的内容不对（revision、commit）",
    ),
    "a line behind": (
        {**VALID, "revision": {"commit": "a" * 40 + "\n", "dirty": False}},
        "的内容不对（revision、commit）",
    ),
    "a text for a flag": ({**VALID, "whole_history": "yes"}, "的内容不对（whole_history）"),
    "no day": ({**VALID, "today": "2026-02-30"}, "的内容不对（today）"),
    "nobody": ({**VALID, "audience": "all"}, "的内容不对（audience）"),
    "no digest": ({**VALID, "files": {"a": "0"}}, "的内容不对（files、a）"),
    "a font elsewhere": (
        {**VALID, "program": {**VALID["program"], "fonts": {"../a": DIGEST}}},
        "的内容不对（program、fonts、../a",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_one_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    content, problem = BROKEN[name]
    assert isinstance(content, bytes | str | dict)
    with pytest.raises(ManifestError) as raised:
        read_manifest(put(tmp_path, content))
    assert str(raised.value).startswith(f"{tmp_path / 'manifest.json'} {problem}")
    assert str(raised.value).endswith("没有核对")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "path", ["../a", "/a", "a/../b", "a//b", "a/", "", ".", "./a", "a\\b", "a\nb", "a\x00b"]
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ManifestError, match="的内容不对"):
        read_manifest(put(tmp_path, {**VALID, "files": {path: DIGEST}}))


def test_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"里没有 manifest\.json"):
        read_manifest(tmp_path)


def test_a_link_or_a_pipe_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, VALID).joinpath("manifest.json").rename(tmp_path / "other")
    (tmp_path / "manifest.json").symlink_to(tmp_path / "other")
    with pytest.raises(ManifestError, match="不是普通文件"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").unlink()
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(ManifestError, match="不是普通文件"):
        read_manifest(tmp_path)


def test_one_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, VALID)
    monkeypatch.setattr(manifest, "MAX_BYTES", 100)
    with pytest.raises(ManifestError, match="超过 0 MiB"):
        read_manifest(tmp_path)
