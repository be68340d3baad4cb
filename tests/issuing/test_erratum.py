"""`build.py erratum`: an issued result changes only by a document that says so.

In the first quarter 东河县 has 6 points and 西山县 15. Without the adoption by 省政务信息 西山县 has 10:
2 items adopted become 1, one by a provincial outlet becomes none; the places stay.
"""

from pathlib import Path

import pytest

from tests.issuing.conftest import ADOPTION, BULLETIN, ISSUED, NUMBER, Office
from tests.site.reading import Site, cells

ERRATUM = "data/shili/bulletins/2026-q1-erratum/bulletin.md"
REASON = "省政务信息第9期的采用登记有误"
REFUSED = "错误 [issued-result] 会改变已经印发的结果"


def corrected(office: Office) -> None:
    """Write the draft of an erratum, take the adoption out, and commit both."""
    office.done("erratum shili 2026-q1", "--reason", REASON, "--date", "2026-04-20")
    office.path(ADOPTION).unlink()
    office.commit()


def test_a_change_of_the_result_is_refused_by_check_build_and_issue(
    issued: Office, tmp_path: Path
) -> None:
    issued.path(ADOPTION).unlink()
    for command in ("check", f"build --out {tmp_path / 'site'}"):
        result = issued.run(command)
        assert result.exit_code == 1
        assert result.output.count(REFUSED) == 1
        assert "采用得分 5 → （无），一季度得分 15 → 10" in result.output
        assert "运行 build.py erratum shili 2026-q1" in result.output
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("rules/2026.yaml", "    points: 5\n", "    points: 4\n"),
        ("submissions/donghe/2026/0112-1.yaml", "category: 经验总结", "category: 动态信息"),
        ("submissions/donghe/2026/0120-1.yaml", "date: 2026-01-20\n", "date: 2026-02-20\n"),
    ],
)
def test_other_ways_to_another_result_are_refused_too(
    issued: Office, path: str, old: str, new: str
) -> None:
    text = issued.text(f"data/shili/{path}")
    assert old in text
    issued.path(f"data/shili/{path}").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert REFUSED in issued.run("check").output


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("submissions/donghe/2026/0112-1.yaml", "category: 经验总结", "category: 经验", "category"),
        ("adoptions/2026/guanwang-0131.yaml", "outlet: guanwang", "outlet: guanwan", "outlet"),
        ("units.yaml", "id: donghe", "id: donghex", "unit"),
    ],
)
def test_a_slip_is_told_as_a_slip(issued: Office, path: str, old: str, new: str, rule: str) -> None:
    issued.edit(f"data/shili/{path}", old, new)
    said = issued.run("check").output
    assert f"[{rule}-unknown]" in said
    assert "issued" not in said


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("units.yaml", "short: 西山县", "short: 西山区"),
        ("outlets.yaml", "name: 省政务信息", "name: 省政务信息专报"),
        ("bureau.yaml", "number_prefix: 示医保发", "number_prefix: 示医保办发"),
    ],
)
def test_everyday_changes_are_let_in(issued: Office, path: str, old: str, new: str) -> None:
    issued.edit(f"data/shili/{path}", old, new)
    assert issued.done("check") == "检查通过，没有发现问题。\n"
    assert "已印发的" not in issued.done("diff HEAD")


def test_a_new_unit_says_since_when(issued: Office) -> None:
    unit = "  - {id: beihe, name: 北河县医疗保障局, short: 北河县, group: 各县医疗保障局}\n\ntasks:"
    issued.edit("data/shili/units.yaml", "\ntasks:", unit)
    assert "改法：北河县医疗保障局是新设的，在 units.yaml 写上 from" in issued.run("check").output
    issued.edit("data/shili/units.yaml", "short: 北河县,", "short: 北河县, from: 2026-05-01,")
    assert issued.done("check") == "检查通过，没有发现问题。\n"


def test_a_record_that_scores_nothing_there_changes_nothing(issued: Office) -> None:
    """April's items are not the first quarter's."""
    source = issued.text("data/shili/submissions/donghe/2026/0415-1.yaml")
    other = source.replace("2026-04-15", "2026-04-16").replace("title: ", "title: 又：")
    issued.path("data/shili/submissions/donghe/2026/0416-1.yaml").write_text(
        other, encoding="utf-8"
    )
    assert issued.done("check") == "检查通过，没有发现问题。\n"


