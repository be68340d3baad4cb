"""The filing page in a real browser: what it writes passes the check, what it refuses it explains."""

import random
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import BASE, DESK, NARROWEST, PHONE, Visit, overflow
from tests.site.conftest import no_pdf
from tests.site.reading import Site
from tongbao.diagnostic import Rule
from tongbao.documents.audience import Audience
from tongbao.documents.pages.filing_data import ASKED, NOT_ASKED
from tongbao.model.submission import Submission
from tongbao.pipeline import examine
from tongbao.render.site import render_site
from tongbao.source import strict_yaml
from tongbao.source.nodes import plain
from tongbao.source.text import decode
from tongbao.source.writing import field_lines

TODAY = date(2026, 5, 1)
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


def data_with(example: Path, folder: Path, forge: str = "") -> Path:
    data = folder / "data"
    shutil.copytree(example, data)
    bureau = data / "shili" / "bureau.yaml"
    text = re.sub(
        r"^forge:.*?\n(?=\S|\Z)",
        "",
        bureau.read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    bureau.write_text(text + forge, encoding="utf-8")
    return data


def site_of(data: Path) -> Site:
    examined = examine(data, TODAY)
    pages = render_site(examined.bureaus, TODAY, no_pdf, Audience.PUBLIC)
    return Site.of({page.path: page.content for page in pages})


@pytest.fixture(scope="module")
def data(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    forge = FORGE.format(kind="github", host="github.com", more="")
    return data_with(example_data, tmp_path_factory.mktemp("filing"), forge)


@pytest.fixture(scope="module")
def site(data: Path) -> Site:
    return site_of(data)


def opened(visit: Visit) -> Page:
    visit.page.add_init_script(OPENED)
    return visit.open(PAGE)


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    visit = Visit(browser, site)
    yield opened(visit)
    assert visit.foreign == []
    assert visit.missing == []
    visit.page.close()


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


def test_what_the_form_writes_passes_the_check(page: Page, data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    fill(page)
    wanted: dict[str, str] = {}
    for title in NASTY_TITLES:
        page.locator("#_title").fill(f"  {title} ")
        page.locator("#_body").fill(f"　　{title}\r\n\n# 一、做法: {title}\n- 甲\n\n\n")
        # What is shown is what a download holds; a browser may drop one of very many downloads.
        text = page.locator("#_file").text_content() or ""
        # A name is kept until the form is cleared: each title needs a place of its own.
        path = tmp_path / Path(path_of(page)).with_name(f"0420-{len(wanted) + 100}.yaml")
        path.write_text(text, encoding="utf-8", newline="")
        wanted[f"donghe/2026/{path.stem}"] = title
    assert downloaded(page)[1] == text
    examined = examine(tmp_path / "data", TODAY)
    # Some of the titles differ in nothing but marks.
    faults = [each for each in examined.diagnostics if each.rule is not Rule.TITLE_TWICE]
    assert [each for each in faults if each.is_error] == []
    found = examined.bureaus[0].dataset.submissions
    assert {name: found[name].record.title for name in wanted} == wanted
    for name, title in wanted.items():
        assert found[name].record.body == f"　　{title}\n\n# 一、做法: {title}\n- 甲\n"


def test_the_whole_file(page: Page) -> None:
    fill(page, body="第一段。\n\n第二段。", second_date="2026-04-20")
    page.get_by_label("涉及重大、敏感社会事件").check()
    page.locator("#_head-name").fill("示例丁")
    page.locator("#_commission").select_option("2026/yichuang")
    page.locator("#_duty").select_option("2026/0413-1")
    name, text = downloaded(page)
    assert re.fullmatch(rf"0420-{SUFFIX}\.yaml", name)
    assert path_of(page) == f"data/shili/submissions/donghe/2026/{name}"
    assert (
        text
        == """\
# yaml-language-server: $schema=../../../../../docs/schema/submissions.json
unit: donghe
date: 2026-04-20
title: 东河县推进试点
category: 经验总结
openness: 公开
sensitive: true
review:
  first:
    name: 示例甲
    date: 2026-04-20
  second:
    name: 示例乙
    date: 2026-04-20
  third:
    name: 示例丙
    date: 2026-04-20
  head:
    name: 示例丁
    date: 2026-04-20
commission: 2026/yichuang
duty: 2026/0413-1
body: |
  第一段。

  第二段。
"""
    )
    assert page.locator("#_file").inner_text() == text


def texts() -> list[str]:
    """Return texts that no rule of YAML may bend: pieces put together at random, always the same."""
    pieces = ["题", "一", ": ", ":", "：", "#", " #", "- ", "-", "\\", '"', "'", "[", "]", "{", "}", ",",
              "&", "*", "!", "|", ">", "%", "@", "`", "?", "~", "=", "a", "Z", "0", "9", ".", "_", "/",
              "\u3000", " ", "\u00a0", "😀", "\U0002a6d6", "é", "〔", "《", "“", "true", "no", "null",
              "\n", "\n\n", "\t", "---", "...", "<b>", "{{", "%}"]  # fmt: skip
    draw = random.Random(20260420)  # noqa: S311  # not a secret
    found = {"".join(draw.choices(pieces, k=draw.randint(1, 8))) for _ in range(3000)}
    found.update(NASTY_TITLES)
    # A title has one line; a text ends in one line end, and none of its lines in a blank.
    tidied = {re.sub(r"[ \t]+(?=\n)", "", each).strip(" \n\t") for each in found}
    return sorted({f"{each}\n" if "\n" in each else each for each in tidied if each})


def test_every_text_comes_back_as_it_was_and_both_writers_agree(page: Page) -> None:
    given = texts()
    assert len(given) > 2000
    write = "given => given.map(text => filing.fieldLines('title', text).join('\\n') + '\\n')"
    for text, written in zip(given, page.evaluate(write, given), strict=True):
        node, problems = strict_yaml.parse(written, "f")
        assert problems == [], (text, written)
        assert node is not None
        assert plain(node) == {"title": text}
        assert written == "\n".join(field_lines("title", text)) + "\n"


EMPTY = "请填写。"
HIDDEN = "应为：看得见的文字。删去这个字符，重新键入它前后的字（多半是从网页或聊天软件粘贴来的）。"
SIGNS = (
    "应为：同一种标记符号不超过400个，引用和列表不超过四层。"
    "正文用普通文字写，不要堆叠 [ * _ ` > 等符号。"
)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", "", EMPTY),
        ("title", "   ", EMPTY),
        ("title", "题" * 201, "应为：不超过200个字。现有201个字，请删减。"),
        ("title", "😀" * 201, "应为：不超过200个字。现有201个字，请删减。"),
        ("title", "试\u200b点", HIDDEN),
        ("title", "试\u202e点", HIDDEN),
        ("title", "试\ue000点", HIDDEN),
        ("title", "试\ufdd0点", HIDDEN),
        ("title", "试\u3164点", HIDDEN),
        ("title", "👨\u200d👩", HIDDEN),
        ("title", "试\u0001点", "应为：只有换行，没有其他控制字符。删去这个字符；换行请用编辑器的普通换行。"),
        ("date", "", EMPTY),
        ("date", "1999-12-31", "应为：日期，写作 年-月-日，如 2021-03-05。年份在 2000 到 2099 之间，请核对。"),
        ("body", "*" * 401, SIGNS),
        ("body", "> > > > > 深", SIGNS),
        ("body", "字" * 30_000, "应为：不超过30000个字。现有30001个字，请删减。"),
        ("body", "字\n" * 1002, "应为：不超过1000行。一段写成一行，段落之间空一行。"),
        ("second-date", "2026-04-19", "应为：不早于初审日期 2026-04-20。先初审、后复核：核对这一天和初审日期。"),
        ("third-date", "2026-04-21", "应为：不晚于报送日期 2026-04-20。先签名、后报送：核对这一天和报送日期。"),
        ("first-name", "", EMPTY),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_words_of_the_check(
    page: Page, name: str, value: str, message: str
) -> None:
    """The expected words are those of the models and of the review check, which tests hold too."""
    fill(page)
    field = page.locator(f"#_{name}")
    field.fill(value)
    field.blur()
    assert problem(page, name) == message
    assert field.get_attribute("aria-invalid") == "true"
    assert f"_{name}-problem" in (field.get_attribute("aria-describedby") or "")
    page.get_by_role("button", name="在 GitHub 上提交").click()
    summary = page.locator("#_summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(field).to_be_focused()
    assert page.evaluate("window.opened") == []


def test_what_the_page_refuses_the_loader_refuses_and_the_other_way(page: Page) -> None:
    """Random texts, many of them refused by one rule or another: the two never differ."""
    pieces = ["题", " ", "\t", "\n", "\u200b", "\u2028", "\u0085", "\u3000", "\ufeff", "\u00ad", "\ufe0f",
              "\U000e0001", "\U0010ffff", "\uffa0", "*", "a", "x" * 60, "😀"]  # fmt: skip
    draw = random.Random(1)  # noqa: S311  # not a secret
    given = ["".join(draw.choices(pieces, k=draw.randint(1, 6))).strip() for _ in range(1000)]
    page_refuses = page.evaluate(
        """given => given.map(title => filing.problemsOf({
          unit: "donghe", date: "2026-04-20", title, category: "动态信息", openness: "公开",
          review: {first: {name: "甲", date: "2026-04-20"}, second: {name: "乙", date: "2026-04-20"},
                   third: {name: "丙", date: "2026-04-20"}},
        }).title !== null)""",
        given,
    )
    assert set(page_refuses) == {True, False}
    for text, is_refused in zip(given, page_refuses, strict=True):
        written = "\n".join(field_lines("title", text))
        _, problems = decode(written.encode(), "f")
        try:
            Submission.model_validate(
                {"unit": "donghe", "date": "2026-04-20", "title": text, "category": "动态信息",
                 "openness": "公开"}
            )  # fmt: skip
            is_model_content = True
        except ValueError:
            is_model_content = False
        assert is_refused == (bool(problems) or not is_model_content), ascii(text)


def test_nothing_is_said_of_a_field_before_it_was_left(page: Page) -> None:
    assert page.locator(".problem:visible").count() == 0
    page.get_by_label("信息标题").focus()
    page.keyboard.type("题")
    assert page.locator(".problem:visible").count() == 0
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    assert problem(page, "title") == EMPTY
    page.get_by_label("信息标题").fill("题目")
    assert page.locator("#_title-problem").is_hidden()


@pytest.mark.parametrize("name", ["body", "third-name"])
def test_a_message_that_comes_up_does_not_undo_the_click(page: Page, name: str) -> None:
    """The message below the field that is left pushes the button down while it is pressed."""
    fill(page)
    button = page.get_by_role("button", name="下载文件")
    page.locator(f"#_{name}").fill("题" * 201 if name == "third-name" else "> > > > > 深")
    button.evaluate("it => it.scrollIntoView({block: 'end'})")
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("#_summary")).to_be_focused()
    assert problem(page, name)


def test_an_empty_form_names_everything_that_is_missing(page: Page) -> None:
    page.get_by_role("button", name="下载文件").click()
    links = page.locator("#_summary a").all_inner_texts()
    assert page.locator("#_summary h2").inner_text() == "有7处要改，改好再提交"
    assert [link.partition("：")[0] for link in links] == [
        "报送单位",
        "信息标题",
        "信息类别",
        "是否公开",
        "初审签名人",
        "复核签名人",
        "审核签名人",
    ]
    assert {link.partition("：")[2] for link in links} == {"请填写", "请选一项"}


def test_a_draft_survives_a_reload_and_can_be_deleted(page: Page) -> None:
    fill(page, title="草稿: 一", body="第一段。\n\n第二段。")
    page.locator("#_commission").select_option("2026/yichuang")
    path, text = path_of(page), page.locator("#_file").inner_text()
    page.reload()
    assert (path_of(page), page.locator("#_file").inner_text()) == (path, text)
    assert "草稿: 一" in text
    page.get_by_role("button", name="清空表格，删除草稿").click()
    assert page.locator("#_title").input_value() == ""
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.locator("#_title").input_value() == ""
    fill(page)
    assert path_of(page) != path


def test_without_storage_the_form_works_and_says_so(browser: Browser, site: Site) -> None:
    visit = Visit(browser, site)
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } });"
    )
    page = opened(visit)
    fill(page)
    assert page.locator("#_draft").inner_text() == "这个浏览器不能存草稿，离开前请先下载。"
    assert "title: 东河县推进试点\n" in downloaded(page)[1]
    page.close()


