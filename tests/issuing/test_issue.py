"""`build.py issue`: a bulletin gets its number, is frozen, and stays as it was issued for good.

The points of the example: in the first quarter 东河县 has 6 and 西山县 15, 5 of them for an adoption
by 省政务信息 on 2 April.
"""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.issuing.conftest import ADOPTION, BULLETIN, ISSUED, NUMBER, Office, digest_of
from tests.review.repository import Repository
from tongbao.documents.composing import composed
from tongbao.documents.issued import issued_of
from tongbao.model.period import Period
from tongbao.pipeline import examine

PDF = "shili/bulletins/2026-q1/bulletin.pdf"
BESIDE = ("bulletin.pdf", "bulletin.json", "scores.csv", "awards.csv")


def frozen(office: Office) -> dict[str, object]:
    content: dict[str, object] = json.loads(office.text(ISSUED))
    return content


def test_number_and_date_are_written_and_nothing_else(office: Office) -> None:
    before = office.text(BULLETIN)
    said = office.done("issue shili 2026-q1", "--number", "6", "--date", "2026-04-09")
    after = before.replace("date: 2026-04-08", "date: 2026-04-09")
    assert office.text(BULLETIN) == after.replace("\nperiod:", f"\nnumber: {NUMBER}\nperiod:")
    assert NUMBER in said
    assert "核对以后，把这两个文件提交、合并" in said
    assert office.done("check") == "检查通过，没有发现问题。\n"


def test_the_record_says_what_it_was_made_from(office: Office) -> None:
    head = office.head
    rules = "data/shili/rules/2026.yaml"
    digest = hashlib.sha256(office.path(rules).read_bytes()).hexdigest()
    said = office.issue(number=NUMBER)
    content = frozen(office)
    assert content["made_from"] == {
        "revision": head,
        "today": "2026-05-01",
        "data": content["made_from"]["data"],  # type: ignore[index]
        "rulebooks": {"2026": digest},
        "program": "0.1.0",
    }
    assert content["printed"]["sha256"] == digest_of(said)  # type: ignore[index]
    awards = content["awards"]
    assert isinstance(awards, list)
    assert sum(float(award["points"]) for award in awards if award["unit"] == "xishan") == 15
    assert {"where": "西山县医疗保障局", "what": "一季度得分", "value": "15"} in content["results"]  # type: ignore[operator]


def test_the_digest_of_the_data_is_that_of_a_list_of_its_files(office: Office) -> None:
    root = office.repository.root
    folder = office.path("data/shili")
    paths = sorted(path.relative_to(root).as_posix() for path in folder.rglob("*.*"))
    lines = "".join(
        f"{hashlib.sha256((root / path).read_bytes()).hexdigest()}  {path}\n" for path in paths
    )
    office.issue()
    made_from = frozen(office)["made_from"]
    assert made_from["data"] == hashlib.sha256(lines.encode()).hexdigest()  # type: ignore[index]


def test_it_is_shown_from_the_record_whatever_happens_to_the_data(
    office: Office, tmp_path: Path
) -> None:
    digest = digest_of(office.issue())
    before = office.built(tmp_path / "before")
    assert hashlib.sha256(before[PDF]).hexdigest() == digest
    # Two adoptions less, one of them of a public item, a unit, an outlet and the bureau by other
    # names: with the draft of an erratum allowed.
    office.done("erratum shili 2026-q1", "--reason", "登记有误")
    office.path(ADOPTION).unlink()
    office.path("data/shili/adoptions/2026/guanwang-0131.yaml").unlink()
    office.edit("data/shili/bureau.yaml", "name: 示例市医疗保障局\n", "name: 示例州医疗保障局\n")
    office.edit("data/shili/units.yaml", "name: 西山县医疗保障局", "name: 西山区医疗保障局")
    office.edit("data/shili/outlets.yaml", "name: 示例医保", "name: 示例医保专报")
    office.commit()
    after = office.built(tmp_path / "after")
    for name in BESIDE:
        assert after[f"shili/bulletins/2026-q1/{name}"] == before[f"shili/bulletins/2026-q1/{name}"]
    page = after["shili/bulletins/2026-q1/index.html"].decode()
    assert "西山县医疗保障局" in page
    assert "西山区医疗保障局" not in page
    assert "示例医保专报" in after["shili/outlets/index.html"].decode()


def test_what_is_read_back_is_what_was_composed(issued: Office, example_data: Path) -> None:
    (draft,) = examine(example_data, date(2026, 5, 1)).bureaus
    (scored,) = examine(issued.repository.data, date(2026, 5, 1)).bureaus
    entry = scored.dataset.bulletins["2026-q1"]
    record = issued_of(scored.dataset, "2026-q1")
    assert record is not None
    view = composed(scored.dataset, scored.ledger, entry)
    assert view.body == record.document.body
    assert view.annex == record.document.annex
    assert view.scores == record.document.scores
    assert scored.ledger == draft.ledger
    assert record.ledger == scored.ledger.within(Period(2026, 1, 3))


