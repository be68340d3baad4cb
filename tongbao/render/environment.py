"""The template engine, set up so that data is only ever printed, never run."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parents[2] / "templates"


def environment(folder: str) -> Environment:
    """Return an engine for one folder of `templates/`.

    Every value is escaped whatever the template's ending, and a name that does not exist is an
    error, not an empty text.
    """
    return Environment(
        loader=FileSystemLoader(TEMPLATES / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
