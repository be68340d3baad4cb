"""A unit's pages where a list is at its limit or beyond it: every line can still be reached."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.site.offices import write
from tests.site.private_office import RECORDS
from tests.site.reading import Site
from tongbao.diagnostic import has_errors
from tongbao.documents.pages.registered_items import registered_items
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.unit_awards import (
    AwardPart,
    BulletinUnitPage,
    UnitPeriodPage,
    bulletin_unit_pages,
    unit_period_pages,
)
from tongbao.documents.pages.unit_filed import UnitFiledPage, filed_item, unit_filed_pages
from tongbao.model.period import Period
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.pipeline import examine

TODAY = date(2021, 5, 20)
REGISTRIES = ("bureau.yaml", "units.yaml", "outlets.yaml", "rules/2021.yaml")
NOTICE = """
    ---
    title: 关于{name}的通报
    period: {period}
    cutoff: 2021-05-05
    date: 2021-05-06
    recipients: 各单位
    openness: 公开
    annex: {{title: 情况表, tables: [ranking]}}
    ---
    采用{{采用条数}}条。
"""


def filings(unit: str, count: int, months: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """Yield so many items of a unit, in turn in each of the months."""
    for number, month in enumerate(islice(cycle(months), count)):
        day = date(2021, month, 1) + timedelta(number % 28)
        yield (
            f"submissions/{unit}/2021/{month:02}-{number:03}.yaml",
            f"""
                unit: {unit}
                date: {day}
                title: {unit}的第{number}条信息
                category: 动态信息
                openness: 公开
            """,
        )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> PageSource:
    """南县 with 101 items from January to March, 北县 with 100, 办公室 with 101 in February."""
    data = tmp_path_factory.mktemp("long") / "data"
    files = {name: RECORDS[name] for name in REGISTRIES}
    files.update(filings("nanxian", 101, (1, 2, 3)))
    files.update(filings("beixian", 100, (1, 2, 3)))
    files.update(filings("bangongshi", 101, (2,)))
    for day in (25, 26):
        files[f"entries/2021/{day}.yaml"] = f"""
            unit: nanxian
            date: 2021-01-{day}
            clause: blunder
            reason: 第{day}日的失误
            signer: 某主任
            openness: 公开
        """
    for period, name in (("2021-q1", "一季度"), ("2021-04", "四月份")):
        files[f"bulletins/{period}/bulletin.md"] = NOTICE.format(period=period, name=name)
    write(data / "moushi", files, TODAY)
    examined = examine(data, TODAY)
    assert not has_errors(examined.diagnostics), examined.diagnostics
    return PageSource(examined.bureaus[0], TODAY)


@pytest.fixture(scope="module")
def behind(source: PageSource) -> dict[str, BulletinUnitPage]:
    return {
        page.head.address: page
        for entry in source.bulletins
        for page in bulletin_unit_pages(source, entry)
    }


@pytest.fixture(scope="module")
def periods(source: PageSource) -> dict[str, UnitPeriodPage]:
    return {
        page.head.address: page
        for unit in source.dataset.units
        for page in unit_period_pages(source, unit)
    }


def part(parts: tuple[AwardPart, ...], name: str) -> AwardPart:
    (found,) = (each for each in parts if each.name == name)
    return found


def test_a_long_part_behind_a_bulletin_leads_to_every_line(
    behind: dict[str, BulletinUnitPage],
) -> None:
    page = behind["bulletins/2021-q1/units/nanxian/"]
    filed = part(page.headings, "报送")
    assert (filed.lines, filed.total) == ((), "101")
    # 101 in three months by turns: 34, 34, 33.
    assert [(month.count, month.points) for month in filed.months] == [
        (34, "34"),
        (34, "34"),
        (33, "33"),
    ]
    for month in filed.months:
        assert month.month.target is not None
        address, _, anchor = month.month.target.partition("#")
        (listed,) = (each for each in behind[address].headings if each.anchor == anchor)
        assert (listed.name, len(listed.lines), listed.months) == ("报送", month.count, ())
        assert behind[address].to_date is None
        assert behind[address].bulletin == page.bulletin


def test_the_sum_since_january_leads_to_every_line(behind: dict[str, BulletinUnitPage]) -> None:
    year = behind["bulletins/2021-04/units/nanxian/"].to_date
    assert year is not None
    # Two deductions of 100 in January.
    assert [(month.month.text, month.count, month.points) for month in year.months] == [
        ("2021年1月", 36, "-166"),
        ("2021年2月", 34, "34"),
        ("2021年3月", 33, "33"),
    ]
    for month in year.months:
        assert month.month.target is not None
        page = behind[month.month.target]
        assert sum(len(each.lines) for each in page.headings) == month.count
        assert page.total == month.points
        assert page.head.trail[-1].target == "bulletins/2021-04/units/nanxian/"


def test_a_hundred_lines_are_listed(
    behind: dict[str, BulletinUnitPage], periods: dict[str, UnitPeriodPage]
) -> None:
    for filed in (
        part(behind["bulletins/2021-q1/units/beixian/"].headings, "报送"),
        part(periods["units/beixian/2021-q1/"].columns, "报送·常规报送"),
    ):
        assert (len(filed.lines), filed.months) == (100, ())
    assert not any(address.startswith("bulletins/2021-q1/units/beixian/2") for address in behind)
    more = part(periods["units/nanxian/2021-q1/"].columns, "报送·常规报送")
    assert (more.lines, len(more.months)) == ((), 3)


def test_a_month_lists_its_lines_however_many(
    behind: dict[str, BulletinUnitPage], periods: dict[str, UnitPeriodPage]
) -> None:
    for filed in (
        part(behind["bulletins/2021-q1/units/bangongshi/"].headings, "报送"),
        part(periods["units/bangongshi/2021-02/"].columns, "报送·常规报送"),
    ):
        assert (len(filed.lines), filed.months) == (101, ())


def test_a_sum_of_deductions_has_one_sign_between_two(
    periods: dict[str, UnitPeriodPage],
) -> None:
    assert part(periods["units/nanxian/2021-01/"].columns, "扣分·失误").terms == "-100－100"


def filed_pages(source: PageSource, unit: str) -> dict[str, UnitFiledPage]:
    return {page.head.address: page for page in unit_filed_pages(source, UnitId(unit))}


def test_a_year_of_more_than_a_hundred_filings_has_a_page_a_quarter(source: PageSource) -> None:
    found = filed_pages(source, "nanxian")
    assert list(found) == ["units/nanxian/filed/2021/", "units/nanxian/filed/2021-q1/"]
    year, quarter = found.values()
    assert (year.count, quarter.count) == (101, 101)
    for month in (month for each in year.quarters for month in each.months):
        assert month.items == ()
        if month.count:
            assert month.listed is not None
            address, _, anchor = (month.listed.target or "").partition("#")
            months = [each for part in found[address].quarters for each in part.months]
            (listed,) = (each for each in months if each.anchor == anchor)
            assert (listed.name, len(listed.items)) == (month.name, month.count)


def test_a_year_of_a_hundred_filings_stands_on_one_page(source: PageSource) -> None:
    (year,) = filed_pages(source, "beixian").values()
    assert sum(len(month.items) for each in year.quarters for month in each.months) == 100


def test_the_register_and_the_units_list_have_one_state(tmp_path: Path) -> None:
    write(tmp_path / "data" / "moushi", RECORDS)
    (scored,) = examine(tmp_path / "data", TODAY).bureaus
    source = PageSource(scored, TODAY)
    states = {
        item.id: item.state
        for item in registered_items(source, Period(2021, 1, 12))
        if item.id is not None
    }
    assert {"已采用", "退回修改中", "退回三次，不计分"} <= set(states.values())
    for name, state in states.items():
        record = source.dataset.submissions[name].record
        assert filed_item(source, SubmissionId(name), record).state == state


def test_printing_the_form_for_filing_does_not_use_the_score_sheets_page(small: Site) -> None:
    filing = small.page("moushi/file/")
    sheet = small.page("moushi/units/beixian/2021-q1/").one("article")
    (own,) = sheet.classes
    assert f"body:has(.{own}) {{ page: sheet; }}" in small.files["style.css"].decode()
    assert not filing.all(css=own)
