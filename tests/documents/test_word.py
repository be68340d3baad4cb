"""The Word files: LibreOffice prints what the PDF has, and they are made to be worked on."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from pdfplumber.pdf import PDF

from tests.documents.conftest import Rendered
from tests.documents.office import as_pdfs
from tests.documents.printed_text import leads_of, running_text, squeezed, table_texts
from tests.documents.ruler import FOOT, MM, TOP, baseline, is_red, text_pages
from tests.documents.sample import sample_view
from tongbao.documents.bulletin import AnnexTableView, BulletinView
from tongbao.documents.composing import bulletin_view
from tongbao.documents.correction_table import Corrected, CorrectedGroup, CorrectionTable
from tongbao.documents.prose import Block, BlockKind, Run
from tongbao.model.bulletin import AnnexTable
from tongbao.render.docx.document import word_file
from tongbao.render.pdf.document import render_bulletins
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.process import RenderError
from tongbao.scoring.score import Scored

ID = "1a2b3c4d5e6f" + "0" * 28
NAMES = ("published", "sample", "unsealed", "ganzhou", "erratum")
HOSTILE = "<w:p>&amp;{{ x }}]]>“十四五” \\1 %s"


def erratum_view() -> BulletinView:
    """An erratum: what is corrected, and the points behind it."""
    changes = CorrectionTable(
        "更正内容",
        "原为",
        "更正为",
        (
            CorrectedGroup("甲县医疗保障局", (Corrected("一季度得分", "7.9", "8.4"),)),
            CorrectedGroup(
                "乙县医疗保障局",
                (Corrected("一季度得分", "5.4", "4.9"), Corrected("名次", "2", "3")),
            ),
        ),
        "没有变化",
    )
    causes = CorrectionTable("依据", "原计分", "现计分", (), "计分没有增减")
    whole = sample_view()
    tables = (
        AnnexTableView(AnnexTable.CHANGES, "表1　更正内容", changes),
        AnnexTableView(AnnexTable.CAUSES, "表2　更正依据", causes),
    )
    text = f"某医保办发〔2021〕8号通报的附件有误，现予更正：{HOSTILE}"
    return replace(
        whole,
        title_lines=("关于2021年一季度政务信息工作情况", "通报的更正"),
        body=(Block(BlockKind.PARAGRAPH, (Run(text),)),),
        annex=replace(whole.annex, tables=tables, remarks=()),
        is_sample=True,
    )


def ganzhou_view(bureaus: Mapping[str, Scored]) -> BulletinView:
    """Ganzhou's first month: a ranking and a list of items, of a sample bureau."""
    scored = bureaus["ganzhou"]
    entry = scored.dataset.bulletins["2020-07"]
    return bulletin_view(scored.dataset, scored.ledger, entry)


@dataclass(frozen=True)
class Both:
    """A bulletin's PDF beside its Word file, opened and as LibreOffice prints it."""

    view: BulletinView
    pdf: PDF
    word: Document
    printed: PDF


@pytest.fixture(scope="module")
def both(
    rendered: Mapping[str, Rendered],
    faces: Faces,
    bureaus: Mapping[str, Scored],
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Mapping[str, Both]]:
    """The documents by name; LibreOffice converts them in one go."""
    made = {"ganzhou": ganzhou_view(bureaus), "erratum": erratum_view()}
    contents = render_bulletins(list(made.values()), faces)
    pdfs = {name: rendered[name].pdf for name in NAMES if name not in made}
    pdfs |= {
        name: pdfplumber.open(io.BytesIO(content))
        for name, content in zip(made, contents, strict=True)
    }
    views = {name: made[name] if name in made else rendered[name].view for name in NAMES}
    files = {name: word_file(view, faces, ID) for name, view in views.items()}
    printed = {
        name: pdfplumber.open(io.BytesIO(content))
        for name, content in as_pdfs(files, root, tmp_path_factory.mktemp("office")).items()
    }
    yield {
        name: Both(views[name], pdfs[name], docx.Document(io.BytesIO(files[name])), printed[name])
        for name in NAMES
    }
    for pdf in (*printed.values(), *(pdfs[name] for name in made)):
        pdf.close()


