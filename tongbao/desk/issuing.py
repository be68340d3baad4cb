"""To issue a bulletin (印发): it gets its number and its date, and is frozen as it is then."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from tongbao.checks import check
from tongbao.desk.places import from_here
from tongbao.diagnostic import Diagnostic, has_errors
from tongbao.documents.composing import composed
from tongbao.documents.correction_table import CorrectionTable
from tongbao.documents.freezing import Origin, frozen
from tongbao.documents.issued import Issued, MadeFrom, Printed, written
from tongbao.manifest import this_program
from tongbao.model.bulletin import Bulletin
from tongbao.model.bureau import Fonts
from tongbao.pipeline import Examined, examine
from tongbao.render.pdf.document import render_bulletins
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import library_versions
from tongbao.review.reporters import as_text
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.folder import ISSUED, walk
from tongbao.source.history import last_change, provenance
from tongbao.source.load import KINDS, read_text
from tongbao.source.nodes import locate
from tongbao.source.text import decode

FacesOf = Callable[[Fonts], Faces]
Inspect = Callable[[Path, date | None], tuple[Diagnostic, ...]]

_ONLY_TEXT = """\
提醒　这份更正通报只更正文字：得分、名次和条目同印发的一样，附件的两张表里各印一句没有变化。
　　　它照样编号定稿，原通报照样标明“已更正”。本来要改记录的，恢复 bulletin.md，删去 issued.json，
　　　先改记录，再定稿。"""


class IssueError(Exception):
    """A bulletin can't be issued or corrected; the message (Chinese) says why and what to do."""


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """What is to be issued: the data folder, bureau and bulletin, its number, its date.

    `number` is the serial alone or the whole document number; without `dated` the draft's holds.
    """

    data: Path
    bureau: str
    bulletin: str
    number: str
    dated: date | None
    today: date | None


def issue(order: IssueOrder, faces_of: FacesOf, inspect: Inspect) -> int:
    """Freeze a bulletin, write its number into it, and say what is wrong then; 1 if anything is.

    Raises:
        IssueError: it can't be issued; nothing is written.
        FontFileError: a font is missing.
        RenderError: its PDF can't be made.
    """
    data = order.data.resolve()
    source = provenance(data).revision
    if not source.commit or source.is_dirty:
        raise IssueError(
            "数据里还有未提交的改动：先提交、合并，再印发，定稿才写得明依据的是哪个版本"
            if source.commit
            else "数据不在 git 仓库里，或从没有提交过：定稿要写明依据的数据版本，先提交"
        )
    examined = examine(data, order.today or last_change(data))
    if not examined.is_sound:
        click.echo(as_text(examined.diagnostics), err=True)
        raise IssueError("数据有错误，先改好")
    scored = bureau_of(examined, order.bureau)
    draft = bulletin_of(scored.dataset, order.bulletin)
    entry = _numbered(scored.dataset, draft, order)
    _refuse_new_faults(scored, entry)
    scored = _with(scored, entry)
    path = data.parent / entry.path
    text = _with_number(path.read_bytes().decode(), draft, entry.record)
    _refuse_other_record(text, entry)
    issued = frozen(scored, entry, _origin(scored, entry, data, source.commit, faces_of))
    if entry.record.corrects is not None and not _corrects_figures(issued):
        click.echo(_ONLY_TEXT, err=True)
    _put_both(path, text.encode(), written(issued))
    click.echo(f"已定稿 {entry.record.number}：{from_here(path.with_name(ISSUED))}")
    click.echo(f"PDF 的 SHA-256 {issued.printed.sha256}")
    found = inspect(order.data, order.today)
    click.echo(as_text(found), err=bool(found))
    if has_errors(found):
        click.echo("定稿已写好，数据还有错误：改好再提交。", err=True)
        return 1
    click.echo("核对以后，把这两个文件提交、合并：从此这期通报只照定稿生成。")
    return 0


def bureau_of(examined: Examined, name: str) -> Scored:
    """Return a bureau of data whose points are all known.

    Raises:
        IssueError: there is no such bureau, or the data has errors.
    """
    if not examined.is_scored:
        click.echo(as_text(examined.diagnostics), err=True)
        raise IssueError("数据有错误，先改好")
    bureaus = {scored.dataset.id: scored for scored in examined.bureaus}
    if name not in bureaus:
        raise IssueError(f"没有机关 {name}，有的是 {'、'.join(bureaus)}")
    return bureaus[name]


