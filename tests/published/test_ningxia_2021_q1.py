"""The published table of 宁医保办发〔2021〕28号, cell by cell, from the records.

Everything expected here is transcribed from the published document, not from the program's output;
a blank cell is 0. Ranks are not printed there: they are worked out by hand from the totals.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tongbao.checks import check
from tongbao.diagnostic import Diagnostic
from tongbao.documents.score_table import score_table
from tongbao.model.period import Period
from tongbao.model.scalars import ColumnId, UnitId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import leading, standings
from tongbao.scoring.score import score
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

DATA = Path(__file__).parents[2] / "data"
QUARTER = Period(2021, 1, 3)

OFFICES = "区局处室、中心"
CITIES = "五市医疗保障部门"
COUNTIES = "各县（区）医疗保障部门"

COLUMNS = ("filing", "journal", "higher", "commission", "instruction")

# Unit; the five columns and the quarter's total as printed; rank in the group.
TABLE = {
    OFFICES: [
        ("办公室", "3", "6.5", "", "", "", "9.5", 1),
        ("待遇保障处", "1", "1", "5", "", "", "7", 3),
        ("医药服务管理处", "2", "1.5", "1", "", "", "4.5", 8),
        ("医药价格和招标采购处", "1", "0.5", "5", "", "", "6.5", 4),
        ("基金监管处", "3", "3.5", "", "", "", "6.5", 4),
        ("机关党委（人事处）", "4", "2.5", "", "", "", "6.5", 4),
        ("经办服务中心", "4", "1", "", "", "", "5", 7),
        ("监控信息中心", "2", "6.5", "", "", "", "8.5", 2),
    ],
    CITIES: [
        ("银川市医疗保障局", "6", "1.5", "", "", "", "7.5", 2),
        ("石嘴山市医疗保障局", "3.6", "0.5", "", "", "", "4.1", 5),
        ("吴忠市医疗保障局", "4.6", "2.5", "", "", "", "7.1", 4),
        ("固原市医疗保障局（固原市社保中心）", "6", "4", "", "3", "", "13", 1),
        ("中卫市医疗保障局", "6", "1.5", "", "", "", "7.5", 2),
    ],
    COUNTIES: [
        ("兴庆区医疗保障局", "6", "0.5", "", "", "", "6.5", 5),
        ("西夏区医疗保障局", "6", "0.5", "", "", "", "6.5", 5),
        ("金凤区医疗保障局", "6", "2.5", "", "", "", "8.5", 2),
        ("永宁县医疗保障局", "5.4", "", "", "", "", "5.4", 11),
        ("贺兰县医疗保障局", "1", "", "", "", "", "1", 20),
        ("灵武市医疗保障局", "5.8", "", "", "", "", "5.8", 9),
        ("大武口区医疗保障局", "1", "", "", "", "", "1", 20),
        ("惠农区医疗保障局", "5.4", "1.5", "", "", "", "6.9", 4),
        ("平罗县医疗保障局", "6", "", "", "", "", "6", 8),
        ("吴忠利通区医疗保障局", "1", "", "", "", "", "1", 20),
        ("红寺堡医疗保障局", "5.8", "", "", "", "", "5.8", 9),
        ("青铜峡市医疗保障局", "5.4", "2.5", "", "", "", "7.9", 3),
        ("盐池县医疗保障局", "6", "3", "", "", "", "9", 1),
        ("同心县医疗保障局", "3", "", "", "", "", "3", 17),
        ("原州区医疗保障局", "1", "", "", "", "", "1", 20),
        ("西吉县医疗保障局", "4.8", "0.5", "", "", "", "5.3", 12),
        ("隆德县医疗保障局", "4", "", "", "", "", "4", 15),
        ("泾源县医疗保障局", "2", "", "", "", "", "2", 18),
        ("彭阳县医疗保障局", "4.2", "", "", "", "", "4.2", 14),
        ("沙坡头区医疗保障局", "3.8", "", "", "", "", "3.8", 16),
        ("中宁县医疗保障局", "6", "0.5", "", "", "", "6.5", 5),
        ("海原县医疗保障局", "2", "", "", "", "", "2", 18),
        ("宁东管委会社会事务局", "4.8", "0.5", "", "", "", "5.3", 12),
    ],
}
ROWS = [row for rows in TABLE.values() for row in rows]

OWN = "宁夏医疗保障信息"
FIRST, SECOND, THIRD, FOURTH, FIFTH = (f"{OWN}2021年第{number}期" for number in range(1, 6))
NEWS, REVIEW, STUDY = "动态信息", "经验总结", "调研报告"

# Unit; category; title; where it was adopted. Where the document prints no category or no outlet,
# data/README.md says how it is read.
TITLES = [
    ("办公室", NEWS, "2021年全区医疗保障工作会议召开", {SECOND}),
    ("办公室", NEWS, "自治区全民医疗保障“十四五”规划通过专家评审", {SECOND}),
    ("办公室", NEWS, "自治区医保局组织召开全区医保信息业务编码贯标视频培训会议", {FOURTH}),
    ("办公室", NEWS, "自治区医保局赴银川市、石嘴山市调研医疗保障工作", {FOURTH}),
    ("办公室", NEWS, "我区医保信息化取得积极进展和成效", {FOURTH}),
    ("办公室", REVIEW, "宁夏医疗保障局法治政府建设成效显著", {SECOND}),
    ("办公室", REVIEW, "以法治促工作 推进宁夏法治医保建设更上新台阶", {FIFTH}),
    ("待遇保障处", NEWS, "宁夏统一调整离休干部医疗保障待遇", {SECOND}),
    ("待遇保障处", NEWS, "宁夏出台《关于深化医疗保障制度改革的实施意见》", {FOURTH, "自治区党委办公厅综合信息第36期"}),
    ("医药服务管理处", NEWS, "宁夏3月1日起执行新版医保药品目录", {THIRD}),
    ("医药服务管理处", NEWS, "自治区医疗保障局全力以赴做好新冠病毒疫苗及接种费用保障工作", {FIFTH}),
    ("医药服务管理处", NEWS, "自治区医保局出台宁夏“互联网+”医疗服务医保支付管理办法", {FIFTH, "自治区党委电子政务内网要情通报"}),
    ("医药价格和招标采购处", NEWS, "自治区医保局调整新型冠状病毒核酸检测价格", {SECOND, "国家局医保动态2021年第9期"}),
    ("基金监管处", NEWS, "自治区医保局督导检查定点医疗机构专项治理“回头看”工作进展情况", {FIRST}),
    ("基金监管处", NEWS, "自治区医保局开展定点医疗机构专项治理“回头看”工作专题督导调研", {SECOND}),
    ("基金监管处", NEWS, "国家医疗保障局绩效评价工作组来宁开展2020年医保转移支付资金绩效现场评价工作", {FIFTH}),
    ("基金监管处", REVIEW, "宁夏“强督导 促整改 抓落实”提升专项治理“回头看”工作质量", {SECOND}),
    ("机关党委（人事处）", NEWS, "医疗保障局召开年轻干部座谈会", {FIRST}),
    ("机关党委（人事处）", NEWS, "自治区医疗保障局开展春节扶贫慰问", {THIRD}),
    ("机关党委（人事处）", NEWS, "自治区医疗保障局召开党史学习教育动员大会机关党的建设、党风廉政建设工作会议", {FIFTH}),
    ("机关党委（人事处）", NEWS, "“读原著、悟思想，五个一活动”促进党史学习教育走深走实", {"局官网"}),
    ("机关党委（人事处）", NEWS, "出台医保好政策 切实为民办实事专题辅导凝共识 谋篇布局抓学史", {"局官网", "宁夏医保动态"}),
    ("经办服务中心", NEWS, "2月1日起，宁夏实现门诊费用跨省直接结算", {SECOND}),
    ("经办服务中心", NEWS, "自治区医疗保障局开展2020年度大病保险年度考核工作", {FOURTH}),
    ("监控信息中心", NEWS, "自治区医保局细化定点医药机构现场检查", {FIFTH}),
    ("监控信息中心", REVIEW, "“五个抓”力促专项治理“回头看”提质增效", {SECOND}),
    ("监控信息中心", REVIEW, "宁夏“四方力量”推进医疗信息强制披露制度提质增效", {FOURTH}),
    ("监控信息中心", STUDY, "关于我区城乡居民门诊统筹政策运行情况的调研报告", {OWN}),
    ("银川市医疗保障局", NEWS, "银川市医保违法违规行为专项治理成效显著", {FIRST}),
    ("银川市医疗保障局", NEWS, "银川市多举措优化医保服务", {THIRD}),
    ("银川市医疗保障局", NEWS, "央视《经济半小时》深度报道银川市“互联网+”医保高质量、可持续发展新模式", {FOURTH}),
    ("石嘴山市医疗保障局", NEWS, "石嘴山市医保局组织开展“三堂课”促进党史学习教育走深走实", {FIFTH}),
    ("吴忠市医疗保障局", NEWS, "吴忠市开展城乡居民大病保险业务考核工作", {FIFTH}),
    ("吴忠市医疗保障局", REVIEW, "吴忠市红寺堡区医疗保障局圆满完成2021年度城乡居民基本医疗保险征缴任务", {FIRST}),
    ("固原市医疗保障局（固原市社保中心）", REVIEW, "固原市医保局建立五项制度提升医疗保障监管服务能力", {SECOND}),
    ("固原市医疗保障局（固原市社保中心）", REVIEW, "抓源头建机制全力维护医疗保障基金安全", {THIRD}),
    ("中卫市医疗保障局", NEWS, "中卫市医疗保障局全面推行“双随机、一公开”监督检查", {SECOND}),
    ("中卫市医疗保障局", NEWS, "中卫市医疗保障局积极担当作为巩固脱贫攻坚成果助力乡村振兴", {FOURTH}),
    ("中卫市医疗保障局", NEWS, "中卫市医疗保障局全面开展医保基金监管信用体系建设工作", {FIFTH}),
    ("兴庆区医疗保障局", NEWS, "兴庆区医保局多措并举促宣传", {FIRST}),
    ("西夏区医疗保障局", NEWS, "健全审核机制 规范医保支付流程", {SECOND}),
    ("金凤区医疗保障局", NEWS, "金凤区医保局全力推进医保信息业务编码维护工作", {FIRST}),
    ("金凤区医疗保障局", REVIEW, "加强医保行风建设，提升经办服务能力", {OWN}),
    ("惠农区医疗保障局", NEWS, "惠农区四项举措扎实推进2021年度城乡居民医保参保缴费工作", {THIRD}),
    ("惠农区医疗保障局", NEWS, "医保三举措优化服务暖民众之心", {FOURTH}),
    ("惠农区医疗保障局", NEWS, "惠农区医疗保障局开展医保政策全区巡回宣讲活动", {FIFTH}),
    ("青铜峡市医疗保障局", NEWS, "青铜峡市医保局“三大举措”提升医保基金社会监督力度", {FIFTH}),
    ("青铜峡市医疗保障局", REVIEW, "青铜峡市医保局创新窗口服务方式打造让群众满意服务团", {THIRD}),
    ("盐池县医疗保障局", NEWS, "盐池县医保局提升依法行政水平推进医保法治建设", {FIRST}),
    ("盐池县医疗保障局", NEWS, "盐池县在全区率先开展县级药品、医用耗材集中采购谈判议价，最高降幅77%", {THIRD}),
    ("盐池县医疗保障局", REVIEW, "盐池县医疗保障局四聚焦、四强化深入推进全面从严治党", {FOURTH}),
    ("西吉县医疗保障局", NEWS, "“五到位”做好“基本医疗有保障”工作", {SECOND}),
    ("中宁县医疗保障局", NEWS, "四个强化积极创建“让党中央放心 让人民群众满意”模范机关", {FIFTH}),
    ("宁东管委会社会事务局", NEWS, "开启医保“码”时代 便民服务掌上办", {FIRST}),
]  # fmt: skip
SAMPLE = "〔示例〕"


@pytest.fixture(scope="module")
def ningxia() -> Dataset:
    loaded = load(DATA)
    return next(dataset for dataset in loaded.datasets if dataset.id == "ningxia")


@pytest.fixture(scope="module")
def quarter(ningxia: Dataset) -> Ledger:
    return score(ningxia).ledger.within(QUARTER)


@pytest.fixture(scope="module")
def by_name(ningxia: Dataset) -> dict[str, UnitId]:
    return {unit.name: unit.id for unit in ningxia.units.values()}


def points(cell: str | int) -> Decimal:
    """Read a cell of the table; a blank one is 0."""
    return Decimal(cell or 0)


def test_nothing_to_report(ningxia: Dataset) -> None:
    found: list[Diagnostic] = [
        *load(DATA).diagnostics,
        *check(ningxia, today=date(2021, 4, 8)),
        *score(ningxia).diagnostics,
    ]
    assert found == []


def test_units_stand_in_the_tables_order(ningxia: Dataset) -> None:
    printed = [(group, row[0]) for group, rows in TABLE.items() for row in rows]
    assert len(printed) == 36
    assert [(unit.group, unit.name) for unit in ningxia.units.values()] == printed
    assert ningxia.registry.record.groups == tuple(TABLE)


def test_columns_are_the_tables(ningxia: Dataset) -> None:
    columns = ningxia.rulebooks["2021"].record.columns
    assert [(column.id, column.name) for column in columns] == [
        ("filing", "报送数量计分"),
        ("journal", "《宁夏医疗保障信息》采用计分"),
        ("higher", "国家、自治区采用计分"),
        ("commission", "约稿完成情况计分"),
        ("instruction", "领导批示计分"),
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_published_row(
    row: tuple[str, str, str, str, str, str, str, int],
    quarter: Ledger,
    by_name: dict[str, UnitId],
) -> None:
    """36 units × 6 figures: each column's sum and the total, as printed."""
    name, *cells, total, _ = row
    of_unit = quarter.of_unit(by_name[name])
    scores = [of_unit.in_column(ColumnId(column)).total for column in COLUMNS]
    assert scores == [points(cell) for cell in cells]
    assert of_unit.total == points(total)
    assert shown(of_unit.total) == total


