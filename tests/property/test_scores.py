"""What must hold for any records: sums, order, and what does not score."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbao.diagnostic import Place
from tongbao.model.adoption import Adoption
from tongbao.model.period import Period
from tongbao.model.submission import Submission
from tongbao.pipeline import examine
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import score
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.nodes import MapNode

YEAR = Period(2026, 1, 12)
UNITS = ("bangongshi", "donghe", "xishan")
NOWHERE = MapNode(Place("f"), {}, {})
DAYS = st.integers(0, 364).map(lambda number: date(2026, 1, 1) + timedelta(days=number))


@st.composite
def records(draw: st.DrawFn) -> tuple[list[tuple[str, Submission]], list[tuple[str, Adoption]]]:
    submissions = []
    adoptions = []
    for number in range(draw(st.integers(0, 12))):
        unit = draw(st.sampled_from(UNITS))
        filed = draw(DAYS)
        name = f"{unit}/2026/{number}"
        fields = {
            "unit": unit,
            "date": str(filed),
            "title": f"第{number}条",
            "category": draw(st.sampled_from(["动态信息", "经验总结"])),
            "openness": "公开",
        }
        if draw(st.booleans()):
            fields["commission"] = "2026/yichuang"
        submissions.append((name, Submission.model_validate(fields)))
        outlets = draw(
            st.lists(st.sampled_from(["shiyibao", "guanwang", "shengxinxi"]), max_size=3)
        )
        for index, outlet in enumerate(outlets):
            adopted = filed + timedelta(days=draw(st.integers(0, 40)))
            fields = {"submission": name, "outlet": outlet, "date": str(adopted)}
            adoptions.append((f"2026/{number}-{index}", Adoption.model_validate(fields)))
    return submissions, adoptions


@pytest.fixture(scope="module")
def office(example_data: Path) -> Dataset:
    (bureau,) = examine(example_data, date(2026, 5, 1)).bureaus
    return bureau.dataset


def with_records(
    office: Dataset,
    submissions: list[tuple[str, Submission]],
    adoptions: list[tuple[str, Adoption]],
) -> Dataset:
    return Dataset(
        id=office.id,
        bureau=office.bureau,
        registry=office.registry,
        outlets=office.outlets,
        rulebooks=office.rulebooks,
        submissions={name: Entry(name, record, "f", NOWHERE) for name, record in submissions},
        adoptions={name: Entry(name, record, "f", NOWHERE) for name, record in adoptions},
        instructions={},
        commissions=office.commissions,
        bulletins=office.bulletins,
    )


def totals(ledger: Ledger) -> dict[str, Decimal]:
    return {str(unit): ledger.of_unit(unit).total for unit in {award.unit for award in ledger}}


@given(drawn=records(), randomness=st.randoms())
def test_the_order_of_files_never_changes_the_ledger(
    office: Dataset,
    drawn: tuple[list[tuple[str, Submission]], list[tuple[str, Adoption]]],
    randomness: Random,
) -> None:
    submissions, adoptions = drawn
    ledger = score(with_records(office, submissions, adoptions)).ledger
    shuffled = list(submissions), list(adoptions)
    for each in shuffled:
        randomness.shuffle(each)
    assert score(with_records(office, *shuffled)).ledger == ledger


@given(drawn=records())
def test_months_quarters_units_and_columns_add_up(
    office: Dataset, drawn: tuple[list[tuple[str, Submission]], list[tuple[str, Adoption]]]
) -> None:
    ledger = score(with_records(office, *drawn)).ledger.within(YEAR)
    columns = {award.column for award in ledger}
    assert sum((ledger.within(month).total for month in YEAR.months), Decimal(0)) == ledger.total
    assert sum((ledger.in_column(column).total for column in columns), Decimal(0)) == ledger.total
    assert sum(totals(ledger).values(), Decimal(0)) == ledger.total


@given(drawn=records())
def test_every_award_names_a_clause_and_records_of_its_unit(
    office: Dataset, drawn: tuple[list[tuple[str, Submission]], list[tuple[str, Adoption]]]
) -> None:
    submissions = dict(drawn[0])
    for award in score(with_records(office, *drawn)).ledger:
        book = office.rulebooks[award.rulebook].record
        assert award.clause in {clause.id for clause in book.clauses}
        for record in award.records:
            kind, _, name = record.partition("/")
            if kind == "submissions":
                assert submissions[name].unit == award.unit


@given(drawn=records(), unit=st.sampled_from(UNITS), day=DAYS)
def test_a_withdrawn_item_changes_no_score(
    office: Dataset,
    drawn: tuple[list[tuple[str, Submission]], list[tuple[str, Adoption]]],
    unit: str,
    day: date,
) -> None:
    submissions, adoptions = drawn
    withdrawn = Submission.model_validate(
        {
            "unit": unit,
            "date": str(day),
            "title": "撤回的一条",
            "category": "动态信息",
            "openness": "公开",
            "withdrawn": {"date": str(day), "reason": "有误"},
        }
    )
    before = score(with_records(office, submissions, adoptions)).ledger
    more = [*submissions, (f"{unit}/2026/w", withdrawn)]
    assert score(with_records(office, more, adoptions)).ledger == before


@given(drawn=records(), late=st.integers(0, 200))
def test_a_later_adoption_never_changes_an_earlier_month(
    office: Dataset,
    drawn: tuple[list[tuple[str, Submission]], list[tuple[str, Adoption]]],
    late: int,
) -> None:
    """What is added after the last bulletin's cut-off leaves all earlier months as they were."""
    submissions, adoptions = drawn
    if not submissions:
        return
    name, record = submissions[0]
    after = max(record.date, date(2026, 4, 5)) + timedelta(days=1 + late)
    fields = {"submission": name, "outlet": "shiyibao", "date": str(after)}
    before = score(with_records(office, submissions, adoptions)).ledger
    more = [*adoptions, ("2026/late", Adoption.model_validate(fields))]
    later = score(with_records(office, submissions, more)).ledger
    for month in YEAR.months:
        if month.end < after.replace(day=1):
            assert later.within(month).total == before.within(month).total
