"""What the filing form refuses it explains, in the words of the check."""

import random

import pytest
from playwright.sync_api import Page, expect

from tests.site.filing.form import fill, problem
from tongbao.model.submission import Submission
from tongbao.source.text import decode
from tongbao.source.writing import field_lines

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
