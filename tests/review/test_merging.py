"""Several people at once, with real git: any order of merging gives the same data and scores."""

import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.review.git_office import DAY, FOLDER, Files, GitOffice, git_office
from tests.review.states import bulletin, with_issued
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE, adopted, filed
from tongbao.command_line import main
from tongbao.diagnostic import Rule
from tongbao.pipeline import Examined, examine
from tongbao.scoring.award import shown
from tongbao.source.revision import data_of, merged

TODAY = date.fromisoformat(DAY)
UNITS = ("nanxian", "dongxian", "xixian")
COMMISSION = """
    title: 约稿{number}
    asked: 2021-04-20
    deadline: 2021-05-20
    openness: 公开
    units: [beixian, nanxian]
"""
BLUNDER = """
    unit: xixian
    date: 2021-04-29
    clause: blunder
    reason: 信息失实
    signer: 甲
    openness: 公开
"""


@pytest.fixture(autouse=True)
def _hermetic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def proposals() -> Iterator[Files]:
    """Yield what 50 people propose at once."""
    for unit in UNITS:
        for day in range(1, 13):
            text = filed(f"2021-04-{day:02}", unit=unit)
            yield {f"submissions/{unit}/2021/04{day:02}-1.yaml": text}
    for name in ("0105-1", "0106-1", "0202-1", "0203-1"):
        for outlet in ("guanwang", "dongtai"):
            text = adopted("2021-04-15", outlet, f"beixian/2021/{name}")
            yield {f"adoptions/2021/{outlet}-{name}.yaml": text}
    for number in range(1, 5):
        yield {f"commissions/2021/0420-{number}.yaml": COMMISSION.format(number=number)}
    yield {
        "instructions/2021/0428-1.yaml": "submission: beixian/2021/0201-1\nlevel: 国家\ndate: 2021-04-28\n"
    }
    yield {"entries/2021/0429-1.yaml": BLUNDER}


def merge_all(office: GitOffice, names: list[str]) -> str:
    """Merge branches one after the other into main; return the tree."""
    tip = office.git("rev-parse", "main")
    for name in names:
        tree = office.git("merge-tree", "--write-tree", tip, name)
        tip = office.git("commit-tree", tree, "-p", tip, "-p", name, "-m", "m")
    return office.git("rev-parse", f"{tip}^{{tree}}")


def examined(office: GitOffice, tree: str) -> Examined:
    with data_of(office.root, tree, "data") as data:
        return examine(data, TODAY)


def totals(found: Examined) -> Mapping[str, str]:
    (scored,) = found.bureaus
    return {
        unit.short: shown(scored.ledger.of_unit(unit.id).total)
        for unit in scored.dataset.units.values()
    }


def test_fifty_branches_merge_in_any_order_to_the_same_data_and_scores(tmp_path: Path) -> None:
    office = git_office(tmp_path)
    branches = {f"b{number}": files for number, files in enumerate(proposals())}
    assert len(branches) == 50
    office.branches(branches)
    trees = set()
    for seed in range(3):
        names = list(branches)
        random.Random(seed).shuffle(names)  # noqa: S311  # an order, no secret
        trees.add(merge_all(office, names))
    (tree,) = trees
    found = examined(office, tree)
    assert [each for each in found.diagnostics if each.is_error] == []
    # To the points of the quarter: 北县 four items adopted twice and an instruction, 18 + 80 + 20;
    # the others 12 items each, -94 + 12, -4 + 12, 1 + 12 and a blunder.
    assert totals(found) == {
        "办公室": "0",
        "北县": "118",
        "南县": "-82",
        "东县": "8",
        "西县": "-87",
        "旧县": "0",
    }


def test_the_command_people_use_gives_the_same_tree(tmp_path: Path) -> None:
    office = git_office(tmp_path)
    branches = {f"b{number}": files for number, files in enumerate(proposals()) if number % 5 == 0}
    office.branches(branches)
    expected = merge_all(office, list(branches))
    office.checkout("main")
    for name in reversed(branches):
        office.git("merge", "--quiet", "--no-edit", name)
    assert office.git("rev-parse", "HEAD^{tree}") == expected


