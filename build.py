#!/usr/bin/env python3
"""The door to Tongbao: `python build.py` builds the site, `build.py --help` lists the rest."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

try:
    import click

    from tongbao import commands
    from tongbao.review.reporters import REPORTERS
except ModuleNotFoundError as missing:
    sys.exit(f"缺少 {missing.name}：先运行 make，再用 .venv/bin/python build.py。")

ROOT = Path(__file__).resolve().parent


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
out_option = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "site",
    help="网站输出到哪个文件夹（默认 site）",
)  # fmt: skip


@click.group(invoke_without_command=True, help="通报：由数据仓库计分、生成网站和公文。")
@click.pass_context
def main(context: click.Context) -> None:
    """Build the site when no command is named."""
    if context.invoked_subcommand is None:
        context.invoke(build)


@main.command(help="检查、计分，生成网站和通报。")
@data_option
@out_option
@today_option
def build(data: Path, out: Path, today: date | None) -> None:
    """Check, score, render, publish."""
    raise SystemExit(commands.build(data, out, today))


@main.command(help="只检查数据，列出全部问题。")
@data_option
@today_option
@click.option("--format", "style", type=click.Choice(list(REPORTERS)), default="text")
def check(data: Path, today: date | None, style: str) -> None:
    """Check the data and report everything that is wrong."""
    raise SystemExit(commands.check(data, today, style))


@main.command(help="在本机查看网站，数据一改就重新生成。")
@data_option
@out_option
@today_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口（默认 8000）")
def serve(data: Path, out: Path, today: date | None, port: int) -> None:
    """Serve the site on localhost and rebuild it on change."""
    raise SystemExit(commands.serve(data, out, today, port, Event()))


@main.command(help="由模型生成 docs/schema 和 docs/data-format.md。")
@click.option("--check", "only_check", is_flag=True, help="只比较，不写文件")
def schema(only_check: bool) -> None:  # noqa: FBT001  # a command-line flag
    """Write the JSON Schema files and the format reference."""
    raise SystemExit(commands.schema(ROOT, only_check=only_check))


if __name__ == "__main__":
    main()
