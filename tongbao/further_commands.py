"""Every command but the build: what can be asked, and in which words."""

from datetime import date
from pathlib import Path
from threading import Event

import click

from tongbao import commands
from tongbao.command_options import data_option, today_option
from tongbao.desk.command import new_commands
from tongbao.desk.issue_command import issue_commands
from tongbao.exchange.command import exchange_commands
from tongbao.last_build import ROOT
from tongbao.review.difference_text import STYLES
from tongbao.review.proposal import Request
from tongbao.review.reporters import REPORTERS

out_option = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "site",
    help="网站输出到哪个文件夹（默认 site）",
)  # fmt: skip


@click.command(
    help="只检查数据，列出全部问题；写了 --base 和 --actor 的，还看改动的人是否有权这样改。"
)
@data_option
@today_option
@click.option("--format", "style", type=click.Choice(list(REPORTERS)), default="text")
@click.option("--base", metavar="版本", help="改动要合并到哪个版本；谁有权改，依它的 accounts.yaml")
@click.option("--head", metavar="版本", help="改动的版本，检查它合并之后的数据（默认工作文件夹）")
@click.option("--actor", metavar="账号", help="谁提出改动：代码托管平台上的账号")
@click.option(
    "--summary", type=click.Path(path_type=Path, dir_okay=False),
    help="把全部问题另外写成 Markdown，加在这个文件后面",
)  # fmt: skip
def check(
    data: Path, today: date | None, style: str, summary: Path | None, **asked: str | None
) -> None:
    """Check the data, and who may change it so, and report everything that is wrong."""
    base, head, actor = asked["base"], asked["head"], asked["actor"]
    if (base is None) != (actor is None) or (base is None and head is not None):
        raise click.UsageError("--base 和 --actor 要一起写，--head 只同它们一起写")
    request = None if base is None or actor is None else Request(base, head, actor)
    raise SystemExit(commands.check(data, today, style, request, summary))


@click.command(help="合并会改变什么：记录、得分、名次、已印发的通报；不写 HEAD 就看工作区。")
@click.argument("base")
@click.argument("head", required=False)
@data_option
@today_option
@click.option("--format", "style", type=click.Choice(list(STYLES)), default="text")
def diff(base: str, head: str | None, data: Path, today: date | None, style: str) -> None:
    """Print what merging HEAD into BASE would change."""
    raise SystemExit(commands.diff(data, base, head, today, style))


@click.command(help="生成一条报送的审核表（PDF）：写编号，或写文件的路径。")
@click.argument("submission", metavar="报送")
@data_option
@click.option("--bureau", help="机关的文件夹名；几个机关有同一个编号时要写")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪个文件（默认当前文件夹里的 <名称>.pdf）",
)  # fmt: skip
def form(submission: str, data: Path, bureau: str | None, out: Path | None) -> None:
    """Write the review form of a submission."""
    raise SystemExit(commands.form(data, submission, bureau, out))


@click.command(help="核对网站：文件同 manifest.json 一致，由它写的数据版本重新生成也一样。")
@click.argument(
    "site", metavar="网站", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@data_option
def verify(site: Path, data: Path) -> None:
    """Compare a site with its manifest and with what the data gives."""
    raise SystemExit(commands.verify(site, data))


@click.command(help="在本机查看网站，数据一改就重新生成。")
@data_option
@out_option
@today_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口（默认 8000）")
def serve(data: Path, out: Path, today: date | None, port: int) -> None:
    """Serve the site on localhost and rebuild it on change."""
    raise SystemExit(commands.serve(data, out, today, port, Event()))


@click.command(help="由模型和登记表生成 docs 里的格式说明、CODEOWNERS 和议题表。")
@click.option("--check", "only_check", is_flag=True, help="只比较，不写文件")
def schema(only_check: bool) -> None:  # noqa: FBT001  # a command-line flag
    """Write the JSON Schema files and the format reference."""
    raise SystemExit(commands.schema(ROOT, only_check=only_check))


COMMANDS = (
    check,
    diff,
    form,
    verify,
    serve,
    schema,
    new_commands(ROOT / "data", commands.new),
    *issue_commands(ROOT / "data", commands.issue, commands.erratum),
    *exchange_commands(ROOT / "data", commands.inspect),
)
