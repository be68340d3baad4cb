"""Who may change what: the honest pass, the hostile are told what they may not do.

The cases are files, how they are written: proposal_case.py. `pytest --bless` writes the reports
anew.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.review.proposal_case import TODAY, judged, read_case, report
from tests.review.repository import Repository
from tongbao.diagnostic import Rule
from tongbao.review.proposal import Request, opened
from tongbao.source.revision import RevisionError

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))
HONEST = [path for path in CASES if path.parent.name == "honest"]
OWN = "data/shili/submissions/donghe/2026"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_proposal_is_judged(
    path: Path, shared_desk: Repository, pytestconfig: pytest.Config
) -> None:
    case = read_case(path)
    shared_desk.branch(path.stem, case.files(shared_desk))
    found = report(shared_desk, case.actor, path.stem, case.today)
    if pytestconfig.getoption("--bless"):
        path.write_text(f"{case.given}@@ expected\n{found}", encoding="utf-8")
    else:
        assert found == case.expected


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
def test_honest_proposals_pass(path: Path) -> None:
    assert "错误" not in read_case(path).expected


def test_every_rule_of_the_desk_has_a_case() -> None:
    told = "".join(read_case(path).expected for path in CASES)
    rules = list(Rule)
    of_the_desk = rules[rules.index(Rule.ACTOR_UNKNOWN) : rules.index(Rule.TITLE_NEAR) + 1]
    assert [rule for rule in of_the_desk if f"[{rule.identifier}]" not in told] == []


def item(day: str = "2026-05-01", title: str = "东河县举办经办人员培训班") -> str:
    return (
        f"unit: donghe\ndate: {day}\ntitle: {title}\ncategory: 动态信息\nopenness: 公开\n"
        "review:\n"
        "  first: {name: 示例甲, date: 2026-04-01}\n"
        "  second: {name: 示例乙, date: 2026-04-01}\n"
        "  third: {name: 示例丙, date: 2026-04-01}\n"
    )


def rules(
    made: Repository, actor: str, head: str | None, today: date | None = TODAY
) -> list[tuple[str, Rule]]:
    found = judged(made, actor, head, today)
    return [(each.place.path, each.rule) for each in found]


def test_what_an_account_was_when_the_branch_began_counts_for_nothing(desk: Repository) -> None:
    desk.branch("late", {f"{OWN}/0501-1.yaml": item()})
    accounts = "data/shili/accounts.yaml"
    ended = desk.text(accounts).replace(
        "unit: donghe\n    from: 2026-01-01",
        "unit: donghe\n    from: 2026-01-01\n    to: 2026-04-30",
    )
    desk.commit({accounts: ended})
    assert rules(desk, "shili-donghe", "late") == [(f"{OWN}/0501-1.yaml", Rule.ACTOR_UNKNOWN)]


def test_where_the_accounts_of_the_base_are_broken_a_maintainer_mends_them(
    desk: Repository,
) -> None:
    path = "data/shili/accounts.yaml"
    whole = desk.text(path)
    desk.commit({path: "accounts: [\n"})
    desk.branch("mended", {path: whole})
    (found,) = judged(desk, "shili-office", "mended")
    assert found.rule is Rule.ACTOR_UNKNOWN
    assert found.advice == (
        "主干上的 data/shili/accounts.yaml 有错误，读不出：请维护人员先用自己的权限改好它"
    )


def test_an_account_of_two_units_at_a_time_files_for_both_only_while_it_is(
    desk: Repository,
) -> None:
    """东河县 until 1 May, 西山县 from 1 May on."""
    path = "data/shili/accounts.yaml"
    desk.commit(
        {
            path: f"{desk.text(path)}"
            "  - {name: moving, unit: donghe, from: 2026-01-01, to: 2026-05-01}\n"
            "  - {name: moving, unit: xishan, from: 2026-05-01}\n"
        }
    )
    others = "data/shili/submissions/xishan/2026/0501-1.yaml"
    theirs = item(title="西山县下乡宣传").replace("donghe", "xishan")
    desk.branch("both", {f"{OWN}/0501-1.yaml": item(), others: theirs})
    assert rules(desk, "moving", "both") == []
    assert rules(desk, "moving", "both", date(2026, 5, 2)) == [
        (f"{OWN}/0501-1.yaml", Rule.CHANGE_REFUSED)
    ]
    refused = [path for path, _ in rules(desk, "moving", "both", date(2026, 4, 30))]
    assert others in refused


def test_an_item_adopted_since_the_branch_began_is_settled(desk: Repository) -> None:
    path = f"{OWN}/0428-1.yaml"
    desk.branch("late", {path: desk.text(path).replace("药店", "诊所")})
    adoption = "submission: donghe/2026/0428-1\noutlet: guanwang\ndate: 2026-04-30\n"
    desk.commit({"data/shili/adoptions/2026/guanwang-0430.yaml": adoption})
    assert rules(desk, "shili-donghe", "late") == [(path, Rule.RECORD_SETTLED)]


def test_a_return_entered_since_the_branch_began_is_not_laid_to_the_correspondent(
    desk: Repository,
) -> None:
    path = f"{OWN}/0428-1.yaml"
    body = "body: |\n  走访了三家药店。\n"
    desk.branch("late", {path: desk.text(path).replace("review:", f"{body}review:")})
    back = "returns:\n  - {date: 2026-04-30, reason: 缺数字}\n"
    desk.commit({path: desk.text(path) + back})
    assert rules(desk, "shili-donghe", "late") == []


def test_two_changes_that_are_right_alone_are_judged_as_merged(desk: Repository) -> None:
    for name in ("one", "two"):
        desk.branch(name, {f"{OWN}/0501-{name}.yaml": item()})
        assert rules(desk, "shili-donghe", name) == []
    desk.git("merge", "--quiet", "one")
    assert rules(desk, "shili-donghe", "two") == [(f"{OWN}/0501-two.yaml", Rule.TITLE_TWICE)]


def test_changes_that_clash_are_named_alone(desk: Repository) -> None:
    path = f"{OWN}/0428-1.yaml"
    desk.branch("late", {path: desk.text(path).replace("药店", "诊所")})
    desk.commit({path: desk.text(path).replace("药店", "医院")})
    assert report(desk, "shili-donghe", "late") == (
        f"{path}:1:1: 错误 [merge-conflict] 与别人的改动冲突\n"
        f"  发现：{path}\n"
        "  应为：与主干的最新内容合得上的改动\n"
        "  改法：主干上这个文件已经改过：照最新的内容重新改一次，再提交\n"
        "\n"
        "共 1 处错误。\n"
    )


def test_the_work_tree_is_judged_with_files_git_does_not_know(desk: Repository) -> None:
    desk.write({f"{OWN}/0501-1.yaml": item(), "build.py": "print('other')\n"})
    assert rules(desk, "shili-donghe", None) == [("build.py", Rule.CHANGE_REFUSED)]


def test_the_work_tree_is_compared_with_where_its_branch_began(desk: Repository) -> None:
    desk.branch("mine", {f"{OWN}/0501-1.yaml": item()})
    desk.commit({"data/shili/README.md": "说明\n"})
    desk.git("checkout", "--quiet", "mine")
    assert rules(desk, "shili-donghe", None) == []


def test_nothing_changed_is_nothing_to_refuse(desk: Repository) -> None:
    assert rules(desk, "mallory", "main") == []


def test_a_commit_dated_back_does_not_set_the_clock_back(desk: Repository) -> None:
    """The data of main is of 1 May; 1 April is the last of the 31 days before the 2nd."""
    desk.branch("back", {f"{OWN}/0401-1.yaml": item("2026-04-01")}, day="2026-04-01")
    assert rules(desk, "shili-donghe", "back", None) == [(f"{OWN}/0401-1.yaml", Rule.DATE_STALE)]
    desk.commit({"data/shili/README.md": "说明\n"}, day="2026-05-03")
    assert rules(desk, "shili-donghe", "back", None) == [(f"{OWN}/0401-1.yaml", Rule.DATE_BACK)]


def test_a_correspondent_of_two_bureaus_is_one_in_each(desk: Repository) -> None:
    desk.branch("both", {f"{OWN}/0501-1.yaml": item(), "data/linshi/units.yaml": "groups: []\n"})
    found = rules(desk, "both", "both")
    assert [rule for path, rule in found if path == f"{OWN}/0501-1.yaml"] == []
    assert ("data/linshi/units.yaml", Rule.CHANGE_REFUSED) in found


@pytest.mark.parametrize("path", ["data/shili/rules/more", "data/shili/more"])
def test_another_repository_inside_the_data_is_refused(desk: Repository, path: str) -> None:
    """Checked out it is an empty folder, in which nothing could be wrong."""
    tip = desk.git("rev-parse", "main").strip()
    desk.git("checkout", "--quiet", "-b", "nested")
    desk.git("update-index", "--add", "--cacheinfo", f"160000,{tip},{path}")
    desk.git("commit", "--quiet", "--message", "change")
    desk.git("checkout", "--quiet", "--force", "main")
    assert rules(desk, "shili-office", "nested") == [(path, Rule.FILE_KIND)]


def test_of_a_file_that_is_too_large_the_size_is_told(desk: Repository) -> None:
    desk.branch("large", {f"{OWN}/0501-1.yaml": "#" * 3_000_000})
    (found,) = judged(desk, "shili-donghe", "large")
    assert (found.place.path, found.rule) == (f"{OWN}/0501-1.yaml", Rule.FILE_SIZE)
    assert found.found == "3000000 字节"


def test_a_small_push_that_unpacks_to_more_than_a_machine_holds_is_not_laid_out(
    desk: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One text in ten places; main has less than 50,000 bytes."""
    desk.branch("bomb", {f"{OWN}/0501-{i}.yaml": "#" * 6_000 for i in range(10)})
    monkeypatch.setattr("tongbao.source.revision.MAX_TOTAL", 50_000)
    assert rules(desk, "shili-donghe", "main") == []
    with pytest.raises(
        RevisionError, match=r"^data 里的文件共 \d+ 字节，超过 50000 字节，没有检查$"
    ):
        judged(desk, "shili-donghe", "bomb")


def test_a_name_that_is_no_text_is_shown_as_escapes(desk: Repository) -> None:
    desk.branch("bytes", {"data/shili/\udcff.yaml": "a\n"})
    assert rules(desk, "shili-donghe", "bytes") == [
        ("data/shili/\\xff.yaml", Rule.CHANGE_REFUSED),
        ("data/shili/\\xff.yaml", Rule.FILE_NAME),
    ]


@pytest.mark.parametrize(
    ("base", "head"), [("nowhere", None), ("main", "nowhere"), ("--all", None)]
)
def test_a_revision_that_is_none_is_an_error_of_the_asker(
    shared_desk: Repository, base: str, head: str | None
) -> None:
    with pytest.raises(RevisionError), opened(shared_desk.data, Request(base, head, "a"), TODAY):
        pass
