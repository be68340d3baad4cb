"""One run of a program: what it took on the clock, of the processors, and of memory."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# A look at a large process takes milliseconds and halts it: so never while the clock is read.
_LOOK_SECONDS = 0.02
_MOST_SAID = 2000


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments, its folder, and what is added to the environment."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took, in seconds; the processors' are those of all its processes."""

    wall: float
    cpu: float


class RunError(Exception):
    """A program failed, or did not make what it should: its time would mean nothing."""


def timed(command: Command) -> Run:
    """Run a program to its end, with nothing else looking.

    Raises:
        RunError: it failed.
    """
    began = time.perf_counter()
    process = _started(command)
    said = _said(process)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    _succeeded(process, said)
    return Run(wall, used.ru_utime + used.ru_stime)


def peak_memory(command: Command) -> float:
    """Run a program; return the most memory that it and all below it had at once, in MiB.

    A page that several processes share counts once (proportional set size). What lasts less than
    a fiftieth of a second may be missed.

    Raises:
        RunError: it failed.
    """
    process = _started(command)
    peak = 0
    ended = threading.Event()

    def look() -> None:
        nonlocal peak
        while not ended.wait(_LOOK_SECONDS):
            peak = max(peak, sum(map(_proportional, _family(process.pid))))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    said = _said(process)
    # Its number stays its own until it is waited for.
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    ended.set()
    watcher.join()
    process.wait()
    _succeeded(process, said)
    return peak / 1024


def _started(command: Command) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env={**os.environ, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _said(process: subprocess.Popen[bytes]) -> str:
    assert process.stderr is not None
    with process.stderr as stream:
        return stream.read().decode(errors="replace")


def _succeeded(process: subprocess.Popen[bytes], said: str) -> None:
    if process.returncode:
        raise RunError(f"ended with {process.returncode}: {said[-_MOST_SAID:]}")


def _family(root: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        yield number
        with suppress(OSError):
            for task in Path(f"/proc/{number}/task").iterdir():
                waiting.extend(map(int, (task / "children").read_text().split()))


def _proportional(number: int) -> int:
    """Return a process's share of memory in KiB; 0 once it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
