"""The command line of `new`: a command a kind of record, an option an answer."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from tongbao.desk.makings import MAKINGS, Making, Question
from tongbao.desk.new import Order


def new_commands(data: Path, run: Callable[[Order], int]) -> click.Group:
    """Return the group of commands; `data` is the folder unless an option names another."""
    group = click.Group("new", help="新建一条记录：问清内容，写好文件，当场检查。")
    for making in MAKINGS:
        group.add_command(_command(making, data, run))
    return group


def _command(making: Making, data: Path, run: Callable[[Order], int]) -> click.Command:
    def callback(data: Path, bureau: str | None, today: datetime | None, **given: object) -> None:
        raise SystemExit(run(Order(making.name, data, bureau, _day(today), given)))

    params: list[click.Parameter] = [_option(question) for question in making.questions]
    params.append(
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=False),
            default=data,
            help="数据文件夹（默认 data）",
        )
    )
    params.append(click.Option(["--bureau"], help="机关的文件夹名；有几个机关时写"))
    params.append(
        click.Option(
            ["--today"], type=click.DateTime(["%Y-%m-%d"]), help="今天的日期（默认照电脑的时钟）"
        )
    )
    help_text = f"新建一条{making.title}。没有写明的会逐项问；选填的都写在选项里时不问。"
    return click.Command(making.name, callback=callback, params=params, help=help_text)


def _option(question: Question) -> click.Option:
    return click.Option(
        [f"--{question.name}"],
        help=question.help,
        multiple=question.is_many,
        is_flag=question.is_flag,
    )


def _day(today: datetime | None) -> date:
    """Return the day of an option, or the clock's: somebody sits at the desk now."""
    return (today or datetime.now().astimezone()).date()
