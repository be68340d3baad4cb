"""The text by GB/T 9704-2012: type area, grid, line ends, faces, tags; lists of violations.

The expected values are the standard's, in millimetres and sizes, not the program's.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from pdfplumber.pdf import PDF

from tests.documents.ruler import (
    CLOSING,
    FALLBACK,
    FANGSONG,
    FOOT,
    HEITI,
    KAITI,
    LEFT,
    MM,
    PITCH,
    RIGHT,
    SONGTI,
    TOP,
    XIAOBIAOSONG,
    body_rows,
    edge,
    face,
    foot,
    full_rows,
    head,
    in_type_area,
    is_near,
    is_red,
    rows_of,
    text_of,
    text_pages,
)


def type_area(pdf: PDF) -> list[str]:
    """Nothing outside the type area; text begins at its left edge and its first line at its top."""
    found = []
    for page in pdf.pages:
        chars = in_type_area(page)
        if any(char["x0"] < LEFT - 0.5 or edge(char) > RIGHT + 0.6 for char in chars):
            found.append(f"第{page.page_number}页：有字超出版心左右边")
        if any(head(page, char) < TOP - 1 or foot(page, char) > FOOT + 1 for char in chars):
            found.append(f"第{page.page_number}页：有字超出版心上下边")
        if not is_near(min(char["x0"] for char in chars), LEFT, 3):
            found.append(f"第{page.page_number}页：没有字从版心左边起")
    for page in text_pages(pdf)[1:]:
        first = min(head(page, char) for char in in_type_area(page))
        if not is_near(first, TOP, 1):
            found.append(f"第{page.page_number}页：首行上边在 {first / MM:.2f} mm")
    return found


def lines_on_page(pdf: PDF) -> list[str]:
    """Size 3 stands on 22 lines a page, and pages that go on are full."""
    found = []
    pages = text_pages(pdf)
    for page in pages:
        places = [(head(page, row[0]) - TOP) / PITCH for row in body_rows(page)]
        found += [
            f"第{page.page_number}页：有一行在第 {place + 1:.2f} 行"
            for place in places
            if abs(place - round(place)) > 0.06 or not 0 <= round(place) <= 21
        ]
        is_last = page is pages[-1]
        goes_with_closing = not is_last and any(
            text_of(row).startswith("附件：") for row in body_rows(pages[page.page_number])
        )
        if not is_last and not goes_with_closing and round(max(places)) != 21:
            found.append(f"第{page.page_number}页：没有排满 22 行")
    return found


def characters_on_line(pdf: PDF) -> list[str]:
    """A full line of full-width characters has 28 of them, one more or less at punctuation."""
    found, counts = [], []
    for page in text_pages(pdf):
        for row in full_rows(page):
            if any(char["text"].isascii() for char in row) or row[0]["x0"] > LEFT + 2:
                continue
            counts.append(len(row))
            if not 27 <= len(row) <= 29:
                found.append(f"第{page.page_number}页：一行 {len(row)} 字")
    if not counts or median(counts) not in {28, 28.5}:
        found.append(f"满行字数中位数不是 28：{sorted(counts)}")
    return found


def right_edge(pdf: PDF) -> list[str]:
    """Every line but a paragraph's last one ends at the right edge of the type area."""
    return [
        f"第{page.page_number}页：“{text_of(row)}”右端差 {(RIGHT - edge(row[-1])):.2f} pt"
        for page in text_pages(pdf)
        for row in full_rows(page)
        if not is_near(edge(row[-1]), RIGHT, 0.6)
    ]


def line_ends(pdf: PDF) -> list[str]:
    """No line begins with closing punctuation or ends with opening punctuation."""
    return [
        f"第{page.page_number}页：“{text_of(row)}”避头尾不当"
        for page in text_pages(pdf)
        for row in body_rows(page)
        if row[0]["text"] in CLOSING or row[-1]["text"] in "（《“‘〔"
    ]


_BODY_FACES = {(FANGSONG, 16.0), (KAITI, 16.0), (HEITI, 16.0), (FALLBACK, 16.0)}


_FACES = {
    *_BODY_FACES,
    (XIAOBIAOSONG, 22.0),
    *((name, size) for name in (FANGSONG, HEITI, FALLBACK) for size in (9.0, 10.5)),
    (FANGSONG, 14.0),
    (SONGTI, 14.0),
}


