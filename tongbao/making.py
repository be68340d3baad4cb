"""Data to everything that a site holds: looked through to the last line, rendered, described."""

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
from tongbao.documents.pages.source import PageSource
from tongbao.manifest import Manifest, Program, digests, this_program
from tongbao.pipeline import Examined, examine
from tongbao.progress import Progress
from tongbao.render.documents import document_files
from tongbao.render.files import Group, Keep, Page, all_made
from tongbao.render.pdf.document import layout_problems
from tongbao.render.pdf.faces import Faces, FontFileError, load_faces
from tongbao.render.pdf.forms import form_problems
from tongbao.render.pdf.process import RenderError, library_versions
from tongbao.render.pdf.reminder import reminder_problems
from tongbao.render.site import site_groups
from tongbao.review.reporters import as_text
from tongbao.scoring.score import Scored
from tongbao.source.history import Provenance, last_change
from tongbao.source.parsed import PLAIN_READING, Reading
from tongbao.verify import RebuildError


@dataclass(frozen=True, slots=True)
class Inspected:
    """Data examined to the last line of its documents: whatever passes can be published."""

    examined: Examined
    faces: Mapping[str, Faces]
    diagnostics: tuple[Diagnostic, ...]


def inspected(
    data: Path,
    today: date | None,
    fonts: Path,
    progress: Progress | None = None,
    reading: Reading = PLAIN_READING,
) -> Inspected:
    """Examine the data; where it has no error, also whether its documents can be set.

    `fonts` is the folder of the font files; `progress` is told of the stages,
    `reading` says how the files are read.

    Raises:
        FontFileError: a font is missing.
    """
    progress = progress or Progress()
    with progress.stage("读取、检查和计分"):
        examined = examine(data.resolve(), today or last_change(data), reading)
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


def groups_of(found: Inspected, audience: Audience, origin: Provenance) -> Iterator[Group]:
    """Yield groups that make every file of the site but its manifest between them."""

    def documents(source: PageSource, keep: Keep) -> Iterator[Page]:
        faces = found.faces[source.dataset.id]
        return document_files(source, faces, str(origin.revision), keep)

    examined = found.examined
    return site_groups(examined.bureaus, examined.data_date, documents, audience, origin)


def program_of(found: Inspected) -> Program:
    """Describe the program that runs, with its libraries and the fonts it sets in.

    Raises:
        MissingLibraryError: what renders is missing or broken.
    """
    used = {
        name: digest for faces in found.faces.values() for name, digest in faces.digests.items()
    }
    return this_program(used, library_versions())


def reprinted(
    found: Inspected, digests_by_path: Mapping[str, str], made_by: Program
) -> Iterator[str]:
    """Yield issued bulletins whose PDF is not, byte for byte, the one that was issued (Chinese)."""
    now = {**made_by.libraries, **made_by.fonts}
    for scored in found.examined.bureaus:
        dataset = scored.dataset
        for name in dataset.issued:
            issued = issued_of(dataset, name)
            path = addresses.bureau(dataset.id) + addresses.bulletin_file(name, PDF)
            if issued is None or path not in digests_by_path:
                continue
            if digests_by_path[path] != issued.printed.sha256:
                others = [
                    what
                    for what, version in issued.printed.made_with.items()
                    if what != "program" and now.get(what) != version
                ]
                why = f"与当时不同的有 {'、'.join(others)}" if others else "程序的版式有改动"
                yield f"{issued.document.number}的 PDF 与印发时的字节不同：{why}"


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
        pages = all_made(groups_of(found, manifest.reader, origin))
        return {page.path: page.content for page in pages}
    except (FontFileError, RenderError) as error:
        raise RebuildError(str(error)) from error
