"""Progress: drawn on a terminal only, each second counted for one stage."""

import io

import pytest

from tongbao.progress import Progress, timing_table


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_each_second_is_counted_for_one_stage() -> None:
    clock = Clock()
    progress = Progress(clock=clock)
    clock.now += 5  # before any stage: nobody's
    with progress.stage("检查"):
        clock.now += 2
    with progress.stage("生成网页"):
        clock.now += 1
        with progress.stage("排版 PDF"):
            clock.now += 7
        clock.now += 3
    clock.now += 9
    assert progress.timings == (("检查", 2.0), ("生成网页", 4.0), ("排版 PDF", 7.0))


def test_a_stage_that_fails_is_ended() -> None:
    clock = Clock()
    progress = Progress(clock=clock)

    def fail() -> None:
        with progress.stage("检查"):
            clock.now += 1
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        fail()
    with progress.stage("写出"):
        clock.now += 2
    assert progress.timings == (("检查", 1.0), ("写出", 2.0))


def test_the_line_is_redrawn_at_most_ten_times_a_second_and_leaves_no_trace() -> None:
    clock, stream = Clock(), io.StringIO()
    progress = Progress(stream, clock)
    with progress.stage("生成网页"):
        for _ in progress.counted(range(11)):
            clock.now += 0.04
    drawn = stream.getvalue().split("\r\x1b[K")
    assert drawn == ["", "生成网页…", "生成网页　4", "生成网页　7", "生成网页　10", ""]


def test_nothing_is_drawn_without_a_terminal() -> None:
    progress = Progress()
    with progress.stage("生成网页"):
        assert list(progress.counted("abc")) == ["a", "b", "c"]


def test_the_table_lines_up() -> None:
    table = timing_table([("检查", 1.234), ("排版 PDF", 20.0)])
    assert table == (
        "检查          1.23 秒\n"
        "排版 PDF     20.00 秒\n"
        "合计         21.23 秒"
    )  # fmt: skip
