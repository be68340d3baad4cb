"""Names as a register writes them to ids: units, outlets, commissions and duties."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from tongbao.model.register_map import RegisterWords
from tongbao.source.dataset import Dataset

_SHOWN = 3


class NameUnknownError(Exception):
    """Nothing of that name is registered, or several things; the message (Chinese) is advice."""


class Names:
    """What is registered, by every name a register may use."""

    def __init__(self, dataset: Dataset, words: RegisterWords) -> None:
        self._units = _index(
            (dataset.unit_by_name, {unit: unit for unit in dataset.units}, words.units)
        )
        self._outlets = _index(
            (dataset.outlet_by_name, {name: name for name in dataset.outlet_by_id}, words.outlets)
        )
        self._commissions = _titles({k: e.record.title for k, e in dataset.commissions.items()})
        self._duties = _titles({k: e.record.title for k, e in dataset.duties.items()})

    def unit(self, name: str) -> str:
        """Return a unit's id.

        Raises:
            NameUnknownError: there is none of that name; the same below.
        """
        return _found(self._units, name, "在 units.yaml 里登记，或在对照文件的 words.units 里写")

    def outlet(self, name: str) -> str:
        """Return an outlet's id."""
        advice = "在 outlets.yaml 里登记，或在对照文件的 words.outlets 里写"
        return _found(self._outlets, name, advice)

    def commission(self, name: str) -> str:
        """Return the id of the commission of that id or title."""
        return _only(self._commissions, name, "先在 commissions 里登记这个约稿")

    def duty(self, name: str) -> str:
        """Return the id of the duty of that id or name."""
        return _only(self._duties, name, "先在 duties 里登记这项任务")


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _index(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {_folded(name): found for table in tables for name, found in table.items()}


def _titles(records: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the records by id and by title; several may have one title."""
    found: dict[str, list[str]] = {}
    for name, title in records.items():
        found[name] = [name]
        found.setdefault(_folded(title), []).append(name)
    return found


def _found(names: Mapping[str, str], name: str, advice: str) -> str:
    if _folded(name) not in names:
        raise NameUnknownError(_nearest(names, name, advice))
    return names[_folded(name)]


def _only(names: Mapping[str, list[str]], name: str, advice: str) -> str:
    found = names.get(_folded(name), [])
    if not found:
        raise NameUnknownError(_nearest(names, name, advice))
    if len(found) > 1:
        raise NameUnknownError(f"几个都叫这个名字，改写编号：{'、'.join(found)}")
    return found[0]


def _nearest(names: Iterable[str], name: str, advice: str) -> str:
    close = get_close_matches(_folded(name), list(names), n=_SHOWN)
    return (
        f"是不是 {'、'.join(close)}？不是的话，{advice}"
        if close
        else f"核对名称；没有错的，{advice}"
    )
