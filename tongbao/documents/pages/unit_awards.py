"""All awards of a unit in a period, or behind its line in a bulletin's ranking."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.awards import (
    AwardLine,
    ClauseLink,
    award_lines,
    clause_link,
    total,
)
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource, column_title, full_name, place_text
from tongbao.documents.ranking_table import has_earlier_months, headings, under
from tongbao.model.bulletin import AnnexTable, Bulletin
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import Award
from tongbao.source.dataset import Entry


@dataclass(frozen=True, slots=True)
class AwardPart:
    """A part of a unit's awards with its sum, and the clauses they were given under."""

    anchor: str
    name: str
    total: str
    clauses: tuple[ClauseLink, ...]
    lines: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class UnitPeriodPage:
    """A unit's awards of a month, quarter or year by column, and its place in the group.

    `proposed` are deductions that do not count yet.
    """

    head: PageHead
    total: str
    rank: Link
    ledger: Link
    columns: tuple[AwardPart, ...]
    proposed: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class BulletinUnitPage:
    """The awards behind a unit's line in the ranking, by heading, and those since January.

    `to_date` is None where the bulletin's period is a whole year.
    """

    head: PageHead
    unit: Link
    bulletin: Link
    anchor: str
    period: str
    total: str
    headings: tuple[AwardPart, ...]
    to_date: AwardPart | None


def unit_period_pages(source: PageSource) -> "tuple[UnitPeriodPage, ...]":
    """Return a page for each unit and each period in which it is scored."""
    return tuple(_period(source, unit, period) for period, unit in source.standing)


def _period(source: PageSource, unit: UnitId, period: Period) -> UnitPeriodPage:
    link = source.unit_link(unit)
    row = source.standing[period, unit]
    groups = source.dataset.registry.record.groups
    awards = source.ledger.of_unit(unit).within(period)
    return UnitPeriodPage(
        in_section(
            addresses.UNITS,
            addresses.unit_awards(unit, period),
            f"{link.text}{full_name(period)}计分",
            link,
        ),
        total(awards),
        Link(place_text(row), addresses.standing(period, groups, row.group)),
        Link(f"{full_name(period)}台账", addresses.ledger(period)),
        tuple(
            _part(source, column.id, column_title(column), chosen)
            for column in source.tables[period].columns
            if len(chosen := awards.in_column(column.id))
        ),
        award_lines(source, source.scored.proposed.of_unit(unit).within(period)),
    )


def _part(source: PageSource, anchor: str, name: str, awards: Iterable[Award]) -> AwardPart:
    found = tuple(awards)
    clauses = {
        key: clause_link(award.rulebook, source.clauses[key])
        for award in found
        if (key := (award.rulebook, award.clause)) in source.clauses
    }
    return AwardPart(
        anchor, name, total(found), tuple(clauses.values()), award_lines(source, found)
    )


def bulletin_unit_pages(source: PageSource) -> "tuple[BulletinUnitPage, ...]":
    """Return a page for each unit in the ranking of each bulletin that prints one."""
    return tuple(
        _behind(source, entry, unit.id)
        for entry in source.bulletins
        if AnnexTable.RANKING in entry.record.annex.tables
        for unit in source.dataset.units_in(entry.record.period)
    )


def _behind(source: PageSource, entry: Entry[Bulletin], unit: UnitId) -> BulletinUnitPage:
    period = entry.record.period
    link = source.unit_link(unit)
    bulletin = Link("".join(entry.record.title.split("\n")), addresses.bulletin(entry.id))
    own = source.bulletin_awards(entry).of_unit(unit)
    awards = own.within(period)
    year = period.year_to_date
    return BulletinUnitPage(
        in_section(
            addresses.BULLETINS,
            addresses.bulletin_unit(entry.id, unit),
            f"{link.text}{full_name(period)}得分依据",
            bulletin,
        ),
        link,
        bulletin,
        addresses.PERIOD_PART,
        full_name(period),
        total(awards),
        tuple(
            _part(source, addresses.heading_part(index), heading.name, chosen)
            for index, heading in enumerate(headings(source.dataset, period))
            if len(chosen := under(awards, heading))
        ),
        _part(source, addresses.YEAR_PART, f"{full_name(year)}累计", own.within(year))
        if has_earlier_months(period)
        else None,
    )
