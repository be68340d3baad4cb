"""What an untrusted run left, as text that can do nothing: no link, mention, picture or markup.

A pull request can change the workflow that checks it, so what that run leaves may be anything.
Tables, headings, emphasis and folded parts stay; everything that leads somewhere or calls somebody
is written with the full-width form of its sign, which reads the same and does nothing.

Needs Python alone, like everything that is imported where a token may write.
"""

import re
import unicodedata
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MAX_PACKED = 1_000_000
"""How many bytes an artifact may have as it is stored."""

MAX_TEXT = 200_000
"""How many bytes are read of each file in it."""

_KEPT_TAGS = re.compile(r"<(/?)(details|summary|pre|br)>")
_EMPTY_TAG = "br"
_LINE = "\n"
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|#x27);)")
_ACTIVE = (
    # Where something leads: URLs with and without a scheme, the end of a link's text, definitions.
    (re.compile(r"://"), "：//"),
    (re.compile(r"(?i)\bwww\."), "www．"),
    (re.compile(r"\](?=[(\[])"), "］"),
    (re.compile(r"\]:"), "］："),
    (re.compile(r"!(?=\[)"), "！"),
    # Whom it calls, and what it refers to: people, issues, pull requests.
    (re.compile(r"@"), "＠"),
    (re.compile(r"#(?=\d)"), "＃"),
    (re.compile(r"(?i)\b(gh)-(?=\d)"), r"\1－"),
    # Blocks of code: a forge draws some as diagrams, and an open one takes in what follows.
    (re.compile(r"`{3,}"), "｀｀｀"),
    (re.compile(r"~{3,}"), "～～～"),
    # Formulas, which have links and commands of their own.
    (re.compile(r"\$"), "＄"),
)


class ArtifactError(Exception):
    """What a run left is not what it should be; the message says what is wrong with it."""


def texts(artifact: bytes, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files of an artifact as harmless text; one that is not there is empty.

    Args:
        artifact: the archive as the forge gives it.
        names: the names of the files; nothing else in the archive is looked at.

    Raises:
        ArtifactError: it is too large, or no archive.
    """
    if len(artifact) > MAX_PACKED:
        raise ArtifactError(f"{len(artifact)} bytes are more than {MAX_PACKED}")
    try:
        with ZipFile(BytesIO(artifact)) as archive:
            return tuple(harmless(_read(archive, name)) for name in names)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise ArtifactError(f"not an archive: {error}") from error


def _read(archive: ZipFile, name: str) -> str:
    """Return a file's text, at most so much of it; never more is unpacked."""
    if name not in archive.namelist():
        return ""
    with archive.open(name) as file:
        return file.read(MAX_TEXT).decode("utf-8", "replace")


def harmless(text: str) -> str:
    """Return Markdown in which nothing leads anywhere and nothing stays open.

    What has been through it once comes out of it unchanged.
    """
    seen = "".join(letter for letter in text if letter == "\n" or _is_visible(letter))
    first, *pieces = _KEPT_TAGS.split(seen)
    written = [_inactive(first)]
    opened: list[str] = []
    for closing, tag, following in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        written.append(_tag(closing, tag, opened))
        written.append(_inactive(following))
    return "".join(written) + "".join(f"</{tag}>" for tag in reversed(opened))


def shortened(text: str, length: int, note: str) -> str:
    """Return a harmless text, cut at the end of a line if it is longer; the note says so."""
    if len(text) <= length:
        return text
    return f"{harmless(text[:length].rpartition(_LINE)[0])}\n\n{note}\n"


def _is_visible(letter: str) -> bool:
    return not unicodedata.category(letter).startswith("C")


def _tag(closing: str, tag: str, opened: list[str]) -> str:
    """Return a tag as it may stand, and keep track of what is open."""
    if closing:
        if not opened or opened[-1] != tag:
            return f"&lt;/{tag}>"
        opened.pop()
    elif tag != _EMPTY_TAG:
        opened.append(tag)
    return f"<{closing}{tag}>"


def _inactive(text: str) -> str:
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    for pattern, replacement in _ACTIVE:
        text = pattern.sub(replacement, text)
    return text