def test_the_draft_lets_the_correction_in_and_shows_it(issued: Office, tmp_path: Path) -> None:
    corrected(issued)
    said = issued.done("check")
    assert said.count("提醒 [issued-corrected] 更正通报将更正的结果") == 1
    assert "改法：核对更正通报的草稿 2026-q1-erratum 里列的更正" in said
    site = Site.of(issued.built(tmp_path / "site"))
    page = site.page("shili/bulletins/2026-q1-erratum/")
    assert "（草稿）" in page.text
    assert REASON in page.text
    (changes,) = page.all("table", "changes")
    assert [cells(row)[-3:] for row in changes.all("tr")] == [
        ["更正内容", "原为", "更正为"],
        ["采用条数", "2", "1"],
        ["采用条数（省）", "1", "0"],
        ["采用得分", "5", "（无）"],
        ["一季度得分", "15", "10"],
        ["采用条目", "（不公开信息）（省政务信息第9期）", "（无）"],
    ]
    (causes,) = site.page("shili/bulletins/2026-q1-erratum/annex-2/").all("table", "causes")
    assert [cells(row) for row in causes.all("tr")][1:] == [
        [
            "西山县",
            "《考评办法》第五条：省政务信息第9期采用（动态信息），计5分：（不公开信息）",
            "5",
            "（无）",
        ]
    ]
    assert "已更正" not in site.page("shili/bulletins/2026-q1/").text


def test_the_issued_erratum_stands_beside_what_it_corrects(issued: Office, tmp_path: Path) -> None:
    old = (issued.text(BULLETIN), issued.text(ISSUED))
    corrected(issued)
    issued.issue("2026-q1-erratum", "7")
    assert (issued.text(BULLETIN), issued.text(ISSUED)) == old
    assert issued.done("check") == "检查通过，没有发现问题。\n"
    site = Site.of(issued.built(tmp_path / "site"))
    page = site.page("shili/bulletins/2026-q1/")
    note = page.one("p", "correction")
    assert note.text == (
        "已更正　本通报的部分内容已由示医保发〔2026〕7号更正；下面仍是印发时的内容。"
    )
    erratum = site.follow("shili/bulletins/2026-q1/index.html", note.links()[0].attributes["href"])
    assert erratum.one("p", "correction").text == "本通报更正示医保发〔2026〕6号。"
    assert "已更正 见示医保发〔2026〕7号" in site.page("shili/bulletins/").text
    # What holds from now on is the corrected result.
    issued.edit("data/shili/rules/2026.yaml", "    points: 10\n", "    points: 9\n")
    assert "批示得分 10 → 9，一季度得分 10 → 9" in issued.run("check").output


def test_the_old_result_cannot_come_back_without_another_erratum(issued: Office) -> None:
    adoption = issued.text(ADOPTION)
    corrected(issued)
    issued.issue("2026-q1-erratum", "7")
    issued.path(ADOPTION).write_text(adoption, encoding="utf-8")
    assert "一季度得分 10 → 15" in issued.run("check").output
    said = issued.done("erratum shili 2026-q1", "--reason", "更正有误", "--date", "2026-04-25")
    assert "2026-q1-erratum-2" in said
    assert "西山县医疗保障局　一季度得分：10 → 15" in said
    assert "错误" not in issued.done("check")


def test_the_draft_says_what_differs(issued: Office) -> None:
    issued.path(ADOPTION).unlink()
    said = issued.done("erratum shili 2026-q1", "--reason", REASON, "--date", "2026-04-20")
    assert "  正文　采用条数（省）：1 → 0\n" in said
    assert "  西山县医疗保障局　采用得分：5 → （无）\n" in said
    assert "  西山县医疗保障局　一季度得分：15 → 10\n" in said
    draft = issued.text(ERRATUM)
    assert "# number" not in draft
    assert draft.startswith(
        "---\ntitle: |-\n  示例市医保局关于更正2026年一季度\n  信息工作情况通报\n  有关内容的通报\n"
    )
    assert f"（{NUMBER}）印发后，经核查，{REASON}。现将有关内容更正如下" in draft


