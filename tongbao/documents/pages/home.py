"""The bureau's home: the latest bulletin, the figures of its period, the standing by group."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.bulletins import BulletinSummary, bulletin_summary
from tongbao.documents.pages.counts import Count, period_counts
from tongbao.documents.pages.ledgers import StandingGroup, standing_groups
from tongbao.documents.pages.page import Link, PageHead
from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.pages.tasks import asked_links


@dataclass(frozen=True, slots=True)
class HomePage:
    """A bureau's home; `period` is empty as long as nothing was filed.

    `links` lead to the leader's page and to what is asked of the units.
    """

    head: PageHead
    bureau: str
    latest: BulletinSummary | None
    period: str
    figures: tuple[Count, ...]
    ledger: Link
    links: tuple[Link, ...]
    groups: tuple[StandingGroup, ...]


@dataclass(frozen=True, slots=True)
class BureauCard:
    """A bureau in the list of bureaus; targets are below the site's root."""

    bureau: Link
    latest: Link | None
    is_sample: bool


def bureau_card(source: PageSource) -> BureauCard:
    """Return a bureau as the list of bureaus shows it."""
    folder = addresses.bureau(source.dataset.id)
    latest = None
    if source.bulletins:
        summary = bulletin_summary(source, source.bulletins[0])
        latest = Link(summary.bulletin.text, f"{folder}{summary.bulletin.target}")
    bureau = source.dataset.bureau.record
    return BureauCard(Link(bureau.name, folder), latest, bureau.sample)


def home_page(source: PageSource) -> HomePage:
    """Return the bureau's home."""
    bureau = source.dataset.bureau.record
    period = source.current
    return HomePage(
        PageHead(addresses.HOME, f"{bureau.short}政务信息通报", (), addresses.HOME),
        bureau.name,
        bulletin_summary(source, source.bulletins[0]) if source.bulletins else None,
        full_name(period) if period else "",
        period_counts(source, period) if period else (),
        Link("分栏得分和全部计分", addresses.ledger(period) if period else addresses.LEDGERS),
        (Link("一页概览", addresses.OVERVIEW), *asked_links(source)),
        standing_groups(source, source.tables[period]) if period else (),
    )
