"""The command line: the build, which looks first whether there is anything to do, and the rest.

What the other commands, and a build with work, need takes long to load: only they load it.
"""

import importlib
from datetime import date
from pathlib import Path

import click

from tongbao.command_options import data_option, today_option
from tongbao.desk.command_words import Commands, in_chinese
from tongbao.last_build import SITE, unchanged
from tongbao.progress import Progress, timing_table

_PUBLIC = "public"


class _AllCommands(Commands):
    """The build, and what `further_commands` has."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        self._load()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in self.commands:
            self._load()
        return super().get_command(ctx, cmd_name)

    def _load(self) -> None:
        further = importlib.import_module("tongbao.further_commands")
        for command in further.COMMANDS:
            if command.name not in self.commands:
                in_chinese(command)
                self.add_command(command)


@click.group(
    cls=_AllCommands,
    invoke_without_command=True,
    help="通报：由数据仓库计分、生成网站和公文。",
)
@click.pass_context
def main(context: click.Context) -> None:
    """Build the site when no command is named."""
    if context.invoked_subcommand is None:
        context.invoke(build)


@main.command(help="检查、计分，生成网站和通报。")
@data_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False),
    help="网站输出到哪个文件夹（默认 site；内部网站要写明）",
)  # fmt: skip
@today_option
@click.option(
    "--audience", type=click.Choice([_PUBLIC, "internal"]), default=_PUBLIC,
    help="给谁看：public 公开网站（默认）、internal 内部网站，含个人信息和不公开信息",
)  # fmt: skip
@click.option("--verbose", is_flag=True, help="列出每一步用的时间")
def build(
    data: Path, out: Path | None, today: date | None, audience: str, *, verbose: bool
) -> None:
    """Check, score, render, publish."""
    progress = Progress()
    with progress.stage("查看有没有改动"):
        site = out or (SITE if audience == _PUBLIC else None)
        last = site and unchanged(data, site, str(today), audience)
    if last:
        if verbose:
            click.echo(timing_table(progress.timings), err=True)
        click.echo("\n".join([*last.origin.said, f"没有改动，{site} 不用重新生成。"]), err=True)
        return
    work = importlib.import_module("tongbao.build_command")
    order = work.BuildOrder(data, out, today, work.Audience(audience), names_times=verbose)
    raise SystemExit(work.build(order))


in_chinese(main)