def test_a_broken_draft_is_passed_over(browser: Browser, site: Site) -> None:
    visit = Visit(browser, site)
    visit.page.add_init_script(
        "localStorage.setItem('tongbao-filing-shili', '{\"suffix\": \"../x\"');"
    )
    page = opened(visit)
    assert page.locator("#_form").is_visible()
    visit.page.add_init_script(
        "localStorage.setItem('tongbao-filing-shili', '{\"suffix\": \"../x\"}');"
    )
    page.reload()
    fill(page)
    assert re.fullmatch(rf"data/shili/submissions/donghe/2026/0420-{SUFFIX}\.yaml", path_of(page))
    page.close()


FORGES = [
    ("github", "github.com", "/shili/xinxi/new/main", "filename", "value"),
    ("gitlab", "gitlab.com", "/shili/xinxi/-/new/main", "file_name", "content"),
    ("gitea", "gitea.example.org", "/shili/xinxi/_new/main/", "filename", "value"),
    ("forgejo", "codeberg.org", "/shili/xinxi/_new/main/", "filename", "value"),
]


@pytest.mark.parametrize("row", FORGES, ids=lambda row: row[0])
def test_the_forges_page_for_a_new_file_is_opened_filled_in(
    browser: Browser, example_data: Path, tmp_path: Path, row: tuple[str, str, str, str, str]
) -> None:
    kind, host, path, name, content = row
    forge = FORGE.format(kind=kind, host=host, more="")
    visit = Visit(browser, site_of(data_with(example_data, tmp_path, forge)))
    page = opened(visit)
    fill(page, title="东河县: 试点 & #1?", body="第一段。\n\n第二段。")
    text = page.locator("#_file").inner_text()
    page.locator("#_send").click()
    ((url, target, features),) = page.evaluate("window.opened")
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("https", host, path, "")
    assert parse_qs(parts.query, strict_parsing=True) == {name: [path_of(page)], content: [text]}
    assert (target, features) == ("_blank", "noopener")
    assert "登录以后核对内容" in page.locator("#_status").inner_text()
    assert visit.foreign == []
    page.close()


