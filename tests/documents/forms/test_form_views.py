"""What the printed forms say, against the notice 赣市医保字〔2020〕33号 and its annexes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.documents.forms.form_office import FIELDS, NAME, made, read, table, with_submission
from tongbao.documents.forms.correspondents import correspondent_table
from tongbao.documents.forms.printed import printed_documents
from tongbao.documents.forms.review_form import NoFormError, review_form
from tongbao.documents.forms.scoring_sheet import scoring_sheet
from tongbao.documents.forms.task_tables import task_tables
from tongbao.model.correspondent import CorrespondentRegistry
from tongbao.model.rulebook import Rulebook
from tongbao.model.unit import Task
from tongbao.source.dataset import Dataset

JULY = date(2020, 7, 15)
SIGNED = {"name": "示例丙", "date": "2020-07-03"}


class TestReviewForm:
    def test_the_form_of_the_bureaus_offices(self, ganzhou: Dataset) -> None:
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

    def test_the_form_of_counties_and_institutions(self, ganzhou: Dataset) -> None:
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
    def test_one_box_of_each_question_is_ticked(
        self, ganzhou: Dataset, category: str, openness: str
    ) -> None:
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

    def test_several_authors_stand_on_lines_of_their_own(self, ganzhou: Dataset) -> None:
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
        self, ganzhou: Dataset, joint: Mapping[str, Any], expected: str
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
        self, ganzhou: Dataset, file: str, fields: Mapping[str, Any], message: str
    ) -> None:
        entry = getattr(ganzhou, file)
        changed = replace(entry, record=entry.record.model_copy(update=fields))
        dataset = replace(with_submission(ganzhou, FIELDS), **{file: changed})
        with pytest.raises(NoFormError) as refused:
            review_form(dataset, NAME)
        assert str(refused.value) == message


class TestScoringSheet:
    LEVELS = (
        ("级别", 1),
        ("国家级", 2),
        ("省级", 2),
        ("省局", 1),
        ("市级", 2),
        ("市局", 1),
        ("报送", 2),
        ("约稿", 2),
        ("扣分", 2),
    )
    NAMES = (
        *("信息状态", "采用", "领导批示", "采用", "领导批示", "采用", "采用", "领导批示", "采用"),
        *(
            "常规报送",
            "超额报送",
            "及时报送",
            "未及时报",
            "重大会议及重点工作未及时报送的",
            "重大失误",
        ),
    )
    PRINTED = "分值/篇 200 100 100 50 50 20 {} 10 1 5 10 -10 -50 -100"

    def test_the_head_is_as_printed(self, ganzhou: Dataset) -> None:
        form = scoring_sheet(ganzhou, ganzhou.rulebooks["2020"])
        assert (form.mark, form.title) == (
            "附件2",
            "2020年赣州市医疗保障系统信息宣传工作考核评分表",
        )
        levels, names = form.head
        assert tuple((cell.text, cell.colspan) for cell in levels) == self.LEVELS
        assert tuple(cell.text for cell in names) == self.NAMES
        assert form.is_landscape

    def test_the_values_follow_from_the_clauses(self, ganzhou: Dataset) -> None:
        """The text of the notice gives 20 for a city leader's instruction, its annex 10."""
        book = ganzhou.rulebooks["2020"]
        (annex,) = (each for each in book.record.readings if each.id == "annex-2")
        readings = {"20": book.record, "10": book.record.read_as(annex)}
        for instruction, rulebook in readings.items():
            (row,) = scoring_sheet(ganzhou, replace(book, record=rulebook)).rows
            assert " ".join(cell.text for cell in row) == self.PRINTED.format(instruction)

    @pytest.mark.parametrize(
        ("clause", "value"),
        [
            ({"award": "per-event", "points": "0.5"}, "0.5"),
            (
                {
                    "award": "per-event",
                    "cases": [
                        {"where": {"category": ["其他"]}, "points": 2},
                        {"where": {"commissioned": True}, "points": "0.5"},
                        {"where": {"commissioned": False}, "points": 2},
                    ],
                },
                "2/0.5",
            ),
            ({"award": "per-event", "steps": {"period": "year", "points": [-2, -4]}}, "-2/-4"),
            (
                {"award": "per-event", "event": "entry", "range": {"least": -10, "most": -1}},
                "-10～-1",
            ),
            ({"award": "per-event", "veto": "month"}, "/"),
            (
                {
                    "award": "per-period",
                    "period": "month",
                    "quota": {"count": 2, "points": 1},
                    "beyond": "0.2",
                    "short": {"each": -1},
                },
                "1/0.2/-1",
            ),
            (
                {
                    "award": "ratio",
                    "event": None,
                    "period": "year",
                    "below": "0.3",
                    "points": -5,
                },
                "-5",
            ),
            ({"award": "base", "event": None, "period": "year", "points": 60}, "60"),
            ({"award": "total", "event": None, "period": "year", "least": 0}, "/"),
        ],
    )
    def test_each_kind_of_clause(
        self, ganzhou: Dataset, clause: Mapping[str, Any], value: str
    ) -> None:
        whole = {
            "id": "one",
            "citation": "第一条",
            "text": "得分。",
            "column": "left",
            "event": "submission",
            **clause,
        }
        book = {
            "title": "办法",
            "sheet": "评分表",
            "in_force": {"from": "2020-01-01"},
            "columns": [{"id": "left", "name": "左栏"}, {"id": "right", "name": "右栏"}],
            "clauses": [{name: part for name, part in whole.items() if part is not None}],
        }
        record = Rulebook.model_validate(read(book))
        form = scoring_sheet(ganzhou, replace(ganzhou.rulebooks["2020"], record=record))
        assert table(form) == [["级别", "左栏", "右栏"], ["信息状态"], ["分值/篇", value, "/"]]
        assert [cell.rowspan for cell in form.head[0]] == [1, 2, 2]


