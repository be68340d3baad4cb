"""How the data's revision is named: on pages, in PDFs, with its page at the forge."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongbao.model.forge import Forge, ForgeKind
from tongbao.source.history import Revision

SHOWN = 12
"""How many hex digits of a commit's id are shown."""

_UNVERSIONED = "数据未纳入版本管理"
_NAME = "数据版本"
_DIRTY = "有未提交的改动"


@dataclass(frozen=True, slots=True)
class ForgeLink:
    """A text and its page at the forge; without a public forge it is only a text."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class RevisionView:
    """The data's revision in a footer: `name`, then its id (None outside git), then a remark."""

    name: str
    id: ForgeLink | None
    remark: str


@dataclass(frozen=True, slots=True)
class _RequestPage:
    """Where a forge shows pull or merge requests, and the sign before their numbers."""

    path: str
    sign: str = "#"


_REQUESTS: Mapping[ForgeKind, _RequestPage] = {
    ForgeKind.GITHUB: _RequestPage("/pull/"),
    ForgeKind.GITLAB: _RequestPage("/-/merge_requests/", "!"),
    ForgeKind.GITEA: _RequestPage("/pulls/"),
    ForgeKind.FORGEJO: _RequestPage("/pulls/"),
    ForgeKind.GITEE: _RequestPage("/pulls/", "!"),
}


def revision_view(revision: Revision, forge: Forge | None = None) -> RevisionView:
    """Return a revision as pages show it; `forge` is the bureau's, whose pages may be private."""
    if not revision.commit:
        return RevisionView(_UNVERSIONED, None, "")
    return RevisionView(
        _NAME, commit_link(revision.commit, forge), _DIRTY if revision.is_dirty else ""
    )


def revision_words(text: str) -> str:
    """Write a revision (as `str` of it does) for the metadata of a document."""
    view = revision_view(Revision.read(text))
    named = f"{view.name} {view.id.text}" if view.id else view.name
    return f"{named}，{view.remark}" if view.remark else named


def commit_link(commit: str, forge: Forge | None) -> ForgeLink:
    """Return a commit by the beginning of its id."""
    if forge is None or forge.private:
        return ForgeLink(commit[:SHOWN])
    path = "/-/commit/" if forge.kind is ForgeKind.GITLAB else "/commit/"
    return ForgeLink(commit[:SHOWN], f"{forge.url}{path}{commit}")


def request_link(number: str, forge: Forge | None) -> ForgeLink:
    """Return a pull or merge request by its number (`#12`, `!12`)."""
    if forge is None or forge.private or not number.startswith(_REQUESTS[forge.kind].sign):
        return ForgeLink(number)
    return ForgeLink(number, f"{forge.url}{_REQUESTS[forge.kind].path}{number[1:]}")
