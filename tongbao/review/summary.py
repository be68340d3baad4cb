"""Diagnostics as Markdown: for the page of a run and the comment below a pull request.

A forge shows few annotations on the lines themselves (GitHub 10 errors and 10 warnings a step, 50 a
job); here all of them stand.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import accumulate

from tongbao.diagnostic import Diagnostic
from tongbao.review.reporters import summary, text_block

SHOWN = 10
"""How many problems stand open; the rest is folded."""

MAX_LENGTH = 300_000
"""How many characters of problems there may be: the page of a run holds 1 MiB a step."""


def as_markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """Return what is wrong, errors first; empty when nothing is.

    The blocks stand in `<pre>`, where nothing but HTML has a meaning, and that is escaped: no text
    from a file becomes a link, a picture or a heading.
    """
    if not diagnostics:
        return ""
    ordered = sorted(diagnostics, key=lambda diagnostic: not diagnostic.is_error)
    blocks = [escape(text_block(diagnostic)) for diagnostic in ordered]
    fitting = sum(length <= MAX_LENGTH for length in accumulate(map(len, blocks)))
    parts = [f"{summary(diagnostics)}\n", _preformatted(blocks[: min(SHOWN, fitting)])]
    if fitting > SHOWN:
        parts.append(f"<details><summary>另外 {fitting - SHOWN} 处</summary>\n")
        parts.append(_preformatted(blocks[SHOWN:fitting]))
        parts.append("</details>\n")
    if fitting < len(blocks):
        parts.append(f"还有 {len(blocks) - fitting} 处没有列出，先改这些。\n")
    return "\n".join(parts)


def _preformatted(blocks: Iterable[str]) -> str:
    text = "\n".join(blocks)
    return f"<pre>\n{text}</pre>\n"
