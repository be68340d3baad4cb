"""What people print from the browser: whole tables on A4, each sheet the way its table lies."""

import io
import unicodedata
from dataclasses import dataclass

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.site.browsing import Visit

# All that is done here is done by the browser.
pytestmark = pytest.mark.no_cover

UPRIGHT = (595, 842)
ACROSS = (842, 595)
MARGIN = 45
"""Points: 16 mm at the sides."""
SMALLEST = 7.5
"""Points: the foot is set in 8; a table too wide for its sheet makes the whole page smaller."""


@dataclass(frozen=True)
class Paper:
    """A page as it comes out of the printer: sheets, their texts, the smallest letter, the room.

    All measures are points; the room is what is left at the right of the widest line.
    """

    sheets: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    smallest: float
    room: float


def printed(browser: Browser, request: pytest.FixtureRequest, address: str) -> Paper:
    visit = Visit(browser, request.getfixturevalue(address.partition("/")[0]))
    page = visit.open(f"{address}index.html")
    content = page.pdf(prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(io.BytesIO(content)) as document:
        sheets = document.pages
        return Paper(
            tuple((round(float(each.width)), round(float(each.height))) for each in sheets),
            # Chromium maps some characters to radicals that look the same.
            tuple(unicodedata.normalize("NFKC", each.extract_text()) for each in sheets),
            min(char["size"] for each in sheets for char in each.chars),
            min(float(each.width) - char["x1"] for each in sheets for char in each.chars),
        )


@pytest.mark.parametrize(
    ("address", "sheets", "words"),
    [
        ("ganzhou/tasks/annex-3-1/", (UPRIGHT,), "窗口服务组 24 2"),
        # 15 columns side by side; the last is 重大失误, 100 points.
        ("ganzhou/rules/2020/sheet/", (ACROSS,), "-100"),
        # 40 items and what they earned; 盐池县 has 9 points.
        ("ningxia/units/yanchi/2021-q1/", (UPRIGHT, UPRIGHT), "9分"),
        ("ganzhou/tasks/", (UPRIGHT,) * 5, "统计分析组 1/2"),
    ],
)
def test_a_page_is_printed_whole(
    browser: Browser,
    request: pytest.FixtureRequest,
    address: str,
    sheets: tuple[tuple[int, int], ...],
    words: str,
) -> None:
    paper = printed(browser, request, address)
    assert paper.sheets == sheets
    assert words in "\n".join(paper.texts)
    # Nothing runs into the margin, and nothing was made small to keep out of it.
    assert paper.room > MARGIN - 1
    assert paper.smallest > SMALLEST


@pytest.mark.parametrize(
    ("address", "sheets"),
    [
        ("ningxia/overview/", 1),
        ("ganzhou/overview/", 2),
        ("ganzhou/overview/2020-08/", 2),
    ],
)
def test_the_overview_is_a_sheet_or_two(
    browser: Browser, request: pytest.FixtureRequest, address: str, sheets: int
) -> None:
    assert printed(browser, request, address).sheets == (UPRIGHT,) * sheets


def test_a_table_of_many_columns_lies_across(
    browser: Browser, request: pytest.FixtureRequest
) -> None:
    paper = printed(browser, request, "ganzhou/ledger/2020-q3/")
    assert set(paper.sheets) == {ACROSS}
    # Every column's head; 兴国县 leads with 631 points.
    assert all(word in paper.texts[0] for word in ("名次", "国家级", "扣分"))
    assert any("兴国县医疗保障局 631" in text for text in paper.texts)
    assert paper.room > MARGIN - 1
    assert paper.smallest > SMALLEST
