"""What is said of the fields of an issued bulletin that were changed."""

from typing import Any

import pytest

from tongbao.documents.field_changes import FIELD_NAMES, field_changes
from tongbao.documents.figures import FigureChange
from tongbao.model.bulletin import Annex, Bulletin, Example
from tongbao.model.scalars import copies, recipients

LONG = "各单位报送信息二十条，被采用十条。" * 5


def changed(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each.name, each.before, each.after) for each in field_changes(old, new)]


def test_every_field_has_a_name() -> None:
    """An annex is named by its parts, so is an example."""
    assert FIELD_NAMES.keys() == {
        *((name,) for name in Bulletin.model_fields if name != "annex"),
        *(("annex", name) for name in Annex.model_fields if name != "example"),
        *(("annex", "example", name) for name in Example.model_fields),
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"date": "2026-04-08"}, {"date": "2026-04-09"}, ("成文日期", "2026-04-08", "2026-04-09")),
        ({"number": "某〔2026〕6号"}, {}, ("发文字号", "某〔2026〕6号", "（无）")),
        ({}, {"cc": "市政府办公室"}, ("抄送机关", "（无）", "市政府办公室")),
        ({}, {"sealed": False}, ("加盖印章", "是", "否")),
        (
            {"period": {"year": 2026, "first_month": 1, "last_month": 3}},
            {"period": {"year": 2026, "first_month": 4, "last_month": 4}},
            ("期间", "2026-q1", "2026-04"),
        ),
        (
            {"annex": {"title": "附表"}},
            {"annex": {"title": "附表", "tables": ["ranking", "items"]}},
            ("附件的表格", "scores", "ranking、items"),
        ),
        (
            {"annex": {"title": "附表", "example": {"unit": "donghe", "clause": "filing"}}},
            {"annex": {"title": "附表", "example": {"unit": "xishan", "clause": "filing"}}},
            ("举例的单位", "donghe", "xishan"),
        ),
        (
            {"title": "关于一季度\n情况的通报"},
            {"title": "通报"},
            ("标题", "关于一季度 情况的通报", "通报"),
        ),
        ({"later": "1"}, {"later": "2"}, ("later", "{'later': '1'}", "{'later': '2'}")),
    ],
)
def test_a_field_is_named_with_both_values(
    old: dict[str, Any], new: dict[str, Any], said: tuple[str, str, str]
) -> None:
    assert changed(old, new) == [said]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            f"{LONG}甲县领先。{LONG}",
            f"{LONG}乙县领先。{LONG}",
            ("……被采用十条。甲县领先。各单……", "……被采用十条。乙县领先。各单……"),
        ),
        (LONG, f"{LONG}甲", ("……被采用十条。", "……被采用十条。甲")),
        (f"甲{LONG}", LONG, ("甲各单位报送信……", "各单位报送信……")),
        ("", LONG, ("（无）", f"{LONG[:60]}……")),
    ],
)
def test_of_a_long_text_only_what_differs_is_shown(
    before: str, after: str, said: tuple[str, str]
) -> None:
    assert changed({"text": before}, {"text": after}) == [("正文", *said)]


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("一季度得分", "一季度得分"),
        ("{采用条数}", "采用条数"),
        ("{采用条数：省}", "采用条数（省）"),
        ("｛表扬名单: 各县（市、区） ｝", "表扬名单（各县（市、区））"),
    ],
)
def test_a_field_of_the_text_is_called_as_people_read_it(what: str, name: str) -> None:
    assert FigureChange("正文", what, "1", "2").name == name


@pytest.mark.parametrize(
    ("read", "written"), [(recipients, "各县："), (recipients, "各县:"), (copies, "市政府。")]
)
def test_a_sign_that_is_printed_by_itself_is_not_written(read: Any, written: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="FIELD_VALUE") as refused:
        read(written)
    context = refused.value.context  # type: ignore[attr-defined]
    assert context["advice"] == f"删去末尾的“{written[-1]}”，印的时候自动加上"
    assert read(written[:-1]) == written[:-1]
