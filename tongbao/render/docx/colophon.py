"""The colophon (版记) at the foot of the last page, and the page number outside the text.

The colophon stands in a box that is fixed to the foot of the type area, whatever is above; below
the annex a blank paragraph as high as the box keeps its room, or takes it to a new page.
"""

from collections.abc import Iterator

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.documents.bulletin import BulletinView
from tongbao.render.docx.markup import (
    Piece,
    element,
    paragraph,
    runs,
    tab,
    text_paragraph,
)
from tongbao.render.docx.styles import BLACK, Align, Edge, Look
from tongbao.render.pdf.colophon import LINE, PADDING, Colophon, copies_text
from tongbao.render.pdf.faces import Role
from tongbao.render.pdf.grid import COLOPHON_SIZE, MEASURE, MM, TEXT_SIZE

PAGE_NUMBER, PAGE_NUMBER_LEFT, MARGIN_MARK = "Footer", "FooterEven", "Header"
_ROOM, _COPIES, _ISSUE = "ColophonRoom", "ColophonCopies", "ColophonIssue"
_THICK, _THIN = "ColophonRule", "ColophonMiddleRule"
_EMU = 12700
_BOX = """\
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>
</wps:spPr><wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>
"""


def colophon_looks(foot: Colophon) -> tuple[Look, ...]:
    """Return the styles of the colophon, of the page numbers and of the mark above the text."""
    side, turn = COLOPHON_SIZE, 3 * COLOPHON_SIZE
    return (
        Look(_ROOM, "版记位置", line=foot.room.points, on_grid=False),
        _rule(_THICK, "版记首末线", 0.35 * MM),
        _rule(_THIN, "版记中线", 0.25 * MM),
        Look(
            _COPIES,
            "版记抄送机关",
            size=COLOPHON_SIZE,
            line=LINE,
            align=Align.FULL,
            before=PADDING,
            after=PADDING,
            left=side + turn,
            right=side,
            first=-turn,
            on_grid=False,
        ),
        Look(
            _ISSUE,
            "版记印发机关",
            size=COLOPHON_SIZE,
            line=LINE,
            before=PADDING,
            after=PADDING,
            left=side,
            right=side,
            tab=MEASURE - side,
            on_grid=False,
        ),
        _outside(PAGE_NUMBER, "footer", Role.SONGTI, Align.RIGHT),
        _outside(PAGE_NUMBER_LEFT, "双页页脚", Role.SONGTI, Align.LEFT),
        Look(
            MARGIN_MARK,
            "header",
            role=Role.HEITI,
            line=TEXT_SIZE,
            align=Align.RIGHT,
            on_grid=False,
        ),
    )


def _outside(style: str, name: str, role: Role, align: Align) -> Look:
    return Look(
        style,
        name,
        role=role,
        size=COLOPHON_SIZE,
        line=COLOPHON_SIZE,
        align=align,
        left=COLOPHON_SIZE,
        right=COLOPHON_SIZE,
        on_grid=False,
    )


def _rule(style: str, name: str, thickness: float) -> Look:
    """Return a rule as wide as the type area: a line below a paragraph that has no height."""
    return Look(style, name, line=0, edge=Edge(thickness, 0, BLACK), on_grid=False)


def colophon_paragraph(view: BulletinView, foot: Colophon) -> BaseOxmlElement:
    """Return the last paragraph, which holds the box and keeps its room."""
    height = round(foot.room.points * _EMU)
    box = parse_xml(_BOX.format(width=round(MEASURE * _EMU), height=height).replace("\n", ""))
    (content,) = box.xpath(".//w:txbxContent")
    content.extend(_parts(view))
    return paragraph(_ROOM, [box])


def _parts(view: BulletinView) -> Iterator[BaseOxmlElement]:
    """Yield the rules and what stands between them (7.4.2, 7.4.3)."""
    yield text_paragraph(_THICK)
    if view.cc:
        yield text_paragraph(_COPIES, [Piece(copies_text(view.cc))])
        yield text_paragraph(_THIN)
    issue = [*runs([Piece(view.issuing_office)]), tab(), *runs([Piece(view.issue_line)])]
    yield paragraph(_ISSUE, issue)
    yield text_paragraph(_THICK)


def page_number(style: str) -> BaseOxmlElement:
    """Return — 1 — for the foot of a page (7.5)."""
    number = element("fldSimple", runs([Piece("1")]), instr=" PAGE ")
    return paragraph(style, [*runs([Piece("— ")]), number, *runs([Piece(" —")])])


def margin_mark(text: str) -> BaseOxmlElement:
    """Return what stands above the text of each page of a sample or a draft."""
    return text_paragraph(MARGIN_MARK, [Piece(text)])
