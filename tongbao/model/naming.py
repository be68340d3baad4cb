"""The file names of new records: such that people who file at the same time never take one name.

A number that counts up would be taken twice by two who start from the same state; five letters
drawn at random are not. Nothing of a name follows from a title, which may not be public.
"""

from collections.abc import Callable, Sequence
from datetime import date
from secrets import choice

LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""Nothing that is mistaken for something else, no vowels: no word comes out by accident."""

DRAWN = 5


def drawn(draw: Callable[[Sequence[str]], str] = choice) -> str:
    """Return the part of a name that is drawn."""
    return "".join(draw(LETTERS) for _ in range(DRAWN))


def name_on(day: date, rest: str) -> str:
    """Return the name of a record of a day: month, day, and what tells it from others."""
    return f"{day:%m%d}-{rest}"
