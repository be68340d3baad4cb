"""Bureaus to the pages and files of the site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from jinja2 import Environment

from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.deadlines import calendars
from tongbao.documents.feeds import bureau_feed, feeds
from tongbao.documents.pages.about import AboutPage
from tongbao.documents.pages.all_pages import PageView, all_pages
from tongbao.documents.pages.authors import AuthorsPage
from tongbao.documents.pages.bulletins import (
    AWARDS,
    JSON,
    SCORES,
    AnnexPage,
    BulletinPage,
    BulletinsPage,
)
from tongbao.documents.pages.due import DuePage, DuesPage
from tongbao.documents.pages.filing import FilingPage
from tongbao.documents.pages.forms import FormPage
from tongbao.documents.pages.help import HelpPage
from tongbao.documents.pages.history import HistoryView, histories
from tongbao.documents.pages.home import HomePage, bureau_card, home_page
from tongbao.documents.pages.items_ledger import ItemsPage, ItemsYearPage
from tongbao.documents.pages.ledgers import LedgerPage, LedgersPage
from tongbao.documents.pages.lists import AdoptedPage, FiledPage
from tongbao.documents.pages.outlets import OutletPage, OutletsPage
from tongbao.documents.pages.overview import OverviewPage
from tongbao.documents.pages.reminders import ReminderPage, RemindersPage
from tongbao.documents.pages.rulebooks import ClauseAwardsPage, RulebookPage, RulebooksPage
from tongbao.documents.pages.search import SearchPage, search_parts
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.submission import SubmissionPage
from tongbao.documents.pages.tasks import TasksPage
from tongbao.documents.pages.unit import UnitPage
from tongbao.documents.pages.unit_awards import BulletinUnitPage, UnitPeriodPage
from tongbao.documents.pages.unit_filed import UnitFiledPage
from tongbao.documents.pages.units import UnitsPage
from tongbao.documents.pages.working import WorkingPage
from tongbao.documents.provenance import RevisionView, revision_view
from tongbao.documents.words import full_date
from tongbao.render.assets import assets
from tongbao.render.environment import environment
from tongbao.render.feeds import atom, ics
from tongbao.render.items_script import items_script
from tongbao.render.open_data import awards_csv, bulletin_json, scores_csv
from tongbao.render.relative import file_of, relative
from tongbao.render.search import search_script
from tongbao.scoring.score import Scored
from tongbao.source.history import Provenance

PdfRenderer = Callable[[PageSource], Mapping[str, bytes]]
"""Sets a bureau's `pdf_files`; returns their contents by path below the bureau's folder."""

INTERNAL_NOTE = "INTERNAL.txt"
"""Only an internal site has this file: it tells the trees apart."""

_INTERNAL_TEXT = "内部资料，请勿外传\n"
_UNKNOWN = Provenance()
TEMPLATES: Mapping[type, str] = {
    AboutPage: "about.html",
    AdoptedPage: "adopted.html",
    AnnexPage: "annex_table.html",
    AuthorsPage: "authors.html",
    BulletinPage: "bulletin.html",
    BulletinUnitPage: "bulletin_unit.html",
    BulletinsPage: "bulletins.html",
    ClauseAwardsPage: "clause_awards.html",
    DuePage: "due.html",
    DuesPage: "dues.html",
    FiledPage: "filed.html",
    FilingPage: "filing.html",
    FormPage: "form.html",
    HelpPage: "help.html",
    HomePage: "home.html",
    ItemsPage: "items_ledger.html",
    ItemsYearPage: "items_year.html",
    LedgerPage: "ledger.html",
    LedgersPage: "ledgers.html",
    OutletPage: "outlet.html",
    OutletsPage: "outlets.html",
    OverviewPage: "overview.html",
    ReminderPage: "reminder.html",
    RemindersPage: "reminders.html",
    RulebookPage: "rulebook.html",
    RulebooksPage: "rulebooks.html",
    SearchPage: "search.html",
    SubmissionPage: "submission.html",
    TasksPage: "tasks.html",
    UnitFiledPage: "unit_filed.html",
    UnitPeriodPage: "unit_period.html",
    UnitPage: "unit.html",
    UnitsPage: "units.html",
    WorkingPage: "working.html",
}
"""The template of each kind of a bureau's pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path below the site's root, with `/`, and what it holds."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Part:
    """A bureau's part of the site: what its pages are made from, and where that comes from."""

    source: PageSource
    revision: RevisionView
    histories: Mapping[str, HistoryView]


