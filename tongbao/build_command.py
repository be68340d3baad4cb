"""What the build does, where there is work: checks, scores, renders, publishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao import last_build
from tongbao.building import Site, build_into
from tongbao.diagnostic import has_errors
from tongbao.documents.audience import Audience
from tongbao.last_build import (
    ROOT,
    SITE,
    Origin,
    inputs_of,
    is_code_changed,
    program_stamp,
    read_last_build,
    write_last_build,
)
from tongbao.making import font_uses, inspected
from tongbao.progress import Progress, say, terminal_progress, timing_table
from tongbao.publish import MARKER, PublishError, folders_of, publishing
from tongbao.render.pdf.faces import FontFileError
from tongbao.render.pdf.process import RenderError
from tongbao.render.site import INTERNAL_NOTE
from tongbao.review.reporters import as_text
from tongbao.source.history import provenance
from tongbao.source.parsed import Reading
from tongbao.source.scratch import sweep
from tongbao.spread import KilledError, usable_cores

FONTS = ROOT / ".fonts"
_CLOSED = "内部网站含个人信息和不公开信息，请勿外传，不要放到公开的服务器上。"
_NO_PLACE = "内部网站要另写输出的文件夹，如 --out ../neibu。网站没有生成。"


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What to build a site from, and what to say of it.

    The public site goes to `SITE` unless `out` says otherwise; an internal one only where `out`
    says, and never where a public one stands. `names_times` adds what each stage took.
    """

    data: Path
    out: Path | None
    today: date | None
    audience: Audience = Audience.PUBLIC
    names_fonts: bool = True
    names_times: bool = False


def build(order: BuildOrder) -> int:
    """Publish the site if the data has no error; otherwise report, and leave the site alone."""
    out = _place_of(order)
    if out is None:
        return 1
    sweep()
    try:
        return _build(order, out, terminal_progress())
    except (FontFileError, RenderError, PublishError) as error:
        say(f"{error}。网站没有重新生成。")
    except KilledError:
        say("生成网页的进程中途被系统结束，多半是内存不够。网站没有重新生成。")
    return 1


def _place_of(order: BuildOrder) -> Path | None:
    """Return where the site goes; None, and say why, where it may not."""
    is_internal = order.audience.is_internal
    out = order.out or (None if is_internal else SITE)
    if out is None:
        say(_NO_PLACE)
    elif is_internal and _is_public_place(out):
        say(f"{out} 是公开网站的文件夹，不能放内部资料。{_NO_PLACE}")
        return None
    return out


def _build(order: BuildOrder, out: Path, progress: Progress) -> int:
    if is_code_changed():
        say("程序在启动之后更新过，请重新运行（serve 先按 Ctrl+C 结束）。网站没有重新生成。")
        return 1
    # First of all: what changes from here on is work for the next build.
    made_with = program_stamp()
    inputs = inputs_of(order.data, out, str(order.today), order.audience.value)
    reading = Reading(last_build.CACHE, made_with, usable_cores())
    found = inspected(order.data, order.today, FONTS, progress, reading)
    remarks = [as_text(found.diagnostics)] if found.diagnostics else []
    _say_all(remarks)
    if has_errors(found.diagnostics):
        say("网站没有重新生成。")
        return 1
    with progress.stage("读取数据的版本历史"):
        site = Site(found, order.audience, provenance(order.data))
    with progress.stage("写出网站"), publishing(out) as tree:
        built = build_into(tree, site, read_last_build(out), usable_cores(), progress)
        with progress.stage("记下这次生成"):
            told = (*remarks, *built.remarks, *([_CLOSED] if order.audience.is_internal else []))
            # A template may have been another for some of the pages.
            is_certain = program_stamp() == made_with
            origin = Origin(inputs, built.program, told) if is_certain else Origin("", "", told)
            write_last_build(out, origin, built.files, (MARKER, *folders_of(built.files)))
    if order.names_fonts:
        _say_all(f"字体　{use}" for use in font_uses(found.faces.values()))
    _say_all(built.remarks)
    if order.names_times:
        say(timing_table(progress.timings))
    taken_over = len(built.files) - len(built.made) - 1
    unchanged = f"，其中 {taken_over} 个没有变化" if taken_over else ""
    say(f"已生成 {out}：{len(built.files)} 个文件{unchanged}。")
    if order.audience.is_internal:
        say(_CLOSED)
    return 0


def _say_all(texts: Iterable[str]) -> None:
    for text in texts:
        say(text)


def _is_public_place(out: Path) -> bool:
    """Whether a folder is, or lies in, one that a public site was or will be written to."""
    place, site = out.resolve(), SITE.resolve()
    written = (place / MARKER).is_file() and not (place / INTERNAL_NOTE).is_file()
    return place == site or site in place.parents or written
