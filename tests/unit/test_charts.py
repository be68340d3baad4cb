"""The geometry of the charts, worked out by hand."""

from decimal import Decimal

import pytest

from tongbao.documents.charts import (
    SLOPES,
    Move,
    SlopeLine,
    column_chart,
    slope_chart,
    split_bars,
    tone,
)


def numbers(*written: str) -> list[Decimal]:
    return [Decimal(each) for each in written]


def figures(*written: str) -> list[tuple[str, Decimal]]:
    return [(f"{index}月", Decimal(each)) for index, each in enumerate(written, 1)]


def test_columns_are_in_proportion_and_stand_on_the_zero_line() -> None:
    chart = column_chart("每月得分", "分", figures("40", "10", "0"))
    # 96 pixels for 40 points: 2.4 each; 18 above for the label.
    assert [column.height for column in chart.bars] == numbers("96", "24", "0")
    assert [column.y for column in chart.bars] == numbers("18", "90", "114")
    assert chart.zero == 114
    assert [column.y + column.height for column in chart.bars] == [114] * 3
    assert [column.label_y for column in chart.bars] == numbers("13", "85", "109")
    assert [chart.name_y, chart.height] == numbers("128", "132")


def test_what_is_below_zero_hangs_from_the_zero_line() -> None:
    chart = column_chart("每月得分", "分", figures("10", "-5"))
    # 96 pixels for 15 points: 6.4 each.
    first, second = chart.bars
    assert chart.zero == 18 + 64
    assert [first.y, first.height] == numbers("18", "64")
    assert [second.y, second.height] == numbers("82", "32")
    assert second.label == "-5"
    assert second.label_y == 82 + 32 + 13
    # The name of the month stays clear of the label.
    assert chart.name_y >= second.label_y + 12
    assert chart.height >= chart.name_y


def test_only_negative_figures_hang_from_the_top() -> None:
    chart = column_chart("每月得分", "分", figures("-47", "-23.5"))
    assert chart.zero == 18
    assert [column.y for column in chart.bars] == numbers("18", "18")
    assert [column.height for column in chart.bars] == numbers("96", "48")


def test_nothing_but_zeros_are_flat() -> None:
    chart = column_chart("每月得分", "分", figures("0", "0"))
    assert [column.height for column in chart.bars] == [0, 0]


def test_columns_share_the_width_and_stay_inside() -> None:
    chart = column_chart("每月得分", "分", figures(*["1"] * 12))
    middles = [column.middle for column in chart.bars]
    # 100 / 12 for each, in the middle of it, 62 hundredths filled.
    assert middles[0] == Decimal("4.17")
    assert middles[-1] == Decimal("95.83")
    assert chart.bars[0].width == Decimal("5.17")
    assert all(column.x > 0 and column.x + column.width < 100 for column in chart.bars)


def test_labels_that_have_no_room_are_left_out_but_the_highest_and_the_last() -> None:
    values = ["1000.5"] * 11
    values[3] = "2000.5"
    chart = column_chart("每月得分", "分", figures(*values))
    labels = [column.label for column in chart.bars]
    assert labels == ["", "", "", "2000.5", *[""] * 6, "1000.5"]
    assert "1月1000.5分，2月1000.5分" in chart.description


def test_a_chart_says_all_its_figures_in_words() -> None:
    chart = column_chart("每月报送条数", "条", figures("161", "156.0"))
    assert (chart.title, chart.description) == ("每月报送条数", "1月161条，2月156条")


def test_parts_lie_side_by_side_in_proportion() -> None:
    (bar,) = split_bars(["报送", "采用", "约稿"], [("甲组", numbers("6", "3", "3"))])
    assert [each.x for each in bar.segments] == numbers("0", "50", "75")
    assert [each.width for each in bar.segments] == numbers("50", "25", "25")
    assert [each.middle for each in bar.segments] == numbers("25", "62.5", "87.5")
    assert bar.zero == 0
    assert bar.description == "报送6分，采用3分，约稿3分"


def test_what_takes_points_lies_left_of_one_zero_line() -> None:
    first, second = split_bars(
        ["报送", "采用", "扣分"],
        [("甲组", numbers("6", "4", "-10")), ("乙组", numbers("1", "0", "0"))],
    )
    # Ten right and ten left: half the width each; the other bar keeps to the same line.
    assert first.zero == second.zero == 50
    assert [each.number for each in first.segments] == [1, 2, 3]
    assert [each.x for each in first.segments] == numbers("50", "80", "0")
    assert [each.width for each in first.segments] == numbers("30", "20", "50")
    (only,) = second.segments
    assert [only.x, only.width] == numbers("50", "50")
    assert second.description == "报送1分"


def test_two_deductions_lie_side_by_side() -> None:
    (bar,) = split_bars(["约稿", "扣分"], [("甲组", numbers("-10", "-30"))])
    assert [each.x for each in bar.segments] == numbers("75", "0")
    assert [each.width for each in bar.segments] == numbers("25", "75")
    assert bar.zero == 100


def test_a_sum_of_nothing_has_no_parts() -> None:
    (bar,) = split_bars(["报送"], [("甲组", numbers("0"))])
    assert bar.segments == ()
    assert split_bars([], []) == ()


def test_a_part_too_narrow_for_its_number_has_none() -> None:
    (bar,) = split_bars(["报送", "采用"], [("甲组", numbers("97", "3"))])
    assert [each.label for each in bar.segments] == ["1", ""]
    assert [each.number for each in bar.segments] == [1, 2]


def test_fills_come_again_after_eight() -> None:
    assert [tone(index) for index in (0, 7, 8)] == [1, 8, 1]


def moves(*places: tuple[int, int]) -> list[Move]:
    return [Move(f"{index}县", "", *place) for index, place in enumerate(places, 1)]


@pytest.mark.parametrize(
    ("before", "after", "words"), [(5, 1, "升4位"), (1, 3, "降2位"), (2, 2, "不变")]
)
def test_a_move_in_words(before: int, after: int, words: str) -> None:
    assert Move("某县", "", before, after).words == words


def test_slopes_lead_from_the_place_then_to_the_place_now() -> None:
    chart = slope_chart("名次变化", moves((1, 3), (3, 1), (2, 2)))
    assert [move.name for move in chart.before] == ["1县", "3县", "2县"]
    assert [move.name for move in chart.after] == ["2县", "3县", "1县"]
    # From the third line to the first, the second stays, from the first to the third.
    half = Decimal("0.5")
    assert chart.lines == (
        SlopeLine(2 + half, half, 2),
        SlopeLine(1 + half, 1 + half, 0),
        SlopeLine(half, 2 + half, -2),
    )
    assert chart.description.startswith("2县由第3名到第1名（升2位），3县由第2名到第2名（不变）")


def test_units_that_share_a_place_each_have_a_line() -> None:
    chart = slope_chart("名次变化", moves((1, 1), (1, 1), (3, 1)))
    assert [line.y_after for line in chart.lines] == numbers("0.5", "1.5", "2.5")
    assert [move.name for move in chart.after] == ["1县", "2县", "3县"]


def test_of_many_units_those_that_moved_furthest_are_drawn() -> None:
    still = [(place, place) for place in range(1, 21)]
    still[4], still[15] = (16, 5), (5, 16)
    chart = slope_chart("名次变化", moves(*still))
    assert len(chart.lines) == len(chart.before) == SLOPES
    assert {"5县", "16县"} <= {move.name for move in chart.after}
    assert [move.after for move in chart.after] == sorted(move.after for move in chart.after)
