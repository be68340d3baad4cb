"""A unit's 得分说明: every line of its points in a period, or behind its place in a bulletin."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from tongbao.documents import addresses
from tongbao.documents.pages.awards import (
    AwardLine,
    ClauseLink,
    award_lines,
    clause_link,
    total,
)
from tongbao.documents.pages.bulletins import sums_corrected_by
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.printed import bulletin_link, printed_totals
from tongbao.documents.pages.running import group_place_text
from tongbao.documents.pages.source import PageSource, column_title, full_name
from tongbao.documents.ranking_table import has_earlier_months, headings, under
from tongbao.documents.words import full_date, short_date
from tongbao.model.bulletin import AnnexTable, Bulletin
from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Entry

MOST = 100
"""How many lines a part lists: of more it gives the sums by month, which lead to the lines.

A part of a single month lists all of them.
"""

_MOST_TERMS = 12
"""How many points a sum is written out for."""


@dataclass(frozen=True, slots=True)
class MonthSum:
    """The lines of a month in a long part: how many they are and what they add up to."""

    month: Link
    count: int
    points: str


@dataclass(frozen=True, slots=True)
class AwardPart:
    """A part of a unit's awards with its sum, and the clauses they were given under.

    `terms` writes the sum out (2＋0.5), or says how many lines it has. A long part has `months` in
    place of `lines`.
    """

    anchor: str
    name: str
    total: str
    terms: str
    clauses: tuple[ClauseLink, ...]
    lines: tuple[AwardLine, ...]
    months: tuple[MonthSum, ...]


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A bulletin's figure for the unit, in words, with the bulletin."""

    bulletin: Link
    words: str


@dataclass(frozen=True, slots=True)
class UnitPeriodPage:
    """A unit's awards of a month, quarter or year by column, and its place in the group.

    `span` are the period's days; `terms` is the sum of the columns written out, empty with fewer
    than two; `printed` is what the bulletins of the period print; `proposed` are deductions that do
    not count yet.
    """

    head: PageHead
    bureau: str
    unit: Link
    group: str
    span: str
    rulebooks: tuple[Link, ...]
    total: str
    terms: str
    rank: Link
    ledger: Link
    printed: tuple[PrintedTotal, ...]
    columns: tuple[AwardPart, ...]
    proposed: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class BulletinUnitPage:
    """The awards behind a unit's line in the ranking, by heading, and those since January.

    Or those of one month, which a long part leads to; `of_bulletin` says what of the bulletin is
    listed. `to_date` is None for a month, and where the bulletin's period is a whole year;
    `sums_corrected_by` are the errata of earlier bulletins that change it.
    """

    head: PageHead
    bureau: str
    unit: Link
    group: str
    span: str
    bulletin: Link
    of_bulletin: str
    anchor: str
    period: str
    total: str
    terms: str
    headings: tuple[AwardPart, ...]
    to_date: AwardPart | None
    sums_corrected_by: tuple[Link, ...]


def unit_period_pages(source: PageSource, unit: UnitId) -> "Iterator[UnitPeriodPage]":
    """Yield a page for each period in which a unit is scored."""
    for period in source.tables:
        if (period, unit) in source.standing:
            yield _period(source, unit, period)


def _period(source: PageSource, unit: UnitId, period: Period) -> UnitPeriodPage:
    link = source.unit_link(unit)
    row = source.standing[period, unit]
    dataset = source.dataset
    awards = source.ledger.of_unit(unit).within(period)
    columns = tuple(
        _part(
            source,
            column.id,
            column_title(column),
            chosen,
            partial(addresses.unit_awards, unit, column=column.id),
        )
        for column in source.tables[period].columns
        if len(chosen := awards.in_column(column.id))
    )
    return UnitPeriodPage(
        in_section(
            addresses.UNITS,
            addresses.unit_awards(unit, period),
            f"{link.text}{full_name(period)}得分说明",
            link,
        ),
        dataset.bureau.record.name,
        link,
        row.group,
        _span(period),
        tuple(
            Link(book.record.title, addresses.rulebook(book.id))
            for book in dataset.rulebooks_in(period)
        ),
        total(awards),
        _sum(columns),
        Link(
            group_place_text(source, row, period),
            addresses.standing(period, dataset.registry.record.groups, row.group),
        ),
        Link(f"{full_name(period)}台账", addresses.ledger(period)),
        tuple(_printed(source, unit, period)),
        columns,
        award_lines(source, source.scored.proposed.of_unit(unit).within(period)),
    )


def _span(period: Period) -> str:
    return f"{full_date(period.start)}至{_day_in(period.year, period.end)}"


def _day_in(year: int, day: date) -> str:
    return short_date(day) if day.year == year else full_date(day)


def _printed(source: PageSource, unit: UnitId, period: Period) -> Iterator[PrintedTotal]:
    """Yield what the bulletins of a period print as the unit's points, the latest first."""
    now = source.standing[period, unit].total.text
    for entry, totals in printed_totals(source, period):
        points = totals.get(unit)
        if points is None:
            continue
        same = "与本页一致" if points == now else f"现在的记录算得{now}分，以通报和更正为准"
        yield PrintedTotal(bulletin_link(entry), f"{points}分，{same}")


