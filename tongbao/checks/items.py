"""References to submissions, commissions and duties: they lead to a record that may be meant."""

from collections.abc import Iterator, Mapping

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.record import Record
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry

_DUES = {
    "commissions": (Rule.COMMISSION_UNKNOWN, Rule.COMMISSION_UNIT, "约稿"),
    "duties": (Rule.DUTY_UNKNOWN, Rule.DUTY_UNIT, "任务"),
}

_UNREGISTER = (
    "删去这个文件，再撤回；它已经计入印发的通报的，"
    "同时用 build.py erratum 写更正通报的草稿，一起提交"
)


def standing(
    dataset: Dataset, name: SubmissionId, place: Place, if_withdrawn: str = _UNREGISTER
) -> Iterator[Diagnostic]:
    """Yield a submission that does not exist, was withdrawn or is not accepted.

    `if_withdrawn` says (Chinese) what to do with what refers to it where it was withdrawn rightly.
    """
    yield from existing(dataset, name, place)
    entry = dataset.submissions.get(name)
    if entry is None or entry.record.accepted is not None:
        return
    submission = entry.record
    if submission.withdrawn is not None:
        yield Diagnostic(
            place,
            Rule.WITHDRAWN,
            f"{name}（{submission.withdrawn.date} 撤回）",
            "没有撤回的报送",
            "登记错了的，改正这里的编号；撤回错了的，请办公室删去报送里的 withdrawn；"
            f"确实撤回的，先{if_withdrawn}",
        )
        return
    day = submission.returns[-1].date
    advice = "已经改好重报的，在报送的 returns 里补上 revised；登记错了的，改正这里的编号"
    if submission.is_refused:
        advice = "登记错了的，改正这里的编号；退回记多了的，请办公室改正报送里的 returns"
    state = "不再采用" if submission.is_refused else "还没有重报"
    yield Diagnostic(
        place,
        Rule.RETURNED,
        f"{name}（{day} 第{len(submission.returns)}次退回，{state}）",
        "审核通过的报送",
        advice,
    )


def existing(dataset: Dataset, name: SubmissionId, place: Place) -> Iterator[Diagnostic]:
    """Yield a submission that does not exist."""
    if name not in dataset.submissions and f"submissions/{name}" not in dataset.unreadable:
        yield _no_submission(dataset, place, name)


def due(
    dataset: Dataset, kind: str, name: str, units: frozenset[UnitId], place: Place
) -> Iterator[Diagnostic]:
    """Yield a commission or duty (`kind` is its folder) that does not exist or asks none of us."""
    if f"{kind}/{name}" in dataset.unreadable:
        return
    unknown, not_asked, what = _DUES[kind]
    asked = dataset.asked_by(f"{kind}/{name}")
    if asked is None:
        known: Mapping[str, Entry[Record]] = (
            dataset.commissions if kind == "commissions" else dataset.duties
        )
        yield unregistered(place, unknown, name, known, kind)
    elif units.isdisjoint(asked):
        yield Diagnostic(
            place,
            not_asked,
            "、".join(sorted(units)),
            "、".join(asked),
            f"核对{what}的编号，或在{what}的 units 里加上这个单位",
        )


def units_behind(dataset: Dataset, submission: Submission) -> frozenset[UnitId]:
    """Return the units that stand behind a submission: who filed it and who joined in it."""
    units = {submission.unit}
    if submission.joint is not None:
        units.update(each.unit for each in submission.joint.units)
        parts = (dataset.submissions.get(part) for part in submission.joint.parts)
        units.update(part.record.unit for part in parts if part is not None)
    return frozenset(units)


def _no_submission(dataset: Dataset, place: Place, name: str) -> Diagnostic:
    """Return the diagnostic for a missing submission.

    A near id is another item: only the same file name under another unit is a likely slip.
    """
    unit, _, rest = name.partition("/")
    namesakes = [other for other in dataset.submissions if other.endswith(f"/{rest}")]
    own = [other for other in dataset.submissions if other.startswith(f"{unit}/")]
    advice = "打开那条报送，照它的路径写，不带 .yaml；还没有登记的，先登记报送"
    if namesakes:
        title = dataset.submissions[namesakes[0]].record.title
        advice = f"核对是不是 {namesakes[0]}（{title}）；不是的话，先登记这条报送"
    expected = "、".join(own[-3:]) + " 等已登记的报送" if own else "已登记的报送"
    return Diagnostic(place, Rule.SUBMISSION_UNKNOWN, name, expected, advice)
