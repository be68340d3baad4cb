"""Personal data in what everybody may read: numbers and addresses that belong to one person."""

import re
from collections.abc import Iterator

from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.submission import Openness
from tongbao.source.dataset import Dataset

_FORMS = (
    ("手机号", re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")),
    ("身份证号", re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")),
    ("电子邮箱", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z]")),
)
_SHOWN = 3


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield public titles, texts and remarks that hold a number or an address of a person.

    A warning, for a person to look at: eleven digits may be an amount of money. A bulletin is the
    office's own text, and may name the office's telephone.
    """
    for submission in dataset.submissions.values():
        if submission.record.openness is Openness.OPEN:
            for field in ("title", "body", "note"):
                text = getattr(submission.record, field) or ""
                yield from _found(submission.at(field), text)
    for adoption in dataset.adoptions.values():
        yield from _found(adoption.at("note"), adoption.record.note or "")
    for entry in dataset.entries.values():
        if entry.record.openness is Openness.OPEN:
            yield from _found(entry.at("reason"), entry.record.reason)


def _found(place: Place, text: str) -> Iterator[Diagnostic]:
    for name, form in _FORMS:
        match = form.search(text)
        if match is not None:
            # The report itself may be public: enough to find it, not enough to use it.
            found = f"{name} {match[0][:_SHOWN]}……"
            advice = "删去它，或把信息改为不公开；不是个人信息的可以不管"
            yield Diagnostic(place, Rule.PERSONAL_DATA, found, "公开的内容里没有个人信息", advice)
