"""Text to nodes: a small, strict part of YAML, refused at the first event that leaves it.

No aliases, anchors, tags, directives or second documents; no nesting deeper than 12; no key twice.
Scalars are never typed. The event stream is checked before anything is composed, so a bomb is
refused while it is still a line of text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import yaml

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.source.nodes import ListNode, MapNode, Node, Scalar
from tongbao.source.text import forbidden

MAX_DEPTH = 12
_LONGEST_QUOTE = 100

_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- +)?[A-Za-z_]+\s*：")


class _Mark(Protocol):
    """Where the parser stood; both of the library's parsers give such marks, counted from 0."""

    line: int
    column: int


class _RefusedError(Exception):
    """Leaves the event loop with its one diagnostic; never leaves this module."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.found)
        self.diagnostic = diagnostic


class _Reader:
    """Composes nodes from the events of one file."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path = path
        self._lines_before = first_line - 1
        self._lines = text.split("\n")
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.diagnostics: list[Diagnostic] = []

    def place(self, mark: _Mark | None) -> Place:
        # Only events built by hand have no mark; the same below.
        assert mark is not None
        line = min(mark.line, len(self._lines) - 1)
        return Place(self.path, line + 1 + self._lines_before, mark.column + 1)

    def refuse(
        self, mark: _Mark | None, rule: Rule, found: str, expected: str, advice: str
    ) -> _RefusedError:
        return _RefusedError(Diagnostic(self.place(mark), rule, found, expected, advice))

    def line(self, mark: _Mark | None) -> str:
        assert mark is not None
        return self._lines[mark.line] if mark.line < len(self._lines) else ""

    def lines_up_to(self, mark: _Mark) -> Iterator[tuple[int, str]]:
        """Yield the line of a mark and the one before it, with their numbers in the file."""
        for index in range(mark.line, max(mark.line - 2, -1), -1):
            if index < len(self._lines):
                yield index + 1 + self._lines_before, self._lines[index]

    def _word_at(self, mark: _Mark | None) -> str:
        assert mark is not None
        return self.line(mark)[mark.column :].split(" ")[0]

    def read(self) -> Node | None:
        """Return the root of the only document; None if the file holds none."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    raise self._tagged(event, self.line(event.start_mark).strip())
                if root is not None:
                    raise self.refuse(
                        event.start_mark,
                        Rule.YAML_DOCUMENTS,
                        "---",
                        "一个文件只有一份文档",
                        "删去 ---，或把后一份另存为一个文件",
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _tagged(self, event: yaml.Event, found: str) -> _RefusedError:
        return self.refuse(
            event.start_mark,
            Rule.YAML_TAG,
            found,
            "不带标签（!）和指令（%）",
            "删去标签或指令；文字以 ! 或 % 开头时，用双引号括起来",
        )

    def _node(self, event: yaml.NodeEvent, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise self.refuse(
                event.start_mark,
                Rule.YAML_ALIAS,
                f"{sign}{event.anchor}",
                "不用锚点（&）和别名（*）",
                "把内容写全；文字以 & 或 * 开头时，用双引号括起来",
            )
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag:
            raise self._tagged(event, self._word_at(event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            raise self.refuse(
                event.start_mark,
                Rule.YAML_DEPTH,
                f"第 {depth} 层",
                f"不超过 {MAX_DEPTH} 层",
                "照 docs/data-format.md 的样例写，不要一层套一层",
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self.place(event.start_mark)
        # An escape can write what the file's own characters may not be.
        self.diagnostics.extend(forbidden(event.value, place))
        end = event.end_mark
        assert end is not None
        rest = self.line(end)[end.column :].lstrip()
        if rest.startswith("#") and event.style not in {"|", ">"}:
            self.diagnostics.append(
                Diagnostic(
                    place,
                    Rule.YAML_COMMENT,
                    rest,
                    "值后面没有 #",
                    "# 是文字的，把整段文字用双引号括起来；是注释的，另起一行写",
                )
            )
        return Scalar(place, event.value)

    def _list(self, start: yaml.Event, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            assert isinstance(event, yaml.NodeEvent)
            items.append(self._node(event, depth + 1))
        return ListNode(self.place(start.start_mark), tuple(items))

    def _mapping(self, start: yaml.Event, depth: int) -> MapNode:
        keys: dict[str, Place] = {}
        values: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            assert isinstance(event, yaml.NodeEvent)
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(
                    event.start_mark,
                    Rule.YAML_KEY,
                    "列表或下一级字段",
                    "字段名是一个词",
                    "照 docs/data-format.md 的样例写字段名",
                )
            value = next(self._events)
            assert isinstance(value, yaml.NodeEvent)
            node = self._node(value, depth + 1)
            if key.text in values:
                first = keys[key.text].line
                self.diagnostics.append(
                    Diagnostic(
                        key.place,
                        Rule.YAML_DUPLICATE_KEY,
                        key.text,
                        "每个字段只写一次",
                        f"第 {first} 行已经写了 {_short(key.text)}，删去其中一处",
                    )
                )
                continue
            keys[key.text] = key.place
            values[key.text] = node
        return MapNode(self.place(start.start_mark), keys, values)


def parse(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node of a YAML text and what is wrong with it.

    `first_line` is the line of the file on which the text begins (front matter does not begin on
    the first). A text that breaks the grammar gives one diagnostic and no node.
    """
    reader = _Reader(text, path, first_line)
    root: Node | None = None
    try:
        root = reader.read()
    except _RefusedError as refused:
        reader.diagnostics.append(refused.diagnostic)
    except yaml.MarkedYAMLError as error:
        reader.diagnostics.append(_syntax(error, reader))
    return root, [replace(each, found=_short(each.found)) for each in reader.diagnostics]


