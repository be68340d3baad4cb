"""About the site: what it is, how a score is read, where the data is."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.bulletins import Download, downloads
from tongbao.documents.pages.page import Link, PageHead, section_head
from tongbao.documents.pages.source import PageSource


@dataclass(frozen=True, slots=True)
class BulletinFiles:
    """A bulletin's files."""

    bulletin: Link
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The page about the site."""

    head: PageHead
    bureau: str
    is_internal: bool
    rulebooks: Link
    ledgers: Link
    bulletins: tuple[BulletinFiles, ...]


def about_page(source: PageSource) -> AboutPage:
    """Return the page about the site."""
    return AboutPage(
        section_head(addresses.ABOUT, "关于"),
        source.dataset.bureau.record.name,
        source.audience.is_internal,
        Link("考评办法", addresses.RULEBOOKS),
        Link("台账", addresses.LEDGERS),
        tuple(
            BulletinFiles(
                Link(entry.record.title_line, addresses.bulletin(entry.id)),
                downloads(entry),
            )
            for entry in source.bulletins
        ),
    )
