"""What the tables of tasks say, against the notice 赣市医保字〔2020〕33号 and its annexes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.documents.forms.form_office import read, table
from tongbao.documents.forms.task_tables import task_tables
from tongbao.model.unit import Task
from tongbao.source.dataset import Dataset

JULY = date(2020, 7, 15)


def test_offices_and_counties(ganzhou: Dataset) -> None:
    """附件3-1: the counties in one row."""
    form, _ = task_tables(ganzhou, JULY)
    assert (form.mark, form.title) == (
        "附件3-1",
        "赣州市医疗保障系统宣传信息工作考核任务表",
    )
    assert table(form) == [
        ["单位", "科室", "年度任务", "月任务"],
        ["市医疗保障局机关", "办公室", "36", "3"],
        ["待遇保障科", "36", "3"],
        ["医药价格和招标采购科", "36", "3"],
        ["基金监管科", "36", "3"],
        ["机关党委", "24", "2"],
        ["市医疗保障基金管理中心", "信息网络安全组", "24", "2"],
        ["统计分析组", "24", "2"],
        ["两定管理稽核组", "24", "2"],
        ["基金财务结算组", "24", "2"],
        ["窗口服务组", "24", "2"],
        ["各县（市、区）、赣州市经开区、蓉江新区医疗保障部门", "/", "60", "5"],
    ]
    assert [row[0].rowspan for row in form.rows if len(row) == 4] == [5, 5, 1]


def test_hospitals_and_pharmacies(ganzhou: Dataset) -> None:
    """附件3-2: two a row; 安远县人民医院 twice, the pharmacies from a new row."""
    _, form = task_tables(ganzhou, JULY)
    printed = """
        赣州市人民医院 瑞金市人民医院
        赣南医学院第一附属医院 南康区第一人民医院
        赣州市市立医院 全南县人民医院
        赣州市中医院 崇义县人民医院
        赣州市妇幼保健院 于都县人民医院
        赣州市肿瘤医院 兴国县人民医院
        赣州市第五人民医院 大余县人民医院
        赣州市第三人民医院 定南县人民医院
        龙南县人民医院 寻乌县人民医院
        赣县区人民医院 宁都县人民医院
        安远县人民医院 会昌县人民医院
        上犹县人民医院 安远县人民医院
        石城县人民医院
        黄庆仁栈华氏大药房有限公司 汇仁堂药品连锁有限公司
        洪兴大药房连锁有限公司 康佰家大药房有限公司
        昌盛大药房连锁有限公司 太极大药房连锁有限公司
        大参林连锁药店有限公司 友邦大药房零售连锁有限公司
    """
    rows = [line.split() for line in printed.strip().split("\n")]
    assert (form.mark, form.title) == (
        "附件3-2",
        "赣州市部分“两定”机构宣传信息工作考核任务表",
    )
    assert table(form) == [
        ["单位", "年任务", "月任务"] * 2,
        *(
            [cell for name in row for cell in (name, "12", "1")] + [""] * (6 - 3 * len(row))
            for row in rows
        ),
    ]


def test_before_the_tasks_hold_there_are_none(ganzhou: Dataset) -> None:
    form, _ = task_tables(ganzhou, date(2020, 6, 30))
    assert table(form)[1] == ["市医疗保障局机关", "办公室", "/", "/"]


@pytest.mark.parametrize(
    ("tasks", "part", "expected"),
    [
        ([{"units": ["office"], "period": "month", "count": 4}], "月任务", ["48", "4"]),
        ([{"units": ["office"], "period": "quarter", "count": 5}], "季任务", ["20", "5"]),
        ([{"units": ["office"], "period": "year", "points": "1.5"}], "月任务", ["1.5分", "/"]),
        (
            [
                {"group": "市局机关科室", "period": "month", "count": 3},
                {
                    "units": ["office"],
                    "period": "year",
                    "count": 2,
                    "categories": ["经验成效类", "其他"],
                },
            ],
            "月任务",
            ["2（经验成效类、其他）、36", "3"],
        ),
    ],
)
def test_each_kind_of_task(
    ganzhou: Dataset, tasks: list[dict[str, Any]], part: str, expected: list[str]
) -> None:
    registry = ganzhou.registry.record
    parsed = tuple(Task.model_validate(read({**task, "from": "2020-01-01"})) for task in tasks)
    record = registry.model_copy(update={"tasks": parsed})
    form, _ = task_tables(replace(ganzhou, registry=replace(ganzhou.registry, record=record)), JULY)
    assert table(form)[0] == ["单位", "科室", "年度任务", part]
    assert table(form)[1] == ["市医疗保障局机关", "办公室", *expected]


def test_units_that_owe_unlike_are_not_merged(ganzhou: Dataset) -> None:
    registry = ganzhou.registry.record
    own = registry.tasks[0].model_copy(update={"group": None, "units": ("ruijin",), "count": 7})
    record = registry.model_copy(update={"tasks": (*registry.tasks, own)})
    form, _ = task_tables(replace(ganzhou, registry=replace(ganzhou.registry, record=record)), JULY)
    rows = table(form)
    assert len(rows) == 1 + 5 + 5 + 20
    assert ["瑞金市医疗保障局", "84", "7"] in rows
