"""Who may change what: units file in their own folders, the office keeps its bureau's records.

Nobody changes what lies outside the bureaus' folders here: program, templates and workflows go by
branches of their own, which those merge who may.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongbao.checks.repeats import near_repeats
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.scalars import UnitId
from tongbao.model.submission import Submission
from tongbao.review import settled
from tongbao.review.amendments import amended
from tongbao.review.proposal import Proposal
from tongbao.source.dataset import Dataset
from tongbao.source.load import KINDS, issued_bulletin, kind_of
from tongbao.source.revision import Change

_DELETED = "D"
_VERBS = {"A": "新增", "D": "删除"}
_KEPT_BY_OFFICE = {
    "adoptions": "采用由办公室登记，把刊物、期号和日期告诉办公室",
    "instructions": "领导批示由办公室登记，把哪位领导、哪一天批示告诉办公室",
    "commissions": "约稿由办公室登记",
    "duties": "重大会议、重大部署由办公室登记",
    "entries": "手工计分由办公室登记，有异议的告诉办公室",
    "rules": "考评办法由办公室修改，有意见的告诉办公室",
    "bulletins": "通报由办公室编发",
    "submissions": "别的单位的报送由那个单位的信息员提交",
}
_REGISTRIES = "登记表由办公室修改，把要改的内容告诉办公室"
_STRAY = "报送写在自己单位的文件夹里，一条一个文件"
_WITHDRAW = "恢复这个文件，写上 withdrawn（date 撤回日期、reason 撤回原因）"


@dataclass(frozen=True, slots=True)
class _Role:
    """What an account stands for in one bureau: some of its units, its office, or both."""

    bureau: Dataset
    units: frozenset[UnitId]
    is_office: bool

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders it may change files in, below the data folder."""
        bureau = self.bureau.id
        if self.is_office:
            return (f"{bureau}/",)
        return tuple(f"{bureau}/submissions/{unit}/" for unit in sorted(self.units))


def judge(proposal: Proposal, after: Sequence[Dataset]) -> list[Diagnostic]:
    """Return why a proposal may not be merged, and what a person should look at before.

    Args:
        proposal: the changes, and the data that says who may make them.
        after: the bureaus as they would be; records that were refused when read are not in them,
            and nothing is said of their content.
    """
    if proposal.conflicts:
        return [_conflict(proposal, path) for path in proposal.conflicts]
    if not proposal.changes:
        return []
    roles = _roles(proposal)
    if not roles:
        return [_unknown(proposal)]
    found: list[Diagnostic] = []
    results = {dataset.id: dataset for dataset in after}
    for change in proposal.changes:
        found.extend(_judged(proposal, roles, results, change))
    for dataset in after:
        found.extend(near_repeats(dataset, _retitled(proposal, dataset)))
    return found


def _conflict(proposal: Proposal, path: str) -> Diagnostic:
    return Diagnostic(
        _place(proposal, path),
        Rule.MERGE_CONFLICT,
        _shown(path),
        "与主干的最新内容合得上的改动",
        "主干上这个文件已经改过：照最新的内容重新改一次，再提交",
    )


def _roles(proposal: Proposal) -> Mapping[str, _Role]:
    """Return what the actor stands for on the day, by bureau."""
    roles = {}
    for dataset in proposal.policy:
        registry = dataset.accounts
        held = [
            account
            for account in (registry.record.accounts if registry else ())
            if account.belongs_to(proposal.actor)
            and account.is_in_force_on(proposal.day or date.max)
        ]
        if held:
            units = frozenset(account.unit for account in held if account.unit is not None)
            is_office = any(account.office for account in held)
            roles[dataset.id] = _Role(dataset, units, is_office)
    return roles


def _unknown(proposal: Proposal) -> Diagnostic:
    on = f"，{proposal.day}" if proposal.day else ""
    broken = [each.id for each in proposal.policy if each.is_unreadable("accounts")]
    advice = "请办公室先登记这个账号；登记合并到主干之后才有效，写在同一次改动里的不算"
    if broken:
        names = "、".join(f"{proposal.folder}/{name}/accounts.yaml" for name in broken)
        advice = f"主干上的 {names} 有错误，读不出：请维护人员先用自己的权限改好它"
    return Diagnostic(
        _place(proposal, proposal.changes[0].path),
        Rule.ACTOR_UNKNOWN,
        f"{_shown(proposal.actor)}{on}",
        "在 accounts.yaml 里登记、没有过期的账号",
        advice,
    )


def _judged(
    proposal: Proposal,
    roles: Mapping[str, _Role],
    results: Mapping[str, Dataset],
    change: Change,
) -> Iterator[Diagnostic]:
    if _follows(roles, change):
        return
    if change.is_submodule:
        yield _submodule(proposal, change)
    bureau, _, below = change.path.removeprefix(f"{proposal.folder}/").partition("/")
    is_inside = change.path.startswith(f"{proposal.folder}/") and bool(below)
    if not is_inside or bureau not in {dataset.id for dataset in proposal.policy}:
        advice = (
            "从这次改动里去掉这个文件；程序、模板、工作流和新的机关，由维护人员另开分支改，"
            "用自己的权限合并"
        )
        yield _refused(proposal, roles.values(), change, advice)
    elif bureau not in roles:
        advice = "从这次改动里去掉这个文件；别的机关的事由那个机关办理"
        yield _refused(proposal, roles.values(), change, advice)
    elif roles[bureau].is_office:
        yield from _by_office(proposal, roles[bureau].bureau, change, tuple(below.split("/")))
    else:
        steps = tuple(below.split("/"))
        yield from _by_unit(proposal, roles[bureau], results.get(bureau), change, steps)