def faces_and_sizes(pdf: PDF) -> list[str]:
    """Only the standard's faces in their sizes; the red head alone is larger."""
    found = set()
    for page in pdf.pages:
        for char in page.chars:
            pair = (face(char), round(float(char["size"]), 1))
            is_head = page.page_number == 1 and is_red(char["non_stroking_color"])
            if is_head:
                if pair[0] != XIAOBIAOSONG or pair[1] < 30:
                    found.add(f"红头用了{pair[0]} {pair[1]} pt")
            elif pair not in _FACES:
                found.add(f"第{page.page_number}页：用了{pair[0]} {pair[1]} pt")
            elif char["non_stroking_color"] not in {0, (0,), (0, 0, 0)}:
                found.add(f"第{page.page_number}页：“{char['text']}”不是黑色")
    return sorted(found)


def heading_faces(pdf: PDF) -> list[str]:
    """一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, all indented 2."""
    forms = {
        r"[一二三四五六七八九十]+、": HEITI,
        r"（[一二三四五六七八九十]+）": KAITI,
        r"[0-9]+\.": FANGSONG,
        r"（[0-9]+）": FANGSONG,
    }
    found = []
    for page in text_pages(pdf):
        for row in body_rows(page):
            for form, name in forms.items():
                if not re.match(form, text_of(row)):
                    continue
                if face(row[0]) != name:
                    found.append(f"“{text_of(row)}”用了{face(row[0])}")
                if not is_near(row[0]["x0"], LEFT + 2 * 156 / 28 * MM, 1):
                    found.append(f"“{text_of(row)}”没有缩进 2 字")
    return found


def overlaps(pdf: PDF) -> list[str]:
    """No two characters of a row stand on each other."""
    found = []
    for page in pdf.pages:
        for row in rows_of(page, [char for char in page.chars if char["text"].strip()]):
            for left, right in pairwise(row):
                if right["x0"] - left["x0"] < 0.4 * left["width"]:
                    found.append(f"第{page.page_number}页：“{left['text']}{right['text']}”重叠")
    return found


def text(pdf: PDF) -> list[str]:
    """Every glyph has its character, and no space was put between Chinese characters."""
    found = [
        f"第{page.page_number}页：有字形没有对应的字"
        for page in pdf.pages
        if any(char["text"].startswith("(cid:") or char["text"] == "\ufffd" for char in page.chars)
    ]
    found += [
        f"第{page.page_number}页：“{line}”里有多余的空格"
        for page in text_pages(pdf)
        for line in page.extract_text().split("\n")
        if re.search(r"[\u4e00-\u9fff，。、] +[\u4e00-\u9fff]", line)
    ]
    return found


def structure(pdf: PDF) -> list[str]:
    """Tags, language, title and bookmarks."""
    found = []
    catalog = pdf.doc.catalog
    if catalog.get("Lang") != b"zh-CN":
        found.append(f"文档语言是 {catalog.get('Lang')!r}")
    if not pdf.metadata.get("Title"):
        found.append("文档没有标题")
    tags = {element["type"] for element in _elements(pdf.structure_tree)}
    missing = {"Document", "H1", "P", "Table", "TH", "TD"} - tags - {"Document"}
    if missing:
        found.append(f"标签里没有 {sorted(missing)}")
    try:
        labels = [label for _, label, *_ in pdf.doc.get_outlines()]
    except Exception as absent:  # noqa: BLE001 - pdfminer's class is not public
        labels = []
        found.append(f"没有书签：{absent!r}")
    if len(labels) < 2 or not labels[-1].startswith("附件："):
        found.append(f"书签是 {labels}")
    return found


def _elements(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for element in tree:
        yield element
        yield from _elements(element.get("children", []))


def paragraphs(pdf: PDF) -> list[str]:
    """The texts of the paragraphs as tagged, each one element."""
    texts: dict[tuple[int, int], str] = defaultdict(str)
    for page in pdf.pages:
        for mcid, chars in groupby(page.chars, key=lambda char: char["mcid"]):
            if mcid is not None:
                texts[page.page_number, mcid] += text_of(list(chars))
    found = []
    for element in _elements(pdf.structure_tree):
        if element["type"] in {"P", "H1", "H2", "H3", "H4", "H5"}:
            inside = [element, *_elements(element.get("children", []))]
            found.append(
                "".join(
                    texts[part.get("page_number") or element["page_number"], mcid]
                    for part in inside
                    for mcid in part.get("mcids", [])
                )
            )
    return found


ALL = (
    type_area,
    lines_on_page,
    characters_on_line,
    right_edge,
    line_ends,
    faces_and_sizes,
    heading_faces,
    overlaps,
    text,
    structure,
)
