"""The official layout, measured from outside; and each measure fails on a document that is wrong."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pdfplumber
import pytest
from pdfplumber.pdf import PDF

from tests.documents import part_measures as parts
from tests.documents import text_measures as texts
from tests.documents.conftest import Rendered
from tests.documents.ruler import opened
from tests.documents.sample import brief_view
from tongbao.documents.prose import Block, BlockKind, Run
from tongbao.render.pdf.document import bulletin_html
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import Source, render_pdfs

Measure = Callable[[PDF], list[str]]
# Nearly all is measuring.
pytestmark = pytest.mark.no_cover

MEASURES: tuple[Measure, ...] = (*texts.ALL, *parts.ALL)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", ["published", "sample", "unsealed"])
def test_right(rendered: Mapping[str, Rendered], name: str, measure: Measure) -> None:
    assert measure(rendered[name].pdf) == []


@pytest.mark.parametrize("name", ["published", "sample", "unsealed"])
def test_signature(rendered: Mapping[str, Rendered], name: str) -> None:
    view, pdf = rendered[name].view, rendered[name].pdf
    assert parts.signature(pdf, view.signature, view.date, sealed=view.sealed) == []
    assert parts.signature(pdf, view.signature, view.date, sealed=not view.sealed) != []


def test_the_signature_never_stands_without_text(faces: Faces) -> None:
    """However long the text is: the bulletin's last lines go to the signature's page."""
    view = brief_view()
    views = [
        replace(view, body=(Block(BlockKind.PARAGRAPH, (Run("各单位要认真抓好落实。" * count),)),))
        for count in range(1, 34, 2)
    ]
    sources = [Source(str(n), front_of(bulletin_html(v, faces))) for n, v in enumerate(views)]
    pages = set()
    for content in render_pdfs(sources, faces):
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            assert parts.signature(pdf, view.signature, view.date, sealed=True) == []
            assert texts.lines_on_page(pdf) == []
            pages.add(len(pdf.pages))
    assert pages == {2}


# What is done to the document (pattern → replacement in its HTML) and the measures that must see it.
WRONG: dict[str, tuple[str, str, tuple[Measure, ...]]] = {
    "left margin": (r"26mm 32.5mm 28mm", "24mm 32.5mm 30mm", (texts.type_area,)),
    "top margin": (
        r"margin: 34.6mm",
        "margin: 30mm",
        (texts.type_area, texts.lines_on_page, parts.red_head),
    ),
    "body size": (r"font: 16pt fangsong", "font: 15pt fangsong", (texts.faces_and_sizes,)),
    "body face": (r"font-family: fangsong", "font-family: songti", (texts.faces_and_sizes,)),
    "colour": (r"color: black", "color: #333", (texts.faces_and_sizes,)),
    "pitch": (r"--pitch: [\d.]+pt", "--pitch: 31pt", (texts.lines_on_page,)),
    "no spacing": (
        r"letter-spacing: -?[\d.]+em",
        "letter-spacing: 0",
        (texts.type_area, texts.right_edge),
    ),
    "ragged": (r"letter-spacing: -[\d.]+em", "letter-spacing: -0.05em", (texts.right_edge,)),
    "overlap": (r"letter-spacing: -?[\d.]+em", "letter-spacing: -0.7em", (texts.overlaps,)),
    "large letters": (
        r"letter-spacing: -?[\d.]+em",
        "letter-spacing: 0.3em",
        (texts.type_area, texts.right_edge),
    ),
    "short lines": (
        r">([^<]{14})([^<]{14})<",
        r">\1</span><br><span>\2<",
        (texts.characters_on_line, texts.right_edge),
    ),
    "page number side": (
        r"(?s)@page :right \{(.*?)@page :left \{",
        r"@page :left {\1@page :right {",
        (parts.page_numbers,),
    ),
    "page number form": (r'"— " counter\(page\) " —"', "counter(page)", (parts.page_numbers,)),
    "page number height": (r"25\.5mm", "22mm", (parts.page_numbers,)),
    "page number face": (r"14pt songti", "14pt heiti", (parts.page_numbers,)),
    "black head": (r"color: #e60012", "color: black", (parts.red_head,)),
    "low head": (
        r'class="head" style="padding-top: [\d.]+pt',
        'class="head" style="padding-top: 125pt',
        (parts.red_head, parts.number_and_rule),
    ),
    "black rule": (r"solid #e60012", "solid black", (parts.number_and_rule,)),
    "thick rule": (r"0\.4mm solid", "1mm solid", (parts.number_and_rule,)),
    "low rule": (
        r'class="rule" style="padding-top: [\d.]+pt',
        'class="rule" style="padding-top: 12pt',
        (parts.number_and_rule,),
    ),
    "number left": (
        r"(?s)\.number \{\s*text-align: center",
        ".number { text-align: left",
        (parts.number_and_rule,),
    ),
    "small title": (r"font-size: 22pt", "font-size: 20pt", (parts.title,)),
    "title left": (
        r"(?s)font-size: 22pt;\s*text-align: center",
        "font-size: 22pt; text-align: left",
        (parts.title, parts.annex),
    ),
    "heading face": (
        r'(<h2[^>]*><span style="font-family: )heiti',
        r"\1fangsong",
        (texts.heading_faces,),
    ),
    "heading indent": (r"text-indent: 31\.\d+pt", "text-indent: 0", (texts.heading_faces,)),
    "line begins with a comma": (r"学习，", "学习</span><br><span>，", (texts.line_ends,)),
    "spaces": (r"结合实际", "结合 实际", (texts.text,)),
    "annex mark": (
        r'(class="annex-mark"[^>]*><span style="font-family: )heiti',
        r"\1fangsong",
        (parts.annex,),
    ),
    "table head once": (
        r"thead th \{",
        "thead { display: table-row-group } thead th {",
        (parts.annex,),
    ),
    "table aside": (r"table-layout: fixed;", "margin-left: 3mm;", (parts.annex,)),
    "group alone": (
        r"break-after: avoid;\s*font-family: heiti;",
        "} .group + tbody { break-before: page;",
        (parts.groups_stay,),
    ),
    "high colophon": (r"bottom: 0;", "bottom: 12mm;", (parts.colophon,)),
    "colophon rules": (r"0\.35mm", "0.8mm", (parts.colophon,)),
    "colophon indent": (r"padding: 2pt 14pt;", "padding: 2pt 0;", (parts.colophon,)),
    "no language": (r' lang="zh-CN"', "", (texts.structure,)),
    "no title": (r"<title>.*?</title>", "", (texts.structure,)),
    "no bookmarks": (r"bookmark-level: 1;", "bookmark-level: none;", (texts.structure,)),
}


FRONT = frozenset(MEASURES) - {
    parts.annex,
    parts.groups_stay,
    parts.colophon,
    texts.structure,
}


def front_of(html: str) -> str:
    """The document without annex and colophon, which is rendered faster."""
    return re.sub(r"(?s)<section.*(?=</body>)", "", html)


@pytest.fixture(scope="module")
def wrong(faces: Faces) -> Iterator[Mapping[str, PDF]]:
    """The wrong documents beside the right ones, rendered in one go."""
    whole = bulletin_html(brief_view(), faces)
    htmls = {"whole": whole, "front": front_of(whole)}
    for name, (pattern, replacement, seen_by) in WRONG.items():
        right = htmls["front" if FRONT.issuperset(seen_by) else "whole"]
        htmls[name], count = re.subn(pattern, replacement, right)
        assert count, name
    contents = render_pdfs([Source(name, html) for name, html in htmls.items()], faces)
    with opened(dict(zip(htmls, contents, strict=True))) as found:
        yield found


@pytest.mark.parametrize("measure", MEASURES)
def test_brief_document_is_right(wrong: Mapping[str, PDF], measure: Measure) -> None:
    assert measure(wrong["whole"]) == []
    if measure in FRONT:
        assert measure(wrong["front"]) == []


@pytest.mark.parametrize("name", WRONG)
def test_wrong(wrong: Mapping[str, PDF], name: str) -> None:
    _, _, seen_by = WRONG[name]
    for measure in seen_by:
        assert measure(wrong[name]) != [], measure.__name__


def test_every_measure_is_tested() -> None:
    tested = {measure for _, _, seen_by in WRONG.values() for measure in seen_by}
    assert set(MEASURES) - tested == set()
