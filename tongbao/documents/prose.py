"""Markdown to blocks of text runs: what documents and pages are set from.

Only paragraphs, headings, list items and emphasis come through, as values. Raw HTML, links and
images are text like any other and print as they were written, and the converter's output passes an
allow-list before it is read back, so nothing of a file's markup ever reaches a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from html.parser import HTMLParser

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.sane_lists import SaneOListProcessor


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `target` is a page below the bureau's, for a number."""

    text: str
    strong: bool = False
    target: str | None = None


class BlockKind(StrEnum):
    """What a block is set as."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (level 1 to 4) or a list item (level = depth, marker printed)."""

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 1
    marker: str = ""

    @property
    def text(self) -> str:
        """The block's text without styles."""
        return "".join(run.text for run in self.runs)

    def with_runs(self, runs: Iterator[Run]) -> "Block":
        """Return the block with other runs."""
        return replace(self, runs=tuple(runs))


_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "br", "pre", "code", "blockquote", *_HEADINGS}


class _Blocks(HTMLParser):
    """Collects blocks from the sanitised output of the Markdown converter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._counters: list[int | None] = []
        self._heading = 0
        self._marker = ""
        self._strong = 0

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
    ) -> None:
        if tag in {"ul", "ol"}:
            self._close()
            self._counters.append(_before_first(attrs) if tag == "ol" else None)
        elif tag == "li":
            self._close()
            self._marker = self._next_marker()
        elif tag in _HEADINGS:
            self._close()
            self._heading = _HEADINGS[tag]
        elif tag in {"p", "pre", "blockquote"}:
            self._close()
        elif tag in {"strong", "em"}:
            self._strong += 1
        elif tag == "br":
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"strong", "em"}:
            self._strong -= 1
        elif tag in {"ul", "ol"}:
            self._close()
            self._counters.pop()
        elif tag in {"p", "pre", "blockquote", "li"} or tag in _HEADINGS:
            self._close()

    def handle_data(self, data: str) -> None:
        text = _joined(data.replace(_AMPERSAND, "&"))
        if text and (text.strip() or self._runs):
            self._runs.append(Run(text, strong=self._strong > 0))

    def _next_marker(self) -> str:
        counter = self._counters[-1]
        if counter is None:
            return "·"
        self._counters[-1] = counter + 1
        return f"{counter + 1}."

    def _close(self) -> None:
        runs = _trimmed(self._runs)
        if runs:
            if self._heading:
                self.blocks.append(Block(BlockKind.HEADING, runs, self._heading))
            elif self._marker:
                depth = len(self._counters)
                self.blocks.append(Block(BlockKind.ITEM, runs, depth, self._marker))
            else:
                self.blocks.append(Block(BlockKind.PARAGRAPH, runs))
            self._marker = ""
        self._runs = []
        self._heading = 0


def _before_first(attributes: list[tuple[str, str | None]]) -> int:
    """Return the number before that of a list's first item: a text may begin with its third."""
    return int(dict(attributes).get("start") or "1") - 1


def _joined(data: str) -> str:
    """Join the lines of a paragraph: Chinese runs on without a space, Latin words keep one."""
    lines = data.split("\n")
    text = lines[0]
    for line in lines[1:]:
        spaced = text[-1:].isascii() and line[:1].isascii() and text[-1:] and line[:1]
        text += (" " if spaced else "") + line
    return text


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    kept = list(runs)
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(run for run in kept if run.text)


# Stands for & on the way through the converter, which would read &#x202e; as the character. A
# private-use character is safe: the data may hold none.
_AMPERSAND = "\ue000"
# Without these the converter leaves HTML, links and images as the text that they are.
_UNUSED_INLINE = (
    "html",
    "link",
    "image_link",
    "reference",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
)


_CLEANER = nh3.Cleaner(tags=_ALLOWED, attributes={"ol": {"start"}})


class _SpacedHeading(HashHeaderProcessor):
    """A heading's signs have a space behind them; `#话题#` is text like any other."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ](?P<header>[^\n]*)(?:\n|$)")


class _NumberedList(SaneOListProcessor):
    """A list's numbers are short and ASCII; `１. ` and `20260120. ` at a line's start are text."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(r"^[ ]{0,3}[0-9]{1,3}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(r"^[ ]{0,3}(([0-9]{1,3}\.))[ ]+(.*)")


@cache
def _converter() -> Markdown:
    """Return what converts one text after another: to set it up takes longer than to use it."""
    converter = Markdown(output_format="html", extensions=["sane_lists"])
    converter.parser.blockprocessors.register(_SpacedHeading(converter.parser), "hashheader", 70)
    converter.parser.blockprocessors.register(_NumberedList(converter.parser), "olist", 40)
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    for name in _UNUSED_INLINE:
        converter.inlinePatterns.deregister(name)
    return converter


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, in order."""
    found = _plain_blocks(text)
    return converted(text) if found is None else found


def converted(text: str) -> tuple[Block, ...]:
    """Return the blocks that the converter makes of a text, whatever is in it."""
    html = _converter().reset().convert(text.replace("&", _AMPERSAND))
    parser = _Blocks()
    parser.feed(_CLEANER.clean(html))
    parser.close()
    return tuple(parser.blocks)


# Most texts are paragraphs and simple lists without a sign that could mean more than itself: to
# read them takes a small part of the converter's time. All others are left to the converter.
_SIGNS = "\\`*_&<>"
_BEGINNINGS = "-+=# "
_NUMBER = re.compile(r"[0-9]+\.")
_BULLET = "- "
_WIDE_SPACE = "\u3000"


def _plain_blocks(text: str) -> tuple[Block, ...] | None:
    """Return the blocks of a text of plain lines; None for any other."""
    letters = text.replace("\n", "").replace(_WIDE_SPACE, "")
    if any(sign in text for sign in _SIGNS) or not letters.isprintable():
        return None
    found: list[Block] = []
    for part in text.split("\n\n"):
        together = part.strip("\n")
        read = _plain_part(together.split("\n")) if together else ()
        if read is None:
            return None
        found.extend(read)
    return tuple(found)


def _plain_part(lines: list[str]) -> tuple[Block, ...] | None:
    """Return the blocks of lines that stand together: one paragraph, or the items of a list."""
    if all(map(_is_plain, lines)):
        text = _joined("\n".join(lines)).strip()
        return (Block(BlockKind.PARAGRAPH, (Run(text),)),) if text else ()
    items = [line.removeprefix(_BULLET) for line in lines]
    if all(line.startswith(_BULLET) for line in lines) and all(map(_is_plain, items)):
        texts = (item.strip() for item in items)
        return tuple(Block(BlockKind.ITEM, (Run(text),), 1, "·") for text in texts if text)
    return None


def _is_plain(line: str) -> bool:
    """Whether a line without signs inside is text from its first letter to its last."""
    return not (line[:1] in _BEGINNINGS or line.endswith(" ") or _NUMBER.match(line))