def test_gitee_fills_in_nothing_so_the_text_is_copied(
    browser: Browser, example_data: Path, tmp_path: Path
) -> None:
    forge = FORGE.format(kind="gitee", host="gitee.com", more="")
    visit = Visit(browser, site_of(data_with(example_data, tmp_path, forge)))
    page = opened(visit)
    fill(page)
    sent_by_hand(page, "https://gitee.com/shili/xinxi/new/main")
    page.close()


def test_a_long_text_is_copied_and_downloaded(page: Page) -> None:
    fill(page, body="一段很长的正文。" * 200)
    path = path_of(page)
    sent_by_hand(
        page, f"https://github.com/shili/xinxi/new/main?filename={path.replace('/', '%2F')}"
    )


def sent_by_hand(page: Page, url: str) -> None:
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = String(document.activeElement.value); })"
    )
    text = page.locator("#_file").inner_text()
    with page.expect_download() as waiting:
        page.locator("#_send").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == text
    assert page.evaluate("window.copied") == text
    assert page.evaluate("window.opened") == [[url, "_blank", "noopener"]]
    said = page.locator("#_status").inner_text()
    assert "内容已复制，在那里粘贴" in said
    assert path_of(page) in said


def test_what_is_not_public_is_not_sent_to_a_public_forge(page: Page) -> None:
    fill(page)
    for choice in ("依申请公开", "不公开"):
        page.get_by_label(choice, exact=True).check()
        assert page.locator("#_send").is_hidden()
        assert page.locator("#_not-public").is_visible()
        page.locator("#_title").press("Enter")
        assert page.evaluate("window.opened") == []
    page.get_by_label("公开", exact=True).check()
    assert page.locator("#_send").is_visible()


