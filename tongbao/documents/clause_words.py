"""A clause in plain words: what it is called, what the primitives it is composed of do."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tongbao.documents.words import enumerated
from tongbao.model.rulebook import (
    Clause,
    EventClause,
    EventKind,
    PeriodClause,
    Rulebook,
    Span,
    Where,
)
from tongbao.model.scalars import ClauseId
from tongbao.scoring.award import shown
from tongbao.source.dataset import Dataset, Entry

_SPANS = {Span.MONTH: "每月", Span.QUARTER: "每季度", Span.YEAR: "每年"}
_ONE = {Span.MONTH: "一个月", Span.QUARTER: "一个季度", Span.YEAR: "一年"}
_COUNTED = {
    EventKind.SUBMISSION: "报送",
    EventKind.ADOPTION: "被采用",
    EventKind.INSTRUCTION: "得到领导批示",
}


def short_name(clause: Clause) -> str:
    """Return where a clause stands (第五条): what follows the document's name in its citation."""
    return clause.citation.rpartition("》")[2] or clause.citation


def headings(dataset: Dataset, book: Rulebook) -> Mapping[ClauseId, str]:
    """Return a heading for each clause of a rulebook that tells it apart from the others.

    To clauses that stand in the same article what they count is added, as in 第六条（局官网采用）,
    and a number where that is the same too.
    """
    articles = Counter(map(short_name, book.clauses))
    topics = {clause.id: (short_name(clause), _topic(dataset, clause)) for clause in book.clauses}
    shared = Counter(topics.values())
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for clause, (article, topic) in topics.items():
        seen[article, topic] += 1
        number = f"·{seen[article, topic]}" if shared[article, topic] > 1 else ""
        found[clause] = f"{article}（{topic}{number}）" if articles[article] > 1 else article
    return found


def _topic(dataset: Dataset, clause: Clause) -> str:
    where = clause.where
    kind = f"{enumerated(where.category)}类" if where.category else ""
    if where.commissioned is not None:
        kind += "约稿" if where.commissioned else "非约稿"
    if clause.event is EventKind.SUBMISSION:
        return f"{kind}报送"
    if clause.event is EventKind.INSTRUCTION:
        return f"{kind}{enumerated(where.level or ())}领导批示"
    by = _outlets(dataset, where)
    return f"{kind}{'，' if kind and by else ''}{by}采用"


def in_words(dataset: Dataset, book: Entry[Rulebook], clause: Clause) -> str:
    """Return what a clause of a rulebook gives, as sentences."""
    if isinstance(clause, PeriodClause):
        return f"{'，'.join(_by_period(dataset, clause))}。"
    return "".join((_by_event(dataset, clause), *_repeats(dataset, book, clause)))


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


def _by_event(dataset: Dataset, clause: EventClause) -> str:
    subject = _subject(dataset, clause)
    verb = "在采用分之外另加" if clause.on_top else "得"
    if clause.points is not None:
        return f"{subject}，{verb}{shown(clause.points)}分。"
    if clause.cases:
        values = "；".join(
            f"{_selection(dataset, case.where) or '其余'}{verb}{shown(case.points)}分"
            for case in clause.cases
        )
        return f"{subject}：{values}。"
    return f"{subject}，分值未定，登记前要先在考评办法里补上。"


def _repeats(dataset: Dataset, book: Entry[Rulebook], clause: EventClause) -> Iterator[str]:
    """Yield what the pool of a clause does: which clauses are in it, what of an item counts."""
    if clause.repeat is None:
        return
    pool = clause.repeat.pool
    names = headings(dataset, book.record)
    partners = [names[each.id] for each in _in_pool(book, pool) if each.id != clause.id]
    again = f"，或者又按{enumerated(partners)}计分" if partners else ""
    best = "，先计的不变，后来的分值更高时补计差额" if partners or clause.cases else ""
    yield f"同一条信息几次符合本条{again}的，不累加，只计最高的一次{best}。"
    others = (each for name, each in dataset.rulebooks.items() if name != book.id)
    if any(_in_pool(other, pool) for other in others):
        yield "在其他考评办法施行期内已按同类条款计过分的，同样处理。"


def _in_pool(book: Entry[Rulebook], pool: str) -> list[EventClause]:
    return [
        clause
        for clause in book.record.clauses
        if isinstance(clause, EventClause) and clause.repeat and clause.repeat.pool == pool
    ]


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
