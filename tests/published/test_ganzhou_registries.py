"""Tasks, columns, values and outlets as the notice 赣市医保字〔2020〕33号 and its annexes print them."""

from tongbao.model.clause import EventClause
from tongbao.model.period import Period
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import UnitId
from tongbao.scoring.tasks import progress
from tongbao.source.dataset import Dataset

JULY, HALF_YEAR = Period(2020, 7, 7), Period(2020, 1, 12)

OFFICES, CENTRE = "市局机关科室", "市基金管理中心各组"
COUNTIES, PROVIDERS = "各县（市、区）医疗保障部门", "“两定”机构"

# 附件3-1: unit, year's task, month's task.
ANNEX_3_1 = [
    (OFFICES, "办公室", 36, 3),
    (OFFICES, "待遇保障科", 36, 3),
    (OFFICES, "医药价格和招标采购科", 36, 3),
    (OFFICES, "基金监管科", 36, 3),
    (OFFICES, "机关党委", 24, 2),
    (CENTRE, "信息网络安全组", 24, 2),
    (CENTRE, "统计分析组", 24, 2),
    (CENTRE, "两定管理稽核组", 24, 2),
    (CENTRE, "基金财务结算组", 24, 2),
    (CENTRE, "窗口服务组", 24, 2),
]
# The merged row 各县（市、区）、赣州市经开区、蓉江新区: 60 and 5, which is each one's.
COUNTY_NAMES = [
    *("章贡", "南康", "赣县", "信丰", "大余", "上犹", "崇义", "安远", "龙南", "定南", "全南"),
    *("宁都", "于都", "兴国", "会昌", "寻乌", "石城", "瑞金", "赣州经开", "蓉江新"),
]
# 附件3-2, row by row; each 12 a year and 1 a month.
ANNEX_3_2 = [
    ("赣州市人民医院", "瑞金市人民医院"),
    ("赣南医学院第一附属医院", "南康区第一人民医院"),
    ("赣州市市立医院", "全南县人民医院"),
    ("赣州市中医院", "崇义县人民医院"),
    ("赣州市妇幼保健院", "于都县人民医院"),
    ("赣州市肿瘤医院", "兴国县人民医院"),
    ("赣州市第五人民医院", "大余县人民医院"),
    ("赣州市第三人民医院", "定南县人民医院"),
    ("龙南县人民医院", "寻乌县人民医院"),
    ("赣县区人民医院", "宁都县人民医院"),
    ("安远县人民医院", "会昌县人民医院"),
    ("上犹县人民医院", "安远县人民医院"),
    ("石城县人民医院",),
    ("黄庆仁栈华氏大药房有限公司", "汇仁堂药品连锁有限公司"),
    ("洪兴大药房连锁有限公司", "康佰家大药房有限公司"),
    ("昌盛大药房连锁有限公司", "太极大药房连锁有限公司"),
    ("大参林连锁药店有限公司", "友邦大药房零售连锁有限公司"),
]
# 附件2: heading, column, value; 市级领导批示 is 20 in the text and 10 here.
ANNEX_2 = [
    ("国家级", "采用", 200),
    ("国家级", "领导批示", 100),
    ("省级", "采用", 100),
    ("省级", "领导批示", 50),
    ("省局", "采用", 50),
    ("市级", "采用", 20),
    ("市级", "领导批示", 10),
    ("市局", "采用", 10),
    ("报送", "常规报送", 1),
    ("报送", "超额报送", 5),
    ("约稿", "及时报送", 10),
    ("约稿", "未及时报", -10),
    ("扣分", "重大会议及重点工作未及时报送的", -50),
    ("扣分", "重大失误", -100),
]


def test_the_units_of_annex_3_1(ganzhou: Dataset) -> None:
    units = [unit for unit in ganzhou.registry.record.units if unit.group in {OFFICES, CENTRE}]
    assert [(unit.group, unit.name) for unit in units] == [row[:2] for row in ANNEX_3_1]
    for unit, (*_, a_year, a_month) in zip(units, ANNEX_3_1, strict=True):
        assert owed(ganzhou, unit.id) == (a_month, a_month * 6)
        assert a_year == a_month * 12


