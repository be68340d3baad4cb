"""A period that is not over: how long it still runs, and what is said in the place of a rank."""

from tongbao.documents.pages.source import PageSource, full_name
from tongbao.documents.score_table import UnitRow
from tongbao.documents.words import days_left, short_date
from tongbao.model.period import Period


def is_running(source: PageSource, period: Period) -> bool:
    """Whether a period is not over on the day the data is judged on; no if that is unknown."""
    today = source.scored.today
    return today is not None and today < period.end


def time_left(source: PageSource, period: Period) -> str:
    """Write how long a running period still runs (还有17天); empty for one that is over."""
    today = source.scored.today
    return days_left(period.end, today) if today is not None and today < period.end else ""


def running_words(source: PageSource, period: Period) -> str:
    """Write that a period is not over and up to when its figures go; empty for one that is."""
    today = source.scored.today
    if today is None or today >= period.end:
        return ""
    return f"{full_name(period)}还没有结束，以下截至{short_date(today)}"


def place_text(source: PageSource, row: UnitRow, period: Period) -> str:
    """Write a place in the group: 第3名, 第3名（并列） if it is shared, 未结束 before the end."""
    if row.rank is None:
        return "不排名"
    if is_running(source, period):
        return "未结束"
    return f"第{row.rank}名（并列）" if row.is_tied else f"第{row.rank}名"


def group_place_text(source: PageSource, row: UnitRow, period: Period) -> str:
    """Write a place with whose it is: 本组第3名; before the end, that there is none yet."""
    if row.rank is not None and is_running(source, period):
        return "还没有结束，名次未定"
    return f"本组{place_text(source, row, period)}"
