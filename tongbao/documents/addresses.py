"""Where each page stands, below its bureau's folder of the site: stable addresses, in one place.

An address ends in `/` (a page's folder) or names a file; a `#part` may follow. The renderer puts
the way up in front. Anchors on a page are the fragments of the addresses that lead to them. No id
in the data has a `_`: where ids share a page with other anchors, a `_` keeps them apart.
"""

import re
from collections.abc import Sequence
from datetime import date

from tongbao.model.period import Period
from tongbao.model.scalars import ColumnId, OutletId, UnitId

HOME = ""
OVERVIEW = "overview/"
ABOUT = "about/"
FILING = "file/"
HELP = "help/"
SEARCH = "search/"
UNITS = "units/"
OUTLETS = "outlets/"
BULLETINS = "bulletins/"
LEDGERS = "ledger/"
RULEBOOKS = "rules/"
TASKS = "tasks/"
DUE = "due/"
REMINDERS = "reminders/"
CORRESPONDENTS = "correspondents/"


def bureau(name: str) -> str:
    """A bureau's folder, below the site's root."""
    return f"{name}/"


def unit(name: UnitId) -> str:
    """A unit's page."""
    return f"units/{name}/"


def unit_awards(name: UnitId, period: Period, column: ColumnId | None = None) -> str:
    """Where a unit's awards of a period stand, all or one column's."""
    return f"units/{name}/{period}/" + (f"#{column}" if column else "")


def unit_filed(name: UnitId, year: int) -> str:
    """All submissions of a unit in a year."""
    return f"units/{name}/filed/{year}/"


def unit_filed_quarter(name: UnitId, quarter: Period, month: Period | None = None) -> str:
    """All submissions of a unit in a quarter of a year with many, or those of a month of it."""
    return f"units/{name}/filed/{quarter}/" + (f"#filed-{month}" if month else "")


def unit_submissions(name: UnitId, period: Period) -> str:
    """Where a unit's submissions of a period stand."""
    return f"{unit_filed(name, period.year)}#filed-{period}"


_FILED_BEFORE = re.compile(r"units/(?P<unit>[^/]+)/#(?P<part>filed-(?P<year>[0-9]{4}).*)")


def moved(address: str) -> str:
    """Where that stands now which an address of an earlier edition names, in a frozen document.

    A unit's submissions stood on the unit's own page.
    """
    found = _FILED_BEFORE.fullmatch(address)
    return f"units/{found['unit']}/filed/{found['year']}/#{found['part']}" if found else address


FEED = "feed.xml"
"""The bureau's bulletins as an Atom feed."""

DEADLINES = "deadlines.ics"
"""The bureau's deadlines as a calendar."""


def unit_feed(name: UnitId) -> str:
    """What came of a unit's submissions, as an Atom feed."""
    return f"units/{name}/{FEED}"


def unit_deadlines(name: UnitId) -> str:
    """A unit's deadlines as a calendar."""
    return f"units/{name}/{DEADLINES}"


SUBMISSIONS = "submissions/"
"""Below it stands a page of each submission."""


def submission(name: str) -> str:
    """A submission's page."""
    return f"{SUBMISSIONS}{name}/"


def outlet(name: OutletId) -> str:
    """An outlet's page."""
    return f"outlets/{name}/"


def bulletin(name: str) -> str:
    """A bulletin's page; its files stand beside it."""
    return f"bulletins/{name}/"


def bulletin_file(name: str, file: str) -> str:
    """A file beside a bulletin's page."""
    return f"bulletins/{name}/{file}"


PERIOD_PART = "_period"
"""On a unit's page of a bulletin: the awards of the bulletin's period."""

YEAR_PART = "_year"
"""On the same page: the awards since January."""


def heading_part(index: int) -> str:
    """On the same page: the awards under one heading of the ranking."""
    return f"_heading-{index + 1}"


def bulletin_unit(name: str, unit: UnitId, part: str = "") -> str:
    """Where the awards behind a unit's line in a bulletin's ranking stand, all or a part."""
    return f"bulletins/{name}/units/{unit}/" + (f"#{part}" if part else "")


def bulletin_unit_month(name: str, unit: UnitId, month: Period, part: str = "") -> str:
    """Where the awards of one month behind that line stand, all or a part."""
    return f"bulletins/{name}/units/{unit}/{month}/" + (f"#{part}" if part else "")


