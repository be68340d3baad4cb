"""Which column of a sheet a map means: by the text in the head row, or by a letter."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from tongbao.model.register_map import RegisterMap
from tongbao.source.workbook import MAX_COLUMNS, Grid, column_number

_LETTERS = re.compile(r"[A-Z]{1,2}")


class HeadError(Exception):
    """The sheet has not the columns a map names; the message (Chinese) names them all."""


def columns_of(grid: Grid, given: RegisterMap) -> dict[str, int]:
    """Return the columns of a map by what they hold: the field; `outlets.0`, `outlets.0.date`.

    Raises:
        HeadError: a column is not there, or more than one has the same head.
    """
    heads: dict[str, list[int]] = {}
    for column in range(1, MAX_COLUMNS + 1):
        text = _folded(str(grid.at(given.head, column).value or ""))
        if text:
            heads.setdefault(text, []).append(column)
    found: dict[str, int] = {}
    problems = []
    for field, name in _named(given):
        places = heads.get(_folded(name), [])
        if len(places) == 1:
            found[field] = places[0]
        elif not places and _LETTERS.fullmatch(name):
            found[field] = column_number(name)
        else:
            problems.append(_problem(field, name, places, heads))
    if problems:
        raise HeadError(
            f"表“{grid.name}”第 {given.head} 行的表头与对照文件不合：{'；'.join(problems)}"
        )
    return found


def _named(given: RegisterMap) -> Iterator[tuple[str, str]]:
    yield from given.columns.model_dump(exclude_none=True).items()
    for number, outlet in enumerate(given.outlets):
        yield f"outlets.{number}", outlet.column
        if outlet.date is not None:
            yield f"outlets.{number}.date", outlet.date


def _problem(field: str, name: str, places: list[int], heads: Mapping[str, list[int]]) -> str:
    if places:
        return f"{field} 的“{name}”有 {len(places)} 列，改写列的字母"
    known = "、".join(heads) or "（空）"
    return f"{field} 的“{name}”没有这一列，有的是：{known}"


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
