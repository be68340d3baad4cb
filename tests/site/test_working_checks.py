"""What a bulletin's working page asks the office to look at, on the office of private_office.py."""

from datetime import date

import pytest

from tests.site.offices import write
from tests.site.private_office import RECORDS
from tongbao.documents.audience import Audience
from tongbao.documents.pages.source import PageSource
from tongbao.documents.pages.working import WorkingPage, working_page
from tongbao.pipeline import examine

TODAY = date(2021, 2, 28)
PHONE = """
    unit: beixian
    date: {day}
    title: {day}的信息
    category: 动态信息
    openness: 公开
    body: 联系电话13800138000
"""
MORE = {
    "submissions/beixian/2021/0120-1.yaml": PHONE.format(day="2021-01-20"),
    "submissions/beixian/2021/0220-1.yaml": PHONE.format(day="2021-02-20"),
}


@pytest.fixture(name="view", scope="module")
def fixture_view(tmp_path_factory: pytest.TempPathFactory) -> WorkingPage:
    """The working page of January's bulletin."""
    data = tmp_path_factory.mktemp("working") / "data"
    write(data / "moushi", {**RECORDS, **MORE}, TODAY)
    (scored,) = examine(data, TODAY).bureaus
    source = PageSource(scored, TODAY, Audience.INTERNAL)
    return working_page(source, scored.dataset.bulletins["2021-01"])


def test_the_summary_leads_to_what_is_to_be_done(view: WorkingPage) -> None:
    """办公室 filed nothing of 1; 南县's second item was refused, its third is being revised."""
    address = "bulletins/2021-01/working/"
    assert [(line.name, line.count, line.target) for line in view.summary] == [
        ("拟扣，待认定", 1, f"{address}#_proposed"),
        ("退回修改中", 1, f"{address}#_pending"),
        ("没有按期报送的约稿和任务", 2, f"{address}#_missed"),
        ("检查提示", 1, f"{address}#_findings"),
        ("刊物没有登记的采用", 1, f"{address}#_unlisted"),
        ("没有报送的单位", 1, f"{address}#_silent"),
        ("没有完成任务的单位", 2, f"{address}#_chat"),
    ]


def test_what_was_asked_and_not_filed(view: WorkingPage) -> None:
    """南县 owed an item 5 days after the meeting of 5 January, and one for the commission."""
    assert [(due.deadline, due.title.text, due.states) for due in view.checks.missed] == [
        ("1月10日", "公开的会议", ("未报：南县",)),
        ("1月20日", "公开的约稿", ("未报：南县",)),
    ]


def test_outlets_to_register_and_units_that_are_silent(view: WorkingPage) -> None:
    (adoption,) = view.checks.unlisted
    assert (adoption.day, adoption.outlet) == ("2021年1月21日", "没有登记的网站（本局）")
    assert adoption.title.text == "联合的信息"
    assert [unit.text for unit in view.checks.silent] == ["办公室"]


def test_remarks_of_the_checks_on_the_bulletins_time_alone(view: WorkingPage) -> None:
    """The cut-off is 5 February: the item of the 20th belongs to another bulletin."""
    (finding,) = view.checks.findings
    assert finding.title == "公开的内容里有个人信息"
    assert finding.record.text == "submissions/beixian/2021/0120-1"
    assert finding.record.target == "submissions/beixian/2021/0120-1/"


def test_lists_for_the_chat_group_name_nothing_that_is_not_public(view: WorkingPage) -> None:
    behind, adopted = view.lists
    assert behind.messages == (
        "〔示例数据〕截至1月31日，1月任务还差的单位（2个）：\n办公室 差1条\n南县 差1条",
    )
    (message,) = adopted.messages
    assert "北县：（不公开信息）（医保动态）" in message
    assert "QS01" not in message
