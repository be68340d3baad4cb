"""Bureaus to the pages and files of the site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from jinja2 import Environment

from tongbao.documents import addresses
from tongbao.documents.bulletin import BulletinView, bulletin_view
from tongbao.documents.pages.about import AboutPage
from tongbao.documents.pages.all_pages import PageView, all_pages
from tongbao.documents.pages.bulletins import (
    AWARDS,
    JSON,
    PDF,
    SCORES,
    BulletinPage,
    BulletinsPage,
)
from tongbao.documents.pages.home import HomePage, bureau_card, home_page
from tongbao.documents.pages.ledgers import LedgerPage, LedgersPage
from tongbao.documents.pages.lists import AdoptedPage, FiledPage
from tongbao.documents.pages.outlets import OutletPage, OutletsPage
from tongbao.documents.pages.page import MENU
from tongbao.documents.pages.rulebooks import ClauseAwardsPage, RulebookPage, RulebooksPage
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.submission import SubmissionPage
from tongbao.documents.pages.unit import UnitPage
from tongbao.documents.pages.units import UnitsPage
from tongbao.documents.words import full_date
from tongbao.render.environment import TEMPLATES, environment
from tongbao.render.open_data import awards_csv, bulletin_json, scores_csv
from tongbao.render.relative import file_of, relative
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset

PdfRenderer = Callable[[Dataset, BulletinView], bytes]

_ASSETS = ("style.css", "icon.svg")
_TEMPLATES: Mapping[type, str] = {
    AboutPage: "about.html",
    AdoptedPage: "adopted.html",
    BulletinPage: "bulletin.html",
    BulletinsPage: "bulletins.html",
    ClauseAwardsPage: "clause_awards.html",
    FiledPage: "filed.html",
    HomePage: "home.html",
    LedgerPage: "ledger.html",
    LedgersPage: "ledgers.html",
    OutletPage: "outlet.html",
    OutletsPage: "outlets.html",
    RulebookPage: "rulebook.html",
    RulebooksPage: "rulebooks.html",
    SubmissionPage: "submission.html",
    UnitPage: "unit.html",
    UnitsPage: "units.html",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path below the site's root, with `/`, and what it holds."""

    path: str
    content: bytes


def render_site(
    bureaus: Sequence[Scored], data_date: date | None, pdf: PdfRenderer
) -> Iterator[Page]:
    """Yield every file of the public site.

    Each bureau has the folder of its id; the root shows the only bureau's home, or the list of
    bureaus. `data_date` is the day the data is from, if known; `pdf` renders a bulletin's PDF.
    """
    engine = environment("site")
    sources = [PageSource(scored.dataset, scored.ledger, data_date) for scored in bureaus]
    for source in sources:
        for view in all_pages(source):
            yield _page(engine, source, view)
        yield from _bulletin_files(source, pdf)
    yield _root(engine, sources, data_date)
    yield Page("404.html", engine.get_template("404.html").render().encode())
    for name in _ASSETS:
        yield Page(name, (TEMPLATES / "site" / name).read_bytes())


def _page(engine: Environment, source: PageSource, view: PageView, here: str | None = None) -> Page:
    base = addresses.bureau(source.dataset.id)
    here = base + view.head.address if here is None else here
    html = engine.get_template(_TEMPLATES[type(view)]).render(
        view=view,
        bureau=source.dataset.bureau.record.short,
        notice=source.dataset.bureau.record.notice,
        menu=MENU,
        data_date=_written(source.data_date),
        href=lambda target: relative(here, base + target),
        asset=partial(relative, here),
    )
    return Page(file_of(here), html.encode())


def _root(engine: Environment, sources: Sequence[PageSource], data_date: date | None) -> Page:
    if len(sources) == 1:
        return _page(engine, sources[0], home_page(sources[0]), here="")
    html = engine.get_template("bureaus.html").render(
        cards=[bureau_card(source) for source in sources],
        notice=None,
        data_date=_written(data_date),
        asset=partial(relative, ""),
    )
    return Page(file_of(""), html.encode())


def _written(day: date | None) -> str:
    return full_date(day) if day else ""


def _bulletin_files(source: PageSource, pdf: PdfRenderer) -> Iterator[Page]:
    for entry in source.bulletins:
        view = bulletin_view(source.dataset, source.ledger, entry)
        folder = addresses.bureau(source.dataset.id) + view.target
        awards = source.ledger.within(view.period)
        yield Page(folder + PDF, pdf(source.dataset, view))
        yield Page(folder + SCORES, scores_csv(view.annex.table))
        yield Page(folder + AWARDS, awards_csv(source.dataset, awards))
        yield Page(folder + JSON, bulletin_json(source.dataset, source.ledger, entry, view))
