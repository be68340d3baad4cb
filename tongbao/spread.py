"""Work spread over the cores of the machine: forked processes take jobs, light results come back.

A child is forked with everything this process holds, so jobs and what works on them are never
pickled; only results are.
"""

import ctypes
import gc
import os
import pickle
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")

_FORKING = get_context("fork")
# Results go over the pipe together: as many as this, or those that took so many seconds.
_MOST_TOGETHER = 64
_ENOUGH_SECONDS = 0.01
# What a child that has handed over everything may take to end by itself.
_PATIENCE = 5.0
_PR_SET_PDEATHSIG = 1


class SpreadError(Exception):
    """A child process ended before its work did, or failed with what can't be sent on."""


class KilledError(SpreadError):
    """A child process was ended from outside: by somebody, or for want of memory."""


def usable_cores() -> int:
    """Return how many cores this process may use."""
    # Not every system can say which are this process's own.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    jobs: Sequence[JobT], work: Callable[[JobT], ResultT], processes: int
) -> Iterator[ResultT]:
    """Yield the result of each job, in the order of the jobs; job i is done by child i % processes.

    It is `map(work, jobs)`, and with one process or one job really that. Children start with the
    first result asked for; they end with the last one, with the first exception, or when the
    iterator is closed. Results wait in memory for those before them, so they should be light, and
    jobs of about the same weight; one that was quick may come together with the child's next.

    Raises:
        KilledError: a child was killed.
        SpreadError: a child ended, or raised what can't be pickled. Any other exception that a job
            raises is raised here in its place, with the child's traceback as a note.
    """
    count = min(processes, len(jobs))
    if count <= 1:
        yield from map(work, jobs)
        return
    children: list[_Child] = []
    # A collection writes to all that it looks at, which children then have a copy of.
    gc.freeze()
    try:
        # Where the system has no more processes for us, this one does what they would have done.
        with suppress(OSError):
            for number in range(count):
                children.append(_started(number, count, jobs, work, children))
        for index, job in enumerate(jobs):
            if index % count >= len(children):
                yield work(job)
                continue
            error, result = _next(children[index % count], children)
            if error is not None:
                raise error
            yield result
        for child in children:
            child.process.join(_PATIENCE)
    finally:
        gc.unfreeze()
        for child in children:
            child.end()


@dataclass(slots=True)
class _Child:
    """A child process, the pipe its results come by, and those that came too early."""

    process: ForkProcess
    results: Connection
    waiting: deque[BytesIO] = field(default_factory=deque)
    is_at_end: bool = False

    def receive(self) -> None:
        """Take what stands in the pipe; nothing more comes after its end."""
        try:
            self.waiting.append(BytesIO(self.results.recv_bytes()))
        except (EOFError, OSError):
            self.is_at_end = True

    def end(self) -> None:
        """Leave neither a process nor a zombie."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.results.close()

    def ending(self) -> SpreadError:
        """Say how it ended without a result that is due."""
        self.process.join()
        code = self.process.exitcode
        if code is None or code >= 0:
            return SpreadError(f"a child process ended with exit code {code} amid its work")
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        hint = " (perhaps out of memory)" if name == "SIGKILL" else ""
        return KilledError(f"a child process was ended by signal {name}{hint} amid its work")


def _started(
    number: int,
    count: int,
    jobs: Sequence[JobT],
    work: Callable[[JobT], ResultT],
    earlier: Sequence[_Child],
) -> _Child:
    receiver, sender = _FORKING.Pipe(duplex=False)
    parent = os.getpid()

    def run() -> None:
        _end_with(parent)
        # Held open here, these would keep others from seeing that nobody reads any more.
        for other in (receiver, *(child.results for child in earlier)):
            other.close()
        with suppress(BrokenPipeError):
            _send_results(range(number, len(jobs), count), jobs, work, sender)

    process = _FORKING.Process(target=run, daemon=True)
    process.start()
    sender.close()
    return _Child(process, receiver)


def _end_with(parent: int) -> None:
    """Make this child end with its parent, however that ends, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _send_results(
    numbers: Sequence[int],
    jobs: Sequence[JobT],
    work: Callable[[JobT], ResultT],
    results: Connection,
) -> None:
    together: list[bytes] = []
    sent = time.monotonic()
    for number in numbers:
        result, is_raised = _attempted(work, jobs[number])
        together.append(result)
        now = time.monotonic()
        if is_raised or len(together) == _MOST_TOGETHER or now - sent > _ENOUGH_SECONDS:
            results.send_bytes(b"".join(together))
            together.clear()
            sent = now
        if is_raised:
            return
    if together:
        results.send_bytes(b"".join(together))


def _attempted(work: Callable[[JobT], ResultT], job: JobT) -> tuple[bytes, bool]:
    """Return what a job raised and its result, one of them None, pickled; and whether it raised."""
    try:
        return pickle.dumps((None, work(job)), pickle.HIGHEST_PROTOCOL), False
    except BaseException as error:  # noqa: BLE001  # the parent raises it again
        return _pickled(error), True


def _pickled(error: BaseException) -> bytes:
    told = "".join(traceback.format_exception(error))
    error.add_note(f"In a child process:\n{told}")
    try:
        content = pickle.dumps((error, None), pickle.HIGHEST_PROTOCOL)
        # Some exceptions can be written but not read back: their constructor takes other things.
        pickle.loads(content)  # noqa: S301  # written a line before
    except Exception:  # noqa: BLE001  # whatever keeps it from going over, its text does go
        content = pickle.dumps((SpreadError(told), None), pickle.HIGHEST_PROTOCOL)
    return content


def _next(child: _Child, children: Sequence[_Child]) -> tuple[BaseException | None, Any]:
    """Return what a child gave for its next job, meanwhile taking what the others have ready."""
    while not child.waiting and not child.is_at_end:
        open_ones = [each for each in children if not each.is_at_end]
        readable = wait([each.results for each in open_ones])
        for each in open_ones:
            if each.results in readable:
                each.receive()
    if not child.waiting:
        raise child.ending()
    stream = child.waiting[0]
    found: tuple[BaseException | None, Any] = pickle.load(stream)  # noqa: S301  # written by our own child
    if stream.tell() == stream.getbuffer().nbytes:
        child.waiting.popleft()
    return found