def annex_table(name: str, index: int) -> str:
    """A further table of a bulletin's annex, by its place among the tables."""
    return f"bulletins/{name}/annex-{index + 1}/"


def working(name: str, part: str = "") -> str:
    """The working page of a bulletin, or one of its parts."""
    return f"bulletins/{name}/working/" + (f"#_{part}" if part else "")


def due(record: str) -> str:
    """The page of a commission or duty, by its record's path."""
    return f"due/{record}/"


def blank_form(index: int) -> str:
    """The file of a blank review form, by its place among them."""
    return f"{FILING}form-{index + 1}.pdf"


def task_table(name: str) -> str:
    """A printed task table."""
    return f"tasks/{name}/"


CHAT = "tasks/#_chat"
"""On the page of tasks: what to paste into a chat group."""


def reminder(day: date) -> str:
    """The reminder of a day."""
    return f"reminders/{day}/"


def sheet(book: str) -> str:
    """A rulebook's scoring sheet."""
    return f"rules/{book}/sheet/"


def authors(period: Period) -> str:
    """The points of authors in a period."""
    return f"authors/{period}/"


STANDING_PART = "_standing"
"""On the leader's page: who leads and who has nothing, by group."""

HIGHER_PART = "_higher"
"""On the same page: what outlets above the bureau adopted."""

INSTRUCTIONS_PART = "_instructions"
"""On the same page: what leaders wrote instructions on."""

TASKS_PART = "_tasks"
"""On the same page: who is behind the task."""


def overview(period: Period, first: Period | None, part: str = "") -> str:
    """The leader's page of a period, or a part of it; that of the period shown `first` leads."""
    folder = OVERVIEW if period == first else f"{OVERVIEW}{period}/"
    return folder + (f"#{part}" if part else "")


def ledger(period: Period) -> str:
    """The ledger of a year, a quarter or a month."""
    return f"ledger/{period}/"


def items(year: Period) -> str:
    """The register of a year's items, with filters."""
    return f"ledger/{year}/items/"


def items_data(year: Period) -> str:
    """The script that holds a year's items for the filters."""
    return f"ledger/{year}/items.js"


def month_items(month: Period, number: int = 1) -> str:
    """A page of the register of a month's items."""
    return f"ledger/{month}/items/{_numbered(number)}"


def category_items(year: Period, place: int, number: int = 1) -> str:
    """A page of the register of a year's items of a category, by its place among them."""
    return f"ledger/{year}/items/category-{place + 1}/{_numbered(number)}"


def _numbered(number: int) -> str:
    return f"page-{number}/" if number > 1 else ""


AWARDS_PART = "_own-awards"
"""On a submission's page: the item's own awards."""


def submission_awards(name: str) -> str:
    """Where the awards for a submission alone stand."""
    return f"{submission(name)}#{AWARDS_PART}"


def rulebook(name: str, clause: str = "") -> str:
    """A rulebook's page, or one clause on it."""
    return f"rules/{name}/" + (f"#{clause}" if clause else "")


def clause_awards(book: str, clause: str, period: Period) -> str:
    """The awards under one clause of a rulebook in a period."""
    return f"rules/{book}/{clause}/{period}/"


def filed(period: Period) -> str:
    """How many submissions each unit filed in a period, month by month."""
    return f"filed/{period}/"


def adopted(period: Period, levels: Sequence[str], level: str = "") -> str:
    """The list of adopted items of a period, all or one level's."""
    return f"adopted/{period}/" + (f"level-{levels.index(level) + 1}/" if level else "")


def unit_adopted(period: Period, name: UnitId) -> str:
    """Where one unit's items stand in the list of adopted items of a period."""
    return f"adopted/{period}/#{name}"


def standing(period: Period, groups: Sequence[str], group: str) -> str:
    """The standing of one group in a period's ledger."""
    return f"ledger/{period}/#_group-{groups.index(group) + 1}"


def search_part(name: str) -> str:
    """The script that holds a part of what can be found."""
    return f"{SEARCH}{name}.js"


def fragment(address: str) -> str:
    """The anchor an address ends in, without its `#`; empty if it names a whole page."""
    return address.partition("#")[2]
