"""Reads the built site the way a visitor follows it: elements, links, anchors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

from tests.tracing import uncounted

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", css: str = "") -> list["Element"]:
        return [
            element
            for element in self.walk()
            if (not tag or element.tag == tag) and (not css or css in element.classes)
        ]

    def one(self, tag: str = "", css: str = "") -> "Element":
        (found,) = self.all(tag, css)
        return found

    def links(self) -> list["Element"]:
        return [element for element in self.all("a") if "href" in element.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("#document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> repeats an attribute"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(content: bytes) -> Element:
    """Return a page as its root element; every element must be closed."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    assert [element.tag for element in reader.open] == ["#document"]
    return reader.open[0]


@dataclass(frozen=True)
class Site:
    """A built site: its files, and its pages, which are read when a test looks at one."""

    files: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> "Site":
        return cls(files)

    @cached_property
    def pages(self) -> Mapping[str, Element]:
        """All pages by path."""
        with uncounted():
            return {
                path: read(content)
                for path, content in self.files.items()
                if path.endswith(".html")
            }

    def page(self, address: str) -> Element:
        return self.pages[f"{address}index.html"]

    def follow(self, path: str, href: str) -> Element:
        """Return what a link on the page at `path` leads to: a page, or the element it names."""
        file, _, anchor = href.partition("#")
        target = normpath(join(dirname(path), file)) if file else path
        page = self.pages[target]
        if not anchor:
            return page
        (found,) = (each for each in page.walk() if each.attributes.get("id") == anchor)
        return found


def points_listed(target: Element) -> Decimal:
    """Return the sum of the awards an element lists."""
    return sum(
        (Decimal(award.one("td", "points").text) for award in target.all("tr", "award")), Decimal(0)
    )


def cells(row: Element) -> list[str]:
    """Return the texts of a row's cells."""
    return [child.text.strip() for child in row.all() if child.tag in {"td", "th"}]