@pytest.mark.parametrize("group", TABLE)
def test_ranks_in_the_group(
    group: str, ningxia: Dataset, quarter: Ledger, by_name: dict[str, UnitId]
) -> None:
    units = [unit.id for unit in ningxia.units.values() if unit.group == group]
    ranked = standings({unit: quarter.of_unit(unit).total for unit in units})
    assert {standing.unit: standing.rank for standing in ranked} == {
        by_name[row[0]]: row[-1] for row in TABLE[group]
    }


@pytest.mark.parametrize(
    ("group", "named"),
    [
        (OFFICES, [["区局办公室"], ["监控信息中心"], ["待遇保障处"]]),
        (CITIES, [["固原市"], ["银川市", "中卫市"]]),
        (
            COUNTIES,
            [
                ["盐池县"],
                ["金凤区"],
                ["青铜峡市"],
                ["惠农区"],
                ["兴庆区", "西夏区", "中宁县"],
                ["平罗县"],
            ],
        ),
    ],
)
def test_commended_units(
    group: str, named: list[list[str]], ningxia: Dataset, quarter: Ledger
) -> None:
    """The three lists of the text, by score; inside a tie the official order is ours."""
    commendations = ningxia.rulebooks["2021"].record.commendations
    (top,) = [
        commendation.top or 0 for commendation in commendations if commendation.group == group
    ]
    units = [unit.id for unit in ningxia.units.values() if unit.group == group]
    ranked = standings({unit: quarter.of_unit(unit).total for unit in units})
    assert [
        [ningxia.units[standing.unit].short for standing in tied]
        for tied in leading(ranked, top)
    ] == named  # fmt: skip


