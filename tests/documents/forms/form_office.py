"""The office of the forms' tests: the registries and rulebook in use, with records made here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tongbao.documents.forms.review_form import review_form
from tongbao.documents.forms.table import Cell, PrintedForm
from tongbao.model.scalars import SubmissionId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry

NAME = SubmissionId("made/2020/0703-1")
FIELDS: Mapping[str, Any] = {
    "unit": "office",
    "date": "2020-07-03",
    "title": "市医保局召开部署会",
    "category": "工作动态类",
    "openness": "公开",
}


def with_submission(dataset: Dataset, fields: Mapping[str, Any], name: str = NAME) -> Dataset:
    """Return the dataset with a submission of these fields."""
    record = Submission.model_validate({**FIELDS, **fields})
    entry = Entry(name, record, f"data/{dataset.id}/submissions/{name}.yaml", dataset.bureau.node)
    return replace(dataset, submissions={**dataset.submissions, name: entry})


def made(dataset: Dataset, **fields: object) -> PrintedForm:
    """Return the review form of a submission of these fields."""
    return review_form(with_submission(dataset, fields), NAME)


def shown(cell: Cell) -> str:
    """A cell as one reads it."""
    if cell.signature is not None:
        return f"{cell.signature.opinion} {cell.signature.line}"
    if cell.choices:
        return "\n".join(" ".join(choice.text for choice in line) for line in cell.choices)
    return cell.text


def table(form: PrintedForm) -> list[list[str]]:
    """The rows of a form, each with the cells that begin in it."""
    return [[shown(cell) for cell in row] for row in (*form.head, *form.rows)]


def read(value: object) -> object:
    """A structure as a file is read: every value is text."""
    if isinstance(value, Mapping):
        return {name: read(part) for name, part in value.items()}
    if isinstance(value, list):
        return [read(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
