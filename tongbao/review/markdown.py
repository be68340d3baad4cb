"""Text of anybody's making in a Markdown comment: printed as it is, read as nothing else."""

import re

from tongbao.review.reporters import printable

_WIDE = 0xFEE0
"""How far the full-width form of an ASCII character lies behind it."""

# Forges look for names, references, emoji and addresses in the finished text, where neither
# backslashes nor entities stop them: only another character does.
_CALLS = re.compile(
    r"[@#:$]|[!%&~^](?=[0-9a-z\"])|!(?=\[)|\](?=[(\[])|(?<=\bwww)\.|(?<=\bgh)-",
    re.IGNORECASE | re.ASCII,
)
_MARKUP = re.compile(r"[\\`*_{}\[\]|~]")
_LIST = re.compile(r"^([-+=]|\d+(?=[.)]))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Return a line of text that a forge prints without reading Markdown, HTML or names in it.

    Characters that start a name (@), a reference (#, !), an emoji or an address, or lead from a
    link's text to its target, appear in their full-width form.
    """
    called = _CALLS.sub(lambda match: chr(ord(match[0]) + _WIDE), printable(text).strip())
    marked = _MARKUP.sub(r"\\\g<0>", called)
    for letter, entity in _ENTITIES.items():
        marked = marked.replace(letter, entity)
    return _LIST.sub(_unlisted, marked)


def _unlisted(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if not match[0].isdigit() else f"{match[0]}\\"
