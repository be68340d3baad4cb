"""What two prints of a bulletin say, without what depends on where lines and pages end."""

import re
from collections.abc import Mapping, Sequence

from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from tests.documents.ruler import FOOT, MM, TOP, text_pages
from tongbao.documents.bulletin import BulletinView, ScoresView


def squeezed(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def running_text(pages: Sequence[Page]) -> str:
    """What stands between the page numbers and the marks of a sample, outside of tables."""
    found = []
    for page in pages:
        part = page.crop((0, TOP - 3 * MM, page.width, FOOT + 2))
        for table in page.find_tables():
            part = part.outside_bbox(table.bbox)
        found.append(part.extract_text())
    return squeezed("".join(found))


def table_texts(pdf: PDF, leads: Mapping[str, int]) -> list[list[str]]:
    """The rows of the annex without heads; the name of a unit that goes on is not said again.

    `leads` is by the first words of a table's head how many columns are of a unit, not of an item.
    """
    rows, lead = [], 1
    for page in pdf.pages[len(text_pages(pdf)) :]:
        for table in page.extract_tables():
            cells = [[squeezed(cell) for cell in row] for row in table]
            if "".join(cells[0]) in leads:
                lead = leads["".join(cells[0])]
                cells = cells[2 if lead > 1 else 1 :]
            for row in cells:
                is_more = row[0].endswith("（续）")
                texts = ["" if is_more and place < lead else t for place, t in enumerate(row)]
                rows.append(texts)
    return [row for row in rows if any(row)]


def leads_of(view: BulletinView, pdf: PDF) -> dict[str, int]:
    """The heads of the PDF's tables, each with how many columns the unit's own are."""
    found = {}
    tables = [
        table for page in pdf.pages[len(text_pages(pdf)) :] for table in page.extract_tables()
    ]
    scores = next(
        (each.content for each in view.annex.tables if isinstance(each.content, ScoresView)), None
    )
    for table in tables:
        first = "".join(squeezed(cell) for cell in table[0])
        if "单位" in first:
            found[first] = len(scores.table.columns) + 2 if scores else 1
    return found
