"""A new record from the answers to a file in its place, checked at once with everything else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from tongbao.desk.answers import Answers, Choices
from tongbao.desk.asking import Desk
from tongbao.desk.draft import Draft
from tongbao.desk.makings import MAKINGS, Making
from tongbao.desk.places import from_here
from tongbao.diagnostic import Diagnostic, has_errors
from tongbao.pipeline import examine
from tongbao.review.reporters import as_text
from tongbao.source.dataset import Dataset

Inspect = Callable[[Path, date], tuple[Diagnostic, ...]]
"""Everything that is wrong with a data folder, looked at on a day."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the kind's name, where, on which day, the options that were given."""

    making: str
    data: Path
    bureau: str | None
    today: date
    given: Mapping[str, object]


def new(order: Order, inspect: Inspect) -> int:
    """Make a record, write it and say what is wrong with it; 1 if anything is, else 0.

    Raises:
        AnswerError: an answer is missing or can't be taken; nothing is written.
    """
    making = next(making for making in MAKINGS if making.name == order.making)
    before = examine(order.data.resolve(), order.today)
    datasets = [scored.dataset for scored in before.bureaus]
    if not datasets:
        click.echo(as_text(before.diagnostics), err=True)
        return 1
    answers = Answers(order.given, required=making.required)
    dataset = _bureau(datasets, order.bureau)
    draft = making.compose(Desk(dataset, order.today, answers))
    path = order.data / dataset.id / Path(*draft.steps)
    if not written(path, draft.content):
        return 1
    click.echo(f"已写好 {from_here(path)}")
    after = inspect(order.data, order.today)
    return _report(making, draft, set(before.diagnostics), after)


def _bureau(datasets: Sequence[Dataset], name: str | None) -> Dataset:
    known = {dataset.id: dataset.bureau.record.name for dataset in datasets}
    answers = Answers(
        {"bureau": name or (datasets[0].id if len(datasets) == 1 else "")}, required=()
    )
    chosen = answers.choice("bureau", Choices("发文机关", known))
    return next(dataset for dataset in datasets if dataset.id == chosen)


def written(path: Path, content: str) -> bool:
    """Write a file that is not there yet, or say why that can't be; whether it was written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError:
        click.echo(f"{from_here(path)} 已经有了，没有覆盖。改那个文件，或换一个名字。", err=True)
        return False
    except OSError as error:
        click.echo(f"{from_here(path)} 写不了（{error.strerror}）。", err=True)
        return False
    return True


def _report(
    making: Making, draft: Draft, before: set[Diagnostic], after: Sequence[Diagnostic]
) -> int:
    """Print what the new record brought about, and how much was wrong already."""
    found = tuple(diagnostic for diagnostic in after if diagnostic not in before)
    old = len(after) - len(found)
    click.echo(as_text(found), err=bool(found))
    if old:
        click.echo(f"另有原来就有的 {old} 处，运行 make check 查看。", err=True)
    if has_errors(found):
        click.echo(f"{making.title}已写在上面的文件里：照“改法”改好，再运行 make check。", err=True)
        return 1
    if draft.kind == "submissions":
        click.echo("涉密信息严禁录入。")
    return 0
