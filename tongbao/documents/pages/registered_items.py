"""The register of items (报送台账): what each submission is, what became of it, what it earned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongbao.documents import addresses
from tongbao.documents.audience import NOT_PUBLIC
from tongbao.documents.pages.page import Link
from tongbao.documents.pages.source import HELD_STATES, PageSource, state_text
from tongbao.documents.words import short_date
from tongbao.model.adoption import Adoption
from tongbao.model.period import Period
from tongbao.model.scalars import OutletId, SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger

ADOPTED = "已采用"
NOT_ADOPTED = "未采用"
STATES = (ADOPTED, NOT_ADOPTED, *HELD_STATES)
"""Every state of an item, as the filter offers them."""


@dataclass(frozen=True, slots=True)
class RegisteredOutlet:
    """An outlet that adopted an item: its id (None where it is unlisted), its name with issue."""

    id: OutletId | None
    name: str
    link: Link


@dataclass(frozen=True, slots=True)
class RegisteredItem:
    """One submission as the reader may see it.

    `id` is None where the item may not be named. `points` is what the unit that filed it got for
    it, without a target where nothing was counted; `is_exact` if they lead to the very awards they
    are the sum of. `is_bad` if the item does not count, or not yet.
    """

    id: SubmissionId | None
    date: date
    day: str
    unit: UnitId
    unit_link: Link
    marks: str
    title: Link
    category: str
    state: str
    is_bad: bool
    outlets: tuple[RegisteredOutlet, ...]
    points: Link
    is_exact: bool

    @property
    def month(self) -> Period:
        """The month it was filed in."""
        return Period.month_of(self.date)


def registered_items(source: PageSource, year: Period) -> tuple[RegisteredItem, ...]:
    """Return each submission of a year, the latest first: withdrawn, refused, compiled ones too."""
    found = [
        (entry.record.date, SubmissionId(name), entry.record)
        for name, entry in source.dataset.submissions.items()
        if entry.record.date in year and is_registered(source, entry.record)
    ]
    found.sort(key=lambda each: each[:2], reverse=True)
    return tuple(_item(source, name, submission) for _, name, submission in found)


def is_registered(source: PageSource, submission: Submission) -> bool:
    """Whether the reader's register has a line for a submission.

    Of one that was not open and was withdrawn no other public page says that it ever was.
    """
    return submission.withdrawn is None or source.has_page(submission)


def _item(source: PageSource, name: SubmissionId, submission: Submission) -> RegisteredItem:
    is_gone = submission.withdrawn is not None and not source.audience.is_internal
    is_named = source.has_page(submission) and not is_gone
    adoptions = () if is_gone else source.adoptions.get(name, ())
    return RegisteredItem(
        id=name if is_named else None,
        date=submission.date,
        day=short_date(submission.date),
        unit=submission.unit,
        unit_link=Link(
            source.dataset.units[submission.unit].short, addresses.unit(submission.unit)
        ),
        marks="" if is_gone else source.marks(name),
        title=source.title_link(name) if is_named else Link(NOT_PUBLIC),
        category=submission.category,
        state=item_state(source, name, submission),
        is_bad=bool(state_text(submission)),
        outlets=tuple(dict.fromkeys(_outlet(source, adoption) for adoption in adoptions)),
        points=_points(source, name, submission.unit, is_named=is_named),
        is_exact=is_named and _is_alone(source, name, submission.unit),
    )


def item_state(source: PageSource, name: SubmissionId, submission: Submission) -> str:
    """Return what became of an item, one of `STATES`."""
    return state_text(submission) or (ADOPTED if source.adoptions.get(name) else NOT_ADOPTED)


def _outlet(source: PageSource, adoption: Adoption) -> RegisteredOutlet:
    outlet = source.dataset.outlet_of(adoption)
    assert outlet is not None
    return RegisteredOutlet(outlet.id, outlet.name, source.outlet_link(adoption))


def _points(source: PageSource, name: SubmissionId, unit: UnitId, *, is_named: bool) -> Link:
    """Return what an item earned its unit; of one without a page, with the unit's awards."""
    own = own_awards(source, name, unit)
    if not len(own):
        return Link("–")
    if is_named:
        return Link(shown(own.total), addresses.submission_awards(name))
    return Link(shown(own.total), addresses.unit_awards(unit, Period.month_of(own.awards[0].date)))


def _is_alone(source: PageSource, name: SubmissionId, unit: UnitId) -> bool:
    """Whether no other unit got points for an item."""
    return all(award.unit == unit for award in source.awards_from(name))


def own_awards(source: PageSource, name: SubmissionId, unit: UnitId) -> Ledger:
    """Select what the unit that filed an item got for it alone, not counted with others."""
    return source.awards_from(name).of_unit(unit).for_item(name)


def registered_years(source: PageSource) -> tuple[Period, ...]:
    """Return the years in which submissions were filed that the register has, the latest first."""
    years = {
        entry.record.date.year
        for entry in source.dataset.submissions.values()
        if is_registered(source, entry.record)
    }
    return tuple(Period(year, 1, 12) for year in sorted(years, reverse=True))


_MOST_ROWS = 100
# Bytes of markup and text, generously, as the register's template makes them: titles have no limit,
# and a page is to stay below 100 kilobytes with its frame.
_MOST_WEIGHT = 84_000
_ROW_WEIGHT = 500
_LINK_WEIGHT = 120
_LETTER_WEIGHT = 5


def paged(items: Sequence[RegisteredItem]) -> Iterator[tuple[RegisteredItem, ...]]:
    """Yield items in pages of at most 100, fewer where texts are long; there is always a page."""
    page: list[RegisteredItem] = []
    weight = 0
    for item in items:
        own = _weight(item)
        if page and (len(page) == _MOST_ROWS or weight + own > _MOST_WEIGHT):
            yield tuple(page)
            page, weight = [], 0
        page.append(item)
        weight += own
    yield tuple(page)


def _weight(item: RegisteredItem) -> int:
    texts = (item.unit_link.text, item.marks, item.title.text, item.category)
    letters = sum(map(len, (*texts, *(outlet.link.text for outlet in item.outlets))))
    return _ROW_WEIGHT + _LINK_WEIGHT * len(item.outlets) + _LETTER_WEIGHT * letters
