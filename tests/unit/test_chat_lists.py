"""Lists to paste into a chat group, on the small office of cycle.py: exact texts."""

from datetime import date

import pytest

from tests.unit.cycle import CYCLE
from tests.unit.office import Scores, adopted, filed
from tongbao.documents import chat_lists
from tongbao.documents.audience import Audience
from tongbao.documents.chat_lists import adopted_list, behind_list, reminder_lists
from tongbao.documents.reminder import reminder_view
from tongbao.model.period import Period

FEBRUARY = Period(2021, 2, 2)
MARCH = Period(2021, 3, 3)
SECRET = filed("2021-02-20", "note: 内部", "xixian").replace("openness: 公开", "openness: 不公开")


def bureau(more: str) -> str:
    return f"""
        name: 某市医疗保障局
        short: 某市医保局
        head: [某市医疗保障局文件]
        number_prefix: 某医保办发
        office: 某市医疗保障局办公室
        categories: [动态信息, 经验总结]
        {more}
    """


@pytest.mark.parametrize(
    ("today", "until"),
    [
        pytest.param(date(2021, 2, 28), "截至2月28日，", id="on its last day"),
        pytest.param(date(2021, 3, 20), "截至2月28日，", id="after it"),
        pytest.param(None, "", id="no day"),
    ],
)
def test_who_is_behind(scores: Scores, today: date | None, until: str) -> None:
    """北县 filed 3 of 2; 南县, 东县 and 西县 1 each; 办公室 owes nothing, 旧县 is gone."""
    found = behind_list(scores(CYCLE).dataset, FEBRUARY, today)
    assert found is not None
    assert found.name == "还差任务的单位"
    assert found.messages == (
        f"{until}2月任务还差的单位（3个）：\n南县 差1条\n东县 差1条\n西县 差1条",
    )


def test_before_the_end_a_list_says_how_long_the_month_still_runs(scores: Scores) -> None:
    """28 − 20 = 8."""
    found = behind_list(scores(CYCLE).dataset, FEBRUARY, date(2021, 2, 20))
    assert found is not None
    assert found.name == "2月任务还差的单位"
    assert found.messages == (
        "截至2月20日，2月任务还差的单位（3个，还有8天）：\n南县 还差1条\n东县 还差1条\n西县 还差1条",
    )


def test_nobody_is_behind(scores: Scores) -> None:
    more = {
        f"submissions/{unit}/2021/0220-1.yaml": filed("2021-02-20", unit=unit)
        for unit in ("nanxian", "dongxian", "xixian")
    }
    found = behind_list(scores({**CYCLE, **more}).dataset, FEBRUARY, date(2021, 2, 28))
    assert found is not None
    assert found.messages == ("截至2月28日，各单位都完成了2月任务。",)


def test_without_tasks_nobody_can_be_behind(scores: Scores) -> None:
    assert behind_list(scores().dataset, FEBRUARY, date(2021, 2, 28)) is None


def test_what_was_adopted(scores: Scores) -> None:
    """The joint item of 南县 and 东县 stands under both and is one of two."""
    scored = scores(CYCLE)
    assert adopted_list(scored.dataset, scored.ledger, FEBRUARY).messages == (
        """2021年2月采用2条，联合的列在各单位名下：
北县：beixian2021-02-01的信息（局官网）
南县：（综）nanxian2021-02-10的信息（医保动态）
东县：（综）nanxian2021-02-10的信息（医保动态）""",
    )


def test_nothing_was_adopted(scores: Scores) -> None:
    scored = scores(CYCLE)
    found = adopted_list(scored.dataset, scored.ledger, MARCH)
    assert found.messages == ("2021年3月还没有采用的条目。",)


def test_a_private_title_is_in_no_message(scores: Scores) -> None:
    scored = scores(
        {
            **CYCLE,
            "submissions/xixian/2021/0220-1.yaml": SECRET,
            "adoptions/2021/c.yaml": adopted("2021-02-21", "xinxi", "xixian/2021/0220-1"),
        }
    )
    (message,) = adopted_list(scored.dataset, scored.ledger, FEBRUARY).messages
    assert message.startswith("2021年2月采用3条，")
    assert message.endswith("\n西县：（不公开信息）（医保信息）")


