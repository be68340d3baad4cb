"""Coverage costs twice the time of what it follows: it rests where nothing is left to learn.

What a library does with a finished document, and whole sites of the large bureaus, whose every
kind of page the small ones have too, run without it. For a test there is `pytest.mark.no_cover`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage


@contextmanager
def uncounted() -> Iterator[None]:
    """Leave out of the coverage what runs within."""
    counting = Coverage.current()
    if counting is None:
        yield
        return
    counting.stop()
    try:
        yield
    finally:
        counting.start()
