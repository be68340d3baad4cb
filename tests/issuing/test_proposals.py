"""Who issues by pull request: only what the merged data says, and only what was merged before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from tests.issuing.conftest import ADOPTION, BULLETIN, ISSUED, NUMBER, Office
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


def test_a_frozen_record_that_was_edited_is_refused(office: Office) -> None:
    """Its digest is right again, its figures are those of the tables: only the name is another."""
    with proposal(office, "issuing"):
        office.freeze()
        found = issued_in(office)
        forged = replace(found, document=replace(found.document, recipients="各市医疗保障局："))
        office.path(ISSUED).write_bytes(written(forged))
    said = judged(office, "issuing")
    assert FAULT in said
    assert "发现：与由合并后的数据生成的通报不同" in said


def test_figures_that_the_tables_do_not_have_are_refused_by_any_check(office: Office) -> None:
    office.freeze()
    found = issued_in(office)
    wrong = tuple(
        replace(each, value="16") if each.value == "15" else each for each in found.results
    )
    office.path(ISSUED).write_bytes(written(replace(found, results=wrong)))
    assert "发现：表格与结果不一致" in office.run("check").output


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
    assert "发现：与由合并后的数据生成的通报不同" in said
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
