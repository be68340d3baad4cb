"""What the command line says by itself, in Chinese: help pages, and what is wrong with a call."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

import click

from tongbao.documents.words import enumerated
from tongbao.progress import terminal_columns

_HEADINGS = {
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Positional arguments": "参数",
}
_VALUES: Mapping[str, str] = {
    "TEXT": "文字",
    "DIRECTORY": "文件夹",
    "FILE": "文件",
    "PATH": "路径",
    "INTEGER": "数字",
    "INTEGER RANGE": "数字",
    "[%Y-%m-%d]": "年-月-日",
}
_VALUE = re.compile(rf" ({'|'.join(map(re.escape, sorted(_VALUES, key=len, reverse=True)))})$")
_REQUIRED = re.compile(r"\s*\[required\]$")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<found>.*)\)", re.DOTALL)
_HAN = re.compile(r"[\u4e00-\u9fff]")


class _Pages(click.HelpFormatter):
    """Writes help pages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        # The library's own columns take a Chinese character for as narrow as a Latin one.
        found = [_row(*row) for row in rows]
        width = min(col_max, max(terminal_columns(option) for option, _ in found))
        for option, text in found:
            blank = " " * (max(0, width - terminal_columns(option)) + col_spacing)
            self.write(f"{'':{self.current_indent}}{option}{blank}{text}\n")


def _row(option: str, text: str) -> tuple[str, str]:
    return (
        _VALUE.sub(lambda found: f" {_VALUES[found[1]]}", option),
        _REQUIRED.sub("（必写）", text),
    )


class _Context(click.Context):
    formatter_class = _Pages


class _RefusedCallError(click.UsageError):
    """A call that can't be understood, and what to write instead."""

    def show(self, file: IO[Any] | None = None) -> None:
        lines = [f"错误：{self.message}。"]
        if self.ctx is not None:
            lines.insert(0, self.ctx.get_usage())
            lines.append(f"怎样写，看 {self.ctx.command_path} --help。")
        click.echo("\n".join(lines), file=file, err=file is None)


class Commands(click.Group):
    """The group of all commands."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  # as the library has it
    ) -> click.Context:
        """Read the options before the command."""
        with _speaking():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as the library has it
        """Read the command with its options, and run it."""
        with _speaking():
            return super().invoke(ctx)


@contextmanager
def _speaking() -> Iterator[None]:
    try:
        yield
    except (_RefusedCallError, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        raise _RefusedCallError(_words(error).rstrip("。"), error.ctx) from error
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("\n已中止。", err=True)
        raise click.exceptions.Exit(1) from None


def in_chinese(command: click.Command) -> None:
    """Let a command, and those below it, write their help pages in Chinese."""
    command.context_class = _Context
    command.options_metavar = "[选项]"
    command.add_help_option = False
    command.params.append(
        click.Option(
            ["--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_help,
            help="显示这份说明",
        )
    )
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 [参数]"
        for each in command.commands.values():
            in_chinese(each)


def _help(context: click.Context, _: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001
    if is_asked and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def _words(error: click.UsageError) -> str:
    """Say what is wrong; what the program itself raised stays as it is."""
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_near(error.possibilities)}"
        case click.MissingParameter():
            kind = "选项" if isinstance(error.param, click.Option) else "参数"
            return f"缺少{kind} {_name(error)}"
        case click.BadParameter():
            return f"{_name(error)} {_expected(error)}"
        case click.BadOptionUsage():
            has_value = "does not take a value" in error.message
            return f"选项 {error.option_name} 后面{'不' if has_value else '要'}写内容"
    # Older versions of the library have no class of its own for it.
    command = getattr(error, "command_name", None)
    if command is not None:
        return f"没有命令 {command}{_near(getattr(error, 'possibilities', None))}"
    extra = _EXTRA.fullmatch(error.message)
    return f"多写了 {extra['found']}" if extra else error.format_message()


def _near(possible: Sequence[str] | None) -> str:
    return f"；是不是 {enumerated(sorted(possible))}" if possible else ""


def _name(error: click.BadParameter) -> str:
    """Return what an option or argument is called on the command line."""
    if isinstance(error.param_hint, str):
        return error.param_hint
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.human_readable_name if error.param is not None else ""


def _expected(error: click.BadParameter) -> str:
    if _HAN.search(error.message):
        return error.message
    match error.param.type if error.param is not None else None:
        case click.Choice() as choice:
            return f"应为 {enumerated(str(each) for each in choice.choices)} 之一"
        case click.DateTime():
            return "日期写作 2021-04-08"
        case click.IntRange() as numbers:
            return f"应为 {numbers.min} 到 {numbers.max} 的整数"
        case click.Path() as path:
            kind = "文件" if path.file_okay else "文件夹"
            return f"要写已有的{kind}" if path.exists else f"要写{kind}"
    return error.message
