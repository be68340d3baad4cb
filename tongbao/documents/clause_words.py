"""A clause in plain words: what the primitives it is composed of do."""

from collections.abc import Iterator

from tongbao.documents.words import enumerated
from tongbao.model.rulebook import Clause, EventClause, EventKind, PeriodClause, Span, Where
from tongbao.scoring.award import shown
from tongbao.source.dataset import Dataset

_SPANS = {Span.MONTH: "每月", Span.QUARTER: "每季度", Span.YEAR: "每年"}
_ONE = {Span.MONTH: "一个月", Span.QUARTER: "一个季度", Span.YEAR: "一年"}
_COUNTED = {
    EventKind.SUBMISSION: "报送",
    EventKind.ADOPTION: "被采用",
    EventKind.INSTRUCTION: "得到领导批示",
}


def in_words(dataset: Dataset, clause: Clause) -> str:
    """Return what a clause gives, as sentences."""
    if isinstance(clause, PeriodClause):
        return f"{'，'.join(_by_period(dataset, clause))}。"
    return f"{'；'.join(_by_event(dataset, clause))}。"


def _by_period(dataset: Dataset, clause: PeriodClause) -> Iterator[str]:
    which = _selection(dataset, clause.where)
    limit = f"（{which}）" if which else ""
    yield f"{_SPANS[clause.period]}数各单位{_COUNTED[clause.event]}的条数{limit}"
    quota = clause.quota
    yield f"不足{quota.count}条不得分"
    yield f"满{quota.count}条得{shown(quota.points)}分"
    if clause.beyond is not None:
        yield f"超出的每条再加{shown(clause.beyond)}分"
    if clause.cap is not None:
        yield f"{_ONE[clause.period]}最多得{shown(clause.cap)}分"


def _by_event(dataset: Dataset, clause: EventClause) -> Iterator[str]:
    subject = _subject(dataset, clause)
    verb = "在采用分之外另加" if clause.on_top else "得"
    if clause.points is not None:
        yield f"{subject}，{verb}{shown(clause.points)}分"
    elif clause.cases:
        values = "；".join(
            f"{_selection(dataset, case.where) or '其余'}{verb}{shown(case.points)}分"
            for case in clause.cases
        )
        yield f"{subject}：{values}"
    else:
        yield f"{subject}，分值未定，暂不计分"
    if clause.repeat is not None:
        yield "同一条信息重复符合的，只计分值最高的一次"


def _subject(dataset: Dataset, clause: EventClause) -> str:
    where = clause.where
    kind = f"{enumerated(where.category)}类的" if where.category else ""
    kind += "约稿" if where.commissioned else ""
    if clause.event is EventKind.SUBMISSION:
        return f"每报送一条{kind}信息"
    if clause.event is EventKind.INSTRUCTION:
        return f"每有一条{kind}信息得到{enumerated(where.level or ())}领导批示"
    by = _outlets(dataset, where) or "刊物"
    return f"每有一条{kind}信息被{by}采用"


def _outlets(dataset: Dataset, where: Where) -> str:
    if where.outlet:
        return enumerated(dataset.outlet_by_id[outlet].name for outlet in where.outlet)
    return f"{enumerated(where.level)}级刊物" if where.level else ""


def _selection(dataset: Dataset, where: Where) -> str:
    parts = [enumerated(where.category or ()), _outlets(dataset, where)]
    if where.commissioned is not None:
        parts.append("约稿" if where.commissioned else "非约稿")
    return "，".join(part for part in parts if part)