def _short(found: str) -> str:
    """Return what was found, or its beginning: a line may be as long as its file."""
    return found if len(found) <= _LONGEST_QUOTE else found[:_LONGEST_QUOTE] + "……"


def _syntax(error: yaml.MarkedYAMLError, reader: _Reader) -> Diagnostic:
    """Put the parser's complaint in plain Chinese, with the likeliest cause first."""
    for candidate in (error.problem_mark, error.context_mark):
        line_start = candidate and replace(reader.place(candidate), column=1)
        colon = line_start and full_width_colon(reader.line(candidate), line_start)
        if colon:
            return colon
        certain = candidate and _nearby_slip(reader, candidate, _CERTAIN_SLIPS)
        if certain:
            return certain
    problem = error.problem or ""
    mark = error.problem_mark
    # Where something was begun and not ended, the beginning is what has to be mended.
    if problem in _UNENDED or not reader.line(mark).strip():
        mark = error.context_mark or mark
    assert mark is not None
    place, line = reader.place(mark), reader.line(mark)
    if "\t" in line[: mark.column + 1]:
        return Diagnostic(
            place, Rule.YAML_TAB, "制表符（Tab）", "用空格缩进", "把行首的制表符改为两个空格"
        )
    if problem == _SECOND_COLON and ": " in line[: mark.column]:
        return Diagnostic(
            place,
            Rule.YAML_NESTED_COLON,
            line.strip(),
            "冒号加空格只在字段名后出现一次",
            "文字里有冒号加空格时，把整段文字用双引号括起来，或改用全角冒号",
        )
    slip = _nearby_slip(reader, mark, _SLIPS)
    if slip is not None and problem not in _UNENDED | _ESCAPES:
        return slip
    advice = _SYNTAX_ADVICE.get(problem, "对照样例检查这一行和上一行的引号、括号、冒号和缩进")
    if problem == _UNENDED_KEY and any(
        _BLOCK_SIGN.search(before) for _, before in reader.lines_up_to(mark)
    ):
        advice = "这段文字的每一行前面空两格"
    found = line.strip() or "文件到此为止"
    return Diagnostic(place, Rule.YAML_SYNTAX, found, _EXPECTED, advice)


