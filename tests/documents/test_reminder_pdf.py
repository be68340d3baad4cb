"""A reminder's PDF, measured from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from pdfplumber.pdf import PDF

from tests.documents.part_measures import page_numbers, squeezed
from tests.documents.ruler import (
    FANGSONG,
    HEITI,
    RIGHT,
    TOP,
    XIAOBIAOSONG,
    face,
    in_type_area,
    is_near,
    opened,
    rows_of,
    text_of,
)
from tests.documents.sample_cycle import reminder_view
from tests.documents.test_extremes import outside, struck
from tests.documents.text_measures import overlaps
from tongbao.documents.reminder import ReminderView
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.process import RenderError
from tongbao.render.pdf.reminder import reminder_layout, render_reminders

VIEWS: Mapping[str, ReminderView] = {
    "both": reminder_view(),
    "units only": replace(reminder_view(dues=0), is_sample=False),
    "commissions only": reminder_view(units=0),
    "nothing": reminder_view(units=0, dues=0),
    "many": reminder_view(units=120, dues=40),
}


@pytest.fixture(scope="module")
def pdfs(faces: Faces) -> Iterator[Mapping[str, PDF]]:
    contents = render_reminders(tuple(VIEWS.values()), faces)
    with opened(dict(zip(VIEWS, contents, strict=True))) as found:
        yield found


@pytest.mark.no_cover
@pytest.mark.parametrize("name", VIEWS)
def test_everything_stays_in_its_place(pdfs: Mapping[str, PDF], name: str) -> None:
    assert overlaps(pdfs[name]) == []
    assert page_numbers(pdfs[name]) == []
    for page in pdfs[name].pages:
        assert outside(page) == []
        assert struck(page) == []


@pytest.mark.parametrize("name", VIEWS)
def test_the_pages_are_those_planned(pdfs: Mapping[str, PDF], faces: Faces, name: str) -> None:
    layout = reminder_layout(VIEWS[name], faces)
    starts = sum(table.place == "page-start" for table in layout.tables)
    for table in layout.tables:
        for group in table.groups:
            starts += group.starts_page + sum(block.starts_page for block in group.blocks)
    assert len(pdfs[name].pages) == 1 + starts


def test_title_text_and_signature(pdfs: Mapping[str, PDF]) -> None:
    page = pdfs["units only"].pages[0]
    rows = rows_of(page, in_type_area(page))
    texts = [text_of(row) for row in rows]
    assert texts[:2] == ["关于2020年7月上半月信息报送情况的提醒", "各单位："]
    assert "".join(texts[2:4]) == VIEWS["units only"].body[0]
    assert face(rows[0][0]) == XIAOBIAOSONG
    assert is_near(rows[0][0]["size"], 22, 0.1)
    assert face(rows[1][0]) == FANGSONG
    name, day = (rows[texts.index(text)] for text in ("某某市医疗保障局办公室", "2020年7月15日"))
    cell = (RIGHT - 28 / 25.4 * 72) / 28
    assert is_near(RIGHT - name[-1]["x1"], 2 * cell, 1)
    assert is_near(day[0]["x0"] - name[0]["x0"], 2 * cell, 1)


def test_the_lists(pdfs: Mapping[str, PDF]) -> None:
    tables = [
        [[squeezed(cell) for cell in row] for row in table]
        for page in pdfs["both"].pages
        for table in page.extract_tables()
    ]
    behind = [row for table in tables if table[0][0] == "单位" for row in table[1:]]
    assert behind[0][0] == "各县"
    assert behind[1:] == [[f"第{number}县医疗保障局", "5", "1", "4"] for number in range(1, 41)]
    due = [row for table in tables if table[0][0] == "约稿、任务" for row in table[1:]]
    units = "、".join(f"第{number}县" for number in range(1, 21))
    assert due == [
        [f"约稿：医保扶贫典型案例{number}", "7月20日", "未到期", units] for number in range(3)
    ]


def test_a_sample_says_so_on_every_page(pdfs: Mapping[str, PDF]) -> None:
    for name, expected in (("both", "示例"), ("units only", "")):
        for page in pdfs[name].pages:
            mark = [char for char in page.chars if char["top"] < TOP - 20]
            assert "".join(char["text"] for char in mark) == expected
            assert all(face(char) == HEITI for char in mark)


def test_a_signature_that_is_too_long_is_refused_by_name(faces: Faces) -> None:
    view = replace(reminder_view(), signature="某某市医疗保障局" * 5)
    with pytest.raises(LayoutError, match=r"请改短 bureau\.yaml 的 office"):
        reminder_layout(view, faces)
    with pytest.raises(RenderError, match="“关于2020年7月上半月信息报送情况的提醒”没有排成 PDF"):
        render_reminders([view], faces)


def test_no_reminder_no_process(faces: Faces) -> None:
    assert render_reminders([], faces) == ()
