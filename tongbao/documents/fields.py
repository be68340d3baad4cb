"""Named fields in the office's text: numbers and lists that come from the ledger.

A field is written `{采用条数}` or, with a parameter, `{采用条数：自治区}`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.documents import addresses
from tongbao.documents.items import adopted_submissions
from tongbao.documents.prose import Block, Run
from tongbao.documents.words import NOTHING, enumerated
from tongbao.model.bulletin import Bulletin
from tongbao.model.period import Period
from tongbao.model.submission import Submission
from tongbao.model.unit import Unit
from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.ranking import barred_units, group_standings, leading, places
from tongbao.scoring.tasks import progress
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
    count = sum(1 for _ in _filed(source))
    return Run(str(count), target=addresses.filed(source.period))


def _filed(source: FieldSource) -> Iterator[Submission]:
    """Yield what was filed in the period: nothing withdrawn, nothing the office compiled."""
    for entry in source.dataset.submissions.values():
        record = entry.record
        if record.date in source.period and record.withdrawn is None and not record.is_compiled:
            yield record


def _adopted(source: FieldSource, parameter: str) -> Run:
    levels = source.dataset.outlets.record.levels
    if parameter and parameter not in levels:
        raise _UnknownError(f"{enumerated(levels)} 之一")
    ledger = source.ledger.within(source.period)
    count = len(adopted_submissions(source.dataset, ledger, parameter or None))
    return Run(str(count), target=addresses.adopted(source.period, levels, parameter))


def _commended(source: FieldSource, parameter: str) -> Run:
    groups = source.dataset.registry.record.groups
    commendations = {
        commendation.group: commendation
        for book in source.dataset.rulebooks_in(source.period)
        for commendation in book.record.commendations
        if commendation.group in groups
    }
    if parameter not in commendations:
        raise _UnknownError(f"考评办法有名额的分组：{enumerated(commendations) or '现在没有'}")
    ranked = group_standings(source.dataset, source.ledger, parameter, source.period)
    top = places(commendations[parameter], len(ranked))
    barred = barred_units(source.dataset, source.ledger, source.period)
    words = (
        "/".join(source.dataset.units[standing.unit].short for standing in tied)
        + ("（并列）" if len(tied) > 1 else "")
        for tied in leading(ranked, top, barred)
    )
    return _named(source, parameter, words)


def _members(source: FieldSource, group: str) -> tuple[Unit, ...]:
    """Return the units of a group that are scored in the period."""
    groups = source.dataset.registry.record.groups
    if group not in groups:
        raise _UnknownError(f"{enumerated(groups)} 之一")
    return tuple(unit for unit in source.dataset.units_in(source.period) if unit.group == group)


def _named(source: FieldSource, group: str, names: Iterable[str]) -> Run:
    groups = source.dataset.registry.record.groups
    target = addresses.standing(source.period, groups, group)
    return Run(enumerated(names) or NOTHING, target=target)


def _behind(source: FieldSource, parameter: str) -> Run:
    found = (
        unit.short
        for unit in _members(source, parameter)
        if (task := progress(source.dataset, unit.id, source.period)) and not task.is_met
    )
    return _named(source, parameter, found)


def _silent(source: FieldSource, parameter: str) -> Run:
    members = _members(source, parameter)
    heard = {
        unit
        for record in _filed(source)
        for unit in (
            record.unit,
            *(each.unit for each in (record.joint.units if record.joint else ())),
        )
    }
    return _named(source, parameter, (unit.short for unit in members if unit.id not in heard))


def _deducted(source: FieldSource, parameter: str) -> Run:
    ledger = source.ledger.within(source.period)
    sums = {
        unit.short: ledger.of_unit(unit.id).deductions.total for unit in _members(source, parameter)
    }
    words = (f"{name}（{shown(points)}分）" for name, points in sums.items() if points)
    return _named(source, parameter, words)


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
        "分组里得分靠前的单位，名额在考评办法的 commendations；同分的并列，压线的都算，"
        "取消评先评优资格的除外，不递补",
    ),
    "未完成任务名单": Field(
        _behind,
        "必写分组，如 {未完成任务名单：各县医疗保障局}",
        "分组里没有完成本期任务的单位，按单位次序；没有的印（无）",
    ),
    "零报送名单": Field(
        _silent,
        "必写分组，如 {零报送名单：各县医疗保障局}",
        "分组里本期没有报送的单位，联合报送的算报送；没有的印（无）",
    ),
    "扣分名单": Field(
        _deducted,
        "必写分组，如 {扣分名单：各县医疗保障局}",
        "分组里本期被扣分的单位和所扣的分，如 东河县（-10分）；没有的印（无）",
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


def field_values(source: FieldSource, text: str) -> Mapping[str, str]:
    """Return what each field of a text says, by the field as written; unknown ones say nothing."""
    found = {}
    for match in _FIELD.finditer(text):
        try:
            found[match[0]] = _evaluate(source, match[1]).text
        except _UnknownError:
            continue
    return found


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