_EXPECTED = "“字段名: 内容”，下一级缩进两个空格"
_UNENDED_QUOTE = "found unexpected end of stream"
_UNENDED_KEY = "could not find expected ':'"
_UNENDED_LIST = "did not find expected ',' or ']'"
_UNENDED_MAP = "did not find expected ',' or '}'"
_UNENDED = {_UNENDED_QUOTE, _UNENDED_KEY, _UNENDED_LIST, _UNENDED_MAP}
_ESCAPES = {
    "found unknown escape character",
    "did not find expected hexdecimal number",
    "found invalid Unicode character escape code",
}
_BLOCK_SIGN = re.compile(r"^\s*[A-Za-z_]+: *[|>][0-9+-]*$")
_SECOND_COLON = "mapping values are not allowed in this context"
_SYNTAX_ADVICE = {
    _UNENDED_QUOTE: "补上没有写完的引号",
    _UNENDED_KEY: "在字段名后补上半角冒号和空格",
    _UNENDED_LIST: "补上没有写完的方括号 ]",
    _UNENDED_MAP: "补上没有写完的花括号 }",
    _SECOND_COLON: "检查缩进：同一级的字段要对齐，不能比上一行的字段更靠右",
    "did not find expected key": "检查缩进：同一级的字段要对齐",
    **dict.fromkeys(_ESCAPES, "双引号里的反斜杠写两个，即 \\\\，或把双引号改为单引号"),
}
_Slips = tuple[tuple[re.Pattern[str], str], ...]
_CERTAIN_SLIPS: _Slips = (
    (
        re.compile(r"^(?P<sign><{7}|={7}|>{7})(?: |$)"),
        "这是两份改动冲突时留下的记号：留下要的一份，删去 <<<<<<<、=======、>>>>>>> 三行",
    ),
    (
        re.compile(r"^ *(?P<sign>[\u00a0\u2000-\u200a\u202f\u205f\u3000])"),
        "行首是全角空格或不换行空格：删去它，缩进用半角空格",
    ),
    (
        re.compile(r"^\s*(?:- +)?[A-Za-z_]+: *(?P<sign>[｛［])"),
        "把全角的 {} 改为半角，后一半也一样",
    ),
    (
        re.compile(r"^[^{]*\{[^}]*?(?P<sign>，) *[A-Za-z_]+:"),
        "把全角逗号 {} 改为半角逗号和一个空格",
    ),
)
_SLIPS: _Slips = (
    (re.compile(r"^\s*(?P<sign>[－—–])"), "列表每项以半角的“- ”开头，把 {} 改为半角短横线"),
    (re.compile(r"^\s*(?:- +)?[A-Za-z_]+(?P<sign>:)[^\s:]"), "在冒号 {} 后面空一格"),
    (
        # What is closed again at the line's end is whole: then the fault is another.
        re.compile(
            r"""^\s*(?:- +)?[A-Za-z_]+: +(?!"[^"]*"$|'[^']*'$|\[[^\[\]]*\]$|\{[^{}]*\}$)"""
            r"""(?P<sign>["'\[\]{}*&!|>%@`#,?])"""
        ),
        "内容以 {} 开头：把整段内容用双引号括起来，里面的双引号改为“”",
    ),
)


def likely_slip(text: str, path: str) -> Diagnostic | None:
    """Return the first line of a text without fields that looks like one written wrongly."""
    for number, line in enumerate(text.split("\n"), 1):
        place = Place(path, number)
        slip = full_width_colon(line, place) or _slip(line, place, _SLIPS)
        if slip is not None:
            return slip
    return None


def _nearby_slip(reader: _Reader, mark: _Mark, slips: _Slips) -> Diagnostic | None:
    """Return what is written wrongly on the line of a mark or on the one before it."""
    for number, line in reader.lines_up_to(mark):
        slip = _slip(line, Place(reader.path, number), slips)
        if slip is not None:
            return slip
    return None


def _slip(line: str, place: Place, slips: _Slips) -> Diagnostic | None:
    for pattern, advice in slips:
        slip = pattern.match(line)
        if slip:
            return Diagnostic(
                Place(place.path, place.line, slip.end("sign")),
                Rule.YAML_SYNTAX,
                line.strip(),
                _EXPECTED,
                advice.format(slip["sign"]),
            )
    return None


def full_width_colon(text: str, place: Place) -> Diagnostic | None:
    """Return what is wrong with a text at a place that begins like a field but for its colon."""
    if not _FULL_WIDTH_COLON.match(text):
        return None
    index = text.index("：")
    name = text[:index].strip(" -")
    return Diagnostic(
        replace(place, column=place.column + index),
        Rule.YAML_COLON,
        f"{name}：",
        f"{name}: ",
        "把全角冒号改为半角冒号，后面加一个空格",
    )
