"""A row of a register to what became of its item: adoptions and leaders' instructions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongbao.documents.register.phrases import Phrase, PhraseError, read_outlet, read_phrases
from tongbao.exchange.names import Names
from tongbao.exchange.row import Row
from tongbao.model.adoption import Leader, Route
from tongbao.model.register_map import OutletColumn, RegisterMap
from tongbao.source.writing import Value

_MARKS = frozenset({"√", "✓", "是", "1", "采用", "已采用"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """An adoption or instruction: its kind, its day, its fields, the register's field behind it."""

    kind: str
    day: date
    fields: Mapping[str, Value]
    source: str


class Outcomes:
    """Reads adoptions and instructions by one map; what can't be read is refused on the row."""

    def __init__(self, given: RegisterMap, names: Names) -> None:
        self._map = given
        self._names = names

    def of(self, row: Row, submission: str) -> Iterator[Outcome]:
        """Yield what became of a row's submission, whose id is given."""
        adopted = row.read(
            "adoptions", lambda text: read_phrases(text, row.year), "刊物第1期（2020-07-03）"
        )
        for phrase in adopted or ():
            yield from self._adoption(row, submission, phrase)
        for number, column in enumerate(self._map.outlets):
            yield from self._by_column(row, submission, f"outlets.{number}", column)
        instructed = row.read(
            "instructions", lambda text: read_phrases(text, row.year), "级别（2020-07-03）"
        )
        for phrase in instructed or ():
            yield from self._instruction(row, submission, phrase)

    def _adoption(self, row: Row, submission: str, phrase: Phrase) -> Iterator[Outcome]:
        named = read_outlet(phrase.head)
        routes = {route.value: route for route in Route}
        route = next((part for part in phrase.more if part in routes), "")
        outlet: Value | None = {"name": named.name, "level": named.level}
        if not named.level:
            outlet = row.read("adoptions", lambda _: self._names.outlet(named.name), "登记过的刊物")
        if outlet:
            fields: dict[str, Value] = {
                "submission": submission,
                "unlisted" if named.level else "outlet": outlet,
                "issue": named.issue,
                "date": phrase.day.isoformat(),
                "placement": "，".join(part for part in phrase.more if part not in routes),
                "route": route if route == Route.DIRECT.value else "",
            }
            yield Outcome("adoptions", phrase.day, _given(fields), "adoptions")

    def _by_column(
        self, row: Row, submission: str, field: str, column: OutletColumn
    ) -> Iterator[Outcome]:
        if not row.text(field):
            return
        if column.date is None:
            day = row.day(field, "；打勾的，在对照文件的 outlets 里写 date（日期在哪一列）")
        else:
            row.read(field, _mark, "√ 或 是；没有采用的空着")
            row.required(f"{field}.date", "采用日期")
            day = row.day(f"{field}.date") if row.has(f"{field}.date") else None
        if day is not None:
            fields = {"submission": submission, "outlet": column.outlet, "date": day.isoformat()}
            yield Outcome("adoptions", day, fields, field)

    def _instruction(self, row: Row, submission: str, phrase: Phrase) -> Iterator[Outcome]:
        leaders = {leader.value for leader in Leader}
        leader = next((part for part in phrase.more if part in leaders), "")
        others = [part for part in phrase.more if part not in leaders]
        outlet = (
            row.read(
                "instructions", lambda _: self._names.outlet("，".join(others)), "登记过的刊物"
            )
            if others
            else ""
        )
        fields: dict[str, Value] = {
            "submission": submission,
            "level": phrase.head,
            "leader": leader,
            "outlet": outlet or "",
            "date": phrase.day.isoformat(),
        }
        yield Outcome("instructions", phrase.day, _given(fields), "instructions")


def _given(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: value for name, value in fields.items() if value}


def _mark(text: str) -> bool:
    if text not in _MARKS:
        raise PhraseError(text)
    return True
