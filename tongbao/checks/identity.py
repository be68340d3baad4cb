"""One story, one record: exact repeats of titles, adoptions, answers and document numbers."""

import unicodedata
from collections.abc import Iterator

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.source.dataset import Dataset


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield records that say again what another one says."""
    yield from _titles(dataset)
    yield from _adoptions(dataset)
    yield from _answers(dataset)
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
    first: dict[tuple[str, str, str], str] = {}
    for name, entry in dataset.adoptions.items():
        record = entry.record
        outlet = record.unlisted.name if record.unlisted is not None else record.outlet or ""
        # Whether the year is written before the number is a habit.
        issue = (record.issue or "").removeprefix(f"{record.date.year}年")
        key = (record.submission, outlet, issue)
        if key in first:
            yield Diagnostic(
                entry.at("submission"),
                Rule.ADOPTION_TWICE,
                f"{record.submission}，{outlet}{record.issue or ''}",
                "没有登记过的采用",
                f"与 {first[key]} 相同：删去其中一条，或改正刊物和期号",
            )
        else:
            first[key] = name


def _answers(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield further answers of a unit to one commission: each is scored as a commissioned item."""
    first: dict[tuple[str, str], str] = {}
    for unit, entries in dataset.submissions_of.items():
        for entry in entries:
            record = entry.record
            if record.commission is None or record.is_compiled:
                continue
            if record.withdrawn is not None or record.is_refused:
                continue
            other = first.setdefault((unit, record.commission), entry.id)
            if other != entry.id:
                yield Diagnostic(
                    entry.at("commission"),
                    Rule.COMMISSION_TWICE,
                    f"{entry.id}，{record.commission}",
                    "一个单位应一个约稿报送一条",
                    f"{other} 也应这个约稿，两条都按约稿计分：只约一条的，删去这里的 commission",
                )


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