def test_to_a_private_forge_everything_may_go(
    browser: Browser, example_data: Path, tmp_path: Path
) -> None:
    forge = FORGE.format(kind="github", host="github.com", more=", private: true")
    visit = Visit(browser, site_of(data_with(example_data, tmp_path, forge)))
    page = opened(visit)
    fill(page)
    page.get_by_label("不公开", exact=True).check()
    page.locator("#_send").click()
    assert len(page.evaluate("window.opened")) == 1
    assert page.locator("text=对外公开").count() == 0
    page.close()


def test_without_a_forge_the_file_is_downloaded(
    browser: Browser, example_data: Path, tmp_path: Path
) -> None:
    visit = Visit(browser, site_of(data_with(example_data, tmp_path)))
    page = opened(visit)
    fill(page, title="没有平台")
    assert page.locator("#_send").count() == 0
    assert "title: 没有平台\n" in downloaded(page)[1]
    page.close()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.get_by_label("报送单位").focus()
    keys = page.keyboard
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    # A date has a part for the year, the month, the day, and its calendar.
    for _ in range(5):
        keys.press("Tab")
    keys.type("只用键盘")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    assert page.locator("#_sensitive").evaluate("it => it === document.activeElement")
    for name in ("示例甲", "示例乙", "示例丙"):
        keys.press("Tab")
        keys.type(name)
        for _ in range(4):
            keys.press("Tab")
    page.locator("#_title").focus()
    keys.press("Enter")
    ((url, *_),) = page.evaluate("window.opened")
    text = parse_qs(urlsplit(url).query)["value"][0]
    assert "\nunit: donghe\n" in text
    assert "\ntitle: 只用键盘\ncategory: 经验总结\nopenness: 公开\nreview:\n" in text


