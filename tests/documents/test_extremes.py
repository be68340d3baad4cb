"""Data as long as the models allow: it is refused by name, or it is set and stays in its place."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from tests.documents.part_measures import planned_pages
from tests.documents.ruler import FOOT, LEFT, RIGHT, TOP, edge, foot, head, in_type_area, opened
from tests.documents.sample import (
    COLUMNS,
    PERIOD,
    SENTENCE,
    brief_view,
    group_rows,
    item,
    scores,
    unit,
)
from tests.documents.text_measures import overlaps
from tongbao.documents.bulletin import AnnexView, BulletinView, Remark
from tongbao.documents.items import AdoptedItem, OutletLine
from tongbao.documents.prose import Block, BlockKind, Run
from tongbao.documents.score_table import Cell, ScoreTable, UnitRow
from tongbao.model.rulebook import Column
from tongbao.model.scalars import ColumnId
from tongbao.render.pdf.annex import annex
from tongbao.render.pdf.colophon import colophon
from tongbao.render.pdf.document import bulletin_html, bulletin_layout, render_bulletins
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import RenderError, Source, render_pdfs

NAME = "某某省医疗保障局关于进一步加强和改进政务信息报送采用工作的若干意见"


def han(count: int) -> str:
    return (NAME * 9)[:count]


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Run(text),))


def adopted(
    title: str, outlets: tuple[str, ...] = ("某某信息",), category: str = ""
) -> AdoptedItem:
    lines = tuple(OutletLine(outlet, "", "") for outlet in outlets)
    return replace(item(1, title), outlets=lines, category=category or "动态信息")


def row(
    *items: AdoptedItem, name: str = "某局", numbers: tuple[str, ...] = ("5.4", "", "0")
) -> UnitRow:
    return replace(unit(name, "组", items), cells=tuple(Cell(number, "") for number in numbers))


WHOLE = brief_view()
SMALL = ScoreTable(PERIOD, COLUMNS, (group_rows("组", (row(adopted("某题")),)),))
BRIEF = replace(
    WHOLE, body=(paragraph(SENTENCE),), annex=replace(WHOLE.annex, tables=scores(SMALL))
)


def annexed(**changes: object) -> BulletinView:
    view: AnnexView = replace(BRIEF.annex, **changes)  # type: ignore[arg-type]
    return replace(BRIEF, annex=view)


def table(*rows: UnitRow, columns: tuple[Column, ...] = COLUMNS, group: str = "组") -> BulletinView:
    return annexed(tables=scores(ScoreTable(PERIOD, columns, (group_rows(group, rows),))))


def columns(count: int, name: str = "医疗保障采用计分") -> tuple[Column, ...]:
    return tuple(Column(id=ColumnId(f"c{number}"), name=name) for number in range(count))


TOO_LONG_FOR_FIRST_PAGE = (
    "标题、主送机关等太长，首页排不下正文（GB/T 9704—2012，7.3.3），请改短标题或主送机关"
)
TOO_MANY_COLUMNS = (
    "计分栏有{}栏，通报表格一页的宽度排不下，请在考评办法里合并计分栏，"
    "或者改短计分栏和信息类别的名称"
)
QUOTED = "某某省医疗保障局关于进一步加强和改进政务信息报送采用工作的若干意见某某省医疗保障……"

REFUSED: dict[str, tuple[BulletinView, str]] = {
    "title": (replace(BRIEF, title_lines=(han(200),)), TOO_LONG_FOR_FIRST_PAGE),
    "recipients": (replace(BRIEF, recipients=han(200)), TOO_LONG_FOR_FIRST_PAGE),
    "headings only on the first page": (
        replace(
            BRIEF,
            body=(*[Block(BlockKind.HEADING, (Run(han(60)),))] * 12, paragraph("文")),
        ),
        TOO_LONG_FOR_FIRST_PAGE,
    ),
    "no text": (replace(BRIEF, body=()), "正文没有一段文字可排，请在文件头之后写正文"),
    "no text but a heading": (
        replace(BRIEF, body=(Block(BlockKind.HEADING, (Run("一、"),)),)),
        "正文没有一段文字可排，请在文件头之后写正文",
    ),
    "number": (
        replace(BRIEF, number=f"{han(24)}〔2021〕8号"),
        (
            "发文字号“某某省医疗保障局关于进一步加强和改进政务信息报送〔2021〕8号”太长，一行排不下，"
            "请改短 number 或 bureau.yaml 的 number_prefix"
        ),
    ),
    "red head": (
        replace(BRIEF, head=("某某省", han(21))),
        (
            "发文机关标志“某某省医疗保障局关于进一步加强和改进政务信”太长，一行排不下，"
            "请在 bureau.yaml 的 head 里分成几行，或者改短"
        ),
    ),
    "signature": (
        replace(BRIEF, signature=han(30)),
        (
            "发文机关署名“某某省医疗保障局关于进一步加强和改进政务信息报送采用工作的若”太长，"
            "一行排不下，请改短 bureau.yaml 的 name"
        ),
    ),
    "signature, 2 from the right": (
        replace(BRIEF, signature=han(27), sealed=False),
        (
            "发文机关署名“某某省医疗保障局关于进一步加强和改进政务信息报送采用工”太长，"
            "一行排不下，请改短 bureau.yaml 的 name"
        ),
    ),
    "office": (
        replace(BRIEF, issuing_office=han(45)),
        f"印发机关“{QUOTED}”太长，版记两行排不下，请改短",
    ),
    "annex title over a table's high head": (
        replace(
            (high := table(row(numbers=("1",)), columns=columns(1, han(96)), group=han(200))),
            annex=replace(high.annex, title=han(200)),
        ),
        "附件标题太长，标题下面排不下表格，请改短 annex 的 title",
    ),
    "no columns": (
        table(row(numbers=()), columns=()),
        "通报的期间没有施行中的考评办法，通报表格没有计分栏，请核对 period",
    ),
    "11 columns": (
        table(row(numbers=("1",) * 11), columns=columns(11)),
        TOO_MANY_COLUMNS.format(11),
    ),
    "40 columns": (
        table(row(numbers=("1",) * 40), columns=columns(40, "分")),
        TOO_MANY_COLUMNS.format(40),
    ),
    "wide numbers": (
        table(row(numbers=("123456.7891",) * 6), columns=columns(6)),
        TOO_MANY_COLUMNS.format(6),
    ),
    "a column's name": (
        table(row(numbers=("1",)), columns=columns(1, han(97))),
        f"计分栏“{QUOTED}”的名称太长，表头排不下，请改短",
    ),
    "a unit's name": (
        table(row(name=han(200))),
        f"单位“{QUOTED}”的名称太长，通报表格一页排不下，请改短",
    ),
    "an item": (
        table(row(adopted("某题", (han(212),)), numbers=("1",) * 10), columns=columns(10, han(20))),
        "信息“某题01”的内容太长，通报表格一页排不下，请改短标题、信息类别或采用刊物的名称",
    ),
    "2001 items": (
        table(row(*[adopted("某题")] * 2001)),
        "采用条目有2001条，一份通报最多排2000条，请缩短通报的期间",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_name(faces: Faces, name: str) -> None:
    view, reason = REFUSED[name]
    with pytest.raises(LayoutError) as raised:
        bulletin_layout(view, faces)
    assert str(raised.value) == reason


def test_a_refusal_names_the_document(faces: Faces) -> None:
    view, reason = REFUSED["office"]
    with pytest.raises(RenderError) as raised:
        render_bulletins([BRIEF, view], faces)
    assert str(raised.value) == f"“{view.title}”没有排成 PDF：{reason}"


TALL = adopted(han(200), (han(200),), han(200))
SET: dict[str, BulletinView] = {
    "long parts, a text of 20,000 characters": replace(
        BRIEF,
        head=("某某市医疗保障局文件",),
        title_lines=(han(120),),
        annex_note=han(200),
        cc=han(200),
        issuing_office=han(36),
        signature=han(28),
        body=(paragraph(SENTENCE * 170),),
    ),
    "without copies, seal and number; a character of text": replace(
        BRIEF,
        cc="",
        sealed=False,
        signature=han(26),
        number="某医保办发〔2021〕　号",
        body=(paragraph("文"),),
        annex=table(row()).annex,
    ),
    "Latin words without end": replace(
        BRIEF,
        title_lines=("a" * 100,),
        recipients="b" * 150,
        cc="c" * 199,
        body=(paragraph("d" * 500), paragraph("，" * 500)),
        annex=table(row(adopted("e" * 150, ("f" * 200,), "g" * 30), name="h" * 150)).annex,
    ),
    "annex title of 150 characters over rows as high as a page": replace(
        table(row(*[TALL] * 2), row()),
        annex=replace(table(row(*[TALL] * 2), row()).annex, title=han(150)),
    ),
    "9 columns": table(
        *[row(adopted(han(30)), adopted(han(10)), numbers=("12.5",) * 9)] * 4,
        columns=columns(9),
    ),
    "one narrow column, a long group, no remarks": replace(
        narrow := table(
            row(adopted(han(30)), numbers=("1",)), columns=columns(1, "分"), group=han(200)
        ),
        annex=replace(narrow.annex, remarks=()),
    ),
    "100 units, no item": table(*[row(name=f"第{number}县医疗保障局") for number in range(100)]),
    "an item in 60 outlets, a unit of 40 items": table(
        row(adopted(han(50), tuple(f"某某信息2021年第{number}期" for number in range(60)))),
        row(*[adopted(han(20 + number)) for number in range(40)]),
        row(name="某处"),
    ),
    "remarks longer than pages": annexed(
        remarks=(Remark("报送评分", han(300) * 8), Remark("采用评分", han(10)))
    ),
}

# PDF positions are cut off at thousandths of the size, character by character.
_CUT_OFF = 1.2


def outside(page: Page) -> list[str]:
    """Characters outside the type area; the page number has its own place."""
    return [
        f"第{page.page_number}页：“{char['text']}”超出版心"
        for char in in_type_area(page)
        if char["x0"] < LEFT - _CUT_OFF
        or edge(char) > RIGHT + _CUT_OFF
        or head(page, char) < TOP - 1
        or foot(page, char) > FOOT + 1
    ]


def struck(page: Page) -> list[str]:
    """Characters through which a line of the table runs: text that left its cell."""
    # Tables have many lines, in few places.
    upright: dict[float, set[tuple[float, float]]] = defaultdict(set)
    level: dict[float, set[tuple[float, float]]] = defaultdict(set)
    for line in page.rects + page.lines:
        if line["height"] > max(3, line["width"]):
            upright[line["x0"]].add((line["top"], line["bottom"]))
        elif line["width"] > 3:
            level[line["top"]].add((line["x0"], line["x1"]))
    return [
        f"第{page.page_number}页：“{char['text']}”压在表格线上"
        for char in in_type_area(page)
        if _is_crossed(upright, (char["x0"], edge(char)), head(page, char) + 2)
        or _is_crossed(level, (head(page, char), foot(page, char)), char["x0"] + 1)
    ]


def _is_crossed(
    lines: Mapping[float, set[tuple[float, float]]], extent: tuple[float, float], place: float
) -> bool:
    """Whether lines run between two edges, but for a point, where such a line passes a place."""
    low, high = extent
    return any(
        start < place < end
        for position, spans in lines.items()
        if low + 1 < position < high - 1
        for start, end in spans
    )


@pytest.fixture(scope="module")
def extremes(faces: Faces) -> Iterator[Mapping[str, PDF]]:
    contents = render_bulletins(tuple(SET.values()), faces)
    with opened(dict(zip(SET, contents, strict=True))) as found:
        yield found


@pytest.mark.no_cover
@pytest.mark.parametrize("name", SET)
def test_everything_stays_in_its_place(extremes: Mapping[str, PDF], name: str) -> None:
    # Of many pages alike some are enough.
    pdf = extremes[name]
    assert overlaps(pdf) == []
    for page in [*pdf.pages[:3], *pdf.pages[-6:]]:
        assert outside(page) == []
        assert struck(page) == []


@pytest.mark.no_cover
@pytest.mark.parametrize("name", SET)
def test_the_pages_are_those_planned(extremes: Mapping[str, PDF], faces: Faces, name: str) -> None:
    view = SET[name]
    plan = annex(faces, view.annex, colophon(faces, view).room.points)
    first = next(
        number
        for number, page in enumerate(extremes[name].pages)
        if page.extract_text().startswith("附件\n")
    )
    assert len(extremes[name].pages) - first == planned_pages(plan)


@pytest.mark.no_cover
def test_outlets_of_an_item_go_on_in_rows_of_their_own(extremes: Mapping[str, PDF]) -> None:
    pdf = extremes["an item in 60 outlets, a unit of 40 items"]
    rows = [
        [(cell or "").replace("\n", "") for cell in line]
        for page in pdf.pages
        for line in page.extract_table() or []
        if line[-1] and "期" in line[-1]
    ]
    printed = "".join(cells[-1] for cells in rows)
    assert printed == "".join(f"某某信息2021年第{number}期" for number in range(60))
    assert [cells[-2] for cells in rows] == [f"{han(50)}01", *["（续）"] * (len(rows) - 1)]


@pytest.mark.no_cover
def test_a_long_office_takes_two_lines_beside_the_date(extremes: Mapping[str, PDF]) -> None:
    page = extremes["long parts, a text of 20,000 characters"].pages[-1]
    *_, above, last, _ = page.extract_text().split("\n")
    assert above + last.removesuffix("2021年4月8日印发").strip() == han(36)


@pytest.mark.no_cover
def test_long_remarks_are_whole(extremes: Mapping[str, PDF]) -> None:
    pdf = extremes["remarks longer than pages"]
    tables = [page.extract_table() or [] for page in pdf.pages]
    cells = [line[1] or "" for rows in tables for line in rows if (line[0] or "")[:2] == "备注"]
    assert "".join(cells).replace("\n", "") == f"报送评分：{han(300) * 8}采用评分：{han(10)}"


@pytest.mark.no_cover
def test_the_measures_see_what_is_wrong(faces: Faces) -> None:
    html = bulletin_html(SET["one narrow column, a long group, no remarks"], faces)
    wrong = {
        "wide": re.sub(r"--table-size: [\d.]+pt", "--table-size: 16pt", html),
        "aside": html.replace("table-layout: fixed;", "margin-left: 9mm;"),
    }
    contents = render_pdfs([Source(name, text) for name, text in wrong.items()], faces)
    for content, measure in zip(contents, (struck, outside), strict=True):
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            assert [text for page in pdf.pages[1:] for text in measure(page)] != []


def test_no_documents(faces: Faces) -> None:
    assert render_bulletins((), faces) == ()


@pytest.mark.no_cover
def test_lines_of_a_long_title_keep_a_blank_line_below(extremes: Mapping[str, PDF]) -> None:
    page = extremes["long parts, a text of 20,000 characters"].pages[0]
    lines = [char for char in page.chars if round(char["size"]) == 22]
    tops = sorted({round(head(page, char), 1) for char in lines})
    assert len(tops) == 6
    assert all(below - above > 22 for above, below in pairwise(tops))
