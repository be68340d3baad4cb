"""Plain texts are read without the converter: whatever is written, as the converter would."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tongbao.documents import prose
from tongbao.documents.prose import Block, BlockKind, Run, blocks, converted

# Everything that means something to the converter somewhere, and what only looks like it.
SIGNS = st.sampled_from(
    ["\n", "\n\n", "\n\n\n", " ", "  ", "    ", "　", "\t", "甲", "乙", "a", "b", "1", "3.", "2. ",
     "12. ", "2024. ", "１. ", "1.5", "-", "- ", "-  ", "---", "- - -", "=", "===", "+ ", "* ", "#",
     "# ", "## ", "#甲#", ">", "> ", "*", "**", "_", "`", "~~~", "|", "\\", "<", "<b>", "&", "&amp;",
     "[a]: /b", "[", "]", "(", ")", "!", ":", "：", "。", "—", "\xa0", "\x0b", "\x0c", "\x85",
     "\u2028", "\u200b", "\x02", "\ue000"]
)  # fmt: skip
# A good part of the texts made of these has nothing in it that is left to the converter.
CALM = st.sampled_from(
    ["\n", "\n\n", "\n\n\n", " ", "　", "甲", "a", "b", "3.", "- ", "-", "：", "!"]
)


@given(st.lists(SIGNS, max_size=12).map("".join))
def test_any_text_is_read_as_the_converter_reads_it(text: str) -> None:
    assert blocks(text) == converted(text)


@given(st.lists(CALM, max_size=12).map("".join))
@example("- 甲\n- 乙\n\n- 丙\n\n丁")
@example("甲\n---\n")
@example("甲\n- 乙")
@example("- 甲\n乙")
@example("-　甲\n- 　")
@example("　　甲\n　　乙\n\n　\n\n丙 ")
@example("甲 \n乙  \n丙")
def test_a_text_of_nearly_plain_lines_too(text: str) -> None:
    assert blocks(text) == converted(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_and_any_letters(letters: str) -> None:
    assert blocks(f"甲{letters}\n\n- {letters}") == converted(f"甲{letters}\n\n- {letters}")


def test_paragraphs_and_simple_lists_do_without_the_converter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nearly all texts are like this, and the converter takes many times as long."""
    monkeypatch.delattr(prose, "converted")
    assert blocks("　　2024年，共54条（100%）：\n各单位one\ntwo。\n\n\n- 甲：#1\n- 乙!\n") == (
        Block(BlockKind.PARAGRAPH, (Run("2024年，共54条（100%）：各单位one two。"),)),
        Block(BlockKind.ITEM, (Run("甲：#1"),), 1, "·"),
        Block(BlockKind.ITEM, (Run("乙!"),), 1, "·"),
    )
