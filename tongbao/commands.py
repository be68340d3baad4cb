"""What the commands of build.py do; each returns the exit code (0 well, 1 something is wrong)."""

import sys
import threading
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from tongbao.desk.answers import AnswerError
from tongbao.desk.erratum import ErratumOrder
from tongbao.desk.erratum import erratum as write_erratum
from tongbao.desk.issuing import IssueError, IssueOrder
from tongbao.desk.issuing import issue as issue_bulletin
from tongbao.desk.new import Order
from tongbao.desk.new import new as new_record
from tongbao.diagnostic import Diagnostic, has_errors, in_order
from tongbao.documents.audience import Audience
from tongbao.documents.forms.asked import NotFoundError, asked
from tongbao.documents.forms.review_form import NoFormError, review_form
from tongbao.making import font_uses, inspected, made_site, program_with, remade
from tongbao.manifest import (
    ManifestError,
)
from tongbao.pipeline import examine
from tongbao.progress import Progress, timing_table
from tongbao.publish import MARKER, PublishError, publish
from tongbao.reference import reference_files
from tongbao.render.pdf.faces import FontFileError, load_faces
from tongbao.render.pdf.forms import render_forms
from tongbao.render.pdf.process import MissingLibraryError, RenderError
from tongbao.render.site import INTERNAL_NOTE
from tongbao.review.authority import judge
from tongbao.review.comparison import compare
from tongbao.review.difference_text import STYLES
from tongbao.review.new_issues import unfounded
from tongbao.review.proposal import Request, opened
from tongbao.review.reporters import REPORTERS, as_text
from tongbao.review.summary import as_markdown
from tongbao.serve import rebuild_on_change, serving
from tongbao.source.history import last_change, provenance
from tongbao.source.revision import RevisionError, is_reached
from tongbao.source.scratch import sweep
from tongbao.verify import verify as verify_site

ROOT = Path(__file__).parents[1]
FONTS = ROOT / ".fonts"
SITE = ROOT / "site"
TEMPLATES = ROOT / "templates"


_NO_PLACE = "内部网站要另写输出的文件夹，如 --out ../neibu。网站没有生成。"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _progress() -> Progress:
    """Return what draws on a terminal, and is quiet in CI and in a pipe."""
    return Progress(sys.stderr if sys.stderr.isatty() else None)


def check(
    data: Path,
    today: date | None,
    style: str,
    request: Request | None = None,
    summary: Path | None = None,
) -> int:
    """Report everything that is wrong with the data, or with a proposal, on standard output.

    Where a file for a summary is named, the same is added to it as Markdown.
    """
    try:
        found = inspect(data, today) if request is None else _judge(data, today, request)
    except (FontFileError, RevisionError) as error:
        _say(f"{error}。")
        return 1
    report = REPORTERS[style](found)
    if report:
        sys.stdout.write(f"{report}\n")
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write(as_markdown(found))
    return 1 if has_errors(found) else 0


def _judge(data: Path, today: date | None, request: Request) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a proposal: its data, and who may change it so."""
    with opened(data, request, today) as proposal:
        if proposal.conflicts:
            return in_order(judge(proposal, ()))
        made = inspected(proposal.data, proposal.day, FONTS)
        scored = made.examined.bureaus
        found = [*made.diagnostics, *judge(proposal, [each.dataset for each in scored])]
        if made.examined.is_scored:
            is_merged = partial(is_reached, data, name=request.base)
            found.extend(unfounded(proposal.policy, scored, is_merged))
        return in_order(found)


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
    progress = _progress()
    audience = order.audience
    out = order.out or (None if audience.is_internal else SITE)
    if out is None or (audience.is_internal and _is_public_place(out)):
        _say(_NO_PLACE if out is None else f"{out} 是公开网站的文件夹，不能放内部资料。{_NO_PLACE}")
        return 1
    sweep()
    try:
        found = inspected(order.data, order.today, FONTS, progress)
        if found.diagnostics:
            _say(as_text(found.diagnostics))
        if has_errors(found.diagnostics):
            _say("网站没有重新生成。")
            return 1
        with progress.stage("读取数据的版本历史"):
            origin = provenance(order.data)
        made = made_site(found, audience, origin, progress)
        with progress.stage("写出网站"):
            publish(made.files, out)
    except (FontFileError, RenderError, PublishError) as error:
        _say(f"{error}。网站没有重新生成。")
        return 1
    if order.names_fonts:
        for use in font_uses(found.faces.values()):
            _say(f"字体　{use}")
    for remark in made.remarks:
        _say(f"提醒　{remark}。")
    if order.names_times:
        _say(timing_table(progress.timings))
    _say(f"已生成 {out}：{len(made.files)} 个文件。")
    if audience.is_internal:
        _say("内部网站含个人信息和不公开信息，请勿外传，不要放到公开的服务器上。")
    return 0


def _is_public_place(out: Path) -> bool:
    """Whether a folder is, or lies in, one that a public site was or will be written to."""
    place, site = out.resolve(), SITE.resolve()
    written = (place / MARKER).is_file() and not (place / INTERNAL_NOTE).is_file()
    return place == site or site in place.parents or written


def verify(site: Path, data: Path) -> int:
    """Say whether a site is what its manifest and the data's revision give."""
    try:
        verdict = verify_site(site, data, partial(program_with, FONTS), partial(remade, FONTS))
    except (ManifestError, MissingLibraryError) as error:
        _say(f"{error}。")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in verdict.lines))
    return 0 if verdict.is_sound else 1


