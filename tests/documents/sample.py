"""A made-up bulletin with what the published one lacks: headings, copies, a unit of many items."""

from dataclasses import replace

from tongbao.documents.bulletin import AnnexTableView, AnnexView, BulletinView, Remark, ScoresView
from tongbao.documents.items import AdoptedItem, OutletLine
from tongbao.documents.prose import Block, BlockKind, Run
from tongbao.documents.score_table import Cell, GroupRows, ScoreTable, UnitRow
from tongbao.model.bulletin import AnnexTable
from tongbao.model.clause import Mark
from tongbao.model.period import Period
from tongbao.model.rulebook import Column
from tongbao.model.scalars import ColumnId, UnitId

PERIOD = Period(2021, 1, 3)
COLUMNS = (
    Column(id=ColumnId("filing"), name="报送数量计分"),
    Column(id=ColumnId("journal"), name="《某某医疗保障信息》采用计分"),
    Column(id=ColumnId("higher"), name="国家、省级采用计分"),
)
LONG_UNIT = "医药价格和招标采购处"
RARE = "㙟"
"""A character of a person's or place's name that only the fallback face has."""

SENTENCE = (
    "各单位要认真组织学习，结合实际抓好落实，于2021年4月30日前报送贯彻情况（含数据、案例），"
    "“十四五”期间的重点工作、重大项目应当单独成篇——不得以会议纪要代替……同时做好APP、DRG等"
    "新业务的信息报送，全年不少于12条，占比达到85.5%以上。"
)


def item(number: int, title: str, outlets: int = 1, *, is_commission: bool = False) -> AdoptedItem:
    """An adopted item; the number makes its title unlike the others'."""
    return AdoptedItem(
        unit=UnitId("sample"),
        category="动态信息" if number % 3 else "经验总结",
        title=f"{title}{number:02d}",
        marks=(Mark(sign="★", label="约稿任务"),) if is_commission else (),
        outlets=tuple(
            OutletLine(f"某某医疗保障信息2021年第{number + place}期", "", "本局")
            for place in range(outlets)
        ),
        target=None,
    )


def unit(name: str, group: str, items: tuple[AdoptedItem, ...] = ()) -> UnitRow:
    """A unit's row; the numbers are only printed."""
    cells = tuple(Cell(text, "") for text in ("5.4", "2.5" if items else "", "0"))
    return UnitRow(
        UnitId("sample"), name, group, cells, Cell("7.9", ""), 1, is_tied=False, items=items
    )


def sample_table() -> ScoreTable:
    """Two groups; the second begins with a unit of 12 items, more than a page holds."""
    offices, counties = "局机关科室、中心", "各县（市、区）医疗保障部门"
    first = tuple(
        unit(
            name,
            offices,
            tuple(item(n, "积极推进跨省异地就医费用直接结算工作") for n in range(count)),
        )
        for name, count in (("办公室", 3), ("待遇保障处", 0), ("机关党委（人事处）", 2))
    )
    long_items = tuple(
        item(
            n,
            "以“三个坚持”做好药品、医用耗材集中带量采购和价格监测，切实减轻群众负担的做法",
            outlets=1 + n % 2,
            is_commission=n == 1,
        )
        for n in range(1, 13)
    )
    second = (
        unit(LONG_UNIT, counties, long_items),
        *(unit(f"{name}县医疗保障局", counties) for name in "甲乙丙丁戊己庚辛壬癸"),
    )
    groups = (group_rows(offices, first), group_rows(counties, second))
    return ScoreTable(PERIOD, COLUMNS, groups)


def group_rows(name: str, rows: tuple[UnitRow, ...]) -> GroupRows:
    """Return a group whose units all have one rank."""
    return GroupRows(name, rows, rows)


def scores(table: ScoreTable) -> tuple[AnnexTableView, ...]:
    """Return a score table as an annex's only one."""
    view = ScoresView("一季度信息采用情况", "一季度得分", table)
    return (AnnexTableView(AnnexTable.SCORES, "", view),)


def body() -> tuple[Block, ...]:
    """Headings of four levels between paragraphs that fill two pages and more."""
    headings = ("一、总体情况", "（一）报送情况", "1.数量", "（1）县级")
    blocks: list[Block] = []
    for level, text in enumerate(headings, start=1):
        blocks.append(Block(BlockKind.HEADING, (Run(text),), level))
        blocks.append(
            Block(
                BlockKind.PARAGRAPH,
                (Run(f"{RARE}县"), Run("医保局", strong=True), Run(SENTENCE * 2)),
            )
        )
    blocks.append(Block(BlockKind.ITEM, (Run(SENTENCE),), 1, "1."))
    return tuple(blocks)


def brief_view() -> BulletinView:
    """Return a bulletin as short as one with every part can be: its annex has two pages."""
    whole = sample_view()
    group = whole.scores.groups[1]
    long = group.rows[0]
    rows = (replace(long, items=long.items[:9]), *group.rows[1:4])
    table = replace(whole.scores, groups=(group_rows(group.name, rows),))
    annex = replace(whole.annex, tables=scores(table))
    return replace(whole, body=whole.body[:6], annex=annex, scores=table)


def sample_view() -> BulletinView:
    """Return the whole bulletin."""
    annex = AnnexView(
        title="2021年一季度政务信息报送采用情况通报表",
        cutoff_line="（截至4月5日）",
        tables=scores(sample_table()),
        remarks=(Remark("报送评分", SENTENCE), Remark("采用评分", SENTENCE)),
    )
    return BulletinView(
        id="2021-q1",
        head=("某某省", "医疗保障局文件"),
        number="某医保办发〔2021〕8号",
        is_draft=False,
        title_lines=("关于2021年一季度政务信息工作情况的通报",),
        recipients="各市、县（区）医疗保障局，局各处室、中心：",
        body=body(),
        annex_note="2021年一季度政务信息报送采用情况通报表（含各单位采用条目、采用刊物和得分明细）。",
        signature="某某省医疗保障局",
        date="2021年4月8日",
        sealed=True,
        note="（此件公开发布）",
        annex=annex,
        cc="省委办公厅信息处、省政府办公厅信息处，国家医疗保障局办公室，各市人民政府办公室、省直有关单位",
        issuing_office="某某省医疗保障局办公室",
        issue_line="2021年4月8日印发",
        period=PERIOD,
        target="bulletins/2021-q1/",
        scores=sample_table(),
        is_sample=False,
    )
