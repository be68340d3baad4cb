"""The annex on a new page: its mark, title and cut-off line, the tables with their remarks."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.documents.bulletin import AnnexView
from tongbao.render.docx.front import title_pieces
from tongbao.render.docx.grid import PITCH
from tongbao.render.docx.markup import Piece, text_paragraph
from tongbao.render.docx.rows import remark_row, table_rows
from tongbao.render.docx.styles import Align, Look
from tongbao.render.docx.tables import CAPTION, table, table_looks
from tongbao.render.pdf.annex import set_table
from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.front import title_lines
from tongbao.render.pdf.grid import TITLE_SIZE
from tongbao.render.pdf.stacking import ABOVE_TABLE

_MARK, _TITLE, _CUTOFF = "AnnexMark", "AnnexTitle", "AnnexCutoff"


def annex_looks() -> tuple[Look, ...]:
    """Return the styles of the annex (7.3.7)."""
    return (
        Look(_MARK, "附件", role=Role.HEITI, after=PITCH, starts_page=True, keeps_next=True),
        Look(
            _TITLE,
            "附件标题",
            role=Role.XIAOBIAOSONG,
            size=TITLE_SIZE,
            align=Align.CENTER,
            keeps_next=True,
            on_grid=False,
            outline=0,
        ),
        Look(_CUTOFF, "附件截止日期", align=Align.CENTER, after=ABOVE_TABLE, keeps_next=True),
        *table_looks(),
    )


def annex_parts(faces: Faces, view: AnnexView) -> Iterator[BaseOxmlElement]:
    """Yield the annex's paragraphs and tables.

    Raises:
        LayoutError: something is wider than its column.
    """
    yield text_paragraph(_MARK, [Piece("附件")])
    yield text_paragraph(_TITLE, *title_pieces(title_lines(faces, [view.title])))
    yield text_paragraph(_CUTOFF, [Piece(view.cutoff_line)])
    for each in view.tables:
        if each.caption:
            yield text_paragraph(CAPTION, [Piece(each.caption)])
        shape = set_table(faces, each).shape
        rows = list(table_rows(each, shape))
        if each is view.tables[-1] and view.remarks:
            rows.append(remark_row(view.remarks, shape))
        yield table(shape, rows)
