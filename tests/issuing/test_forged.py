"""Frozen records that no run of the program on the merged data would have written.

In each the digest at its end is right, and its parts fit each other.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.issuing.conftest import BULLETIN, ISSUED, NUMBER, Office
from tests.issuing.test_proposals import FAULT, issued_in, judged, proposal
from tongbao.documents.issued import Issued, MadeFrom, written

UNREADABLE = "发现：不是这个版本的程序读得懂的定稿"


@pytest.mark.parametrize(
    ("number", "found"),
    [
        # Another office's, and one with which a series would begin anew.
        ("省医保发〔2026〕1号", "发现：字号 省医保发〔2026〕1号"),
        ("示医保办发〔2026〕1号", "发现：字号 示医保办发〔2026〕1号"),
    ],
)
def test_a_number_of_another_office_is_refused(office: Office, number: str, found: str) -> None:
    with proposal(office, "issuing"):
        office.freeze(number=number)
    said = judged(office, "issuing")
    assert FAULT in said
    assert found in said
    assert "应为：主干上 bureau.yaml 的 number_prefix：示医保发" in said


def test_a_prefix_is_merged_before_a_number_has_it(office: Office) -> None:
    number = "示医保办发〔2026〕1号"
    with proposal(office, "issuing"):
        office.edit(
            "data/shili/bureau.yaml", "number_prefix: 示医保发", "number_prefix: 示医保办发"
        )
        office.freeze(number=number)
    said = judged(office, "issuing")
    assert f"发现：字号 {number}" in said
    assert "发文代字改了的，先合并那项改动" in said


def test_a_text_that_changes_with_its_number_is_refused(office: Office) -> None:
    """What the office wrote is of the draft that was merged, not only the fields above it."""
    with proposal(office, "issuing"):
        office.edit(BULLETIN, "报送情况较好的单位有", "报送情况好的单位有")
        office.freeze()
    assert "发现：主干上还没有这期通报的草稿，或者草稿的内容不同" in judged(office, "issuing")


@pytest.mark.parametrize("name", ["main", "HEAD", "main~0", "", "--all"])
def test_a_revision_is_a_full_id(office: Office, name: str) -> None:
    """`main` is another commit tomorrow."""
    with proposal(office, "issuing"):
        office.freeze()
        found = issued_in(office)
        forged = replace(
            found,
            made_from=replace(found.made_from, revision=name),
            document=replace(found.document, revision=name),
        )
        office.path(ISSUED).write_bytes(written(forged))
    said = judged(office, "issuing")
    assert FAULT in said
    assert UNREADABLE in said


def _of_other_rules(made_from: MadeFrom) -> MadeFrom:
    return replace(made_from, rulebooks={"2026": "0" * 64})


def _of_more_rules(made_from: MadeFrom) -> MadeFrom:
    return replace(made_from, rulebooks={**made_from.rulebooks, "2025": "0" * 64})


def _of_no_rules(made_from: MadeFrom) -> MadeFrom:
    return replace(made_from, rulebooks={})


@pytest.mark.parametrize("forgery", [_of_other_rules, _of_more_rules, _of_no_rules])
def test_rulebooks_are_those_of_the_merged_data(
    office: Office, forgery: Callable[[MadeFrom], MadeFrom]
) -> None:
    with proposal(office, "issuing"):
        office.freeze()
        found = issued_in(office)
        forged = replace(found, made_from=forgery(found.made_from))
        office.path(ISSUED).write_bytes(written(forged))
    assert "发现：与由合并后的数据生成的定稿不同" in judged(office, "issuing")


SHORT = "5" * 63


@pytest.mark.parametrize(
    "forgery",
    [
        lambda found: replace(found, made_from=replace(found.made_from, data=SHORT)),
        lambda found: replace(found, made_from=replace(found.made_from, rulebooks={"a": SHORT})),
        lambda found: replace(found, printed=replace(found.printed, sha256=SHORT)),
    ],
    ids=["data", "rulebook", "PDF"],
)
def test_a_digest_is_one(office: Office, forgery: Callable[[Issued], Issued]) -> None:
    office.freeze()
    office.path(ISSUED).write_bytes(written(forgery(issued_in(office))))
    said = office.run("check").output
    assert FAULT in said
    assert UNREADABLE in said


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "https://example.cn/", "//example.cn/", "/ledger/", "a/../../b/", ""],
)
def test_a_link_leads_to_a_page_of_the_bureau(office: Office, address: str) -> None:
    office.freeze()
    text = office.path(ISSUED).read_bytes()
    old = b'"target": "adopted/2026-q1/"'
    assert old in text
    _write(office.path(ISSUED), text.replace(old, f'"target": "{address}"'.encode()))
    assert "发现：里面的表格、结果和计分不一致，不是程序写的" in office.run("check").output


def test_a_record_of_another_bureau_is_refused(office: Office) -> None:
    """Its bulletin has the same name; everything else fits."""
    office.freeze()
    office.path(ISSUED).write_bytes(written(replace(issued_in(office), bureau="beishi")))
    assert "发现：这是 beishi/2026-q1 的定稿" in office.run("check").output


@pytest.mark.parametrize(
    "cut",
    [
        lambda text: text[:0],
        lambda text: text[: len(text) // 2],
        # All but the line with the digest: the last there is to read of it.
        lambda text: text.rpartition(b'\n"digest": ')[0],
        lambda text: text.rpartition(b'\n"digest": ')[0] + b'\n"digest": ',
        lambda text: text[:1] + b"}\n",
        lambda text: text.replace(b"\n", b"\r\n"),
    ],
    ids=["empty", "half", "no digest", "a blank digest", "an object", "other line ends"],
)
def test_what_is_left_of_a_record_is_refused(office: Office, cut: Callable[[bytes], bytes]) -> None:
    """The bulletin has its number all the same: it is neither a draft nor without a record."""
    office.freeze()
    path = office.path(ISSUED)
    path.write_bytes(cut(path.read_bytes()))
    result = office.run("check")
    assert result.exit_code == 1
    assert result.output.count("错误 [") == 1
    assert f"{FAULT}\n  发现：内容与文件末尾的摘要不符，印发之后有人改过" in result.output


@pytest.mark.parametrize("more", [0, 1])
def test_a_record_is_read_up_to_8_mib(office: Office, more: int) -> None:
    """One byte more is not read; nothing else is said of the bulletin then."""
    office.freeze()
    path = office.path(ISSUED)
    path.write_bytes(b" " * (8 * 1024 * 1024 + more))
    said = office.run("check").output
    assert said.count("错误 [") == 1
    assert ("[file-size]" in said) == bool(more)
    assert ("应为：不超过 8192 KiB" in said) == bool(more)


def _write(path: Path, text: bytes) -> None:
    """Write a record with the digest that it should have."""
    head = text.rpartition(b'\n"digest": ')[0]
    digest = hashlib.sha256(head).hexdigest()
    path.write_bytes(head + f'\n"digest": "sha256:{digest}"\n}}\n'.encode())


def test_the_number_of_an_honest_record(office: Office) -> None:
    """What all these differ from is taken."""
    with proposal(office, "issuing"):
        office.freeze(number=NUMBER)
    assert "错误" not in judged(office, "issuing")
