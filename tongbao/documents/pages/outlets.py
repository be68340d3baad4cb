"""The outlets: the registry by level, and what each adopted."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.page import Link, PageHead, in_section, section_head
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import full_date
from tongbao.model.adoption import Adoption
from tongbao.model.outlet import Outlet


@dataclass(frozen=True, slots=True)
class OutletSummary:
    """An outlet in the registry and how many items it adopted."""

    outlet: Link
    count: Link


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """The outlets of one level."""

    name: str
    outlets: tuple[OutletSummary, ...]


@dataclass(frozen=True, slots=True)
class OutletsPage:
    """The registry of outlets, from the highest level down."""

    head: PageHead
    levels: tuple[LevelGroup, ...]


@dataclass(frozen=True, slots=True)
class OutletAdoption:
    """One item an outlet adopted."""

    day: str
    issue: str
    unit: Link
    title: Link
    marks: str
    category: str


@dataclass(frozen=True, slots=True)
class OutletPage:
    """One outlet; its adoptions with the latest first."""

    head: PageHead
    level: str
    aliases: tuple[str, ...]
    note: str
    adoptions: tuple[OutletAdoption, ...]


def outlets_page(source: PageSource) -> OutletsPage:
    """Return the registry of outlets."""
    registry = source.dataset.outlets.record
    levels = tuple(
        LevelGroup(
            level,
            tuple(_summary(source, outlet) for outlet in registry.outlets if outlet.level == level),
        )
        for level in registry.levels
    )
    return OutletsPage(
        section_head(addresses.OUTLETS, "采用刊物"),
        tuple(group for group in levels if group.outlets),
    )


def _summary(source: PageSource, outlet: Outlet) -> OutletSummary:
    target = addresses.outlet(outlet.id)
    count = len(source.adoptions_by[outlet.id])
    return OutletSummary(Link(outlet.name, target), Link(str(count), target))


def outlet_page(source: PageSource, outlet: Outlet) -> OutletPage:
    """Return one outlet's page."""
    return OutletPage(
        in_section(addresses.OUTLETS, addresses.outlet(outlet.id), outlet.name),
        outlet.level,
        outlet.aliases,
        outlet.note or "",
        tuple(_adoption(source, adoption) for adoption in reversed(source.adoptions_by[outlet.id])),
    )


def _adoption(source: PageSource, adoption: Adoption) -> OutletAdoption:
    submission = source.dataset.submissions[adoption.submission].record
    return OutletAdoption(
        full_date(adoption.date),
        adoption.issue or "",
        source.unit_link(submission.unit),
        source.title_link(adoption.submission),
        source.marks(adoption.submission),
        submission.category,
    )
