"""How dates, points and lists are written in the documents."""

from collections.abc import Iterable
from datetime import date

NOTHING = "（无）"
"""What stands where there is nothing: a list without names, a figure that was not printed."""


def full_date(day: date) -> str:
    """Write a day as documents do: 2021年4月8日, no leading zeros (GB/T 9704-2012, 7.3.5.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    """Write a day without its year: 4月5日."""
    return f"{day.month}月{day.day}日"


def enumerated(words: Iterable[str]) -> str:
    """Join words as Chinese lists are: 甲、乙、丙."""
    return "、".join(words)
