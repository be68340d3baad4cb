"""The grammar of the register's cells, both ways."""

from datetime import date

import pytest

from tongbao.documents.register.phrases import (
    OutletName,
    Partner,
    Phrase,
    PhraseError,
    Step,
    listed,
    read_day,
    read_outlet,
    read_partners,
    read_phrases,
    read_steps,
)

DAY = date(2020, 7, 3)


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("2020-07-03", None, DAY),
        ("2020/7/3", None, DAY),
        ("2020.7.3", None, DAY),
        ("2020年7月3日", None, DAY),
        ("20200703", None, DAY),
        ("２０２０／７／３", None, DAY),
        (" 2020-7-3 ", None, DAY),
        ("7月3日", 2020, DAY),
        ("7.3", 2020, DAY),
        ("7月3日", None, None),
        ("2020-02-30", None, None),
        ("2020/7-3", None, None),
        ("2月29日", 2021, None),
        ("去年七月", 2020, None),
        ("44015", 2020, None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, year: int | None, day: date | None) -> None:
    assert read_day(text, year) == day


PHRASES = [
    ("市局网站（2020-07-03）", (Phrase("市局网站", DAY),)),
    ("市（2020-07-03，主要领导，《每日要情》）", (Phrase("市", DAY, ("主要领导", "《每日要情》")),)),
    ("甲（2020-07-03）\n乙第3期（2020-07-03，头版）", (
        Phrase("甲", DAY), Phrase("乙第3期", DAY, ("头版",)),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrases"), PHRASES)
def test_phrases_are_written_and_read_the_same(text: str, phrases: tuple[Phrase, ...]) -> None:
    assert "\n".join(str(phrase) for phrase in phrases) == text
    assert read_phrases(text) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("甲(2020/7/3)；乙（2020.7.3）", (Phrase("甲", DAY), Phrase("乙", DAY))),
        ("甲（2020-07-03）、乙（2020-07-03）\n", (Phrase("甲", DAY), Phrase("乙", DAY))),
        ("甲（某）报（7月3日）", (Phrase("甲（某）报", DAY),)),
    ],
)
def test_people_may_write_phrases_more_freely(text: str, phrases: tuple[Phrase, ...]) -> None:
    assert read_phrases(text, 2020) == phrases


@pytest.mark.parametrize(
    "text", ["市局网站", "市局网站（七月）", "（2020-07-03）", "甲（2020-07-03）乙"]
)
def test_what_is_no_phrase_is_refused(text: str) -> None:
    with pytest.raises(PhraseError):
        read_phrases(text)


STEPS = (
    Step(DAY, "退回", "数据没有注明：截止时间"),
    Step(date(2020, 7, 6), "重报"),
    Step(date(2020, 7, 8), "转报", "省"),
    Step(date(2020, 7, 9), "撤回", "另行报送"),
)
STEP_LINES = "2020-07-03退回：数据没有注明：截止时间\n2020-07-06重报\n2020-07-08转报：省\n2020-07-09撤回：另行报送"


def test_steps_are_written_and_read_the_same() -> None:
    assert "\n".join(str(step) for step in STEPS) == STEP_LINES
    assert read_steps(STEP_LINES) == STEPS


def test_a_line_that_is_no_step_is_refused() -> None:
    with pytest.raises(PhraseError, match="已办理"):
        read_steps("2020-07-03退回：数据\n已办理")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市局网站", OutletName("市局网站")),
        ("宁夏医疗保障信息2021年第2期", OutletName("宁夏医疗保障信息", "2021年第2期")),
        ("昨日要情第36期", OutletName("昨日要情", "第36期")),
        ("某县报〔市〕", OutletName("某县报", level="市")),
        ("某县报〔市〕第2期", OutletName("某县报", "第2期", "市")),
    ],
)
def test_outlets_are_written_and_read_the_same(text: str, name: OutletName) -> None:
    assert str(name) == text
    assert read_outlet(text) == name


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("于都县", Partner("于都县")),
        ("于都县（牵头）", Partner("于都县", "牵头")),
        ("于都县（2人）", Partner("于都县", people="2")),
        ("于都县（牵头，2人）", Partner("于都县", "牵头", "2")),
        ("某院（东区）", Partner("某院（东区）")),
    ],
)
def test_partners_are_written_and_read_the_same(text: str, partner: Partner) -> None:
    assert str(partner) == text
    assert tuple(read_partners(f"会昌县、{text}")) == (Partner("会昌县"), partner)


def test_a_list_is_read_however_it_is_separated() -> None:
    assert listed("甲、乙；丙;丁\n戊、") == ["甲", "乙", "丙", "丁", "戊"]
