"""A small office with tasks, joint items, deadlines and deductions, for a few months of 2021.

What comes out is counted by hand, for each month:

January: 北县 files 2 items. February: 北县 files 3 (one is 经验总结, 3 points more; one adopted, 10);
南县 files 1 with 东县 (综, adopted: 5 for each); 东县 files 1; 西县, which is not ranked, files 1.
March: nobody files; 南县 loses 100 points, 东县 10 for a commission of 10 March.
"""

from tests.unit.office import adopted, filed

CYCLE = {
    "units.yaml": """
        groups: [科室, 各县]
        units:
          - {id: bangongshi, name: 办公室, short: 办公室, group: 科室}
          - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县}
          - {id: nanxian, name: 南县医疗保障局, short: 南县, group: 各县}
          - {id: dongxian, name: 东县医疗保障局, short: 东县, group: 各县}
          - {id: xixian, name: 西县医疗保障局, short: 西县, group: 各县, ranked: false}
          - {id: jiuxian, name: 旧县医疗保障局, short: 旧县, group: 各县, to: 2020-12-31}
        tasks:
          - {group: 各县, period: month, count: 2, from: 2021-01-01}
    """,
    "rules/2021.yaml": """
        title: 某市考评办法
        in_force: {from: 2021-01-01}
        columns:
          - {id: filing, name: 常规报送, heading: 报送}
          - {id: extra, name: 经验总结, heading: 报送}
          - {id: adopted, name: 采用}
          - {id: leader, name: 领导批示}
          - {id: minus, name: 扣分}
        joint_marks:
          - {sign: 综, label: 多个单位综合，各得一半}
        clauses:
          - id: filing
            citation: 第一条
            text: 每条1分。
            column: filing
            event: submission
            award: per-event
            points: 1
          - id: experience
            citation: 第一条
            text: 经验总结每条另加3分。
            column: extra
            event: submission
            where: {category: [经验总结]}
            award: per-event
            points: 3
          - id: adopted
            citation: 第二条
            text: 采用每条10分。
            column: adopted
            event: adoption
            award: per-event
            points: 10
            joint: [{where: {mark: [综]}, factor: 0.5}]
          - id: leader
            citation: 第三条
            text: 批示每条20分。
            column: leader
            event: instruction
            award: per-event
            points: 20
          - id: late
            citation: 第四条
            text: 没有按期报送约稿的扣10分。
            column: minus
            event: commission
            where: {state: [逾期, 未报]}
            award: per-event
            points: -10
            automatic: true
          - id: blunder
            citation: 第五条
            text: 重大失误扣100分，当季不得表扬。
            column: minus
            event: entry
            award: per-event
            points: -100
            bars: quarter
        commendations:
          - {group: 各县, share: 0.5}
    """,
    "commissions/2021/0101-1.yaml": """
        title: 旧的约稿
        asked: 2021-03-01
        deadline: 2021-03-10
        openness: 不公开
        units: [dongxian]
    """,
    "submissions/beixian/2021/0105-1.yaml": filed("2021-01-05"),
    "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
    "submissions/beixian/2021/0201-1.yaml": filed("2021-02-01", category="经验总结"),
    "submissions/beixian/2021/0202-1.yaml": filed("2021-02-02"),
    "submissions/beixian/2021/0203-1.yaml": filed("2021-02-03"),
    "submissions/nanxian/2021/0210-1.yaml": filed(
        "2021-02-10", "joint: {mark: 综, units: [{unit: dongxian}]}", "nanxian"
    ),
    "submissions/dongxian/2021/0211-1.yaml": filed("2021-02-11", unit="dongxian"),
    "submissions/xixian/2021/0212-1.yaml": filed("2021-02-12", unit="xixian"),
    "adoptions/2021/a.yaml": adopted("2021-02-05", "guanwang", "beixian/2021/0201-1"),
    "adoptions/2021/b.yaml": adopted("2021-02-20", "dongtai", "nanxian/2021/0210-1"),
    "entries/2021/0305-1.yaml": """
        unit: nanxian
        date: 2021-03-05
        clause: blunder
        reason: 信息失实
        signer: 甲
        openness: 公开
    """,
}
