"""A bulletin that a proposal issues: it is in the base as a draft, and says what the data says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.composing import composed
from tongbao.documents.issued import Issued, issued_of
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset


def unfounded(before: Sequence[Dataset], after: Sequence[Scored]) -> Iterator[Diagnostic]:
    """Yield new frozen records that can't stand: a number is given to what was merged, as it is.

    Either the draft is not in the base yet, or the record was edited, or the base has moved on
    since. All points must be known.
    """
    known = {dataset.id: dataset for dataset in before}
    for scored in after:
        base = known.get(scored.dataset.id)
        for name in scored.dataset.bulletins:
            issued = issued_of(scored.dataset, name)
            if issued is not None and (base is None or name not in base.issued):
                yield from _problems(base, scored, issued)


def _problems(base: Dataset | None, scored: Scored, issued: Issued) -> Iterator[Diagnostic]:
    dataset = scored.dataset
    place = Place(dataset.issued[issued.bulletin].path)
    if base is None or issued.bulletin not in base.bulletins:
        yield Diagnostic(
            place,
            Rule.ISSUED_BROKEN,
            "主干上还没有这期通报的草稿",
            "草稿合并以后才编号",
            "从这次改动里去掉定稿和 number，先合并草稿，再从主干运行 build.py issue",
        )
        return
    document = composed(dataset, scored.ledger, dataset.bulletins[issued.bulletin])
    if replace(document, revision=issued.document.revision) != issued.document:
        yield Diagnostic(
            place,
            Rule.ISSUED_BROKEN,
            "与由合并后的数据生成的通报不同",
            "build.py issue 写的原样，写好以后数据没有变",
            "恢复 bulletin.md，取来主干的最新内容，再运行 build.py issue",
        )