def render_site(
    bureaus: Sequence[Scored],
    data_date: date | None,
    pdf: PdfRenderer,
    audience: Audience = Audience.PUBLIC,
    provenance: Provenance = _UNKNOWN,
) -> Iterator[Page]:
    """Yield every file of a site for one kind of reader.

    Each bureau has the folder of its id; the root shows the only bureau's home, or the list of
    bureaus. `data_date` is the day the data is from, if known; `pdf` sets the PDFs; `provenance`
    is what every page names as its source.
    """
    engine = environment("site")
    engine.globals["is_internal"] = audience.is_internal
    # A bureau whose records have ended is looked at as of that day; its footer says the same.
    days = [scored.today if data_date else None for scored in bureaus]
    sources = [PageSource(*each, audience) for each in zip(bureaus, days, strict=True)]
    parts = [_part(source, provenance) for source in sources]
    for part in parts:
        for view in all_pages(part.source):
            yield _page(engine, part, view)
            if isinstance(view, ItemsYearPage):
                base = addresses.bureau(part.source.dataset.id)
                yield Page(base + view.script, items_script(view))
        yield from _files(part.source, pdf, provenance)
    revision = revision_view(provenance.revision)
    yield _root(engine, parts, data_date, revision)
    missing = engine.get_template("404.html").render(revision=revision)
    yield Page("404.html", missing.encode())
    if audience.is_internal:
        yield Page(INTERNAL_NOTE, _INTERNAL_TEXT.encode())
    for name, content in assets():
        yield Page(name, content)


def _part(source: PageSource, provenance: Provenance) -> _Part:
    revision = revision_view(provenance.revision, source.dataset.bureau.record.forge)
    return _Part(source, revision, histories(source, provenance.history))


def _page(engine: Environment, part: _Part, view: PageView, here: str | None = None) -> Page:
    source = part.source
    bureau = source.dataset.bureau.record
    base = addresses.bureau(source.dataset.id)
    here = base + view.head.address if here is None else here
    html = engine.get_template(TEMPLATES[type(view)]).render(
        view=view,
        bureau=bureau.short,
        is_sample=bureau.sample,
        notice=bureau.notice,
        menu=source.menu,
        feeds=(bureau_feed(source), *view.head.feeds),
        search=addresses.SEARCH,
        data_date=_written(source.data_date),
        revision=part.revision,
        history=part.histories.get(view.head.address),
        href=lambda target: relative(here, base + target),
        asset=partial(relative, here),
    )
    return Page(file_of(here), html.encode())


def _root(
    engine: Environment, parts: Sequence[_Part], data_date: date | None, revision: RevisionView
) -> Page:
    if len(parts) == 1:
        return _page(engine, parts[0], home_page(parts[0].source), here="")
    html = engine.get_template("bureaus.html").render(
        cards=[bureau_card(part.source) for part in parts],
        notice=None,
        data_date=_written(data_date),
        revision=revision,
        history=None,
        asset=partial(relative, ""),
    )
    return Page(file_of(""), html.encode())


def _written(day: date | None) -> str:
    return full_date(day) if day else ""


def _files(source: PageSource, pdf: PdfRenderer, provenance: Provenance) -> Iterator[Page]:
    """Yield a bureau's PDFs and the open data beside its bulletins."""
    dataset = source.dataset
    base = addresses.bureau(dataset.id)
    for path, content in pdf(source).items():
        yield Page(base + path, content)
    site = dataset.bureau.record.site
    for feed in feeds(source):
        yield Page(base + feed.address, atom(feed, base, site))
    for calendar in calendars(source):
        yield Page(base + calendar.address, ics(calendar, base, site))
    for part in search_parts(source):
        yield Page(base + part.address, search_script(part))
    for entry in source.bulletins:
        view = source.bulletin_views[entry.id]
        folder = base + view.target
        awards = source.bulletin_awards(entry).within(view.period)
        names = source.bulletin_units(entry)
        is_closed = partial(source.is_closed, entry)
        yield Page(folder + SCORES, scores_csv(view.scores))
        yield Page(folder + AWARDS, awards_csv(awards, names, is_closed))
        named = replace(view, revision=view.revision or str(provenance.revision))
        yield Page(folder + JSON, bulletin_json(dataset, awards, entry, named, is_closed))
