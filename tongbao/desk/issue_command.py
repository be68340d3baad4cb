"""The command line of `issue` and `erratum`."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from tongbao.desk.erratum import ErratumOrder
from tongbao.desk.issuing import IssueOrder

_DAY = click.DateTime(["%Y-%m-%d"])


def issue_commands(
    data: Path,
    issue: Callable[[IssueOrder], int],
    erratum: Callable[[ErratumOrder], int],
) -> tuple[click.Command, ...]:
    """Return the two commands; `data` is the folder unless an option names another."""

    def run_issue(data: Path, bureau: str, bulletin: str, **asked: Any) -> None:  # noqa: ANN401
        dated, today = _day(asked["date"]), _day(asked["today"])
        raise SystemExit(issue(IssueOrder(data, bureau, bulletin, asked["number"], dated, today)))

    def run_erratum(data: Path, bureau: str, bulletin: str, **asked: Any) -> None:  # noqa: ANN401
        dated, today = _day(asked["date"]), _day(asked["today"])
        raise SystemExit(
            erratum(ErratumOrder(data, bureau, bulletin, asked["reason"], dated, today))
        )

    number = click.Option(
        ["--number"], required=True, help="发文字号，或只写序号：28 即本机关当年的28号"
    )
    reason = click.Option(["--reason"], required=True, help="为什么更正，接在“经核查，”之后")
    return (
        click.Command(
            "issue",
            callback=run_issue,
            params=[*_shared(data, "成文日期（默认照草稿）"), number],
            help="印发通报：写上字号和成文日期，定稿；从此这期通报不再随数据变化。",
        ),
        click.Command(
            "erratum",
            callback=run_erratum,
            params=[*_shared(data, "成文日期（默认照电脑的时钟）"), reason],
            help="更正印发的通报：写一份更正通报的草稿，列出更正前后的内容和依据。",
        ),
    )


def _shared(data: Path, date_help: str) -> tuple[click.Parameter, ...]:
    return (
        click.Argument(["bureau"], metavar="机关"),
        click.Argument(["bulletin"], metavar="通报"),
        click.Option(["--date"], type=_DAY, help=date_help),
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=False),
            default=data,
            help="数据文件夹（默认 data）",
        ),
        click.Option(["--today"], type=_DAY, help="今天的日期（默认数据最后一次提交的日期）"),
    )


def _day(written: datetime | None) -> date | None:
    return written.date() if written else None
