"""A site made into a tree: what follows from the same as last time is taken over, the rest made.

The groups of a site's files are spread over the cores of the machine; each process writes what it
makes, so that no process ever holds the whole site.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tongbao.documents.audience import Audience
from tongbao.last_build import LastBuild, MadeFile, stamp_of
from tongbao.making import Inspected, groups_of, program_of, reprinted
from tongbao.manifest import NAME, Program, manifest_of
from tongbao.progress import Progress
from tongbao.publish import Tree
from tongbao.render.files import Group, Page, digest
from tongbao.source.history import Provenance
from tongbao.spread import spread


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was written: its files by path, what made it, what its maker should know.

    `made` are the paths of the files that were not taken over, sorted; `remarks` are Chinese.
    """

    files: Mapping[str, MadeFile]
    made: tuple[str, ...]
    program: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made from: inspected data, who reads it, where the data comes from."""

    found: Inspected
    audience: Audience
    origin: Provenance


def build_into(
    tree: Tree, site: Site, last: LastBuild | None, processes: int, progress: Progress
) -> Built:
    """Write every file of a site into a tree, its manifest last, and publish that.

    `last` is the last build of the tree that stands, if it is known; `processes` is how many may
    work at once.

    Raises:
        RenderError: a document can't be set.
        OSError: the tree can't be written.
        KilledError: a process was ended from outside.
    """
    made_by = program_of(site.found)
    program = digest(made_by.model_dump_json().encode())
    is_same = last is not None and last.origin.program == program
    writer = _Writer(tree, last if is_same else None)
    files: dict[str, MadeFile] = {}
    made: list[str] = []
    with progress.stage("生成网页和文件"):
        groups = tuple(groups_of(site.found, site.audience, site.origin))
        for share in spread(groups, writer.make, processes):
            files.update(share.files)
            made.extend(share.made)
            progress.count(len(files))
    with progress.stage("换上新的网站"):
        manifest = _manifest(site, files, made_by)
        files[NAME] = _written(tree, Page(NAME, "", manifest))
        tree.publish(files)
    return Built(
        files,
        tuple(sorted(made)),
        program,
        tuple(f"提醒　{each}。" for each in reprinted(site.found, _digests(files), made_by)),
    )


@dataclass(frozen=True, slots=True)
class _Share:
    """What came of a group: its files by path, and which of them were made."""

    files: dict[str, MadeFile]
    made: list[str]


class _Writer:
    """Makes groups of files into a tree, and takes over those whose key is that of last time."""

    def __init__(self, tree: Tree, last: LastBuild | None) -> None:
        self._tree = tree
        self._files = last.files if last is not None else {}
        self._stamps = last.stamps if last is not None else {}

    def make(self, group: Group) -> _Share:
        """Write the files of a group."""
        files: dict[str, MadeFile] = {}
        made = []

        def keep(path: str, key: str, foot: bytes = b"", /) -> bool:
            found = self._taken_over(path, key, foot)
            if found is not None:
                files[path] = found
            return found is not None

        for page in group(keep):
            files[page.path] = _written(self._tree, page)
            made.append(page.path)
        return _Share(files, made)

    def _taken_over(self, path: str, key: str, foot: bytes) -> MadeFile | None:
        made, stamp = self._files.get(path), self._stamps.get(path)
        old = self._tree.old / path
        if made is None or made.key != key or stamp is None or stamp_of(old) != stamp:
            return None
        try:
            if made.foot == digest(foot):
                return replace(made, written=self._tree.link(path))
            body = old.read_bytes()[: made.body_size]
        except OSError:
            # Not every disk has links; what can't be taken over is made.
            return None
        return _written(self._tree, Page(path, key, body, foot))


def _written(tree: Tree, page: Page) -> MadeFile:
    written = tree.write(page.path, page.content)
    sha256 = hashlib.sha256(page.content).hexdigest()
    return MadeFile(page.key, sha256, len(page.body), digest(page.foot), written)


def _manifest(site: Site, files: Mapping[str, MadeFile], made_by: Program) -> bytes:
    today = site.found.examined.data_date
    return manifest_of(_digests(files), site.origin, today, site.audience, made_by).to_bytes()


def _digests(files: Mapping[str, MadeFile]) -> dict[str, str]:
    return {path: made.sha256 for path, made in files.items()}
