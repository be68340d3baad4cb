"""Every page names the revision of the data; a record's page says how the record came about."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.site.conftest import TODAY, no_pdf
from tests.site.offices import EMPTY, OFFICE, write
from tests.site.reading import Element, Site
from tongbao.documents.audience import Audience
from tongbao.documents.pages.history import MOST, Histories
from tongbao.documents.pages.source import PageSource
from tongbao.documents.provenance import (
    ForgeLink,
    commit_link,
    request_link,
    revision_words,
)
from tongbao.model.forge import Forge, ForgeKind
from tongbao.pipeline import examine
from tongbao.render.files import all_made
from tongbao.render.site import site_groups
from tongbao.source.dataset import IssuedFile
from tongbao.source.history import Commit, Deed, FileChange, History, Provenance, Revision

ID = "1a2b3c4d5e6f" + "0" * 28
SUBMISSION = "moushi/submissions/beixian/2021/0105-1/"
WITHDRAWN = "moushi/submissions/beixian/2021/0109-1/"
FORGE = "forge: {{kind: github, url: https://forge.example/moushi/tongbao, branch: main{more}}}\n"


def commit(age: int, number: str = "", day: date | None = date(2021, 1, 6)) -> Commit:
    """Return a commit whose id begins with its age."""
    return Commit(f"{age:012d}" + "f" * 28, age, day, "张三<b>", "登记<script>", number)


def change(deed: Deed, age: int, number: str = "") -> FileChange:
    return FileChange(deed, commit(age, number))


CHANGES = {
    "data/moushi/submissions/beixian/2021/0105-1.yaml": (
        change(Deed.ADDED, 9, "#12"),
        change(Deed.CHANGED, 4, "!3"),
    ),
    "data/moushi/submissions/beixian/2021/0109-1.yaml": (change(Deed.ADDED, 9),),
    "data/moushi/submissions/nanxian/2021/0412-1.yaml": (change(Deed.ADDED, 5),),
    "data/moushi/adoptions/2021/xinxi-1.yaml": (
        change(Deed.ADDED, 4, "!3"),
        FileChange(Deed.CHANGED, commit(2, day=None)),
    ),
    "data/moushi/adoptions/2021/guanwang-1.yaml": (change(Deed.ADDED, 3),),
    "data/moushi/instructions/2021/1.yaml": (change(Deed.ADDED, 5),),
    "data/moushi/commissions/2021/gongkai.yaml": (change(Deed.ADDED, 8),),
    "data/moushi/rules/2021.yaml": (change(Deed.ADDED, 7),),
    "data/moushi/bulletins/2021-04/bulletin.md": (change(Deed.ADDED, 1),),
}


def made(
    folder: Path,
    provenance: Provenance,
    *,
    audience: Audience = Audience.PUBLIC,
    forge: str = "",
    bureaus: Iterable[str] = ("moushi",),
) -> Site:
    for number, name in enumerate(bureaus):
        files = {**(EMPTY if number else OFFICE)}
        files["bureau.yaml"] = f"{files['bureau.yaml']}    {forge}"
        write(folder / "data" / name, files)
    examined = examine(folder / "data", TODAY)
    pages = all_made(site_groups(examined.bureaus, TODAY, no_pdf, audience, provenance))
    return Site.of({page.path: page.content for page in pages})


def lines(site: Site, address: str) -> list[str]:
    """Return the lines of a page's history, their parts apart by a space."""
    return [" ".join(_texts(each)) for each in _section(site, address).all("li")]


def _section(site: Site, address: str) -> Element:
    return site.page(address).one("section", "history")


def _texts(element: Element) -> list[str]:
    texts = [
        child.strip() if isinstance(child, str) else " ".join(_texts(child))
        for child in element.children
    ]
    return [text for text in texts if text]


KNOWN = Provenance(Revision(ID), History(CHANGES))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made(tmp_path_factory.mktemp("public"), KNOWN)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made(tmp_path_factory.mktemp("internal"), KNOWN, audience=Audience.INTERNAL)


@pytest.mark.parametrize(
    ("revision", "text"),
    [
        (Revision(ID), "数据版本 1a2b3c4d5e6f。"),
        (Revision(ID, is_dirty=True), "数据版本 1a2b3c4d5e6f，有未提交的改动。"),
        (Revision(), "数据未纳入版本管理。"),
    ],
)
def test_every_page_names_the_revision(tmp_path: Path, revision: Revision, text: str) -> None:
    site = made(tmp_path, Provenance(revision), bureaus=("moushi", "xinju"))
    assert {"404.html", "index.html", f"{SUBMISSION}index.html", "xinju/index.html"} <= set(
        site.pages
    )
    for path, page in site.pages.items():
        assert page.one("span", "revision").text == text, path
        assert page.one("span", "revision").links() == [], path


