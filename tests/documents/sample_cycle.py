"""Made-up views of a yearly cycle: a ranking of 56 units, the items behind it, a reminder."""

from dataclasses import replace
from datetime import date

from tests.documents.sample import sample_view
from tongbao.documents.bulletin import AnnexTableView, BulletinView, Remark
from tongbao.documents.item_table import ItemGroup, ItemTable, ListedItem, UnitItems
from tongbao.documents.items import OutletLine
from tongbao.documents.ranking_table import RankedGroup, RankedRow, RankingTable
from tongbao.documents.reminder import BehindGroup, BehindRow, DueRow, DueUnit, ReminderView
from tongbao.documents.score_table import Cell
from tongbao.model.bulletin import AnnexTable
from tongbao.model.clause import Mark
from tongbao.model.scalars import UnitId

POINTS = (
    *("国家级", "省级", "省局", "市级", "市局", "报送", "约稿", "扣分"),
    *("7月得分", "累计得分"),
)
NUMBERS = ("200", "150", "50", "60", "120", "33", "10", "-100", "523", "1523")
GROUPS = {
    "市局机关科室": ("办公室", "待遇保障科", "医药价格和招标采购科", "基金监管科", "机关党委"),
    "市基金管理中心各组": (
        *("信息网络安全组", "统计分析组", "两定管理稽核组", "基金财务结算组", "窗口服务组"),
    ),
    "各县（市、区）医疗保障部门": (
        *(f"{name}县医疗保障局" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"),
        "某州经济技术开发区医疗保险事业管理局",
        "某江新区人力资源和社会保障局",
    ),
    "“两定”机构": tuple(f"某市第{number}人民医院" for number in "一二三四五六七八九十") * 2
    + tuple(f"某某{name}大药房连锁有限公司" for name in "甲乙丙丁戊己"),
}
"""Groups of 5, 5, 20 and 26 units."""

MARK = Mark(sign="综", label="多个单位综合，各得一半")


def ranked_row(rank: str, name: str, labels: str = "") -> RankedRow:
    points = tuple(Cell(number, "") for number in NUMBERS)
    return RankedRow(UnitId("sample"), name, rank, points, Cell("33/30", ""), "", labels)


def ranking(labels: str = "") -> RankingTable:
    """Return a ranking of 13 columns, the last unit of each group without a rank."""
    return RankingTable(
        POINTS,
        "任务完成",
        "",
        "评语" if labels else "",
        tuple(
            RankedGroup(
                group,
                tuple(
                    ranked_row("" if place == len(names) else str(place), name, labels)
                    for place, name in enumerate(names, start=1)
                ),
            )
            for group, names in GROUPS.items()
        ),
    )


def listed(number: int, outlets: int = 1) -> ListedItem:
    return ListedItem(
        mark_text="（综）" if number % 5 == 0 else "",
        title=f"甲县医疗保障局推行“综合柜员制”方便群众一窗办理医保业务第{number:02}篇",
        category="经验成效类" if number % 2 else "工作动态类",
        outlets=tuple(
            OutletLine(f"《某某医保工作》2020年第{place}期", None, "省局")
            for place in range(1, outlets + 1)
        ),
        instructions=("市领导",) if number % 7 == 0 else (),
        target=None,
        joint=MARK if number % 5 == 0 else None,
    )


def item_table() -> ItemTable:
    """Return 30 items of three units; one item in 50 outlets."""
    units = (
        UnitItems(UnitId("sample"), "甲县医疗保障局", tuple(map(listed, range(1, 26)))),
        UnitItems(UnitId("sample"), "乙县医疗保障局", (listed(26, outlets=50),)),
        UnitItems(UnitId("sample"), "丙县医疗保障局", tuple(map(listed, range(27, 31)))),
    )
    return ItemTable((ItemGroup("各县（市、区）医疗保障部门", units),))


def cycle_view(*tables: AnnexTableView) -> BulletinView:
    """Return a sample bureau's bulletin with these tables, by default both."""
    whole = sample_view()
    shown = tables or (
        AnnexTableView(AnnexTable.RANKING, "表1　得分排名和任务完成情况", ranking()),
        AnnexTableView(AnnexTable.ITEMS, "表2　采用条目", item_table()),
    )
    remarks = (Remark("标题前的标记", "（综）多个单位综合，各得一半。"),)
    annex = replace(whole.annex, title="2020年7月得分排名表", tables=shown, remarks=remarks)
    return replace(whole, body=whole.body[:2], annex=annex, is_sample=True)


def reminder_view(units: int = 40, dues: int = 3) -> ReminderView:
    """Return a reminder of so many units behind and so many commissions open."""
    rows = tuple(
        BehindRow(UnitId("sample"), f"第{number}县医疗保障局", 5, 1, 4)
        for number in range(1, units + 1)
    )
    names = tuple(DueUnit(UnitId("sample"), f"第{number}县") for number in range(1, 21))
    return ReminderView(
        day=date(2020, 7, 15),
        title="关于2020年7月上半月信息报送情况的提醒",
        recipients="各单位：",
        body=("截至7月15日，有40个单位的报送没有达到本月任务的一半，请抓紧报送。",),
        signature="某某市医疗保障局办公室",
        signed="2020年7月15日",
        behind_title="没有达到本月任务一半的单位",
        behind_caption="附表1　没有达到本月任务一半的单位" if units else "",
        behind=(BehindGroup("各县", rows),) if units else (),
        due_caption="附表2　没有报送的约稿和任务" if dues else "",
        due=tuple(
            DueRow(f"约稿：医保扶贫典型案例{number}", "7月20日", "未到期", names, None)
            for number in range(dues)
        ),
        target="reminders/2020-07-15/",
        is_sample=True,
    )