def adopted_in(quarter: Ledger) -> set[str]:
    """Return the submissions that have an adoption in the period, as `submissions/...`."""
    return {
        award.records[-1]
        for award in quarter
        if award.records and award.records[0].startswith("adoptions/")
    }


def test_fifty_four_items_are_adopted_two_by_the_autonomous_region(
    ningxia: Dataset, quarter: Ledger
) -> None:
    assert len(adopted_in(quarter)) == 54
    by_region = {
        award.records[-1]
        for award in quarter.in_column(ColumnId("higher"))
        for adoption in [ningxia.adoptions[award.records[0].removeprefix("adoptions/")].record]
        if (outlet := ningxia.outlet_of(adoption)) is not None and outlet.level == "自治区"
    }
    titles = {
        ningxia.submissions[name.removeprefix("submissions/")].record.title for name in by_region
    }
    assert titles == {
        "宁夏出台《关于深化医疗保障制度改革的实施意见》",
        "自治区医保局出台宁夏“互联网+”医疗服务医保支付管理办法",
    }


@pytest.mark.parametrize(("group", "count"), [(OFFICES, 28), (CITIES, 11), (COUNTIES, 15)])
def test_adopted_items_of_the_group(
    group: str, count: int, ningxia: Dataset, quarter: Ledger
) -> None:
    units = [name.split("/")[1] for name in adopted_in(quarter)]
    assert sum(ningxia.units[UnitId(unit)].group == group for unit in units) == count


