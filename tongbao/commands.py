"""What the commands of build.py do; each returns the exit code (0 well, 1 something is wrong)."""

import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.diagnostic import Diagnostic, has_errors, in_order
from tongbao.documents.bulletin import bulletin_view
from tongbao.pipeline import Examined, examine
from tongbao.publish import PublishError, publish
from tongbao.reference import reference_files
from tongbao.render.pdf.document import layout_problems, render_bulletins
from tongbao.render.pdf.faces import Faces, FontFileError, load_faces
from tongbao.render.pdf.process import RenderError
from tongbao.render.site import render_site
from tongbao.review.reporters import REPORTERS, as_text
from tongbao.serve import rebuild_on_change, serving
from tongbao.source.history import last_change

ROOT = Path(__file__).parents[1]
FONTS = ROOT / ".fonts"
TEMPLATES = ROOT / "templates"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


@dataclass(frozen=True, slots=True)
class _Inspected:
    """Data examined to the last line of its documents: whatever passes can be published."""

    examined: Examined
    faces: Mapping[str, Faces]
    diagnostics: tuple[Diagnostic, ...]


def _inspect(data: Path, today: date | None) -> _Inspected:
    """Examine the data; where it has no error, also whether its documents can be set.

    Raises:
        FontFileError: a font is missing.
    """
    examined = examine(data.resolve(), today or last_change(data))
    if not examined.is_sound:
        return _Inspected(examined, {}, examined.diagnostics)
    faces = {}
    found = list(examined.diagnostics)
    for scored in examined.bureaus:
        chosen = load_faces(FONTS, scored.dataset.bureau.record.fonts)
        found.extend(layout_problems(scored, chosen))
        faces[scored.dataset.id] = chosen
    return _Inspected(examined, faces, in_order(found))


def check(data: Path, today: date | None, style: str) -> int:
    """Report everything that is wrong with the data on standard output."""
    try:
        inspected = _inspect(data, today)
    except FontFileError as error:
        _say(f"{error}。")
        return 1
    report = REPORTERS[style](inspected.diagnostics)
    if report:
        sys.stdout.write(f"{report}\n")
    return 1 if has_errors(inspected.diagnostics) else 0


def build(data: Path, out: Path, today: date | None, *, names_fonts: bool = True) -> int:
    """Publish the site if the data has no error; otherwise report, and leave the site alone."""
    try:
        inspected = _inspect(data, today)
        if inspected.diagnostics:
            _say(as_text(inspected.diagnostics))
        if has_errors(inspected.diagnostics):
            _say("网站没有重新生成。")
            return 1
        files = _render(inspected)
        publish(files, out)
    except (FontFileError, RenderError, PublishError) as error:
        _say(f"{error}。网站没有重新生成。")
        return 1
    if names_fonts:
        for use in _uses(inspected.faces.values()):
            _say(f"字体　{use}")
    _say(f"已生成 {out}：{len(files)} 个文件。")
    return 0


def _uses(faces: Iterable[Faces]) -> list[str]:
    return sorted({str(use) for chosen in faces for use in chosen.report})


def _render(inspected: _Inspected) -> dict[str, bytes]:
    """Return every file of the site, the PDFs of each bureau from one process."""
    pdfs: dict[tuple[str, str], bytes] = {}
    for scored in inspected.examined.bureaus:
        bureau = scored.dataset.id
        views = [
            bulletin_view(scored.dataset, scored.ledger, entry)
            for entry in scored.dataset.bulletins.values()
        ]
        contents = render_bulletins(views, inspected.faces[bureau])
        pdfs.update(
            ((bureau, view.id), content) for view, content in zip(views, contents, strict=True)
        )
    pages = render_site(
        inspected.examined.bureaus,
        inspected.examined.data_date,
        lambda dataset, view: pdfs[dataset.id, view.id],
    )
    return {page.path: page.content for page in pages}


def serve(data: Path, out: Path, today: date | None, port: int, stop: threading.Event) -> int:
    """Build, serve on localhost and build again on every change, until `stop` is set."""
    build(data, out, today)
    try:
        server = serving(out, port)
    except OSError as error:
        _say(f"端口 {port} 用不了（{error.strerror}），请用 --port 换一个。")
        return 1
    _say(f"在浏览器里打开 http://127.0.0.1:{server.server_port}/ ，按 Ctrl+C 结束。")

    def rebuild() -> None:
        build(data, out, today, names_fonts=False)

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
