"""CODEOWNERS: whom a forge asks to look at what, after the registries of accounts.

It only says who is asked; who may change what is for `build.py check` to judge.
"""

from collections.abc import Iterable, Iterator, Sequence

from tongbao.source.dataset import Dataset

_HEAD = """\
# 谁过目什么：由 build.py schema 依据 data/*/accounts.yaml 生成，不要手改。
# 有几行符合的，以最后一行为准；一行里有一个人同意就行。写了截止日期的账号不列。
# 谁有权改什么，由 build.py check 判定，不看这里。
"""


def code_owners_text(bureaus: Sequence[Dataset]) -> str:
    """Return the file: the offices own everything, each its bureau, units their own folders too.

    A unit's folder names the office as well: nobody can approve an own proposal. Without a clock,
    an account whose end is set counts as ended.
    """
    offices = {bureau.id: _names(bureau, None) for bureau in bureaus}
    lines = [_line("*", [name for names in offices.values() for name in names])]
    for bureau in bureaus:
        lines.extend(_bureau_lines(bureau, offices[bureau.id]))
    return _HEAD + "".join(f"{line}\n" for line in lines if line)


def _bureau_lines(bureau: Dataset, office: Sequence[str]) -> Iterator[str]:
    yield _line(f"/data/{bureau.id}/", office)
    for unit in bureau.units:
        own = _names(bureau, unit)
        if own:
            yield _line(f"/data/{bureau.id}/submissions/{unit}/", [*own, *office])


def _names(bureau: Dataset, unit: str | None) -> list[str]:
    """Return the accounts of a unit, or of the office, that have no end."""
    if bureau.accounts is None:
        return []
    return [
        account.name
        for account in bureau.accounts.record.accounts
        if account.unit == unit and account.to is None
    ]


def _line(pattern: str, names: Iterable[str]) -> str:
    """Return a line; empty where nobody owns the pattern, so that an earlier line goes on."""
    owners = dict.fromkeys(f"@{name}" for name in names)
    return " ".join((pattern, *owners)) if owners else ""
