"""Data to everything that a site holds: looked through to the last line, rendered, described."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.diagnostic import Diagnostic, has_errors, in_order
from tongbao.documents import addresses
from tongbao.documents.audience import Audience
from tongbao.documents.issued import issued_of
from tongbao.documents.pages.bulletins import PDF
from tongbao.documents.pages.pdf_files import PdfFiles, pdf_files
from tongbao.documents.pages.source import PageSource
from tongbao.manifest import (
    NAME,
    Manifest,
    Program,
    digests,
    manifest_of,
    this_program,
)
from tongbao.pipeline import Examined, examine
from tongbao.progress import Progress
from tongbao.render.docx.document import word_file
from tongbao.render.pdf.document import bulletin_html, layout_problems
from tongbao.render.pdf.faces import Faces, FontFileError, load_faces
from tongbao.render.pdf.forms import form_html, form_problems
from tongbao.render.pdf.process import RenderError, Source, library_versions, render_pdfs
from tongbao.render.pdf.reminder import reminder_html, reminder_problems
from tongbao.render.site import render_site
from tongbao.review.reporters import as_text
from tongbao.scoring.score import Scored
from tongbao.source.history import Provenance, last_change
from tongbao.verify import RebuildError


@dataclass(frozen=True, slots=True)
class Inspected:
    """Data examined to the last line of its documents: whatever passes can be published."""

    examined: Examined
    faces: Mapping[str, Faces]
    diagnostics: tuple[Diagnostic, ...]


def inspected(
    data: Path, today: date | None, fonts: Path, progress: Progress | None = None
) -> Inspected:
    """Examine the data; where it has no error, also whether its documents can be set.

    `fonts` is the folder of the font files; `progress` is told of the stages.

    Raises:
        FontFileError: a font is missing.
    """
    progress = progress or Progress()
    with progress.stage("读取、检查和计分"):
        examined = examine(data.resolve(), today or last_change(data))
    if not examined.is_sound:
        return Inspected(examined, {}, examined.diagnostics)
    faces = {}
    found = list(examined.diagnostics)
    with progress.stage("核对公文的版面"):
        for scored in progress.counted(examined.bureaus):
            chosen = load_faces(fonts, scored.dataset.bureau.record.fonts)
            found.extend(_problems(scored, chosen))
            faces[scored.dataset.id] = chosen
    return Inspected(examined, faces, in_order(found))


def _problems(scored: Scored, faces: Faces) -> list[Diagnostic]:
    """Return why documents of a bureau can't be set; the first kind with a problem speaks."""
    dataset, today = scored.dataset, scored.today
    return (
        layout_problems(scored, faces)
        or form_problems(dataset, faces, today)
        or reminder_problems(dataset, today, faces)
    )


def font_uses(faces: Iterable[Faces]) -> list[str]:
    """Return which font file stands for which face, sorted (Chinese)."""
    return sorted({str(use) for chosen in faces for use in chosen.report})


@dataclass(frozen=True, slots=True)
class MadeSite:
    """Every file of a site by path, and what its maker should know (Chinese)."""

    files: dict[str, bytes]
    remarks: tuple[str, ...]


def made_site(
    found: Inspected, audience: Audience, origin: Provenance, progress: Progress | None = None
) -> MadeSite:
    """Return every file of the site, the manifest that names them all among them."""
    # First of all: without what renders there is nothing to begin with.
    libraries = library_versions()
    files = _render(found, audience, origin, progress or Progress())
    used = {
        name: digest for faces in found.faces.values() for name, digest in faces.digests.items()
    }
    made_by = this_program(used, libraries)
    manifest = manifest_of(files, origin, found.examined.data_date, audience, made_by)
    return MadeSite({**files, NAME: manifest.to_bytes()}, tuple(_reprinted(found, files, made_by)))


def _reprinted(found: Inspected, files: dict[str, bytes], made_by: Program) -> Iterator[str]:
    """Yield issued bulletins whose PDF is not, byte for byte, the one that was issued."""
    now = {**made_by.libraries, **made_by.fonts}
    for scored in found.examined.bureaus:
        dataset = scored.dataset
        for name in dataset.issued:
            issued = issued_of(dataset, name)
            pdf = files.get(addresses.bureau(dataset.id) + addresses.bulletin_file(name, PDF))
            if issued is None or pdf is None:
                continue
            if hashlib.sha256(pdf).hexdigest() != issued.printed.sha256:
                others = [
                    what
                    for what, version in issued.printed.made_with.items()
                    if what != "program" and now.get(what) != version
                ]
                why = f"与当时不同的有 {'、'.join(others)}" if others else "程序的版式有改动"
                yield f"{issued.document.number}的 PDF 与印发时的字节不同：{why}"


def _render(
    found: Inspected, audience: Audience, origin: Provenance, progress: Progress
) -> dict[str, bytes]:
    """Return every file of the site but its manifest."""
    revision = str(origin.revision)

    def pdf(source: PageSource) -> dict[str, bytes]:
        with progress.stage("排版 PDF"):
            return _pdfs(pdf_files(source), found.faces[source.dataset.id], revision)

    examined = found.examined
    with progress.stage("生成网页"):
        pages = render_site(examined.bureaus, examined.data_date, pdf, audience, origin)
        return {page.path: page.content for page in progress.counted(pages)}


def _pdfs(files: PdfFiles, faces: Faces, revision: str) -> dict[str, bytes]:
    """Return a bureau's PDFs by path, all from one process, and its Word files."""
    sources = (
        *(Source(each.title, bulletin_html(each, faces, revision)) for _, each in files.bulletins),
        *(Source(each.title, form_html(each, faces, revision)) for _, each in files.forms),
        *(Source(each.title, reminder_html(each, faces, revision)) for _, each in files.reminders),
    )
    contents = (
        *render_pdfs(sources, faces),
        *(word_file(view, faces, revision) for _, view in files.words),
    )
    return dict(zip(files.paths, contents, strict=True))


def program_with(fonts: Path, names: Iterable[str]) -> Program:
    """Describe the program that runs, with those of some font files that are in the folder."""
    contents = {}
    for name in names:
        with suppress(OSError):
            contents[name] = (fonts / name).read_bytes()
    return this_program(digests(contents), library_versions())


def remade(fonts: Path, data: Path, manifest: Manifest, origin: Provenance) -> dict[str, bytes]:
    """Return the files of the site that a manifest describes, made from its data.

    Raises:
        RebuildError: the data has errors, or can't be rendered here.
    """
    try:
        found = inspected(data, manifest.today, fonts)
        if has_errors(found.diagnostics):
            raise RebuildError(f"{as_text(found.diagnostics)}\n这个版本的数据这样就不能生成网站")
        return _render(found, manifest.reader, origin, Progress())
    except (FontFileError, RenderError) as error:
        raise RebuildError(str(error)) from error
