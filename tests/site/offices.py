"""Small data folders for tests of the site: several periods, hostile texts and ids, items not public."""

from datetime import date
from pathlib import Path
from textwrap import dedent

from tests.unit.freezing import freeze

SCRIPT = "<script>alert(1)</script>"
TEMPLATE = "{{ 7 * 7 }}{% raise %}"

# Nothing of these may be in any file of the public site.
SECRETS = (
    "机密标题甲",
    "机密正文甲",
    "机密备注甲",
    "机密采用备注",
    "机密约稿题目",
    "内部题目乙",
    "内部正文乙",
    "撤回的题目",
    "撤回的正文",
    "撤回的原因",
    "撤回的备注",
    "未公开的通报",
    "依申请的通报",
    "beixian/2021/0107-9",
    "beixian/2021/0408-7",
    "0107-9",
    "0408-7",
    "mimi-caiyong",
)

OFFICE = {
    "bureau.yaml": """
        name: 某市医疗保障局
        short: 某市医保局
        head: [某市医疗保障局文件]
        number_prefix: 某医保办发
        office: 某市医疗保障局办公室
        categories: [动态信息, 经验总结]
    """,
    "units.yaml": """
        groups: [机关, 各县]
        units:
          - {id: bangongshi, name: 办公室, short: 办公室, group: 机关}
          - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县, aliases: [北县局]}
          - {id: nanxian, name: "=南县<b>医疗保障局</b>", short: 南县, group: 各县}
    """,
    "outlets.yaml": """
        levels: [国家, 本局]
        outlets:
          - {id: xinxi, name: 医保信息, level: 本局}
          - {id: guanwang, name: 局官网, level: 本局, note: 网址另行通知}
          - {id: dongtai, name: "《医保动态》<i>", level: 国家}
    """,
    "rules/2021.yaml": f"""
        title: 某市考评办法
        in_force: {{from: 2021-01-01}}
        columns:
          - {{id: filing, name: 报送}}
          - {{id: adopted, name: 采用}}
          - {{id: extra, name: 另加}}
          - {{id: instruction, name: 批示}}
        clauses:
          - id: filing
            citation: 《考评办法》第一条
            text: 每月报送满2条得1分，每多1条加0.2分，封顶2分。
            remark: 报送评分
            column: filing
            event: submission
            award: per-period
            period: month
            quota: {{count: 2, points: 1}}
            beyond: 0.2
            cap: 2
          - id: adopted
            citation: 《考评办法》第二条
            text: "采用的，经验总结2分，动态信息0.5分。{SCRIPT}"
            remark: 采用评分
            inferred: "由表格推出{SCRIPT}"
            column: adopted
            event: adoption
            award: per-event
            cases:
              - {{where: {{category: [经验总结]}}, points: 2}}
              - {{where: {{category: [动态信息]}}, points: 0.5}}
            repeat: {{pool: own}}
          - id: extra
            citation: 《考评办法》第三条
            text: 约稿另加3分。
            column: extra
            event: adoption
            where: {{commissioned: true}}
            on_top: true
            mark: {{sign: ★, label: 约稿}}
            award: per-event
            points: 3
          - id: late
            citation: 《考评办法》第四条
            text: 国家级领导批示扣分，仅为检验负分。
            column: instruction
            event: instruction
            where: {{level: [国家]}}
            award: per-event
            points: -5
        commendations:
          - {{group: 各县, top: 1}}
    """,
    "commissions/2021/gongkai.yaml": """
        title: 公开约稿的题目
        asked: 2021-01-02
        deadline: 2021-01-20
        openness: 公开
        units: [beixian]
    """,
    "commissions/2021/mimi.yaml": """
        title: 机密约稿题目
        asked: 2021-01-02
        deadline: 2021-01-20
        openness: 依申请公开
        units: [beixian]
    """,
    "submissions/beixian/2021/0105-1.yaml": f"""
        unit: beixian
        date: 2021-01-05
        title: "{SCRIPT}{TEMPLATE}"
        category: 经验总结
        openness: 公开
        commission: 2021/gongkai
        note: "备注{SCRIPT}"
        body: |
          正文{SCRIPT}，[点这里](javascript:alert(1))，![图](https://example.org/a.png)。

          1. 第一项
          2. {TEMPLATE}
    """,
    "submissions/beixian/2021/0107-9.yaml": """
        unit: beixian
        date: 2021-01-07
        title: 机密标题甲
        category: 经验总结
        openness: 不公开
        commission: 2021/mimi
        body: 机密正文甲
        note: 机密备注甲
    """,
    "submissions/beixian/2021/0109-1.yaml": """
        unit: beixian
        date: 2021-01-09
        title: 撤回的题目
        category: 动态信息
        openness: 公开
        body: 撤回的正文
        note: 撤回的备注
        withdrawn: {date: 2021-01-11, reason: 撤回的原因}
    """,
    "submissions/beixian/2021/0408-7.yaml": """
        unit: beixian
        date: 2021-04-08
        title: 内部题目乙
        category: 动态信息
        openness: 依申请公开
        body: 内部正文乙
    """,
    "submissions/beixian/2021/1001-1.yaml": f"""
        unit: beixian
        date: 2021-10-01
        title: 十月的信息{"W" * 150}
        category: 动态信息
        openness: 公开
        commission: 2021/mimi
    """,
    "submissions/nanxian/2021/0412-1.yaml": """
        unit: nanxian
        date: 2021-04-12
        title: 南县的信息
        category: 动态信息
        openness: 公开
    """,
    "adoptions/2021/xinxi-1.yaml": """
        submission: beixian/2021/0105-1
        outlet: xinxi
        issue: 2021年第1期
        date: 2021-01-20
        note: 头条
    """,
    "adoptions/2021/mimi-caiyong.yaml": """
        submission: beixian/2021/0107-9
        outlet: dongtai
        issue: 2021年第2期
        date: 2021-01-21
        note: 机密采用备注
    """,
    "adoptions/2021/guanwang-1.yaml": """
        submission: nanxian/2021/0412-1
        outlet: guanwang
        date: 2021-04-13
    """,
    "instructions/2021/1.yaml": """
        submission: nanxian/2021/0412-1
        level: 国家
        date: 2021-04-20
    """,
    "bulletins/2021-q1/bulletin.md": f"""
        ---
        title: "关于一季度的通报{SCRIPT}"
        number: 某医保办发〔2021〕1号
        period: 2021-q1
        cutoff: 2021-04-05
        date: 2021-04-06
        recipients: 各县医疗保障局
        cc: 市政府办公室
        openness: 公开
        annex: {{title: 一季度情况表, example: {{unit: beixian, clause: filing}}}}
        ---
        采用{{采用条数}}条，国家级{{采用条数：国家}}条，报送{{报送条数}}条，{{表扬名单：各县}}。

        - {SCRIPT}
    """,
    "bulletins/2021-04/bulletin.md": """
        ---
        title: 关于四月份的通报
        period: 2021-04
        cutoff: 2021-05-05
        date: 2021-05-06
        recipients: 各县医疗保障局
        openness: 公开
        annex: {title: 四月份情况表}
        ---
        采用{采用条数}条，{表扬名单：各县}。
    """,
    "bulletins/2021/bulletin.md": """
        ---
        title: 关于全年的通报
        period: 2021
        cutoff: 2022-01-05
        date: 2022-01-06
        recipients: 各县医疗保障局
        openness: 公开
        annex: {title: 全年情况表}
        ---
        采用{采用条数}条，报送{报送条数}条，{表扬名单：各县}。
    """,
    "bulletins/2021-q2/bulletin.md": """
        ---
        title: 未公开的通报
        period: 2021-q2
        cutoff: 2021-07-05
        date: 2021-07-06
        recipients: 各县医疗保障局
        openness: 不公开
        annex: {title: 未公开的通报附件}
        ---
        未公开的通报正文。
    """,
    "bulletins/2021-08/bulletin.md": """
        ---
        title: 依申请的通报
        number: 某医保办发〔2022〕8号
        period: 2021-08
        cutoff: 2021-09-05
        date: 2022-01-30
        recipients: 各县医疗保障局
        openness: 依申请公开
        annex: {title: 依申请的通报附件}
        ---
        依申请的通报正文。
    """,
}

