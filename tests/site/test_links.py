"""Every link of the site leads somewhere, from wherever the site is put."""

import re
from pathlib import Path

import pytest

from tests.site.conftest import build
from tests.site.reading import Site

ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
YEAR_REGISTER = re.compile(r"/ledger/[0-9]{4}/items/index\.html$")
REFERENCES = ("href", "src", "action", "srcset", "poster", "data")


def test_every_link_leads_to_a_page_or_an_element(site: Site) -> None:
    anchors = {
        path: [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
        for path, page in site.pages.items()
    }
    dead = []
    for path, page in site.pages.items():
        folder = path.split("/")[:-1]
        for link in page.all():
            href = link.attributes.get("href", link.attributes.get("action"))
            if href is None:
                continue
            file, mark, anchor = href.partition("#")
            steps = list(folder)
            for step in file.split("/"):
                if step == "..":
                    steps.pop()
                elif step:
                    steps.append(step)
            target = "/".join(steps) if file else path
            if target not in site.files or (mark and anchors[target].count(anchor) != 1):
                dead.append((path, href))
    assert dead == []


def test_no_page_has_an_anchor_twice(site: Site) -> None:
    for path, page in site.pages.items():
        anchors = [
            element.attributes["id"] for element in page.walk() if "id" in element.attributes
        ]
        assert len(anchors) == len(set(anchors)), path


def test_ids_of_the_data_are_never_taken_for_anchors_of_the_program(clashing: Site) -> None:
    ledger = clashing.page("moushi/ledger/2021-01/")
    adopted = clashing.page("moushi/adopted/2021-q1/")
    quarter = clashing.page("moushi/units/group-1/2021-q1/")
    for page, anchors in (
        (ledger, {"_group-1"}),
        (adopted, {"group-1"}),
        (quarter, {"journal", "q1-journal", "q1"}),
    ):
        found = [each.attributes["id"] for each in page.walk() if "id" in each.attributes]
        assert anchors <= set(found)
        assert len(found) == len(set(found))


def test_links_are_relative_and_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for path, page in site.pages.items():
        for element in page.walk():
            for name in REFERENCES:
                assert not ABSOLUTE.match(element.attributes.get(name, "")), (path, element)


def test_only_some_pages_have_a_script_and_it_is_the_sites_own(site: Site) -> None:
    own = {"/file/index.html": "filing.js", "/search/index.html": "search.js"}
    for path, page in site.pages.items():
        scripts = [element.attributes for element in page.all("script")]
        name = own.get(path[path.find("/") :])
        if name:
            data, code = scripts
            assert data == {"type": "application/json", "id": "_data"}
            assert code == {"src": f"../../{name}", "defer": ""}
        elif YEAR_REGISTER.search(path):
            data, code = scripts
            assert data == {"src": "../items.js", "defer": ""}
            assert code == {"src": "../../../../ledger.js", "defer": ""}
        elif page.all("section", "chat"):
            assert scripts == [{"src": f"{'../' * path.count('/')}copy.js", "defer": ""}]
        else:
            assert scripts == [], path
        for element in page.walk():
            assert not any(name.startswith("on") for name in element.attributes), path


@pytest.mark.parametrize("name", ["ningxia", "ganzhou", "inside"])
def test_every_page_can_be_reached_from_the_root(request: pytest.FixtureRequest, name: str) -> None:
    found: Site = request.getfixturevalue(name)
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        path = waiting.pop()
        folder = path.split("/")[:-1]
        page = found.pages[path]
        forms = [form for form in page.all("form") if "action" in form.attributes]
        for link in (*page.links(), *forms):
            href = link.attributes.get("href", link.attributes.get("action", ""))
            file = href.partition("#")[0]
            up = file.count("../")
            target = "/".join([*folder[: len(folder) - up], *file.split("/")[up:]])
            if target in found.pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    withdrawn = {
        path for path, page in found.pages.items() if page.all("h1")[0].text == "已撤回的信息"
    }
    assert set(found.pages) - reached == {"404.html"} | withdrawn


def test_the_addresses_of_the_open_data_are_the_promised_ones(ningxia: Site) -> None:
    folder = "ningxia/bulletins/2021-q1/"
    files = ("index.html", "bulletin.pdf", "scores.csv", "awards.csv", "bulletin.json")
    assert all(folder + file in ningxia.files for file in files)


def test_the_root_is_the_only_bureaus_home(ningxia: Site) -> None:
    root, home = ningxia.pages["index.html"], ningxia.page("ningxia/")
    assert root.one("h1").text == home.one("h1").text
    assert root.one("main").text == home.one("main").text


def test_the_root_lists_several_bureaus(several: Site) -> None:
    main = several.pages["index.html"].one("main")
    assert [link.attributes["href"] for link in main.links()] == [
        "moushi/index.html",
        "moushi/bulletins/2021/index.html",
        "xinju/index.html",
    ]
    assert "还没有印发的通报" in main.text


def test_building_again_gives_the_same_bytes(root: Path, ningxia: Site) -> None:
    assert build(root / "data", only="ningxia") == ningxia.files