class TestPrinted:
    @pytest.mark.parametrize("name", NAMES)
    def test_as_many_pages(self, both: Mapping[str, Both], name: str) -> None:
        assert len(both[name].printed.pages) == len(both[name].pdf.pages)

    @pytest.mark.parametrize("name", NAMES)
    def test_the_same_text_before_the_annex(self, both: Mapping[str, Both], name: str) -> None:
        each = both[name]
        pages, printed = text_pages(each.pdf), text_pages(each.printed)
        assert len(printed) == len(pages)
        assert running_text(printed) == running_text(pages)
        assert squeezed(each.view.body[-1].text) in running_text(printed)

    @pytest.mark.parametrize("name", NAMES)
    def test_the_same_annex(self, both: Mapping[str, Both], name: str) -> None:
        each = both[name]
        start = len(text_pages(each.pdf))
        assert running_text(each.printed.pages[start:]) == running_text(each.pdf.pages[start:])
        leads = leads_of(each.view, each.pdf)
        rows = table_texts(each.printed, leads)
        assert rows == table_texts(each.pdf, leads)
        assert len(rows) >= 4

    @pytest.mark.parametrize("name", NAMES)
    def test_every_page_has_its_number_outside(self, both: Mapping[str, Both], name: str) -> None:
        for page in both[name].printed.pages:
            chars = page.crop((0, FOOT + 2, page.width, page.height)).chars
            text = "".join(char["text"] for char in sorted(chars, key=lambda char: char["x0"]))
            assert text == f"— {page.page_number} —"
            middle = sum(char["x0"] for char in chars) / len(chars)
            assert (middle > page.width / 2) == bool(page.page_number % 2)

    def test_every_page_of_a_sample_says_so(self, both: Mapping[str, Both]) -> None:
        marked = {
            name: [
                squeezed(page.crop((0, 0, page.width, TOP - 3 * MM)).extract_text())
                for page in each.printed.pages
            ]
            for name, each in both.items()
        }
        assert set(marked["ganzhou"]) == set(marked["erratum"]) == {"示例"}
        assert set(marked["published"]) == {""}

    @pytest.mark.parametrize("name", NAMES)
    def test_places_by_the_standard(self, both: Mapping[str, Both], name: str) -> None:
        """Red head 35 mm down, its rule as wide as the type area, the last rule on its foot."""
        each = both[name]
        first, last = each.printed.pages[0], each.printed.pages[-1]
        heads = [
            baseline(page, char)
            for page in (first, each.pdf.pages[0])
            for char in [c for c in page.chars if is_red(c["non_stroking_color"])][:1]
        ]
        assert abs(heads[0] - heads[1]) < 0.5 * MM
        lines = [line for line in (*first.rects, *first.lines) if line["width"] > 100]
        assert {round(line["width"] / MM) for line in lines} == {156}
        foot = max(float(line["bottom"]) for line in (*last.rects, *last.lines))
        assert abs(foot - FOOT) < 1 * MM


