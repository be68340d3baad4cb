"""`build.py diff` on real repositories: which revisions it compares, and what it leaves alone."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.review.git_office import FOLDER, GitOffice, git_office
from tests.unit.office import filed
from tongbao.command_line import main
from tongbao.review import comparison
from tongbao.review.comparison import Scope, compare
from tongbao.source.revision import Merged, RevisionError

ITEM = "submissions/nanxian/2021/0212-1.yaml"
FILED = {ITEM: filed("2021-02-12", unit="nanxian")}
OTHER = {"submissions/dongxian/2021/0214-1.yaml": filed("2021-02-14", unit="dongxian")}


@pytest.fixture(autouse=True)
def _hermetic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def office(tmp_path: Path) -> GitOffice:
    made = git_office(tmp_path / "repository")
    made.branches({"filing": FILED})
    made.checkout("main")
    return made


def diff(office: GitOffice, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments, "--data", str(office.data)])


def records(office: GitOffice, *arguments: str) -> list[tuple[str, str]]:
    result = diff(office, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return [
        (record["status"], record["id"])
        for bureau in json.loads(result.output)["bureaus"]
        for record in bureau["records"]
    ]


def test_the_command_prints_what_a_merge_changes(office: GitOffice) -> None:
    result = diff(office, "main", "filing", "--format", "markdown")
    assert result.exit_code == 0
    assert result.output == (
        "**合并后的变化（按2021年4月30日计）**\n"
        "\n"
        "**某市医保局**\n"
        "\n"
        "- 新增报送 nanxian/2021/0212-1：nanxian2021-02-12的信息\n"
        "- 南县 2月12日 +1分：第一条，报送（动态信息），计1分\n"
        "- 南县：2021年2月 6 → 7分，仍第2名；2021年一季度 -94 → -93分，仍第3名；"
        "2021年全年 -94 → -93分，仍第3名\n"
        "- 名次随之变动：2021年2月 东县第2名 → 第3名\n"
        "- 南县：2021年2月任务完成（2/2）\n"
    )


def test_what_the_base_gained_meanwhile_is_no_change(office: GitOffice) -> None:
    office.branches({"main": OTHER})
    assert records(office, "main", "filing") == [("new", "nanxian/2021/0212-1")]


def test_what_is_merged_already_changes_nothing(office: GitOffice) -> None:
    assert records(office, "filing", "main") == []
    assert "记录、得分和名次都没有变化" in diff(office, "filing", "main").output


def test_the_work_tree_is_compared_with_where_it_left_the_base(office: GitOffice) -> None:
    office.checkout("filing")
    office.branches({"main": OTHER})
    path = office.root / FOLDER / "submissions/xixian/2021/0213-1.yaml"
    path.write_text(filed("2021-02-13", unit="xixian"), encoding="utf-8")
    assert records(office, "main") == [
        ("new", "nanxian/2021/0212-1"),
        ("new", "xixian/2021/0213-1"),
    ]
    assert records(office, "HEAD") == [("new", "xixian/2021/0213-1")]


def test_nothing_of_the_repository_is_touched(office: GitOffice) -> None:
    path = office.root / FOLDER / "units.yaml"
    path.write_text("groups：[]\n", encoding="utf-8")
    before = (office.git("status", "--porcelain"), office.git("show-ref"), path.stat())
    assert diff(office, "main", "filing").exit_code == 0
    after = (office.git("status", "--porcelain"), office.git("show-ref"), path.stat())
    assert before == after


def test_files_changed_on_both_sides_are_named(office: GitOffice) -> None:
    office.branches({"main": {ITEM: filed("2021-02-12", unit="nanxian", category="经验总结")}})
    result = diff(office, "main", "filing")
    assert result.exit_code == 0
    assert result.output.startswith(
        "这个分支的改动（按2021年4月30日计）\n"
        "不能自动合并（2）\n"
        f"  两边都改了 data/moushi/{ITEM}，要先商定用哪一个\n"
        "  以下只是这个分支自己的改动，与分岔的地方相比\n"
        "【某市医保局】\n"
        "记录（1）\n"
        "  新增报送 nanxian/2021/0212-1：nanxian2021-02-12的信息\n"
    )


def test_a_git_that_cannot_merge_leaves_the_branch(
    office: GitOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_old(*_: object) -> Merged:
        raise RevisionError("unknown option")

    monkeypatch.setattr(comparison, "merged", too_old)
    office.branches({"main": OTHER})
    found = compare(office.data, "main", "filing", None)
    assert found.scope is Scope.BRANCH
    assert [each.id for each in found.difference.bureaus[0].records] == ["nanxian/2021/0212-1"]


def test_an_error_of_the_base_is_counted_and_the_rest_compared(office: GitOffice) -> None:
    office.branches({"main": {"submissions/xixian/2021/0213-1.yaml": "title：全角冒号\n"}})
    result = diff(office, "main", "filing")
    assert "  原有的错误还有1处，只比较了读得出的记录\n" in result.output
    assert "  新增报送 nanxian/2021/0212-1" in result.output
    assert "  数据有错误，没有比较已印发的通报\n" in result.output


def test_both_sides_are_judged_on_the_day_of_the_later_one(office: GitOffice) -> None:
    # The branch asks for something by 2 May: on 30 April it can still come, on 3 May it is late.
    asked = (
        "title: 约稿\nasked: 2021-04-20\ndeadline: 2021-05-02\nopenness: 公开\nunits: [beixian]\n"
    )
    office.branches({"asking": {"commissions/2021/0420-1.yaml": asked}})
    assert compare(office.data, "main", "asking", None).today == date(2021, 4, 30)
    assert "扣10分" not in diff(office, "main", "asking").output
    assert "未报，扣10分" in diff(office, "main", "asking", "--today", "2021-05-03").output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "filing"], "git 读不出版本：nowhere^{commit}；核对版本的名字"),
        (["main", "nowhere"], "git 读不出版本：nowhere^{commit}；核对版本的名字"),
        (["nowhere"], "git 读不出版本：nowhere^{commit}；核对版本的名字"),
        (["main", "--", "--output=x"], "--output=x 不是版本的名字。"),
    ],
)
def test_a_revision_that_is_none_is_refused(
    office: GitOffice, arguments: list[str], message: str
) -> None:
    result = CliRunner().invoke(main, ["diff", "--data", str(office.data), *arguments])
    assert result.exit_code == 1
    assert message in result.output


def test_outside_a_repository_there_is_nothing_to_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = CliRunner().invoke(main, ["diff", "main", "--data", str(tmp_path / "data")])
    assert result.exit_code == 1
    assert "git 读不出版本" in result.output


def test_a_repository_that_is_all_data_is_refused(office: GitOffice) -> None:
    result = CliRunner().invoke(main, ["diff", "main", "--data", str(office.root)])
    assert result.exit_code == 1
    assert result.output == "数据要放在仓库的一个文件夹里，不能就是仓库的根。\n"


def test_a_name_that_is_no_utf_8_is_printed(office: GitOffice) -> None:
    office.checkout("filing")
    strange = os.fsencode(office.data) + b"/moushi/submissions/nanxian/2021/\xff.yaml"
    with open(strange, "wb") as file:  # noqa: PTH123  # no text names it
        file.write(b"a: b\n")
    office.git("add", ".")
    office.git("commit", "--quiet", "-m", "m")
    for style in ("text", "markdown", "json"):
        result = diff(office, "main", "filing", "--format", style)
        assert result.exit_code == 0, result.output
        assert result.output.encode()