def test_every_published_title_is_adopted_as_printed(ningxia: Dataset) -> None:
    found: dict[str, tuple[str, str, set[str]]] = {}
    for entry in ningxia.adoptions.values():
        item = ningxia.submissions[entry.record.submission].record
        outlet = ningxia.outlet_of(entry.record)
        assert outlet is not None
        name = ningxia.units[item.unit].name
        printed = outlet.name + (entry.record.issue or "")
        found.setdefault(item.title, (name, item.category, set()))[2].add(printed)
    assert len(TITLES) == 54
    assert found == {title: (unit, category, outlets) for unit, category, title, outlets in TITLES}


def test_every_other_item_is_visibly_a_sample(ningxia: Dataset) -> None:
    published = {title for _, _, title, _ in TITLES}
    for entry in ningxia.submissions.values():
        item = entry.record
        assert item.title.startswith(SAMPLE) != (item.title in published)
        if item.title in published:
            assert item.body is None
            assert "重建" in (item.note or "")
        else:
            assert "示例" in (item.body or "")


def test_the_one_commissioned_item(ningxia: Dataset, quarter: Ledger) -> None:
    (entry,) = [item for item in ningxia.submissions.values() if item.record.commission]
    assert entry.record.title == "固原市医保局建立五项制度提升医疗保障监管服务能力"
    (award,) = quarter.in_column(ColumnId("commission"))
    assert (award.unit, award.points, award.records[-1]) == (
        "guyuan",
        Decimal(3),
        f"submissions/{entry.id}",
    )