class TestTaskTables:
    def test_offices_and_counties(self, ganzhou: Dataset) -> None:
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

    def test_hospitals_and_pharmacies(self, ganzhou: Dataset) -> None:
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

    def test_before_the_tasks_hold_there_are_none(self, ganzhou: Dataset) -> None:
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
        self, ganzhou: Dataset, tasks: list[dict[str, Any]], part: str, expected: list[str]
    ) -> None:
        registry = ganzhou.registry.record
        parsed = tuple(Task.model_validate(read({**task, "from": "2020-01-01"})) for task in tasks)
        record = registry.model_copy(update={"tasks": parsed})
        form, _ = task_tables(
            replace(ganzhou, registry=replace(ganzhou.registry, record=record)), JULY
        )
        assert table(form)[0] == ["单位", "科室", "年度任务", part]
        assert table(form)[1] == ["市医疗保障局机关", "办公室", *expected]

    def test_units_that_owe_unlike_are_not_merged(self, ganzhou: Dataset) -> None:
        registry = ganzhou.registry.record
        own = registry.tasks[0].model_copy(update={"group": None, "units": ("ruijin",), "count": 7})
        record = registry.model_copy(update={"tasks": (*registry.tasks, own)})
        form, _ = task_tables(
            replace(ganzhou, registry=replace(ganzhou.registry, record=record)), JULY
        )
        rows = table(form)
        assert len(rows) == 1 + 5 + 5 + 20
        assert ["瑞金市医疗保障局", "84", "7"] in rows


class TestCorrespondents:
    def test_who_serves_on_the_day(self, example: Dataset) -> None:
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


class TestPrintedDocuments:
    PUBLIC = ("rules/2020/sheet/", "tasks/annex-3-1/", "tasks/annex-3-2/")

    def test_the_registry_is_for_the_bureau_alone(self, ganzhou: Dataset) -> None:
        found = {
            is_internal: [
                each.target for each in printed_documents(ganzhou, JULY, is_internal=is_internal)
            ]
            for is_internal in (False, True)
        }
        assert found == {False: [*self.PUBLIC], True: [*self.PUBLIC, "correspondents/"]}

    def test_each_names_where_its_title_stands(self, ganzhou: Dataset, root: Path) -> None:
        for document in printed_documents(ganzhou, JULY, is_internal=True):
            line = (
                (root / document.place.path)
                .read_text(encoding="utf-8")
                .split("\n")[document.place.line - 1]
            )
            assert line[document.place.column - 1 :] == document.title

    def test_a_bureau_without_forms_prints_none(self, ganzhou: Dataset) -> None:
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