def test_the_day_of_signing_follows_the_day_of_filing(page: Page) -> None:
    page.locator("#_first-date").fill("2026-04-18")
    page.locator("#_date").fill("2026-04-20")
    dates = [page.locator(f"#_{step}-date").input_value() for step in ("first", "second", "third")]
    assert dates == ["2026-04-18", "2026-04-20", "2026-04-20"]


def test_only_what_asks_the_unit_is_offered(page: Page) -> None:
    page.get_by_label("报送单位").select_option("xishan")
    assert page.locator("#_commission").is_hidden()
    assert page.locator("#_duty option").all_inner_texts() == [
        "没有",
        "全市医疗保障工作会议（重大会议，2026年4月13日）",
    ]
    page.get_by_label("报送单位").select_option("bangongshi")
    assert page.locator("#_duty").is_hidden()


def test_the_page_has_no_accessibility_fault(page: Page) -> None:
    axe = Axe()

    def look() -> None:
        for viewport in (PHONE, DESK):
            page.set_viewport_size(viewport)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                results = axe.run(page)
                assert results.violations_count == 0, results.generate_report()
        for viewport in (PHONE, NARROWEST):
            page.set_viewport_size(viewport)
            assert overflow(page) <= 0

    look()
    page.get_by_role("button", name="下载文件").click()
    look()
    fill(page, title="W" * 300)
    page.get_by_label("涉及重大、敏感社会事件").check()
    page.get_by_label("不公开", exact=True).check()
    look()


def test_without_javascript_the_page_says_how_else_to_file(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body=site.files[PAGE], content_type="text/html"))
    page.goto(BASE + PAGE)
    assert page.locator("form").is_hidden()
    assert page.get_by_text("填表要用 JavaScript").is_visible()
    assert page.get_by_text("用电子邮件发给示例市医疗保障局办公室").is_visible()
    assert page.get_by_text("涉密信息严禁录入。").first.is_visible()
    context.close()


def test_the_page_works_from_a_disk(browser: Browser, site: Site, tmp_path: Path) -> None:
    for path, content in site.files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page = browser.new_page()
    page.goto((tmp_path / "shili" / "index.html").as_uri())
    page.get_by_role("link", name="报送信息").first.click()
    fill(page, title="从磁盘打开")
    assert "title: 从磁盘打开\n" in downloaded(page)[1]
    page.reload()
    assert page.locator("#_title").input_value() == "从磁盘打开"
    page.close()


def test_the_page_names_only_what_is_public(small: Site, ganzhou: Site) -> None:
    page = small.files["moushi/file/index.html"].decode()
    assert "机密约稿题目" not in page
    assert small.page("moushi/file/").one("form").all("input", "") != []
    assert "签名人" not in small.page("moushi/file/").text
    assert "138000000" not in ganzhou.files["ganzhou/file/index.html"].decode()


def test_every_field_of_a_submission_is_asked_for_or_left_out_with_a_reason() -> None:
    assert set(ASKED) | set(NOT_ASKED) == set(Submission.model_fields)
    assert set(ASKED).isdisjoint(NOT_ASKED)
