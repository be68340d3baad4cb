"""Whether a site is what its manifest says, and whether the data it names gives the same again."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tongbao.documents.provenance import SHOWN
from tongbao.manifest import ABSENT, NAME, Manifest, Program, digests, read_manifest
from tongbao.publish import MARKER
from tongbao.review.reporters import printable
from tongbao.source.history import Provenance, provenance_at
from tongbao.source.revision import RevisionError, commit_of, data_of, root_of

MOST = 20
"""How many files are listed of each kind."""

_IRREGULAR = "irregular"
_SAME = "按清单的数据版本重新生成，每个文件都一样。"
_SAME_AS_LISTED = (
    "按清单的数据版本重新生成，每个文件都同清单一致：清单没有错，是网站的文件后来变了。"
    "重新生成网站就能恢复。"
)


class RebuildError(Exception):
    """A revision gives no site; the message (Chinese) says why."""


Rebuild = Callable[[Path, Manifest, Provenance], Mapping[str, bytes]]
"""Makes the files of a site from a data folder; may raise RebuildError."""

Describe = Callable[[Iterable[str]], Program]
"""Describes the program that runs, with those of the named fonts that it has."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, in lines, and whether the site is what the data gives."""

    lines: tuple[str, ...]
    is_sound: bool


def verify(site: Path, data: Path, describe: Describe, rebuild: Rebuild) -> Verdict:
    """Compare a site with its manifest, and that with what the named revision of the data gives.

    Raises:
        ManifestError: the site has no manifest that can be used.
    """
    manifest = read_manifest(site)
    altered = tuple(_listed("网站的文件同清单不符", manifest.files, _found(site)))
    lines = [_summary(manifest), *(altered or ("网站的文件同清单一致。",))]
    try:
        remade = tuple(_remade(manifest, data, describe, rebuild))
    except (RebuildError, RevisionError) as error:
        return Verdict((*lines, f"{error}。", "核对没有通过。"), is_sound=False)
    is_sound = not altered and not remade
    lines.extend(remade or (_SAME if not altered else _SAME_AS_LISTED,))
    return Verdict((*lines, "核对通过。" if is_sound else "核对没有通过。"), is_sound)


def _summary(manifest: Manifest) -> str:
    revision = manifest.revision
    named = f"数据版本 {revision.commit[:SHOWN]}" if revision else "数据未纳入版本管理"
    day = f"，日期 {manifest.today}" if manifest.today else ""
    kind = "内部网站" if manifest.reader.is_internal else "公开网站"
    return f"清单：{kind}，{named}{day}，{len(manifest.files)} 个文件，清单自己不算。"


def _found(site: Path) -> dict[str, str]:
    """Return the digest of everything in the folder that is no folder, but for what is ours."""
    found = {}
    for folder, names, files in os.walk(site):
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            path = Path(folder) / name
            found[path.relative_to(site).as_posix()] = _digest(path)
    return {path: digest for path, digest in found.items() if path not in {NAME, MARKER}}


def _digest(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return _IRREGULAR
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return _IRREGULAR


def _listed(heading: str, expected: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    """Yield what is different between two sets of digests; nothing where they are the same."""
    kinds = (
        ("改动", [path for path in expected if found.get(path, expected[path]) != expected[path]]),
        ("缺少", expected.keys() - found.keys()),
        ("多出", found.keys() - expected.keys()),
    )
    if not any(paths for _, paths in kinds):
        return
    yield f"{heading}："
    for kind, paths in kinds:
        for path in sorted(paths)[:MOST]:
            yield f"  {kind}　{printable(path)}"
        if len(paths) > MOST:
            yield f"  {kind}　……共 {len(paths)} 个"


def _remade(manifest: Manifest, data: Path, describe: Describe, rebuild: Rebuild) -> Iterator[str]:
    """Yield what is different when the site is made again.

    Raises:
        RebuildError: the revision can't be had, or gives no site.
        RevisionError: the data's folder is in no repository.
    """
    revision = manifest.revision
    if revision is None:
        raise RebuildError("清单没有写数据版本，不能重新生成来核对")
    if revision.dirty:
        raise RebuildError("网站由有未提交改动的数据生成，不能重新生成来核对")
    folder = data.resolve()
    repository = root_of(folder if folder.is_dir() else folder.parent).resolve()
    name = folder.relative_to(repository).as_posix()
    if name == ".":
        raise RebuildError("数据要放在仓库的一个文件夹里，不能就是仓库的根")
    try:
        commit_of(repository, revision.commit)
    except RevisionError as error:
        raise RebuildError(
            f"清单写的数据版本 {revision.commit[:SHOWN]} 不在本仓库里，"
            "请在有它的仓库里核对，或先取得完整的历史（git fetch，浅克隆的加 --unshallow）"
        ) from error
    origin = provenance_at(repository, revision.commit, name)
    reasons = tuple(_reasons(manifest, describe(manifest.program.fonts), origin))
    with data_of(repository, revision.commit, name) as place:
        try:
            files = digests(rebuild(place, manifest, origin))
        except RebuildError as error:
            raise RebuildError("\n".join([*reasons, str(error)])) from error
    different = tuple(_listed("重新生成的同清单不同", manifest.files, files))
    if different:
        yield from (*reasons, *different)


def _reasons(manifest: Manifest, here: Program, origin: Provenance) -> Iterator[str]:
    """Yield in what the program that made the site is another than the one that runs."""
    there = manifest.program
    different = []
    if there.sha256 != here.sha256:
        different.append(("程序", _named(there), _named(here)))
    different.extend(_pairs(there.libraries, here.libraries))
    different.extend(
        (name, digest[:SHOWN], here.fonts.get(name, ABSENT)[:SHOWN])
        for name, digest in there.fonts.items()
        if here.fonts.get(name) != digest
    )
    if different:
        yield "生成网站的程序、程序库或字体同这里的不同，文件的差别多半由此而来："
    for name, its, ours in different:
        yield f"  {printable(name)}：清单 {printable(its)}，这里 {ours}"
    if manifest.whole_history != origin.history.is_complete:
        which = "生成网站的仓库" if origin.history.is_complete else "本仓库"
        yield f"{which}历史不完整（浅克隆），记录的登记和修改因此列得不同。"


def _named(program: Program) -> str:
    return f"{program.version}（{program.sha256[:SHOWN]}）"


def _pairs(there: Mapping[str, str], here: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in sorted({*there, *here}):
        its, ours = there.get(name, ABSENT), here.get(name, ABSENT)
        if its != ours:
            yield name, its, ours