class TestFile:
    @pytest.mark.parametrize("name", NAMES)
    def test_page_and_grid(self, both: Mapping[str, Both], name: str) -> None:
        (section,) = both[name].word.sections
        lengths = (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(length.mm, 1) for length in lengths if length is not None] == [
            *(210, 297),
            *(37, 35, 28, 26),
        ]
        (grid,) = both[name].word.element.xpath("//w:docGrid")
        assert grid.get(qn("w:type")) == "linesAndChars"
        # 225 mm are 12756 twips: 22 lines of 579. 156 mm / 28 - 16 pt is -0.207 pt.
        assert grid.get(qn("w:linePitch")) == "579"
        assert grid.get(qn("w:charSpace")) == "-848"

    def test_page_numbers_are_fields_in_two_footers(self, both: Mapping[str, Both]) -> None:
        word = both["published"].word
        (section,) = word.sections
        assert word.settings.odd_and_even_pages_header_footer
        places = {}
        for footer in (section.footer, section.even_page_footer):
            (paragraph,) = footer.paragraphs
            (field,) = footer.part.element.xpath("//w:fldSimple")
            assert field.get(qn("w:instr")).strip() == "PAGE"
            style = paragraph.style
            assert style is not None
            alignment = style.paragraph_format.alignment
            assert alignment is not None
            places[style.name] = alignment.name
        assert places == {"Footer": "RIGHT", "双页页脚": "LEFT"}

    def test_every_part_has_its_style(self, both: Mapping[str, Both]) -> None:
        each = both["sample"]
        texts = {
            paragraph.style.name: paragraph.text
            for paragraph in each.word.paragraphs[::-1]
            if paragraph.style is not None
        }
        view = each.view
        assert texts["发文机关标志"] == "\n".join(view.head)
        assert texts["发文字号"] == view.number
        assert texts["Title"] == "\n".join(view.title_lines)
        assert texts["Salutation"] == view.recipients
        assert [texts[f"Heading {level}"] for level in (1, 2, 3, 4)] == [
            *("一、总体情况", "（一）报送情况"),
            *("1.数量", "（1）县级"),
        ]
        assert texts["Body Text"] == view.body[1].text
        assert texts["附件说明"].startswith("附件：2021年")
        assert texts["Signature"] == view.signature
        assert texts["Date"] == view.date
        assert texts["附件"] == "附件"
        assert texts["附件标题"] == view.annex.title

    @pytest.mark.parametrize(
        ("style", "face", "size"),
        [
            ("Title", "方正小标宋简体", 22),
            ("Body Text", "仿宋_GB2312", 16),
            ("Heading 1", "黑体", 16),
            ("Heading 2", "楷体_GB2312", 16),
            ("Heading 3", "仿宋_GB2312", 16),
            ("Footer", "宋体", 14),
            ("附件", "黑体", 16),
            ("版记印发机关", "仿宋_GB2312", 14),
        ],
    )
    def test_faces_and_sizes(
        self, both: Mapping[str, Both], style: str, face: str, size: float
    ) -> None:
        found = both["sample"].word.styles[style]
        (fonts,) = found.element.xpath("w:rPr/w:rFonts")
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {face}
        assert found.element.xpath("w:rPr/w:sz/@w:val") == [str(size * 2)]

    @pytest.mark.parametrize("name", NAMES)
    def test_text_is_in_paragraphs_and_looks_are_in_styles(
        self, both: Mapping[str, Both], name: str
    ) -> None:
        """Body paragraphs are whole; nothing but titles has its own spacing or line ends."""
        each = both[name]
        styles = ("BodyText", *(f"Heading{level}" for level in (1, 2, 3, 4)))
        blocks = [
            paragraph
            for paragraph in each.word.element.xpath("//w:body/w:p")
            if paragraph.xpath("w:pPr/w:pStyle/@w:val")[0] in styles
        ]
        assert ["".join(block.xpath(".//w:t/text()")) for block in blocks] == [
            block.marker + block.text for block in each.view.body
        ]
        for block in blocks:
            assert not block.xpath(".//w:br | .//w:rPr/*[not(self::w:rStyle)]")
            assert not block.xpath("w:pPr/*[not(self::w:pStyle or self::w:keepNext)]")

    @pytest.mark.parametrize(
        ("name", "heads"),
        [("published", [2]), ("ganzhou", [1, 1]), ("erratum", [1, 1])],
    )
    def test_heads_repeat_and_rows_are_whole(
        self, both: Mapping[str, Both], name: str, heads: list[int]
    ) -> None:
        tables = both[name].word.element.xpath("//w:tbl")
        flags = [
            [bool(row.xpath("w:trPr/w:tblHeader")) for row in table.xpath("w:tr")]
            for table in tables
        ]
        assert [sum(found) for found in flags] == heads
        # The head is at the top and nowhere else.
        assert all(above >= below for found in flags for above, below in pairwise(found))
        for table in tables:
            assert not table.xpath("w:tr[not(w:trPr/w:cantSplit)]")
            # 156 mm in twips.
            widths = table.xpath("w:tblGrid/w:gridCol/@w:w")
            assert sum(map(int, widths)) == 8844

    def test_a_unit_spans_its_items(self, both: Mapping[str, Both]) -> None:
        each = both["published"]
        (table,) = each.word.tables
        row = next(row for row in each.view.scores.rows if len(row.items) > 2)
        named = [cell.text for cell in table.columns[0].cells]
        # python-docx names a cell again in each row that it spans.
        assert named.count(row.name) == len(row.items)

    def test_what_it_says_of_itself(self, both: Mapping[str, Both]) -> None:
        core = both["published"].word.core_properties
        assert core.title == "自治区医保局关于2021年一季度政务信息工作情况的通报"
        assert core.author == core.last_modified_by == "宁夏回族自治区医疗保障局"
        assert core.language == "zh-CN"
        for moment in (core.created, core.modified):
            assert moment is not None
            assert moment.replace(tzinfo=None) == datetime(2021, 4, 8)  # noqa: DTZ001
        assert core.comments == ""

    def test_markup_in_data_is_text(self, both: Mapping[str, Both]) -> None:
        texts = [paragraph.text for paragraph in both["erratum"].word.paragraphs]
        assert any(text.endswith(HOSTILE) for text in texts)


