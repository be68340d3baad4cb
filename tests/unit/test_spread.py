import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from tongbao.spread import SpreadError, spread, usable_cores

ROOT = Path(__file__).resolve().parents[2]


class ThreePartsError(Exception):
    """Can be pickled, but not read back: its constructor takes what its arguments don't hold."""

    def __init__(self, one: str, two: str, three: str) -> None:
        super().__init__(one + two + three)


def square(number: int) -> int:
    return number * number


def ended(pid: int) -> bool:
    """Wait for a process that was told to end."""
    deadline = time.monotonic() + 20
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_running(pid)


def is_running(pid: int) -> bool:
    """Whether a process does anything: an ended one may wait for its heir to take note of it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in {"Z", "X"}


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("processes", [0, 1, 2, 3, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 1000])
def test_results_come_in_the_order_of_the_jobs(count: int, processes: int) -> None:
    expected = [number * number for number in range(count)]
    assert list(spread(range(count), square, processes)) == expected


def test_jobs_are_dealt_out_in_turn() -> None:
    def child(_: int) -> int:
        return os.getpid()

    pids = list(spread(range(6), child, 3))
    assert pids[:3] == pids[3:]
    assert len(set(pids)) == 3
    assert os.getpid() not in pids


def test_one_process_is_this_one() -> None:
    assert list(spread([1, 2], lambda _: os.getpid(), 1)) == [os.getpid(), os.getpid()]


def test_what_is_asked_for_can_be_anything_that_was_here() -> None:
    # Neither the jobs nor the work could be pickled.
    jobs: list[Callable[[], str]] = [lambda: "a", lambda: "b"]
    assert list(spread(jobs, lambda job: job() * 2, 2)) == ["aa", "bb"]


def test_results_larger_than_a_pipe_come_whole() -> None:
    results = list(spread("abc", lambda letter: letter * 3_000_000, 2))
    assert results == ["a" * 3_000_000, "b" * 3_000_000, "c" * 3_000_000]


def test_a_slow_child_does_not_hold_up_the_others(tmp_path: Path) -> None:
    def work(number: int) -> str:
        if number == 0:
            # Goes on when the other child is through, which it only is if its results are taken.
            deadline = time.monotonic() + 30
            while not (tmp_path / "through").exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            return str((tmp_path / "through").exists())
        if number == 21:
            (tmp_path / "through").touch()
        return "x" * 100_000

    # Job 0 and all even ones are the first child's.
    assert next(results := spread(range(22), work, 2)) == "True"
    assert [len(result) for result in results] == [100_000] * 21


@pytest.mark.parametrize("processes", [1, 3])
def test_an_exception_comes_in_its_place_with_its_type(processes: int) -> None:
    def work(number: int) -> int:
        if number == 5:
            raise FileNotFoundError(2, "gone", "the file")
        return number

    results = spread(range(9), work, processes)
    assert list(islice(results, 5)) == [0, 1, 2, 3, 4]
    with pytest.raises(FileNotFoundError, match="gone") as caught:
        next(results)
    assert caught.value.filename == "the file"


def test_the_childs_traceback_stands_in_a_note() -> None:
    def badly_named(number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError) as caught:
        list(spread([1, 0], badly_named, 2))
    assert "in badly_named" in caught.value.__notes__[0]


def test_an_exception_that_cannot_be_sent_is_told() -> None:
    def work(number: int) -> int:
        if number:
            raise ThreePartsError("it", "broke", "here")
        return 7

    results = spread([0, 1], work, 2)
    assert next(results) == 7
    with pytest.raises(SpreadError, match="ThreePartsError: itbrokehere"):
        next(results)


def test_a_result_that_cannot_be_sent_is_an_exception() -> None:
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        list(spread([1, 2], lambda number: lambda: number, 2))


def test_leaving_a_child_by_exit_is_raised_here() -> None:
    with pytest.raises(SystemExit, match="3"):
        list(spread([3, 3], sys.exit, 2))


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGXCPU])
def test_a_child_that_is_killed_is_named_by_its_signal(sign: signal.Signals) -> None:
    def work(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), sign)
        return number

    with pytest.raises(SpreadError, match=f"ended by signal {sign.name}"):
        list(spread(range(8), work, 2))


def test_a_child_that_ends_midway_is_no_end_of_results() -> None:
    with pytest.raises(SpreadError, match="exit code 0"):
        list(spread([1, 2], lambda _: os._exit(0), 2))


def test_closing_early_ends_the_children(tmp_path: Path) -> None:
    def work(number: int) -> int:
        # Long enough to be handed over before the next is begun.
        time.sleep(0.05)
        if number > 1:
            time.sleep(60)
            (tmp_path / "late").touch()
        return os.getpid()

    results = spread(range(4), work, 2)
    pids = [next(results), next(results)]
    results.close()  # type: ignore[attr-defined]  # what is iterated is a generator
    for pid in pids:
        assert ended(pid)
    assert not list(tmp_path.iterdir())


def test_an_exception_here_ends_the_children() -> None:
    pids: list[int] = []

    def consume() -> None:
        for pid in spread(range(100_000), lambda _: os.getpid(), 2):
            pids.append(pid)
            if len(pids) == 2:
                raise KeyError

    with pytest.raises(KeyError):
        consume()
    for pid in pids:
        assert ended(pid)


KILLED = """
import os, sys, time
from tongbao.spread import spread

def work(number):
    time.sleep(60 if number > 1 else 0.05)
    return os.getpid()

results = spread(range(4), work, 2)
print(next(results), next(results), flush=True)
time.sleep(60)
"""


def test_no_child_outlives_a_parent_that_is_killed() -> None:
    program = subprocess.Popen(  # noqa: S603  # the program above
        [sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    with program, program.stdout as stream:
        pids = [int(pid) for pid in stream.readline().split()]
        assert len(pids) == 2
        program.kill()
    assert all(ended(pid) for pid in pids)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_where_no_process_can_be_started_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int
) -> None:
    """What the processes that did start are doing is not done a second time."""
    fork = os.fork
    started: list[None] = []

    def limited() -> int:
        if len(started) == most:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(None)
        return fork()

    def once(number: int) -> int:
        with (tmp_path / str(number)).open("a", encoding="utf-8") as file:
            file.write("done\n")
        # Long enough for another process to do the same meanwhile.
        time.sleep(0.05)
        return number * number

    monkeypatch.setattr("os.fork", limited)
    assert list(spread(range(7), once, 3)) == [0, 1, 4, 9, 16, 25, 36]
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["done\n"] * 7


def test_the_cores_are_those_that_this_process_may_use() -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert usable_cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)
