"""A data folder that is changed and built again and again, and the same data built from nothing."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tongbao import build_command, last_build
from tongbao.build_command import BuildOrder
from tongbao.documents.audience import Audience
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import Source

TODAY = date(2026, 5, 1)


@dataclass
class Workshop:
    """A data folder, the site that is built from it, and where builds are remembered.

    `printed` are the names of the documents that were set since the last look.
    """

    folder: Path
    data: Path
    printed: list[str] = field(default_factory=list)

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def site(self, audience: Audience = Audience.PUBLIC) -> Path:
        """Return where a site is built."""
        return self.folder / audience.value

    def build(self, audience: Audience = Audience.PUBLIC) -> tuple[int, str]:
        """Build as a user does; return the exit code and what was said."""
        return self._built(self.site(audience), audience)

    def clean(self, audience: Audience = Audience.PUBLIC) -> tuple[int, Mapping[str, bytes]]:
        """Return the exit code of a build from nothing, and the files of its site."""
        number = sum(1 for _ in self.folder.glob("clean-*"))
        site = self.folder / f"clean-{number}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(last_build, "CACHE", self.folder / f"no-cache-{number}")
            code, _ = self._built(site, audience)
        return code, tree(site)

    def _built(self, site: Path, audience: Audience) -> tuple[int, str]:
        said = io.StringIO()
        with redirect_stderr(said):
            order = BuildOrder(self.data, site, TODAY, audience, names_fonts=False)
            code = build_command.build(order)
        return code, said.getvalue()


def submission(day: str, title: str, body: str) -> str:
    """Return the text of a signed submission of the example's bureau."""
    signed = f"{{name: 示例甲, date: {day}}}"
    return (
        f"unit: donghe\ndate: {day}\ntitle: {title}\ncategory: 动态信息\nopenness: 公开\n"
        f"review: {{first: {signed}, second: {signed}, third: {signed}}}\nbody: |\n  {body}\n"
    )


def tree(folder: Path) -> Mapping[str, bytes]:
    """Return every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def working_in(folder: Path, data: Path, processes: int = 1) -> Iterator[Workshop]:
    """Give a workshop; its PDFs are not set, but stand for the HTML they would be set from."""
    workshop = Workshop(folder, data)

    def unset(sources: Sequence[Source], faces: Faces) -> tuple[bytes, ...]:
        workshop.printed.extend(source.name for source in sources)
        return tuple(
            hashlib.sha256(f"{faces.look}{source.html}".encode()).digest() for source in sources
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(last_build, "CACHE", workshop.cache)
        patch.setattr(build_command, "usable_cores", lambda: processes)
        patch.setattr("tongbao.render.documents.render_pdfs", unset)
        patch.setattr("tongbao.making.library_versions", lambda: {"pango": "1.50"})
        yield workshop