def bulletin_of(dataset: Dataset, name: str) -> Entry[Bulletin]:
    """Return a bulletin.

    Raises:
        IssueError: there is no such bulletin.
    """
    if name not in dataset.bulletins:
        known = "、".join(dataset.bulletins) or "现在没有"
        raise IssueError(f"没有通报 {name}，有的是 {known}")
    return dataset.bulletins[name]


def _numbered(dataset: Dataset, draft: Entry[Bulletin], order: IssueOrder) -> Entry[Bulletin]:
    """Return the bulletin with its number and date."""
    if draft.record.number is not None:
        raise IssueError(
            f"{draft.record.number} 已经有字号，不能再印发；要更正的，"
            f"运行 build.py erratum {dataset.id} {draft.id}"
        )
    day = order.dated or draft.record.date
    number = order.number
    if number.isdecimal():
        number = f"{dataset.bureau.record.number_prefix}〔{day.year}〕{number}号"
    return replace(draft, record=draft.record.model_copy(update={"number": number, "date": day}))


def _with(scored: Scored, entry: Entry[Bulletin]) -> Scored:
    bulletins: Mapping[str, Entry[Bulletin]] = {**scored.dataset.bulletins, entry.id: entry}
    return replace(scored, dataset=replace(scored.dataset, bulletins=bulletins))


def _refuse_new_faults(scored: Scored, entry: Entry[Bulletin]) -> None:
    """Refuse a number or a date with which the checks find more than before."""
    before = set(check(scored.dataset, scored.today))
    after = check(_with(scored, entry).dataset, scored.today)
    found = tuple(problem for problem in after if problem.is_error and problem not in before)
    if found:
        click.echo(as_text(found), err=True)
        raise IssueError("字号或成文日期不能这样写")


def _refuse_other_record(text: str, entry: Entry[Bulletin]) -> None:
    """Refuse a file into which number and date can't be written line by line."""
    plain, _ = decode(text.encode(), entry.path)
    found, _ = read_text(plain or "", entry.path, KINDS["bulletins"], entry.id)
    if found is None or found.record != entry.record:
        raise IssueError(
            f"{entry.path} 的文件头里，date、period 要各写一行，如 date: 2021-04-08，字号才写得进去"
        )


def _origin(
    scored: Scored, entry: Entry[Bulletin], data: Path, revision: str, faces_of: FacesOf
) -> Origin:
    """Return what the frozen record is made from, with the digest of the PDF it stands for."""
    dataset = scored.dataset
    document = replace(composed(dataset, scored.ledger, entry), revision=revision)
    faces = faces_of(dataset.bureau.record.fonts)
    (pdf,) = render_bulletins([document], faces)
    made_by = this_program(faces.digests, library_versions())
    return Origin(
        MadeFrom(
            revision,
            scored.today or entry.record.date,
            _digest_of_folder(data / dataset.id, f"{data.name}/{dataset.id}"),
            {book.id: book.digest for book in dataset.rulebooks_in(entry.record.period)},
            made_by.version,
        ),
        Printed(_digest_of(pdf), {"program": made_by.sha256, **made_by.libraries, **made_by.fonts}),
    )


def _digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of_folder(folder: Path, shown: str) -> str:
    """Return a digest of a bureau's files: of what `sha256sum` prints of them, sorted by path."""
    files, _ = walk(folder, shown)
    in_order = sorted(files, key=lambda file: file.path)
    lines = (f"{_digest_of(file.location.read_bytes())}  {file.path}\n" for file in in_order)
    return _digest_of("".join(lines).encode())


def _with_number(text: str, draft: Entry[Bulletin], record: Bulletin) -> str:
    """Return the text of bulletin.md with number and date; every other line stays as it is."""
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    lines[_line(draft, "date")] = f"date: {record.date}{end}"
    lines.insert(_line(draft, "period"), f"number: {record.number}{end}")
    return "\n".join(lines)


def _line(entry: Entry[Bulletin], field: str) -> int:
    """Return the index of the line that a field's name stands on."""
    return locate(entry.tree, (field,), key=True).line - 1


def _corrects_figures(issued: Issued) -> bool:
    tables = (table.content for table in issued.document.annex.tables)
    return any(isinstance(table, CorrectionTable) and table.places for table in tables)


def _put_both(path: Path, text: bytes, record: bytes) -> None:
    """Write the bulletin and its frozen record, or neither."""
    beside = path.with_name(ISSUED)
    _put(beside, record)
    try:
        _put(path, text)
    except IssueError:
        beside.unlink(missing_ok=True)
        raise


def _put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(content)
        os.replace(fresh, path)  # noqa: PTH105  # Path.replace says nothing else
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise IssueError(f"{from_here(path)} 写不了（{error.strerror}）") from error
