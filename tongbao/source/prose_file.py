"""Markdown files with front matter: the fields above, the text below."""

from dataclasses import dataclass

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.source.nodes import MapNode, Node, Scalar

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class SplitFile:
    """The two parts of a file, each with the line it begins on."""

    head: str
    head_line: int
    text: str
    text_line: int

    def with_text(self, head: Node | None, path: str) -> tuple[Node | None, list[Diagnostic]]:
        """Return the head with the text as its field `text`, which the head itself may not set."""
        if not isinstance(head, MapNode):
            return head, []
        problems = []
        if "text" in head.keys:
            advice = "删去这一行，正文写在文件头之后"
            expected = "文件头里没有 text"
            problem = Diagnostic(head.keys["text"], Rule.FIELD_UNKNOWN, "text", expected, advice)
            problems.append(problem)
        place = Place(path, self.text_line)
        keys = {**head.keys, "text": place}
        return MapNode(
            head.place, keys, {**head.values, "text": Scalar(place, self.text)}
        ), problems


def split_front_matter(text: str, path: str) -> tuple[SplitFile | None, Diagnostic | None]:
    """Split at the two `---` lines; a file without them gives a diagnostic instead."""
    lines = text.split("\n")
    found = lines[0].strip() or "（空行）"
    advice = "在文件开头和字段之后各加一行 ---"
    if lines[0].rstrip() == _FENCE:
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() == _FENCE:
                head = "\n".join(lines[1 : number - 1])
                return SplitFile(head, 2, "\n".join(lines[number:]), number + 1), None
        found, advice = "只有第一行 ---", "在字段之后、正文之前加一行 ---"
    expected = "第一行是 ---，字段写完后再写一行 ---"
    return None, Diagnostic(Place(path), Rule.FRONT_MATTER, found, expected, advice)