def test_the_revision_stands_beside_the_data_date(public: Site) -> None:
    first = public.page(SUBMISSION).one("footer").all("p")[0]
    assert first.text == "数据更新于2022年2月1日。数据版本 1a2b3c4d5e6f。"


@pytest.mark.parametrize(
    ("kind", "commits", "numbers"),
    [
        ("github", "/commit/", {"#12": "/pull/12", "!3": ""}),
        ("gitlab", "/-/commit/", {"#12": "", "!3": "/-/merge_requests/3"}),
        ("gitea", "/commit/", {"#12": "/pulls/12", "!3": ""}),
        ("forgejo", "/commit/", {"#12": "/pulls/12", "!3": ""}),
        ("gitee", "/commit/", {"#12": "", "!3": "/pulls/3"}),
    ],
)
def test_each_forge_has_its_own_addresses(kind: str, commits: str, numbers: dict[str, str]) -> None:
    base = "https://forge.example/moushi/tongbao"
    forge = Forge(kind=ForgeKind(kind), url=base, branch="main")
    private = forge.model_copy(update={"private": True})
    assert commit_link(ID, forge) == ForgeLink(ID[:12], f"{base}{commits}{ID}")
    assert commit_link(ID, private) == commit_link(ID, None) == ForgeLink(ID[:12])
    for number, path in numbers.items():
        assert request_link(number, forge) == ForgeLink(number, f"{base}{path}" if path else "")
        assert request_link(number, private) == request_link(number, None) == ForgeLink(number)


def test_a_public_forge_is_linked(tmp_path: Path) -> None:
    forge = "https://forge.example/moushi/tongbao"
    site = made(tmp_path, KNOWN, forge=FORGE.format(more=""))
    for path in ("index.html", f"{SUBMISSION}index.html"):
        (link,) = site.pages[path].one("span", "revision").links()
        assert (link.text, link.attributes["href"]) == (ID[:12], f"{forge}/commit/{ID}")
    found = {link.text: link.attributes["href"] for link in _section(site, SUBMISSION).links()}
    assert found == {
        "#12": f"{forge}/pull/12",
        **{f"{age:012d}": f"{forge}/commit/{age:012d}{'f' * 28}" for age in (9, 4, 2)},
    }
    assert site.pages["404.html"].links() == []


def test_a_private_forge_is_not_linked(tmp_path: Path) -> None:
    forge = FORGE.format(more=", private: true")
    for audience in Audience:
        folder = tmp_path / audience.value
        site = made(folder, KNOWN, audience=audience, forge=forge)
        page = site.page(SUBMISSION)
        assert page.one("span", "revision").links() == []
        assert page.one("section", "history").links() == []


def test_the_root_of_several_bureaus_is_no_forges(tmp_path: Path) -> None:
    forge = FORGE.format(more="")
    site = made(tmp_path, KNOWN, forge=forge, bureaus=("moushi", "xinju"))
    assert site.pages["index.html"].one("span", "revision").links() == []


def test_the_history_of_a_submission_has_what_followed_from_it(public: Site) -> None:
    assert lines(public, SUBMISSION) == [
        "2021年1月6日 登记 合并请求 #12　版本 000000000009",
        "2021年1月6日 修改、采用登记 合并请求 !3　版本 000000000004",
        "日期不明 采用修改 版本 000000000002",
    ]
    assert lines(public, "moushi/submissions/nanxian/2021/0412-1/") == [
        "2021年1月6日 登记、批示登记 版本 000000000005",
        "2021年1月6日 采用登记 版本 000000000003",
    ]


@pytest.mark.parametrize(
    ("address", "age"),
    [
        ("moushi/due/commissions/2021/gongkai/", 8),
        ("moushi/rules/2021/", 7),
        ("moushi/bulletins/2021-04/", 1),
    ],
)
def test_other_records_have_a_history_too(public: Site, address: str, age: int) -> None:
    assert lines(public, address) == [f"2021年1月6日 登记 版本 {age:012d}"]


