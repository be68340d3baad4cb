"""The review form of a submission (附件1): what is filed, who wrote it, who signed for it.

For those who file on paper it is also had blank.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tongbao.diagnostic import Place
from tongbao.documents.forms.table import Cell, Choice, PrintedForm, Row, Signature, label
from tongbao.model.correspondent import Correspondent
from tongbao.model.scalars import SubmissionId, UnitId
from tongbao.model.submission import Author, Openness, Review, SignOff, Submission
from tongbao.model.unit import FormChoice, FormLayout
from tongbao.source.dataset import Dataset, Entry

_COLUMNS = 5
# So many units stand below one another, more of them in running lines.
_UNITS_IN_LINES = 4
_WIDTHS = (40, 37, 21, 17, 41)


class NoFormError(Exception):
    """The bureau has no review form for a submission; the message (Chinese) says what to add."""


class _Layout(Enum):
    """The two printed layouts: label of the unit, boxes, answers a line."""

    BUREAU = (
        "报送科室/单位",
        (
            ("second", "机关科室负责人\n/中心副职审核"),
            ("office", "市局办公室核稿"),
            ("third", "分管信息工作\n局领导意见"),
            ("head", "局主要领导\n意见"),
        ),
        2,
    )
    UNIT = (
        "报送单位\n（盖章）",
        (
            ("second", "信息工作\n负责人审核"),
            ("third", "分管信息工作\n单位领导意见"),
            ("head", "单位主要\n领导意见"),
        ),
        3,
    )

    def __init__(
        self,
        unit: str,
        boxes: tuple[tuple[str, str], ...],
        answers: int,
    ) -> None:
        """Keep the parts of a member's value under their names."""
        self.unit = unit
        self.boxes = boxes
        self.answers = answers


def layout_of(dataset: Dataset, name: SubmissionId) -> FormLayout | None:
    """Return which review form a submission's unit fills in; None where there is none."""
    chosen = _choice(dataset, name)
    return chosen.layout if chosen else None


def _choice(dataset: Dataset, name: SubmissionId) -> FormChoice | None:
    group = dataset.units[dataset.submissions[name].record.unit].group
    choices = dataset.registry.record.forms
    return next((choice for choice in choices if choice.group == group), None)


def review_form(dataset: Dataset, name: SubmissionId) -> PrintedForm:
    """Return a submission's review form, filled in; it names persons and never is public.

    Raises:
        NoFormError: the bureau, or the unit's group, has none.
    """
    bureau = dataset.bureau.record
    entry = dataset.submissions[name]
    chosen = _choice(dataset, name)
    if bureau.form is None:
        advice = "请写上 form（审核表的标题）"
        raise NoFormError(f"{dataset.bureau.path} 没有写 form，{bureau.short}没有审核表，{advice}")
    if chosen is None:
        group = dataset.units[entry.record.unit].group
        path = dataset.registry.path
        raise NoFormError(f"{path} 的 forms 没有写“{group}”用哪种审核表，请补上这个分组")
    return _printed(dataset, bureau.form, chosen, entry)


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A review form nobody has filled in yet, the groups whose units use it, where it is chosen."""

    groups: tuple[str, ...]
    form: PrintedForm
    place: Place


def blank_forms(dataset: Dataset) -> tuple[BlankForm, ...]:
    """Return the bureau's review forms, blank, in the order they are chosen; none without any."""
    title = dataset.bureau.record.form
    if title is None:
        return ()
    found: dict[PrintedForm, list[int]] = {}
    choices = dataset.registry.record.forms
    for index, chosen in enumerate(choices):
        found.setdefault(_printed(dataset, title, chosen, None), []).append(index)
    return tuple(
        BlankForm(
            tuple(choices[index].group for index in indices),
            form,
            dataset.registry.at("forms", indices[0]),
        )
        for form, indices in found.items()
    )


