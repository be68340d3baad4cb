"""The line breaker, on characters of one em and half an em; expected lines are set by hand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbao.render.pdf.characters import NOT_FIRST, NOT_LAST
from tongbao.render.pdf.faces import Glyph
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.sense import sense_breaks
from tongbao.render.pdf.typesetting import (
    Line,
    Measure,
    Slot,
    balanced,
    flush_left,
    justified,
    unbroken,
)


def glyphs(text: str) -> tuple[Glyph, ...]:
    return tuple(Glyph(char, "face", 0.5 if char.isascii() else 1.0) for char in text)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def em(width: float, indent: float = 0) -> Measure:
    """A measure of so many grid characters (each 0.013 em closer than its width)."""
    return Measure(1, width - 0.013 * (width - 1), indent)


TEN = "一二三四五六七八九十"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(TEN * 2, [TEN, TEN], id="full lines"),
        pytest.param(TEN + "甲乙丙", [TEN, "甲乙丙"], id="last line natural"),
        pytest.param(
            "一二三四五六七八九十，甲乙丙丁戊己庚辛",
            ["一二三四五六七八九", "十，甲乙丙丁戊己庚辛"],
            id="a comma never begins a line",
        ),
        pytest.param(
            "一二三四五六七八九，甲乙丙丁戊己庚辛壬癸子丑",
            ["一二三四五六七八九，", "甲乙丙丁戊己庚辛壬癸", "子丑"],
            id="a comma at the end hangs its blank half",
        ),
        pytest.param(
            "一二三四五六七八九（甲乙丙丁戊己庚）辛壬癸子",
            ["一二三四五六七八九", "（甲乙丙丁戊己庚）辛", "壬癸子"],
            id="an opening bracket never ends a line",
        ),
        pytest.param(
            "一二三四五六七八九2021甲乙丙丁戊己庚辛壬",
            ["一二三四五六七八九", "2021甲乙丙丁戊己庚辛", "壬"],
            id="a number is not divided",
        ),
        pytest.param(
            "一二三四五六七八九-100甲乙丙丁戊己庚辛壬",
            ["一二三四五六七八九", "-100甲乙丙丁戊己庚辛", "壬"],
            id="a minus stays with its number",
        ),
        pytest.param(
            "一二三四五六七八九——甲乙丙丁戊己庚辛壬癸",
            ["一二三四五六七八九", "——甲乙丙丁戊己庚辛", "壬癸"],
            id="a dash is not divided",
        ),
        pytest.param(
            "一二三四五六七八九……甲乙丙丁戊己庚辛壬癸",
            ["一二三四五六七八九", "……甲乙丙丁戊己庚辛", "壬癸"],
            id="an ellipsis is not divided",
        ),
        pytest.param(
            "一二三四五六七八九十 甲乙丙丁", [TEN, "甲乙丙丁"], id="a space vanishes at a break"
        ),
        pytest.param("甲", ["甲"], id="one character"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_justified(text: str, lines: list[str]) -> None:
    assert texts(justified(glyphs(text), em(10))) == lines


def test_first_line_is_indented() -> None:
    assert texts(justified(glyphs(TEN * 2), em(10, indent=2))) == [
        "一二三四五六七八",
        "九十" + "一二三四五六七八",
        "九十",
    ]


def test_a_stub_is_avoided() -> None:
    """A last line of one character costs more than lines a little wider."""
    wide = Measure(1, 20.3)
    assert len(justified(glyphs("一" * 41), wide)[-1].text) > 1


def test_breaks_are_chosen_for_the_whole_paragraph() -> None:
    """Taken line by line, the first line would take the comma and leave the second one loose."""
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛（子丑）寅卯辰巳午未申酉"
    spacings = [line.spacing for line in justified(glyphs(text), em(10))[:-1]]
    assert max(spacings) - min(spacings) <= 130


def test_full_lines_are_as_wide_as_the_measure() -> None:
    text = (
        "一季度采用信息54条，其中国家局2条，自治区12条；二季度采用85条、三季度110条，全年目标300条。"
        * 3
    )
    *full, last = justified(glyphs(text), em(28))
    assert all(abs(line.width - em(28).width) <= 0.015 for line in full)
    assert last.spacing == -13


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("宁夏医疗保障信息2021年第5期", 8, ["宁夏医疗保障信息", "2021年第5期"]),
        ("自治区党委电子政务内网要情通报", 8, ["自治区党委电子", "政务内网要情通报"]),
        ("开启医保“码”时代 便民服务掌上办", 10, ["开启医保“码”时代", "便民服务掌上办"]),
        (
            "盐池县在全区率先开展谈判议价，最高降幅77%",
            10.5,
            ["盐池县在全区率先开展", "谈判议价，最高降幅77%"],
        ),
    ],
)
def test_flush_left(text: str, width: float, lines: list[str]) -> None:
    by_sense = None if " " in text or "，" in text else sense_breaks(text)
    set_lines = flush_left(glyphs(text), Measure(1, width), by_sense)
    assert texts(set_lines) == lines


def test_a_cells_line_is_brought_to_the_edge_by_a_little_space_only() -> None:
    near, *_ = flush_left(glyphs(TEN * 2), Measure(1, 10.2))
    far, *_ = flush_left(glyphs("一二三四五六七八（甲乙丙丁）戊"), Measure(1, 9.5))
    assert near.spacing > 0
    assert far.spacing == 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("《宁夏医疗保障信息》采用计分", 5, ["《宁夏医疗", "保障信息》", "采用计分"]),
        ("《宁夏医疗保障信息》采用计分", 4, ["《宁夏", "医疗保障", "信息》", "采用计分"]),
        ("报送数量计分", 2, ["报送", "数量", "计分"]),
        ("一季度得分", 3, ["一季度", "得分"]),
        ("永宁县医疗保障局", 5, ["永宁县", "医疗保障局"]),
        (
            "固原市医疗保障局（固原市社保中心）",
            5,
            ["固原市", "医疗保障局", "（固原市", "社保中心）"],
        ),
        ("医药价格和招标采购处", 5, ["医药价格和", "招标采购处"]),
        ("宁东管委会社会事务局", 5, ["宁东管委会", "社会事务局"]),
        ("待遇保障处", 5, ["待遇保障处"]),
    ],
)
def test_balanced(text: str, width: float, lines: list[str]) -> None:
    assert texts(balanced(glyphs(text), Measure(1, width), sense_breaks(text))) == lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("国家、自治区采用计分", ["国家、", "自治区", "采用", "计分"]),
        ("医药服务管理处", ["医药", "服务", "管理处"]),
        ("机关党委（人事处）", ["机关", "党委", "（人事处）"]),
        ("国家局医保动态2021年第9期", ["国家局", "医保", "动态", "2021年第9期"]),
        ("工作动态类", ["工作动态类"]),
        ("办公室", ["办公室"]),
    ],
)
def test_sense(text: str, words: list[str]) -> None:
    breaks = [0, *sorted(sense_breaks(text)), len(text)]
    assert [text[start:end] for start, end in pairwise(breaks)] == words


def test_letter_spacing_survives_truncation() -> None:
    """PDF cuts off at whole thousandths of the size: what is written lies just beyond them."""
    assert Line((), 17, 1.0).letter_spacing == "0.0173em"
    assert Line((), -13, 1.0).letter_spacing == "-0.0133em"
    assert Line((), 0, 1.0).letter_spacing == "0"


def test_unbroken_is_one_line() -> None:
    assert unbroken(glyphs(TEN * 2), Slot("字号", em(20))).text == TEN * 2


def test_a_line_longer_than_its_room_is_refused() -> None:
    with pytest.raises(LayoutError) as raised:
        unbroken(glyphs(TEN * 2 + "甲"), Slot("字号", em(20), "请删字"))
    assert str(raised.value) == f"字号“{TEN * 2}甲”太长，一行排不下，请删字"


def test_a_character_wider_than_its_column_is_refused() -> None:
    wide = (Glyph("⸻", "face", 3.0),)
    for setting in (justified, flush_left):
        with pytest.raises(LayoutError, match="“⸻”里有一个字比所在的栏还宽，请换一个字"):
            setting(wide, Measure(1, 2))


# A busy machine is not a slow line breaker.
UNHURRIED = settings(deadline=None)

words = st.sampled_from(
    [
        "一",
        "医疗",
        "保障局",
        "（并列）",
        "《动态》",
        "，",
        "。",
        "：“",
        "”、",
        "2021年",
        "54条",
        "0.5",
        "DRG",
        "——",
        "……",
        "、",
    ]
)
sentences = st.lists(words, min_size=1, max_size=80).map("".join)
anything = st.text(min_size=1, max_size=60)


@UNHURRIED
@given(text=sentences | anything, width=st.floats(1, 30), indent=st.sampled_from([0, 2, -3]))
def test_no_text_is_lost(text: str, width: float, indent: float) -> None:
    measure = Measure(1, width + max(indent, 0), indent)
    by_sense = sense_breaks(text)
    for lines in (
        justified(glyphs(text), measure),
        flush_left(glyphs(text), measure),
        balanced(glyphs(text), measure, by_sense),
    ):
        assert "".join(texts(lines)).replace(" ", "").replace("\u3000", "") == text.replace(
            " ", ""
        ).replace("\u3000", "")
        assert all(lines)


@UNHURRIED
@given(text=sentences, width=st.floats(14, 40))
def test_no_line_breaks_a_rule_or_leaves_its_measure(text: str, width: float) -> None:
    if any(
        text[index] in NOT_FIRST and text[index + 1 : index + 2] in NOT_FIRST
        for index in range(len(text))
    ):
        text = text.replace("，", "").replace("、", "").replace("。", "")
    lines = justified(glyphs(text), Measure(1, width))
    for before, after in pairwise(lines):
        assert after.text[0] not in NOT_FIRST
        assert before.text[-1] not in NOT_LAST
        assert not (before.text[-1].isascii() and after.text[0].isascii())
        assert (before.text[-1], after.text[0]) not in {("—", "—"), ("…", "…")}
    assert all(line.width <= width + 0.05 for line in lines)