@pytest.mark.parametrize("audience", Audience)
def test_what_a_reminder_lists(scores: Scores, audience: Audience) -> None:
    """The commission is not public: its title stays out, also for the office's own pages."""
    dataset = scores(CYCLE).dataset
    view = reminder_view(dataset, date(2021, 3, 31), audience)
    assert ("旧的约稿" in view.due[0].what) is audience.is_internal
    behind, due = reminder_lists(dataset, view, audience)
    assert behind.messages == (
        """截至3月31日，没有完成本月任务的单位（4个）：
北县 已报0条，本月共2条，差2条
南县 已报0条，本月共2条，差2条
东县 已报0条，本月共2条，差2条
西县 已报0条，本月共2条，差2条""",
    )
    assert due.messages == (
        "截至3月31日，没有报送的约稿和任务：\n约稿（不公开）（3月10日截止，逾期未报）：东县",
    )


def test_in_the_middle_of_a_month_the_whole_month_is_counted(scores: Scores) -> None:
    """Owed are 1 动态信息 and 3 经验总结: of 北县's two 动态信息 one counts, 3 are still missing."""
    tasks = """tasks:
          - {group: 各县, period: month, count: 1, categories: [动态信息], from: 2021-01-01}
          - {group: 各县, period: month, count: 3, categories: [经验总结], from: 2021-01-01}
    """
    units = CYCLE["units.yaml"].partition("tasks:")[0] + tasks
    dataset = scores({**CYCLE, "units.yaml": units}).dataset
    view = reminder_view(dataset, date(2021, 1, 15))
    (behind, *_) = reminder_lists(dataset, view, Audience.PUBLIC)
    assert behind.messages[0].splitlines()[:3] == [
        "截至1月15日，没有达到本月任务一半的单位（4个）：",
        "北县 已报2条（计入任务1条），本月共4条，还差3条",
        "南县 已报0条，本月共4条，还差4条",
    ]


def test_a_reminder_with_nothing_to_list_has_no_message(scores: Scores) -> None:
    dataset = scores(CYCLE).dataset
    view = reminder_view(dataset, date(2021, 2, 15))
    assert reminder_lists(dataset, view, Audience.PUBLIC) == ()


def test_invented_records_are_marked_in_every_message(scores: Scores) -> None:
    scored = scores({**CYCLE, "bureau.yaml": bureau("sample: true")})
    found = behind_list(scored.dataset, FEBRUARY, date(2021, 2, 28))
    assert found is not None
    texts = (
        *found.messages,
        *adopted_list(scored.dataset, scored.ledger, FEBRUARY).messages,
        *adopted_list(scored.dataset, scored.ledger, MARCH).messages,
    )
    assert [text.startswith("〔示例数据〕") for text in texts] == [True, True, True]


def test_a_long_list_is_several_messages(scores: Scores, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head has 22 letters, 27 with its place; a line 7: 22 + 4 × 7 = 50, 27 + 3 × 7 = 48."""
    monkeypatch.setattr(chat_lists, "LONGEST", 49)
    found = behind_list(scores(CYCLE).dataset, MARCH, date(2021, 3, 31))
    assert found is not None
    assert found.messages == (
        "截至3月31日，3月任务还差的单位（4个）（1/2）：\n北县 差2条\n南县 差2条\n东县 差2条",
        "截至3月31日，3月任务还差的单位（4个）（2/2）：\n西县 差2条",
    )


def test_a_list_that_just_fits_is_one_message(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_lists, "LONGEST", 50)
    found = behind_list(scores(CYCLE).dataset, MARCH, date(2021, 3, 31))
    assert found is not None
    (message,) = found.messages
    assert len(message) == 50


def test_invented_records_leave_less_room(scores: Scores, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark has 6 letters: 27 + 6 + 2 × 7 = 47, and with a third line 54."""
    monkeypatch.setattr(chat_lists, "LONGEST", 50)
    dataset = scores({**CYCLE, "bureau.yaml": bureau("sample: true")}).dataset
    found = behind_list(dataset, MARCH, date(2021, 3, 31))
    assert found is not None
    assert [len(message) for message in found.messages] == [47, 47]


def test_a_line_too_long_for_a_message_is_folded_between_names(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The head has 19 letters, 24 with its place, a piece of the line a break before it."""
    monkeypatch.setattr(chat_lists, "LONGEST", 50)
    asked = CYCLE["commissions/2021/0101-1.yaml"]
    assert "units: [dongxian]" in asked
    more = asked.replace("units: [dongxian]", "units: [beixian, nanxian, dongxian, xixian]")
    dataset = scores({**CYCLE, "commissions/2021/0101-1.yaml": more}).dataset
    _, due = reminder_lists(dataset, reminder_view(dataset, date(2021, 3, 31)), Audience.PUBLIC)
    assert due.messages == (
        "截至3月31日，没有报送的约稿和任务（1/2）：\n约稿（不公开）（3月10日截止，逾期未报）：北县、",
        "截至3月31日，没有报送的约稿和任务（2/2）：\n南县、东县、西县",
    )