STORY = filed("2021-04-01", unit="nanxian").replace("nanxian2021-04-01的信息", "《医保码》上线")
RETOLD = filed("2021-04-02", unit="dongxian").replace("dongxian2021-04-02的信息", "“医保码” 上线。")
CLASHES: Mapping[str, tuple[Files, Files, Rule, str]] = {
    "the same story twice": (
        {"submissions/nanxian/2021/0401-1.yaml": STORY},
        {"submissions/dongxian/2021/0402-1.yaml": RETOLD},
        Rule.TITLE_TWICE,
        "submissions/nanxian/2021/0401-1.yaml",
    ),
    "an adoption of an item that is withdrawn": (
        {
            "submissions/beixian/2021/0202-1.yaml": filed(
                "2021-02-02", "withdrawn: {date: 2021-04-02, reason: 失实}"
            )
        },
        {"adoptions/2021/c.yaml": adopted("2021-04-03", "xinxi", "beixian/2021/0202-1")},
        Rule.WITHDRAWN,
        "adoptions/2021/c.yaml",
    ),
    "an adoption of an item that is deleted": (
        {"submissions/beixian/2021/0202-1.yaml": None},
        {"adoptions/2021/c.yaml": adopted("2021-04-03", "xinxi", "beixian/2021/0202-1")},
        Rule.SUBMISSION_UNKNOWN,
        "adoptions/2021/c.yaml",
    ),
    "the same document number": (
        {"bulletins/2021-02/bulletin.md": bulletin("[ranking]")},
        {
            "bulletins/2021-01/bulletin.md": bulletin("[ranking]")
            .replace("period: 2021-02", "period: 2021-01")
            .replace("cutoff: 2021-02-28", "cutoff: 2021-01-31")
        },
        Rule.NUMBER_TWICE,
        "bulletins/2021-02/bulletin.md",
    ),
    "the same adoption twice": (
        {"adoptions/2021/c.yaml": adopted("2021-04-03", "xinxi", "beixian/2021/0202-1")},
        {"adoptions/2021/d.yaml": adopted("2021-04-03", "xinxi", "beixian/2021/0202-1")},
        Rule.ADOPTION_TWICE,
        "adoptions/2021/d.yaml",
    ),
    "an item for a commission that is taken back": (
        {"commissions/2021/0101-1.yaml": None},
        {
            "submissions/dongxian/2021/0309-1.yaml": filed(
                "2021-03-09", "commission: 2021/0101-1", "dongxian"
            )
        },
        Rule.COMMISSION_UNKNOWN,
        "submissions/dongxian/2021/0309-1.yaml",
    ),
}


def _issued(folder: Path, files: Files) -> Files:
    """Return a bulletin with its frozen record."""
    whole = with_issued(folder, {**OFFICE, **CYCLE, **files})
    return {path: text for path, text in whole.items() if path.startswith("bulletins/")}


@pytest.mark.parametrize("clash", CLASHES)
def test_two_proposals_good_alone_that_clash_are_refused_together(
    clash: str, tmp_path: Path
) -> None:
    one, other, rule, path = CLASHES[clash]
    if rule is Rule.NUMBER_TWICE:
        one, other = (_issued(tmp_path / name, files) for name, files in (("1", one), ("2", other)))
    office = git_office(tmp_path / "office")
    office.branches({"one": one, "other": other})
    for alone in ("one", "other"):
        assert not [each for each in examined(office, alone).diagnostics if each.is_error]
    for base, head in (("one", "other"), ("other", "one")):
        result = merged(office.root, base, head)
        assert result.conflicts == ()
        errors = [each for each in examined(office, result.tree).diagnostics if each.is_error]
        assert [(each.rule, each.place.path) for each in errors] == [(rule, f"{FOLDER}/{path}")]


def test_two_files_of_one_name_are_refused_by_git_and_by_the_check(tmp_path: Path) -> None:
    path = "submissions/nanxian/2021/0401-1.yaml"
    office = git_office(tmp_path)
    office.branches({"one": {path: STORY}, "other": {path: filed("2021-04-02", unit="nanxian")}})
    result = merged(office.root, "one", "other")
    assert result.conflicts == (f"{FOLDER}/{path}",)
    with data_of(office.root, result.tree, "data") as data:
        checked = CliRunner().invoke(main, ["check", "--data", str(data), "--today", DAY])
    assert checked.exit_code == 1
    assert f"{FOLDER}/{path}:" in checked.output


def test_the_same_file_proposed_twice_is_one_record(tmp_path: Path) -> None:
    path = "submissions/nanxian/2021/0401-1.yaml"
    office = git_office(tmp_path)
    office.branches({"one": {path: STORY}, "other": {path: STORY}})
    result = merged(office.root, "one", "other")
    assert (result.conflicts, result.tree) == ((), office.git("rev-parse", "one^{tree}"))
