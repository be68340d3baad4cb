"""The page on how to file: the steps fit the forge, each with a picture that is told in words."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.site.conftest import build
from tests.site.offices import EMPTY, write
from tests.site.reading import Element, Site

FORGES = {
    "github": ("GitHub", "已经填好", "Propose changes", "Create pull request"),
    "gitlab": ("GitLab", "已经填好", "Commit changes", "Create merge request"),
    "gitea": ("Gitea", "已经填好", "Propose file change", "New Pull Request"),
    "forgejo": ("Forgejo", "已经填好", "Propose file change", "New Pull Request"),
    "gitee": ("Gitee", "粘贴进去", "提交", "创建 Pull Request"),
}


def _help(folder: Path, forge: str) -> Element:
    written = f"forge: {{kind: {forge}, url: 'https://example.org/ju/tongbao', branch: main}}\n"
    bureau = dedent(EMPTY["bureau.yaml"]) + (written if forge else "")
    write(folder / "data" / "xinju", {**EMPTY, "bureau.yaml": bureau})
    return Site.of(build(folder / "data")).pages["xinju/help/index.html"]


def _steps(page: Element) -> list[Element]:
    return page.one("ol", "guide").all("li")


@pytest.mark.parametrize("kind", FORGES)
def test_the_steps_name_the_buttons_of_the_forge(tmp_path: Path, kind: str) -> None:
    name, filled_in, save, ask = FORGES[kind]
    page = _help(tmp_path, kind)
    form, send, request, passed, refused, online = _steps(page)
    assert send.one("h2").text == f"到 {name} 上提交"
    assert f"“在 {name} 上提交”" in send.one("p").text
    assert filled_in in send.one("p").text
    assert f"点“{save}”保存" in send.one("p").text
    assert f"点“{ask}”" in request.one("p").text
    assert [step.one("h2").text for step in (form, passed, refused, online)] == [
        "填表",
        "看检查结果",
        "没有通过的，照着改",
        "网站上就有了",
    ]
    assert ("议题（Issues）" in page.text) is (kind in {"github", "gitea", "forgejo"})


def test_without_a_forge_the_file_is_mailed(tmp_path: Path) -> None:
    page = _help(tmp_path, "")
    headings = [step.one("h2").text for step in _steps(page)]
    assert headings == ["填表", "下载文件，发给办公室", "网站上就有了"]
    assert "议题" not in page.text
    assert "withdrawn" not in page.text


def test_each_step_has_a_picture_told_in_words(tmp_path: Path) -> None:
    pictures = [step.one("svg") for step in _steps(_help(tmp_path, "github"))]
    told = [picture.attributes["aria-label"] for picture in pictures]
    assert all(picture.attributes["role"] == "img" for picture in pictures)
    assert len(set(told)) == 6
    assert all(told)


def test_the_filing_page_leads_to_it(ganzhou: Site) -> None:
    links = {link.text: link for link in ganzhou.pages["ganzhou/file/index.html"].links()}
    assert links["怎样报送"].attributes["href"] == "../help/index.html"
    assert "涉密信息严禁录入" in ganzhou.pages["ganzhou/help/index.html"].text