def owed(dataset: Dataset, unit: UnitId) -> tuple[int, int]:
    """Return the task of July and of 2020, in which the notice holds from July."""
    month, year = progress(dataset, unit, JULY), progress(dataset, unit, HALF_YEAR)
    assert month is not None
    assert year is not None
    return month.due, year.due


def test_the_merged_row_is_each_countys_task(ganzhou: Dataset) -> None:
    counties = [unit for unit in ganzhou.units.values() if unit.group == COUNTIES]
    assert len(counties) == 20
    assert [unit.short[:-1] for unit in counties] == COUNTY_NAMES
    assert all(owed(ganzhou, unit.id) == (5, 30) for unit in counties)


def test_the_units_of_annex_3_2_in_the_order_printed(ganzhou: Dataset) -> None:
    units = [unit for unit in ganzhou.registry.record.units if unit.group == PROVIDERS]
    assert [unit.name for unit in units] == [name for row in ANNEX_3_2 for name in row]
    assert [unit.name for unit in units if unit.pending] == ["安远县人民医院"]
    scored = [unit for unit in units if not unit.pending]
    assert len(scored) == 32
    assert all(owed(ganzhou, unit.id) == (1, 6) for unit in scored)


def test_the_task_tables_are_those_of_annex_3(ganzhou: Dataset) -> None:
    assert [
        (table.mark, table.title, [group.heading for group in table.groups])
        for table in ganzhou.registry.record.task_tables
    ] == [
        (
            "附件3-1",
            "赣州市医疗保障系统宣传信息工作考核任务表",
            [
                "市医疗保障局机关",
                "市医疗保障基金管理中心",
                "各县（市、区）、赣州市经开区、蓉江新区医疗保障部门",
            ],
        ),
        ("附件3-2", "赣州市部分“两定”机构宣传信息工作考核任务表", [None]),
    ]  # fmt: skip


def printed_values(book: Rulebook) -> list[tuple[str | None, str, set[int]]]:
    """Return the columns with the points that their clauses give."""
    values: dict[str, set[int]] = {column.id: set() for column in book.columns}
    for clause in book.clauses:
        assert isinstance(clause, EventClause)
        values[clause.column].update(int(case.points) for case in clause.cases)
        if clause.points is not None:
            values[clause.column].add(int(clause.points))
    return [(column.heading, column.name, values[column.id]) for column in book.columns]


def test_the_columns_and_values_of_annex_2(ganzhou: Dataset) -> None:
    book = ganzhou.rulebooks["2020"].record
    assert book.sheet == "2020年赣州市医疗保障系统信息宣传工作考核评分表"
    (annex_2,) = [reading for reading in book.readings if reading.id == "annex-2"]
    printed = [(heading, name, {value}) for heading, name, value in ANNEX_2]
    assert printed_values(book.read_as(annex_2)) == printed
    by_text = list(printed)
    by_text[6] = ("市级", "领导批示", {20})
    assert printed_values(book) == by_text


def test_the_outlets_of_the_notice_stand_at_their_level(ganzhou: Dataset) -> None:
    levels = {outlet.name: outlet.level for outlet in ganzhou.outlet_by_id.values()}
    assert ganzhou.outlets.record.levels == ("国家", "省", "省局", "市", "市局")
    named = {
        "《昨日要情》": "国家",
        "《专报信息》": "国家",
        "省委省政府政务系统": "省",
        "《江西医保工作》": "省局",
        "《今日医保信息》": "省局",
        "《每日要情》": "市",
        "《近日赣州汇要》": "市",
        "赣南日报": "市",
        "市局网站": "市局",
        "市局微信公众号": "市局",
    }
    assert {name: levels[name] for name in named} == named
