"""The whole story on a forge: a unit files, the office adopts and issues, the site shows it.

The points are worked by hand. In April 东河县 has one item before (15 April), and 西山县 none: 0 points
each, both first. A second item makes two in the month: 1 point (第三条), and the task of two is met.
Its adoption by 示例医保 as 经验总结 makes 2 more (第四条): 3. In the first quarter 东河县 has 1 for two
items in January, 2 for an adoption and 3 for a commission, 西山县 5 and 10: 6 and 15 in the year.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.review.forge import Forge, forge, run
from tests.review.repository import Files, Repository
from tests.site.browsing import Visit, launched
from tests.site.reading import Site, cells

FILED = "2026-04-20"
ADOPTED = "2026-04-24"
ISSUED = "2026-05-06"
TITLE = "东河县推进医保码应用"
NUMBER = "示医保发〔2026〕9号"
PASSED = "检查通过，没有发现问题。\n"
OPENED = "window.opened = []; window.open = (...all) => { window.opened.push(all); return null; };"


@pytest.fixture(scope="module")
def browser(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser."""
    with launched(root, tmp_path_factory.mktemp("fontconfig")) as browser:
        yield browser


@pytest.fixture
def desk(tmp_path: Path, example_data: Path) -> Forge:
    """A forge with the example bureau."""
    return forge(tmp_path, example_data)


def built(made: Forge, folder: Path, day: str) -> Site:
    result = run("build", "--out", str(folder), data=made.checkout.data, day=day)
    assert result.exit_code == 0, result.output
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return Site.of(files)


def filled_in(browser: Browser, site: Site) -> tuple[str, str]:
    """Fill in the filing page; return the path and the text that it hands to the forge's page."""
    visit = Visit(browser, site)
    visit.page.add_init_script(OPENED)
    page = visit.open("shili/file/index.html")
    page.get_by_label("报送单位").select_option("donghe")
    page.get_by_label("报送日期").fill(FILED)
    page.get_by_label("信息标题").fill(TITLE)
    page.get_by_label("经验总结").check()
    page.get_by_label("公开", exact=True).check()
    for step, name in (("first", "示例甲"), ("second", "示例乙"), ("third", "示例丙")):
        page.locator(f"#_{step}-name").fill(name)
    page.locator("#_body").fill("东河县: 医保码 # 全覆盖。")
    page.locator("#_send").click()
    ((url, *_),) = page.evaluate("window.opened")
    page.close()
    parts = urlsplit(url)
    assert f"{parts.netloc}{parts.path}" == "github.com/shili/tongbao/new/main"
    asked = parse_qs(parts.query, strict_parsing=True)
    return asked["filename"][0], asked["value"][0]


def adopt(office: Repository) -> None:
    """Register the adoption as the office does: by words of the title."""
    asked = ("--submission", "医保码应用", "--outlet", "示例医保", "--issue", "第3期")
    result = run("new adoption", *asked, data=office.data, day=ADOPTED)
    assert result.exit_code == 0, result.output


def draft(office: Repository) -> None:
    """Make the bulletin on April; give it the ranks, a sentence on who did well."""
    asked = ("--period", "2026-04", "--openness", "公开", "--cutoff", "2026-05-05")
    result = run("new bulletin", *asked, data=office.data, day=ISSUED)
    assert result.exit_code == 0, result.output
    path = "data/shili/bulletins/2026-04/bulletin.md"
    text = office.text(path)
    assert "    - scores\n" in text
    text = text.replace("    - scores\n", "    - ranking\n")
    office.write({path: f"{text}\n报送情况较好的单位有：{{表扬名单：各县医疗保障局}}。\n"})


def issue(office: Repository) -> None:
    """Give the bulletin its number, and freeze it."""
    result = run("issue", "shili", "2026-04", "--number", NUMBER, data=office.data, day=ISSUED)
    assert result.exit_code == 0, result.output


