"""Options that several commands have."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from tongbao.last_build import ROOT


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise click.BadParameter("日期写作 2021-04-08") from None


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "data",
    help="数据文件夹（默认 data）",
)
today_option = click.option(
    "--today", callback=_day, help="今天的日期，年-月-日（默认数据最后一次提交的日期）"
)
