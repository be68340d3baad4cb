"""The blank review forms, as the notice 赣市医保字〔2020〕33号 prints them (附件1-1, 附件1-2)."""

import io
from dataclasses import replace

import pdfplumber

from tests.documents.forms.form_office import made, table
from tongbao.documents.forms.review_form import blank_forms
from tongbao.documents.forms.table import PrintedForm
from tongbao.render.pdf.faces import Faces
from tongbao.render.pdf.forms import form_problems, render_forms
from tongbao.source.dataset import Dataset


def test_each_of_the_bureaus_forms_once_and_who_fills_it_in(ganzhou: Dataset) -> None:
    found = [(each.form.mark, each.form.note, each.groups) for each in blank_forms(ganzhou)]
    assert found == [
        ("附件1-1", "（市局）", ("市局机关科室", "市基金管理中心各组")),
        (
            "附件1-2",
            "（县（市、区）局、“两定”机构）",
            ("各县（市、区）医疗保障部门", "“两定”机构"),
        ),
    ]


def test_nothing_is_filled_in(ganzhou: Dataset) -> None:
    bureau, unit = (table(each.form) for each in blank_forms(ganzhou))
    contact = ["联系\n电话", "座机", ""]
    assert bureau == [
        ["报送科室/单位", ""],
        ["信息标题", ""],
        ["信息类别", "☐ 工作动态类 ☐ 经验成效类\n☐ 问题建议类 ☐ 民意舆情类\n☐ 其他"],
        ["是否公开", "☐ 公开 ☐ 依申请公开\n☐ 不公开"],
        ["拟稿人", "", *contact],
        ["手机", ""],
        ["机关科室负责人\n/中心副职审核", ""],
        ["市局办公室核稿", ""],
        ["分管信息工作\n局领导意见", ""],
        ["局主要领导\n意见", ""],
    ]
    assert unit == [
        ["报送单位\n（盖章）", ""],
        ["信息标题", ""],
        ["信息类别", "☐ 工作动态类 ☐ 经验成效类 ☐ 问题建议类\n☐ 民意舆情类 ☐ 其他"],
        ["是否公开", "☐ 公开 ☐ 依申请公开 ☐ 不公开"],
        ["拟稿人", "", *contact],
        ["手机", ""],
        ["政务信息员", "", *contact],
        ["手机", ""],
        ["信息工作\n负责人审核", ""],
        ["分管信息工作\n单位领导意见", ""],
        ["单位主要\n领导意见", ""],
    ]


def test_it_is_laid_out_as_the_one_filled_in(ganzhou: Dataset) -> None:
    def frame(form: PrintedForm) -> PrintedForm:
        cells = tuple(
            tuple(
                replace(cell, text=cell.text if cell.is_label else "", choices=()) for cell in row
            )
            for row in form.rows
        )
        return replace(form, rows=cells, is_internal=False)

    forms = [each.form for each in blank_forms(ganzhou)]
    filled = [made(ganzhou, unit=name) for name in ("office", "zhanggong")]
    assert list(map(frame, forms)) == list(map(frame, filled))


def test_where_a_bureau_has_no_form_there_is_none(ganzhou: Dataset) -> None:
    record = ganzhou.bureau.record.model_copy(update={"form": None})
    assert blank_forms(replace(ganzhou, bureau=replace(ganzhou.bureau, record=record))) == ()


def test_each_is_one_page(ganzhou: Dataset, faces: Faces) -> None:
    forms = [each.form for each in blank_forms(ganzhou)]
    for form, content in zip(forms, render_forms(forms, faces), strict=True):
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            (page,) = pdf.pages
            assert form.note in page.extract_text()
            # Nobody is named in it: it is for the public too.
            assert "内部资料" not in page.extract_text()


def test_what_is_too_long_for_it_is_found_beforehand(ganzhou: Dataset, faces: Faces) -> None:
    """The note may be written in every choice; the first is named."""
    registry = ganzhou.registry.record
    choices = (registry.forms[0].model_copy(update={"note": "\U00020bb7" * 3}), *registry.forms[1:])
    record = registry.model_copy(update={"forms": choices})
    dataset = replace(ganzhou, registry=replace(ganzhou.registry, record=record))
    assert form_problems(ganzhou, faces, None) == []
    (problem,) = form_problems(dataset, faces, None)
    assert problem.place == ganzhou.registry.at("forms", 0)
