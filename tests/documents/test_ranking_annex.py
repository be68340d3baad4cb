"""Ranking and list of items as a reader of the PDF finds them, on 56 units and 13 columns."""

from collections.abc import Iterator, Mapping

import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from tests.documents.part_measures import (
    colophon,
    number_and_rule,
    page_numbers,
    planned_pages,
    red_head,
    squeezed,
    title,
)
from tests.documents.ruler import (
    FOOT,
    HEITI,
    LEFT,
    RIGHT,
    TOP,
    annex_pages,
    face,
    foot,
    in_type_area,
    is_near,
    opened,
    rows_of,
    text_of,
)
from tests.documents.sample_cycle import (
    GROUPS,
    NUMBERS,
    POINTS,
    cycle_view,
    item_table,
    ranking,
)
from tests.documents.test_extremes import outside, struck
from tests.documents.text_measures import overlaps
from tongbao.documents.bulletin import AnnexTableView, BulletinView
from tongbao.documents.item_table import ItemTable
from tongbao.model.bulletin import AnnexTable
from tongbao.render.pdf.document import bulletin_layout, render_bulletins
from tongbao.render.pdf.faces import Faces

# Nearly all is measuring.
pytestmark = pytest.mark.no_cover

VIEWS: Mapping[str, BulletinView] = {
    "both": cycle_view(),
    "labels": cycle_view(
        AnnexTableView(AnnexTable.RANKING, "", ranking("不达标、连续三个月未完成任务"))
    ),
    "no items": cycle_view(
        AnnexTableView(AnnexTable.ITEMS, "表1　采用条目", ItemTable(())),
        AnnexTableView(AnnexTable.RANKING, "表2　得分排名", ranking()),
    ),
}


@pytest.fixture(scope="module")
def pdfs(faces: Faces) -> Iterator[Mapping[str, PDF]]:
    contents = render_bulletins(tuple(VIEWS.values()), faces)
    with opened(dict(zip(VIEWS, contents, strict=True))) as found:
        yield found


def tables(pdf: PDF) -> Iterator[list[list[str]]]:
    for page in annex_pages(pdf):
        for table in page.extract_tables():
            yield [[squeezed(cell) for cell in row] for row in table]


def rows_under(pdf: PDF, heading: str) -> list[list[str]]:
    """The rows of all tables whose head begins with this column."""
    return [row for table in tables(pdf) if table[0][0] == heading for row in table[1:]]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("part", [red_head, number_and_rule, title, page_numbers, colophon])
def test_the_other_parts_are_as_ever(pdfs: Mapping[str, PDF], name: str, part: object) -> None:
    assert callable(part)
    assert part(pdfs[name]) == []


@pytest.mark.parametrize("name", VIEWS)
def test_everything_stays_in_its_place(pdfs: Mapping[str, PDF], name: str) -> None:
    assert overlaps(pdfs[name]) == []
    for page in pdfs[name].pages:
        assert outside(page) == []
        assert struck(page) == []


@pytest.mark.parametrize("name", VIEWS)
def test_the_pages_are_those_planned(pdfs: Mapping[str, PDF], faces: Faces, name: str) -> None:
    plan = bulletin_layout(VIEWS[name], faces).annex
    assert len(annex_pages(pdfs[name])) == planned_pages(plan)


@pytest.mark.parametrize("name", VIEWS)
def test_every_page_says_that_it_is_a_sample(pdfs: Mapping[str, PDF], name: str) -> None:
    for page in pdfs[name].pages:
        mark = [char for char in page.chars if char["top"] < TOP - 20]
        assert "".join(char["text"] for char in mark) == "示例"
        assert {face(char) for char in mark} == {HEITI}
        assert is_near(mark[-1]["x1"], RIGHT, 1)


def test_every_unit_stands_in_the_ranking_with_its_numbers(pdfs: Mapping[str, PDF]) -> None:
    expected = []
    for group, names in GROUPS.items():
        expected.append([group])
        for place, name in enumerate(names, start=1):
            rank = [] if place == len(names) else [str(place)]
            expected.append([*rank, name, *NUMBERS, "33/30"])
    printed = [[cell for cell in row if cell] for row in rows_under(pdfs["both"], "名次")]
    assert printed == expected
    assert sum(map(len, GROUPS.values())) == 56