def _part(
    source: PageSource, anchor: str, name: str, awards: Ledger, place: Callable[[Period], str]
) -> AwardPart:
    """Return a part; `place` says where the part's lines of a month stand if it is long."""
    found = tuple(awards)
    clauses = {
        key: clause_link(award.rulebook, source.clauses[key])
        for award in found
        if (key := (award.rulebook, award.clause)) in source.clauses
    }
    months = tuple(_months(awards, place)) if len(found) > MOST else ()
    is_long = len(months) > 1
    return AwardPart(
        anchor,
        name,
        total(found),
        _terms(shown(award.points) for award in found),
        tuple(clauses.values()),
        () if is_long else award_lines(source, found),
        months if is_long else (),
    )


def _months(awards: Ledger, place: Callable[[Period], str]) -> Iterator[MonthSum]:
    for month in _months_of(awards):
        chosen = tuple(awards.within(month))
        yield MonthSum(Link(full_name(month), place(month)), len(chosen), total(chosen))


def _months_of(awards: Ledger) -> list[Period]:
    return sorted({Period.month_of(award.date) for award in awards})


def _terms(points: Iterable[str]) -> str:
    """Write a sum out, with signs as they are printed: 2＋2＋0.5, 14－10."""
    terms = tuple(points)
    if len(terms) > _MOST_TERMS:
        return f"共{len(terms)}笔"
    return "＋".join(terms).replace("＋-", "－") if len(terms) > 1 else ""


def _sum(parts: Iterable[AwardPart]) -> str:
    """Write the sum of the parts out, each by its name: 报送6＋采用3."""
    terms = tuple(
        f"{part.name}（{part.total}）" if part.total.startswith("-") else f"{part.name}{part.total}"
        for part in parts
    )
    return "＋".join(terms) if len(terms) > 1 else ""


def bulletin_unit_pages(source: PageSource, entry: Entry[Bulletin]) -> "Iterator[BulletinUnitPage]":
    """Yield a page for each unit in the ranking of a bulletin, if it prints one.

    A page with a long part is followed by those of the months it leads to.
    """
    if AnnexTable.RANKING in entry.record.annex.tables:
        for unit in source.dataset.units_in(entry.record.period):
            yield from _behind(source, entry, unit.id)


def _behind(source: PageSource, entry: Entry[Bulletin], unit: UnitId) -> Iterator[BulletinUnitPage]:
    """Yield what is behind a unit's line in the ranking, then the months of its long parts."""
    period = entry.record.period
    year = period.year_to_date
    own = source.bulletin_awards(entry).of_unit(unit)
    page = replace(
        _sheet_of(source, entry, unit, period),
        to_date=_part(
            source,
            addresses.YEAR_PART,
            f"{full_name(year)}累计",
            own.within(year),
            partial(addresses.bulletin_unit_month, entry.id, unit),
        )
        if has_earlier_months(period)
        else None,
        sums_corrected_by=sums_corrected_by(source, entry),
    )
    yield page
    if page.to_date is not None and page.to_date.months:
        yield from (_month(source, entry, unit, month) for month in _months_of(own.within(year)))
    elif any(part.months for part in page.headings):
        yield from (_month(source, entry, unit, month) for month in _months_of(own.within(period)))


def _month(
    source: PageSource, entry: Entry[Bulletin], unit: UnitId, month: Period
) -> BulletinUnitPage:
    page = _sheet_of(source, entry, unit, month)
    above = Link(
        f"{page.unit.text}{full_name(entry.record.period)}得分说明",
        addresses.bulletin_unit(entry.id, unit),
    )
    address = addresses.bulletin_unit_month(entry.id, unit, month)
    head = in_section(addresses.BULLETINS, address, page.head.title, page.bulletin, above)
    of_bulletin = f"排名表中本单位一行，这里只列{full_name(month)}的得分"
    return replace(page, head=head, of_bulletin=of_bulletin)


def _sheet_of(
    source: PageSource, entry: Entry[Bulletin], unit: UnitId, period: Period
) -> BulletinUnitPage:
    """Return the awards of a period by heading, as of when a bulletin was issued."""
    link = source.unit_link(unit)
    bulletin = bulletin_link(entry)
    awards = source.bulletin_awards(entry).of_unit(unit).within(period)
    # A month before the bulletin's period may stand under headings of an earlier rulebook.
    is_inside = entry.record.period.start <= period.start
    whole = entry.record.period if is_inside else period
    parts = tuple(
        _part(
            source,
            part,
            heading.name,
            chosen,
            partial(addresses.bulletin_unit_month, entry.id, unit, part=part),
        )
        for index, heading in enumerate(headings(source.dataset, whole))
        for part in [addresses.heading_part(index)]
        if len(chosen := under(awards, heading))
    )
    return BulletinUnitPage(
        in_section(
            addresses.BULLETINS,
            addresses.bulletin_unit(entry.id, unit),
            f"{link.text}{full_name(period)}得分说明",
            bulletin,
        ),
        source.dataset.bureau.record.name,
        link,
        source.dataset.units[unit].group,
        _span(period),
        bulletin,
        "排名表中本单位一行的得分",
        addresses.PERIOD_PART,
        full_name(period),
        total(awards),
        _sum(parts),
        parts,
        None,
        (),
    )
