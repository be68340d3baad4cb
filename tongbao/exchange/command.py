"""The command line of `export` and `import`."""

from datetime import date, datetime
from pathlib import Path

import click

from tongbao.documents.audience import Audience
from tongbao.exchange.exporting import Selection, export_register
from tongbao.exchange.importing import Inspect, Register, import_register
from tongbao.model.period import Period

_FILE = click.Path(path_type=Path, dir_okay=False)


def exchange_commands(data: Path, inspect: Inspect) -> tuple[click.Command, ...]:
    """Return the two commands; `data` is the folder unless an option names another."""
    shared = (
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=False),
            default=data,
            help="数据文件夹（默认 data）",
        ),
        click.Option(["--bureau"], help="机关的文件夹名；有几个机关时写"),
        click.Option(
            ["--today"],
            type=click.DateTime(["%Y-%m-%d"]),
            callback=_day,
            help="今天的日期（默认数据最后一次提交的日期）",
        ),
    )
    return (_export(shared), _import(shared, inspect))


def _export(shared: tuple[click.Option, ...]) -> click.Command:
    def callback(
        data: Path, bureau: str | None, today: date | None, out: Path | None, **asked: str | None
    ) -> None:
        text = asked["period"]
        period = Period.parse(text) if text else None
        if text and period is None:
            raise click.BadParameter("月写 2021-01，季写 2021-q1，年写 2021", param_hint="--period")
        audience = Audience(asked["audience"])
        raise SystemExit(export_register(Selection(data, bureau, period, audience, out, today)))

    params = [
        *shared,
        click.Option(["--out"], type=_FILE, help="写到哪个文件（默认当前文件夹里的 <机关>.xlsx）"),
        click.Option(["--period"], help="只导出哪个期间：2021-01、2021-q1、2021（默认全部）"),
        click.Option(
            ["--audience"],
            type=click.Choice([each.value for each in Audience]),
            default="public",
            help="给谁看：public 可以公开的（默认）、internal 全部，含个人信息和不公开信息",
        ),
    ]
    help_text = "把台账、得分、计分明细导出为 Excel 文件。"
    return click.Command("export", callback=callback, params=list(params), help=help_text)


def _import(shared: tuple[click.Option, ...], inspect: Inspect) -> click.Command:
    def callback(
        workbook: Path,
        given: Path,
        data: Path,
        bureau: str | None,
        today: date | None,
        **asked: bool,
    ) -> None:
        order = Register(workbook, given, data, bureau, today)
        raise SystemExit(import_register(order, inspect, writes=asked["writes"]))

    params = [
        click.Argument(["workbook"], type=_FILE, metavar="工作簿"),
        click.Option(
            ["--map", "given"], type=_FILE, required=True, help="对照文件（YAML）：哪一列是什么"
        ),
        *shared,
        click.Option(
            ["--write", "writes"], is_flag=True, help="写入；不写这一项只试运行，列出会写什么"
        ),
    ]
    help_text = "把 Excel 台账导入为记录：先试运行，核对无误再加 --write。"
    return click.Command("import", callback=callback, params=list(params), help=help_text)


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None
