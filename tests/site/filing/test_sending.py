"""Where the written file goes: to the page of each forge for a new file, or to a disk."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import Visit
from tests.site.filing.conftest import data_with, site_of
from tests.site.filing.form import FORGE, downloaded, fill, opened, path_of

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
