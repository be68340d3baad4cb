"""What an untrusted run left: nothing in it leads anywhere, calls anybody or stays open."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbao.review.untrusted import (
    MAX_PACKED,
    MAX_TEXT,
    ArtifactError,
    harmless,
    shortened,
    texts,
)


def _archive(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("请 @boss 批准", "请 ＠boss 批准"),
        ("&#64;boss &commat;boss", "&amp;＃64;boss &amp;commat;boss"),
        ("见 #12、GH-12", "见 ＃12、GH－12"),
        ("[点这里](https://example.org)", "[点这里］(https：//example.org)"),
        ("[点这里][1]\n[1]: //example.org", "[点这里］[1]\n[1］： //example.org"),
        ("![图](x.png)", "！[图］(x.png)"),
        ("www.example.org", "www．example.org"),
        ("<a href=x>点</a>", "&lt;a href=x>点&lt;/a>"),
        ("<img src=x onerror=y>", "&lt;img src=x onerror=y>"),
        ("<details open>", "&lt;details open>"),
        ("<!-- tongbao -->", "&lt;!-- tongbao -->"),
        ("```mermaid\nx", "｀｀｀mermaid\nx"),
        ("~~~~\nx", "～～～\nx"),
        ("$\\href{//example.org}{x}$", "＄\\href{//example.org}{x}＄"),
        ("\x1b[2J\u202e\u200b通过", "[2J通过"),
        ("</details>", "&lt;/details>"),
        ("<details><summary>多</summary>", "<details><summary>多</summary></details>"),
        ("<pre>", "<pre></pre>"),
    ],
)
def test_nothing_leads_anywhere(written: str, printed: str) -> None:
    assert harmless(written) == printed


@pytest.mark.parametrize(
    "text",
    [
        "### 合并以后\n\n| 单位 | 得分 |\n|---|---|\n| 东河县 | 1 → 2 |\n",
        "**新增** 1 条：\\[示例\\] 〔示例〕 `x`\n- 一\n",
        "<details><summary>另外 3 处</summary>\n\n<pre>\na &lt;b&gt; &amp; &quot;c&quot;</pre>\n\n</details>\n",
    ],
)
def test_what_the_check_writes_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text(alphabet="<>/!@#$&;[]():`~\n 1detailspreummywh.", max_size=60))
def test_once_harmless_it_stays_so(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert once.count("<details>") == once.count("</details>")
    assert "@" not in once
    assert "](" not in once


def test_a_cut_text_leaves_nothing_open() -> None:
    text = "<details><summary>多</summary>\n" + "行\n" * 100 + "</details>\n"
    assert shortened(text, 33, "（太长）") == (
        "<details><summary>多</summary>\n行</details>\n\n（太长）\n"
    )
    assert shortened("短\n", 10, "（太长）") == "短\n"


def test_only_the_named_files_are_read() -> None:
    packed = _archive({"check.md": b"@a", "../../x": b"x", "diff.md/": b""})
    assert texts(packed, ("check.md", "diff.md")) == ("＠a", "")


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert texts(_archive({"check.md": b"\xff\xfe"}), ("check.md",)) == ("\ufffd\ufffd",)


def test_a_bomb_is_unpacked_no_further_than_what_is_read() -> None:
    packed = _archive({"check.md": b"0" * 50_000_000})
    assert len(packed) < MAX_PACKED
    (text,) = texts(packed, ("check.md",))
    assert len(text) == MAX_TEXT


@pytest.mark.parametrize(
    "artifact",
    [
        b"",
        b"no archive",
        _archive({"check.md": b"x"})[:-30],
        _archive({"check.md": b"x" * 100}).replace(b"check.md", b"check.me", 1),
        struct.pack("<I", 0x04034B50) + bytes(100),
        bytes(MAX_PACKED + 1),
    ],
    ids=["empty", "text", "torn", "two names", "header alone", "too large"],
)
def test_what_is_no_archive_is_refused(artifact: bytes) -> None:
    with pytest.raises(ArtifactError):
        texts(artifact, ("check.md",))