def test_the_annexs_own_example(ningxia: Dataset, quarter: Ledger) -> None:
    """备注: 盐池县 files 8, 16, 22 items in the three months; each month gives 2, the quarter 6."""
    of_yanchi = quarter.of_unit(UnitId("yanchi"))
    filed = Counter(
        entry.record.date.month
        for entry in ningxia.submissions.values()
        if entry.record.unit == "yanchi"
    )
    assert filed == {1: 8, 2: 16, 3: 22}
    months = [of_yanchi.within(month).in_column(ColumnId("filing")) for month in QUARTER.months]
    assert [month.total for month in months] == [Decimal(2)] * 3
    assert months[0].awards[0].reason == (
        "1月报送8条，满2条得1分，超出6条每条加0.2分得1.2分，合计2.2分，封顶2分，计2分"
    )


def test_one_item_on_the_site_and_on_wechat_counts_once(ningxia: Dataset, quarter: Ledger) -> None:
    """机关党委's last title is printed with 局官网 and 宁夏医保动态; its column holds 5 × 0.5."""
    (name,) = [
        f"submissions/{entry.id}"
        for entry in ningxia.submissions.values()
        if entry.record.title.startswith("出台医保好政策")
    ]
    awards = [award for award in quarter.from_record(name) if award.column == "journal"]
    assert sorted(award.points for award in awards) == [Decimal(0), Decimal("0.5")]


