"""The red head and the title on the grid, for bureaus with longer and shorter names."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.documents.sample import brief_view
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.front import front, red_head, title_lines
from tongbao.render.pdf.grid import MEASURE, MM, PITCH

HEADS = [
    ("某某市医疗保障局文件",),
    ("某某省医疗保障局",),
    ("某某壮族自治州某某县医疗保障局办公室文件",),
    ("宁夏回族自治区", "医疗保障局文件"),
    ("某某省", "医疗保障局文件"),
    ("某某省医疗保障局", "某某省财政厅文件"),
    ("某某省医疗保障局", "某某省财政厅", "国家税务总局某某省税务局文件"),
]


@pytest.mark.parametrize("texts", HEADS)
def test_red_head(faces: Faces, texts: tuple[str, ...]) -> None:
    """Its ink begins 35 mm below the type area's top and ends two lines above the number."""
    head = red_head(faces, texts)
    size, pitch = head.size.points, head.pitch.points
    assert [line.text for line in head.lines] == list(texts)
    assert all(line.width * size <= MEASURE for line in head.lines)
    assert pitch >= 1.15 * size
    baseline = head.above.points + pitch / 2 + faces.families["xiaobiaosong"].middle * size
    tops, feet = zip(
        *(faces.ink(faces.glyphs(text, Role.XIAOBIAOSONG)) for text in texts), strict=True
    )
    below_top = (PITCH - 16) / 2
    assert baseline - tops[0] * size - below_top == pytest.approx(35 * MM)
    foot = baseline + (len(texts) - 1) * pitch - feet[-1] * size
    blank = (head.height.points - foot + below_top) / PITCH
    assert 2 <= blank < 3


def test_lines_of_a_head_are_spread_to_one_width(faces: Faces) -> None:
    """Nearly equal lines are set equal; a much shorter one is only centred."""
    widths = [line.width for line in red_head(faces, ("某某省医疗保障", "某某省财政厅")).lines]
    assert widths[0] == pytest.approx(widths[1], abs=0.01)
    assert red_head(faces, ("某某省", "医疗保障局文件")).lines[0].spacing == 0


def test_a_long_title_is_divided_into_like_lines(faces: Faces) -> None:
    text = "某某省医疗保障局办公室关于2021年一季度政务信息报送采用和约稿任务完成情况的通报"
    lines = title_lines(faces, [text])
    assert "".join(line.text for line in lines) == text
    assert len(lines) == 2
    assert all(abs(above.width - below.width) < 3 for above, below in pairwise(lines))
    assert all(line.width * 22 <= MEASURE for line in lines)


def test_the_offices_lines_are_kept(faces: Faces) -> None:
    texts = ("关于2021年一季度", "政务信息工作情况的通报")
    assert tuple(line.text for line in title_lines(faces, texts)) == texts


@pytest.mark.parametrize(
    ("signature", "date_ends"),
    [
        pytest.param("某某省医疗保障局", None, id="name longer: it ends 2 from the right"),
        pytest.param("某局", 2, id="date longer: it ends 2 from the right"),
    ],
)
def test_unsealed_signature(faces: Faces, signature: str, date_ends: float | None) -> None:
    view = replace(brief_view(), sealed=False, signature=signature)
    closing = front(faces, view).closing
    cell = MEASURE / 28
    name, date = closing.signature, closing.date
    assert date.margin.points - name.margin.points == pytest.approx(2 * cell)
    last, width = (name, 8) if date_ends is None else (date, 6)
    assert last.margin.points + width * cell == pytest.approx(MEASURE - 2 * cell, abs=0.3 * 16)
