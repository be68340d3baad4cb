"""What the filing form writes passes the check, and comes back as it was."""

import random
import re
import shutil
from pathlib import Path

from playwright.sync_api import Page

from tests.site.filing.conftest import TODAY
from tests.site.filing.form import NASTY_TITLES, SUFFIX, downloaded, fill, path_of
from tongbao.diagnostic import Rule
from tongbao.documents.pages.filing_data import ASKED, NOT_ASKED
from tongbao.model.submission import Submission
from tongbao.pipeline import examine
from tongbao.source import strict_yaml
from tongbao.source.nodes import plain
from tongbao.source.writing import field_lines


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


def test_every_field_of_a_submission_is_asked_for_or_left_out_with_a_reason() -> None:
    assert set(ASKED) | set(NOT_ASKED) == set(Submission.model_fields)
    assert set(ASKED).isdisjoint(NOT_ASKED)
