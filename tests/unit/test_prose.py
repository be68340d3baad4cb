"""Markdown to blocks: what is kept, and what prints as it was written."""

import pytest

from tongbao.documents.prose import Block, BlockKind, Run, blocks


def texts(markdown: str) -> list[str]:
    return [block.text for block in blocks(markdown)]


def test_paragraphs_headings_and_emphasis() -> None:
    assert blocks("# 一、标题\n\n正文**重点**。\n\n## （一）小标题\n") == (
        Block(BlockKind.HEADING, (Run("一、标题"),), 1),
        Block(BlockKind.PARAGRAPH, (Run("正文"), Run("重点", strong=True), Run("。"))),
        Block(BlockKind.HEADING, (Run("（一）小标题"),), 2),
    )


def test_lists_keep_their_markers_and_depth() -> None:
    found = blocks("1. 甲\n2. 乙\n    - 丙\n3. 丁\n")
    assert [(block.marker, block.level, block.text) for block in found] == [
        ("1.", 1, "甲"),
        ("2.", 1, "乙"),
        ("·", 2, "丙"),
        ("3.", 1, "丁"),
    ]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("一季度，\n各单位", "一季度，各单位"),
        ("one\ntwo", "one two"),
        ("共\n54 条", "共54 条"),
    ],
)
def test_lines_join_as_chinese_does(markdown: str, text: str) -> None:
    assert texts(markdown) == [text]


@pytest.mark.parametrize(
    "literal",
    [
        "<script>alert(1)</script>",
        "<b>粗</b>",
        "<!-- 注 -->",
        "[点](javascript:alert(1))",
        "![图](http://example.invalid/x.png)",
        "<http://example.invalid/>",
        "[a]: http://example.invalid/",
        "{{ 7 * 7 }} {% raw %}",
        "&lt;i&gt; & <",
        "&#x202e;&#0;&nbsp;",
        "<div><p>甲</p></div>",
    ],
)
def test_prints_as_written(literal: str) -> None:
    assert "".join(texts(literal)) == literal


def test_what_is_not_set_apart_is_not_lost() -> None:
    assert texts("> 引用\n\n    代码\n\n`码`") == ["引用", "代码", "码"]


def test_nothing_gives_nothing() -> None:
    assert blocks("\n\n") == ()


def test_a_text_does_not_depend_on_the_one_before() -> None:
    """One converter serves them all; what it kept of a text would turn up in the next."""
    alone = blocks("3. 甲\n\n乙*丙*\n")
    for before in ("1. 甲\n    - 乙\n\n        丙", "> 甲\n\n*乙", "[a]: /b\n\n`甲", "&amp; \x02"):
        blocks(before)
        assert blocks("3. 甲\n\n乙*丙*\n") == alone
