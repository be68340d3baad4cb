"""What the site says of a draft, and where it offers the blank review forms.

Ganzhou's bulletin of September 2020 has no number; that of the third quarter was issued.
"""

from posixpath import join, normpath

import pytest

from tests.site.reading import Element, Site

DRAFT = "ganzhou/bulletins/2020-09/"
ISSUED = "ganzhou/bulletins/2020-q3/"


def _entry(site: Site, name: str) -> Element:
    (found,) = (
        item
        for item in site.page("ganzhou/bulletins/").one("ul", "cards").all("li")
        if item.all("a")[0].attributes["href"] == f"{name}/index.html"
    )
    return found


def test_the_list_says_draft_and_no_day(ganzhou: Site) -> None:
    assert _entry(ganzhou, "2020-09").all("p", "meta")[0].text.split() == ["草稿", "PDF"]
    meta = _entry(ganzhou, "2020-q3").all("p", "meta")[0].text
    assert "草稿" not in meta
    assert "2020年10月14日" in meta


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (DRAFT, ["下载 PDF 草稿", "PDF 草稿", "Word 草稿"]),
        (ISSUED, ["下载 PDF 公文", "PDF 公文", "Word 文件"]),
    ],
)
def test_files_of_a_draft_are_called_drafts(ganzhou: Site, address: str, names: list[str]) -> None:
    found = [
        link.text
        for link in ganzhou.page(address).links()
        if link.attributes["href"].endswith(("bulletin.pdf", "bulletin.docx"))
    ]
    assert found == names


@pytest.mark.parametrize("reader", ["ganzhou", "inside"])
@pytest.mark.parametrize("page", ["ganzhou/file/", "ganzhou/help/"])
def test_blank_forms_are_offered_where_they_are_asked_for(
    request: pytest.FixtureRequest, reader: str, page: str
) -> None:
    site: Site = request.getfixturevalue(reader)
    found = {
        link.text: normpath(join(page, link.attributes["href"]))
        for link in site.page(page).links()
        if link.attributes["href"].endswith(".pdf")
    }
    assert found == {
        "市局机关科室、市基金管理中心各组用（PDF）": "ganzhou/file/form-1.pdf",
        "各县（市、区）医疗保障部门、“两定”机构用（PDF）": "ganzhou/file/form-2.pdf",
    }
    assert set(found.values()) <= set(site.files)


def test_where_a_bureau_has_no_form_none_is_offered(ningxia: Site) -> None:
    assert not any(path.endswith("form-1.pdf") for path in ningxia.files)
    for page in ("ningxia/file/", "ningxia/help/"):
        assert "空白表" not in ningxia.page(page).text
