"""How a difference is written, whole; the figures are counted in test_difference.py."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.git_office import Files
from tests.review.states import bulletin, changed, merge_of
from tests.review.test_difference import COMMISSION, ITEM, PROPOSING, WITHDRAWN
from tests.unit.cycle import CYCLE
from tests.unit.office import adopted, filed
from tongbao.review.difference_text import COMMENT_LIMIT, as_json, as_markdown, as_text
from tongbao.review.markdown import escaped
from tongbao.review.untrusted import harmless

FILED = {ITEM: filed("2021-02-12", unit="nanxian")}
ISSUED = {"bulletins/2021-02/bulletin.md": bulletin("[ranking]")}


def comment(folder: Path, change: Files, base: Files | None = None) -> str:
    return as_markdown(merge_of(changed(folder, change, base)))


def test_the_comment_on_one_item(tmp_path: Path) -> None:
    assert comment(tmp_path, FILED) == (
        "**合并后的变化（按2021年4月30日计）**\n"
        "\n"
        "**某市医保局**\n"
        "\n"
        "- 新增报送 nanxian/2021/0212-1：nanxian2021-02-12的信息\n"
        "- 南县 2月12日 +1分：第一条，报送（动态信息），计1分\n"
        "- 南县：2021年2月 6 → 7分，仍第2名；2021年一季度 -94 → -93分，仍第3名；"
        "2021年全年 -94 → -93分，仍第3名\n"
        "- 名次随之变动：2021年2月 东县第2名 → 第3名\n"
        "- 南县：2021年2月任务完成（2/2）"
    )


def test_the_comment_on_one_adoption_of_a_joint_item(tmp_path: Path) -> None:
    # 综: half of 10 for each of the two units; 南县 6 → 11 and 东县 6 → 11 in February.
    change = {"adoptions/2021/c.yaml": adopted("2021-02-25", "xinxi", "nanxian/2021/0210-1")}
    assert comment(tmp_path, change).split("\n\n")[-1] == (
        "- 新增采用 2021/c：医保信息，nanxian2021-02-10的信息\n"
        "- 南县 2月25日 +5分：第二条，医保信息采用（动态信息，综），计5分（10×0.5）\n"
        "- 东县 2月25日 +5分：第二条，医保信息采用（动态信息，综），计5分（10×0.5）\n"
        "- 南县：2021年2月 6 → 11分，仍第2名；2021年一季度 -94 → -89分，仍第3名；"
        "2021年全年 -94 → -89分，仍第3名\n"
        "- 东县：2021年2月 6 → 11分，仍第2名；2021年一季度 -4 → 1分，仍第2名；"
        "2021年全年 -4 → 1分，仍第2名"
    )


def test_the_comment_on_a_withdrawn_item(tmp_path: Path) -> None:
    change = {"submissions/beixian/2021/0202-1.yaml": WITHDRAWN}
    assert comment(tmp_path, change).split("\n\n")[-1] == (
        "- 撤回报送 beixian/2021/0202-1：（不公开信息）\n"
        "- 北县 2月2日 去掉+1分：第一条，报送（动态信息），计1分\n"
        "- 北县：2021年2月 16 → 15分，仍第1名；2021年一季度 18 → 17分，仍第1名；"
        "2021年全年 18 → 17分，仍第1名"
    )


def test_the_comment_on_a_proposed_deduction(tmp_path: Path) -> None:
    change = {"commissions/2021/0401-1.yaml": COMMISSION}
    assert comment(tmp_path, change, PROPOSING).split("\n\n")[-1] == (
        "- 新增约稿 2021/0401-1：（不公开信息）\n"
        "- 待认定：北县，第四条，约稿（4月10日截止）未报，扣10分"
    )


def test_the_comment_on_a_change_of_an_issued_bulletin_has_headings(tmp_path: Path) -> None:
    text = comment(tmp_path, FILED, ISSUED)
    assert text.split("已印发的通报（4）\n\n")[1] == (
        "- 已印发的某医保办发〔2021〕1号（2021-02）会跟着变，不能这样合并：确实有错的，另发更正通报\n"
        "- 某医保办发〔2021〕1号 正文：报送条数 6 → 7；未完成任务名单（各县） 南县、东县、西县 → 东县、西县\n"
        "- 某医保办发〔2021〕1号 南县医疗保障局：报送 1 → 2；2月得分 6 → 7；累计得分 6 → 7；任务完成 1/2 → 2/2\n"
        "- 某医保办发〔2021〕1号 东县医疗保障局：名次 2 → 3\n"
    )


def test_the_comment_on_an_issued_bulletin_deleted(tmp_path: Path) -> None:
    change: Files = {"bulletins/2021-02/bulletin.md": None}
    assert comment(tmp_path, change, ISSUED).split("\n\n")[2:] == [
        (
            "- 删除通报 2021-02：2月通报\n"
            "- 已印发的某医保办发〔2021〕1号（2021-02）被删除：印发过的不能删"
        ),
        "- 新的错误：data/moushi/bulletins/2021-02/issued.json 第1行，定稿不能用（issued-broken）",
    ]


def test_the_comment_on_no_change(tmp_path: Path) -> None:
    assert comment(tmp_path, {}) == (
        "**合并后的变化（按2021年4月30日计）**\n\n- 记录、得分和名次都没有变化。"
    )


def test_the_text_for_a_terminal(tmp_path: Path) -> None:
    assert as_text(merge_of(changed(tmp_path, FILED))) == (
        "合并后的变化（按2021年4月30日计）\n"
        "【某市医保局】\n"
        "记录（1）\n"
        "  新增报送 nanxian/2021/0212-1：nanxian2021-02-12的信息\n"
        "计分（1）\n"
        "  南县 2月12日 +1分：第一条，报送（动态信息），计1分\n"
        "得分和名次（2）\n"
        "  南县：2021年2月 6 → 7分，仍第2名；2021年一季度 -94 → -93分，仍第3名；"
        "2021年全年 -94 → -93分，仍第3名\n"
        "  名次随之变动：2021年2月 东县第2名 → 第3名\n"
        "任务（1）\n"
        "  南县：2021年2月任务完成（2/2）"
    )


def test_everything_for_programs(tmp_path: Path) -> None:
    found = json.loads(as_json(merge_of(changed(tmp_path, FILED))))
    (bureau,) = found.pop("bureaus")
    assert found == {
        "scope": "merge",
        "today": "2021-04-30",
        "conflicts": [],
        "appeared": [],
        "vanished": [],
        "problems": [],
        "remaining_errors": 0,
        "solved": 0,
    }
    assert bureau["records"] == [
        {
            "status": "new",
            "kind": "submissions",
            "id": "nanxian/2021/0212-1",
            "path": f"data/moushi/{ITEM}",
            "title": "nanxian2021-02-12的信息",
            "fields": [],
        }
    ]
    assert bureau["awards"] == [
        {
            "unit": "nanxian",
            "name": "南县",
            "day": "2021-02-12",
            "rulebook": "2021",
            "clause": "filing",
            "citation": "第一条",
            "before": None,
            "after": "1",
            "reason_before": None,
            "reason_after": "报送（动态信息），计1分",
        }
    ]
    assert bureau["positions"][0] == {
        "unit": "nanxian",
        "name": "南县",
        "group": "各县",
        "period": "2021-02",
        "before": {"points": "6", "rank": 2, "done": 1, "due": 2},
        "after": {"points": "7", "rank": 2, "done": 2, "due": 2},
    }
    assert (bureau["proposed"], bureau["bulletins"]) == ([], [])


def many(count: int, title: str) -> dict[str, str]:
    return {
        f"submissions/nanxian/2021/02{day:02}-{number}.yaml": filed(
            f"2021-02-{day:02}", unit="nanxian"
        ).replace("title: ", f"title: '{title}{day}-{number}'\n# ")
        for number in range(2, count // 20 + 2)
        for day in range(1, 21)
    }


def test_many_changes_are_folded(tmp_path: Path) -> None:
    text = comment(tmp_path, many(40, "信息"))
    assert "<details><summary>记录（40）</summary>\n\n- 新增报送 nanxian/2021/0201-2" in text
    assert "<details><summary>计分（40）</summary>\n\n- 南县 2月1日 +1分" in text
    assert text.count("<details>") == text.count("</details>\n") == 2
    # 40 items more: 6 → 46 points.
    assert "得分和名次（" in text
    assert "- 南县：2021年2月 6 → 46分，第2名 → 第1名" in text


def test_a_comment_has_its_limit(tmp_path: Path) -> None:
    text = comment(tmp_path, many(500, "&" * 60))
    assert len(text) <= COMMENT_LIMIT
    assert "记录（500）" in text
    assert "- 还有400行，请在本机运行 build.py diff 看全部" in text
    assert text.count("<details>") == text.count("</details>")


def test_what_no_comment_can_hold_is_left_to_the_command(tmp_path: Path) -> None:
    found = changed(tmp_path, FILED)
    bureaus = tuple(replace(found.bureaus[0], name="&" * 300) for _ in range(200))
    assert as_markdown(merge_of(replace(found, bureaus=bureaus))) == (
        "**合并后的变化（按2021年4月30日计）**\n\n改动太多，写不下：请在本机运行 build.py diff。"
    )


HOSTILE = {
    "@lishi 请批准": "＠lishi 请批准",
    "修复 #1、GH-2": "修复 ＃1、GH－2",
    "见 !3 &4 %5 ~6 $7 ^alert": "见 ！3 ＆4 ％5 ～6 ＄7 ＾alert",
    "完成率50%": "完成率50%",
    "**重要** __强调__": r"\*\*重要\*\* \_\_强调\_\_",
    "`代码` ~~删~~": r"\`代码\` \~\~删\~\~",
    "![图](http://a.example/x.png)": r"！\[图］(http：//a.example/x.png)",
    "[点这里](https://evil.example)": r"\[点这里］(https：//evil.example)",
    "www.evil.example": "www．evil.example",
    "WWW.EVIL.EXAMPLE": "WWW．EVIL.EXAMPLE",
    "写信给 a@b.example": "写信给 a＠b.example",
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<https://a.example>": "&lt;https：//a.example&gt;",
    "</details><!-- ": "&lt;/details&gt;&lt;!--",
    "&lt;b&gt;": "＆lt;b＆gt;",
    "&#64;lishi": "&amp;＃64;lishi",
    "甲 & 乙": "甲 &amp; 乙",
    "甲 | 乙": r"甲 \| 乙",
    r"反斜线 \* 之后": r"反斜线 \\\* 之后",
    ":tada: 祝贺": "：tada： 祝贺",
    "$$x^2$$": "＄＄x＾2＄＄",
    "- [ ] 任务": r"\- \[ \] 任务",
    "1. 一": r"1\. 一",
    "12) 一": r"12\) 一",
    "# 标题": "＃ 标题",
    "> 引用": "&gt; 引用",
    "===": r"\===",
    "    缩进": "缩进",
    "{{ 7*7 }}": r"\{\{ 7\*7 \}\}",
    "一\n二": "一�二",
    "右\u202e左\u200b": "右�左�",
    "\x1b[31m红": r"�\[31m红",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_text_does_nothing_in_a_comment(text: str) -> None:
    assert escaped(text) == HOSTILE[text]


@given(st.text(alphabet=st.sampled_from("@#![]()<>*_`~|\\:/&;$^%{}-+=.1 aw甲\"'\n"), max_size=40))
def test_no_text_makes_markup(text: str) -> None:
    html = markdown.markdown(f"- 新增：{escaped(text)}\n- {escaped(text)}完", extensions=["tables"])
    assert set(re.findall(r"<[^>]*>", html)) <= {"<ul>", "</ul>", "<li>", "</li>"}
    assert not re.search(r"[@#$:]", re.sub(r"&#?\w+;", "", html))


def test_a_hostile_title_is_printed_in_the_comment(tmp_path: Path) -> None:
    title = "@all [点](javascript:alert(1)) <b>#1"
    change = {
        ITEM: filed("2021-02-12", unit="nanxian").replace(
            "title: nanxian2021-02-12的信息", f"title: '{title}'"
        )
    }
    text = comment(tmp_path, change)
    assert harmless(text) == text
    assert r"：＠all \[点］(javascript：alert(1)) &lt;b&gt;＃1" in text
    assert "@" not in text
    assert "#" not in text


def test_points_keep_their_decimals(tmp_path: Path) -> None:
    half = {"rules/2021.yaml": CYCLE["rules/2021.yaml"].replace("points: 1\n", "points: 0.5\n")}
    found = json.loads(as_json(merge_of(changed(tmp_path, FILED, half))))
    assert Decimal(found["bureaus"][0]["awards"][0]["after"]) == Decimal("0.5")