def diff(data: Path, base: str, head: str | None, today: date | None, style: str) -> int:
    """Print what merging `head` into `base` would change; without `head`, what the folder does."""
    try:
        comparison = compare(data, base, head, today)
    except RevisionError as error:
        _say(f"{error}。")
        return 1
    sys.stdout.write(f"{STYLES[style](comparison)}\n")
    return 0


def form(data: Path, submission: str, bureau: str | None, out: Path | None) -> int:
    """Write the review form of a submission as a PDF, by default into the current folder."""
    examined = examine(data.resolve(), last_change(data))
    if not examined.is_sound:
        _say(as_text(examined.diagnostics))
        _say("没有生成审核表。")
        return 1
    datasets = [scored.dataset for scored in examined.bureaus]
    if submission.endswith(".yaml"):
        submission = str(Path(submission).resolve())
    try:
        dataset, name = asked(datasets, submission, bureau)
        faces = load_faces(FONTS, dataset.bureau.record.fonts)
        revision = str(provenance(data).revision)
        (content,) = render_forms([review_form(dataset, name)], faces, revision)
    except (NotFoundError, NoFormError, FontFileError, RenderError) as error:
        _say(f"{error}。没有生成审核表。")
        return 1
    target = out or Path(f"{name.rpartition('/')[2]}.pdf")
    try:
        target.write_bytes(content)
    except OSError as error:
        _say(f"{target} 写不了（{error.strerror}）。没有生成审核表。")
        return 1
    _say(f"已生成 {target}。含个人信息，仅供内部使用。")
    return 0


def inspect(data: Path, today: date | None) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a data folder, down to its documents.

    Raises:
        FontFileError: a font is missing.
    """
    return inspected(data, today, FONTS, _progress()).diagnostics


def new(order: Order) -> int:
    """Write a new record and report what is wrong with it."""
    try:
        return new_record(order, inspect)
    except AnswerError as error:
        _say(f"{str(error).removesuffix('。')}。没有写文件。")
    except FontFileError as error:
        _say(f"{error}。版面没有检查。")
    return 1


def issue(order: IssueOrder) -> int:
    """Freeze a bulletin under its number."""
    try:
        return issue_bulletin(order, partial(load_faces, FONTS), inspect)
    except (IssueError, FontFileError, RenderError) as error:
        _say(f"{error}。没有印发。")
        return 1


def erratum(order: ErratumOrder) -> int:
    """Write the draft of an erratum."""
    try:
        return write_erratum(order, inspect)
    except (IssueError, FontFileError) as error:
        _say(f"{error}。没有写更正通报。")
        return 1


def serve(data: Path, out: Path, today: date | None, port: int, stop: threading.Event) -> int:
    """Build, serve on localhost and build again on every change, until `stop` is set."""
    build(BuildOrder(data, out, today))
    try:
        server = serving(out, port)
    except OSError as error:
        _say(f"端口 {port} 用不了（{error.strerror}），请用 --port 换一个。")
        return 1
    _say(f"在浏览器里打开 http://127.0.0.1:{server.server_port}/ ，按 Ctrl+C 结束。")

    def rebuild() -> None:
        build(BuildOrder(data, out, today, names_fonts=False))

    try:
        rebuild_on_change((data, TEMPLATES), rebuild, stop)
    except KeyboardInterrupt:
        _say("")
    finally:
        server.shutdown()
        server.server_close()
    return 0


def schema(root: Path, *, only_check: bool) -> int:
    """Write the reference that follows from the models, or say which file is behind it."""
    stale = {
        path: text
        for path, text in reference_files(root).items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        _say(f"{'已过时' if only_check else '已更新'}：{path}")
        if not only_check:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return 1 if stale and only_check else 0
