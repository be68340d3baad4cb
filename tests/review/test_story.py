"""The whole story on a forge: a unit files, the office adopts and issues, the site shows it.

The points are worked by hand. In April 东河县 has one item before (15 April), and 西山县 none: 0 points
each, both first. A second item makes two in the month: 1 point (第三条), and the task of two is met.
Its adoption by 示例医保 as 经验总结 makes 2 more (第四条): 3. In the first quarter 东河县 has 1 for two
items in January, 2 for an adoption and 3 for a commission, 西山县 5 and 10: 6 and 15 in the year.
"""

import re
from collections.abc import Iterator
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


def lines(comment: str) -> list[str]:
    """Return the points of a comment's list."""
    return [line.removeprefix("- ") for line in comment.splitlines() if line.startswith("- ")]


def adopt(office: Repository) -> None:
    """Register the adoption as the office does: by words of the title."""
    asked = ("--submission", "医保码应用", "--outlet", "示例医保", "--issue", "第3期")
    result = run("new adoption", *asked, data=office.data, day=ADOPTED)
    assert result.exit_code == 0, result.output


def issue(office: Repository) -> None:
    """Make the bulletin on April; give it a number, the ranks, a sentence on who did well."""
    asked = ("--period", "2026-04", "--openness", "公开", "--cutoff", "2026-05-05")
    result = run("new bulletin", *asked, data=office.data, day=ISSUED)
    assert result.exit_code == 0, result.output
    path = "data/shili/bulletins/2026-04/bulletin.md"
    text = office.text(path).replace("\nperiod:", f"\nnumber: {NUMBER}\nperiod:", 1)
    assert "    - scores\n" in text
    text = text.replace("    - scores\n", "    - ranking\n")
    office.write({path: f"{text}\n报送情况较好的单位有：{{表扬名单：各县医疗保障局}}。\n"})


def test_the_whole_story(desk: Forge, browser: Browser, tmp_path: Path) -> None:
    donghe, office = desk.clone("donghe"), desk.clone("office")

    path, text = filled_in(browser, built(desk, tmp_path / "before", FILED))
    name = path.removeprefix("data/shili/submissions/").removesuffix(".yaml")
    desk.propose(donghe, "filing", {path: text}, FILED)
    passes(desk, "filing", "shili-donghe", FILED)
    assert lines(desk.diff("filing", FILED)) == [
        f"新增报送 {name}：{TITLE}",
        "东河县 4月30日 0 → 1分：《考评办法》第三条，4月报送2条，满2条得1分"
        "（原来是：4月报送1条，不足2条，计0分）",
        "东河县：2026年4月 0 → 1分，仍第1名；2026年二季度 0 → 1分，仍第1名；"
        "2026年全年 6 → 7分，仍第2名",
        "名次随之变动：2026年4月 西山县第1名 → 第2名",
        "名次随之变动：2026年二季度 西山县第1名 → 第2名",
        "东河县：2026年4月任务完成（2/2）",
    ]
    desk.merge("filing", FILED)

    with desk.proposal(office, "adopting", ADOPTED):
        adopt(office)
    (adoption,) = (path.stem for path in office.data.rglob("shiyibao-03-*"))
    passes(desk, "adopting", "shili-office", ADOPTED)
    assert lines(desk.diff("adopting", ADOPTED)) == [
        f"新增采用 2026/{adoption}：示例医保第3期，{TITLE}",
        "东河县 4月24日 +2分：《考评办法》第四条，示例医保第3期采用（经验总结），计2分",
        "东河县：2026年4月 1 → 3分，仍第1名；2026年二季度 1 → 3分，仍第1名；"
        "2026年全年 7 → 9分，仍第2名",
    ]
    desk.merge("adopting", ADOPTED)

    with desk.proposal(office, "issuing", ISSUED):
        issue(office)
    passes(desk, "issuing", "shili-office", ISSUED)
    print(desk.diff("issuing", ISSUED))
    desk.merge("issuing", ISSUED)

    shows(built(desk, tmp_path / "after", ISSUED), name)


def passes(made: Forge, branch: str, actor: str, day: str) -> None:
    result = made.check(branch, actor, day)
    assert (result.output, result.exit_code) == (PASSED, 0)


def shows(site: Site, name: str) -> None:
    """See that the site has the item with its points, and the bulletin with the unit's rank."""
    print(site.page(f"shili/submissions/{name}/").one("main").text)
    print(site.page("shili/bulletins/2026-04/").one("main").text)
    print(site.page("shili/units/donghe/").one("main").text)
    assert 0
