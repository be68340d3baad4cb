"""The `import` command: a register read, planned, tried out and reported; written if asked for."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import click

from tongbao.diagnostic import Diagnostic, has_errors
from tongbao.exchange.bureau import BureauError, chosen
from tongbao.exchange.heads import HeadError
from tongbao.exchange.plan import DrawName, Plan, plan
from tongbao.exchange.planned import Planned
from tongbao.exchange.refusal import Refusal
from tongbao.exchange.trial import WriteError, tried, write
from tongbao.model.naming import drawn
from tongbao.model.register_map import RegisterMap
from tongbao.pipeline import examine
from tongbao.render.pdf.faces import FontFileError
from tongbao.review.reporters import as_text, printable
from tongbao.source import strict_yaml
from tongbao.source.dataset import Dataset
from tongbao.source.fields import read_record
from tongbao.source.folder import MAX_BYTES
from tongbao.source.history import last_change
from tongbao.source.nodes import MapNode
from tongbao.source.package import WorkbookError
from tongbao.source.text import decode
from tongbao.source.workbook import read_grid

Inspect = Callable[[Path, date | None], tuple[Diagnostic, ...]]
"""Everything that is wrong with a data folder, looked at on a day."""

_KINDS = {"submissions": "报送", "adoptions": "采用", "instructions": "批示"}


@dataclass(frozen=True, slots=True)
class Register:
    """What is to be imported: the workbook and how to read it, into which bureau's records."""

    workbook: Path
    map: Path
    data: Path
    bureau: str | None
    today: date | None


class MapError(Exception):
    """The map can't be used; the message (Chinese) says what is wrong with it."""


def import_register(order: Register, inspect: Inspect, *, writes: bool) -> int:
    """Report what importing a register comes to, and write it if asked and nothing is refused.

    Returns 1 if anything is refused, else 0.
    """
    try:
        return _import(order, inspect, writes=writes)
    except (BureauError, FontFileError, HeadError, MapError, WorkbookError, WriteError) as error:
        for line in f"{error}。没有导入。".split("\n"):
            click.echo(printable(line), err=True)
        return 1


def _import(order: Register, inspect: Inspect, *, writes: bool) -> int:
    data = order.data.resolve()
    today = order.today or last_change(data)
    before = examine(data, today)
    if not before.is_sound:
        click.echo(as_text(before.diagnostics), err=True)
        raise BureauError("现有的数据有错误，先改正再导入")
    dataset = chosen(before.bureaus, order.bureau).dataset
    given = _map(order.map, dataset)
    grid = read_grid(order.workbook, given.sheet)
    planned = plan(dataset, grid, given, _names(order.workbook))
    refusals, found = tried(
        data, dataset.id, planned.new, lambda copy: inspect(copy, before.data_date)
    )
    rest = tuple(each for each in found if each not in before.diagnostics)
    refusals = tuple(sorted({*planned.refusals, *refusals}))
    for line in _report(planned, refusals):
        click.echo(printable(line))
    if rest:
        click.echo(as_text(rest))
    if refusals or has_errors(rest):
        click.echo("没有写入：改正上面的各处，再运行一次。", err=True)
        return 1
    if writes:
        write(data / dataset.id, planned.new)
    click.echo(_closing(planned.new, writes=writes))
    return 0


def _map(path: Path, dataset: Dataset) -> RegisterMap:
    """Return the map, its outlets and units looked up.

    Raises:
        MapError: it can't be read, or names what is not registered.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise MapError(f"{path} 读不出（{error.strerror}）") from error
    if len(raw) > MAX_BYTES:
        raise MapError(f"{path} 超过 64 KiB")
    text, diagnostics = decode(raw, str(path))
    found = None
    if text is not None:
        root, diagnostics = strict_yaml.parse(text, str(path))
        slip = strict_yaml.likely_slip(text, str(path)) if not isinstance(root, MapNode) else None
        if slip is not None:
            diagnostics = [slip]
        elif root is not None and not diagnostics:
            found, diagnostics = read_record(root, RegisterMap)
    if found is None or diagnostics:
        raise MapError(f"{as_text(diagnostics)}\n对照文件 {path} 要先改正")
    outlets = {*(each.outlet for each in found.outlets), *found.words.outlets.values()}
    unknown = [
        *sorted(outlets - dataset.outlet_by_id.keys()),
        *sorted(set(found.words.units.values()) - dataset.units.keys()),
    ]
    if unknown:
        raise MapError(f"对照文件 {path} 里的编号没有登记：{'、'.join(unknown)}")
    return found


def _names(workbook: Path) -> DrawName:
    """Draw names that follow from the whole file: a dry run and the writing have the same ones."""
    digest = hashlib.sha256(workbook.read_bytes()).hexdigest()

    def draw(address: str) -> str:
        return drawn(Random(f"{digest} {address}").choice)  # noqa: S311  # no secret

    return draw


def _report(planned: Plan, refusals: Sequence[Refusal]) -> Iterator[str]:
    for record in planned.new:
        yield f"{record.row.address('title')} → {record.path}　{record.shown}"
    for refusal in refusals:
        yield from str(refusal).split("\n")
    counts = "、".join(f"{name}{count}条" for name, count in _counted(planned.new))
    yield (
        f"新的：{counts}；已有的{planned.known}条，跳过{planned.skipped}行，"
        f"不能导入的{len({refusal.row for refusal in refusals})}行（{len(refusals)}处）。"
    )


def _counted(new: Sequence[Planned]) -> Iterator[tuple[str, int]]:
    for kind, name in _KINDS.items():
        yield name, sum(record.kind == kind for record in new)


def _closing(new: Sequence[Planned], *, writes: bool) -> str:
    if not new:
        return "没有新的记录。"
    if writes:
        return f"已写入 {len(new)} 个文件。涉密信息严禁录入。"
    return "这是试运行，什么也没有写。核对无误后，加 --write 再运行一次。"