EMPTY = {
    name: text for name, text in OFFICE.items() if name.count("/") == 0 or name.startswith("rules")
}

# Ids from the data that look like the anchors pages make for periods, groups and levels.
_CLASHES = {
    "beixian": "group-1",
    "nanxian": "level-1",
    "bangongshi": "filed-2021-q1",
    "{id: filing,": "{id: journal,",
    "column: filing": "column: journal",
    "{id: adopted,": "{id: q1-journal,",
    "column: adopted": "column: q1-journal",
    "{id: extra,": "{id: q1,",
    "column: extra": "column: q1",
    "{id: instruction,": "{id: 01-journal,",
    "column: instruction": "column: 01-journal",
    "id: adopted": "id: group-1",
    "id: late": "id: content",
}


def _clashing(text: str) -> str:
    for old, new in _CLASHES.items():
        text = text.replace(old, new)
    return text


CLASHING = {_clashing(name): _clashing(text) for name, text in OFFICE.items()}
_BOOK = CLASHING["rules/2021.yaml"]
CLASHING["rules/2021.yaml"] = _BOOK.replace("2021-01-01", "2021-01-01, to: 2021-06-30")
CLASHING["rules/2021-xia.yaml"] = (
    _BOOK.replace("2021-01-01", "2021-07-01")
    .replace("某市考评办法", "某市考评办法（修订）")
    .replace("name: 报送", "name: 报送（修订）")
)


def write(folder: Path, files: dict[str, str], today: date = date(2022, 2, 1)) -> None:
    """Write a bureau's folder; bulletins with a number are issued as of a day."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    freeze(folder.parent, today)
