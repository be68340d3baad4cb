"""What the command line says by itself: Chinese on every help page and for every slip in a call."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tongbao.command_line import main
from tongbao.desk.command_words import Commands, in_chinese

SIGNS = re.compile(r"--[a-z]+|\[[a-z0-9|]+\]|`[^`]*`")
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|error|try|show|message|exit|required|default|missing"
    r"|invalid|value|such|unexpected|extra|choose|text|directory|file|integer|path|range|no|is|not)\b",
    re.IGNORECASE,
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="build.py")


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from paths(each, (*path, name))


@pytest.mark.parametrize("path", list(paths(main)), ids=" ".join)
def test_no_help_page_has_a_word_of_the_library(path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"用法：{' '.join(('build.py', *path))} [选项]")
    assert "  --help" in result.output
    assert "显示这份说明" in result.output
    said = SIGNS.sub("", result.output.replace("build.py", ""))
    assert ENGLISH.findall(said) == []


def test_a_help_page_stands_in_columns_and_says_what_must_be_written() -> None:
    """A Chinese character is as wide as two others; the widest option is --today 年-月-日."""
    assert (
        run("issue", "--help").output
        == """\
用法：build.py issue [选项] 机关 通报

  印发通报：写上字号和成文日期，定稿；从此这期通报不再随数据变化。

选项：
  --date 年-月-日   成文日期（默认照草稿）
  --data 文件夹     数据文件夹（默认 data）
  --today 年-月-日  今天的日期（默认数据最后一次提交的日期）
  --number 文字     发文字号，或只写序号：28 即本机关当年的28号（必写）
  --help            显示这份说明
"""
    )


USAGE = "用法：build.py issue [选项] 机关 通报\n"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("isue", "没有命令 isue；是不是 issue"),
        ("x", "没有命令 x"),
        ("--hlp", "没有选项 --hlp；是不是 --help"),
        ("issue", "缺少参数 机关"),
        ("issue a", "缺少参数 通报"),
        ("issue a b", "缺少选项 --number"),
        ("issue a b c --number 1", "多写了 c"),
        ("issue a b --numbr 1", "没有选项 --numbr；是不是 --number"),
        ("issue a b --number", "选项 --number 后面要写内容"),
        ("issue a b --number 1 --date 4.8", "--date 日期写作 2021-04-08"),
        ("build --verbose=1", "选项 --verbose 后面不写内容"),
        ("check --format x", "--format 应为 text、json、github 之一"),
        ("check --today 4.8", "--today 日期写作 2021-04-08"),
        ("check --data README.md", "--data 要写文件夹"),
        ("check --summary tests", "--summary 要写文件"),
        ("check --base x", "--base 和 --actor 要一起写，--head 只同它们一起写"),
        ("verify nowhere", "网站 要写已有的文件夹"),
        ("serve --port x", "--port 应为 0 到 65535 的整数"),
        ("serve --port 99999", "--port 应为 0 到 65535 的整数"),
        ("export --period x", "--period 月写 2021-01，季写 2021-q1，年写 2021"),
        ("new x", "没有命令 x"),
    ],
)
def test_a_slip_in_a_call(
    call: str, said: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    result = run(*call.split())
    assert result.exit_code == 2
    assert f"错误：{said}。\n" in result.stderr
    assert result.stdout == ""
    assert ENGLISH.findall(SIGNS.sub("", result.stderr.replace(said, ""))) == []


def test_it_says_how_the_command_is_written_and_where_more_stands() -> None:
    assert (
        run("issue").stderr == f"{USAGE}错误：缺少参数 机关。\n怎样写，看 build.py issue --help。\n"
    )


def test_a_group_without_a_command_shows_its_commands() -> None:
    result = run("new")
    assert result.exit_code == 2
    assert result.output == run("new", "--help").output


@pytest.mark.parametrize("reason", [KeyboardInterrupt, EOFError, click.Abort])
def test_who_stops_it_is_told_so(reason: type[BaseException]) -> None:
    group = Commands("some")

    @group.command()
    def stopped() -> None:
        raise reason

    in_chinese(group)
    result = CliRunner().invoke(group, ["stopped"])
    assert (result.exit_code, result.stderr) == (1, "\n已中止。\n")
