"""A small office whose records and rulebook scoring is tried on."""

from collections.abc import Callable

from tongbao.model.scalars import ClauseId
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import Scored

Scores = Callable[..., Scored]

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
        groups: [各县]
        units:
          - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县}
          - {id: nanxian, name: 南县医疗保障局, short: 南县, group: 各县}
    """,
    "outlets.yaml": """
        levels: [国家, 本局]
        outlets:
          - {id: xinxi, name: 医保信息, level: 本局}
          - {id: guanwang, name: 局官网, level: 本局}
          - {id: dongtai, name: 医保动态, level: 国家}
    """,
    "rules/2021.yaml": """
        title: 某市考评办法
        in_force: {from: 2021-01-01, to: 2021-12-31}
        columns:
          - {id: filing, name: 报送}
          - {id: adopted, name: 采用}
          - {id: extra, name: 另加}
        clauses:
          - id: filing
            citation: 第一条
            text: 每月报送满2条得1分，每多1条加0.2分，封顶2分。
            column: filing
            event: submission
            award: per-period
            period: month
            quota: {count: 2, points: 1}
            beyond: 0.2
            cap: 2
          - id: xinxi
            citation: 第二条
            text: 医保信息采用的，经验总结2分，动态信息0.5分。
            column: adopted
            event: adoption
            where: {outlet: [xinxi]}
            award: per-event
            cases:
              - {where: {category: [经验总结]}, points: 2}
              - {where: {category: [动态信息]}, points: 0.5}
            repeat: {pool: own}
          - id: guanwang
            citation: 第三条
            text: 官网采用的0.5分，同题不重复计分。
            column: adopted
            event: adoption
            where: {outlet: [guanwang]}
            award: per-event
            points: 0.5
            repeat: {pool: own}
          - id: commission
            citation: 第四条
            text: 约稿每条另加3分。
            column: extra
            event: adoption
            where: {commissioned: true}
            on_top: true
            mark: {sign: ★, label: 约稿任务}
            award: per-event
            points: 3
            repeat: {pool: commission}
    """,
    "commissions/2021/0101-1.yaml": """
        title: 约稿
        asked: 2021-01-01
        deadline: 2021-01-31
        openness: 公开
        units: [beixian]
    """,
    "submissions/beixian/2021/0105-1.yaml": """
        unit: beixian
        date: 2021-01-05
        title: 北县经验
        category: 经验总结
        openness: 公开
    """,
}


def filed(day: str, more: str = "", unit: str = "beixian", category: str = "动态信息") -> str:
    """Write a submission of one line a field; `more` is a further line."""
    lines = [
        f"unit: {unit}",
        f"date: {day}",
        f"title: {unit}{day}的信息",
        f"category: {category}",
        "openness: 公开",
        more,
    ]
    return "\n".join(lines)


def adopted(day: str, outlet: str, submission: str = "beixian/2021/0105-1") -> str:
    """Write an adoption of one line a field."""
    return f"submission: {submission}\noutlet: {outlet}\ndate: {day}\n"


def of_clause(ledger: Ledger, clause: str) -> list[tuple[str, str, str]]:
    """Return a clause's awards as day, points, reason."""
    return [
        (str(award.date), shown(award.points), award.reason)
        for award in ledger.under(ClauseId(clause))
    ]