def test_the_whole_story(desk: Forge, browser: Browser, tmp_path: Path) -> None:
    path, text = filled_in(browser, built(desk, tmp_path / "before", FILED))
    name = path.removeprefix("data/shili/submissions/").removesuffix(".yaml")
    desk.propose(desk.clone("donghe"), "filing", {path: text}, FILED)
    merges(desk, "filing", "shili-donghe", FILED, after_filing(name))

    office = desk.clone("office")
    with desk.proposal(office, "adopting", ADOPTED):
        adopt(office)
    (adoption,) = (path.stem for path in office.data.rglob("shiyibao-03-*"))
    merges(desk, "adopting", "shili-office", ADOPTED, after_adoption(adoption))

    title = "示例市医疗保障局关于2026年4月政务信息工作情况的通报"
    with desk.proposal(office, "drafting", ISSUED):
        draft(office)
    merges(desk, "drafting", "shili-office", ISSUED, (f"新增通报 2026-04：{title}",))
    with desk.proposal(office, "issuing", ISSUED):
        issue(office)
    merges(desk, "issuing", "shili-office", ISSUED, (f"印发通报 2026-04：{NUMBER}，{title}",))

    shows(built(desk, tmp_path / "after", ISSUED), name)


def after_filing(name: str) -> tuple[str, ...]:
    points = "《考评办法》第三条，4月报送2条，满2条得1分（原来是：4月报送1条，不足2条，计0分）"
    totals = (
        "2026年4月 0 → 1分，仍第1名",
        "2026年二季度 0 → 1分，仍第1名",
        "2026年全年 6 → 7分，仍第2名",
    )
    return (
        f"新增报送 {name}：{TITLE}",
        f"东河县 4月30日 0 → 1分：{points}",
        f"东河县：{'；'.join(totals)}",
        "名次随之变动：2026年4月 西山县第1名 → 第2名",
        "名次随之变动：2026年二季度 西山县第1名 → 第2名",
        "东河县：2026年4月任务完成（2/2）",
    )


def after_adoption(name: str) -> tuple[str, ...]:
    totals = (
        "2026年4月 1 → 3分，仍第1名",
        "2026年二季度 1 → 3分，仍第1名",
        "2026年全年 7 → 9分，仍第2名",
    )
    return (
        f"新增采用 2026/{name}：示例医保第3期，{TITLE}",
        "东河县 4月24日 +2分：《考评办法》第四条，示例医保第3期采用（经验总结），计2分",
        f"东河县：{'；'.join(totals)}",
    )


def merges(made: Forge, branch: str, actor: str, day: str, changes: tuple[str, ...]) -> None:
    """See that a branch passes, and that the comment says these changes; then merge it."""
    result = made.check(branch, actor, day)
    assert (result.output, result.exit_code) == (PASSED, 0)
    comment = made.diff(branch, day)
    said = [line.removeprefix("- ") for line in comment.splitlines() if line.startswith("- ")]
    assert said == list(changes)
    made.merge(branch, day)


def shows(site: Site, name: str) -> None:
    """See that the site has the item with its points, and the bulletin with the unit's rank."""
    item = site.page(f"shili/submissions/{name}/").one("main")
    assert item.one("h1").text == TITLE
    assert "东河县: 医保码 # 全覆盖。" in item.text
    assert [award.one("td", "points").text for award in item.all("tr", "award")] == ["2", "1"]
    main = site.page("shili/bulletins/2026-04/").one("main")
    assert NUMBER in main.text
    assert "2026年4月，各单位报送信息2条，被采用1条。" in main.text
    assert "报送情况较好的单位有：东河县。" in main.text
    rows = [cells(row) for row in main.one("table", "ranking").all("tr")]
    assert [row for row in rows if "东河县医疗保障局" in row] == [
        ["1", "东河县医疗保障局", "1", "2", "–", "–", "–", "3", "9", "2/2", ""]
    ]
    home = [cells(row) for row in site.page("shili/").one("main").all("tr")]
    assert ["1", "东河县医疗保障局", "3"] in home
    assert site.files["shili/bulletins/2026-04/bulletin.pdf"].startswith(b"%PDF-")


OWN = "data/shili/submissions/donghe/2026"
OTHERS = "data/shili/submissions/xishan/2026/0420-1.yaml"
RULES = "data/shili/rules/2026.yaml"
ADOPTION = "data/shili/adoptions/2026/guanwang-0420.yaml"
ADOPTED_BY_UNIT = "submission: donghe/2026/0120-1\noutlet: guanwang\ndate: 2026-04-20\n"
TRAP = "raise SystemExit(0)\n"
TO_OFFICE = "已有采用、批示的，告诉办公室"
MAINTAINERS = "程序、模板、工作流和新的机关，由维护人员另开分支改，用自己的权限合并"


