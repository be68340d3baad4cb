"""Values to YAML that the strict loader reads back as they were; the inverse of `strict_yaml`.

The site's filing page writes by the same rules (`templates/site/filing.js`); it is handed the
patterns from here, and a test holds both to the same texts.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

# Also read by JavaScript: only what both languages mean the same by.
PLAIN_TEXT = r"[0-9]*[\u3400-\u9fff〔《（“「【][^\u0000-\u0020:#\u007f-\u00a0\u2028\u2029\ufeff]*"
"""Text that needs no quotes: it begins with a Chinese character or bracket, has no `:` or `#`."""

PLAIN_NAME = (
    r"(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z][a-z0-9]*(?:[-/][a-z0-9]+)*"
    r"|[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*"
)
"""Ids need none either, unless other readers of YAML take them for something else."""

PLAIN_DAY = r"[0-9]{4}-(?:q[1-4]|[0-9]{2}(?:-[0-9]{2})?)"
"""Nor do days, months and quarters."""

_PLAIN = re.compile(f"{PLAIN_TEXT}|{PLAIN_NAME}|{PLAIN_DAY}")
_INDENT = "  "

Value = str | bool | Sequence[str] | Sequence[Mapping[str, str]] | Mapping[str, "Value"]
"""What a field may hold; a text with a line end is written as a block."""


def schema_line(kind: str, steps: int) -> str:
    """Return the first line of a record, which leads an editor to the schema of its kind.

    `steps` is how many folders and names the file's path has below the bureau's folder.
    """
    return f"# yaml-language-server: $schema={'../' * (steps + 1)}docs/schema/{kind}.json"


def scalar(value: str | bool) -> str:  # noqa: FBT001  # a field's value
    """Return a text of one line, or a truth value, as it stands behind a field's name."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def tidy(text: str) -> str:
    """Return running text without blanks at line ends and empty lines around; empty or one block.

    A text that is not empty ends in one line end.
    """
    lines = [line.rstrip(" \t") for line in re.split(r"\r\n|\r|\n", text)]
    tidied = "\n".join(lines).strip("\n")
    return f"{tidied}\n" if tidied else ""


def field_lines(name: str, value: Value) -> Iterator[str]:
    """Yield the lines of a field."""
    if isinstance(value, str) and "\n" in value:
        yield f"{name}: {_block_sign(value)}"
        yield from (_INDENT + line if line else "" for line in value.removesuffix("\n").split("\n"))
    elif isinstance(value, str | bool):
        yield f"{name}: {scalar(value)}"
    elif isinstance(value, Mapping):
        yield f"{name}:"
        for key, part in value.items():
            yield from (_INDENT + line if line else "" for line in field_lines(key, part))
    else:
        yield f"{name}:"
        for item in value:
            yield from (_INDENT + line for line in _item_lines(item))


def _block_sign(text: str) -> str:
    """Return `|`, which keeps one line end; with the depth where the text itself is indented."""
    depth = str(len(_INDENT)) if text.startswith((" ", "\t")) else ""
    return f"|{depth}" if text.endswith("\n") else f"|{depth}-"


def _item_lines(item: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(item, str):
        yield f"- {scalar(item)}"
        return
    for index, (name, value) in enumerate(item.items()):
        yield f"{'  ' if index else '- '}{name}: {scalar(value)}"
