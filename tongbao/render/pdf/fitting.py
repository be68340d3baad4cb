"""What a page of a table can hold: rows divided until they fit, or refused by name."""

from collections.abc import Iterator
from dataclasses import replace

from tongbao.render.pdf.faces import Faces, Role
from tongbao.render.pdf.overflow import LayoutError
from tongbao.render.pdf.table import TABLE_SIZE, Block, Cell, Row
from tongbao.render.pdf.typesetting import Line, Measure, Slot, shaped, unbroken
from tongbao.source.fields import quoted


def continuation(faces: Faces) -> Line:
    """Return （续）, under the name of what goes on from another page."""
    room = Measure(TABLE_SIZE, 4 * TABLE_SIZE)
    return unbroken(shaped(faces, [("（续）", Role.FANGSONG)]), Slot("表格里的", room), 0)


def checked_name(block: Block, name: str, height: float) -> Block:
    """Return a block whose name fits a page, continued or not.

    Raises:
        LayoutError: it does not.
    """
    if replace(block, is_continued=True).lead_height > height:
        raise LayoutError(f"单位“{quoted(name)}”的名称太长，通报表格一页排不下", "请改短")
    return block


def single(cells: tuple[Cell, ...], name: str, height: float) -> Block:
    """Return a block of one row that fits a page; `name` is what the row is about.

    Raises:
        LayoutError: it does not.
    """
    block = Block((), (Row(cells),))
    if block.height > height:
        raise LayoutError(f"“{quoted(name)}”的一行太高，表格一页排不下", "请改短名称")
    return block


def fitted(faces: Faces, row: Row, title: str, height: float) -> Iterator[Row]:
    """Yield an item's row, or several where its outlets are more than a page holds.

    Raises:
        LayoutError: something else of it is more than a page holds.
    """
    fits = row.height <= height
    for part in [row] if fits else row.divided(height / 2, continuation(faces)):
        if part.height > height:
            advice = "请改短标题、信息类别或采用刊物的名称"
            raise LayoutError(f"信息“{quoted(title)}”的内容太长，通报表格一页排不下", advice)
        yield part
