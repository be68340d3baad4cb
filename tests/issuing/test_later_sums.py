"""Sums since January in later bulletins: an erratum of the earlier bulletin stands for them.

In tests/unit/cycle.py 北县 has 2 points of January and 16 of February; here it files one item more in
January: 3, and 19 since January. Without that item: 2 and 18, and nothing else of February changes.
"""

from pathlib import Path

import pytest

from tests.review.git_office import Files
from tests.review.states import TODAY, bulletin, laid_out, with_issued
from tests.site.conftest import build
from tests.site.reading import Site, cells
from tests.unit.cycle import CYCLE
from tests.unit.office import OFFICE, filed
from tongbao.diagnostic import Rule
from tongbao.documents.audience import Audience
from tongbao.documents.later_errata import later_errata
from tongbao.documents.pages.bulletins import bulletin_page
from tongbao.documents.pages.source import PageSource
from tongbao.pipeline import examine

JANUARY = "submissions/beixian/2021/0112-1.yaml"
ERRATUM_FILE = "bulletins/2021-01-erratum/bulletin.md"
ERRATUM = """---
title: 更正通报
corrects: 2021-01
period: 2021-01
cutoff: 2021-01-31
date: 2021-03-06
recipients: 各县
openness: 公开
annex: {title: 对照表, tables: [changes, causes]}
---

现更正如下。
"""


def monthly(month: int) -> str:
    text = bulletin("[ranking]", f"number: 某医保办发〔2021〕{month}号")
    return text.replace("2021-02-28", f"2021-0{month}-{31 if month == 1 else 28}").replace(
        "period: 2021-02", f"period: 2021-0{month}"
    )


@pytest.fixture
def issued(tmp_path: Path) -> Files:
    """The office with the bulletins on January and February, both issued."""
    files = {
        **OFFICE,
        **CYCLE,
        "bulletins/2021-01/bulletin.md": monthly(1),
        "bulletins/2021-02/bulletin.md": monthly(2),
        JANUARY: filed("2021-01-12"),
    }
    return with_issued(tmp_path / "issued", files)


def refused(folder: Path, files: Files) -> list[str]:
    """Return the bulletins whose results would not be the same, with what was found."""
    found = examine(laid_out(folder, files), TODAY).diagnostics
    assert {each.rule for each in found if each.is_error} <= {Rule.ISSUED_RESULT}
    return [each.found for each in found if each.is_error]


def test_a_change_in_january_is_refused_for_both(issued: Files, tmp_path: Path) -> None:
    said = refused(tmp_path / "after", {**issued, JANUARY: None})
    assert any("1月得分 3 → 2" in each for each in said)
    assert any(each.startswith("北县医疗保障局：累计得分 19 → 18；") for each in said)


def test_an_erratum_of_january_is_enough(issued: Files, tmp_path: Path) -> None:
    files = {**issued, JANUARY: None, ERRATUM_FILE: ERRATUM}
    assert refused(tmp_path / "after", files) == []


def test_it_is_not_for_what_february_says_itself(issued: Files, tmp_path: Path) -> None:
    files = {
        **issued,
        JANUARY: None,
        "submissions/beixian/2021/0212-1.yaml": filed("2021-02-12"),
        ERRATUM_FILE: ERRATUM,
    }
    said = refused(tmp_path / "after", files)
    assert any("2月得分 16 → 17" in each for each in said)


def test_nothing_is_wrong_before(issued: Files, tmp_path: Path) -> None:
    assert refused(tmp_path / "after", issued) == []


def numbered(text: str, serial: int = 3, day: str = "2021-03-06") -> str:
    """Give the erratum its number and its day."""
    number = f"number: 某医保办发〔2021〕{serial}号\nperiod:"
    return text.replace("period:", number).replace("2021-03-06", day)


def corrected_later(folder: Path, *, openness: str = "公开", **january: str | None) -> Files:
    """Issue January, February, then January's erratum, all on one day; `item` is what is left."""
    files = {
        **OFFICE,
        **CYCLE,
        "bulletins/2021-01/bulletin.md": monthly(1).replace("公开", openness),
        "bulletins/2021-02/bulletin.md": monthly(2),
        JANUARY: filed("2021-01-12"),
    }
    before = {**with_issued(folder / "first", files), JANUARY: january.get("item")}
    erratum = numbered(ERRATUM, day="2021-03-05").replace("openness: 公开", f"openness: {openness}")
    return with_issued(folder / "then", {**before, ERRATUM_FILE: erratum})


