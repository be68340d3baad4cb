"""Named fields in the office's text: numbers and lists that come from the ledger.

A field is written `{采用条数}` or, with a parameter, `{采用条数：自治区}`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents import addresses
from tongbao.documents.items import adopted_submissions
from tongbao.documents.prose import Block, Run
from tongbao.documents.words import enumerated
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import leading, standings
from tongbao.source.dataset import Dataset, Entry

# A Chinese keyboard writes the braces and the colon full-width.
_FIELD = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]")
_BRACE = re.compile(r"[{}｛｝]")


@dataclass(frozen=True, slots=True)
class FieldSource:
    """What fields are computed from: a dataset, its whole ledger, the bulletin's period."""

    dataset: Dataset
    ledger: Ledger
    period: Period


class _UnknownError(Exception):
    """A name or parameter that does not exist; carries what may stand there instead."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def _submitted(source: FieldSource, parameter: str) -> Run:
    if parameter:
        raise _UnknownError("不带参数")
    count = sum(
        entry.record.date in source.period and entry.record.withdrawn is None
        for entry in source.dataset.submissions.values()
    )
    return Run(str(count), target=addresses.filed(source.period))


def _adopted(source: FieldSource, parameter: str) -> Run:
    levels = source.dataset.outlets.record.levels
    if parameter and parameter not in levels:
        raise _UnknownError(f"{enumerated(levels)} 之一")
    ledger = source.ledger.within(source.period)
    count = len(adopted_submissions(source.dataset, ledger, parameter or None))
    return Run(str(count), target=addresses.adopted(source.period, levels, parameter))


def _commended(source: FieldSource, parameter: str) -> Run:
    groups = source.dataset.registry.record.groups
    tops = {
        commendation.group: commendation.top
        for book in source.dataset.rulebooks_in(source.period)
        for commendation in book.record.commendations
        if commendation.group in groups
    }
    if parameter not in tops:
        raise _UnknownError(f"考评办法有名额的分组：{enumerated(tops) or '现在没有'}")
    ledger = source.ledger.within(source.period)
    units = {
        name: ledger.of_unit(name).total
        for name, unit in source.dataset.units.items()
        if unit.group == parameter
    }
    named = leading(standings(units), tops[parameter])
    words = (
        "/".join(source.dataset.units[standing.unit].short for standing in tied)
        + ("（并列）" if len(tied) > 1 else "")
        for tied in named
    )
    target = addresses.standing(source.period, groups, parameter)
    return Run(enumerated(words) or "（无）", target=target)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: how it is computed, and how the format's reference explains it (Chinese)."""

    value: Callable[[FieldSource, str], Run]
    parameter: str
    meaning: str


FIELDS: Mapping[str, Field] = {
    "报送条数": Field(_submitted, "", "本期报送的条数，不含撤回的"),
    "采用条数": Field(
        _adopted,
        "可写级别，如 {采用条数：省}",
        "本期被采用的信息有几条；一条信息被几家采用只算一条，所以各级之和可能多于总数",
    ),
    "表扬名单": Field(
        _commended,
        "必写分组，如 {表扬名单：各县医疗保障局}",
        "分组里得分靠前的单位，名额在考评办法的 commendations；同分的并列，压线的都算",
    ),
}


def _evaluate(source: FieldSource, written: str) -> Run:
    name, _, parameter = written.replace(":", "：").partition("：")
    field = FIELDS.get(name.strip())
    if field is None:
        raise _UnknownError(f"{enumerated(FIELDS)} 之一")
    return field.value(source, parameter.strip())


def check_fields(source: FieldSource, entry: Entry[Bulletin]) -> Iterator[Diagnostic]:
    """Yield each field in a bulletin's text that does not exist, with its line.

    While a rulebook can't be read, what its fields would say is not known and nothing is yielded.
    """
    if source.dataset.is_unreadable("rules"):
        return
    for number, line in enumerate(entry.record.text.split("\n")):
        for match in _FIELD.finditer(line):
            place = Place(entry.path, entry.text_line + number, match.start() + 1)
            try:
                _evaluate(source, match[1])
            except _UnknownError as unknown:
                advice = "照上面的名称改；带参数的写作 {采用条数：级别}、{表扬名单：分组}"
                yield Diagnostic(place, Rule.FIELD_NAME, match[0], unknown.expected, advice)
        for brace in _BRACE.finditer(_FIELD.sub(lambda match: " " * len(match[0]), line)):
            place = Place(entry.path, entry.text_line + number, brace.start() + 1)
            expected = "花括号成对，中间是字段名"
            advice = "补上缺的另一半，或删去这个花括号"
            yield Diagnostic(place, Rule.FIELD_NAME, brace[0], expected, advice)


def filled(source: FieldSource, block: Block) -> Block:
    """Return a block with each field replaced by its value; unknown fields stay as written."""
    return block.with_runs(run for old in block.runs for run in _filled_run(source, old))


def _filled_run(source: FieldSource, run: Run) -> Iterator[Run]:
    end = 0
    for match in _FIELD.finditer(run.text):
        try:
            value = _evaluate(source, match[1])
        except _UnknownError:
            continue
        if match.start() > end:
            yield replace(run, text=run.text[end : match.start()])
        yield replace(value, strong=run.strong)
        end = match.end()
    if end < len(run.text):
        yield replace(run, text=run.text[end:])
