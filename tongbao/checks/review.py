"""Three-step review (三审): signed before filing, by everybody the bureau asks for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.bureau import ReviewPolicy, ReviewStep
from tongbao.model.submission import Review, SignOff, Submission
from tongbao.source.dataset import Dataset, Entry

_STEPS = {
    ReviewStep.FIRST: ("初审", "信息发布责任人"),
    ReviewStep.SECOND: ("复核", "科室负责人或信息工作负责人"),
    ReviewStep.OFFICE: ("核稿", "办公室核稿人"),
    ReviewStep.THIRD: ("审核", "分管信息工作的领导"),
}
_HEAD = "head"
_WORDS: Mapping[str, tuple[str, str]] = {
    **{step.value: words for step, words in _STEPS.items()},
    _HEAD: ("签发", "主要负责人"),
}


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield items whose sign-offs are missing, out of order, or later than what they allow."""
    policy = dataset.bureau.record.review
    upward = _upward(dataset, policy) if policy is not None else {}
    for entry in dataset.submissions.values():
        review = entry.record.review
        uses = upward.get(entry.id, [])
        if review is not None:
            yield from _order(entry)
            yield from _in_time(entry, review, uses)
        if policy is not None and entry.record.accepted is not None:
            yield from _missing(entry, policy, uses)


def _upward(dataset: Dataset, policy: ReviewPolicy) -> Mapping[str, list[tuple[date, str]]]:
    """Return by submission what only the head may let pass: when, and what it was."""
    uses: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for adoption in dataset.adoptions.values():
        outlet = dataset.outlet_of(adoption.record)
        if outlet is not None and outlet.level in policy.head_for:
            what = f"{outlet.name}（{outlet.level}）采用"
            uses[adoption.record.submission].append((adoption.record.date, what))
    for instruction in dataset.instructions.values():
        if instruction.record.level in policy.head_for:
            what = f"{instruction.record.level}领导批示"
            uses[instruction.record.submission].append((instruction.record.date, what))
    return {name: sorted(found) for name, found in uses.items()}


def _missing(
    entry: Entry[Submission], policy: ReviewPolicy, uses: list[tuple[date, str]]
) -> Iterator[Diagnostic]:
    """Yield one diagnostic that names every box without a signature and who is to sign it.

    A piece the office compiled has been reviewed in its parts; the head signs what goes up.
    """
    submission = entry.record
    needed = [] if submission.is_compiled else [step.value for step in policy.steps]
    reasons = ["敏感信息"] if submission.sensitive else []
    reasons.extend(what for _, what in uses[:1])
    if reasons:
        needed.append(_HEAD)
    missing = [step for step in needed if _signed(submission, step) is None]
    if missing:
        asked = "、".join(_WORDS[step][1] for step in missing)
        why = f"；{'、'.join(reasons)}，要有主要负责人签发" if _HEAD in missing else ""
        yield Diagnostic(
            entry.at("review"),
            Rule.REVIEW_MISSING,
            "没有 " + "、".join(f"{step}（{_WORDS[step][0]}）" for step in missing),
            f"有 {'、'.join(f'{step}（{_WORDS[step][0]}）' for step in needed)} 的签名{why}",
            f"请{asked}签名，把签名人（name）和日期（date）补在 review 里",
        )


def _signed(submission: Submission, step: str) -> SignOff | None:
    if submission.review is None:
        return None
    sign_off: SignOff | None = getattr(submission.review, step)
    return sign_off


def _order(entry: Entry[Submission]) -> Iterator[Diagnostic]:
    """Yield sign-offs before the one they follow; the office reads the text at its own time."""
    signed = [
        (step, sign_off)
        for step in (ReviewStep.FIRST, ReviewStep.SECOND, ReviewStep.THIRD, _HEAD)
        if (sign_off := _signed(entry.record, step)) is not None
    ]
    for (before, earlier), (step, later) in pairwise(signed):
        if later.date < earlier.date:
            what = f"{_WORDS[before][0]}日期"
            yield Diagnostic(
                entry.at("review", step, "date"),
                Rule.DATE_ORDER,
                str(later.date),
                f"不早于{what} {earlier.date}",
                f"先{_WORDS[before][0]}、后{_WORDS[step][0]}：核对这一天和{what}",
            )


def _in_time(
    entry: Entry[Submission], review: Review, uses: list[tuple[date, str]]
) -> Iterator[Diagnostic]:
    """Yield the leader's sign-off after filing, and the head's after what it allows."""
    submission = entry.record
    accepted = submission.accepted
    filed = "重报日期" if submission.returns else "报送日期"
    place = entry.at("review", "third", "date")
    if review.third is not None and accepted is not None:
        yield from _not_after(place, review.third.date, accepted, filed)
    if review.head is None:
        return
    place = entry.at("review", _HEAD, "date")
    if submission.sensitive and accepted is not None:
        yield from _not_after(place, review.head.date, accepted, filed)
    elif uses:
        yield from _not_after(place, review.head.date, uses[0][0], "采用、批示的日期")


def _not_after(place: Place, day: date, latest: date, what: str) -> Iterator[Diagnostic]:
    if day > latest:
        advice = f"先签名、后报送：核对这一天和{what}"
        yield Diagnostic(place, Rule.DATE_ORDER, str(day), f"不晚于{what} {latest}", advice)
