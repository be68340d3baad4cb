"""How far a long run has come, on a terminal; how long each of its stages took, when asked."""

import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

ItemT = TypeVar("ItemT")

# Often enough to be alive, seldom enough to cost nothing and not to flicker.
_REDRAW_SECONDS = 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """A run's stages: named, counted, timed.

    `stream` is a terminal to draw one line on that is redrawn and leaves no trace; without one
    nothing is drawn. `clock` gives seconds.
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = clock()
        self._drawn = -_REDRAW_SECONDS

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Show what is being done (Chinese, such as 生成网页) as long as the block runs.

        A stage inside another interrupts it: no second counts twice.
        """
        self._book()
        self._running.append(name)
        self._draw(f"{name}…")
        try:
            yield
        finally:
            self._book()
            self._running.pop()
            if not self._running:
                self._clear()

    def counted(self, items: Iterable[ItemT]) -> Iterator[ItemT]:
        """Pass items on, and show how many have come within the stage that runs."""
        for number, item in enumerate(items, 1):
            self.count(number)
            yield item

    def count(self, number: int) -> None:
        """Show how many there are within the stage that runs."""
        if self._clock() - self._drawn >= _REDRAW_SECONDS:
            self._draw(f"{self._running[-1]}　{number}" if self._running else str(number))

    @property
    def timings(self) -> tuple[tuple[str, float], ...]:
        """The stages in the order in which they began to take time, with their seconds."""
        return tuple(self._seconds.items())

    def _book(self) -> None:
        """Put the time since the last change to the stage that was running."""
        now = self._clock()
        if self._running:
            name = self._running[-1]
            self._seconds[name] = self._seconds.get(name, 0.0) + now - self._since
        self._since = now

    def _draw(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(f"{_CLEAR}{text}")
            self._stream.flush()
            self._drawn = self._clock()

    def _clear(self) -> None:
        if self._stream is not None:
            self._stream.write(_CLEAR)
            self._stream.flush()


def terminal_progress() -> Progress:
    """Return what draws on a terminal, and is quiet in CI and in a pipe."""
    return Progress(sys.stderr if sys.stderr.isatty() else None)


def say(text: str) -> None:
    """Write a line to whoever runs the program, apart from what it gives."""
    sys.stderr.write(f"{text}\n")


def timing_table(timings: Iterable[tuple[str, float]]) -> str:
    """Write the seconds of each stage and of all, one a line (Chinese), figures in line."""
    rows = list(timings)
    rows.append(("合计", sum(seconds for _, seconds in rows)))
    width = max(terminal_columns(name) for name, _ in rows)
    lines = (
        f"{name}{' ' * (width - terminal_columns(name))}  {seconds:8.2f} 秒"
        for name, seconds in rows
    )
    return "\n".join(lines)


def terminal_columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
