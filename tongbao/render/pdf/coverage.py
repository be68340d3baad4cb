"""Characters in the data that the documents' faces can't show, each with its place.

What is looked at is what documents print: the registries, the rulebooks, the bulletins, the titles
of items that were adopted or instructed on, of commissions and duties, and outlets that are named
in an adoption alone. A character passes if every role has it: which role it comes in depends on
where it ends up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.audience import Audience
from tongbao.model.record import Record
from tongbao.render.pdf.faces import Faces, named
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset, Entry
from tongbao.source.nodes import ListNode, Node, Scalar

# Fields of those files that only the site prints, or nothing.
_NOT_PRINTED = frozenset({"aliases", "fonts", "note", "notice"})
_TEXT = "text"
_BLOCK_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a file: where its lines begin."""

    text: str
    path: str
    line: int
    column: int
    """Of the first line."""
    further: int
    """Column of every other line."""

    def place(self, index: int) -> Place:
        """Return where a character stands."""
        before = self.text[:index]
        number = before.count("\n")
        column = index - (before.rfind("\n") + 1) + (self.further if number else self.column)
        return Place(self.path, self.line + number, column)


def glyph_problems(scored: Scored, faces: Faces) -> list[Diagnostic]:
    """Return a diagnostic for each character of a text that a face lacks, at its first place."""
    known: dict[str, bool] = {}

    def is_missing(char: str) -> bool:
        if char not in known:
            known[char] = not faces.covers(char)
        return known[char]

    return [
        problem
        for text in _texts(scored.dataset, is_missing)
        for problem in _missing_from(text, is_missing)
    ]


def _missing_from(text: _Text, is_missing: Callable[[str], bool]) -> Iterator[Diagnostic]:
    missing = [char for char in set(text.text) if char != "\n" and is_missing(char)]
    for index in sorted(map(text.text.index, missing)):
        yield missing_glyph(text.text[index], text.place(index))


def missing_glyph(char: str, place: Place) -> Diagnostic:
    """Return the diagnostic for a character that no face has."""
    return Diagnostic(
        place,
        Rule.TEXT_GLYPH,
        named(char),
        "字体里有的字",
        "换一个字，或请办公室在字体文件夹里补上有这个字的字体",
    )


def _texts(dataset: Dataset, is_missing: Callable[[str], bool]) -> Iterator[_Text]:
    singles: list[Entry[Record]] = [dataset.bureau, dataset.registry, dataset.outlets]
    if dataset.correspondents is not None:
        singles.append(dataset.correspondents)
    for entry in chain(singles, dataset.rulebooks.values()):
        yield from _printed(entry.tree)
    for bulletin in dataset.bulletins.values():
        yield from _printed(bulletin.tree, bulletin.text_line)
    for entry, text, location in _fields(dataset):
        if any(map(is_missing, text)):
            place = entry.at(*location)
            yield _Text(text, place.path, place.line, place.column, place.column)


def _fields(dataset: Dataset) -> Iterator[tuple[Entry[Record], str, tuple[str, ...]]]:
    """Yield texts of one line that are printed of what there may be many, and their fields."""
    for commission in dataset.commissions.values():
        yield commission, commission.record.title, ("title",)
    for duty in dataset.duties.values():
        yield duty, duty.record.title, ("title",)
    for adoption in dataset.adoptions.values():
        unlisted = adoption.record.unlisted
        if unlisted is not None:
            yield adoption, unlisted.name, ("unlisted", "name")
            yield adoption, unlisted.level, ("unlisted", "level")
    listed = {entry.record.submission for entry in dataset.adoptions.values()}
    listed.update(entry.record.submission for entry in dataset.instructions.values())
    for name, submission in dataset.submissions.items():
        if name in listed and Audience.PUBLIC.shows(submission.record.openness):
            yield submission, submission.record.title, ("title",)


def _printed(node: Node, prose_line: int = 0) -> Iterator[_Text]:
    """Yield the texts of a file; `prose_line` is where the one below its front matter begins."""
    if isinstance(node, Scalar):
        yield _text(node, node.place.column)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _printed(item)
    else:
        for key, value in node.values.items():
            if key in _NOT_PRINTED:
                continue
            if prose_line and key == _TEXT and isinstance(value, Scalar):
                # Markdown takes tabs for spaces.
                prose = value.text.replace("\t", " ")
                yield _Text(prose, value.place.path, prose_line, 1, 1)
            elif isinstance(value, Scalar):
                yield _text(value, node.keys[key].column)
            else:
                yield from _printed(value)


def _text(node: Scalar, parent: int) -> _Text:
    """Return the text of a scalar; one of several lines is a block, below its `|`, indented 2."""
    place = node.place
    if "\n" not in node.text:
        return _Text(node.text, place.path, place.line, place.column, place.column)
    indent = parent + _BLOCK_INDENT
    return _Text(node.text, place.path, place.line + 1, indent, indent)
