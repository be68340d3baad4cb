"""One story, one record: exact repeats of titles, adoptions and document numbers."""

import unicodedata
from collections.abc import Iterator

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.source.dataset import Dataset


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield records that say again what another one says."""
    yield from _titles(dataset)
    yield from _adoptions(dataset)
    yield from _numbers(dataset)


def folded(title: str) -> str:
    """Return a title without what people vary: width, case, punctuation and spaces."""
    compatible = unicodedata.normalize("NFKC", title).casefold()
    return "".join(letter for letter in compatible if letter.isalnum())


def _titles(dataset: Dataset) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for name, entry in dataset.submissions.items():
        if entry.record.withdrawn is not None:
            continue
        key = folded(entry.record.title)
        if key in first:
            yield Diagnostic(
                entry.at("title"),
                Rule.TITLE_TWICE,
                entry.record.title,
                "没有报送过的信息",
                f"与 {first[key]} 同题：删去其中一条，或改写标题说明不同",
            )
        else:
            first[key] = name


def _adoptions(dataset: Dataset) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str, str | None], str] = {}
    for name, entry in dataset.adoptions.items():
        record = entry.record
        key = (record.submission, record.outlet, record.issue)
        if key in first:
            yield Diagnostic(
                entry.at("submission"),
                Rule.ADOPTION_TWICE,
                f"{record.submission}，{record.outlet}{record.issue or ''}",
                "没有登记过的采用",
                f"与 {first[key]} 相同：删去其中一条，或改正刊物和期号",
            )
        else:
            first[key] = name


def _numbers(dataset: Dataset) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for name, entry in dataset.bulletins.items():
        number = entry.record.number
        if number is None:
            continue
        if number in first:
            yield Diagnostic(
                entry.at("number"),
                Rule.NUMBER_TWICE,
                number,
                "没有用过的发文字号",
                f"通报 {first[number]} 已经用了这个字号，请改正其中一个",
            )
        else:
            first[number] = name
