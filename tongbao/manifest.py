"""What a site was made from, and its files: written beside it, so that anybody can make it again.

A manifest that is read back comes from a folder of anybody's: it is limited in size and strict in
shape, and none of its paths leads out of the folder.
"""

import hashlib
import json
import re
import stat
import sys
import tomllib
import zlib
from collections.abc import Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tongbao.documents.audience import Audience
from tongbao.source.history import Provenance

NAME = "manifest.json"
MAX_BYTES = 32 << 20
"""How many bytes a manifest may have: a line a file of the site."""

ABSENT = "none"
"""What stands for the version of a library that is not there."""

_LONGEST_PLACE = 100
_LIBRARIES = (
    *("brotli", "cssselect2", "fonttools", "icalendar", "jinja2", "lxml", "markdown", "markupsafe"),
    *("nh3", "pillow", "pydantic", "pydyf", "pyphen", "python-docx", "pyyaml", "tinycss2"),
    *("tinyhtml5", "weasyprint", "zopfli"),
)
_PACKAGE = Path(__file__).parent
_ROOT = _PACKAGE.parent
_SOURCES = (("tongbao", "**/*.py"), ("templates", "**/*"))
_BAD_STEPS = {"", ".", ".."}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\\]")


class ManifestError(Exception):
    """A manifest can't be used; the message (Chinese) says what is wrong with it."""


def _inside(path: str) -> str:
    """Return a path below the site's root as it is.

    Raises:
        ValueError: it leads elsewhere, or is not written as the program writes paths.
    """
    if _UNPRINTABLE.search(path) or _BAD_STEPS & set(path.split("/")):
        raise ValueError(path)
    return path


def _plain(name: str) -> str:
    """Return the name of a file in a folder as it is.

    Raises:
        ValueError: it is more, or less, than a name.
    """
    if "/" in name:
        raise ValueError(name)
    return _inside(name)


_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Text = Annotated[str, Field(max_length=200)]
_Path = Annotated[str, Field(max_length=1000), AfterValidator(_inside)]
_FileName = Annotated[str, Field(max_length=200), AfterValidator(_plain)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DataRevision(_Part):
    """The data's revision: a full commit id, and whether the folder had uncommitted changes."""

    commit: str = Field(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")
    dirty: bool


class Program(_Part):
    """What made the site: the program, the libraries it stands on, the fonts it sets in."""

    version: _Text
    sha256: _Digest
    libraries: dict[_Text, _Text]
    fonts: dict[_FileName, _Digest]


class Manifest(_Part):
    """Everything a site follows from, and the SHA-256 digests of its files by path.

    `revision` is None outside git; `whole_history` whether the repository reached back to its
    beginning; `today` is the day the data was taken to be from, None without any data.
    """

    format: Literal[1] = 1
    revision: DataRevision | None
    whole_history: bool
    today: date | None
    audience: Literal["public", "internal"]
    program: Program
    files: dict[_Path, _Digest]

    @property
    def reader(self) -> Audience:
        """Who the site is for."""
        return Audience(self.audience)

    def to_bytes(self) -> bytes:
        """Write it as it is published."""
        return (json.dumps(self.model_dump(mode="json"), indent=1, sort_keys=True) + "\n").encode()


def manifest_of(
    files: Mapping[str, str],
    origin: Provenance,
    today: date | None,
    audience: Audience,
    made_by: Program,
) -> Manifest:
    """Return the manifest of a site's files, given by path with their digests."""
    revision = origin.revision
    named = revision.commit and DataRevision(commit=revision.commit, dirty=revision.is_dirty)
    return Manifest(
        revision=named or None,
        whole_history=origin.history.is_complete,
        today=today,
        audience=audience.value,
        program=made_by,
        files=dict(files),
    )


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 digest of each file, in hex."""
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def this_program(fonts: Mapping[str, str], libraries: Mapping[str, str]) -> Program:
    """Describe the program that runs.

    Args:
        fonts: the digests of the font files it sets in, by name.
        libraries: versions that only the renderer knows.
    """
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Program(
        version=project["version"],
        sha256=_program_digest(),
        libraries={
            "python": ".".join(map(str, sys.version_info[:3])),
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
            **{name: _version(name) for name in _LIBRARIES},
            **libraries,
        },
        fonts=dict(fonts),
    )


def read_manifest(site: Path) -> Manifest:
    """Return the manifest of a site's folder.

    Raises:
        ManifestError: it is missing, too large, or not what the program writes.
    """
    path = site / NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ManifestError(f"{path} 不是普通文件，没有核对")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ManifestError(
            f"{site} 里没有 {NAME}：它不是本程序生成的网站，或者由早先的程序生成，没有核对"
        ) from error
    except OSError as error:
        raise ManifestError(f"{path} 读不出（{error.strerror}），没有核对") from error
    if len(raw) > MAX_BYTES:
        raise ManifestError(f"{path} 超过 {MAX_BYTES >> 20} MiB，没有核对")
    try:
        json.loads(raw, object_pairs_hook=_once)
        return Manifest.model_validate_json(raw, strict=True)
    except ValidationError as error:
        place = "、".join(str(step) for step in error.errors()[0]["loc"]) or "全文"
        raise ManifestError(f"{path} 的内容不对（{place[:_LONGEST_PLACE]}），没有核对") from error
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{path} 不是写对的 JSON，没有核对") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT


def _program_digest() -> str:
    """Return one digest over the program's files and their paths, sorted."""
    total = hashlib.sha256()
    for folder, pattern in _SOURCES:
        found = {
            path.relative_to(_ROOT).as_posix(): path for path in (_ROOT / folder).glob(pattern)
        }
        for name in sorted(name for name, path in found.items() if path.is_file()):
            content = hashlib.sha256(found[name].read_bytes()).hexdigest()
            total.update(f"{content}  {name}\n".encode())
    return total.hexdigest()
