"""Where files are, as somebody at the desk names them."""

from pathlib import Path


def from_here(path: Path) -> str:
    """Write a path from the current folder; one that lies elsewhere, in full."""
    here, full = Path.cwd(), path.resolve()
    return str(full.relative_to(here) if full.is_relative_to(here) else path)
