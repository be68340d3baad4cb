"""Bureaus to the pages and files of the site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.deadlines import calendars
from tongbao.documents.feeds import bureau_feed, feeds
from tongbao.documents.pages.about import AboutPage
from tongbao.documents.pages.all_pages import PageGroup, PageView, groups_of_few, groups_of_many
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
from tongbao.documents.pages.history import Histories
from tongbao.documents.pages.home import HomePage, bureau_card, home_page
from tongbao.documents.pages.items_ledger import ItemsPage, ItemsYearPage
from tongbao.documents.pages.ledgers import LedgerPage, LedgersPage
from tongbao.documents.pages.lists import AdoptedPage, FiledPage
from tongbao.documents.pages.outlets import OutletPage, OutletsPage
from tongbao.documents.pages.overview import OverviewPage
from tongbao.documents.pages.page import PageHead
from tongbao.documents.pages.reminders import ReminderPage, RemindersPage
from tongbao.documents.pages.rulebooks import ClauseAwardsPage, RulebookPage, RulebooksPage
from tongbao.documents.pages.search import (
    SearchPage,
    SearchPart,
    items_part,
    registers_part,
    searched_years,
)
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
from tongbao.render.files import Group, Keep, Page, file, key_of, ready
from tongbao.render.items_script import items_script
from tongbao.render.open_data import awards_csv, bulletin_json, scores_csv
from tongbao.render.relative import file_of, relative
from tongbao.render.search import search_script
from tongbao.scoring.score import Scored
from tongbao.source.history import Provenance

Documents = Callable[[PageSource, Keep], Iterator[Page]]
"""Makes a bureau's `pdf_files`, but for those that are taken over."""

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
class _Part:
    """A bureau's part of the site: what its pages are made from, and what they share.

    `base` is its folder; `frame` is what the template of every page gets beside its own view, `key`
    stands for it; `mastheads` are those that were made.
    """

    source: PageSource
    histories: Histories
    base: str
    frame: Mapping[str, Any]
    key: str
    foot: bytes
    mastheads: dict[object, Markup] = field(default_factory=dict)


def site_groups(
    bureaus: Sequence[Scored],
    data_date: date | None,
    documents: Documents,
    audience: Audience = Audience.PUBLIC,
    provenance: Provenance = _UNKNOWN,
) -> Iterator[Group]:
    """Yield groups that make every file of a site between them, in any order.

    Each bureau has the folder of its id; the root shows the only bureau's home, or the list of
    bureaus. `data_date` is the day the data is from, if known; `provenance` is what every page
    names as its source.
    """
    engine = environment("site")
    engine.globals["is_internal"] = audience.is_internal
    # A bureau whose records have ended is looked at as of that day; its footer says the same.
    days = [scored.today if data_date else None for scored in bureaus]
    sources = [PageSource(*each, audience) for each in zip(bureaus, days, strict=True)]
    parts = [_part(engine, source, provenance) for source in sources]
    for part in parts:
        part.source.prepare()
        # What takes longest comes first, so that nothing long is left for the end.
        yield partial(documents, part.source)
        yield from _evenly(
            [partial(_pages, engine, part, group) for group in groups_of_few(part.source)],
            [
                partial(_feeds, part.source),
                partial(_calendars, part.source),
                partial(_open_data, part.source, provenance),
                *_searches(part.source),
                *(partial(_pages, engine, part, group) for group in groups_of_many(part.source)),
            ],
        )
    revision = revision_view(provenance.revision)
    yield partial(_root, engine, parts, data_date, revision)
    yield partial(_own_files, engine, revision, audience)


def _searches(source: PageSource) -> Iterator[Group]:
    yield partial(_search, source, registers_part)
    for year in searched_years(source):
        yield partial(_search, source, partial(items_part, year=year))


def _evenly(light: Sequence[Group], heavy: Sequence[Group]) -> Iterator[Group]:
    """Yield groups in such an order that those that need much memory are far from each other."""
    # With an even number behind each, they go to all processes in turn.
    distance = len(light) // (len(heavy) + 1) // 2 * 2 or 1
    waiting = iter(light)
    for group in heavy:
        yield group
        yield from islice(waiting, distance)
    yield from waiting


def _part(engine: Environment, source: PageSource, provenance: Provenance) -> _Part:
    bureau = source.dataset.bureau.record
    revision = revision_view(provenance.revision, bureau.forge)
    frame = {
        "bureau": bureau.short,
        "is_sample": bureau.sample,
        "notice": bureau.notice,
        "menu": source.menu,
        "search": addresses.SEARCH,
    }
    return _Part(
        source,
        Histories(source, provenance.history),
        addresses.bureau(source.dataset.id),
        frame,
        key_of(frame, bureau_feed(source), source.dataset.id, source.audience),
        _foot(engine, bureau.notice, source.data_date, revision),
    )


