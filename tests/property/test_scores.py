"""What must hold for any records: sums, order, and what does not score."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.office import DAYS, FILES, UNITS, YEAR_END, Year, entry, submission, years
from tests.site.offices import write
from tongbao.model.adoption import Adoption
from tongbao.model.commission import Commission
from tongbao.model.correspondent import CorrespondentRegistry
from tongbao.model.duty import Duty
from tongbao.model.period import Period
from tongbao.model.scalars import ClauseId, UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import score
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.load import load

YEAR = Period(2026, 1, 12)
TASKS = {"bangongshi": (2, 3), "donghe": (1, 1), "xishan": (1, 1)}
"""Items owed a month, and from which month on."""


@dataclass(frozen=True)
class Office:
    """The office; a failing example shows the year and not all of this."""

    dataset: Dataset = field(repr=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    data = tmp_path_factory.mktemp("property") / "data"
    write(data / "moushi", FILES)
    loaded = load(data)
    assert loaded.diagnostics == ()
    return Office(loaded.datasets[0])


def ledger_of(office: Office, year: Year) -> Ledger:
    return score(year.of(office.dataset), YEAR_END).ledger


@settings(max_examples=50, deadline=None)
@given(year=years(), seed=st.integers(0, 99))
def test_the_order_of_files_never_changes_the_ledger(office: Office, year: Year, seed: int) -> None:
    before = score(year.of(office.dataset), YEAR_END)
    shuffle = Random(seed).shuffle  # noqa: S311  # an order, no secret
    after = score(year.rearranged(shuffle).of(office.dataset), YEAR_END)
    assert after.ledger == before.ledger
    assert after.proposed == before.proposed


@settings(max_examples=50, deadline=None)
@given(year=years())
def test_months_quarters_units_and_columns_add_up(office: Office, year: Year) -> None:
    ledger = ledger_of(office, year)
    quarters = [Period(2026, first, first + 2) for first in (1, 4, 7, 10)]
    columns = [column.id for column in office.dataset.rulebooks["2026"].record.columns]
    for parts in (
        [ledger.within(month) for month in YEAR.months],
        [ledger.within(quarter) for quarter in quarters],
        [ledger.of_unit(UnitId(unit)) for unit in UNITS],
        [ledger.in_column(column) for column in columns],
    ):
        assert sum((part.total for part in parts), Decimal(0)) == ledger.total
        assert sum(map(len, parts)) == len(ledger)


@settings(max_examples=50, deadline=None)
@given(year=years())
def test_every_award_names_a_clause_and_records_of_its_unit(office: Office, year: Year) -> None:
    records = dict(year.submissions)
    clauses = {clause.id for clause in office.dataset.rulebooks["2026"].record.clauses}

    def units_behind(name: str) -> set[UnitId]:
        joint = records[name].joint
        if joint is None:
            return {records[name].unit}
        parts = {records[part].unit for part in joint.parts}
        return parts or {records[name].unit, *(each.unit for each in joint.units)}

    for award in ledger_of(office, year):
        assert award.clause in clauses
        for record in award.records:
            kind, _, name = record.partition("/")
            # A veto may be about a piece the office compiled: it was filed by its own unit.
            if kind == "submissions" and award.clause != "false-item":
                assert award.unit in units_behind(name)


@settings(max_examples=50, deadline=None)
@given(year=years(), unit=st.sampled_from(UNITS), day=DAYS)
def test_what_does_not_score_changes_no_score(
    office: Office, year: Year, unit: str, day: date
) -> None:
    """Withdrawn, pending and refused items; what is not due yet; who files for a unit."""
    back = {"date": str(day), "reason": "有误"}
    revised = {**back, "revised": str(day)}
    items = (
        submission(unit, day, "撤回的一条", withdrawn=back),
        submission(unit, day, "还没有改好的一条", returns=[back]),
        submission(unit, day, "不再采用的一条", returns=[revised, revised, back]),
    )
    later = {"title": "以后的", "openness": "公开", "units": [unit]}
    deadline = str(YEAR_END)
    commission = {**later, "asked": str(day), "deadline": deadline}
    duty = {**later, "kind": "会议", "date": str(day), "deadline": deadline}
    more = replace(
        year,
        submissions=(
            *year.submissions,
            *((f"{unit}/2026/n{number}", item) for number, item in enumerate(items)),
        ),
        commissions=(("2026/later", Commission.model_validate(commission)),),
        duties=(("2026/later", Duty.model_validate(duty)),),
    )
    people = {
        "title": "统计表",
        "correspondents": [{"unit": unit, "name": "某某", "from": str(day)}],
    }
    registry = CorrespondentRegistry.model_validate(people)
    with_people = replace(
        more.of(office.dataset), correspondents=Entry("", registry, "f", entry("", registry).node)
    )
    assert score(with_people, YEAR_END).ledger == ledger_of(office, year)


@settings(max_examples=50, deadline=None)
@given(year=years(), late=st.integers(0, 200))
def test_a_later_adoption_never_changes_an_earlier_month(
    office: Office, year: Year, late: int
) -> None:
    if not year.submissions:
        return
    name, record = year.submissions[0]
    after = min(record.date + timedelta(days=1 + late), YEAR_END)
    fields = {"submission": name, "outlet": "shiyibao", "date": str(after)}
    adoption = ("2026/late", Adoption.model_validate(fields))
    more = replace(year, adoptions=(*year.adoptions, adoption))
    before, later = ledger_of(office, year), ledger_of(office, more)
    for month in YEAR.months:
        if month.end < after.replace(day=1):
            assert later.within(month).total == before.within(month).total


@settings(max_examples=50, deadline=None)
@given(year=years())
def test_as_many_items_are_excess_as_were_accepted_beyond_the_task(
    office: Office, year: Year
) -> None:
    accepted = Counter(
        (record.unit, day.month)
        for _, record in year.submissions
        if (day := record.accepted) is not None and not record.is_compiled
    )
    expected = {
        (unit, month): count - owed
        for (unit, month), count in accepted.items()
        for owed, first in [TASKS[unit]]
        if month >= first and count > owed
    }
    excess = ledger_of(office, year).under(ClauseId("excess"))
    assert Counter((str(award.unit), award.date.month) for award in excess) == expected


@settings(max_examples=50, deadline=None)
@given(year=years())
def test_a_cap_holds_and_a_floor_holds(office: Office, year: Year) -> None:
    """At most 30 a month under the capped clause, and no month of a unit below -40."""
    ledger = ledger_of(office, year)
    for unit in UNITS:
        for month in YEAR.months:
            own = ledger.of_unit(UnitId(unit)).within(month)
            assert own.under(ClauseId("province")).total <= 30
            assert own.total >= -40


@settings(max_examples=50, deadline=None)
@given(year=years())
def test_what_is_proposed_is_in_no_sum_until_it_is_confirmed(office: Office, year: Year) -> None:
    scored = score(year.of(office.dataset), YEAR_END)
    confirmed = {(each.unit, each.clause) for _, each in year.entries if each.clause == "duty"}
    for award in scored.proposed:
        assert (award.unit, award.clause) not in confirmed
    counted = {award.unit for award in scored.ledger.under(ClauseId("duty"))}
    assert counted <= {unit for unit, _ in confirmed}