def _printed(
    dataset: Dataset, title: str, chosen: FormChoice, entry: Entry[Submission] | None
) -> PrintedForm:
    """Return a form for a submission, or blank."""
    bureau, layout = dataset.bureau.record, _Layout[chosen.layout.name]
    review = entry.record.review if entry else None
    return PrintedForm(
        mark=chosen.mark or "",
        title=title,
        note=chosen.note or "",
        filler="",
        day="",
        widths=_WIDTHS,
        head=(),
        rows=(*_item_rows(dataset, entry, layout), *_boxes(review, layout)),
        remark="",
        author=bureau.name,
        is_landscape=False,
        is_sample=bureau.sample,
        is_internal=entry is not None,
    )


def _item_rows(
    dataset: Dataset, entry: Entry[Submission] | None, layout: _Layout
) -> tuple[Row, ...]:
    submission = entry.record if entry else None
    rows = [
        _filled(layout.unit, _unit_names(dataset, submission) if submission else ""),
        _filled("信息标题", submission.title if submission else ""),
        _asked(
            "信息类别",
            dataset.bureau.record.categories,
            submission.category if submission else None,
            layout,
        ),
        _asked("是否公开", tuple(Openness), submission.openness if submission else None, layout),
        *_contact("拟稿人", submission.authors if submission else ()),
    ]
    if layout is _Layout.UNIT:
        people = _correspondents(dataset, submission) if submission else ()
        rows.extend(_contact("政务信息员", people))
    return tuple(rows)


def _filled(name: str, text: str) -> Row:
    return (label(name), Cell(text, colspan=_COLUMNS - 1))


def _asked(name: str, answers: tuple[str, ...], chosen: str | None, layout: _Layout) -> Row:
    choices = [Choice(answer, answer == chosen) for answer in answers]
    lines = tuple(
        tuple(choices[start : start + layout.answers])
        for start in range(0, len(choices), layout.answers)
    )
    return (label(name), Cell(colspan=_COLUMNS - 1, choices=lines))


def _unit_names(dataset: Dataset, submission: Submission) -> str:
    """Return the names of every unit behind an item, the filing one first."""
    units: list[UnitId] = [submission.unit]
    if submission.joint is not None:
        units.extend(each.unit for each in submission.joint.units)
        units.extend(dataset.submissions[part].record.unit for part in submission.joint.parts)
    names = [dataset.units[unit].name for unit in dict.fromkeys(units)]
    return ("、\n" if len(names) <= _UNITS_IN_LINES else "、").join(names)


def _correspondents(dataset: Dataset, submission: Submission) -> tuple[Correspondent, ...]:
    if dataset.correspondents is None:
        return ()
    return tuple(
        person
        for person in dataset.correspondents.record.correspondents
        if person.unit == submission.unit and person.serves_on(submission.date)
    )


def _contact(name: str, people: Iterable[Author | Correspondent]) -> tuple[Row, Row]:
    """Return the rows of persons' names and numbers, a person a line."""
    people = tuple(people)
    landlines = dict.fromkeys(person.landline for person in people if person.landline)
    mobiles = dict.fromkeys(person.mobile for person in people if person.mobile)
    first = (
        label(name, rowspan=2),
        Cell("\n".join(person.name for person in people), rowspan=2),
        label("联系\n电话", rowspan=2),
        label("座机"),
        Cell("\n".join(landlines)),
    )
    return first, (label("手机"), Cell("\n".join(mobiles)))


def _boxes(review: Review | None, layout: _Layout) -> tuple[Row, ...]:
    return tuple(
        (
            label(name),
            Cell(
                colspan=_COLUMNS - 1,
                is_box=True,
                signature=_signature(getattr(review, step) if review else None),
            ),
        )
        for step, name in layout.boxes
    )


def _signature(signed: SignOff | None) -> Signature | None:
    if signed is None:
        return None
    return Signature(signed.opinion or "同意", signed.name, signed.date)