def _follows(roles: Mapping[str, _Role], change: Change) -> bool:
    """Whether a file is generated from registries of the actor's office: tests hold it to them."""
    offices = [name for name, role in roles.items() if role.is_office]
    forms = [f".github/ISSUE_TEMPLATE/{name}.yml" for name in offices]
    is_generated = change.path in forms or (bool(offices) and change.path == "CODEOWNERS")
    return is_generated and change.is_file


def _by_office(
    proposal: Proposal, policy: Dataset, change: Change, steps: tuple[str, ...]
) -> Iterator[Diagnostic]:
    kind = kind_of(steps)
    frozen = issued_bulletin(steps)
    if frozen is not None and frozen in policy.issued:
        advice = "恢复这个文件；内容有误的，用 build.py erratum 另发更正通报"
        found = f"{_VERBS.get(change.status, '改动')}定稿"
        yield _deleted(proposal, change, found, "定稿永远不变", advice)
    elif kind is KINDS["submissions"] and change.status == _DELETED:
        result = _result(policy, _name(steps))
        if result is not None:
            expected = "有了结果的报送只撤回，不删除，也不移动"
            advice = f"{_WITHDRAW}；已登记采用、批示的，先删去那些登记"
            yield _deleted(proposal, change, f"删除，{result}", expected, advice)
    elif kind is KINDS["bulletins"]:
        bulletin = policy.bulletins.get(steps[1])
        if bulletin is None or bulletin.record.number is None:
            return
        number = bulletin.record.number
        if change.status == _DELETED:
            advice = "恢复这个文件；内容有误的，另发更正通报"
            yield _deleted(proposal, change, f"删除 {number}", "印发的通报一直保留", advice)
        else:
            place = _place(proposal, change.path)
            advice = "请核对这样改的理由；印发的内容有误的，另发更正通报"
            yield Diagnostic(place, Rule.BULLETIN_ISSUED, number, "印发以后不再改动", advice)


def _result(policy: Dataset, name: str) -> str | None:
    """Return what came of a submission, so that it has to stay; None if nothing did."""
    user = settled.user_of(policy, name)
    if user is not None:
        return f"{user} 还在用它"
    entry = policy.submissions.get(name)
    bulletin = settled.bulletin_with(policy, entry.record) if entry is not None else None
    return f"已计入通报 {bulletin.record.number}" if bulletin is not None else None


def _by_unit(
    proposal: Proposal,
    role: _Role,
    result: Dataset | None,
    change: Change,
    steps: tuple[str, ...],
) -> Iterator[Diagnostic]:
    kind = kind_of(steps)
    if kind is not KINDS["submissions"] or steps[1] not in role.units:
        why = _KEPT_BY_OFFICE.get(kind.name, _REGISTRIES) if kind is not None else _STRAY
        if issued_bulletin(steps) is not None:
            why = _KEPT_BY_OFFICE["bulletins"]
        yield _refused(proposal, (role,), change, f"从这次改动里去掉这个文件；{why}")
    elif change.status == _DELETED:
        expected = "报送只撤回，不删除，也不移动"
        advice = f"{_WITHDRAW}；已有采用、批示的，告诉办公室"
        yield _deleted(proposal, change, "删除", expected, advice)
    elif result is not None and (entry := result.submissions.get(_name(steps))) is not None:
        known = _before(proposal, role.bureau, entry.id)
        yield from amended(role.bureau, known, entry, proposal.day)


def _before(proposal: Proposal, policy: Dataset, name: str) -> Submission | None:
    """Return a submission as the proposal found it; None if it is a new one."""
    before = next((each for each in proposal.before if each.id == policy.id), policy)
    entry = before.submissions.get(name) or policy.submissions.get(name)
    return entry.record if entry is not None else None


def _retitled(proposal: Proposal, dataset: Dataset) -> frozenset[str]:
    """Return the submissions of a bureau that are new, or have a new title."""
    before = next((each for each in proposal.before if each.id == dataset.id), None)
    changed = {change.path for change in proposal.changes}
    fresh = set()
    for name, entry in dataset.submissions.items():
        path = f"{proposal.folder}/{dataset.id}/submissions/{name}.yaml"
        if path in changed:
            known = before.submissions.get(name) if before is not None else None
            if known is None or known.record.title != entry.record.title:
                fresh.add(name)
    return frozenset(fresh)


def _refused(proposal: Proposal, roles: Iterable[_Role], change: Change, advice: str) -> Diagnostic:
    folders = [f"{proposal.folder}/{folder}" for role in roles for folder in role.folders]
    return Diagnostic(
        _place(proposal, change.path),
        Rule.CHANGE_REFUSED,
        f"{_VERBS.get(change.status, '改动')} {_shown(change.path)}",
        f"只改动 {'、'.join(folders)} 里的文件",
        advice,
    )


def _submodule(proposal: Proposal, change: Change) -> Diagnostic:
    place = _place(proposal, change.path)
    advice = "删去它，把内容另存为普通文件"
    return Diagnostic(place, Rule.FILE_KIND, "子模块（另一个仓库）", "普通文件", advice)


def _deleted(
    proposal: Proposal, change: Change, found: str, expected: str, advice: str
) -> Diagnostic:
    place = _place(proposal, change.path)
    return Diagnostic(place, Rule.RECORD_DELETED, found, expected, advice)


def _name(steps: tuple[str, ...]) -> str:
    return "/".join(steps[1:]).removesuffix(".yaml")


def _place(proposal: Proposal, path: str) -> Place:
    """Return a changed file's place, below the data folder as the loader shows it."""
    prefix = f"{proposal.folder}/"
    if path.startswith(prefix):
        path = f"{proposal.data.name}/{path.removeprefix(prefix)}"
    return Place(_shown(path))


def _shown(text: str) -> str:
    """Write a name from outside so that it can be printed: bytes that are no UTF-8 as escapes."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