def item(unit: str) -> str:
    return (
        f"unit: {unit}\ndate: {FILED}\ntitle: {TITLE}\ncategory: 经验总结\nopenness: 公开\nreview:\n"
        + "".join(
            f"  {step}: {{name: 示例甲, date: {FILED}}}\n" for step in ("first", "second", "third")
        )
    )


def said(path: str, rule: str, *lines: str) -> str:
    found, expected, advice = lines
    return f"{path}:1:1: 错误 {rule}\n  发现：{found}\n  应为：{expected}\n  改法：{advice}\n"


def refused(path: str, verb: str, why: str) -> str:
    rule = "[change-refused] 这个账号不能这样改动"
    expected = "只改动 data/shili/submissions/donghe/ 里的文件"
    return said(path, rule, f"{verb} {path}", expected, f"从这次改动里去掉这个文件；{why}")


@dataclass(frozen=True)
class Twin:
    """A hostile proposal: what it writes, given main's files, and all that is said of it."""

    files: Callable[[Repository], Files]
    said: tuple[str, ...]
    actor: str = "shili-donghe"


TWINS = {
    "other-units-folder": Twin(
        lambda _: {OTHERS: item("xishan")},
        (refused(OTHERS, "新增", "别的单位的报送由那个单位的信息员提交"),),
    ),
    "own-adoption": Twin(
        lambda _: {ADOPTION: ADOPTED_BY_UNIT},
        (refused(ADOPTION, "新增", "采用由办公室登记，把刊物、期号和日期告诉办公室"),),
    ),
    "edited-rules": Twin(
        lambda main: {RULES: main.text(RULES).replace("beyond: 0.2", "beyond: 2")},
        (refused(RULES, "改动", "考评办法由办公室修改，有意见的告诉办公室"),),
    ),
    "planted-code": Twin(
        lambda _: {"yaml.py": TRAP, "data/yaml.py": TRAP},
        (
            refused("data/yaml.py", "新增", MAINTAINERS),
            said(
                "data/yaml.py",
                "[file-stray] 不该在这里的文件",
                "yaml.py",
                "机关的文件夹",
                "删去它；记录要放在某个机关的文件夹里",
            ),
            refused("yaml.py", "新增", MAINTAINERS),
        ),
    ),
    "unknown-actor": Twin(
        lambda _: {f"{OWN}/0420-1.yaml": item("donghe")},
        (
            said(
                f"{OWN}/0420-1.yaml",
                "[actor-unknown] 账号没有登记",
                f"mallory，{FILED}",
                "在 accounts.yaml 里登记、没有过期的账号",
                "请办公室先登记这个账号；登记合并到主干之后才有效，写在同一次改动里的不算",
            ),
        ),
        actor="mallory",
    ),
    "deleted-record": Twin(
        lambda _: {f"{OWN}/0120-1.yaml": None},
        (
            said(
                f"{OWN}/0120-1.yaml",
                "[record-deleted] 记录不能删除",
                "删除",
                "报送只撤回，不删除，也不移动",
                f"恢复这个文件，写上 withdrawn（date 撤回日期、reason 撤回原因）；{TO_OFFICE}",
            ),
        ),
    ),
}


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory, example_data: Path) -> Forge:
    """A forge that all hostile branches are pushed to."""
    return forge(tmp_path_factory.mktemp("hostile"), example_data)


@pytest.mark.parametrize("name", TWINS)
def test_a_hostile_twin_is_refused(hostile_desk: Forge, name: str) -> None:
    twin, before = TWINS[name], hostile_desk.tip()
    person = hostile_desk.clone(name)
    hostile_desk.propose(person, name, twin.files(person), FILED)
    result = hostile_desk.check(name, twin.actor, FILED)
    assert result.output == "\n".join([*twin.said, f"共 {len(twin.said)} 处错误。\n"])
    assert result.exit_code == 1
    assert hostile_desk.tip() == before
