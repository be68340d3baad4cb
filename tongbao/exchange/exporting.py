"""The `export` command: the register, scores and awards of a bureau to a workbook."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from tongbao.documents.audience import Audience
from tongbao.documents.pages.source import PageSource
from tongbao.documents.register.sheets import workbook_view
from tongbao.exchange.bureau import BureauError, chosen
from tongbao.model.period import Period
from tongbao.pipeline import examine
from tongbao.render.workbook import xlsx
from tongbao.review.reporters import as_text
from tongbao.source.history import last_change


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be exported: whose records, of which period (None: all), for whom, to where."""

    data: Path
    bureau: str | None
    period: Period | None
    audience: Audience
    out: Path | None
    today: date | None


def export_register(order: Selection) -> int:
    """Write the workbook, by default into the current folder; 1 if it can't be, else 0."""
    data = order.data.resolve()
    examined = examine(data, order.today or last_change(data))
    if not examined.is_sound:
        click.echo(f"{as_text(examined.diagnostics)}\n没有导出。", err=True)
        return 1
    try:
        scored = chosen(examined.bureaus, order.bureau)
    except BureauError as error:
        click.echo(f"{error}。没有导出。", err=True)
        return 1
    source = PageSource(scored, examined.data_date, order.audience)
    content = xlsx(workbook_view(source, order.period))
    out = order.out or Path(f"{scored.dataset.id}{f'-{order.period}' if order.period else ''}.xlsx")
    try:
        out.write_bytes(content)
    except OSError as error:
        click.echo(f"{out} 写不了（{error.strerror}）。没有导出。", err=True)
        return 1
    click.echo(f"已导出 {out}。", err=True)
    if order.audience.is_internal:
        click.echo("含个人信息和不公开信息，仅供内部使用，请勿外传。", err=True)
    return 0
