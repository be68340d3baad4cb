"""The published bulletin as a reader finds it: every unit, every title, whole paragraphs."""

from collections.abc import Mapping

import pytest

from tests.documents.conftest import Rendered
from tests.documents.part_measures import table_rows
from tests.documents.text_measures import paragraphs


@pytest.fixture(scope="module")
def rows(rendered: Mapping[str, Rendered]) -> list[list[str]]:
    return list(table_rows(rendered["published"].pdf))


def named(rows: list[list[str]]) -> dict[str, list[str]]:
    """The first row of each unit, without the rows its cells span."""
    return {row[0].removesuffix("（续）"): row for row in rows[::-1] if row[0]}


def test_every_unit_stands_in_the_table(
    rendered: Mapping[str, Rendered], rows: list[list[str]]
) -> None:
    units = [row.name for row in rendered["published"].view.scores.rows]
    assert len(units) == 36
    printed = [row[0] for row in rows if row[0] in units]
    assert printed == units


def test_every_number_stands_in_its_column(
    rendered: Mapping[str, Rendered], rows: list[list[str]]
) -> None:
    printed = named(rows)
    for row in rendered["published"].view.scores.rows:
        expected = [*(cell.text for cell in row.cells), row.total.text]
        assert printed[row.name][1:7] == expected


def test_every_adopted_title_stands_with_its_category_and_outlets(
    rendered: Mapping[str, Rendered], rows: list[list[str]]
) -> None:
    items = [item for row in rendered["published"].view.scores.rows for item in row.items]
    assert len(items) == 54
    printed = [tuple(cell.replace(" ", "") for cell in row[7:10]) for row in rows if row[8]]
    assert printed == [
        (
            item.category,
            (item.mark_text + item.title).replace(" ", ""),
            "".join(outlet.text for outlet in item.outlets),
        )
        for item in items
    ]


def test_remarks_end_the_table(rendered: Mapping[str, Rendered], rows: list[list[str]]) -> None:
    expected = "".join(
        f"{remark.heading}：{remark.text}" for remark in rendered["published"].view.annex.remarks
    )
    assert rows[-1][0] == "备注"
    assert rows[-1][1] == expected


def test_paragraphs_are_whole(rendered: Mapping[str, Rendered]) -> None:
    view = rendered["published"].view
    printed = paragraphs(rendered["published"].pdf)
    assert "".join(view.head) in printed
    assert view.title in printed
    joined = "".join(printed)
    for block in view.body:
        assert block.text in joined
    assert f"附件：{view.annex_note}" in printed


def test_pages_are_even(rendered: Mapping[str, Rendered]) -> None:
    """Printed on both sides, the colophon is on the back of the last leaf."""
    assert len(rendered["published"].pdf.pages) == 8
