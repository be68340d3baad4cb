"""Numbers in a Word file's tables stand on one line, also in the faces that stand in."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.sample import sample_view
from tongbao.documents.bulletin import BulletinView
from tongbao.documents.composing import bulletin_view
from tongbao.documents.ranking_table import RankingTable
from tongbao.documents.score_table import Cell
from tongbao.render.docx.document import word_file
from tongbao.render.pdf.faces import Faces
from tongbao.scoring.score import Scored

# Digits of 仿宋 are half of an em wide; those of faces that stand in for it up to 0.6, as in
# Noto Sans and Courier. The text is size 5 (10.5 pt).
_WIDE = 0.6 * 10.5 * 20
_NUMBER = re.compile("[-0-9./]*[0-9][-0-9./]*")


def wide_ranking(bureaus: Mapping[str, Scored]) -> BulletinView:
    """Ganzhou's first ranking, where one unit has lost points and is far behind."""
    scored = bureaus["ganzhou"]
    entry = scored.dataset.bulletins["2020-07"]
    view = bulletin_view(scored.dataset, scored.ledger, entry)
    first = view.annex.tables[0]
    assert isinstance(first.content, RankingTable)
    group = first.content.groups[0]
    row = group.rows[0]
    lost = replace(row, points=(Cell("-10.25", ""), *row.points[1:]), task=Cell("-10/0", ""))
    group = replace(group, rows=(lost, *group.rows[1:]))
    content = replace(first.content, groups=(group, *first.content.groups[1:]))
    tables = (replace(first, content=content), *view.annex.tables[1:])
    return replace(view, annex=replace(view.annex, tables=tables))


def numbers(content: bytes) -> Iterator[tuple[str, float, int]]:
    """Yield the numbers that are alone in a cell, the cell's room in twips, its plain hyphens."""
    document = docx.Document(io.BytesIO(content))
    for table in document.tables:
        sides = document.styles.element.xpath("//w:tblCellMar/w:left | //w:tblCellMar/w:right")
        padding = sum(int(side.get(qn("w:w"))) for side in sides[:2])
        for cell in table._tbl.xpath(".//w:tc"):  # noqa: SLF001  # once each, also if it spans
            text = "".join(paragraph.text for paragraph in cell.p_lst)
            if _NUMBER.fullmatch(text):
                (width,) = cell.xpath("w:tcPr/w:tcW/@w:w")
                hyphens = "".join(cell.xpath(".//w:t/text()")).count("-")
                yield text, int(width) - padding, hyphens


@pytest.mark.parametrize("name", ["ranking", "scores"])
def test_a_number_stands_on_one_line(
    bureaus: Mapping[str, Scored], faces: Faces, name: str
) -> None:
    view = wide_ranking(bureaus) if name == "ranking" else sample_view()
    found = list(numbers(word_file(view, faces)))
    texts = {text for text, _, _ in found}
    assert ({"-10.25", "-10/0"} if name == "ranking" else {"5.4", "2.5", "7.9"}) <= texts
    for text, room, hyphens in found:
        assert room >= len(text) * _WIDE, text
        # Word ends lines behind a plain hyphen.
        assert hyphens == 0, text
