"""Which submission somebody means who asks for its form: by its id, or by the path of its file."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import PurePath

from tongbao.documents.words import enumerated
from tongbao.model.scalars import SubmissionId
from tongbao.source.dataset import Dataset

_FOLDER = "submissions"
_SUFFIX = ".yaml"
_SHOWN = 3


class NotFoundError(Exception):
    """No submission, or more than one, is meant; the message (Chinese) says what to write."""


def asked(
    datasets: Sequence[Dataset], text: str, bureau: str | None
) -> tuple[Dataset, SubmissionId]:
    """Return the submission that is meant and the bureau it was filed with.

    `bureau` is asked for only where several have a submission of that id.

    Raises:
        NotFoundError: there is none, or it may be several.
    """
    name, folder = _named(text)
    if folder in {dataset.id for dataset in datasets}:
        bureau = bureau or folder
    chosen = [dataset for dataset in datasets if bureau in {None, dataset.id}]
    if not chosen:
        known = enumerated(dataset.id for dataset in datasets)
        raise NotFoundError(f"没有机关 {bureau}，现有的是：{known}")
    found = [dataset for dataset in chosen if name in dataset.submissions]
    if not found:
        raise NotFoundError(_unknown(chosen, name))
    if len(found) > 1:
        several = enumerated(dataset.id for dataset in found)
        raise NotFoundError(f"{name} 在几个机关里都有：{several}，请用 --bureau 写明是哪一个")
    return found[0], SubmissionId(name)


def _named(text: str) -> tuple[str, str]:
    """Return the id a text names, and the bureau if it is a path that tells."""
    parts = PurePath(text.removesuffix(_SUFFIX)).parts
    if _FOLDER not in parts:
        return "/".join(parts), ""
    # The last one: folders above the data may be called the same.
    place = len(parts) - 1 - parts[::-1].index(_FOLDER)
    return "/".join(parts[place + 1 :]), parts[place - 1] if place else ""


def _unknown(datasets: Sequence[Dataset], name: str) -> str:
    known = [each for dataset in datasets for each in dataset.submissions]
    close = get_close_matches(name, known, n=_SHOWN)
    if close:
        return f"没有报送 {name}，最接近的是：{enumerated(close)}"
    example = f"，如 {known[0]}" if known else ""
    return f"没有报送 {name}。编号写作“单位/年/名称”{example}"
