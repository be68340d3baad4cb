"""What the commands but the build do; each returns the exit code (0 well, 1 something is wrong)."""

import sys
import threading
from datetime import date
from functools import partial
from pathlib import Path

from tongbao.build_command import FONTS, BuildOrder, build
from tongbao.desk.answers import AnswerError
from tongbao.desk.erratum import ErratumOrder
from tongbao.desk.erratum import erratum as write_erratum
from tongbao.desk.issuing import IssueError, IssueOrder
from tongbao.desk.issuing import issue as issue_bulletin
from tongbao.desk.new import Order
from tongbao.desk.new import new as new_record
from tongbao.diagnostic import Diagnostic, has_errors, in_order
from tongbao.documents.forms.asked import NotFoundError, asked
from tongbao.documents.forms.review_form import NoFormError, review_form
from tongbao.last_build import ROOT
from tongbao.making import inspected, program_with, remade
from tongbao.manifest import ManifestError
from tongbao.pipeline import examine
from tongbao.progress import say, terminal_progress
from tongbao.reference import reference_files
from tongbao.render.pdf.faces import FontFileError, load_faces
from tongbao.render.pdf.forms import render_forms
from tongbao.render.pdf.process import MissingLibraryError, RenderError
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
from tongbao.verify import verify as verify_site

TEMPLATES = ROOT / "templates"


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
        say(f"{error}。")
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


def verify(site: Path, data: Path) -> int:
    """Say whether a site is what its manifest and the data's revision give."""
    try:
        verdict = verify_site(site, data, partial(program_with, FONTS), partial(remade, FONTS))
    except (ManifestError, MissingLibraryError) as error:
        say(f"{error}。")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in verdict.lines))
    return 0 if verdict.is_sound else 1


def diff(data: Path, base: str, head: str | None, today: date | None, style: str) -> int:
    """Print what merging `head` into `base` would change; without `head`, what the folder does."""
    try:
        comparison = compare(data, base, head, today)
    except RevisionError as error:
        say(f"{error}。")
        return 1
    sys.stdout.write(f"{STYLES[style](comparison)}\n")
    return 0


def form(data: Path, submission: str, bureau: str | None, out: Path | None) -> int:
    """Write the review form of a submission as a PDF, by default into the current folder."""
    examined = examine(data.resolve(), last_change(data))
    if not examined.is_sound:
        say(as_text(examined.diagnostics))
        say("没有生成审核表。")
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
        say(f"{error}。没有生成审核表。")
        return 1
    target = out or Path(f"{name.rpartition('/')[2]}.pdf")
    try:
        target.write_bytes(content)
    except OSError as error:
        say(f"{target} 写不了（{error.strerror}）。没有生成审核表。")
        return 1
    say(f"已生成 {target}。含个人信息，仅供内部使用。")
    return 0


def inspect(data: Path, today: date | None) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a data folder, down to its documents.

    Raises:
        FontFileError: a font is missing.
    """
    return inspected(data, today, FONTS, terminal_progress()).diagnostics


def new(order: Order) -> int:
    """Write a new record and report what is wrong with it."""
    try:
        return new_record(order, inspect)
    except AnswerError as error:
        say(f"{str(error).removesuffix('。')}。没有写文件。")
    except FontFileError as error:
        say(f"{error}。版面没有检查。")
    return 1


def issue(order: IssueOrder) -> int:
    """Freeze a bulletin under its number."""
    try:
        return issue_bulletin(order, partial(load_faces, FONTS), inspect)
    except (IssueError, FontFileError, RenderError) as error:
        say(f"{error}。没有印发。")
        return 1


def erratum(order: ErratumOrder) -> int:
    """Write the draft of an erratum."""
    try:
        return write_erratum(order, inspect)
    except (IssueError, FontFileError) as error:
        say(f"{error}。没有写更正通报。")
        return 1


def serve(data: Path, out: Path, today: date | None, port: int, stop: threading.Event) -> int:
    """Build, serve on localhost and build again on every change, until `stop` is set."""
    build(BuildOrder(data, out, today))
    try:
        server = serving(out, port)
    except OSError as error:
        say(f"端口 {port} 用不了（{error.strerror}），请用 --port 换一个。")
        return 1
    say(f"在浏览器里打开 http://127.0.0.1:{server.server_port}/ ，按 Ctrl+C 结束。")

    def rebuild() -> None:
        build(BuildOrder(data, out, today, names_fonts=False))

    try:
        rebuild_on_change((data, TEMPLATES), rebuild, stop)
    except KeyboardInterrupt:
        say("")
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
        say(f"{'已过时' if only_check else '已更新'}：{path}")
        if not only_check:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return 1 if stale and only_check else 0