def test_the_head_of_the_ranking_is_on_each_of_its_pages(pdfs: Mapping[str, PDF]) -> None:
    heads = [table[0] for table in tables(pdfs["both"]) if table[0][0] == "名次"]
    assert heads == [["名次", "单位", *POINTS, "任务完成"]] * 3


def test_no_groups_heading_ends_a_page(pdfs: Mapping[str, PDF]) -> None:
    for name in VIEWS:
        for table in tables(pdfs[name]):
            last = table[-1]
            assert sum(map(bool, last)) != 1 or last[0] not in GROUPS or len(table) == 2


def widths(page: Page) -> tuple[float, float]:
    rules = [rule for rule in page.lines + page.rects if rule["top"] < FOOT]
    return min(rule["x0"] for rule in rules), max(rule["x1"] for rule in rules)


def test_the_tables_are_as_wide_as_the_type_area(pdfs: Mapping[str, PDF]) -> None:
    for page in annex_pages(pdfs["both"]):
        left, right = widths(page)
        assert is_near(left, LEFT, 0.6)
        assert is_near(right, RIGHT, 0.6)


@pytest.mark.parametrize("caption", ["表1得分排名和任务完成情况", "表2采用条目"])
def test_a_caption_stands_centred_above_its_table(pdfs: Mapping[str, PDF], caption: str) -> None:
    (row, page) = next(
        (row, page)
        for page in annex_pages(pdfs["both"])
        for row in rows_of(page, in_type_area(page))
        if text_of(row) == caption
    )
    assert {(face(char), round(char["size"], 1)) for char in row[2:]} == {(HEITI, 12.0)}
    assert is_near((row[0]["x0"] + row[-1]["x1"]) / 2, (LEFT + RIGHT) / 2, 2)
    below = min(rule["top"] for rule in page.lines + page.rects if rule["top"] > row[0]["top"])
    assert below - foot(page, row[0]) < 10


def test_every_item_stands_beside_its_unit(pdfs: Mapping[str, PDF]) -> None:
    rows = [row for row in rows_under(pdfs["both"], "单位") if row[1] and "备注" not in row[0]]
    titles = [row[1] for row in rows if row[1] != "（续）"]
    assert titles == [item.mark_text + item.title for item in item_table().items]
    named = [row[0] for row in rows if row[0]]
    assert list(dict.fromkeys(name.removesuffix("（续）") for name in named)) == [
        "甲县医疗保障局",
        "乙县医疗保障局",
        "丙县医疗保障局",
    ]
    instructed = [row[1][-3:-1] for row in rows if row[4] == "市领导"]
    assert instructed == ["07", "14", "21", "28"]


def test_all_outlets_of_an_item_are_printed(pdfs: Mapping[str, PDF]) -> None:
    cells = [row[3] for row in rows_under(pdfs["both"], "单位") if len(row) > 3 and row[3]]
    printed = "".join(cells)
    for place in range(1, 51):
        assert f"《某某医保工作》2020年第{place}期" in printed


def test_the_legend_ends_the_last_table(pdfs: Mapping[str, PDF]) -> None:
    *_, last = tables(pdfs["both"])
    assert [cell for cell in last[-1] if cell] == [
        "备注",
        "标题前的标记：（综）多个单位综合，各得一半。",
    ]


def test_remarks_under_a_ranking_have_room(pdfs: Mapping[str, PDF]) -> None:
    *_, last = tables(pdfs["no items"])
    assert next(filter(None, last[-1])) == "备注"


def test_labels_have_a_column(pdfs: Mapping[str, PDF]) -> None:
    rows = rows_under(pdfs["labels"], "名次")
    assert {row[-1] for row in rows if row[-2] == "33/30"} == {"不达标、连续三个月未完成任务"}


def test_an_empty_list_says_so(pdfs: Mapping[str, PDF]) -> None:
    first = next(tables(pdfs["no items"]))
    assert [cell for cell in first[1] if cell] == ["本期没有采用条目"]