def test_a_changed_rulebook_is_named(issued: Office) -> None:
    """An adoption has 4 points instead of 5: one error, at the rulebook, with the way back."""
    issued.edit("data/shili/rules/2026.yaml", "    points: 5\n", "    points: 4\n")
    said = issued.run("check").output
    assert said.startswith("data/shili/rules/2026.yaml:1:1: 错误 [issued-result]")
    assert (
        "发现：西山县医疗保障局：采用得分 5 → 4，一季度得分 15 → 14；"
        "依据 adoptions/2026/shengxinxi-9-1、submissions/xishan/2026/0203-1；"
        "印发以后改过的考评办法 data/shili/rules/2026.yaml\n"
    ) in said
    assert "改法：恢复这次改动的记录和考评办法，新办法另写一个文件；确实要更正的，运行" in said


def test_a_rulebook_is_named_beside_a_record_that_went(issued: Office) -> None:
    """The place is the record's: a rulebook may say the same in other words."""
    issued.edit("data/shili/rules/2026.yaml", "\ntitle: ", "\n# 说明\ntitle: ")
    assert issued.done("check") == "检查通过，没有发现问题。\n"
    issued.edit(ADOPTION, "date: 2026-04-02", "date: 2026-04-20")
    said = issued.run("check").output
    assert said.startswith(f"{ADOPTION}:1:1: 错误 [issued-result]")
    assert "；印发以后改过的考评办法 data/shili/rules/2026.yaml\n" in said


def test_after_an_erratum_its_rulebook_counts(issued: Office) -> None:
    issued.edit("data/shili/rules/2026.yaml", "    points: 5\n", "    points: 4\n")
    issued.done("erratum shili 2026-q1", "--reason", "办法登记有误", "--date", "2026-04-20")
    issued.commit()
    issued.freeze("2026-q1-erratum", "7")
    issued.path(ADOPTION).unlink()
    said = issued.run("check").output
    assert "采用得分 4 → （无）" in said
    assert "考评办法 data" not in said


def test_an_erratum_of_the_text_says_what_becomes_of_it(issued: Office) -> None:
    said = issued.done("erratum shili 2026-q1", "--reason", "错字", "--date", "2026-04-20")
    assert "只更正文字的，记录不用改，把原文和改后的文字写进正文。" in said
    issued.commit()
    said = issued.done("issue shili 2026-q1-erratum", "--number", "7")
    assert "提醒　这份更正通报只更正文字" in said
    assert "它照样编号定稿，原通报照样标明“已更正”。" in said


def test_files_are_named_from_where_somebody_is(
    issued: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(issued.repository.root)
    said = issued.done("erratum shili 2026-q1", "--reason", "错字", "--date", "2026-04-20")
    assert f"已写好更正通报的草稿 {ERRATUM}\n" in said
    issued.commit()
    monkeypatch.chdir(issued.repository.data)
    said = issued.done("issue shili 2026-q1-erratum", "--number", "7")
    assert "：shili/bulletins/2026-q1-erratum/issued.json\n" in said


@pytest.mark.parametrize(
    ("bulletin", "reason"),
    [
        ("2026-q1", "2026-q1 还没有印发：直接改。没有写更正通报。\n"),
        ("2026-q2", "没有通报 2026-q2，有的是 2026-q1。没有写更正通报。\n"),
    ],
)
def test_what_was_not_issued_is_not_corrected(office: Office, bulletin: str, reason: str) -> None:
    result = office.run("erratum shili", bulletin, "--reason", REASON)
    assert (result.exit_code, result.output) == (1, reason)


def test_errata_of_one_day_stand_in_the_order_of_their_numbers(issued: Office) -> None:
    """The first is in a folder that sorts behind the second's."""
    corrected(issued)
    issued.repository.git(
        "mv", "data/shili/bulletins/2026-q1-erratum", "data/shili/bulletins/z-first"
    )
    issued.commit()
    issued.freeze("z-first", "7")
    issued.commit()
    issued.edit("data/shili/rules/2026.yaml", "    points: 10\n", "    points: 9\n")
    issued.done("erratum shili 2026-q1", "--reason", "又有误", "--date", "2026-04-20")
    issued.freeze("2026-q1-erratum", "8")
    assert issued.done("check") == "检查通过，没有发现问题。\n"


def test_one_draft_at_a_time_and_none_of_an_erratum(issued: Office) -> None:
    corrected(issued)
    result = issued.run("erratum shili 2026-q1", "--reason", REASON)
    assert result.output.startswith(f"已有更正通报的草稿 {ERRATUM}：改那一份")
    issued.issue("2026-q1-erratum", "7")
    result = issued.run("erratum shili 2026-q1-erratum", "--reason", REASON)
    assert result.output.startswith("2026-q1-erratum 本身是更正通报：再更正的，仍写 2026-q1")
