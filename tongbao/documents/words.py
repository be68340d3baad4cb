"""How dates, points and lists are written in the documents."""

from collections.abc import Iterable
from datetime import date

NOTHING = "（无）"
"""What stands where there is nothing: a list without names, a figure that was not printed."""

SAMPLE_MARK = "示例"
"""What stands in the upper margin of every page of a sample bureau's documents."""

INTERNAL_MARK = "内部资料"
"""The same for a document that names persons."""

DRAFT_MARK = "草稿"
"""The same for a bulletin that is not issued, and what lists say in the place of its number."""


def full_date(day: date) -> str:
    """Write a day as documents do: 2021年4月8日, no leading zeros (GB/T 9704-2012, 7.3.5.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    """Write a day without its year: 4月5日."""
    return f"{day.month}月{day.day}日"


def days_left(deadline: date, today: date) -> str:
    """Write how far a deadline is off, in calendar days: 还有3天, 今天截止, 已逾期2天."""
    days = (deadline - today).days
    if not days:
        return "今天截止"
    return f"还有{days}天" if days > 0 else f"已逾期{-days}天"


def enumerated(words: Iterable[str]) -> str:
    """Join words as Chinese lists are: 甲、乙、丙."""
    return "、".join(words)
