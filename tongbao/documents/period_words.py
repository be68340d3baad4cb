"""A clause that looks at a whole period or at a sum, in plain words."""

from collections.abc import Iterator

from tongbao.documents.event_words import ONE
from tongbao.documents.selection_words import selection_words, units_words
from tongbao.documents.words import enumerated
from tongbao.model.clause import (
    BaseClause,
    EventKind,
    PeriodClause,
    RatioClause,
    Shortfall,
    Span,
    TotalClause,
    Where,
)
from tongbao.model.rulebook import Rulebook
from tongbao.scoring.award import shown
from tongbao.source.dataset import Dataset

_SPANS = {
    Span.WEEK: "每周",
    Span.MONTH: "每月",
    Span.QUARTER: "每季度",
    Span.YEAR: "每年",
}
_UNITS = {Span.WEEK: "周", Span.MONTH: "个月", Span.QUARTER: "个季度", Span.YEAR: "年"}
_COUNTED = {
    EventKind.SUBMISSION: "报送",
    EventKind.FORWARDING: "被转报",
    EventKind.ADOPTION: "被采用",
    EventKind.INSTRUCTION: "得到领导批示",
    EventKind.COMMISSION: "约稿",
    EventKind.DUTY: "任务",
    EventKind.ENTRY: "办公室登记",
}


def count_words(dataset: Dataset, clause: PeriodClause) -> Iterator[str]:
    """Yield what a count of events in a period earns or costs, a sentence each."""
    who, limit = _whose(dataset, clause.where, clause.event)
    counted = f"{_SPANS[clause.period]}数{who}{_COUNTED[clause.event]}的条数{limit}"
    yield f"{'，'.join((counted, *_earned(dataset, clause)))}。"
    if clause.short is not None:
        lacking = "都不满足" if clause.quota.any_of else "不足"
        yield f"{_short(clause.period, clause.short, lacking)}，期间结束以后才扣。"


def _whose(dataset: Dataset, where: Where, kind: EventKind) -> tuple[str, str]:
    """Write whose events are counted, and in brackets which of them."""
    which = selection_words(dataset, where.model_copy(update={"group": None, "unit": None}), kind)
    return units_words(dataset, where) or "各单位", f"（{which}）" if which else ""


def _earned(dataset: Dataset, clause: PeriodClause) -> Iterator[str]:
    quota = clause.quota
    if quota.any_of:
        ways = (
            f"{selection_words(dataset, way.where, clause.event) or _COUNTED[clause.event]}"
            f"{way.count}条"
            for way in quota.any_of
        )
        met, missed = f"{'，或者'.join(ways)}，满足一种就", "都不满足"
    elif quota.count is None:
        met, missed = "完成任务", "没有完成任务"
    else:
        met, missed = f"满{quota.count}条", f"不足{quota.count}条"
    if quota.any_of:
        yield f"{met}得{shown(quota.points)}分" if quota.points else f"{met}算完成"
        yield f"{missed}的不得分"
    elif quota.points is not None:
        yield f"{missed}{'的' if quota.count is None else ''}不得分"
        yield f"{met}{'的' if quota.count is None else ''}得{shown(quota.points)}分"
    else:
        yield "应完成任务数" if quota.count is None else f"应满{quota.count}条"
    if clause.beyond is not None:
        yield f"超出的每条再加{shown(clause.beyond)}分"
    if clause.cap is not None:
        yield f"{ONE[clause.period]}最多得{shown(clause.cap)}分"


def _short(span: Span, short: Shortfall, lacking: str) -> str:
    row = f"连续{short.consecutive}{_UNITS[span]}" if short.consecutive > 1 else ""
    if short.points is not None:
        return f"{row}{lacking}的扣{shown(-short.points)}分"
    assert short.each is not None
    return f"{row}{lacking}的，每缺一条扣{shown(-short.each)}分"


def ratio_words(dataset: Dataset, clause: RatioClause) -> str:
    """Write what too small a part of adopted items costs."""
    who, limit = _whose(dataset, clause.where, EventKind.SUBMISSION)
    verb = "扣" if clause.points < 0 else "得"
    return (
        f"{_SPANS[clause.period]}看{who}报送的信息有多少被采用{limit}，"
        f"采用率低于{shown(clause.below * 100)}%的，{verb}{shown(abs(clause.points))}分；"
        "没有报送的不看，期间结束以后才计。"
    )


def base_words(dataset: Dataset, clause: BaseClause) -> str:
    """Write what every unit has at the start of a period."""
    who = units_words(dataset, clause.where) or "每个单位"
    return f"{who}{_SPANS[clause.period]}开始时有基础分{shown(clause.points)}分。"


def total_words(dataset: Dataset, book: Rulebook, clause: TotalClause) -> str:
    """Write how a sum is corrected."""
    who = units_words(dataset, clause.where) or "各单位"
    names = {column.id: column.name for column in book.columns}
    columns = enumerated(f"“{names.get(column, column)}”" for column in clause.columns)
    of = f"{columns}的得分" if columns else "全部得分"
    corrections = []
    if clause.target is not None:
        corrections.append(f"少于目标分的，按差额的{shown(clause.target)}倍扣分，期间结束以后才扣")
    if clause.least is not None:
        corrections.append(f"低于{shown(clause.least)}分的补到{shown(clause.least)}分")
    if clause.most is not None:
        corrections.append(f"高于{shown(clause.most)}分的减到{shown(clause.most)}分")
    return f"{_SPANS[clause.period]}合计{who}{of}：{'；'.join(corrections)}。"