def later(folder: Path, files: Files, name: str) -> list[str]:
    """Return the errata that a bulletin's sums don't know of."""
    (scored,) = examine(laid_out(folder, files), TODAY).bureaus
    return [each.id for each in later_errata(scored.dataset, scored.dataset.bulletins[name])]


def test_the_later_page_says_that_its_sums_were_corrected(tmp_path: Path) -> None:
    """The table still says 19, what was printed, and the way to the erratum stands above it."""
    site = Site.of(build(laid_out(tmp_path, corrected_later(tmp_path))))
    page = site.page("moushi/bulletins/2021-02/")
    note = page.one("p", "correction")
    assert note.text == (
        "累计得分　本通报印发以后，同年较早的通报由某医保办发〔2021〕3号更正；"
        "这里的累计得分仍是印发时的数，没有照它改。"
    )
    (link,) = note.links()
    erratum = site.follow("moushi/bulletins/2021-02/index.html", link.attributes["href"])
    assert erratum.one("p", "correction").text == "本通报更正某医保办发〔2021〕1号。"
    heads = [head for head in map(cells, page.all("tr")) if "累计得分" in head]
    (row,) = [row for row in map(cells, page.all("tr")) if "北县医疗保障局" in row]
    assert row[heads[0].index("累计得分")] == "19"
    behind = site.page("moushi/bulletins/2021-02/units/beixian/")
    assert behind.one("p", "correction").text == note.text
    assert site.page("moushi/bulletins/2021-01/").one("p", "correction").text.startswith("已更正")


def test_an_erratum_that_is_not_public_is_not_named(tmp_path: Path) -> None:
    files = corrected_later(tmp_path, openness="依申请公开")
    assert later(tmp_path / "after", files, "2021-02") == ["2021-01-erratum"]
    (scored,) = examine(laid_out(tmp_path / "again", files), TODAY).bureaus
    entry = scored.dataset.bulletins["2021-02"]

    def named(audience: Audience) -> list[str]:
        page = bulletin_page(PageSource(scored, TODAY, audience), entry)
        return [link.text for link in page.sums_corrected_by]

    assert named(Audience.PUBLIC) == []
    assert named(Audience.INTERNAL) == ["某医保办发〔2021〕3号"]


def test_an_erratum_of_the_text_changes_no_sum(tmp_path: Path) -> None:
    files = corrected_later(tmp_path, item=filed("2021-01-12"))
    assert later(tmp_path / "after", files, "2021-02") == []


def test_what_is_issued_after_the_erratum_has_the_corrected_sums(tmp_path: Path) -> None:
    """All are of one day, the numbers say which came first: 3, corrected to 2, and to 3 again."""
    item, day = filed("2021-01-12"), "2021-03-05"
    january = {"bulletins/2021-01/bulletin.md": monthly(1), JANUARY: item}
    files = with_issued(tmp_path / "1", {**OFFICE, **CYCLE, **january})
    first = {ERRATUM_FILE: numbered(ERRATUM, 2, day), JANUARY: None}
    files = with_issued(tmp_path / "2", {**files, **first})
    second = {"bulletins/2021-01-second/bulletin.md": numbered(ERRATUM, 3, day), JANUARY: item}
    files = with_issued(tmp_path / "3", {**files, **second})
    february = {"bulletins/2021-02/bulletin.md": monthly(2).replace("2号", "4号")}
    files = with_issued(tmp_path / "4", {**files, **february})
    assert later(tmp_path / "after", files, "2021-02") == []
    assert refused(tmp_path / "checked", files) == []


def test_neither_the_corrected_bulletin_nor_a_draft_knows_of_later_errata(tmp_path: Path) -> None:
    march = monthly(3).replace("number: 某医保办发〔2021〕3号\n", "").replace("03-28", "03-31")
    files = {**corrected_later(tmp_path), "bulletins/2021-03/bulletin.md": march}
    assert later(tmp_path / "after", files, "2021-01") == []
    assert later(tmp_path / "again", files, "2021-03") == []
