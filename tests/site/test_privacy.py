"""Nothing private is in any file of the public site, and all of it is in the internal one."""

import html
import io
import re
import types
import typing
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from pydantic import BaseModel

from tests.site.offices import write
from tests.site.private_office import (
    HIDDEN,
    HIDDEN_FIELDS,
    OPEN_TITLES,
    PRIVATE_FIELDS,
    PUBLIC_FIELDS,
    RECORDS,
    SECRETS,
)
from tongbao import build_command
from tongbao.build_command import BuildOrder
from tongbao.documents.audience import Audience
from tongbao.source.load import KINDS

TODAY = date(2021, 2, 28)


def texts_of(folder: Path) -> dict[str, str]:
    """Return what can be read in each file, and its path; of packages and PDFs, their text, too."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        name = str(path.relative_to(folder))
        content = path.read_bytes()
        if path.suffix == ".pdf":
            with pdfplumber.open(io.BytesIO(content)) as document:
                pages = [*(page.extract_text() for page in document.pages), str(document.metadata)]
            text = "".join("".join(pages).split())
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name).decode() for name in package.namelist()]
            # Without the marks: a word may be divided over runs, and measures are numbers, too.
            text = "\n".join(re.sub(r"<[^>]*>", "", part) for part in parts)
        else:
            # Any few digits turn up in a digest some day.
            text = re.sub(r"\b[0-9a-f]{64}\b", "", content.decode("utf-8-sig"))
        found[name] = f"{name}\n{text}\n{html.unescape(text)}"
    return found


def tree(tmp_path_factory: pytest.TempPathFactory, audience: Audience) -> dict[str, str]:
    folder = tmp_path_factory.mktemp(audience.value)
    write(folder / "data" / "moushi", RECORDS, TODAY)
    out = folder / "out"
    assert build_command.build(BuildOrder(folder / "data", out, TODAY, audience)) == 0
    return texts_of(out)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return tree(tmp_path_factory, Audience.PUBLIC)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return tree(tmp_path_factory, Audience.INTERNAL)


def test_no_secret_is_in_the_public_tree(public: dict[str, str]) -> None:
    leaks = {
        (what, name)
        for name, text in public.items()
        for what, secret in SECRETS.items()
        if secret in text
    }
    assert leaks == set()


def test_every_secret_is_in_the_internal_tree(internal: dict[str, str]) -> None:
    missing = [
        what
        for what, secret in SECRETS.items()
        if not any(secret in text for text in internal.values())
    ]
    assert missing == []


def test_what_is_shown_nowhere_is_in_neither_tree(
    public: dict[str, str], internal: dict[str, str]
) -> None:
    texts = (*public.values(), *internal.values())
    assert not any(secret in text for secret in HIDDEN for text in texts)


def test_a_secret_stands_for_every_private_field() -> None:
    planted = {what.partition(",")[0] for what in SECRETS}
    private = {
        f"{model}.{name}" for model, names in PRIVATE_FIELDS.items() for name in names.split()
    }
    assert planted >= private
    records = "".join(RECORDS) + "".join(RECORDS.values())
    assert [what for what, secret in SECRETS.items() if secret not in records] == []


def test_every_text_field_of_the_models_is_public_or_private() -> None:
    known = {
        (model, name)
        for fields in (PUBLIC_FIELDS, PRIVATE_FIELDS, HIDDEN_FIELDS)
        for model, names in fields.items()
        for name in names.split()
    }
    assert set(text_fields()) == known


def text_fields() -> Iterator[tuple[str, str]]:
    """Yield each text field of the records by model and name."""
    waiting: list[type[BaseModel]] = [kind.model for kind in KINDS.values()]
    seen = set(waiting)
    while waiting:
        model = waiting.pop()
        for name, field in model.model_fields.items():
            for part in parts(field.annotation):
                if part is str:
                    yield model.__name__, name
                elif isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                    seen.add(part)
                    waiting.append(part)


def parts(annotation: object) -> Iterator[object]:
    """Yield what an annotation is made of."""
    yield annotation
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
        for part in typing.get_args(annotation):
            yield from parts(part)


def test_what_is_public_is_in_the_public_tree(public: dict[str, str]) -> None:
    for text in (
        *OPEN_TITLES,
        "公开的正文",
        "公开的采用备注",
        "公开的约稿",
        "公开的会议",
        "公开的理由",
    ):
        assert any(text in content for content in public.values()), text


def test_every_internal_page_says_so(internal: dict[str, str], public: dict[str, str]) -> None:
    for name, text in internal.items():
        if name.endswith(".html"):
            assert "内部资料，请勿外传" in text, name
    assert not any("内部资料" in text for text in public.values())


def test_every_page_of_a_sample_bureau_says_so(public: dict[str, str]) -> None:
    for name, text in public.items():
        if name.startswith("moushi/") and name.endswith(".html"):
            assert "示例数据，不是实际情况" in text, name
