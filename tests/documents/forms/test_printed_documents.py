"""Which forms a bureau prints, and what its list of correspondents says, as the notice 赣市医保字〔2020〕33号 has it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.documents.forms.form_office import table
from tongbao.documents.forms.correspondents import correspondent_table
from tongbao.documents.forms.printed import printed_documents
from tongbao.source.dataset import Dataset

JULY = date(2020, 7, 15)

PUBLIC = ("rules/2020/sheet/", "tasks/annex-3-1/", "tasks/annex-3-2/")


def test_who_serves_on_the_day(example: Dataset) -> None:
    """In the units' order; the unit without anybody has an empty row."""
    assert example.correspondents is not None
    registry = example.correspondents.record
    form = correspondent_table(example, registry, date(2026, 1, 1))
    assert (form.mark, form.filler, form.day) == (
        "附件3",
        "科室（单位）：示例市医疗保障局",
        "2026年1月1日",
    )
    assert form.remark == "备注：人员有调整的，及时报局办公室备案。"
    contact = "联系方式\n（手机及固话）"
    assert table(form) == [
        ["序\n号", "科室（单位）", "姓 名", "职 务", contact, "微信号", "电子邮箱"],
        ["1", "办公室", *[""] * 5],
        [
            "2",
            "东河县医疗保障局",
            "示例甲",
            "办公室科员",
            "13800000001\n010-00000001",
            "shili_001",
            "jia@example.com",
        ],
        ["3", "西山县医疗保障局", "示例乙", "", "13800000002", "", ""],
    ]
    before = correspondent_table(example, registry, date(2025, 12, 31))
    assert [row[2] for row in table(before)[1:]] == ["", "", ""]


def test_the_registry_is_for_the_bureau_alone(ganzhou: Dataset) -> None:
    found = {
        is_internal: [
            each.target for each in printed_documents(ganzhou, JULY, is_internal=is_internal)
        ]
        for is_internal in (False, True)
    }
    assert found == {False: [*PUBLIC], True: [*PUBLIC, "correspondents/"]}


def test_each_names_where_its_title_stands(ganzhou: Dataset, root: Path) -> None:
    for document in printed_documents(ganzhou, JULY, is_internal=True):
        line = (
            (root / document.place.path)
            .read_text(encoding="utf-8")
            .split("\n")[document.place.line - 1]
        )
        assert line[document.place.column - 1 :] == document.title


def test_a_bureau_without_forms_prints_none(ganzhou: Dataset) -> None:
    books = {
        name: replace(book, record=book.record.model_copy(update={"sheet": None}))
        for name, book in ganzhou.rulebooks.items()
    }
    record = ganzhou.registry.record.model_copy(update={"task_tables": ()})
    dataset = replace(
        ganzhou,
        rulebooks=books,
        registry=replace(ganzhou.registry, record=record),
        correspondents=None,
    )
    assert printed_documents(dataset, JULY, is_internal=True) == ()