def _masthead(engine: Environment, part: _Part, here: str, head: PageHead) -> Markup:
    """Return the masthead of a page; pages to which all its links are the same have one."""
    menu = part.frame["menu"]
    is_search = head.address == addresses.SEARCH
    current = "page" if head.address == head.section else "true"
    deepest = part.base.count("/") + max(link.target.count("/") for link in menu)
    key = here.count("/"), *here.split("/")[:deepest], head.section, current, is_search
    if key not in part.mastheads:
        html = engine.get_template("masthead.html").render(
            part.frame,
            section=head.section,
            current=current,
            is_search=is_search,
            href=lambda target: relative(here, part.base + target),
        )
        part.mastheads[key] = Markup(html)  # noqa: S704  # the engine's own, escaped already
    return part.mastheads[key]


def _foot(
    engine: Environment, notice: str | None, day: date | None, revision: RevisionView
) -> bytes:
    template = engine.get_template("foot.html")
    data_date = full_date(day) if day else ""
    return template.render(notice=notice, data_date=data_date, revision=revision).encode()


def _pages(engine: Environment, part: _Part, group: PageGroup, keep: Keep) -> Iterator[Page]:
    for view in group():
        here = part.base + view.head.address
        yield from _page(engine, part, view, here, keep)
        if isinstance(view, ItemsYearPage):
            yield from file(part.base + view.script, view, partial(items_script, view), keep)


def _page(
    engine: Environment, part: _Part, view: PageView, here: str, keep: Keep
) -> Iterator[Page]:
    path = file_of(here)
    history = part.histories.get(view.head.address)
    key = key_of(part.key, path, type(view).__name__, view, history)
    if keep(path, key, part.foot):
        return
    html = engine.get_template(TEMPLATES[type(view)]).render(
        part.frame,
        masthead=_masthead(engine, part, here, view.head),
        view=view,
        feeds=(bureau_feed(part.source), *view.head.feeds),
        history=history,
        href=lambda target: relative(here, part.base + target),
        asset=partial(relative, here),
    )
    yield Page(path, key, html.encode(), part.foot)


def _root(
    engine: Environment,
    parts: Sequence[_Part],
    data_date: date | None,
    revision: RevisionView,
    keep: Keep,
) -> Iterator[Page]:
    if len(parts) == 1:
        yield from _page(engine, parts[0], home_page(parts[0].source), "", keep)
        return
    asset = partial(relative, "")
    masthead = engine.get_template("masthead.html").render(menu=(), is_sample=False, asset=asset)
    html = engine.get_template("bureaus.html").render(
        masthead=Markup(masthead),  # noqa: S704  # the engine's own, escaped already
        cards=[bureau_card(part.source) for part in parts],
        history=None,
        asset=asset,
    )
    foot = _foot(engine, None, data_date, revision)
    yield from ready(file_of(""), html.encode() + foot, keep)


def _own_files(
    engine: Environment, revision: RevisionView, audience: Audience, keep: Keep
) -> Iterator[Page]:
    missing = engine.get_template("404.html").render(revision=revision)
    yield from ready("404.html", missing.encode(), keep)
    if audience.is_internal:
        yield from ready(INTERNAL_NOTE, _INTERNAL_TEXT.encode(), keep)
    for name, content in assets():
        yield from ready(name, content, keep)


def _feeds(source: PageSource, keep: Keep) -> Iterator[Page]:
    base = addresses.bureau(source.dataset.id)
    site = source.dataset.bureau.record.site
    for feed in feeds(source):
        make = partial(atom, feed, base, site)
        yield from file(base + feed.address, (feed, site), make, keep)


def _calendars(source: PageSource, keep: Keep) -> Iterator[Page]:
    base = addresses.bureau(source.dataset.id)
    site = source.dataset.bureau.record.site
    for calendar in calendars(source):
        make = partial(ics, calendar, base, site)
        yield from file(base + calendar.address, (calendar, site), make, keep)


def _search(
    source: PageSource, make: Callable[[PageSource], SearchPart], keep: Keep
) -> Iterator[Page]:
    part = make(source)
    yield from ready(addresses.bureau(source.dataset.id) + part.address, search_script(part), keep)


def _open_data(source: PageSource, provenance: Provenance, keep: Keep) -> Iterator[Page]:
    """Yield the open data beside a bureau's bulletins."""
    dataset = source.dataset
    for entry in source.bulletins:
        view = source.bulletin_views[entry.id]
        folder = addresses.bureau(dataset.id) + view.target
        awards = source.bulletin_awards(entry).within(view.period)
        names = source.bulletin_units(entry)
        is_closed = partial(source.is_closed, entry)
        named = replace(view, revision=view.revision or str(provenance.revision))
        contents = {
            SCORES: scores_csv(view.scores),
            AWARDS: awards_csv(awards, names, is_closed),
            JSON: bulletin_json(dataset, awards, entry, named, is_closed),
        }
        for name, content in contents.items():
            yield from ready(folder + name, content, keep)
