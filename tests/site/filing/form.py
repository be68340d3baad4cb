"""The form of the filing page, filled in as a person does it."""

from pathlib import Path

from playwright.sync_api import Page

from tests.site.browsing import Visit

PAGE = "shili/file/index.html"
FORGE = "forge: {{kind: {kind}, url: https://{host}/shili/xinxi, branch: main{more}}}\n"
OPENED = "window.opened = []; window.open = (...all) => { window.opened.push(all); return null; };"
SUFFIX = "[2-9bcdfghjkmnpqrstvwxz]{5}"

NASTY_TITLES = (
    "东河县: 试点工作",
    "# 一号工程",
    "试点 # 第二批",
    "- 试点",
    "* 试点",
    "& 试点",
    "! 试点",
    "[试点]",
    "{试点}",
    "'试点'",
    '"试点"',
    "他说:\"试点\" \\ '好'",
    "试点😀推进",
    "😀推进试点",
    "〔示例〕试点",
    "《试点》一、二：三",
    "true",
    "2026-04-20",
    "0123",
    "试点:",
    "| 试点",
    "> 试点",
    "% 试点",
    "@试点",
    "`试点`",
    "？试点",
    "? 试点",
    "--- 试点",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "试点\u3000全角",
    "长" * 200,
)


def opened(visit: Visit) -> Page:
    visit.page.add_init_script(OPENED)
    return visit.open(PAGE)


def fill(page: Page, title: str = "东河县推进试点", **more: str) -> None:
    """Fill in everything that is required."""
    page.get_by_label("报送单位").select_option("donghe")
    page.get_by_label("报送日期").fill("2026-04-20")
    page.get_by_label("信息标题").fill(title)
    page.get_by_label("经验总结").check()
    page.get_by_label("公开", exact=True).check()
    for step, name in (("first", "示例甲"), ("second", "示例乙"), ("third", "示例丙")):
        page.locator(f"#_{step}-name").fill(name)
    for name, value in more.items():
        page.locator(f"#_{name.replace('_', '-')}").fill(value)


def downloaded(page: Page) -> tuple[str, str]:
    """Press the button; return the file's name and what is in it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载文件").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def path_of(page: Page) -> str:
    return page.locator("#_path").inner_text()


def problem(page: Page, name: str) -> str:
    return page.locator(f"#_{name}-problem").inner_text()