def test_a_pdf_that_is_not_as_issued_is_named(office: Office, tmp_path: Path) -> None:
    """This one was frozen with the digest of another PDF."""
    office.freeze()
    office.commit()
    said = office.done("build", "--out", tmp_path / "site")
    assert f"提醒　{NUMBER}的 PDF 与印发时的字节不同：程序的版式有改动。\n" in said


def test_what_is_closed_later_stays_as_issued_but_for_its_name(
    issued: Office, tmp_path: Path
) -> None:
    """No result changes; its id and title leave the open data, as the public may not see them."""
    path = "data/shili/submissions/donghe/2026/0120-1.yaml"
    issued.edit(path, "openness: 公开", "openness: 不公开")
    assert issued.done("check") == "检查通过，没有发现问题。\n"
    issued.commit()
    site = issued.built(tmp_path / "site")
    assert b"donghe/2026/0120-1" not in b"".join(site.values())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_other_lines_keep_their_ends(office: Office, end: str) -> None:
    text = office.text(BULLETIN).replace("\n", end).encode()
    office.path(BULLETIN).write_bytes(text)
    office.commit()
    office.done("issue shili 2026-q1", "--number", "6")
    lines = office.path(BULLETIN).read_bytes().decode().split(end)
    assert f"number: {NUMBER}" in lines
    assert [line for line in lines if not line.startswith("number")] == text.decode().split(end)


def test_a_head_that_is_written_otherwise_is_left_alone(office: Office) -> None:
    office.edit(BULLETIN, "date: 2026-04-08", "date:\n  2026-04-08")
    office.commit()
    before = office.text(BULLETIN)
    result = office.run("issue shili 2026-q1", "--number", "6")
    assert result.exit_code == 1
    assert "date、period 要各写一行" in result.output
    assert office.text(BULLETIN) == before
    assert not office.path(ISSUED).exists()


def test_a_number_that_another_bulletin_minds_is_refused(office: Office) -> None:
    """The series has 6 already: 4 leaves a gap, which is found at 6."""
    draft = office.text(BULLETIN).replace("period: 2026-q1", "period: 2026-03")
    other = BULLETIN.replace("2026-q1", "2026-03")
    office.path(other).parent.mkdir()
    office.path(other).write_text(draft, encoding="utf-8")
    office.freeze()
    office.commit()
    result = office.run("issue shili 2026-03", "--number", "4")
    assert result.exit_code == 1
    assert "[number-gap]" in result.output
    assert office.repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("shili", "2026-q2", "--number", "6"), "没有通报 2026-q2，有的是 2026-q1。没有印发。"),
        (("beishi", "2026-q1", "--number", "6"), "没有机关 beishi，有的是 shili。没有印发。"),
        (("shili", "2026-q1", "--number", "零六"), "字号或成文日期不能这样写。没有印发。"),
        (("shili", "2026-q1", "--number", "06"), "字号或成文日期不能这样写。没有印发。"),
        (
            ("shili", "2026-q1", "--number", "6", "--date", "2026-04-01"),
            "字号或成文日期不能这样写。没有印发。",
        ),
    ],
)
def test_what_cannot_be_issued_is_not(
    office: Office, arguments: tuple[str, ...], reason: str
) -> None:
    result = office.run("issue", *arguments)
    assert result.exit_code == 1
    assert result.output.endswith(f"{reason}\n")
    assert office.repository.git("status", "--porcelain") == ""


def test_uncommitted_data_cannot_be_issued(office: Office) -> None:
    office.edit(BULLETIN, "recipients: 各县医疗保障局", "recipients: 各县区医疗保障局")
    result = office.run("issue shili 2026-q1", "--number", "6")
    assert result.exit_code == 1
    assert result.output.startswith("数据里还有未提交的改动：先提交、合并，再印发")
    assert not office.path(ISSUED).exists()


def test_data_outside_git_cannot_be_issued(example_data: Path, tmp_path: Path) -> None:
    shutil.copytree(example_data, tmp_path / "data")
    office = Office(Repository(tmp_path))
    result = office.run("issue shili 2026-q1", "--number", "6")
    assert result.exit_code == 1
    assert result.output.startswith("数据不在 git 仓库里")


def test_a_bulletin_is_issued_once(issued: Office) -> None:
    result = issued.run("issue shili 2026-q1", "--number", "7")
    assert result.exit_code == 1
    assert result.output == (
        f"{NUMBER} 已经有字号，不能再印发；要更正的，"
        "运行 build.py erratum shili 2026-q1。没有印发。\n"
    )


def test_faulty_data_cannot_be_issued(office: Office) -> None:
    office.edit(ADOPTION, "outlet: shengxinxi", "outlet: wu")
    office.commit()
    result = office.run("issue shili 2026-q1", "--number", "6")
    assert result.exit_code == 1
    assert result.output.endswith("数据有错误，先改好。没有印发。\n")
    assert not office.path(ISSUED).exists()
