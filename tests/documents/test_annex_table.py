"""The score table's pages: divided units, groups, marks; on the sample and on the plan alone."""

from collections.abc import Mapping

import pytest

from tests.documents.conftest import Rendered
from tests.documents.part_measures import planned_pages, squeezed, table_rows
from tests.documents.ruler import annex_pages
from tests.documents.sample import LONG_UNIT
from tongbao.render.pdf.document import bulletin_layout
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.paging import RemarkBlock, RemarkParagraph, paged, paged_remarks
from tongbao.render.pdf.table import Block, Cell, CellKind, GroupBlock, Row
from tongbao.render.pdf.typesetting import Line

LINE = Line((), 0, 0.0)


@pytest.mark.no_cover
class TestSample:
    @pytest.mark.parametrize("name", ["published", "sample", "unsealed"])
    def test_the_pages_are_those_planned(
        self, rendered: Mapping[str, Rendered], faces: Faces, name: str
    ) -> None:
        plan = bulletin_layout(rendered[name].view, faces).annex
        assert len(annex_pages(rendered[name].pdf)) == planned_pages(plan)

    def test_a_divided_unit_is_named_again(self, rendered: Mapping[str, Rendered]) -> None:
        names = [row[0] for row in table_rows(rendered["sample"].pdf) if row[0]]
        assert names.count(LONG_UNIT) == 1
        assert names[names.index(LONG_UNIT) + 1] == f"{LONG_UNIT}（续）"

    def test_a_continued_unit_begins_its_page_with_its_numbers(
        self, rendered: Mapping[str, Rendered]
    ) -> None:
        continued = [
            [squeezed(cell) for cell in table[2]]
            for page in annex_pages(rendered["sample"].pdf)
            if (table := page.extract_table()) and squeezed(table[2][0]).endswith("（续）")
        ]
        assert [row[1:5] for row in continued] == [["5.4", "2.5", "0", "7.9"]]

    def test_all_items_are_printed_once(self, rendered: Mapping[str, Rendered]) -> None:
        titles = [row[6] for row in table_rows(rendered["sample"].pdf) if row[6]]
        expected = [
            item.mark_text + item.title
            for row in rendered["sample"].view.scores.rows
            for item in row.items
        ]
        assert titles == expected
        assert sum(title.startswith("（★约稿任务）") for title in titles) == 1


def item(lines: int = 1) -> Row:
    """A row of 18.5 points and 13.6 for each further line."""
    return Row((Cell(CellKind.CATEGORY, ((LINE,),)), Cell(CellKind.TITLE, ((LINE,) * lines,))))


def unit(count: int, lines: int = 1) -> Block:
    return Block((Cell(CellKind.NAME, ((LINE,),)),), (item(lines),) * count)


def planned(units: list[Block], first: float, room: float) -> list[list[int]]:
    """Items of each unit or part of one, by page."""
    plan = paged([GroupBlock((LINE,), tuple(units))], first, room)
    pages: list[list[int]] = [[]]
    for part in plan.groups[0].blocks:
        if part.starts_page:
            pages.append([])
        pages[-1].append(len(part.rows))
    return [page for page in pages if page]


ROW = item().height


@pytest.mark.parametrize(
    ("counts", "rows", "pages"),
    [
        ([2, 2], 5, [[2, 2]]),
        ([2, 2, 2], 5, [[2, 2], [2]]),
        # One of five rows left is not worth dividing a unit; two are.
        ([3, 3], 5, [[3, 1], [2]]),
        ([9], 5, [[4], [5]]),
        ([4, 12], 5, [[4], [5], [5], [2]]),
        ([1] * 7, 5, [[1] * 4, [1] * 3]),
    ],
)
def test_plan(counts: list[int], rows: int, pages: list[list[int]]) -> None:
    room = rows * ROW + 1
    assert planned([unit(count) for count in counts], room, room) == pages


def test_a_groups_heading_goes_with_its_first_unit() -> None:
    groups = [GroupBlock((LINE,), (unit(2),)), GroupBlock((LINE,), (unit(1),))]
    plan = paged(groups, 4 * ROW + 1, 9 * ROW)
    assert [group.starts_page for group in plan.groups] == [False, True]
    assert not plan.groups[1].blocks[0].starts_page


def test_an_item_higher_than_a_page_is_still_placed() -> None:
    assert planned([unit(2, lines=40)], 5 * ROW, 5 * ROW) == [[1], [1]]


PARAGRAPHS = RemarkBlock((RemarkParagraph((LINE,)),) * 6)
"""Six paragraphs of a line, 13.6 points each, with 4.9 for the row."""


@pytest.mark.parametrize(
    ("left", "room", "pages"),
    [
        pytest.param(100, 200, [(False, 6)], id="below the rows"),
        pytest.param(90, 200, [(True, 6)], id="the colophon would not fit: all on a new page"),
        pytest.param(50, 80, [(False, 3), (True, 3)], id="no page holds them: divided"),
        pytest.param(10, 60, [(True, 4), (True, 2)], id="no room below the rows: divided later"),
        pytest.param(10, 12, [(True, 1)] * 6, id="a paragraph a page at least"),
    ],
)
def test_remarks_stay_together_if_a_page_holds_them(
    left: float, room: float, pages: list[tuple[bool, int]]
) -> None:
    blocks = paged_remarks(PARAGRAPHS, left, room, foot=10)
    assert [(block.starts_page, len(block.paragraphs)) for block in blocks] == pages
    assert [block.is_continued for block in blocks] == [False, *[True] * (len(blocks) - 1)]


def test_no_remarks() -> None:
    assert paged_remarks(RemarkBlock(()), 100, 100, 10) == ()
