"""Who issues by pull request: only what the merged data says, and only what was merged before."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.issuing.conftest import ADOPTION, BULLETIN, ISSUED, NUMBER, Office
from tongbao.documents.circumstances import UnitName
from tongbao.documents.issued import Issued, issued_of, written
from tongbao.pipeline import examine

FAULT = "错误 [issued-broken] 定稿不能用"


@contextmanager
def proposal(office: Office, name: str) -> Iterator[None]:
    """Commit what the context does on a branch of main; come back to main."""
    office.repository.git("checkout", "--quiet", "-b", name, "main")
    yield
    office.commit()
    office.repository.git("checkout", "--quiet", "main")


def judged(office: Office, branch: str) -> str:
    result = office.run("check", "--base", "main", "--head", branch, "--actor", "shili-office")
    assert result.exit_code == ("错误 [" in result.output)
    return result.output


def issued_in(office: Office) -> Issued:
    (scored,) = examine(office.repository.data, date(2026, 5, 1)).bureaus
    found = issued_of(scored.dataset, "2026-q1")
    assert found is not None
    return found


def test_what_issue_writes_is_merged(office: Office) -> None:
    with proposal(office, "issuing"):
        office.done("issue shili 2026-q1", "--number", "6")
    assert "错误" not in judged(office, "issuing")


def _recipients(issued: Issued) -> Issued:
    return replace(issued, document=replace(issued.document, recipients="各市医疗保障局："))


def _points(issued: Issued) -> Issued:
    first, *others = issued.awards
    return replace(issued, awards=(replace(first, points=Decimal(9)), *others))


def _results(issued: Issued) -> Issued:
    first, *others = issued.results
    return replace(issued, results=(replace(first, value="3"), *others))


def _names(issued: Issued) -> Issued:
    units = {unit: UnitName("某县", "某县") for unit in issued.circumstances.units}
    return replace(issued, circumstances=replace(issued.circumstances, units=units))


def _closed(issued: Issued) -> Issued:
    return replace(issued, circumstances=replace(issued.circumstances, closed=()))


FORGERIES: dict[str, Callable[[Issued], Issued]] = {
    "text": _recipients,
    "points": _points,
    "a field's value": _results,
    "names": _names,
    "what is public": _closed,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_frozen_record_that_was_edited_is_refused(office: Office, forgery: str) -> None:
    """Its digest is right again, and nothing in it contradicts the rest."""
    with proposal(office, "issuing"):
        office.freeze()
        office.path(ISSUED).write_bytes(written(FORGERIES[forgery](issued_in(office))))
    said = judged(office, "issuing")
    assert FAULT in said
    assert "发现：与由合并后的数据生成的定稿不同" in said


def test_a_revision_that_was_not_merged_is_refused(office: Office) -> None:
    with proposal(office, "issuing"):
        office.freeze()
        office.commit()
        found = issued_in(office)
        made_from = replace(found.made_from, revision=office.head)
        forged = replace(
            found, made_from=made_from, document=replace(found.document, revision=office.head)
        )
        office.path(ISSUED).write_bytes(written(forged))
    assert "不在主干上" in judged(office, "issuing")


def test_a_draft_that_changes_with_its_number_is_refused(office: Office) -> None:
    with proposal(office, "issuing"):
        office.edit(BULLETIN, "recipients: 各县医疗保障局", "recipients: 各县区医疗保障局")
        office.freeze()
    assert "发现：主干上还没有这期通报的草稿，或者草稿的内容不同" in judged(office, "issuing")


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "a key twice": lambda text: text.replace(b'"format": 1,', b'"format": 1,\n"format": 1,'),
    "an unknown key": lambda text: text.replace(b'"format": 1,', b'"format": 1,\n"more": 1,'),
    "another format": lambda text: text.replace(b'"format": 1,', b'"format": 2,'),
    "points beyond counting": lambda text: text.replace(
        b'"points": "5"', b'"points": "1E+9999999"'
    ),
    "no number": lambda text: text.replace(b'"points": "5"', b'"points": "NaN"'),
    "a cell too few": lambda text: re.sub(
        rb'"cells": \[\s*\{[^}]*\},\s*', b'"cells": [', text, count=1
    ),
    "no unit": lambda text: text.replace(b'"donghe": {"name"', b'"donghex": {"name"'),
    "nested": lambda text: text.replace(b'"format": 1,', b'"format": ' + b"[" * 9999 + b","),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_record_with_a_right_digest_is_refused(office: Office, fault: str) -> None:
    office.freeze()
    text = office.path(ISSUED).read_bytes()
    head = BROKEN[fault](text).rpartition(b'\n"digest": ')[0]
    assert head != text.rpartition(b'\n"digest": ')[0]
    digest = hashlib.sha256(head).hexdigest()
    office.path(ISSUED).write_bytes(head + f'\n"digest": "sha256:{digest}"\n}}\n'.encode())
    said = office.run("check").output
    assert FAULT in said
    assert "不是这个版本的程序读得懂的定稿" in said or "不一致，不是程序写的" in said


def test_figures_that_the_tables_do_not_have_are_refused_by_any_check(office: Office) -> None:
    office.freeze()
    found = issued_in(office)
    wrong = tuple(
        replace(each, value="16") if each.value == "15" else each for each in found.results
    )
    office.path(ISSUED).write_bytes(written(replace(found, results=wrong)))
    assert "发现：里面的表格、结果和计分不一致，不是程序写的" in office.run("check").output


def test_a_record_of_another_bulletin_is_refused(office: Office) -> None:
    office.freeze()
    office.path(ISSUED).write_bytes(written(replace(issued_in(office), bulletin="2026-q2")))
    assert "发现：这是 shili/2026-q2 的定稿" in office.run("check").output


def test_a_base_that_moved_on_is_noticed(office: Office) -> None:
    with proposal(office, "issuing"):
        office.freeze()
    office.path(ADOPTION).unlink()
    office.commit()
    said = judged(office, "issuing")
    assert "发现：与由合并后的数据生成的定稿不同" in said
    assert "会改变已经印发的结果" in said


def test_a_number_is_given_after_the_draft_was_merged(office: Office) -> None:
    draft = office.text(BULLETIN)
    with proposal(office, "drafting"):
        name = BULLETIN.replace("2026-q1", "2026-03")
        office.path(name).parent.mkdir()
        office.path(name).write_text(
            draft.replace("period: 2026-q1", "period: 2026-03"), encoding="utf-8"
        )
        office.commit()
        office.freeze("2026-03")
    said = judged(office, "drafting")
    assert "发现：主干上还没有这期通报的草稿" in said
    assert "草稿合并以后才编号" in said


@pytest.mark.parametrize("first", ["one", "other"])
def test_two_who_take_one_number_clash(office: Office, first: str) -> None:
    draft = office.text(BULLETIN).replace("period: 2026-q1", "period: 2026-03")
    name = BULLETIN.replace("2026-q1", "2026-03")
    office.path(name).parent.mkdir()
    office.path(name).write_text(draft, encoding="utf-8")
    office.commit()
    for branch, bulletin in (("one", "2026-q1"), ("other", "2026-03")):
        with proposal(office, branch):
            office.freeze(bulletin)
    assert "错误" not in judged(office, first)
    office.repository.git("merge", "--quiet", "--no-edit", first)
    said = judged(office, "other" if first == "one" else "one")
    assert f"[number-twice] 发文字号重复\n  发现：{NUMBER}" in said
