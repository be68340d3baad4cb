"""A bulletin that a proposal issues: its frozen record must be what the data says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.composing import composed
from tongbao.documents.issued import issued_of
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset


def unfounded(before: Sequence[Dataset], after: Sequence[Scored]) -> Iterator[Diagnostic]:
    """Yield frozen records that are new and not what the program makes of the merged data.

    They were edited, or the base has moved on since. All points must be known.
    """
    frozen = {(dataset.id, name) for dataset in before for name in dataset.issued}
    for scored in after:
        dataset = scored.dataset
        for name, entry in dataset.bulletins.items():
            issued = issued_of(dataset, name)
            if issued is None or (dataset.id, name) in frozen:
                continue
            document = composed(dataset, scored.ledger, entry)
            if replace(document, revision=issued.document.revision) != issued.document:
                yield Diagnostic(
                    Place(dataset.issued[name].path),
                    Rule.ISSUED_BROKEN,
                    "与由合并后的数据生成的通报不同",
                    "build.py issue 写的原样，写好以后数据没有变",
                    "恢复 bulletin.md，取来主干的最新内容，再运行 build.py issue",
                )