def test_the_history_of_a_bulletin_has_its_frozen_record(tmp_path: Path) -> None:
    write(tmp_path / "moushi", OFFICE)
    (scored,) = examine(tmp_path, TODAY).bureaus
    path = "data/moushi/bulletins/2021-04/issued.json"
    dataset = replace(scored.dataset, issued={"2021-04": IssuedFile(path, b"")})
    source = PageSource(replace(scored, dataset=dataset), TODAY)
    found = Histories(source, History({path: (change(Deed.ADDED, 1),)}))
    assert found.get("rules/2021/") is None
    history = found.get("bulletins/2021-04/")
    assert history is not None
    assert [line.deeds for line in history.lines] == ["定稿登记"]


def test_only_pages_of_records_have_a_history(public: Site) -> None:
    having = {path for path, page in public.pages.items() if page.all("section", "history")}
    assert having == {
        f"{address}index.html"
        for address in (
            SUBMISSION,
            WITHDRAWN,
            "moushi/submissions/nanxian/2021/0412-1/",
            "moushi/due/commissions/2021/gongkai/",
            "moushi/rules/2021/",
            "moushi/bulletins/2021-04/",
        )
    }


def test_names_and_messages_stay_inside(public: Site, internal: Site) -> None:
    for path, content in public.files.items():
        assert "张三" not in content.decode(errors="ignore"), path
        assert "登记&lt;" not in content.decode(errors="ignore"), path
    first, *_ = lines(internal, SUBMISSION)
    assert first == ("2021年1月6日 登记 合并请求 #12　版本 000000000009 张三<b>：登记<script>")
    assert internal.page(SUBMISSION).all("script") == []


def test_of_a_withdrawn_item_the_public_sees_its_own_file_alone(tmp_path: Path) -> None:
    files = {
        **OFFICE,
        "adoptions/2021/chehui.yaml": """
            submission: beixian/2021/0109-1
            outlet: xinxi
            date: 2021-01-20
        """,
    }
    changes = {**CHANGES, "data/moushi/adoptions/2021/chehui.yaml": (change(Deed.ADDED, 3),)}
    for audience, expected in ((Audience.PUBLIC, 1), (Audience.INTERNAL, 2)):
        folder = tmp_path / audience.value
        write(folder / "data" / "moushi", files)
        examined = examine(folder / "data", TODAY)
        origin = Provenance(Revision(ID), History(changes))
        site = Site.of(
            {
                page.path: page.content
                for page in all_made(site_groups(examined.bureaus, TODAY, no_pdf, audience, origin))
            }
        )
        assert len(lines(site, WITHDRAWN)) == expected


def test_a_long_history_keeps_its_first_and_its_latest_lines(tmp_path: Path) -> None:
    path = "data/moushi/rules/2021.yaml"
    many = tuple(change(Deed.CHANGED, age) for age in range(MOST + 6, -1, -1))
    site = made(tmp_path, Provenance(Revision(ID), History({path: many})))
    first, between, *latest = lines(site, "moushi/rules/2021/")
    # 57 commits: the oldest, 7 left out, the newest 49.
    assert first == "2021年1月6日 修改 版本 000000000056"
    assert between == "其间 另有7次改动，没有列出"
    assert len(latest) == MOST - 1
    assert latest[0].endswith("版本 000000000048")
    assert latest[-1].endswith("版本 000000000000")
    assert len(site.files["moushi/rules/2021/index.html"]) < 100_000


def test_an_incomplete_history_says_so(tmp_path: Path) -> None:
    origin = Provenance(Revision(ID), History(CHANGES, is_complete=False))
    site = made(tmp_path, origin)
    for address, count in ((SUBMISSION, 3), ("moushi/bulletins/2021-q1/", 0)):
        section = _section(site, address)
        assert section.one("p").text == "历史不完整：更早的登记和修改没有列出。"
        assert len(section.all("li")) == count


def test_the_open_data_names_the_revision(public: Site, tmp_path: Path) -> None:
    path = "moushi/bulletins/2021-04/bulletin.json"
    assert json.loads(public.files[path])["revision"] == ID
    dirty = made(tmp_path, Provenance(Revision(ID, is_dirty=True)))
    assert json.loads(dirty.files[path])["revision"] == f"{ID}-dirty"
    unversioned = made(tmp_path, Provenance())
    assert json.loads(unversioned.files[path])["revision"] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ID, "数据版本 1a2b3c4d5e6f"),
        (f"{ID}-dirty", "数据版本 1a2b3c4d5e6f，有未提交的改动"),
        ("", "数据未纳入版本管理"),
    ],
)
def test_a_document_names_it_in_words(text: str, words: str) -> None:
    assert revision_words(text) == words
