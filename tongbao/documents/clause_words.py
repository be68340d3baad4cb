"""A clause in plain words: what it is called, what the primitives it is composed of do."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from tongbao.documents.event_words import caps_words, event_words
from tongbao.documents.period_words import base_words, count_words, ratio_words, total_words
from tongbao.documents.selection_words import (
    leaders_words,
    levels_words,
    outlets_words,
    states_words,
    units_words,
)
from tongbao.documents.words import enumerated
from tongbao.model.clause import (
    BaseClause,
    Clause,
    EventClause,
    EventKind,
    PeriodClause,
    RatioClause,
    TotalClause,
    Where,
)
from tongbao.model.rulebook import Rulebook
from tongbao.model.scalars import ClauseId
from tongbao.source.dataset import Dataset, Entry

_NUMBER = re.compile(r"^.*〔[0-9]{4}〕[0-9]+号）?")


def short_name(clause: Clause) -> str:
    """Return where a clause stands: what follows the document's name or number in its citation.

    《考评办法》第五条 is 第五条, 某医保字〔2020〕33号四（一）1 is 四（一）1.
    """
    behind_name = clause.citation.rpartition("》")[2] or clause.citation
    return _NUMBER.sub("", behind_name) or behind_name


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
    whose = units_words(dataset, clause.where)
    match clause:
        case EventClause() | PeriodClause():
            topic = _event_topic(dataset, clause)
        case RatioClause():
            topic = "采用率"
        case BaseClause():
            topic = "基础分"
        case TotalClause():
            topic = "合计调整" if clause.target is None else "目标分"
    return f"{whose}，{topic}" if whose else topic


def _event_topic(dataset: Dataset, clause: EventClause | PeriodClause) -> str:
    where = clause.where
    kind = _items(where)
    match clause.event:
        case EventKind.SUBMISSION:
            is_excess = isinstance(clause, EventClause) and clause.beyond_task is not None
            topic = f"{kind}{'超额' if is_excess else ''}报送"
        case EventKind.FORWARDING:
            topic = f"{kind}转报{levels_words(where.level) if where.level else ''}"
        case EventKind.INSTRUCTION:
            topic = f"{kind}{leaders_words(where)}批示"
        case EventKind.COMMISSION:
            topic = f"约稿{states_words(where)}"
        case EventKind.DUTY:
            topic = f"{enumerated(where.duty or ('任务',))}{states_words(where)}"
        case EventKind.ENTRY:
            topic = "手工登记"
        case EventKind.ADOPTION:
            by = outlets_words(dataset, where)
            topic = f"{kind}{'，' if kind and by else ''}{by}采用"
    return topic


def _items(where: Where) -> str:
    kind = f"{enumerated(where.category)}类" if where.category else ""
    if where.timely is not None:
        kind += "按期" if where.timely else "逾期"
    if where.commissioned is not None:
        kind += "约稿" if where.commissioned else "非约稿"
    if where.joint is not None:
        kind += "联合" if where.joint else "单独"
    return kind


def in_words(dataset: Dataset, book: Entry[Rulebook], clause: Clause) -> str:
    """Return what a clause of a rulebook gives, as sentences."""
    return "".join(_sentences(dataset, book, clause))


def _sentences(dataset: Dataset, book: Entry[Rulebook], clause: Clause) -> Iterator[str]:
    match clause:
        case EventClause():
            yield from event_words(dataset, clause)
            yield from _repeats(dataset, book, clause)
        case PeriodClause():
            yield from count_words(dataset, clause)
        case RatioClause():
            yield ratio_words(dataset, clause)
        case BaseClause():
            yield base_words(dataset, clause)
        case TotalClause():
            yield total_words(dataset, book.record, clause)
    yield from caps_words(clause.caps)


def _repeats(dataset: Dataset, book: Entry[Rulebook], clause: EventClause) -> Iterator[str]:
    """Yield what the pool of a clause does: which clauses are in it, what of an item counts."""
    if clause.repeat is None:
        return
    pool = clause.repeat.pool
    names = headings(dataset, book.record)
    partners = [names[each.id] for each in _in_pool(book, pool) if each.id != clause.id]
    again = f"，或者又按{enumerated(partners)}计分" if partners else ""
    best = "，先计的不变，后来的分值更高时补计差额" if partners or clause.cases else ""
    if clause.repeat.each_level:
        yield f"同一条信息在同一级别几次符合本条{again}的，只计最高的一次{best}；不同级别的累加。"
    else:
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