def test_the_fifth_issue_appeared_after_the_quarter_and_counts_in_it(
    ningxia: Dataset, quarter: Ledger
) -> None:
    """（截至4月5日）: an issue after 31 March and by the cut-off belongs to the quarter."""
    bulletin = ningxia.bulletins["2021-q1"].record
    assert (bulletin.period, bulletin.cutoff) == (QUARTER, date(2021, 4, 5))
    fifth = [
        name for name, entry in ningxia.adoptions.items() if entry.record.issue == "2021年第5期"
    ]
    assert len(fifth) == 12
    for name in fifth:
        assert ningxia.adoptions[name].record.date > QUARTER.end
        (award,) = quarter.from_record(f"adoptions/{name}")
        assert award.date == QUARTER.end


def test_inferred_clauses_say_so(ningxia: Dataset) -> None:
    inferred = {
        clause.id: clause.remark
        for clause in ningxia.rulebooks["2021"].record.clauses
        if clause.inferred
    }
    assert inferred == {"higher": "国家、自治区采用评分（推定）", "instruction": None}


PRINTED = {
    "办公室": [
        ("动态信息", "2021年全区医疗保障工作会议召开", "宁夏医疗保障信息2021年第2期"),
        ("动态信息", "自治区全民医疗保障“十四五”规划通过专家评审", "宁夏医疗保障信息2021年第2期"),
        (
            "动态信息",
            "自治区医保局组织召开全区医保信息业务编码贯标视频培训会议",
            "宁夏医疗保障信息2021年第4期",
        ),
        (
            "动态信息",
            "自治区医保局赴银川市、石嘴山市调研医疗保障工作",
            "宁夏医疗保障信息2021年第4期",
        ),
        ("动态信息", "我区医保信息化取得积极进展和成效", "宁夏医疗保障信息2021年第4期"),
        ("经验总结", "宁夏医疗保障局法治政府建设成效显著", "宁夏医疗保障信息2021年第2期"),
        ("经验总结", "以法治促工作 推进宁夏法治医保建设更上新台阶", "宁夏医疗保障信息2021年第5期"),
    ],
    "待遇保障处": [
        ("动态信息", "宁夏统一调整离休干部医疗保障待遇", "宁夏医疗保障信息2021年第2期"),
        (
            "动态信息",
            "宁夏出台《关于深化医疗保障制度改革的实施意见》",
            "宁夏医疗保障信息2021年第4期 自治区党委办公厅综合信息第36期",
        ),
    ],
    "医药价格和招标采购处": [
        (
            "动态信息",
            "自治区医保局调整新型冠状病毒核酸检测价格",
            "宁夏医疗保障信息2021年第2期 国家局医保动态2021年第9期",
        )
    ],
    "固原市医疗保障局（固原市社保中心）": [
        (
            "经验总结",
            "（★约稿任务）固原市医保局建立五项制度提升医疗保障监管服务能力",
            "宁夏医疗保障信息2021年第2期",
        ),
        ("经验总结", "抓源头建机制全力维护医疗保障基金安全", "宁夏医疗保障信息2021年第3期"),
    ],
}


@pytest.mark.parametrize("unit", PRINTED)
def test_items_stand_as_the_annex_prints_them(unit: str, ningxia: Dataset, quarter: Ledger) -> None:
    """Category, marks, title and outlets, in the printed order."""
    table = score_table(ningxia, quarter, Period(2021, 1, 3))
    (row,) = (row for row in table.rows if row.name == unit)
    assert [
        (item.category, item.mark_text + item.title, " ".join(line.text for line in item.outlets))
        for item in row.items
    ] == PRINTED[unit]
