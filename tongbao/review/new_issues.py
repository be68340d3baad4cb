"""A bulletin that a proposal issues: it is in the base as a draft, and says what the data says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tongbao.checks.numbers import is_own
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents.freezing import Origin, frozen
from tongbao.documents.issued import Issued, issued_of
from tongbao.scoring.score import Scored
from tongbao.source.dataset import Dataset

_NUMBERED = {"number", "date"}
"""The fields of bulletin.md that get their values when it is issued."""


def unfounded(
    before: Sequence[Dataset], after: Sequence[Scored], is_merged: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """Yield new frozen records that can't stand: a number is given to what was merged, as it is.

    Either the draft is not in the base yet or another one, or the number is of another office, or
    the record was edited, or the base has moved on since. All points must be known; `is_merged`
    says of a commit's id whether the base has it.
    """
    known = {dataset.id: dataset for dataset in before}
    for scored in after:
        base = known.get(scored.dataset.id)
        for name in scored.dataset.bulletins:
            issued = issued_of(scored.dataset, name)
            if issued is not None and (base is None or name not in base.issued):
                place = Place(scored.dataset.issued[name].path)
                if base is None or not _is_draft_of(base, scored.dataset, name):
                    yield _refused(
                        place,
                        "主干上还没有这期通报的草稿，或者草稿的内容不同",
                        "草稿合并以后才编号",
                        "从这次改动里去掉定稿和 number，先合并草稿，再从主干运行 build.py issue",
                    )
                elif not is_own(base, issued.document.number):
                    yield _refused(
                        place,
                        f"字号 {issued.document.number}",
                        f"主干上 bureau.yaml 的 number_prefix：{base.bureau.record.number_prefix}",
                        "恢复 bulletin.md，再运行 build.py issue；发文代字改了的，先合并那项改动",
                    )
                elif not _is_founded(scored, issued):
                    yield _refused(
                        place,
                        "与由合并后的数据生成的定稿不同",
                        "build.py issue 写的原样，写好以后数据没有变",
                        "恢复 bulletin.md，取来主干的最新内容，再运行 build.py issue",
                    )
                elif not is_merged(issued.made_from.revision):
                    yield _refused(
                        place,
                        f"依据的数据版本 {issued.made_from.revision[:12]} 不在主干上",
                        "从主干的最新内容定稿",
                        "恢复 bulletin.md，取来主干的最新内容，再运行 build.py issue",
                    )


def _is_draft_of(base: Dataset, dataset: Dataset, name: str) -> bool:
    draft = base.bulletins.get(name)
    issued = dataset.bulletins[name].record
    return draft is not None and all(
        getattr(draft.record, field) == getattr(issued, field)
        for field in type(issued).model_fields
        if field not in _NUMBERED
    )


def _is_founded(scored: Scored, issued: Issued) -> bool:
    dataset, entry = scored.dataset, scored.dataset.bulletins[issued.bulletin]
    rulebooks = {book.id: book.digest for book in dataset.rulebooks_in(entry.record.period)}
    made_from = replace(issued.made_from, rulebooks=rulebooks)
    return issued == frozen(scored, entry, Origin(made_from, issued.printed))


def _refused(place: Place, found: str, expected: str, advice: str) -> Diagnostic:
    return Diagnostic(place, Rule.ISSUED_BROKEN, found, expected, advice)
