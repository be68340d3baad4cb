"""The site's own files beside its pages: one stylesheet, scripts, the icon."""

from collections.abc import Iterator

from tongbao.render.environment import TEMPLATES

_FOLDER = TEMPLATES / "site"
# A part overrides those before it: what narrow screens and paper change comes last.
_STYLE = (
    "base",
    "frame",
    "tables",
    "awards",
    "tasks",
    "forms",
    "lists",
    "home",
    "bulletin",
    "rulebook",
    "filing",
    "help",
    "overview",
    "search",
    "ledger",
    "working",
    "unit",
    "phones",
    "paper",
)
_FILES = ("icon.svg", "copy.js", "filing.js", "ledger.js", "search.js")


def assets() -> Iterator[tuple[str, bytes]]:
    """Yield every asset: its path below the site's root and what it holds."""
    parts = [(_FOLDER / "style" / f"{name}.css").read_bytes() for name in _STYLE]
    yield "style.css", b"\n".join(parts)
    for name in _FILES:
        yield name, (_FOLDER / name).read_bytes()
