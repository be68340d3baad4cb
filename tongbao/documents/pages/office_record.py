"""What only the bureau and the unit may see of a submission: persons, signatures, reasons."""

from dataclasses import dataclass

from tongbao.documents.forms.review_form import layout_of, review_form
from tongbao.documents.forms.table import PrintedForm
from tongbao.documents.words import full_date
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Review, Submission
from tongbao.source.dataset import Dataset

_STEPS = (
    ("first", "初审"),
    ("second", "复核"),
    ("office", "办公室核稿"),
    ("third", "审核"),
    ("head", "签发"),
)


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """Who wrote an item, and how to reach the person."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class SignOffLine:
    """One signature: which step, whose, when, with which opinion."""

    step: str
    name: str
    day: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One return: when, why, and when the item came back."""

    day: str
    reason: str
    revised: str


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """An item's way through the office; `form` is its review form where the bureau has one."""

    openness: str
    authors: tuple[AuthorLine, ...]
    sign_offs: tuple[SignOffLine, ...]
    returns: tuple[ReturnLine, ...]
    withdrawal: str
    form: PrintedForm | None


def office_record(dataset: Dataset, name: SubmissionId, submission: Submission) -> OfficeRecord:
    """Return an item's way through the office."""
    return OfficeRecord(
        openness=submission.openness.value + ("，涉及敏感事件" if submission.sensitive else ""),
        authors=tuple(
            AuthorLine(
                author.name,
                "、".join(number for number in (author.landline, author.mobile) if number),
            )
            for author in submission.authors
        ),
        sign_offs=_sign_offs(submission.review) if submission.review else (),
        returns=tuple(
            ReturnLine(
                full_date(each.date),
                each.reason,
                full_date(each.revised) if each.revised else "",
            )
            for each in submission.returns
        ),
        withdrawal=submission.withdrawn.reason if submission.withdrawn else "",
        form=_form(dataset, name),
    )


def _form(dataset: Dataset, name: SubmissionId) -> PrintedForm | None:
    if dataset.bureau.record.form is None or layout_of(dataset, name) is None:
        return None
    return review_form(dataset, name)


def _sign_offs(review: Review) -> tuple[SignOffLine, ...]:
    given = ((name, getattr(review, step)) for step, name in _STEPS)
    return tuple(
        SignOffLine(name, each.name, full_date(each.date), each.opinion or "同意")
        for name, each in given
        if each is not None
    )