@pytest.mark.parametrize(
    ("revision", "words"),
    [("", "数据版本 1a2b3c4d5e6f"), ("f6e5d4c3b2a1" + "0" * 28, "数据版本 f6e5d4c3b2a1")],
)
def test_the_revision_is_the_one_it_was_issued_from(
    faces: Faces, revision: str, words: str
) -> None:
    content = word_file(replace(sample_view(), revision=revision), faces, ID)
    assert docx.Document(io.BytesIO(content)).core_properties.keywords == words


def test_nothing_of_the_template_is_left(faces: Faces) -> None:
    """No preview, no other application's name, no style that no bulletin uses."""
    with zipfile.ZipFile(io.BytesIO(word_file(sample_view(), faces))) as package:
        names = set(package.namelist())
        whole = b"".join(map(package.read, package.namelist()))
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {name for name in names if "rels" not in name} == {
        "[Content_Types].xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
    }
    assert not re.search(rb"python-docx|Macintosh|rsid|Calibri|Cambria|theme1|en-US", whole)


def test_what_does_not_fit_is_refused_by_name(faces: Faces) -> None:
    view = replace(sample_view(), signature="某某局" * 20)
    with pytest.raises(RenderError, match=r"关于2021年一季度政务信息工作情况的通报.*署名"):
        word_file(view, faces)


PROGRAM = """
import hashlib
from pathlib import Path
from tests.documents.sample import sample_view
from tongbao.model.bureau import Fonts
from tongbao.render.docx.document import word_file
from tongbao.render.pdf.faces import load_faces
content = word_file(sample_view(), load_faces(Path(".fonts"), Fonts()))
print(hashlib.sha256(content).hexdigest())
"""


def test_the_same_bytes_elsewhere(root: Path, faces: Faces) -> None:
    """In another time zone, with other hashes, under another locale."""
    settings = {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONPATH": "."}
    said = subprocess.run(  # noqa: S603  # a constant program
        [sys.executable, "-c", PROGRAM],
        cwd=root,
        env={**os.environ, **settings},
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert said.strip() == hashlib.sha256(word_file(sample_view(), faces)).hexdigest()
