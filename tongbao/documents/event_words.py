"""A clause that looks at one event at a time, in plain words."""

from collections.abc import Iterator
from decimal import Decimal

from tongbao.documents.selection_words import (
    item_words,
    leaders_words,
    levels_words,
    outlets_words,
    selection_words,
    states_words,
    units_words,
)
from tongbao.documents.words import enumerated
from tongbao.model.clause import (
    Cap,
    EventClause,
    EventKind,
    JointShare,
    Span,
    Split,
    Steps,
    VetoScope,
)
from tongbao.scoring.award import shown
from tongbao.source.dataset import Dataset

ONE = {
    Span.WEEK: "一周",
    Span.MONTH: "一个月",
    Span.QUARTER: "一个季度",
    Span.YEAR: "一年",
}
_THIS = {Span.WEEK: "当周", Span.MONTH: "当月", Span.QUARTER: "当季", Span.YEAR: "全年"}
_VETOED = {
    VetoScope.ITEM: "该条信息计零分",
    VetoScope.MONTH: "当月计零分",
    VetoScope.QUARTER: "当季计零分",
    VetoScope.YEAR: "当年计零分",
}
_SPLITS = {
    Split.FULL: "各得全分",
    Split.EQUAL: "平均分",
    Split.PEOPLE: "按撰稿人数分",
}
_HALF = Decimal("0.5")
_ORDINALS = "一二三四五六七八九十"


def event_words(dataset: Dataset, clause: EventClause) -> Iterator[str]:
    """Yield what a clause gives for an event and how that is changed, a sentence each."""
    yield f"{_first(dataset, clause)}。"
    if clause.multipliers:
        factors = (
            f"{selection_words(dataset, each.where, clause.event)}的乘以{shown(each.factor)}"
            for each in clause.multipliers
        )
        yield f"{'；'.join(factors)}；都不符合的不变，几项都符合的连乘。"
    if clause.joint:
        shares = (_share(dataset, clause, each) for each in clause.joint)
        yield f"联合信息的各单位：{'；'.join(shares)}。"
    if clause.points is not None or clause.cases or clause.steps or clause.range:
        if clause.veto is not None:
            yield f"一票否决，{_VETOED[clause.veto]}。"
        if clause.bars is not None:
            yield f"{_barred(clause.bars)}。"
    if clause.event in {EventKind.COMMISSION, EventKind.DUTY} and _costs(clause):
        yield "到期自动生效。" if clause.automatic else "由办公室认定后生效。"


def caps_words(caps: tuple[Cap, ...]) -> Iterator[str]:
    """Yield the limits on what a clause gives, as one sentence."""
    if caps:
        limits = enumerated(f"{ONE[cap.period]}{shown(cap.points)}分" for cap in caps)
        yield f"每个单位按本条最多得：{limits}。"


def _costs(clause: EventClause) -> bool:
    steps = clause.steps.points if clause.steps else ()
    values = [*steps, *(case.points for case in clause.cases), clause.points or Decimal(0)]
    return bool(clause.veto or clause.bars) or min(values) < 0


def _first(dataset: Dataset, clause: EventClause) -> str:
    subject = _subject(dataset, clause)
    if clause.points is not None:
        return f"{subject}，{_value(clause, clause.points)}"
    if clause.cases:
        values = "；".join(
            f"{selection_words(dataset, case.where, clause.event) or '其余'}"
            f"{_value(clause, case.points)}"
            for case in clause.cases
        )
        return f"{subject}：{values}"
    if clause.steps is not None:
        return f"{subject}，{ONE[clause.steps.period]}里{_steps(clause, clause.steps)}"
    if clause.range is not None:
        least, most = shown(clause.range.least), shown(clause.range.most)
        return f"{subject}，由办公室在{least}分到{most}分之间定分"
    effects = [_VETOED[clause.veto]] if clause.veto else []
    effects += [_barred(clause.bars)] if clause.bars else []
    if effects:
        return f"{subject}，{'，'.join(effects)}"
    return f"{subject}，分值未定，登记前要先在考评办法里补上"


def _barred(span: Span) -> str:
    return f"{_THIS[span].replace('全年', '当年')}取消评先评优资格"


def _value(clause: EventClause, points: Decimal) -> str:
    if points < 0:
        return f"扣{shown(-points)}分"
    if not points:
        return "不计分"
    return f"{'在采用分之外另加' if clause.on_top else '得'}{shown(points)}分"


def _steps(clause: EventClause, steps: Steps) -> str:
    last = len(steps.points)
    return "，".join(
        f"第{_ordinal(number)}次{'起每次' if number == last else ''}{_value(clause, points)}"
        for number, points in enumerate(steps.points, 1)
    )


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)


def _share(dataset: Dataset, clause: EventClause, share: JointShare) -> str:
    which = selection_words(dataset, share.where, clause.event)
    if share.points is not None:
        how = f"各得{shown(share.points)}分"
    elif share.factor is not None:
        part = "一半" if share.factor == _HALF else f"全分的{shown(share.factor * 100)}%"
        how = f"各得{part}"
    else:
        assert share.split is not None
        how = _SPLITS[share.split]
    return f"{which}，{how}" if which else how


def _subject(dataset: Dataset, clause: EventClause) -> str:
    where = clause.where
    who, items = units_words(dataset, where), item_words(where)
    match clause.event:
        case EventKind.SUBMISSION if clause.beyond_task is not None:
            task = f"{_THIS[clause.beyond_task]}任务数"
            return f"{who}报送超过{task}的，每超过一条{items}信息"
        case EventKind.SUBMISSION:
            return f"{who}每报送一条{items}信息"
        case EventKind.COMMISSION:
            return f"{who}每有一次约稿{states_words(where)}"
        case EventKind.DUTY:
            return f"{who}每有一次{enumerated(where.duty or ('任务',))}{states_words(where)}"
        case EventKind.ENTRY:
            return f"{who}{'，' if who else ''}办公室每登记一次"
        case _:
            return f"{who}每有一条{items}信息{_happening(dataset, clause)}"


def _happening(dataset: Dataset, clause: EventClause) -> str:
    where = clause.where
    if clause.event is EventKind.FORWARDING:
        return f"由办公室转报{levels_words(where.level) if where.level else '上级'}"
    if clause.event is EventKind.INSTRUCTION:
        on = f"在{outlets_words(dataset, where)}上" if where.outlet else ""
        return f"{on}得到{leaders_words(where)}批示"
    route = enumerated(where.route or ())
    by = outlets_words(dataset, where) or "刊物"
    placement = f"在{enumerated(where.placement)}" if where.placement else ""
    return f"{route}被{by}{placement}采用"
