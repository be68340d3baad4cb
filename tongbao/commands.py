"""What the commands of build.py do; each returns the exit code (0 well, 1 something is wrong)."""

import sys
import threading
from datetime import date
from pathlib import Path

from tongbao.documents.bulletin import BulletinView
from tongbao.pipeline import Examined, examine
from tongbao.publish import PublishError, publish
from tongbao.reference import reference_files
from tongbao.render.pdf.document import render_bulletin
from tongbao.render.pdf.faces import FontFileError, load_faces
from tongbao.render.pdf.process import RenderError
from tongbao.render.site import render_site
from tongbao.review.reporters import REPORTERS, as_text
from tongbao.serve import rebuild_on_change, serving
from tongbao.source.dataset import Dataset
from tongbao.source.history import last_change

ROOT = Path(__file__).parents[1]
FONTS = ROOT / ".fonts"
TEMPLATES = ROOT / "templates"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _examined(data: Path, today: date | None) -> Examined:
    return examine(data.resolve(), today or last_change(data))


def check(data: Path, today: date | None, style: str) -> int:
    """Report everything that is wrong with the data on standard output."""
    examined = _examined(data, today)
    report = REPORTERS[style](examined.diagnostics)
    if report:
        sys.stdout.write(f"{report}\n")
    return 0 if examined.is_sound else 1


def build(data: Path, out: Path, today: date | None) -> int:
    """Publish the site if the data has no error; otherwise report, and leave the site alone."""
    examined = _examined(data, today)
    if examined.diagnostics:
        _say(as_text(examined.diagnostics))
    if not examined.is_sound:
        _say("网站没有重新生成。")
        return 1
    try:
        files = _render(examined)
        publish(files, out)
    except (FontFileError, RenderError, PublishError) as error:
        _say(f"{error}。网站没有重新生成。")
        return 1
    _say(f"已生成 {out}：{len(files)} 个文件。")
    return 0


def _render(examined: Examined) -> dict[str, bytes]:
    """Return every file of the site; the faces are looked for before anything is rendered."""
    faces = {
        scored.dataset.id: load_faces(FONTS, scored.dataset.bureau.record.fonts)
        for scored in examined.bureaus
    }
    for use in sorted({str(use) for chosen in faces.values() for use in chosen.report}):
        _say(f"字体　{use}")

    def pdf(dataset: Dataset, view: BulletinView) -> bytes:
        return render_bulletin(view, faces[dataset.id])

    pages = render_site(examined.bureaus, examined.data_date, pdf)
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
    try:
        rebuild_on_change((data, TEMPLATES), lambda: build(data, out, today), stop)
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
