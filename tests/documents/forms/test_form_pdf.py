"""The printed forms measured from outside: paper, cells in place, ticks, signatures, numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from tests.documents.forms.form_office import made, table
from tests.documents.ruler import (
    FANGSONG,
    HEITI,
    MM,
    SONGTI,
    XIAOBIAOSONG,
    Char,
    baseline,
    face,
    is_near,
    opened,
    rows_of,
    text_of,
)
from tongbao.diagnostic import Place
from tongbao.documents.forms.printed import printed_documents
from tongbao.documents.forms.table import Cell, PrintedForm, label, labels
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.forms import form_html, form_problems, render_forms
from tongbao.render.pdf.process import RenderError
from tongbao.source.dataset import Dataset

SEPTEMBER = date(2020, 9, 30)
SIGNS = "NotoSansSymbols2-Regular"
FALLBACKS = ("NotoSerifSC-Regular", "NotoSansSC-Regular")
LONG = "赣州市医疗保障局关于全面推进基本医疗保险市级统筹和医保支付方式改革的做法与成效"
ANSWERED = {"second": "示例复核人", "office": "示例核稿人", "third": "示例分管领导"}
Box = tuple[float, float, float, float]
MARKS = {
    "divided": "",
    **dict.fromkeys(("bureau", "unit", "long", "registry"), "内部资料\u3000示例"),
}
"""Above the pages of forms: those that name persons are not for the public."""
NAMES = ("bureau", "unit", "long", "sheet", "offices", "institutions", "registry", "divided")


@dataclass(frozen=True)
class Printed:
    form: PrintedForm
    pdf: PDF


def divided_form(form: PrintedForm) -> PrintedForm:
    """A task table of one group, longer than a page, that is no annex."""
    cells = [(Cell(f"第{number}组"), Cell("24"), Cell("2")) for number in range(1, 61)]
    rows = ((label("市医疗保障基金管理中心", rowspan=60), *cells[0]), *cells[1:])
    return replace(form, mark="", rows=rows, is_sample=False)


@pytest.fixture(scope="module")
def printed(ganzhou: Dataset, faces: Faces) -> Iterator[Mapping[str, Printed]]:
    """Every form, rendered by one process."""
    signed = {step: {"name": name, "date": "2020-07-13"} for step, name in ANSWERED.items()}
    authors = [{"name": "示例甲", "landline": "0797-0000001", "mobile": "13800000001"}]
    bureau = made(ganzhou, review=signed, authors=authors, openness="依申请公开")
    unit = made(ganzhou, unit="nankang", category="其他", authors=authors)
    long = made(
        ganzhou,
        unit="nankang",
        title=LONG * 3,
        joint={"units": [{"unit": name} for name in ("jingkai", "rongjiang", "ruijin", "yudu")]},
    )
    others = [each.form for each in printed_documents(ganzhou, SEPTEMBER, is_internal=True)]
    forms = [bureau, unit, long, *others, divided_form(others[1])]
    contents = render_forms(forms, faces)
    with opened(dict(zip(NAMES, contents, strict=True))) as pdfs:
        yield {name: Printed(form, pdfs[name]) for name, form in zip(NAMES, forms, strict=True)}


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def text_in(page: Page, cell: Box) -> str:
    """The text of a cell, by baselines: faces differ in how far they reach above them."""
    inside = [char for char in page.chars if is_inside(middle(page, char), cell)]
    return squeezed("".join(text_of(row) for row in rows_of(page, inside)))


def printed_rows(pdf: PDF) -> list[list[str]]:
    """The rows of all pages, without the cells that others span."""
    return [
        [text_in(page, cell) for cell in row.cells if cell is not None]
        for page in pdf.pages
        for found in page.find_tables()
        for row in found.rows
    ]


def middle(page: Page, char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, baseline(page, char) - 0.35 * float(char["size"])


def is_inside(point: tuple[float, float], cell: Box) -> bool:
    return cell[0] < point[0] < cell[2] and cell[1] < point[1] < cell[3]


def hang(char: Char) -> float:
    """Closing punctuation may hang its blank half."""
    return 0.5 * float(char["size"]) if char["text"] in "，。、）" else 0.0


def box(page: Page, row: int) -> Box:
    """The edges of the last cell of a row."""
    (found,) = page.find_tables()
    cells = [cell for cell in found.rows[row].cells if cell is not None]
    return cells[-1]


@pytest.mark.parametrize("name", NAMES)
class TestEveryForm:
    def test_the_paper_lies_as_the_form_wants(
        self, printed: Mapping[str, Printed], name: str
    ) -> None:
        across = name in {"sheet", "registry"}
        for page in printed[name].pdf.pages:
            size = (float(page.width) / MM, float(page.height) / MM)
            assert size == pytest.approx((297, 210) if across else (210, 297), abs=0.01)

    def test_the_table_fills_the_type_area_and_stays_inside(
        self, printed: Mapping[str, Printed], name: str
    ) -> None:
        left, top, right, foot = (
            (35, 28, 260, 184) if printed[name].form.is_landscape else (28, 37, 184, 262)
        )
        for page in printed[name].pdf.pages:
            (found,) = page.find_tables()
            assert found.bbox[0] / MM == pytest.approx(left, abs=0.3)
            assert found.bbox[2] / MM == pytest.approx(right, abs=0.3)
            assert found.bbox[1] / MM > top - 0.3
            assert found.bbox[3] / MM < foot + 0.3

    def test_the_cells_hold_what_the_form_says(
        self, printed: Mapping[str, Printed], name: str
    ) -> None:
        if name in {"registry", "divided"}:
            pytest.skip("more than a page")
        expected = [[squeezed(cell) for cell in row] for row in table(printed[name].form)]
        assert printed_rows(printed[name].pdf) == expected

    def test_no_text_crosses_a_line(self, printed: Mapping[str, Printed], name: str) -> None:
        for page in printed[name].pdf.pages:
            (found,) = page.find_tables()
            cells = [cell for row in found.rows for cell in row.cells if cell is not None]
            for char in page.chars:
                holding = [cell for cell in cells if is_inside(middle(page, char), cell)]
                for left, _, right, _ in holding:
                    assert left - 0.1 <= char["x0"] < char["x1"] <= right + 0.1 + hang(char)

    def test_lines_do_not_lie_on_each_other(
        self, printed: Mapping[str, Printed], name: str
    ) -> None:
        for page in printed[name].pdf.pages:
            upright = [char for char in page.chars if char["upright"]]
            for left, right in pairwise(upright):
                if is_near(left["top"], right["top"], 1) and right["x0"] > left["x0"]:
                    assert right["x0"] >= left["x1"] - 0.5 * left["width"]

    def test_only_the_faces_of_the_document_are_used(
        self, printed: Mapping[str, Printed], name: str
    ) -> None:
        used = {face(char) for page in printed[name].pdf.pages for char in page.chars}
        assert used <= {FANGSONG, HEITI, SONGTI, XIAOBIAOSONG, SIGNS, *FALLBACKS}

    def test_every_page_says_what_it_is(self, printed: Mapping[str, Printed], name: str) -> None:
        for page in printed[name].pdf.pages:
            margin = page.crop((0, 0, page.width, 27.5 * MM)).chars
            assert text_of(margin) == MARKS.get(name, "示例")
            assert all(face(char) == HEITI for char in margin)
            assert all(char["x1"] <= float(page.width) - 25 * MM for char in margin)

    def test_the_page_number_is_the_upright_sheets(
        self, printed: Mapping[str, Printed], name: str
    ) -> None:
        """7 mm off the type area, one character in from its edge; turned with the sheet."""
        for number, page in enumerate(printed[name].pdf.pages, start=1):
            digits = [char for char in page.chars if face(char) == SONGTI and char["text"] != " "]
            assert text_of(digits) in {f"—{number}—", f"—{number}—"[::-1]}
            sides = {
                "x": (min(char["x0"] for char in digits), max(char["x1"] for char in digits)),
                "y": (min(char["top"] for char in digits), max(char["bottom"] for char in digits)),
            }
            across = printed[name].form.is_landscape
            along, off = (sides["y"], sides["x"]) if across else (sides["x"], sides["y"])
            assert sum(off) / 2 / MM == pytest.approx(28 if across else 262 + 7, abs=0.7)
            if number % 2:
                assert along[1] == pytest.approx(184 * MM - 14, abs=1.5)
            else:
                assert along[0] == pytest.approx(28 * MM + 14, abs=1.5)


class TestReviewForm:
    @pytest.mark.parametrize(
        ("name", "ticked"),
        [("bureau", ["工作动态类", "依申请公开"]), ("unit", ["其他", "公开"])],
    )
    def test_the_chosen_boxes_are_ticked(
        self, printed: Mapping[str, Printed], name: str, ticked: list[str]
    ) -> None:
        (page,) = printed[name].pdf.pages
        rows = [text_of(row) for row in rows_of(page, page.chars)]
        choices = re.findall("[☐☑] [^☐☑ ]+", " ".join(rows))
        assert len(choices) == 5 + 3
        assert [choice[2:] for choice in choices if choice[0] == "☑"] == ticked
        assert {face(char) for char in page.chars if char["text"] in "☐☑"} == {SIGNS}

    def test_choices_stand_below_one_another(self, printed: Mapping[str, Printed]) -> None:
        (page,) = printed["bureau"].pdf.pages
        boxes = [char for char in page.chars if char["text"] in "☐☑"]
        assert len({round(char["x0"]) for char in boxes}) == 2
        assert len({round(char["top"]) for char in boxes}) == 3 + 2

    def test_signatures_stand_at_the_lower_right(self, printed: Mapping[str, Printed]) -> None:
        (page,) = printed["bureau"].pdf.pages
        for row, name in zip((6, 7, 8), ANSWERED.values(), strict=True):
            left, top, right, foot = box(page, row)
            chars = page.crop((left, top, right, foot)).chars
            opinion, signature = chars[:2], chars[2:]
            assert text_of(opinion) == "同意"
            assert text_of(signature) == f"{name}　2020年7月13日"
            assert opinion[0]["x0"] - left < 12
            assert opinion[0]["top"] - top < 10
            assert right - signature[-1]["x1"] < 12
            assert foot - signature[-1]["bottom"] < 10

    def test_boxes_nobody_signed_are_empty_and_as_large(
        self, printed: Mapping[str, Printed]
    ) -> None:
        (page,) = printed["bureau"].pdf.pages
        heights = [box(page, row)[3] - box(page, row)[1] for row in (6, 7, 8, 9)]
        assert heights == pytest.approx([heights[0]] * 4, abs=0.5)
        assert heights[0] > 20 * MM
        assert page.crop(box(page, 9)).chars == []

    def test_the_form_takes_the_whole_page(self, printed: Mapping[str, Printed]) -> None:
        for name in ("bureau", "unit", "long"):
            (page,) = printed[name].pdf.pages
            (found,) = page.find_tables()
            assert found.bbox[3] / MM == pytest.approx(262, abs=1)

    def test_a_form_that_no_page_holds_is_refused(self, ganzhou: Dataset, faces: Faces) -> None:
        form = made(ganzhou)
        title = Cell(LONG * 40, colspan=4)
        with pytest.raises(RenderError) as refused:
            form_html(replace(form, rows=((label("信息标题"), title), *form.rows[2:])), faces)
        assert str(refused.value) == (
            "“赣州市医疗保障系统信息报送审核表”没有排成 PDF："
            "“赣州市医疗保障系统信息报送审核表”一页排不下，请改短信息标题、单位名称或意见"
        )


class TestSeveralPages:
    def test_the_registry_has_its_head_on_every_page_and_each_row_once(
        self, printed: Mapping[str, Printed]
    ) -> None:
        head, *rows = [[squeezed(cell) for cell in row] for row in table(printed["registry"].form)]
        pdf = printed["registry"].pdf
        assert len(pdf.pages) > 1
        found = printed_rows(pdf)
        assert found.count(head) == len(pdf.pages)
        assert [row for row in found if row != head] == rows

    def test_the_remark_ends_the_last_page(self, printed: Mapping[str, Printed]) -> None:
        *others, last = printed["registry"].pdf.pages
        remark = "备注：如人员有调整，请及时报市局办公室备案"
        assert remark in squeezed(last.extract_text())
        assert not any(remark in squeezed(page.extract_text()) for page in others)

    def test_a_cell_that_goes_on_is_named_again(self, printed: Mapping[str, Printed]) -> None:
        pages = printed["divided"].pdf.pages
        assert len(pages) > 1
        groups = [squeezed((page.extract_table() or [])[1][0]) for page in pages]
        name = "市医疗保障基金管理中心"
        assert groups == [name, *[f"{name}（续）"] * (len(pages) - 1)]
        numbers = [row[-3] for row in printed_rows(printed["divided"].pdf) if row[-1] == "2"]
        assert numbers == [f"第{number}组" for number in range(1, 61)]


class TestProblems:
    def test_the_forms_in_use_have_none(self, ganzhou: Dataset, faces: Faces) -> None:
        assert form_problems(ganzhou, faces, SEPTEMBER) == []

    @pytest.mark.parametrize(
        ("field", "found", "advice"),
        [
            ({"remark": LONG * 60}, "表下的备注太长，一页排不下", "请改短 remark"),
            ({"title": LONG * 12}, "表格里有一行太高，一页排不下", "请改短标题或这一行的内容"),
        ],
    )
    def test_what_no_page_holds_is_told_where_it_stands(
        self, example: Dataset, faces: Faces, field: Mapping[str, str], found: str, advice: str
    ) -> None:
        registry = example.correspondents
        assert registry is not None
        changed = replace(registry, record=registry.record.model_copy(update=field))
        dataset = replace(example, correspondents=changed)
        (problem,) = form_problems(dataset, faces, date(2026, 5, 1))
        assert problem.place == Place("data/shili/correspondents.yaml", 2, 8)
        assert (problem.rule.identifier, problem.expected) == ("layout", "排得进版心的内容")
        assert (problem.found, problem.advice) == (found, advice)

    def test_a_figure_wider_than_its_column_is_refused(
        self, ganzhou: Dataset, faces: Faces
    ) -> None:
        documents = printed_documents(ganzhou, SEPTEMBER, is_internal=False)
        sheet = documents[0].form
        names = ["栏"] * 28
        wide = replace(
            sheet,
            widths=(1,) * 28,
            head=(labels(names),),
            rows=(tuple(Cell("-100") for _ in names),),
        )
        with pytest.raises(RenderError) as refused:
            form_html(wide, faces)
        assert "表格里的“-100”太长，一行排不下" in str(refused.value)
