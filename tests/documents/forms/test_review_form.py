"""What the review form of an item says, against the notice 赣市医保字〔2020〕33号 and its annexes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.documents.forms.form_office import FIELDS, NAME, made, table, with_submission
from tongbao.documents.forms.review_form import NoFormError, review_form
from tongbao.model.correspondent import CorrespondentRegistry
from tongbao.source.dataset import Dataset

SIGNED = {"name": "示例丙", "date": "2020-07-03"}


def test_the_form_of_the_bureaus_offices(ganzhou: Dataset) -> None:
    """附件1-1, filled in; the box nobody signed is empty."""
    form = made(
        ganzhou,
        authors=[{"name": "示例甲", "landline": "0797-1", "mobile": "138"}],
        review={
            "first": {"name": "示例乙", "date": "2020-07-02"},
            "second": SIGNED,
            "office": {**SIGNED, "opinion": "已核，同意报送"},
            "third": {"name": "示例丁", "date": "2020-07-13"},
        },
    )
    assert (form.mark, form.title, form.note) == (
        "附件1-1",
        "赣州市医疗保障系统信息报送审核表",
        "（市局）",
    )
    assert table(form) == [
        ["报送科室/单位", "办公室"],
        ["信息标题", "市医保局召开部署会"],
        ["信息类别", "☑ 工作动态类 ☐ 经验成效类\n☐ 问题建议类 ☐ 民意舆情类\n☐ 其他"],
        ["是否公开", "☑ 公开 ☐ 依申请公开\n☐ 不公开"],
        ["拟稿人", "示例甲", "联系\n电话", "座机", "0797-1"],
        ["手机", "138"],
        ["机关科室负责人\n/中心副职审核", "同意 示例丙　2020年7月3日"],
        ["市局办公室核稿", "已核，同意报送 示例丙　2020年7月3日"],
        ["分管信息工作\n局领导意见", "同意 示例丁　2020年7月13日"],
        ["局主要领导\n意见", ""],
    ]


def test_the_form_of_counties_and_institutions(ganzhou: Dataset) -> None:
    """附件1-2 has the unit's correspondent, and no box of the bureau's office."""
    people = [
        {"unit": "zhanggong", "name": name, "mobile": name, "from": since, "to": until}
        for name, since, until in (
            ("早先的", "2020-01-01", "2020-07-02"),
            ("现任的", "2020-07-03", "2020-12-31"),
            ("以后的", "2020-07-04", None),
        )
    ]
    registry = CorrespondentRegistry.model_validate({"title": "表", "correspondents": people})
    assert ganzhou.correspondents is not None
    dataset = replace(ganzhou, correspondents=replace(ganzhou.correspondents, record=registry))
    form = made(dataset, unit="zhanggong", review={"head": SIGNED})
    assert (form.mark, form.note) == ("附件1-2", "（县（市、区）局、“两定”机构）")
    assert table(form) == [
        ["报送单位\n（盖章）", "章贡区医疗保障局"],
        ["信息标题", "市医保局召开部署会"],
        ["信息类别", "☑ 工作动态类 ☐ 经验成效类 ☐ 问题建议类\n☐ 民意舆情类 ☐ 其他"],
        ["是否公开", "☑ 公开 ☐ 依申请公开 ☐ 不公开"],
        ["拟稿人", "", "联系\n电话", "座机", ""],
        ["手机", ""],
        ["政务信息员", "现任的", "联系\n电话", "座机", ""],
        ["手机", "现任的"],
        ["信息工作\n负责人审核", ""],
        ["分管信息工作\n单位领导意见", ""],
        ["单位主要\n领导意见", "同意 示例丙　2020年7月3日"],
    ]


@pytest.mark.parametrize(
    "category", ["工作动态类", "经验成效类", "问题建议类", "民意舆情类", "其他"]
)
@pytest.mark.parametrize("openness", ["公开", "依申请公开", "不公开"])
def test_one_box_of_each_question_is_ticked(ganzhou: Dataset, category: str, openness: str) -> None:
    form = made(ganzhou, category=category, openness=openness)
    ticked = [
        choice.name
        for row in form.rows
        for cell in row
        for line in cell.choices
        for choice in line
        if choice.box == "☑"
    ]
    assert ticked == [category, openness]


def test_several_authors_stand_on_lines_of_their_own(ganzhou: Dataset) -> None:
    form = made(
        ganzhou,
        authors=[
            {"name": "示例甲", "landline": "0797-1", "mobile": "138"},
            {"name": "示例乙", "landline": "0797-1", "mobile": "139"},
        ],
    )
    assert table(form)[4:6] == [
        ["拟稿人", "示例甲\n示例乙", "联系\n电话", "座机", "0797-1"],
        ["手机", "138\n139"],
    ]


@pytest.mark.parametrize(
    ("joint", "expected"),
    [
        pytest.param(
            {"units": [{"unit": "ruijin"}, {"unit": "zhanggong"}]},
            "办公室、\n瑞金市医疗保障局、\n章贡区医疗保障局",
            id="filed jointly",
        ),
        pytest.param(
            {"parts": ["ruijin/2020/1", "office/2020/2", "ruijin/2020/3"]},
            "办公室、\n瑞金市医疗保障局",
            id="compiled by the office",
        ),
        pytest.param(
            {"units": [{"unit": name} for name in ("daiyu", "ruijin", "yudu", "anyuan")]},
            "办公室、待遇保障科、瑞金市医疗保障局、于都县医疗保障局、安远县医疗保障局",
            id="more than four in running lines",
        ),
    ],
)
def test_every_unit_behind_an_item_is_named(
    ganzhou: Dataset, joint: Mapping[str, Any], expected: str
) -> None:
    for name in ("ruijin/2020/1", "office/2020/2", "ruijin/2020/3"):
        ganzhou = with_submission(ganzhou, {"unit": name.partition("/")[0]}, name)
    assert table(made(ganzhou, joint=joint))[0] == ["报送科室/单位", expected]


@pytest.mark.parametrize(
    ("file", "fields", "message"),
    [
        pytest.param(
            "bureau",
            {"form": None},
            "data/ganzhou/bureau.yaml 没有写 form，赣州市医保局没有审核表，请写上 form（审核表的标题）",
            id="no form",
        ),
        pytest.param(
            "registry",
            {"forms": ()},
            "data/ganzhou/units.yaml 的 forms 没有写“市局机关科室”用哪种审核表，请补上这个分组",
            id="no layout for the group",
        ),
    ],
)
def test_a_bureau_without_forms_is_told_what_to_add(
    ganzhou: Dataset, file: str, fields: Mapping[str, Any], message: str
) -> None:
    entry = getattr(ganzhou, file)
    changed = replace(entry, record=entry.record.model_copy(update=fields))
    dataset = replace(with_submission(ganzhou, FIELDS), **{file: changed})
    with pytest.raises(NoFormError) as refused:
        review_form(dataset, NAME)
    assert str(refused.value) == message
