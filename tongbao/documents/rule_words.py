"""What a rulebook makes of points, in plain words: deadlines, labels, conversions, marks."""

from collections.abc import Iterator

from tongbao.documents.words import enumerated
from tongbao.model.clause import Span
from tongbao.model.rulebook import (
    Authors,
    Commendation,
    Conversion,
    DayCount,
    DutyKind,
    Label,
    Rulebook,
    TieOrder,
    UnlistedOutlet,
)
from tongbao.scoring.award import shown

_SPANS = {Span.WEEK: "周", Span.MONTH: "月", Span.QUARTER: "季度", Span.YEAR: "年"}
_TIES = {
    TieOrder.ADOPTED: "得分相同的名次并列，采用条数多的印在前面。",
    TieOrder.FILED: "得分相同的名次并列，报送条数多的印在前面。",
}
_UNLISTED = {
    UnlistedOutlet.SAME_LEVEL: "没有登记的刊物采用的，按同级刊物计分。",
    UnlistedOutlet.LEVEL_DOWN: "没有登记的刊物采用的，按低一级的刊物计分。",
}
_AUTHORS = {
    Authors.FULL: "条目得分同时计给每位作者。",
    Authors.EQUAL: "条目得分由各位作者平均分。",
}


def duty_words(kind: DutyKind) -> str:
    """Write how long a unit has to file for an event, as 重大会议：5天内报送."""
    days = "天" if kind.count is DayCount.CALENDAR else "个工作日"
    return f"{kind.kind}：{kind.days}{days}内报送，次日为第一天，最后一天报送不算逾期。"


def label_words(label: Label) -> str:
    """Write what earns a unit a word beside its score."""
    span = _SPANS[label.period]
    row = f"连续{label.consecutive}个{span}" if label.consecutive > 1 else f"一个{span}"
    if label.below_task:
        condition = "没有完成任务"
    elif label.below is not None:
        condition = f"得分低于{shown(label.below)}分"
    else:
        assert label.at_least is not None
        condition = f"得分达到{shown(label.at_least)}分"
    return f"{label.name}：{row}{condition}。"


def conversion_words(conversion: Conversion) -> str:
    """Write how a period's points become points of the annual assessment."""
    if conversion.factor is not None:
        way = f"每得1分折算{shown(conversion.factor)}分，得分低于0的折算0分"
    elif conversion.by_rank:
        ranks = (
            f"第{rank}名{shown(points)}分" for rank, points in enumerate(conversion.by_rank, 1)
        )
        way = f"按名次折算：{enumerated(ranks)}，其后0分"
    else:
        assert conversion.by_completion is not None
        way = f"完成任务折算{shown(conversion.by_completion)}分，没有完成的按比例"
    most = f"，最高{shown(conversion.most)}分" if conversion.most is not None else ""
    groups = f"（{enumerated(conversion.groups)}）" if conversion.groups else ""
    return f"{conversion.name}{groups}：每{_SPANS[conversion.period]}的得分{way}{most}。"


def commendation_words(commendation: Commendation) -> str:
    """Write how many units of a group a bulletin names: 前3名, 名次在前30%的."""
    if commendation.share is not None:
        return f"{commendation.group}：名次在前{shown(commendation.share * 100)}%的"
    return f"{commendation.group}：前{commendation.top}名"


def further_words(book: Rulebook) -> Iterator[str]:
    """Write the rules that stand beside the clauses, a sentence each."""
    if book.rounding is not None:
        way = "四舍五入" if book.rounding.up else "舍去尾数"
        yield f"除不尽的分值保留{book.rounding.places}位小数，{way}。"
    if book.ties in _TIES:
        yield _TIES[book.ties]
    if book.unlisted in _UNLISTED:
        yield _UNLISTED[book.unlisted]
    if book.authors is not None:
        yield _AUTHORS[book.authors]
